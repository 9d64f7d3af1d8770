"""Tellings of one story that differ in a figure: nobody can know which is right, so that the editor is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.core.messages import _
from service.editing import facts
from service.model import Article, Segment, Story


def other_figures(told: Article, other: Article) -> tuple[tuple[str, str], ...]:
    """Return each figure of a telling with the one that another telling of the story has for it."""
    return facts.differing(_text(told), _text(other))


def disagreements(segments: Sequence[Segment], stories: Sequence[Story]) -> Iterator[str]:
    """Yield a sentence for each figure that the programme says and that another telling has otherwise."""
    said = {(each.origin, each.title): "".join(one.written for one in each.utterances) for each in segments}
    for story in stories:
        words = said.get((story.lead.source, story.lead.title), "")
        for other in story.articles[1:] if words else ():
            for figure, another in other_figures(story.lead, other):
                if figure in words:
                    yield (
                        _(
                            "“{title}” is told with {figure}, and another telling of it, “{other}” in {source}, says "
                            "{another}: find out which is right.",
                            title=story.lead.title,
                            figure=figure,
                            other=other.title,
                            source=other.source,
                            another=another,
                        )
                    )


def _text(article: Article) -> str:
    return "\n".join((article.kicker, article.title, article.subtitle, article.text))
