"""What a show wants more of, and what it wants none of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.core.messages import _
from service.model import Article


@dataclass(frozen=True, slots=True)
class Interests:
    """Words of headlines and texts, section labels, and parts of sources' addresses or paths."""

    boost_words: tuple[str, ...] = ()
    boost_sections: tuple[str, ...] = ()
    boost_sources: tuple[str, ...] = ()
    mute_words: tuple[str, ...] = ()
    mute_sections: tuple[str, ...] = ()
    mute_sources: tuple[str, ...] = ()

    def boosted(self, article: Article) -> str:
        """Return why the article is wanted more than others: `word 春灌`; empty when it is not."""
        return _found(
            article, self.boost_words, self.boost_sections, self.boost_sources, f"{_heading(article)}\n{article.text}"
        )

    def muted(self, article: Article) -> str:
        """Return why the article is not wanted; empty when it may be told. A muted word counts in the heading only."""
        return _found(article, self.mute_words, self.mute_sections, self.mute_sources, _heading(article))


def _found(article: Article, words: Sequence[str], sections: Sequence[str], sources: Sequence[str], text: str) -> str:
    if named := _within(text, words):
        return _("the word {name}", name=named)
    if named := _within(article.section, sections):
        return _("the section {name}", name=named)
    if named := _within(f"{article.source}\n{article.url}", sources):
        return _("the source {name}", name=named)
    return ""


def _within(text: str, wanted: Sequence[str]) -> str:
    return next((each for each in wanted if each.casefold() in text.casefold()), "")


def _heading(article: Article) -> str:
    return f"{article.kicker}\n{article.title}\n{article.subtitle}"
