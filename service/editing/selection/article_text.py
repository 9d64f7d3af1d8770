"""An article's text as its news value is read from it: what heads it, what opens it, and the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from service.editing.summary.body_text import unbracketed
from service.model import Article

OPENING_CHARACTERS = 120
"""The characters behind the headline that tell what happened."""
LATER_CHARACTERS = 600
"""The characters that still say what an article is about."""
_SERIES = re.compile(r"【([^【】]*)】")
_BLANKS = re.compile(r"\s+")

Values = dict[str, float]
"""Features by name, each between 0 and 1; what is 0 is left out."""
Words = Mapping[str, str]
"""Features by name, each as a person would put it."""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The parts of an article that its features are read from."""

    article: Article
    series: str
    """What stands within 【…】 in the headline."""
    head: str
    """Kicker, headline and subtitle, without the series."""
    opening: str
    later: str
    """The beginning of the text, the opening included."""

    @property
    def whole(self) -> str:
        """Headline and text."""
        return f"{self.head}\n{self.article.text}"


def article_text(article: Article) -> ArticleText:
    """Return the article's parts."""
    heading = " ".join(filter(None, (article.kicker, article.title, article.subtitle)))
    body = _BLANKS.sub("", unbracketed("\n".join(article.paragraphs[:6])[:2000]))
    return ArticleText(
        article=article,
        series="".join(_SERIES.findall(heading)),
        head=_SERIES.sub("", heading).strip(),
        opening=body[:OPENING_CHARACTERS],
        later=body[:LATER_CHARACTERS],
    )
