"""What the show's editor decides himself: what leads, what is told and what not, whose news comes first."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from service.core.editor_wishes import Wish
from service.core.messages import _
from service.editing.genre_names import GENRES
from service.language import traditional, width
from service.model import Article, Genre

COMMENT = (Genre.COMMENT, Genre.ESSAY)
"""What an author thinks."""
NO_NEWS = (Genre.DOCUMENT, Genre.PORTRAIT)
"""What is told only if the show asks for its genre, beside what no programme tells by itself."""

CommentWish = Literal["no", "one", "yes"]


@dataclass(frozen=True, slots=True)
class EditorsHand:
    """The show's settings of that, and those of one run."""

    lead: tuple[Wish, ...] = ()
    pin: tuple[Wish, ...] = ()
    drop: tuple[Wish, ...] = ()
    names_first: tuple[str, ...] = ()
    comment: CommentWish = "one"
    genres: tuple[str, ...] = ()

    def unwanted(self, article: Article, day: dt.date | None) -> str:
        """Return why the article is left out; empty where it may be told."""
        if dropped := self.drops(article, day):
            return dropped
        if article.genre.value in self.genres:
            return ""
        if article.genre in COMMENT and self.comment == "no":
            return _("{genre}: the show tells none", genre=GENRES[article.genre])
        if not article.genre.is_told or article.genre in NO_NEWS:
            genre = GENRES[article.genre]
            if article.genre_why:
                return _("no news: {genre} ({why})", genre=genre, why=article.genre_why)
            return _("no news: {genre}", genre=genre)
        return ""

    def drops(self, article: Article, day: dt.date | None) -> str:
        """Return the wish by which it is told nowhere, as a reason; empty: none."""
        words = _met(self.drop, article, day)
        return _("dropped: {words}", words=words) if words else ""

    def leads(self, articles: Sequence[Article], day: dt.date | None) -> str:
        """Return the wish for which the story of these articles leads; empty: none."""
        return next(filter(None, (_met(self.lead, article, day) for article in articles)), "")

    def pins(self, articles: Sequence[Article], day: dt.date | None) -> str:
        """Return the wish for which it stands right behind the lead; empty: none."""
        return next(filter(None, (_met(self.pin, article, day) for article in articles)), "")

    def unmet(self, articles: Sequence[Article], told: Sequence[Article], day: dt.date | None) -> tuple[str, ...]:
        """Return a sentence for each wish of this day that comes to nothing.

        `articles` are all of the day, `told` those of its stories. A wish that waits for its story is no matter.
        """
        kinds = (("lead", self.lead, told), ("pin", self.pin, told), ("drop", self.drop, articles))
        return tuple(
            _not_met(kind, wish.words, articles)
            for kind, wishes, among in kinds
            for wish in wishes
            if wish.holds(day) and not wish.waits and not any(_heads(wish.words, each) for each in among)
        )


def _not_met(kind: str, words: str, articles: Sequence[Article]) -> str:
    title = next((each.title for each in articles if _heads(words, each)), "")
    if title:
        return _(
            "{kind} “{words}”: “{title}” is left out, for a reason of its own.", kind=kind, words=words, title=title
        )
    return _("{kind} “{words}”: no headline of the day has these words.", kind=kind, words=words)


def heading(article: Article) -> str:
    """Return the lines that head an article."""
    return f"{article.kicker}\n{article.title}\n{article.subtitle}"


def _heads(words: str, article: Article) -> bool:
    """Return whether the lines that head an article have these words, however page and editor type them."""
    sought = _folded(words)
    return bool(sought) and any(sought in _folded(line) for line in heading(article).split("\n"))


@functools.lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Return the text without what typists differ in: blanks, marks, width, case, traditional characters."""
    bare = "".join(filter(str.isalnum, width.half_width(text))).casefold()
    return traditional.simplified(bare) if bare.encode("gb2312", "ignore").decode("gb2312") != bare else bare


def _met(wishes: Sequence[Wish], article: Article, day: dt.date | None) -> str:
    return next((wish.words for wish in wishes if wish.holds(day) and _heads(wish.words, article)), "")
