"""The types of a page's lines, corrected by what stands beside them.

`line_tagger` learns what lines look like; these rules know what can stand where: a sub-headline heads text, a column of
items has one headline, a headline is told by the text below it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from service.core.messages import _
from service.sources.newspaper.bigram_weights import BigramWeights, grams
from service.sources.newspaper.continuation import SURELY_CONTINUES, goes_on
from service.sources.newspaper.line_classes import BRIEFS, SHORTEST_CUT, Block, LineClass, finished
from service.sources.newspaper.line_types import HEAD_TYPES, LineType

LEFT_OUT_ROLES = (LineClass.CAPTION, LineClass.FURNITURE, LineClass.NOTE)
BY_PLACE = _("the page's furniture, by its form and place")
"""Why a line is furniture of which only its type says so."""
LOYAL_MARKS = 3
"""So many headlines with their marks make one without doubtful."""
LONGEST_PART = 12
"""Characters: a longer line that is typed a headline is one."""
LIKENESS_FACTOR = 15.0
HEADLINE_SCORE = 0.12
"""A short line is a headline when the share of its words that the text below tells, less LIKENESS_FACTOR times the
likeness of the texts above and below it, exceeds this. On the development pages most lost headlines have 0.3 and more,
most subheadings less than 0.1."""
TOLD_SHARE = 0.2
"""Share of a headline's words that its text has at least."""
SHORTEST_TOLD = 5
"""Characters: of a shorter line the words around it tell nothing."""
ALIKE = 0.02
"""Likeness of two texts that tell of the same."""
LONGEST_DECK = 40
"""Characters: a longer line is not taken for a kicker or deck against its type."""
REACH = 60
"""Blocks: so much of the text above and below a line is looked at."""
SHORTEST_REPEATED = 15
"""Characters: a shorter line that stands twice is no column read twice."""
LEAST_BREAK = 2
"""Head lines together, where the first may be text: the others are the head."""
LEAST_HEAD = 2
"""So many head lines together, but for a label above them, are a head: a sub-headline stands alone."""
LEAST_SERIES = 3
"""So many lines of one form are the parts of an article."""
LONGEST_COLUMN = 10
"""Characters: no column's name is longer."""
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)|[①-⑳]")
_DASHED = re.compile(r"(?:—|──|--).{1,58}$")
_CLAUSES = re.compile(r"[^\s：。，]{4,20}[\s\u3000]{1,3}[^\s：。，]{4,20}")
_BEGUN = re.compile(r"[。！？]|[月\d]\d{1,2}日|[今去]年|[昨今]天|近[日来]|日前|目前|记者|获悉|报道|上午|下午")
"""What the first sentence of news says, and decks do not: when it was, or that a sentence stood before."""
WHOLE = re.compile(r"[\u3400-\u9fff”》](?<![的对和与于等将从在是被把向为就月日])$")
"""A clause's last character."""
_NAME = re.compile(r"[\u3400-\u9fff“”·]{2,12}")
CHAPTER = re.compile(r"第[一二三四五六七八九十\d]{1,3}[章回节]")
_ADVERTISEMENT = re.compile(r"[（(]广告[）)]$")
_TURNED = re.compile(r"[（(]\s?(?:下转|转)[^（）()]{0,12}版[^（）()]{0,4}[）)]")
"""Here an article leaves the page."""
LED_HEADLINE = re.compile(r"【([^】]{1,24})】\s*(?=\S)")
"""A label ahead of a headline, on one line with it."""

NUMBERED_COLUMN = re.compile(
    r"(?<=[\u3400-\u9fff”》！？])\s?[（(]([\u3400-\u9fff]{2,10}(?:[·・•]?[①-⑳]|[·・•]\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[上中下])"
    r"|之[一二三四五六七八九十]{1,3}))[）)]$"
)
"""A column's name behind a headline, with the number of the piece. `（试行）` and `（12）` are the headline's own."""


def corrected(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the types of the page's lines after every correction."""
    if LineType.HEADLINE not in types:
        types = _with_headline(blocks, types)
    types = _with_sisters(blocks, _with_broken_sentences(blocks, types))
    types = _with_columns(blocks, _by_words(blocks, _with_ends(blocks, types)))
    return _beside_headlines(blocks, _with_items(blocks, types))


def bracketed(text: str) -> bool:
    """Return whether the line stands in square brackets, as labels do."""
    return text[:1] in "【［〔["


def begins(block: Block) -> bool:
    """Return whether the block shows by itself that an article begins here."""
    return block.role is LineClass.BYLINE or block.starts


def _by_words(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; of head lines without a mark amid text, the words tell a headline from a sub-headline.

    Where other headlines have their marks, a short one without is a headline only if the text below tells it and is not
    like the text above (`told_apart`); else all lines of its head are sub-headlines. What the scan gives a second time
    below it is not its text. A line amid a broken sentence is no sub-headline: these stand between paragraphs.
    """
    changed = list(types)
    marked = sum(t is LineType.HEADLINE and b.level > 0 for b, t in zip(blocks, types, strict=True))
    if marked < LOYAL_MARKS:
        return changed
    kept = [n for n, block in enumerate(blocks) if block.role not in LEFT_OUT_ROLES]
    words = BigramWeights(grams(blocks[n].text) for n in kept)
    labels = Counter(blocks[n].text for n in kept if types[n] is LineType.LABEL)
    for start, end in _head_runs(kept, types):
        titles = [blocks[n].text for n in kept[start:end] if types[n] is LineType.HEADLINE]
        led = types[kept[start]] is LineType.LABEL
        if end - start >= LEAST_HEAD + led or any(
            labels[blocks[n].text] > 1 for n in kept[start:end] if types[n] is LineType.LABEL
        ):
            continue
        if end < len(kept) and led and types[kept[end]] is LineType.QUESTION:
            continue
        if end < len(kept) and _ADVERTISEMENT.search(blocks[kept[end]].text):
            continue
        if not titles or any(blocks[n].level for n in kept[start:end]) or len(titles[0]) > LONGEST_PART:
            continue
        if not _is_amid(blocks, kept, start, end):
            continue
        above = [blocks[m].text for m in _stretch(kept[max(0, start - REACH) : start][::-1], types)]
        below = [blocks[m].text for m in _stretch(kept[end : end + REACH], types)]
        repeated = {text for text in above if len(text) >= SHORTEST_REPEATED}
        if not told_apart(titles[0], above, [t for t in below if not _stands(t, repeated)], words):
            for n in kept[start:end]:
                changed[n] = LineType.SUBHEAD
    return changed


def _is_amid(blocks: Sequence[Block], kept: Sequence[int], start: int, end: int) -> bool:
    """Return whether the lines stand amid text which is whole above and does not leave the page there."""
    if not start or end == len(kept):
        return False
    before, after = blocks[kept[start - 1]], blocks[kept[end]]
    if before.role is not LineClass.TEXT or before.ends or after.role is not LineClass.TEXT or begins(after):
        return False
    turned = any(_TURNED.fullmatch(block.text) for block in blocks[kept[start - 1] + 1 : kept[start]])
    return not turned and not (before.breaks_off and after.continues)


def _stands(text: str, above: Collection[str]) -> bool:
    """Return whether the text, or one that ends with it, stands among those above: a column read twice."""
    return len(text) >= SHORTEST_REPEATED and any(other.endswith(text) for other in above)


def _head_runs(kept: Sequence[int], types: Sequence[LineType]) -> Iterator[tuple[int, int]]:
    """Return where each run of head lines among the kept lines begins and ends."""
    start = 0
    while start < len(kept):
        end = start
        while end < len(kept) and types[kept[end]] in HEAD_TYPES:
            end += 1
        if end > start:
            yield start, end
        start = end + 1


def _with_sisters(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; a head without marks, whose first line is one of three or more of one form on the page
    (`苏定川日记`, `冉启福日记`; `算一算`, `联一联`, `转一转`), heads a part of an article.
    """
    changed = list(types)
    short = {
        b.text
        for b, t in zip(blocks, types, strict=True)
        if not b.level and t in (LineType.SUBHEAD, *HEAD_TYPES) and not bracketed(b.text)
    }
    parts = Counter(form for text in short for form in _series_forms(text))
    kept = [n for n, block in enumerate(blocks) if block.role not in LEFT_OUT_ROLES]
    for start, end in _head_runs(kept, types):
        run = kept[start:end]
        alike = any(parts[form] >= LEAST_SERIES for form in _series_forms(blocks[run[0]].text))
        if alike and not any(blocks[n].level for n in run):
            for n in run:
                changed[n] = LineType.SUBHEAD
    return changed


def _series_forms(text: str) -> list[str]:
    """Return what lines of one series share: their length with their end, or with all but their ends."""
    size = len(text)
    return [f"{size} {text[-2:]}", f"{size} {text[1:-1]}"] if 3 <= size <= LONGEST_PART else []


def _with_columns(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; a line below a credit with a headline's mark is a headline, and so is a label with a byline
    right below it; a numbered line amid text is a sub-headline, and a short line that begins with a dash is a deck.

    What such a label's text is (the beginning of the article whose headline stands below) `articles` tells.
    """
    changed = _with_labels(blocks, types)
    heads, parts = (
        Counter(b.level for b, t in zip(blocks, types, strict=True) if t is type_)
        for type_ in (LineType.HEADLINE, LineType.SUBHEAD)
    )
    lowest = max((level for level in heads if level and heads[level] >= parts[level]), default=1)
    kept = [n for n, block in enumerate(blocks) if block.role not in LEFT_OUT_ROLES]
    for place, n in enumerate(kept[:-1]):
        before, after = blocks[kept[place - 1]] if place else None, blocks[kept[place + 1]]
        closed = before is not None and (before.role is LineClass.CREDIT or before.ends)
        within = before is not None and before.role is LineClass.TEXT and after.role is LineClass.TEXT
        if types[n] is LineType.HEADLINE and within and _NUMBERED.match(blocks[n].text) and not begins(after):
            changed[n] = LineType.SUBHEAD
        elif (types[n] is LineType.SUBHEAD and 0 < blocks[n].level <= lowest and closed) or (
            types[n] is LineType.LABEL and after.role is LineClass.BYLINE and len(blocks[n].text) <= LONGEST_COLUMN
        ):
            changed[n] = LineType.HEADLINE
        elif place and changed[kept[place - 1]] is LineType.HEADLINE and _DASHED.match(blocks[n].text):
            changed[n] = LineType.DECK
    return changed


def _with_broken_sentences(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; a line above a headline that breaks off, and surely goes on in the text below it, is text.

    A column's end that leaves one line of a paragraph above the break looks like a kicker. It is one where the text
    above it breaks off too, or where the text below stands elsewhere as well: then that goes on with another line.
    """
    changed = list(types)
    kept = [n for n, block in enumerate(blocks) if block.role not in LEFT_OUT_ROLES]
    for start, end in _head_runs(kept, types):
        n = kept[start]
        if not start or end == len(kept) or end - start < LEAST_BREAK or types[n] is not LineType.KICKER:
            continue
        text, above, below = blocks[n].text, blocks[kept[start - 1]], blocks[kept[end]]
        whole = blocks[n].level or len(text) < SHORTEST_CUT or finished(text) or above.breaks_off
        if whole or not below.continues or _stands(below.text, [blocks[m].text for m in kept if m != kept[end]]):
            continue
        if goes_on(text, below.text) > SURELY_CONTINUES:
            changed[n] = LineType.PROSE
    return changed


def _with_ends(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; a line above a headline that ends with a full stop is text and no kicker; and a sub-headline
    right below a headline of a higher level is one of the headlines of its own level, where there are others.
    """
    changed = list(types)
    headlines = {b.level for b, t in zip(blocks, types, strict=True) if t is LineType.HEADLINE}
    above: Block | None = None
    for n, block in enumerate(blocks):
        if block.role in LEFT_OUT_ROLES:
            continue
        if types[n] is LineType.KICKER and not block.level and block.text.endswith("。"):
            changed[n] = LineType.PROSE
        lower = above is not None and above.type is LineType.HEADLINE and 0 < above.level < block.level
        if types[n] is LineType.SUBHEAD and lower and block.level in headlines:
            changed[n] = LineType.HEADLINE
        above = block
    return changed


def _with_items(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; in a column of short items under one headline the items' titles are sub-headlines.

    The evidence for such a column: its headline has a mark, and no text but the first item's title, which has none,
    stands right below it. A line without a mark is no headline then, up to the next mark or label.
    """
    changed = list(types)
    kept = [n for n, block in enumerate(blocks) if block.role not in LEFT_OUT_ROLES]
    column = False
    for above, n in pairwise(kept):
        block = blocks[n]
        if block.level or types[n] in (LineType.LABEL, LineType.KICKER):
            column = False
        elif types[n] is LineType.SUBHEAD and types[above] is LineType.HEADLINE and blocks[above].level:
            column = True
        elif column and types[n] is LineType.HEADLINE:
            changed[n] = LineType.SUBHEAD
    return changed


def _beside_headlines(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; a sub-headline heads text of its own, so a line beside a headline that heads none is a part of
    the headline: right above it its kicker, right below it its deck.

    Below, it heads none where the article has no other sub-headline, where it is the only chapter's name, or where it
    is two clauses with a blank between; a line without an end right above the byline heads none
    either. A line on the next row goes on with the headline, unless it surely goes on in the text. A dateline is none.
    """
    changed = list(types)
    kept = [n for n, block in enumerate(blocks) if block.role not in LEFT_OUT_ROLES]
    for place, n in enumerate(kept[:-1]):
        block, below = blocks[n], kept[place + 1]
        if (
            changed[n] is LineType.SUBHEAD
            and types[below] is LineType.HEADLINE
            and block.level == blocks[below].level > 0
        ):
            changed[n] = LineType.LABEL
        if block.level or len(block.text) > LONGEST_DECK or finished(block.text):
            continue
        above = blocks[kept[place - 1]] if place else None
        close = above is not None and above.number == block.number - 1 and blocks[below].number > block.number + 1
        close = close and goes_on(block.text, blocks[below].text) <= SURELY_CONTINUES
        marked = above is not None and (above.level > 0 or types[n] in HEAD_TYPES)
        if close and marked and changed[kept[place - 1]] is LineType.HEADLINE:
            changed[n] = LineType.HEADLINE
        elif changed[n] is LineType.SUBHEAD and types[below] in (LineType.HEADLINE, LineType.KICKER):
            changed[n] = LineType.KICKER
        elif place and changed[kept[place - 1]] is LineType.HEADLINE:
            opened = begins(blocks[below]) and block.role in (LineClass.TEXT, LineClass.SUBHEADING)
            others = [m for m in _stretch(kept[place + 1 :], types) if types[m] is LineType.SUBHEAD]
            only = CHAPTER.match(block.text) and not any(CHAPTER.match(blocks[m].text) for m in others)
            alone = not others or bool(only) or bool(_CLAUSES.fullmatch(block.text))
            clause = types[n] is LineType.PROSE and ends_apart(block, blocks[below])
            clause = clause and len(block.text) >= SHORTEST_CUT and not BRIEFS.search(blocks[kept[place - 1]].text)
            if opened or clause or (changed[n] is LineType.SUBHEAD and alone and not block.starts):
                changed[n] = LineType.DECK
    return changed


def ends_apart(block: Block, below: Block) -> bool:
    """Return whether the line is a clause without the day that news begin with, and does not surely go on below."""
    whole = WHOLE.search(block.text) and not _BEGUN.search(block.text)
    return bool(whole) and below.role is LineClass.TEXT and goes_on(block.text, below.text) <= SURELY_CONTINUES


def _with_labels(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; a few characters right above a head, of which only their place says furniture, are a label;
    and a label with a headline behind it is a headline.
    """
    changed = list(types)
    for n in range(len(blocks) - 1):
        if types[n] is LineType.LABEL and LED_HEADLINE.match(blocks[n].text) and types[n + 1] not in HEAD_TYPES:
            changed[n] = LineType.HEADLINE
        placed = types[n] is LineType.FURNITURE and blocks[n].why == BY_PLACE
        if placed and types[n + 1] in HEAD_TYPES and _NAME.fullmatch(blocks[n].text):
            changed[n] = LineType.LABEL
    return changed


def _stretch(numbers: Sequence[int], types: Sequence[LineType]) -> list[int]:
    """Return the numbers up to the next head."""
    end = next((k for k, n in enumerate(numbers[:REACH]) if types[n] in HEAD_TYPES), min(len(numbers), REACH))
    return list(numbers[:end])


class Surroundings:
    """What the texts above and below a line tell of it, up to the next heads."""

    def __init__(
        self, blocks: Sequence[Block], types: Sequence[LineType], kept: Sequence[int], place: int, words: BigramWeights
    ) -> None:
        """Take the page's kept lines, the place of the line among them and the weights of the page's words."""
        self._line, self._words = blocks[kept[place]].text, words
        self._above = [blocks[m].text for m in _stretch(kept[max(0, place - REACH) : place][::-1], types)]
        self._below = [blocks[m].text for m in _stretch(kept[place + 1 : place + 1 + REACH], types)]
        gist, self._upper, self._lower = (
            grams(t) for t in (self._line, "，".join(self._above), "，".join(self._below))
        )
        self._told, self._echo = words.share(gist, self._lower), words.share(gist, self._upper)

    def stands_apart(self) -> bool:
        """Return whether the text below tells the line, and is another thing than the text above."""
        told = told_apart(self._line, self._above, self._below, self._words)
        return told or (self._told >= 2 * TOLD_SHARE and self._echo < TOLD_SHARE / 2)

    def begins_anew(self) -> bool:
        """Return whether the text above does not tell the line, and is another thing than the text below."""
        alike = self._words.likeness(self._upper, self._lower)
        return len(self._line) >= SHORTEST_TOLD and self._echo < TOLD_SHARE / 2 and alike <= ALIKE

    def heads_box(self) -> bool:
        """Return whether the text above tells the line, the text below does not, and both are alike: it heads a box
        beside the article above (`家长选托管班 九看` amid the news of such classes).
        """
        above_alone = self._told < TOLD_SHARE / 2 and self._echo >= TOLD_SHARE
        alike = self._words.likeness(self._upper, self._lower) > ALIKE
        return len(self._line) >= SHORTEST_TOLD and above_alone and alike


def told_apart(line: str, above: list[str], below: list[str], words: BigramWeights) -> bool:
    """Return whether the text below tells the line, and is another thing than the text above."""
    gist, upper, lower = grams(line), grams("，".join(above)), grams("，".join(below))
    told, echo, alike = words.share(gist, lower), words.share(gist, upper), words.likeness(upper, lower)
    clear = told - LIKENESS_FACTOR * alike > HEADLINE_SCORE or (told >= 0.8 and alike < 0.1 and echo < TOLD_SHARE)
    return told >= TOLD_SHARE and echo < 0.4 and clear


def _with_headline(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the types of a page on which no headline was found: its first short line ahead of text is one."""
    changed = list(types)
    for n, block in enumerate(blocks[:-1]):
        if block.role in (LineClass.HEADING, LineClass.SUBHEADING) and len(block.text) <= 60:
            changed[n] = LineType.HEADLINE
            break
    return changed
