"""The types of a page's headings, corrected by the marks that the page's other headings have.

A tool marks all headlines of a page alike, all sub-headlines alike, and all kickers and decks alike, but loses a mark
now and then: so the page's other heads tell which line of a head is the headline, and which level heads parts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from service.core import cpu_limit
from service.sources.newspaper.bigram_weights import BigramWeights, grams
from service.sources.newspaper.continuation import SURELY_CONTINUES, goes_on
from service.sources.newspaper.line_classes import SHORTEST_CUT, Block, LineClass, finished
from service.sources.newspaper.line_types import HEAD_TYPES, LineType
from service.sources.newspaper.type_corrections import (
    CHAPTER,
    LEFT_OUT_ROLES,
    Surroundings,
    begins,
    bracketed,
)

SURE_MARKS = 3
"""So many headlines at one level make it the page's level of headlines."""
HABIT = 2
"""So many labels without a mark, or heads with as many marked lines, show what the tool does with them."""
CLEARLY_SHORTER = 4
"""Characters: of two lines with the same mark the second is the headline if it is shorter by so many."""
LONGEST_OCCASION = 6
"""Characters: the first of two lines is the headline if it is longer than this and at most half of the second: in 7 of
7 pairs of twenty-one invented papers; of shorter ones, such as `前三季度`, in 4 of 11, of longer ones in 7 of 12."""
CLEARLY_TOLD = 0.2
"""Of two lines about as long the one whose words the first paragraph tells by so much more is the headline: the second
one in 6 of 6 pairs, the first one in 6 of 8 if it tells it twice as well (and where not only the second has a blank
between two clauses)."""
_NEWS_OF_A_DAY = re.compile(r"\d{1,2}月\d{1,2}日|[昨今前](?:天|日|晚|夜|晨)")
_CLAUSE_BLANK = re.compile(r"\S[ \u3000]+\S")
LONGEST_ROW, SHORTEST_ROW, ROWS_DIFFER = 12, 4, 2
"""Characters of the rows of a headline that a tool marked each for itself, and by how many they differ at most."""
LONGEST_HEADED = 60
"""Characters: a longer line is no deck."""
LONGEST_BEGINNING = 2
"""Lines of text that a scan sets above its headline."""
RARE = 3
"""A level that has so many times fewer headlines than the page's own is hardly one of headlines."""
_SECOND = (LineType.KICKER, LineType.DECK)
_NO_ROW = re.compile("(?:评|谈|——|──|--|观察)$|[快短简]讯|动态|速递|导读|三言两语|声音|信箱|茶座|视点|论坛")
"""The name of a column is no row of a headline, nor is a kicker that ends with a dash."""
_INVITED = re.compile(
    r"(?:约请|邀请|特邀|请来|请)"
    r"(?:[^，。]{0,6}[两二三四五六七八九十几多\d]{1,2}[位名]|[^，。]{0,12}位[^，。]{1,20}位)[^。]{0,30}(?:撰|写|谈|笔|文|论)"
)
"""The editors' word ahead of what several persons wrote."""
_DASHES = ("—", "──", "--")


def with_levels(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the types as the typer gave them, corrected by what the page uses each level of mark for.

    A headline of a deeper level that heads parts on this page is a sub-headline; a label with the headlines' mark,
    where other labels have none, is the headline of a column of items, and the line below it is the first item's.
    """
    kept = [n for n, block in enumerate(blocks) if block.role not in LEFT_OUT_ROLES]
    changed = _with_lost_heads(blocks, _with_part_levels(blocks, types, kept), kept)
    top = headline_level(blocks, changed)
    labels = [blocks[n].level for n in kept if changed[n] is LineType.LABEL and not bracketed(blocks[n].text)]
    if not top or labels.count(0) < HABIT or labels.count(top) != 1:
        return changed
    for n, below in pairwise(kept):
        if changed[n] is LineType.LABEL and blocks[n].level == top and changed[below] is LineType.HEADLINE:
            changed[n], changed[below] = LineType.HEADLINE, LineType.SUBHEAD
    return changed


def with_marks(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the corrected types; of each head the line is the headline that `_in_run` tells."""
    kept = [n for n, block in enumerate(blocks) if block.role not in LEFT_OUT_ROLES]
    changed = _with_decks(blocks, _with_head_levels(blocks, _with_rows(blocks, types, kept), kept), kept)
    top = headline_level(blocks, changed)
    runs = _runs(blocks, changed, kept, top)
    rows = [len(run) == 2 and rows_of_one(blocks[run[0]], blocks[run[1]]) for run in runs]
    marked = [
        sum(blocks[n].level > 0 for n in run) if len(run) > 1 and not one else 0
        for run, one in zip(runs, rows, strict=True)
    ]
    seconds = Counter(level for run in runs for level in _second_levels(blocks, changed, run, top))
    counts = Counter(marked)
    for place, run in enumerate(runs):
        cpu_limit.check()
        if rows[place]:
            continue
        seconds.subtract(_second_levels(blocks, changed, run, top))
        counts[marked[place]] -= 1
        for n, type_ in _in_run(blocks, changed, run, +counts, (top, _second_level(+seconds, top))):
            changed[n] = type_
        counts[marked[place]] += 1
        seconds.update(_second_levels(blocks, changed, run, top))
    return _with_bylined_parts(blocks, _with_signed_items(blocks, changed, kept), kept)


def rows_of_one(above: Block, below: Block) -> bool:
    """Return whether two lines with the same mark are the rows of one headline: short, and about as long as each other.

    `春灌水到田头`, `农民喜在心头`. A kicker or deck with its headline's mark mostly has another length.
    """
    lengths = sorted((len(above.text), len(below.text)))
    alike = lengths[0] >= SHORTEST_ROW and max(lengths) <= LONGEST_ROW and lengths[1] - lengths[0] <= ROWS_DIFFER
    apart = below.text.startswith(_DASHES) or bracketed(above.text) or _NO_ROW.search(above.text)
    return alike and 0 < above.level == below.level and not apart


def _with_rows(blocks: Sequence[Block], types: Sequence[LineType], kept: Sequence[int]) -> list[LineType]:
    """Return the types; where a head is two rows of one headline, both are headlines."""
    changed = list(types)
    for place, (n, below) in enumerate(pairwise(kept)):
        alone = not place or types[kept[place - 1]] not in HEAD_TYPES
        ends = place + 2 == len(kept) or types[kept[place + 2]] not in HEAD_TYPES
        heads = {types[n], types[below]} <= set(HEAD_TYPES) and LineType.HEADLINE in (types[n], types[below])
        if heads and alone and ends and rows_of_one(blocks[n], blocks[below]):
            changed[n] = changed[below] = LineType.HEADLINE
    return changed


def _with_head_levels(blocks: Sequence[Block], types: Sequence[LineType], kept: Sequence[int]) -> list[LineType]:
    """Return the types; a sub-headline right above a headline of a higher level is its kicker, for it heads no text.
    One right below it is the deck, where the page's kickers or decks have its level and nothing amid text has.
    """
    changed = list(types)
    amid, second, below = set(), set(), []
    for place, n in enumerate(kept):
        level = blocks[n].level
        if types[n] in _SECOND:
            second.add(level)
        elif types[n] is not LineType.SUBHEAD or not level:
            continue
        elif _is_higher(blocks, types, kept, place + 1, level):
            changed[n] = LineType.KICKER
        elif _is_higher(blocks, types, kept, place - 1, level):
            below.append(n)
        else:
            amid.add(level)
    for n in below:
        if blocks[n].level in second - amid:
            changed[n] = LineType.DECK
    return changed


def _is_higher(blocks: Sequence[Block], types: Sequence[LineType], kept: Sequence[int], place: int, level: int) -> bool:
    """Return whether at a place among the kept lines a headline stands of a higher level than another."""
    if not 0 <= place < len(kept):
        return False
    n = kept[place]
    return types[n] is LineType.HEADLINE and 0 < blocks[n].level < level


def _with_decks(blocks: Sequence[Block], types: Sequence[LineType], kept: Sequence[int]) -> list[LineType]:
    """Return the types; a sub-headline right below a headline, with the mark that the kicker right above it has, is the
    deck, and so is what ends there without a stop: a standfirst, or what looks like a notice above who wrote the text
    below. A deck that surely goes on below is text.
    """
    changed = list(types)
    for place, n in enumerate(kept[1:], 1):
        above = kept[place - 1]
        if changed[above] is not LineType.HEADLINE:
            continue
        kicker = kept[place - 2] if place > 1 and changed[kept[place - 2]] is LineType.KICKER else above
        second = changed[n] is LineType.SUBHEAD and kicker != above and 0 < blocks[n].level == blocks[kicker].level
        short = len(blocks[n].text) <= LONGEST_HEADED and not finished(blocks[n].text)
        signed = types[n] is LineType.NOTICE and short and _is_signed_above_text(blocks, kept[place + 1 : place + 3])
        if second or signed or (types[n] is LineType.STANDFIRST and short):
            changed[n] = LineType.DECK
        broken = changed[n] is LineType.DECK and not blocks[n].level and len(blocks[n].text) >= SHORTEST_CUT
        below = blocks[kept[place + 1]] if place + 1 < len(kept) else None
        if broken and below and below.continues and goes_on(blocks[n].text, below.text) > SURELY_CONTINUES:
            changed[n] = LineType.PROSE
    return changed


def _is_signed_above_text(blocks: Sequence[Block], lines: Sequence[int]) -> bool:
    """Return whether the lines are who wrote it, and then text."""
    roles = [blocks[n].role for n in lines]
    return len(roles) == 2 and roles[0] in (LineClass.BYLINE, LineClass.CREDIT) and roles[1] is LineClass.TEXT


def _with_signed_items(blocks: Sequence[Block], types: Sequence[LineType], kept: Sequence[int]) -> list[LineType]:
    """Return the types; where a headline heads no text but the title of a first, signed item, the titles below with the
    same mark are its items' too, as long as each heads one paragraph with a signature.
    """
    changed = list(types)
    column = -1
    for place, n in enumerate(kept):
        above = kept[place - 1] if place else -1
        if types[n] is LineType.SUBHEAD and above >= 0 and changed[above] is LineType.HEADLINE:
            column = blocks[n].level if _is_signed_item(blocks, types, kept[place + 1 : place + 4]) else -1
        elif types[n] is LineType.HEADLINE and blocks[n].level == column:
            if _is_signed_item(blocks, types, kept[place + 1 : place + 4]):
                changed[n] = LineType.SUBHEAD
            else:
                column = -1
        elif types[n] in HEAD_TYPES:
            column = -1
    return changed


def _with_bylined_parts(blocks: Sequence[Block], types: Sequence[LineType], kept: Sequence[int]) -> list[LineType]:
    """Return the types; where a sub-headline has a byline right below it, the headlines without a mark that follow in
    the article and have one too are sub-headlines: several persons wrote a part each. So they did where the text right
    above, below a marked headline, says that several were asked to write (`本期约请三位学者撰文`).
    """
    changed = list(types)
    parts, invited = False, ""
    for n, below in pairwise(kept):
        signed = blocks[below].role is LineClass.BYLINE and not blocks[n].level
        if blocks[n].role is LineClass.TEXT:
            invited = blocks[n].text if _INVITED.search(blocks[n].text) else ""
        parts = parts or (types[n] is LineType.HEADLINE and signed and bool(invited))
        if types[n] is LineType.SUBHEAD and signed:
            parts = True
        elif types[n] is LineType.HEADLINE and signed and parts:
            changed[n] = LineType.SUBHEAD
        elif types[n] in HEAD_TYPES:
            parts = False
    return changed


def _is_signed_item(blocks: Sequence[Block], types: Sequence[LineType], below: Sequence[int]) -> bool:
    """Return whether the lines are one paragraph with a signature behind it, and then a heading or nothing."""
    if not below or blocks[below[0]].role is not LineClass.TEXT:
        return False
    rest = below[1:] if blocks[below[0]].ends else below[2:]
    signed = blocks[below[0]].ends or (len(below) > 1 and blocks[below[1]].role is LineClass.CREDIT)
    return signed and (not rest or types[rest[0]] in (*HEAD_TYPES, LineType.SUBHEAD))


def headline_level(blocks: Sequence[Block], types: Sequence[LineType]) -> int:
    """Return the level of mark that the page's headlines have; 0 where too few have one."""
    levels = Counter(b.level for b, t in zip(blocks, types, strict=True) if t is LineType.HEADLINE and b.level)
    level, count = max(levels.items(), key=lambda pair: (pair[1], -pair[0]), default=(0, 0))
    return level if count >= SURE_MARKS else 0


def _with_part_levels(blocks: Sequence[Block], types: Sequence[LineType], kept: Sequence[int]) -> list[LineType]:
    """Return the types; a headline of a deeper level heads a part, where that level most often does on this page, and
    where hardly another has it: a tool marks headlines alike. One with a byline or a dateline below it stays, and one
    that the text below tells apart from the text above. A headline that heads a box by its words heads a part too,
    unless a short line without a mark, its kicker, stands right above it: parts stand below text. No box begins with
    a day of its own, `3月29日下午，一位老人走进…`.
    """
    changed = list(types)
    top = headline_level(blocks, types)
    if not top:
        return changed
    parts = Counter(blocks[n].level for n in kept if types[n] is LineType.SUBHEAD)
    heads = Counter(blocks[n].level for n in kept if types[n] is LineType.HEADLINE)
    words = BigramWeights(grams(blocks[n].text) for n in kept)
    for place, n in enumerate(kept):
        level = blocks[n].level
        if types[n] is not LineType.HEADLINE:
            continue
        above = types[kept[place - 1]] if place else LineType.PROSE
        if level > top and parts[level] > heads[level]:
            if above is LineType.KICKER and blocks[kept[place - 1]].level in (0, level):
                changed[kept[place - 1]] = changed[n] = LineType.SUBHEAD
            elif above not in HEAD_TYPES:
                changed[n] = LineType.SUBHEAD
        elif above in HEAD_TYPES or (above is LineType.SUBHEAD and not blocks[kept[place - 1]].level):
            continue
        elif place and place + 1 < len(kept) and not begins(blocks[kept[place + 1]]):
            rare = level > top and RARE * heads[level] <= heads[top]
            if is_below_labels_text(blocks, types, kept[:place]):
                continue
            near = Surroundings(blocks, types, kept, place, words)
            boxed = not _closed(blocks[kept[place - 1]]) and not _NEWS_OF_A_DAY.match(blocks[kept[place + 1]].text)
            if (rare and not near.stands_apart()) or (boxed and near.heads_box()):
                changed[n] = LineType.SUBHEAD
    return changed


def is_below_labels_text(blocks: Sequence[Block], types: Sequence[LineType], above: Sequence[int]) -> bool:
    """Return whether the lines above end with a label, its byline and no more than a text's beginning."""
    last = list(above[-LONGEST_BEGINNING - 2 :])
    while last and blocks[last[-1]].role is LineClass.TEXT:
        last.pop()
    begun = 0 < len(above[-LONGEST_BEGINNING - 2 :]) - len(last) <= LONGEST_BEGINNING
    labelled = len(last) > 1 and types[last[-2]] is LineType.LABEL
    return begun and labelled and blocks[last[-1]].role is LineClass.BYLINE


def _with_lost_heads(blocks: Sequence[Block], types: Sequence[LineType], kept: Sequence[int]) -> list[LineType]:
    """Return the types; a sub-headline with the headlines' mark, where the page's others mostly have another, is a
    headline if its text tells it, or where nearly all the others have another if it is not like the text above. The
    only sub-headline of a page with few heads is one too, with a headline's mark and a text that tells it. So is one
    right below a headline without a mark, which is its kicker.
    """
    changed = list(types)
    top = sure = headline_level(blocks, types)
    parts = [blocks[n].level for n in kept if types[n] is LineType.SUBHEAD]
    heads = [blocks[n].level for n in kept if types[n] is LineType.HEADLINE]
    if not top and len(parts) == 1 and parts[0] in heads:
        top = parts[0]
    if not top or not parts.count(top):
        return changed
    others = len(parts) - parts.count(top)
    alone = len(parts) == 1 or others >= HABIT * parts.count(top)
    rare = others >= RARE * parts.count(top)
    words = BigramWeights(grams(blocks[n].text) for n in kept)
    for place, (above, n) in enumerate(pairwise(kept), 1):
        if types[n] is not LineType.SUBHEAD or blocks[n].level != top:
            continue
        if sure and types[above] is LineType.HEADLINE and not blocks[above].level:
            changed[above], changed[n] = LineType.KICKER, LineType.HEADLINE
        elif alone and types[above] not in HEAD_TYPES:
            near = Surroundings(blocks, types, kept, place, words)
            ended = finished(blocks[above].text) or _closed(blocks[above])
            if near.stands_apart() or (rare and ended and near.begins_anew()):
                changed[n] = LineType.HEADLINE
    return changed


def _closed(block: Block) -> bool:
    """Return whether an article ends with the block: who wrote it stands there."""
    return block.ends or block.role is LineClass.CREDIT


def _runs(blocks: Sequence[Block], types: Sequence[LineType], kept: Sequence[int], top: int) -> list[list[int]]:
    """Return the lines of each head, its labels left out; a sub-headline with the same mark right below it is one
    where none but it has that mark."""
    runs: list[list[int]] = []
    parts = sum(types[n] is LineType.SUBHEAD and blocks[n].level == top for n in kept)
    last = -2
    for place, n in enumerate(kept):
        beside = types[n] is LineType.SUBHEAD and 0 < blocks[n].level == top and last == place - 1 and parts == 1
        if not (types[n] in HEAD_TYPES or beside) or types[n] is LineType.LABEL or bracketed(blocks[n].text):
            continue
        if last != place - 1:
            runs.append([])
        runs[-1].append(n)
        last = place
    return runs


def _second_levels(blocks: Sequence[Block], types: Sequence[LineType], run: Sequence[int], top: int) -> set[int]:
    """Return the levels of the kickers and decks beside a headline that has the mark of level `top`."""
    if not any(types[n] is LineType.HEADLINE and blocks[n].level == top for n in run):
        return set()
    return {blocks[n].level for n in run if types[n] in _SECOND and blocks[n].level}


def _second_level(levels: Collection[int], top: int) -> int:
    """Return the level of the other heads' kickers and decks if they have one, not the headlines' (`top`); else 0."""
    return next(iter(levels)) if top and len(levels) == 1 and top not in levels else 0


def _in_run(
    blocks: Sequence[Block],
    types: Sequence[LineType],
    run: Sequence[int],
    others: Mapping[int, int],
    page_levels: tuple[int, int],
) -> list[tuple[int, LineType]]:
    """Return the types of a head's lines, by their marks and by how many other heads have so many with one (`others`).

    Of three lines with the same mark the one in the middle is the headline. Of two lines, one of which has a mark: it
    is the headline if it has the mark of the page's headlines, and the other one is if it has that of their kickers and
    decks (`page_levels`: both); where these are alike, it is where one line of the other heads has a mark, or where
    all are of one line, and the other one where more of them have it. Of two with the same mark it is the clearly
    shorter one, unless a dash says which is no headline.
    """
    levels = [blocks[n].level for n in run]
    rows = [blocks[n].number for n in run]
    wrapped = any(below == above + 1 for above, below in pairwise(rows))
    if wrapped or LineType.HEADLINE not in (types[n] for n in run):
        return []
    if len(run) == 3 and len(set(levels)) == 1:
        return list(zip(run, (LineType.KICKER, LineType.HEADLINE, LineType.DECK), strict=True))
    if len(run) != 2:
        return []
    first, second = run
    if (title := _by_form(blocks[first].text, blocks[second].text)) >= 0:
        pass
    elif levels[0] == levels[1]:
        title = _shorter(blocks[first].text, blocks[second].text)
        title = title if title >= 0 else _by_lead(blocks, run)
    elif all(levels):
        return []
    elif page_levels[1] and max(levels) in page_levels:
        title = levels.index(max(levels) if max(levels) == page_levels[0] else 0)
    else:
        both, one = sum(heads for n, heads in others.items() if n > 1), others.get(1, 0)
        alone = not both and not one and max(levels) == page_levels[0]
        if not alone and (max(both, one) < HABIT or max(both, one) < 2 * min(both, one)):
            return []
        title = levels.index(max(levels) if alone or one > both else 0)
    if title == 0:
        return [(first, LineType.HEADLINE), (second, LineType.DECK)]
    return [(first, LineType.KICKER), (second, LineType.HEADLINE)] if title == 1 else []


def _by_form(first: str, second: str) -> int:
    """Return the place of the one that is the headline because the other begins or ends with what no headline does."""
    if second.startswith(_DASHES) or second[0] + second[-1] == "（）" or CHAPTER.match(second):
        return 0
    if first.endswith(_DASHES) or first[0] + first[-1] == "（）":
        return 1
    quoted = [text[0] + text[-1] == "“”" for text in (first, second)]
    return quoted.index(True) if sum(quoted) == 1 else -1


def _by_lead(blocks: Sequence[Block], run: Sequence[int]) -> int:
    """Return the place of the one that is the headline as the first paragraph below tells it more; -1 where neither."""
    lead = next((b.text for b in blocks[run[-1] + 1 : run[-1] + 6] if b.role is LineClass.TEXT), "")
    first, second = (blocks[n].text for n in run)
    words = BigramWeights(grams(b.text) for b in blocks)
    told, told_below = (words.share(grams(text), grams(lead)) for text in (first, second))
    if told_below - told >= CLEARLY_TOLD:
        return 1
    blank = _CLAUSE_BLANK.search(second) and not _CLAUSE_BLANK.search(first)
    return 0 if told - told_below >= max(CLEARLY_TOLD, told_below) and not blank else -1


def _shorter(first: str, second: str) -> int:
    """Return the place of the one that is the headline by its length; -1 where that tells nothing."""
    if len(first) - len(second) >= CLEARLY_SHORTER:
        return 1
    return 0 if len(first) > LONGEST_OCCASION and len(second) >= 2 * len(first) else -1
