"""Headlines that the typer takes for sub-headlines: what stands beside them shows that an article begins there.

Counted in twenty-one invented papers, each page clean and damaged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from service.sources.newspaper.bigram_weights import BigramWeights, grams
from service.sources.newspaper.continuation import SURELY_CONTINUES, goes_on
from service.sources.newspaper.form_corrections import OFFICE, WEATHER_DAY
from service.sources.newspaper.line_classes import Block, LineClass, finished
from service.sources.newspaper.line_types import HEAD_TYPES, LineType
from service.sources.newspaper.mark_corrections import headline_level, is_below_labels_text
from service.sources.newspaper.type_corrections import (
    LEFT_OUT_ROLES,
    LONGEST_DECK,
    REACH,
    TOLD_SHARE,
    Surroundings,
    ends_apart,
)

_SENT = re.compile(r"[讯电訊電]")
"""In a dateline: the first words of news, as in `本报讯（记者 …）`."""
_CLAUSES = re.compile(r"[^\s：。，]{4,24}[\s\u3000]{1,3}[^\s：。，]{4,24}")
_CONTINUED = re.compile(r"[（(](?:上接|紧接|接).{0,10}版.{0,4}[）)]")
_STOPPED = re.compile(r"[。！？：；，…）]")
LEAST_PARTS, LEAST_OPENING = 2, 2
"""Sub-headlines of the article, and lines below the headline before the first of them: a box is one paragraph."""
SHORTEST_HEAD = 6
"""Characters: a shorter line with a mark as often heads a box."""
SHORTEST_ROW, LONGEST_ROW = 4, 24
"""Characters of a second row of a head."""
_SEE = re.compile(r"[（(][^（）()]{0,20}版[^（）()]{0,4}[）)]")


def with_lost_headlines(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; a sub-headline is a headline

    - right above a dateline: 209 headlines and no sub-headline stand there; or above text that a column's end has put
      there, where the dateline's paragraph tells it and the text above it breaks off;
    - without a mark amid text, as the only one of its article, of two clauses with a blank between: 7 headlines and no
      sub-headline (`电瓶不进楼 邻里才安心`);
    - right below where to read on (`（详见第4版）`), where the text below tells it and the text above does not;
    - without a mark right below the credit of reporters (3 headlines, no sub-headline);
    - with the headlines' mark, where the article's other sub-headlines, two at least and one of them below, have none,
      and more than a box's paragraph stands before that one;
    - with a mark, or above two clauses, right above a short line without a mark or a stop: sub-headlines stand alone
      (but for the days of diaries); and so above a longer one without an end, if it is two clauses (8 headlines).

    So is a line above `（上接第1版）`: 10 of 10; and one with a mark below the first text of a label that has no head,
    whose byline stands right below it: headline and text have changed places.

    A short line without an end right above a headline, below a text that has one, is its kicker: 98 of 100 such lines.
    A short line with a headline's mark that was typed prose is one too; and a deeper heading right below a headline is
    no label of the line below it: both are a box.
    """
    kept = [n for n, block in enumerate(blocks) if block.role not in LEFT_OUT_ROLES]
    changed = _with_plain_headings(blocks, types, kept)
    top = headline_level(blocks, types)
    if LineType.SUBHEAD not in changed:
        return changed
    words = BigramWeights(grams(blocks[n].text) for n in kept)

    def near(place: int) -> Surroundings:
        return Surroundings(blocks, types, kept, place, words)

    for place, n in enumerate(kept[:-1]):
        if types[n] is not LineType.SUBHEAD or not place:
            continue
        rows = kept[place - 1 : place + 3]
        if (
            _is_dated(blocks, types, kept, place, words)
            or _heads_parts(blocks, types, kept, place, top)
            or (_is_lone_pair(blocks, types, kept, place) and near(place).begins_anew())
            or (_below_pointer(blocks, n) and near(place).stands_apart())
            or (not blocks[n].level and _ends_report(blocks[kept[place - 1]]))
            or (blocks[n].level > 0 and is_below_labels_text(blocks, types, kept[:place]))
        ):
            changed[n] = LineType.HEADLINE
        elif _is_two_rows(blocks, types, rows) or _has_deck(blocks, types, rows):
            below = kept[place + 1]
            shorter = len(blocks[below].text) < len(blocks[n].text)
            changed[n] = LineType.KICKER if shorter else LineType.HEADLINE
            changed[below] = LineType.HEADLINE if shorter else LineType.DECK
    return changed


def _with_plain_headings(blocks: Sequence[Block], types: Sequence[LineType], kept: Sequence[int]) -> list[LineType]:
    """Return the types; what its place or its mark alone says is a part of a head, or none."""
    changed = list(types)
    levels = {b.level for b, t in zip(blocks, types, strict=True) if t is LineType.HEADLINE and b.level}
    for place, n in enumerate(kept):
        block = blocks[n]
        if _is_kicker(blocks, types, kept[max(0, place - 1) : place + 5]):
            changed[n] = LineType.KICKER
        elif types[n] in (LineType.PROSE, LineType.SUBHEAD) and _goes_on_here(blocks, n):
            changed[n] = LineType.HEADLINE
        elif types[n] is LineType.PROSE and block.level in levels and len(block.text) <= LONGEST_ROW:
            if not finished(block.text) and place and _ended(blocks[kept[place - 1]]):
                changed[n] = LineType.HEADLINE
        elif types[n] is LineType.LABEL and place and types[kept[place - 1]] is LineType.HEADLINE:
            below = kept[place + 1] if place + 1 < len(kept) else n
            if 0 < blocks[kept[place - 1]].level < block.level and not blocks[below].level:
                changed[n] = LineType.BOX_HEADING
                changed[below] = LineType.BOX if types[below] is LineType.HEADLINE else types[below]
    return changed


def _goes_on_here(blocks: Sequence[Block], n: int) -> bool:
    """Return whether the line is the headline of what began on another page: `（上接第1版）` stands right below it."""
    below = next((b for b in blocks[n + 1 :] if b.text), None)
    short = len(blocks[n].text) <= LONGEST_ROW and not finished(blocks[n].text)
    return short and below is not None and bool(_CONTINUED.fullmatch(below.text))


def _ends_report(block: Block) -> bool:
    """Return whether the line says which reporters wrote what stands above."""
    return block.role is LineClass.CREDIT and "记者" in block.credit


def _has_deck(blocks: Sequence[Block], types: Sequence[LineType], lines: Sequence[int]) -> bool:
    """Return whether the second of the lines is two clauses and the third, without an end, its deck."""
    if len(lines) < 4 or types[lines[2]] is not LineType.PROSE:
        return False
    line, deck, below = (blocks[n] for n in lines[1:])
    short = len(deck.text) <= LONGEST_DECK and not deck.level and not finished(deck.text)
    return short and bool(_CLAUSES.fullmatch(line.text)) and ends_apart(deck, below)


def _is_dated(
    blocks: Sequence[Block], types: Sequence[LineType], kept: Sequence[int], place: int, words: BigramWeights
) -> bool:
    """Return whether the first dateline below the line is its text's."""
    below = _stretch(types, _sides(kept, place)[1])
    stretch = list(takewhile(lambda n: types[n] is not LineType.SUBHEAD, below))
    dated = next((k for k, n in enumerate(stretch) if blocks[n].starts and _SENT.search(blocks[n].credit)), -1)
    if dated <= 0:
        return dated == 0
    gist = grams(blocks[kept[place]].text)
    told, before = (
        words.share(gist, grams("，".join(blocks[n].text for n in part))) for part in (stretch[dated:], stretch[:dated])
    )
    return blocks[kept[place - 1]].breaks_off and told >= TOLD_SHARE and told > 2 * before


def _is_lone_pair(blocks: Sequence[Block], types: Sequence[LineType], kept: Sequence[int], place: int) -> bool:
    """Return whether the line is two clauses amid text, in an article without another sub-headline."""
    block = blocks[kept[place]]
    amid = all(blocks[kept[k]].role is LineClass.TEXT for k in (place - 1, place + 1))
    if block.level or not amid or not _CLAUSES.fullmatch(block.text):
        return False
    return all(types[n] is not LineType.SUBHEAD for side in _sides(kept, place) for n in _stretch(types, side))


def _heads_parts(blocks: Sequence[Block], types: Sequence[LineType], kept: Sequence[int], place: int, top: int) -> bool:
    """Return whether the line has the headlines' mark, and heads lines below that have none."""
    block = blocks[kept[place]]
    if not top or block.level != top or len(block.text) < SHORTEST_HEAD or not _ended(blocks[kept[place - 1]]):
        return False
    above, below = (_stretch(types, side) for side in _sides(kept, place))
    opening = list(takewhile(lambda n: types[n] is not LineType.SUBHEAD, below))
    if len(opening) < LEAST_OPENING or len(opening) == len(below):
        return False
    parts = [blocks[n].level for n in (*above, *below) if types[n] is LineType.SUBHEAD]
    return len(parts) >= LEAST_PARTS and not any(parts)


def _sides(kept: Sequence[int], place: int) -> tuple[Sequence[int], Sequence[int]]:
    """Return the lines above, the nearest first, and the lines below."""
    return kept[max(0, place - REACH) : place][::-1], kept[place + 1 : place + 1 + REACH]


def _stretch(types: Sequence[LineType], lines: Sequence[int]) -> list[int]:
    """Return the lines up to the next head."""
    return list(takewhile(lambda n: types[n] not in HEAD_TYPES, lines))


def _ended(block: Block) -> bool:
    return finished(block.text) or block.ends or block.role in (LineClass.CREDIT, LineClass.BYLINE)


def _is_kicker(blocks: Sequence[Block], types: Sequence[LineType], lines: Sequence[int]) -> bool:
    """Return whether the second of the lines, typed prose, is the kicker of the third."""
    if len(lines) < 4 or types[lines[1]] is not LineType.PROSE or types[lines[2]] is not LineType.HEADLINE:
        return False
    above, line = blocks[lines[0]], blocks[lines[1]]
    below = next((blocks[n].text for n in lines[3:] if blocks[n].role is LineClass.TEXT), "")
    short = SHORTEST_HEAD <= len(line.text) <= LONGEST_ROW and not line.level and not finished(line.text)
    plain = not _STOPPED.search(line.text.replace("，", "")) and not OFFICE.fullmatch(line.text)
    ended = above.role in (LineClass.TEXT, LineClass.CREDIT) and _ended(above)
    return short and plain and ended and bool(below) and goes_on(line.text, below) <= SURELY_CONTINUES


def _is_two_rows(blocks: Sequence[Block], types: Sequence[LineType], lines: Sequence[int]) -> bool:
    """Return whether the second of the lines, a marked sub-headline, and the third are two rows of one head."""
    if len(lines) < 4:
        return False
    above, row, short, below = (blocks[n] for n in lines)
    text = short.text
    return (
        (row.level > 0 or bool(_CLAUSES.fullmatch(text)))
        and not short.level
        and types[lines[2]] is LineType.PROSE
        and SHORTEST_ROW <= len(text) <= LONGEST_ROW
        and not _STOPPED.search(text)
        and not WEATHER_DAY.fullmatch(text)
        and above.role is below.role is LineClass.TEXT
        and goes_on(text, below.text) <= SURELY_CONTINUES
    )


def _below_pointer(blocks: Sequence[Block], n: int) -> bool:
    above = next((b for b in reversed(blocks[:n]) if b.text), None)
    return above is not None and above.type is LineType.POINTER and bool(_SEE.fullmatch(above.text))
