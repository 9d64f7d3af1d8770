"""The reader: the steps in order, and the record of what each has done."""

from __future__ import annotations

from service.model import Article, Edit, Page
from service.sources.newspaper import cleaning
from service.sources.newspaper.articles import Draft, articles
from service.sources.newspaper.copies import copies
from service.sources.newspaper.heads import Head, heads
from service.sources.newspaper.lines import lines
from service.sources.newspaper.paragraphs import paragraphs
from service.sources.newspaper.roles import Block, Role, blocks
from service.sources.newspaper.words import Words

_LEFT_OUT = (Role.FURNITURE, Role.CAPTION, Role.NOTE)


def read(page: Page) -> tuple[Article, ...]:
    """The page's articles in the order of their headlines; none for a page without any. Never raises."""
    every = blocks(lines(page.text))
    dropped = [b for b in every if b.role in _LEFT_OUT]
    items = heads([b for b in every if b.role not in _LEFT_OUT])
    dropped += [i for i in items if isinstance(i, Block) and i.role in _LEFT_OUT]
    items = [i for i in items if isinstance(i, Head) or i.role not in _LEFT_OUT]
    words = Words(i.words if isinstance(i, Head) else i.text for i in items)
    twice: list[tuple[Block, str]] = []
    gone: set[int] = set()
    for copy in copies(items, words):
        gone.update(copy.indices)
        twice += [(item, copy.why) for n in copy.indices if isinstance(item := items[n], Block)]
    items = [item for n, item in enumerate(items) if n not in gone]
    drafts, unclaimed = articles(items, words)
    left_out = [(b, b.why) for b in dropped] + twice + [(b, "no headline claims it") for b in unclaimed]
    drafts = [d for d in drafts if any(b.role is Role.TEXT for b in d.blocks)]
    return tuple(
        _article(page, draft, rank, len(drafts), _near(draft, rank, drafts, left_out))
        for rank, draft in enumerate(drafts)
    )


def _near(draft: Draft, rank: int, drafts: list[Draft], left_out: list[tuple[Block, str]]) -> list[tuple[Block, str]]:
    """What was left out between this headline and the next; the first article also takes what stands above."""
    low = draft.head.number if rank else 0
    high = drafts[rank + 1].head.number if rank + 1 < len(drafts) else float("inf")
    return [(b, why) for b, why in left_out if low <= b.number < high and (b.text or b.credit)]


def _article(page: Page, draft: Draft, rank: int, count: int, left_out: list[tuple[Block, str]]) -> Article:
    """The draft as an article, with its edits in the order of the page."""
    edits = [(b.number, Edit("dropped", f"line {b.number}", why, b.text or b.credit)) for b, why in left_out]
    authors: list[str] = []
    for block in draft.blocks:
        authors += block.authors
        if block.credit:
            what = "byline" if block.authors else "dateline"
            edits.append((block.number, Edit(what, f"line {block.number}", "it says who wrote or sent it", block.credit)))
        if block.number in draft.moved:
            edits.append((block.number, Edit("moved", f"line {block.number}", draft.moved[block.number], block.text[:40])))
    whole = paragraphs(draft.blocks)
    for credit in whole.credits:
        authors += credit.authors
        edits.append((draft.head.number, Edit("byline" if credit.authors else "dateline", f"line {draft.head.number}", "it says who wrote or sent it", credit.taken)))
    edits += [(j.number, Edit("joined", f"line {j.number}", j.why, j.before)) for j in whole.joins]
    texts: list[str] = []
    for number, text in enumerate(whole.texts, 1):
        halved = cleaning.half_width(text)
        if halved != text:
            edits.append((draft.head.number, _halved(f"paragraph {number}", text, halved)))
        texts.append(cleaning.unspaced(halved))
    head = draft.head
    title = cleaning.headline(cleaning.half_width(head.title))
    if cleaning.half_width(head.title) != head.title:
        edits.append((head.number, _halved(f"line {head.number}", head.title, title)))
    size = sum(map(len, texts))
    return Article(
        source=page.source,
        title=title,
        paragraphs=tuple(texts),
        kicker=cleaning.headline(cleaning.half_width(head.kicker)),
        subtitle=cleaning.headline(cleaning.half_width(head.subtitle)),
        section=cleaning.headline(cleaning.half_width(head.section)),
        authors=tuple(dict.fromkeys(authors)),
        edits=tuple(edit for _, edit in sorted(edits, key=lambda pair: pair[0])),
        published=page.published,
        prominence=_prominence(rank, count, head.level, size),
        damaged=tuple(cleaning.unspaced(cleaning.half_width(s)) for s in whole.damaged),
    )


def _halved(where: str, text: str, halved: str) -> Edit:
    new = "".join(dict.fromkeys(c for c in halved if c not in text))
    return Edit("half width", where, f"full-width letters and digits written in half width: {new}", text[:60])


def _prominence(rank: int, count: int, level: int, size: int) -> float:
    """How high the page placed it: half for the place, a fifth for the heading mark, the rest for its length."""
    place = 1 - rank / count
    mark = {0: 0.5, 1: 1.0, 2: 0.6}.get(level, 0.3)
    return round(0.5 * place + 0.2 * mark + 0.3 * min(1.0, size / 1000), 3)
