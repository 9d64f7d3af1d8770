"""Does a text that ends amid a sentence go on in another one?

The evidence is the pair of characters where they would meet, and whether the second is one that opens paragraphs.
`boundary_bigrams.tsv` counts, for 18,770 Chinese broadcast news items, in how many of them a bigram stands (those in
25 or more), under the pair's first character, behind how often that stands first in a pair and how often second; from
it comes the pair's pointwise mutual information. `paragraph_initials.tsv` counts, for some thousand
paragraphs of broadcast news, how often a character stands first and how often anywhere. On development text the two
together have 4.7 in the median at a true break (nine of ten above 0.5), and -1.1 between unrelated paragraphs (three
of four below 0.9).
"""

from __future__ import annotations

import functools
import math
import re
from importlib import resources

CONTINUES = -2.5
"""A sentence that stands open goes on in the text below it unless the evidence (`goes_on`) is less than this."""
SHORT_BREAK = 40
"""Characters: of a shorter line without an end more is asked before a column's end is seen in it."""
SURELY_CONTINUES = 2.0
"""With so much evidence a line goes on below whatever else it could be."""

_SPEAKS = re.compile(r"(?:问|答|记者|读者)\s*[：:]")
"""A question or an answer begins here, whatever stands above it."""
_LEADS_TO_NUMBER = re.compile(r"(?:[\d年月日时点分元%℃][至到]|达到?|超过|增长|下降|约|共计?|第)$")
"""`营业时间为每日18时至` above `24时`: what such a line says is a number."""
_NEVER_FIRST = frozenset("，。、；：！？…）》」』】”’)]},.;:!?%％—～·的们")


class _BigramCounts:
    """boundary_bigrams.tsv: a line for each character, taken apart when it is asked for."""

    def __init__(self) -> None:
        text = resources.files(__package__).joinpath("boundary_bigrams.tsv").read_text(encoding="utf-8")
        head, *lines = text.splitlines()
        self.total = int(head.split("\t")[2])
        self._lines = {line[0]: line for line in lines}
        self.of = functools.cache(self._of)

    def _of(self, character: str) -> tuple[int, int, dict[str, int]]:
        """Return how often the character stands first in a pair, how often second, and its pairs by the second one."""
        _, first, second, *pairs = self._lines.get(character, "\t0\t0").split("\t")
        return int(first), int(second), {pair[0]: int(pair[1:]) for pair in pairs}


@functools.cache
def _counts() -> _BigramCounts:
    return _BigramCounts()


@functools.cache
def _starts() -> dict[str, float]:
    """Return each character's log-odds of opening a paragraph against standing anywhere."""
    text = resources.files(__package__).joinpath("paragraph_initials.tsv").read_text(encoding="utf-8")
    head, *rows = text.splitlines()
    paragraphs, characters = (int(n) for n in head.split(" ")[1].split("\t"))
    odds: dict[str, float] = {}
    for row in rows:
        character, first, anywhere = row.split("\t")
        odds[character] = math.log((int(first) + 0.5) / paragraphs) - math.log((int(anywhere) + 0.5) / characters)
    return odds


def opening(character: str) -> float:
    """Return how much likelier the character is to open a paragraph than to stand within one: log-odds from -2 to 2."""
    return max(-2.0, min(2.0, _starts().get(character, 0.0)))


def bond(left: str, right: str) -> float:
    """Return how strongly two characters attract each other: their pointwise mutual information, smoothed."""
    counts = _counts()
    first, _, pairs = counts.of(left)
    _, second, _ = counts.of(right)
    return math.log((pairs.get(right, 0) + 2) * counts.total / ((first + 50) * (second + 50)))


def seen(character: str) -> int:
    """Return how often the character stands in the counted pairs."""
    first, second, _ = _counts().of(character)
    return first + second


def paired(left: str, right: str) -> bool:
    """Return whether the pair of characters is common enough to stand in the table."""
    return right in _counts().of(left)[2]


def opens_amid(text: str) -> bool:
    """Return whether the text begins with a character that no sentence begins with."""
    return text[:1] in _NEVER_FIRST


def opens_in_word(text: str) -> bool:
    """Return whether the text begins with the second half of a word, as far as the table tells.

    No two characters of a usual pair, the first of which is a word's second character more often than its first: true
    of one text in fifty that is whole and of one in six that is cut, so it says something only where text may be lost.
    """
    if not re.match(r"[\u3400-\u9fff]{2}", text) or paired(text[0], text[1]):
        return False
    first, second, _ = _counts().of(text[0])
    return second >= first > 0


def goes_on(head: str, tail: str) -> float:
    """Return the evidence that `tail` continues the unfinished `head`: about 0 is undecided, more speaks for it."""
    if not head or not tail:
        return 0.0
    if _SPEAKS.match(tail):
        return -9.0
    if opens_amid(tail) or head[-1] in "，、（《“‘—":
        return 6.0
    if head.count("“") > head.count("”") and tail.count("”") > tail.count("“"):
        return 6.0
    if head.count("《") > head.count("》") and tail.count("》") > tail.count("《"):
        return 6.0
    if not ("\u3400" <= head[-1] <= "\u9fff"):
        return 2.0
    if tail[0].isdigit() and _LEADS_TO_NUMBER.search(head):
        return 6.0
    if not ("\u3400" <= tail[0] <= "\u9fff"):
        return -1.0  # a digit or a quotation mark opens a paragraph thrice as often as it follows a break
    return bond(head[-1], tail[0]) - opening(tail[0])
