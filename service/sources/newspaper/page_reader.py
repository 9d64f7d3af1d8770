"""The reader: the steps in order, and the record of what each has done."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from service.core import cpu_limit
from service.core.messages import _
from service.language import traditional
from service.model import Article, Edit, Page
from service.sources import inline_markup
from service.sources.newspaper import marked_parts, unbracketed_credits, weather_tables
from service.sources.newspaper.articles import Draft, articles
from service.sources.newspaper.bigram_weights import BigramWeights, grams
from service.sources.newspaper.duplicates import copies
from service.sources.newspaper.form_corrections import (
    with_boxes,
    with_contents,
    with_days,
    with_letters,
    with_lost_bylines,
    with_named_parts,
    with_parts,
    with_quotations,
    with_speakers,
    with_torn_lines,
    without_false_heads,
)
from service.sources.newspaper.genre_features import on_page
from service.sources.newspaper.genres import GenreVerdict, genre
from service.sources.newspaper.headline_groups import Head, grouped, typed
from service.sources.newspaper.line_classes import BRIEF_LEVEL, Block, LineClass, blocks
from service.sources.newspaper.line_tagger import seen_lines, shipped
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.ocr_output import undone
from service.sources.newspaper.ocr_repairs import Repairer
from service.sources.newspaper.page_lines import Line, lines, with_controls
from service.sources.newspaper.paragraphs import Paragraphs, paragraphs
from service.sources.newspaper.printed_marks import as_printed
from service.sources.newspaper.reflow import unwrapped
from service.sources.newspaper.repeated_headlines import without_repeats
from service.sources.newspaper.sign_offs import with_sign_offs
from service.sources.newspaper.traditional_pages import PrintedPage

_LEFT_OUT = (LineClass.FURNITURE, LineClass.CAPTION, LineClass.NOTE)
_TABLE = re.compile(r"\|.*\||<t[rdh]\b", re.IGNORECASE)
_FROM_ABOVE = re.compile(r"[（(]?\s?(?:上接|紧接)第?[\dA-Z一二三四五六七八九十]{1,4}版")
"""Here an article begins that another page has begun."""
_WRITTEN = _("it says who wrote or sent it")

LeftOut = list[tuple[Block, str]]
Edits = list[tuple[int, Edit]]
"""Edits with the number of the line they belong to."""


def read(page: Page, corrections: Mapping[str, str] = MappingProxyType({})) -> tuple[Article, ...]:
    """Return the page's articles in the order of their headlines; none for a page without any.

    `corrections` are the user's own: as written on pages -> as it should be. Pure and deterministic; no text makes
    it raise, but that it asks, as it goes on, for the caller's limit of time (`cpu_limit.limited`, OverTime).
    """
    if not traditional.is_traditional(page.text):
        return _read(page, corrections)
    printed = PrintedPage(page.text)
    return tuple(map(printed.article, _read(replace(page, text=printed.simplified), corrections)))


def _read(page: Page, corrections: Mapping[str, str]) -> tuple[Article, ...]:
    tool = undone(page.text)
    text, tables = weather_tables.as_sentences(tool.text)
    printed = as_printed(list(without_repeats(lines(text))))
    rows = marked_parts.without_part_marks(unwrapped(printed))
    entities = {
        row.number: Edit(
            "entity",
            _("line {count}", count=row.number),
            _("HTML's way of writing {entities}", entities=row.entities),
            row.raw.strip()[:60],
        )
        for row in rows
        if row.entities
    }
    struck = [
        (row.number, Edit("struck", _("line {count}", count=row.number), _("the page has it struck out"), row.struck))
        for row in rows
        if row.struck
    ]
    controls = [
        (
            number,
            Edit(
                "dropped",
                _("line {count}", count=number),
                _("a control character, which no text has"),
                row.strip()[:60],
            ),
        )
        for number, row in with_controls(tool.text).items()
    ]
    every, types = typed_blocks(rows)
    left_out: LeftOut = []
    items: list[Head | Block] = []
    told = adrift = False
    for item in grouped(_marked_breaks(every), types):
        if isinstance(item, Head):
            told = adrift = False
        elif item.role in _LEFT_OUT:
            adrift = adrift or (told and bool(_FROM_ABOVE.match(item.text)))
            left_out.append((item, item.why))
            continue
        elif adrift:
            left_out.append((item, _("it goes on from another page, and no headline says which article it is")))
            continue
        else:
            told = told or item.role is LineClass.TEXT
        items.append(item)
    words = BigramWeights(grams(i.words if isinstance(i, Head) else i.text) for i in items)
    gone = {n: copy.why for copy in copies(items, words) for n in copy.indices}
    left_out += [(item, gone[n]) for n, item in enumerate(items) if n in gone and isinstance(item, Block)]
    drafts, unclaimed = articles([item for n, item in enumerate(items) if n not in gone], words)
    left_out += [(b, _("no headline claims it")) for b in unclaimed]
    drafts = [d for d in drafts if any(b.role is LineClass.TEXT for b in d.blocks)]
    whole = [paragraphs(draft.blocks) for draft in drafts]
    texts = "\n".join(t for d, w in zip(drafts, whole, strict=True) for t in (d.head.words, *w.texts))
    repairer = Repairer(texts, corrections)
    sizes = [sum(len(b.text) for b in draft.blocks if b.role is LineClass.TEXT) for draft in drafts]
    folios = [block.text for block, _ in left_out if block.role is LineClass.FURNITURE]
    return tuple(
        _article(
            page,
            draft,
            text,
            repairer,
            _around(rank, drafts, left_out, [*tool.edits, *tables, *controls, *struck], entities),
            _prominence(rank, len(drafts), draft, text),
            _genre(rank, drafts, left_out, None if page.one_of_page else on_page(rank, sizes, folios)),
        )
        for rank, (draft, text) in enumerate(zip(drafts, whole, strict=True))
    )


def typed_blocks(rows: list[Line]) -> tuple[list[Block], list[LineType]]:
    """Return the rows as blocks in the roles of their types, and the types."""
    plain = blocks(rows)
    seen, places = seen_lines(rows, plain)
    types = [LineType.TABLE if _TABLE.search(row.raw) else LineType.FURNITURE for row in rows]
    for place, type_ in zip(places, shipped().types(seen), strict=True):
        types[place] = LineType.HEADLINE if plain[place].level == BRIEF_LEVEL else type_
    texts = [row.text for row in rows]
    marked = [bool(row.level) for row in rows]
    types = with_letters(texts, marked, with_days(texts, with_contents(texts, with_boxes(texts, types))))
    for correct in (
        with_quotations,
        with_speakers,
        with_torn_lines,
        with_lost_bylines,
        with_sign_offs,
        with_parts,
        with_named_parts,
        without_false_heads,
    ):
        types = correct(texts, marked, types)
    return [typed(row, block, type_) for row, block, type_ in zip(rows, plain, types, strict=True)], types


def _marked_breaks(every: list[Block]) -> list[Block]:
    """Return the blocks; each knows whether something left out stood right above it."""
    kept: list[Block] = []
    broken = False
    for block in every:
        out = block.role in _LEFT_OUT
        kept.append(block.after_break() if broken and not out else block)
        broken = out
    return kept


def _reach(n: int, drafts: list[Draft]) -> range:
    """Return the lines from the article's headline to the next; for the first, the lines above it too."""
    end = drafts[n + 1].head.number if n + 1 < len(drafts) else sys.maxsize
    return range(drafts[n].head.number if n else 0, end)


def _genre(n: int, drafts: list[Draft], left_out: LeftOut, place: list[str] | None) -> GenreVerdict:
    """Return the article's genre: what was left out between its lines is evidence too, and its `place` on the page.

    None: it was printed on a page with others, and its place there is not known.
    """
    cpu_limit.check()
    reach = _reach(n, drafts)
    aside = [block for block, _ in left_out if block.number in reach]
    lines = sorted([*drafts[n].blocks, *aside], key=lambda block: block.number)
    return genre(drafts[n].head, lines, len(drafts) == 1 and place is not None, place or ())


def _around(n: int, drafts: list[Draft], left_out: LeftOut, controls: Edits, entities: Mapping[int, Edit]) -> Edits:
    """Return what was done before the article was put together.

    That is lines and control characters left out between its headline and the next (above the first headline too), and
    entities in its lines.
    """
    draft = drafts[n]
    reach = _reach(n, drafts)
    edits = [
        (b.number, Edit("dropped", _("line {count}", count=b.number), why, b.text or b.credit))
        for b, why in left_out
        if b.number in reach and (b.text or b.credit)
    ]
    edits += [(number, edit) for number, edit in controls if number in reach]
    numbers = dict.fromkeys((*draft.head.lines, *(b.number for b in draft.blocks)))
    return edits + [(number, entities[number]) for number in numbers if number in entities]


def _article(
    page: Page, draft: Draft, whole: Paragraphs, repairer: Repairer, done: Edits, prominence: float, kind: GenreVerdict
) -> Article:
    """Return the draft as an article, with its edits in the order of the page."""
    head = draft.head
    edits = list(done)
    authors: list[str] = []
    staff = any("记者" in block.credit for block in draft.blocks)
    for block in draft.blocks:
        authors += _who_wrote(block, staff)
        if block.credit:
            what = "byline" if block.authors else "dateline"
            edits.append((block.number, Edit(what, _("line {count}", count=block.number), _WRITTEN, block.credit)))
        if why := draft.moved.get(block.number):
            edits.append((block.number, Edit("moved", _("line {count}", count=block.number), why, block.text[:40])))
    for credit in whole.credits:
        authors += credit.authors
        what = "byline" if credit.authors else "dateline"
        edits.append((head.number, Edit(what, _("line {count}", count=head.number), _WRITTEN, credit.taken)))
    edits += [(j.number, Edit("joined", _("line {count}", count=j.number), j.why, j.before)) for j in whole.joins]

    parts: list[str] = []
    for text in (head.title, head.kicker, head.subtitle, head.section or page.section):
        part, made = repairer.headline(text, _("line {count}", count=head.number))
        parts.append(part)
        edits += [(head.number, edit) for edit in made]
    texts: list[str] = []
    subheads: list[str] = []
    for number, text in enumerate(whole.texts, 1):
        cpu_limit.check()
        repair = repairer.headline if text in whole.subheadings else repairer.sentence
        repaired, made = repair(
            text, _("paragraph {number} of the article at line {line}", number=number, line=head.number)
        )
        texts.append(repaired)
        subheads += [repaired] if text in whole.subheadings else []
        edits += [(head.number, edit) for edit in made]
    return Article(
        source=page.source,
        title=parts[0],
        paragraphs=tuple(texts),
        kicker=parts[1],
        subtitle=parts[2],
        section=parts[3],
        subheads=tuple(dict.fromkeys(subheads)),
        genre=kind.genre,
        genre_why=kind.why,
        authors=tuple(_persons(authors)),
        edits=tuple(edit for _, edit in sorted(edits, key=lambda pair: pair[0])),
        published=page.published,
        prominence=prominence,
        damaged=tuple(
            dict.fromkeys((*(repairer.sentence(each, "")[0] for each in whole.damaged), *inline_markup.doubtful(texts)))
        ),
    )


def _who_wrote(block: Block, staff: bool) -> tuple[str, ...]:
    """Return who the line says wrote it; where reporters did, a reader's name over a part says who speaks there, and so
    does a name with a post.
    """
    speaks = unbracketed_credits.is_readers(block.credit) or unbracketed_credits.speaker(block.credit)
    return () if staff and speaks else block.authors


def _persons(authors: Sequence[str]) -> list[str]:
    """Return the authors once each; an office (`本报评论员`) only where nobody is named."""
    once = list(dict.fromkeys(authors))
    return [name for name in once if not name.startswith("本报")] or once


def _prominence(rank: int, count: int, draft: Draft, whole: Paragraphs) -> float:
    """Return how high the page placed it: half for its place, a fifth for its heading mark, the rest for its length."""
    place = 1 - rank / count
    mark = {0: 0.5, 1: 1.0, 2: 0.6}.get(draft.head.level, 0.3)
    return round(0.5 * place + 0.2 * mark + 0.3 * min(1.0, sum(map(len, whole.texts)) / 1000), 3)
