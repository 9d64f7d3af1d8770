"""Pages in traditional characters: read as if they were simplified, their articles given back as they are printed.

All that the reader knows of bylines, labels and credits is written for simplified characters. Each character has its
place in both texts, so what was read is looked up in the one and taken from the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from service.language import traditional
from service.model import Article
from service.sources.newspaper.character_repair import half_width

_BLANK = re.compile(r"\s+")
_CLAUSE = re.compile(r"[^，。；：、！？“”‘’（）《》\s]+|[，。；：、！？“”‘’（）《》\s]")
_QUOTES = str.maketrans("“”‘’", "「」『』")


class PrintedPage:
    """A page's text in both forms."""

    def __init__(self, text: str) -> None:
        self.simplified = traditional.as_simplified_papers_print(text)
        """The same page, character for character, in simplified ones."""
        read, printed = _BLANK.sub("", self.simplified), _BLANK.sub("", text)
        self._forms = ((read, printed), (half_width(read), half_width(printed)))
        self._quotes = "「" in text or "『" in text

    def article(self, found: Article) -> Article:
        """Return an article that was read of `simplified` as the page has it."""
        return replace(
            found,
            title=self._back(found.title),
            paragraphs=self._each(found.paragraphs),
            kicker=self._back(found.kicker),
            subtitle=self._back(found.subtitle),
            section=self._back(found.section),
            subheads=self._each(found.subheads),
            authors=self._each(found.authors),
            edits=tuple(replace(edit, before=self._back(edit.before)) for edit in found.edits),
            damaged=self._each(found.damaged),
        )

    def _each(self, texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self._back, texts))

    def _back(self, text: str) -> str:
        """Return a text as it is printed; of a clause that a repair has changed only the quotation marks are."""
        if (whole := self._found(text)) is not None:
            return whole
        parts = (self._found(part) or part.translate(_QUOTES if self._quotes else {}) for part in _CLAUSE.findall(text))
        return "".join(parts)

    def _found(self, text: str) -> str | None:
        sought = _BLANK.sub("", text)
        for read, printed in self._forms:
            if (at := read.find(sought)) >= 0:
                letters = iter(printed[at : at + len(sought)])
                return "".join(char if char.isspace() else next(letters) for char in text)
        return None
