"""The invented passages of `tests/data/day_words`: sentences, and what may be told of them later."""

import datetime as dt
import re
from dataclasses import dataclass

from tests.support.paths import DATA

_BLOCK = re.compile(r"(?P<kind>.+)\n(?P<day>\S+) \+(?P<later>\d+)\n(?P<text>(?:[^>].*\n)+)(?P<checks>(?:> .+\n?)+)")


@dataclass(frozen=True)
class PassageToldLater:
    """A stretch of an article, and the day of the programme."""

    kind: str
    kept: bool
    """In the half that is kept for reporting."""
    day: dt.date | None
    programme: dt.date
    text: str
    checks: tuple[tuple[str, frozenset[str]], ...]
    """Sentences, and all that may be told of each; `-`: nothing."""

    def ahead(self, sentence: str) -> str:
        """Return what the article says before the sentence."""
        return self.text.partition(sentence)[0]


def passages(name: str = "told_later.txt") -> list[PassageToldLater]:
    """Return all passages of a file, in its order."""
    blocks = (DATA / "day_words" / name).read_text("utf-8").split("## ")[1:]
    return [_passage(block, kept=number % 2 == 0) for number, block in enumerate(blocks, 1)]


def _passage(block: str, *, kept: bool) -> PassageToldLater:
    found = _BLOCK.fullmatch(block)
    assert found, block
    day = None if found["day"] == "-" else dt.date.fromisoformat(found["day"])
    programme = (day or dt.date(2026, 5, 12)) + dt.timedelta(days=int(found["later"]))
    checks = []
    for line in found["checks"].splitlines():
        sentence, _, told = line.removeprefix("> ").partition(" = ")
        checks.append((sentence, frozenset(told.split(" | "))))
    return PassageToldLater(found["kind"], kept, day, programme, found["text"].strip(), tuple(checks))
