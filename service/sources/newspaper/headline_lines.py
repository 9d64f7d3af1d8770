"""Step 3: which lines are headlines, and which lines belong to a headline.

Lines that stand together ahead of a text are one head: section label, kicker, headline, subtitle. A short line whose
heading mark is lost is told from a subheading and from a piece of a sentence by what stands beside it (a byline, a
dateline, another article's credit) and by words: an article's next part goes on with the article's words.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from service.core import cpu_limit
from service.sources.newspaper import bylines
from service.sources.newspaper.bigram_weights import BigramWeights, grams
from service.sources.newspaper.continuation import SURELY_CONTINUES, goes_on
from service.sources.newspaper.line_classes import Block, LineClass, finished

LIKENESS_FACTOR = 15.0
HEADLINE_SCORE = 0.12
"""A short line is a headline when the share of its words that the text below tells, less LIKENESS_FACTOR times the
likeness of the texts above and below it, exceeds this. On the development pages most lost headlines have 0.3 and more,
most subheadings less than 0.1. Two short lines together, as kicker and headline stand, need not."""
TOLD_SHARE = 0.2
"""Share of a headline's words that its text has at least."""

BOND_PER_TOLD_SHARE = 8.0
"""Evidence that a short line amid an open sentence is a piece of it must be so much more, for each unit by which the
share of the line's words that the text below tells exceeds TOLD_SHARE."""
REACH = 60
"""Blocks: so much of the text above and below a line is looked at."""

_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)|[①-⑳◆●■▶★]")
_HEADLIKE = (LineClass.HEADING, LineClass.LABEL, LineClass.SHORT)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above an article's text."""

    number: int
    """The line of its headline."""
    title: str
    kicker: str = ""
    subtitle: str = ""
    section: str = ""
    level: int = 0
    """The level of the headline's mark; 0 where it is lost."""
    lines: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """Everything it says."""
        return "，".join((self.kicker, self.title, self.subtitle))


def heads(blocks: list[Block]) -> list[Head | Block]:
    """Return the blocks with their head lines put together; short lines that are none become text or subheadings."""
    words = BigramWeights(block.text for block in blocks)
    ends = Counter(block.text[-10:] for block in blocks if block.role is LineClass.TEXT)
    blocks = [replace(b, twice=b.role is LineClass.TEXT and ends[b.text[-10:]] > 1) for b in blocks]
    found: list[Head | Block] = []
    above: list[str] = []
    i = 0
    while i < len(blocks):
        cpu_limit.check()
        j = i
        while j < len(blocks) and blocks[j].role in _HEADLIKE:
            j += 1
        if j == i:
            found.append(blocks[i])
            above += [blocks[i].text] if not blocks[i].twice else []
            i += 1
            continue
        upper, group, lower = _sort(
            blocks[i:j], found[-1] if found else None, blocks[j : j + REACH], above[-REACH:], words
        )
        found += upper
        above += [b.text for b in upper]
        if group:
            head = _head(group)
            found.append(head)
            above = [head.words]
        found += lower
        above += [b.text for b in lower]
        i = j
    return found


def _sort(
    group: list[Block], previous: Head | Block | None, rest: list[Block], above: list[str], words: BigramWeights
) -> tuple[list[Block], list[Block], list[Block]]:
    """Sort the lines into text of the article above, the next one's head, and text already under that head."""
    if not rest:
        return [replace(b, role=LineClass.FURNITURE, why="no text follows it") for b in group], [], []
    group, lower = _without_text_below(group, previous, rest, words)
    if not group:
        return lower, [], []
    rest = [*lower, *rest]
    if all(_part(b, above) for b in group) and rest[0].role is LineClass.TEXT and not rest[0].starts:
        return [replace(b, role=LineClass.SUBHEADING) for b in group], [], lower
    if any(b.role is LineClass.HEADING for b in group):
        told = words.share(grams(group[0].text), grams("，".join([b.text for b in (*group[1:], *_below(rest))])))
        if isinstance(previous, Block) and len(group) > 1 and _between(previous, group[:1], rest, told):
            return [replace(group[0], role=LineClass.TEXT)], group[1:], lower
        return [], group, lower
    role = _unmarked_role(group, previous, rest, above, words)
    return ([], group, lower) if role is LineClass.HEADING else ([replace(b, role=role) for b in group], [], lower)


def _without_text_below(
    group: list[Block], previous: Head | Block | None, rest: list[Block], words: BigramWeights
) -> tuple[list[Block], list[Block]]:
    """Take from the group a byline and the beginning of the text that stand under its headline; return both parts."""
    lower: list[Block] = []
    marked = any(b.role is LineClass.HEADING for b in group[:-1])
    if group[-1].role is LineClass.SHORT and marked and (people := bylines.names_alone(group[-1].text)):
        lower = [replace(group[-1], text="", role=LineClass.BYLINE, authors=people, credit=group[-1].text)]
        group = group[:-1]
    under = any(b.role is LineClass.HEADING for b in group[:-1]) or (
        len(group) == 1 and isinstance(previous, Block) and previous.role is LineClass.BYLINE
    )
    if under and group[-1].role is LineClass.SHORT and _piece(group[-1], [*lower, *rest], words):
        lower = [replace(group[-1], role=LineClass.TEXT), *lower]
        group = group[:-1]
    return group, lower


def _unmarked_role(
    group: list[Block], previous: Head | Block | None, rest: list[Block], above: list[str], words: BigramWeights
) -> LineClass:
    """Tell whether lines without a mark are a HEADING, a SUBHEADING or TEXT."""
    if previous is None or rest[0].role is LineClass.BYLINE or rest[0].starts:
        return LineClass.HEADING
    if isinstance(previous, Block) and (previous.role is LineClass.CREDIT or previous.ends):
        return LineClass.HEADING
    below = grams("，".join(b.text for b in _below(rest)))
    gist = grams("，".join(b.text for b in group))
    if words.share(gist, grams("，".join(_later(rest)))) >= 0.4:
        return LineClass.HEADING
    told = words.share(gist, below)
    if isinstance(previous, Block) and _open(previous):
        return LineClass.TEXT if _between(previous, group, rest, told) else LineClass.HEADING
    if len(group) == 1 and told < TOLD_SHARE and goes_on(group[0].text, rest[0].text) >= SURELY_CONTINUES:
        return LineClass.TEXT
    alike = words.likeness(grams("，".join(above)), below)
    echo = words.share(gist, grams("，".join(above)))
    clear = (
        len(group) == 2
        or told - LIKENESS_FACTOR * alike > HEADLINE_SCORE
        or (told >= 0.8 and alike < 0.1 and echo < TOLD_SHARE)
    )
    return LineClass.HEADING if told >= TOLD_SHARE and echo < 0.4 and clear else LineClass.SUBHEADING


def _open(block: Block) -> bool:
    """Return whether a text ends amid a sentence here."""
    return block.role is LineClass.TEXT and not block.ends and not finished(block.text)


def _piece(block: Block, rest: list[Block], words: BigramWeights) -> bool:
    """Return whether the short line under a headline is the beginning of the text's first sentence."""
    if rest[0].role is not LineClass.TEXT or rest[0].starts:
        return False
    bond = goes_on(block.text, rest[0].text)
    told = words.share(grams(block.text), grams("，".join(b.text for b in _below(rest))))
    return bond >= (1 if told < TOLD_SHARE else 1.5)


def _between(previous: Block, group: list[Block], rest: list[Block], told: float) -> bool:
    """Return whether the short line after an open sentence is a piece of it, not a headline amid it."""
    if not _open(previous) or len(group) > 1 or group[0].role is not LineClass.SHORT:
        return False
    if any(b.role is LineClass.BYLINE or b.starts for b in _region(rest)[1:]):
        return False
    piece = goes_on(previous.text, group[0].text) + goes_on(group[0].text, rest[0].text)
    piece += 3 * ("、" in group[0].text)  # enumerations are rare in headlines
    return piece - goes_on(previous.text, rest[0].text) > BOND_PER_TOLD_SHARE * (told - TOLD_SHARE)


def _part(block: Block, above: list[str]) -> bool:
    """Return whether the line is a numbered subheading of the article above."""
    return bool(above) and bool(_NUMBERED.match(block.text))


def _later(rest: list[Block]) -> list[str]:
    """Return the beginning of the text that a byline opens further down, ahead of the next marked headline."""
    marked = next((n for n, b in enumerate(rest) if b.role in (LineClass.HEADING, LineClass.LABEL)), len(rest))
    start = next((n for n, b in enumerate(rest[:marked]) if n and (b.role is LineClass.BYLINE or b.starts)), marked)
    between = any(b.role is LineClass.SHORT for b in rest[max(start - 1, 0) : start])
    return [] if between else [b.text for b in rest[start : min(start + 4, marked)]]


def _region(rest: list[Block]) -> list[Block]:
    """Return the blocks up to the next line that may be a head."""
    return rest[: next((n for n, b in enumerate(rest) if b.role in _HEADLIKE), len(rest))]


def _below(rest: list[Block]) -> list[Block]:
    """Return the text up to the next line that may be a head or begins an article."""
    below: list[Block] = []
    for block in rest:
        if block.role in _HEADLIKE or block.role is LineClass.CREDIT:
            break
        if not block.twice:
            below.append(block)
    return below


def _head(group: list[Block]) -> Head:
    """Return the lines put together: labels are the section, the best marked line is the headline, else the last."""
    numbers = tuple(b.number for b in group)
    labels = [b for b in group if b.role is LineClass.LABEL]
    others = [b for b in group if b.role is not LineClass.LABEL]
    lines: list[Block] = []
    for block in others:
        if not any(block.text == other.text for other in lines):
            lines.append(block)
    if not lines:
        last = labels.pop()
        above = " ".join(_bare(b.text) for b in labels)
        return Head(last.number, _bare(last.text), section=above, level=last.level, lines=numbers)
    best = _headline(lines)
    title = lines[best].text
    section = [_bare(b.text) for b in labels]
    if led := re.match(r"【([^】]{1,24})】\s*(?=\S)", title):
        section.append(led[1])
        title = title[led.end() :]
    kickers = [b.text for b in lines[:best]]
    if kickers and not section and (len(kickers) > 1 or len(re.sub(r"\s", "", kickers[0])) <= 6):
        section.append(kickers.pop(0))
    return Head(
        lines[best].number,
        title,
        " ".join(kickers),
        " ".join(b.text for b in lines[best + 1 :]),
        " ".join(section),
        lines[best].level,
        numbers,
    )


def _headline(lines: list[Block]) -> int:
    """Return the index of the headline: the last of the lines with the highest mark that is no subtitle."""
    levels = [b.level for b in lines if b.level and not _dashed(b.text)]
    if levels:
        return max(i for i, b in enumerate(lines) if b.level == min(levels) and not _dashed(b.text))
    plain = [i for i, b in enumerate(lines) if not _dashed(b.text)]
    return plain[-1] if plain else 0


def _dashed(text: str) -> bool:
    """Return whether it begins as a subtitle does."""
    return text.startswith(("—", "--", "──"))


def _bare(text: str) -> str:
    """Return a label without its brackets."""
    return text.strip("【】［］〔〕[] ")
