"""Step 5: heads and blocks -> articles, each head with the text that is its own.

An article's text is a stretch of the page, and it begins at its head, unless the evidence says otherwise: the end of
the article above went on under this head (a sentence is open there, a byline stands further down, the words are the
other article's), or the text began above its head (a byline stands above it, the words are this head's).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from service.core import cpu_limit
from service.core.messages import _
from service.sources.newspaper.bigram_weights import BigramWeights, grams
from service.sources.newspaper.continuation import CONTINUES, SHORT_BREAK, SURELY_CONTINUES, goes_on
from service.sources.newspaper.form_corrections import LETTER_OPENS
from service.sources.newspaper.headline_groups import Head
from service.sources.newspaper.line_classes import Block, LineClass, finished
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.type_corrections import begins

_COLUMN = re.compile(
    r"评|谈|论|观察|关注|视点|声音|快讯|专栏|访谈|人语|笔谈|时评|走笔|茶座|广角|论坛|之窗|聚焦|视角|随笔|有感|建言"
)


LONGEST_LABEL = 6
"""Characters: so short a line with a byline below it, of which the text tells nothing, is a column's name."""
HARDLY_CONTINUES = -5.0
"""With less evidence an open clause does not go on below, though the next headline's own text begins further down."""
_CLAUSE = re.compile(r"[，。；][^，。；]{1,60}$")
REACH = 40
"""Blocks: no text is sought further from its headline."""


@dataclass
class Draft:
    """An article in the making."""

    head: Head
    blocks: list[Block] = field(default_factory=list)
    moved: dict[int, str] = field(default_factory=dict)
    """Line number -> why the line belongs to this article although another head stands nearer."""


def articles(items: list[Head | Block], words: BigramWeights) -> tuple[list[Draft], list[Block]]:
    """Return the articles in the order of their heads, and the blocks that no head claims."""
    found = [item for item in items if isinstance(item, Head)]
    blocks: list[Block] = []
    places: list[int] = []
    for item in items:
        if isinstance(item, Head):
            places.append(len(blocks))
        else:
            blocks.append(item)
    found, places, starts = _starts(found, places, blocks, words)
    drafts: list[Draft] = []
    for i, head in enumerate(found):
        end = starts[i + 1][0] if i + 1 < len(found) else len(blocks)
        draft = Draft(head, blocks[starts[i][0] : end])
        following = places[i + 1] if i + 1 < len(found) else len(blocks)
        for n in range(starts[i][0], end):
            if blocks[n].role in (LineClass.TEXT, LineClass.SUBHEADING):
                if n < places[i]:
                    draft.moved[blocks[n].number] = starts[i][1]
                elif n >= following:
                    draft.moved[blocks[n].number] = starts[i + 1][1]
        drafts.append(draft)
    return drafts, blocks[: starts[0][0]] if starts else blocks


def _starts(
    found: list[Head], places: list[int], blocks: list[Block], words: BigramWeights
) -> tuple[list[Head], list[int], list[tuple[int, str]]]:
    """Return where each head's text begins among the blocks, and why when that is not at the head.

    A head that turns out to be a column's label is put into the section of the head below.
    """
    heads, spots = list(found), list(places)
    starts: list[tuple[int, str]] = []
    broken = damaged(blocks)
    i = 0
    while i < len(heads):
        cpu_limit.check()
        low = starts[-1][0] + 1 if starts else 0
        end = spots[i + 1] if i + 1 < len(heads) else len(blocks)
        rest = blocks[end : spots[i + 2] if i + 2 < len(heads) else len(blocks)]
        if i + 1 < len(heads) and _is_label(heads[i], blocks[spots[i] : end], heads[i + 1], rest, words):
            section = " ".join(filter(None, (heads[i].section, heads[i].title)))
            below = heads[i + 1]
            starts.append((spots[i], _("its byline stands above the headline, under the column's label")))
            heads[i + 1] = replace(below, section=section, lines=heads[i].lines + below.lines)
            del heads[i], spots[i]
            i += 1
            continue
        late = _late(blocks, low, spots[i], end, heads[i], heads[i - 1] if i else None, starts, words, broken)
        starts.append(
            late
            or _early(blocks, low, spots[i], end, heads[i], heads[i - 1] if i else None, words)
            or (max(spots[i], low - 1 if starts else 0), "")
        )
        i += 1
    return heads, spots, starts


def damaged(blocks: list[Block]) -> bool:
    """Return whether a column broke a sentence anywhere on the page: where none did, nothing stands out of place."""
    texts = [block for block in blocks if block.role is LineClass.TEXT]
    return any(
        below.continues and above.breaks_off and goes_on(above.text, below.text) > _least(above.text)
        for above, below in pairwise(texts)
    )


def _least(text: str) -> float:
    """Return the evidence asked for a break behind the text: a short line is as often set apart, or a verse."""
    if len(text) > SHORT_BREAK:
        return 0.0
    return SURELY_CONTINUES if text[-1].isalnum() else math.inf


def _opened(blocks: list[Block], low: int, index: int) -> bool:
    """Return whether the block is still in the opening of the article above: its byline below its standfirst, its
    dateline below its byline.
    """
    while index > low - 1 and (begins(blocks[index - 1]) or blocks[index - 1].type is LineType.STANDFIRST):
        index -= 1
    return index == low - 1


def _is_label(head: Head, own: list[Block], below: Head, rest: list[Block], words: BigramWeights) -> bool:
    """Return whether the head is a column's label, and the text under it begins the article of the head `below`.

    `rest` is what stands below that; it has no author of its own, for his byline stands under the label. A head with a
    label above it is none.
    """
    title = re.sub(r"\s", "", head.title)
    text = [b for b in own if b.role is LineClass.TEXT]
    if (
        head.section
        or len(title) > 10
        or not own
        or own[0].role is not LineClass.BYLINE
        or not 1 <= len(text) <= 3
        or not rest
    ):
        return False
    signed = any(b.authors and (b.ends or b.role is LineClass.CREDIT) for b in rest)
    if begins(rest[0]) or own[-1].role is LineClass.CREDIT or signed:
        return False
    gist = grams("，".join(b.text for b in text))
    if _COLUMN.search(title) and len(title) <= 6:
        return True
    told_here, told_below = words.share(grams(head.title), gist), words.share(grams(below.words), gist)
    return told_below > told_here or (told_here == 0 and len(title) <= LONGEST_LABEL)


def _late(
    blocks: list[Block],
    low: int,
    place: int,
    end: int,
    head: Head,
    above: Head | None,
    starts: list[tuple[int, str]],
    words: BigramWeights,
    broken: bool,
) -> tuple[int, str] | None:
    """Return the start further down than the head, when the article above goes on under this head."""
    if above is None or not starts or place >= end or place < low or _opens(blocks[place]):
        return None
    if blocks[place - 1].ends or blocks[place - 1].role is LineClass.CREDIT:
        return None
    before = next((b for b in reversed(blocks[starts[-1][0] : place]) if b.role is LineClass.TEXT), None)
    if before is None:
        return None
    bond = goes_on(before.text, blocks[place].text) if before.breaks_off else -9.0
    opened = bond > _least_bond(before, blocks[place])
    torn = bond > HARDLY_CONTINUES and bool(_CLAUSE.search(before.text))
    told = before.type not in (LineType.VERSE, LineType.NOTICE)
    if not opened and not torn and not (broken and told and blocks[place].role is LineClass.TEXT):
        return None
    region = blocks[place : min(end, place + REACH)]
    begun, ended = _bounds(region)
    article = blocks[max(starts[-1][0], place - REACH) : place]
    begun = begun or _first_verse(article, region) or None

    def better(cut: int) -> bool:
        """Return whether the blocks before the cut fit the article above better than this head."""
        stay = sum(_fits(article, above, region, 0, head, words)[:cut])
        return sum(_fits(article, above, region, cut, head, words)) > max(0.0, stay)

    if begun is not None:
        if begun and (opened or torn or better(begun)):
            return place + begun, _("the article above goes on under this headline up to the byline")
        return None
    if ended is not None and (opened or better(ended)):
        return place + ended, _("the article above goes on under this headline up to its credit")
    if opened:
        cuts = [
            (round(sum(_fits(article, above, region, n, head, words)), 6), -n)
            for n in range(1, len(region))
            if region[n].role is LineClass.TEXT
        ]
        if cuts:
            return place - max(cuts)[1], _("it completes a sentence of the article above and shares its words")
        return None
    if cut := _foreign(article, above, region, head, words):
        return place + cut, _("it shares its words with the article above, not with this headline")
    return None


def _least_bond(before: Block, below: Block) -> float:
    """Return the evidence asked for a sentence of the article above that goes on under the next headline."""
    if len(before.text) > SHORT_BREAK or "。" in before.text:
        return CONTINUES
    return SURELY_CONTINUES


def _first_verse(article: list[Block], region: list[Block]) -> int:
    """Return where verse begins that is not the article above's, which has none; 0: at once or nowhere."""
    if any(b.type is LineType.VERSE for b in article):
        return 0
    return next((n for n, b in enumerate(region) if b.type is LineType.VERSE), 0)


def _opens(block: Block) -> bool:
    """Return whether the block shows by itself that a text begins here: news by its byline, a letter by its reader."""
    return begins(block) or bool(LETTER_OPENS.match(block.text))


def _bounds(region: list[Block]) -> tuple[int | None, int | None]:
    """Return where a byline or a credit bounds the text that may be the article above's: the head's own text begins at
    its byline, or at the standfirst above it; but a credit above that ends what is the article above's.
    """
    begun = next((n for n, b in enumerate(region) if n and _opens(b) and (b.starts or n + 1 < len(region))), None)
    ended = next((n + 1 for n, b in enumerate(region[:-1]) if b.role is LineClass.CREDIT or b.ends), None)
    while begun and region[begun - 1].type is LineType.STANDFIRST:
        begun -= 1
    return (None if begun is not None and ended is not None and ended < begun else begun), ended


def _foreign(article: list[Block], above: Head, region: list[Block], head: Head, words: BigramWeights) -> int:
    """Return how many of the first blocks under the head are the article above's, by their words alone; mostly none.

    The text that tells the headline must be clear (0.3 of its words), what stands before it must not share them, and
    must be more like the article above than like what follows. Pieces of one broken paragraph count as one.
    """
    units = _units(region)
    title = grams(head.words)
    shares = [
        words.share(title, grams("".join(b.text for b in region[n:m] if b.role is LineClass.TEXT))) for n, m in units
    ]
    best = max(range(len(units)), key=lambda n: (round(shares[n], 6), -n))
    if not best or shares[best] < 0.3 or max(shares[:best]) > 0.25 * shares[best]:
        return 0
    cut = units[best][0]
    gist = grams("，".join(b.text for b in region[:cut]))
    upper = grams("，".join([above.words, *(b.text for b in article)]))
    lower = grams("，".join([head.words, *(b.text for b in region[cut:])]))
    return cut if words.likeness(gist, upper) > 1.5 * words.likeness(gist, lower) else 0


def _fits(
    article: list[Block], above: Head, region: list[Block], cut: int, head: Head, words: BigramWeights
) -> list[float]:
    """Return how much better each block fits its side of the cut: the article above before it, this head after it."""
    gists = [grams(b.text) if b.role is LineClass.TEXT else frozenset() for b in region]
    titles = grams(above.words), grams(head.words)
    upper = titles[0].union(*(grams(b.text) for b in article))
    fits: list[float] = []
    for n, gist in enumerate(gists):
        lower = titles[1].union(*(g for m, g in enumerate(gists) if m >= cut and m != n))
        theirs = words.likeness(gist, upper) + words.share(titles[0], gist)
        mine = words.likeness(gist, lower) + words.share(titles[1], gist)
        fits.append(round(theirs - mine if n < cut else mine - theirs, 9) if gist else 0.0)
    return fits


def _early(
    blocks: list[Block], low: int, place: int, end: int, head: Head, above: Head | None, words: BigramWeights
) -> tuple[int, str] | None:
    """Return the start further up than the head, when the text began above its headline."""
    if place < end and begins(blocks[place]):
        return None
    if above is None:
        told = words.share(grams(head.words), grams("，".join(b.text for b in blocks[:place])))
        return (0, _("it shares its words with the first headline, which stands below it")) if told > 0.1 else None
    for n in range(place - 1, max(low, place - REACH) - 1, -1):
        if blocks[n].role is LineClass.CREDIT or blocks[n].ends:
            break
        if begins(blocks[n]) and not _opened(blocks, low, n) and any(b.role is LineClass.TEXT for b in blocks[n:place]):
            gist = grams("，".join(b.text for b in blocks[n:place]))
            told = words.share(grams(head.words), gist)
            if place >= end or (told > 0.1 and told > words.share(grams(above.words), gist)):
                return n, _("its byline stands above the headline")
            break
    if (
        place < end
        and low < place
        and (
            n := _own(
                blocks[max(low - 1, place - REACH) : place],
                above,
                blocks[place : min(end, place + REACH)],
                head,
                words,
            )
        )
    ):
        return max(low - 1, place - REACH) + n, _(
            "it shares its words with the headline below, not with the article above"
        )
    return None


def _own(article: list[Block], above: Head, region: list[Block], head: Head, words: BigramWeights) -> int:
    """Return where the head's own text begins above it, by its words alone; mostly 0: nowhere."""
    units = _units(article)
    if len(units) < 2 or begins(article[-1]) or not finished(article[-1].text):
        return 0
    start = units[-1][0]
    gist = grams("".join(b.text for b in article[start:]))
    told = words.share(grams(head.words), gist)
    if told < 0.3 or words.share(grams(above.words), gist) > 0.25 * told:
        return 0
    upper = grams("，".join([above.words, *(b.text for b in article[:start])]))
    lower = grams("，".join([head.words, *(b.text for b in region)]))
    return start if words.likeness(gist, lower) > 1.5 * words.likeness(gist, upper) else 0


def _units(blocks: list[Block]) -> list[tuple[int, int]]:
    """Return the paragraphs among the blocks, from and to: the pieces of one broken paragraph count as one."""
    starts = [
        n
        for n in range(len(blocks))
        if not n or blocks[n - 1].role is not LineClass.TEXT or finished(blocks[n - 1].text)
    ]
    return list(zip(starts, [*starts[1:], len(blocks)], strict=True))
