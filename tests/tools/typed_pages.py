"""Newspaper pages with a type for every line: what the line typer learns from.

Pages are printed from papers whose blocks are typed by hand (the JSON of `tests/data/papers`), clean or as tools and
scanners spoil them, or are pages whose articles are known, from which the types of their lines are found.
"""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from service.sources.newspaper.line_classes import LineClass, blocks, finished
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.page_lines import lines
from service.sources.newspaper.reflow import unwrapped

STOPS = "。！？；，、：“”‘’（）《》"
NOTICES = ("notice", "advertisement", "weather", "table")
PROSE = (LineType.PROSE, LineType.QUESTION, LineType.ANSWER)
BLOCKS = {
    "subhead": LineType.SUBHEAD,
    "standfirst": LineType.STANDFIRST,
    "byline": LineType.BYLINE,
    "box": LineType.BOX,
    "caption": LineType.CAPTION,
    "credit": LineType.CREDIT,
    "label": LineType.INNER_LABEL,
    "pointer": LineType.POINTER,
    "table": LineType.TABLE,
    "q": LineType.QUESTION,
    "a": LineType.ANSWER,
}
CAPTIONS = (
    "图为{}的现场。 {} 摄",
    "▲{}，工作人员在忙碌。（{} 摄）",
    "□图片由受访单位提供",
    "{}一角。 {} 摄",
    "本报记者 {1} 摄",
    "（图片由{}提供）",
)
FURNITURE = (
    "扫描二维码 看更多内容",
    "责任编辑：{1} 校对：{1}",
    "A0{2} 要闻 2026年5月1{2}日 星期{3}",
    "第{2}版",
    "读者热线：0999-12345{2}7",
    "（下转第{2}版）",
    "广告",
)
NOTES = (
    "2026年是本报改版之年。为展示各地新举措，本报特开设《{}》专栏，邀请读者畅谈。敬请关注。",
    "编者按：{}备受关注。即日起，本报推出系列报道，欢迎读者来稿。",
    "开栏的话：为讲好身边的故事，本报今起推出“{}”专栏，敬请垂注。",
)
PLACES = ["河口新城", "东岸码头", "青石老街", "北山林场", "南湖公园", "西门市场", "云岭小学", "平川站"]
PEOPLE = ["方远", "卢明", "秦小川", "高芳", "陈涛", "马红坤", "何军艳", "赵敏", "林洋", "吴杰"]


@dataclass(frozen=True)
class Piece:
    """A printed line."""

    text: str
    type: LineType
    open: bool = False
    """Its sentence goes on in the next column."""


@dataclass
class Laid:
    """An item as it lies on the page."""

    head: list[Piece]
    columns: list[list[Piece]]
    side: bool


@dataclass
class TypedPage:
    """A page and the types of its lines by their numbers."""

    markdown: str
    types: dict[int, LineType] = field(default_factory=dict)


def typed_rows(page: TypedPage) -> list[LineType]:
    """Return the types of the rows that the reader makes of the page, in their order."""
    return [page.types.get(row.number, LineType.FURNITURE) for row in unwrapped(lines(page.markdown))]


def printed(page: dict[str, Any], r: random.Random, damage: float) -> TypedPage:
    """Return the printed page. `damage` 0 is a clean page, 1 is what scanners and tools do at most."""
    style = _style(r) if damage else {"sub": "{}", "box": "{}", "head": "# {}", "second": "{}", "table": ""}
    lost = r.choice((0.0, 0.08, 0.08, 0.08, 0.3, 0.6, 1.0)) if damage else 0.0
    laid = [_laid(item, r, style, lost, damage) for item in page["items"] if item["kind"] != "furniture"]
    furniture = [_furniture(item) for item in page["items"] if item["kind"] == "furniture" and item.get("title")]
    laid = [item for item in laid if item.head or any(item.columns)]
    if damage:
        _misplace(laid, r, damage)
    out: list[Piece] = []
    if r.random() < 0.5 and page.get("name"):
        out.append(Piece(f"{page['page']} {page['name']}", LineType.FURNITURE))
    for n, item in enumerate(laid):
        out += item.head + [piece for column in item.columns for piece in column]
        if furniture and damage and r.random() < 0.3:
            out += furniture.pop(r.randrange(len(furniture)))
        elif furniture and not damage and n == len(laid) - 1:
            out += [piece for each in furniture for piece in each]
    if damage:
        out = _littered(out, r, damage)
    return _typed(out)


def _typed(out: list[Piece]) -> TypedPage:
    rows: list[str] = []
    types: dict[int, LineType] = {}
    for piece in out:
        for row in piece.text.split("\n"):
            rows.append(row)
            types[len(rows)] = piece.type
        rows.append("")
    return TypedPage("\n".join(rows) + "\n", types)


def _style(r: random.Random) -> dict[str, str]:
    return {
        "sub": r.choice(["{}", "{}", "{}", "## {}", "### {}", "**{}**"]),
        "box": r.choice(["{}", "**{}**", "## {}"]),
        "head": r.choice(["# {}", "# {}", "## {}"]),
        "second": r.choice(["{}", "{}", "{}", "## {}"]),
        "table": r.choice(["html", ""]),
    }


def _furniture(item: dict[str, Any]) -> list[Piece]:
    texts = [item["title"], *(t for block in item.get("blocks", []) for t in map(str, block[1:]))]
    return [Piece(t, LineType.FURNITURE) for text in texts for t in text.split("\n") if t.strip()]


def _laid(item: dict[str, Any], r: random.Random, style: dict[str, str], lost: float, damage: float) -> Laid:
    genre = item.get("genre", "")
    prose = LineType.NOTICE if genre in NOTICES or item["kind"] in ("notice", "ad", "weather") else LineType.PROSE
    if genre == "verse":
        prose = LineType.VERSE
    title, label = item.get("title", ""), item.get("label", "")
    head = [Piece(label, LineType.LABEL)] if label and label not in title else []
    if item.get("kicker"):
        head.append(Piece(style["second"].format(item["kicker"]), LineType.KICKER))
    for n, part in enumerate(title.split("\n") if title else []):
        marked = style["head"].format(part) if not n and r.random() >= lost else part
        head.append(Piece(marked, LineType.HEADLINE))
    head += [Piece(style["second"].format(s), LineType.DECK) for s in item.get("subtitle", "").split("\n") if s]
    pieces: list[Piece] = []
    for kind, *parts in item.get("blocks", []):
        pieces += _block(kind, parts, prose, r, style)
    wide = damage and r.random() < 0.12 * damage and any(p.type in PROSE for p in pieces)
    if wide:
        n = r.choice([n for n, p in enumerate(pieces) if p.type in PROSE])
        pieces[n] = replace(pieces[n], text=re.sub(r"[0-9A-Za-z%]", lambda m: chr(ord(m[0]) + 0xFEE0), pieces[n].text))
    return Laid(head, _columns(pieces, r) if damage else [pieces], prose is not LineType.PROSE)


def _block(kind: str, parts: list[Any], prose: LineType, r: random.Random, style: dict[str, str]) -> list[Piece]:
    texts = [t.strip() for part in parts for t in str(part).split("\n") if t.strip()]
    if kind == "table":
        rows = [re.split(r"\t|\s*\|\s*", t.strip("| ")) for t in texts if not re.fullmatch(r"[|\s:-]+", t)]
        if style["table"]:
            body = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
            return [Piece(f"<table>{body}</table>", LineType.TABLE)]
        made = [f"| {' | '.join(row)} |" for row in rows]
        return [Piece("\n".join([*made[:1], "|" + "---|" * len(rows[0]), *made[1:]]), LineType.TABLE)] if rows else []
    if kind == "box":
        heading = len(texts[0]) < 14 if texts else False
        first = [Piece(style["box"].format(texts[0]), LineType.BOX_HEADING)] if heading else []
        return first + [Piece(t, LineType.BOX) for t in texts[len(first) :]]
    type_ = BLOCKS.get(kind, prose)
    image = [Piece(f"![](images/{r.randrange(99)}.jpg)", LineType.FURNITURE)]
    before = image if kind == "caption" and r.random() < 0.5 else []
    return before + [Piece(style["sub"].format(t) if kind == "subhead" else t, type_) for t in texts]


def _columns(pieces: list[Piece], r: random.Random) -> list[list[Piece]]:
    """Return the pieces in columns of 220 to 420 characters, whose ends fall inside sentences."""
    columns: list[list[Piece]] = []
    column: list[Piece] = []
    used, limit = 0, r.randint(220, 420)
    for piece in pieces:
        while piece.type in (*PROSE, LineType.CONTINUATION) and used + len(piece.text) > limit:
            cut = _cut(piece.text, limit - used)
            if not cut:
                break
            column.append(replace(piece, text=piece.text[:cut], open=True))
            columns.append(column)
            piece = Piece(piece.text[cut:], LineType.CONTINUATION)
            column, used, limit = [], 0, r.randint(220, 420)
        column.append(piece)
        used += len(piece.text)
    return [*columns, column] if column else columns


def _cut(text: str, place: int) -> int:
    """Return where a column ends in the text near the place; 0 for nowhere."""
    if place < 15:
        return 0
    while place < len(text) - 15 and (
        text[place - 1] in STOPS or text[place] in STOPS or text[place - 1].isascii() or text[place].isascii()
    ):
        place += 1
    return place if place < len(text) - 15 else 0


def _misplace(laid: list[Laid], r: random.Random, damage: float) -> None:
    """Set column ends under the next headline, once or twice; print them twice; set text above its headline."""
    spent: set[int] = set()
    for n in r.sample(range(len(laid) - 1), len(laid) - 1) if len(laid) > 1 else []:
        here, after = laid[n], laid[n + 1]
        if len(spent) >= 2 or n in spent or here.side or not after.head:
            continue
        chance = r.random()
        broken = len(here.columns) > 1 and here.columns[-2][-1:] and here.columns[-2][-1].open
        if broken and chance < 0.4 * damage:
            after.head = after.head + _moved(here.columns.pop())
        elif broken and chance < 0.6 * damage:
            after.head = after.head + _moved(here.columns[-1])
        elif chance < 0.7 * damage and len(here.columns) == 1 and len(here.columns[0]) > 2:
            if after.columns and after.columns[0] and after.columns[0][0].type is LineType.BYLINE:
                after.head = after.head + _moved([here.columns[0].pop()])
        elif chance > 1 - 0.12 * damage and after.columns and after.columns[0]:
            first = after.columns[0][0]
            if first.type is LineType.BYLINE and len(after.columns[0]) > 2:
                k = r.randint(2, len(after.columns[0]))
                here.columns.append(after.columns[0][:k])
                after.columns[0] = after.columns[0][k:]
        else:
            continue
        spent |= {n, n + 1}


def _moved(column: list[Piece]) -> list[Piece]:
    first = column[0]
    if first.type in (*PROSE, LineType.CONTINUATION):
        first = replace(first, type=LineType.MOVED)
    return [first, *column[1:]]


def _littered(out: list[Piece], r: random.Random, damage: float) -> list[Piece]:
    """Add captions, furniture and editors' notes where they break the text, and blanks inside words."""
    rate = 0.02 * damage * r.choice((0, 1, 2))
    made: list[Piece] = []
    for piece in out:
        made.append(piece)
        if piece.type not in (*PROSE, LineType.CONTINUATION) or r.random() > rate:
            continue
        kind, texts = r.choice(
            (
                (LineType.CAPTION, CAPTIONS),
                (LineType.CAPTION, CAPTIONS),
                (LineType.FURNITURE, FURNITURE),
                (LineType.NOTICE, NOTES),
            )
        )
        text = r.choice(texts).format(r.choice(PLACES), r.choice(PEOPLE), r.randint(1, 8), r.choice("一二三四五六日"))
        made += [Piece("![](images/7.jpg)", LineType.FURNITURE)] * (r.random() < 0.3) + [Piece(text, kind)]
    return made


def remixed(paper: dict[str, Any], r: random.Random) -> dict[str, Any]:
    """Return a page of one to six items of the paper, shuffled, some of them cut short."""
    items = [item for page in paper["pages"] for item in page["items"] if item["kind"] != "furniture"]
    chosen = r.sample(items, r.randint(1, 6))
    short = [{**item, "blocks": item["blocks"][: r.randint(1, 4)]} if r.random() < 0.4 else item for item in chosen]
    return {"page": "A1", "name": "", "items": short}


def flat(text: str) -> str:
    """Return the text as the score compares it."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(c for c in normal if unicodedata.category(c)[0] not in "PSZC")


def derived(page: dict[str, Any]) -> TypedPage:
    """Return the page with the types that its known articles give its lines."""
    gold = page["articles"]
    bodies = [flat(a["body"]) for a in gold]
    starts = [_paragraph_starts(a["body"]) for a in gold]
    names = {}
    for type_, key in (
        (LineType.DECK, "subtitle"),
        (LineType.LABEL, "section"),
        (LineType.KICKER, "kicker"),
        (LineType.HEADLINE, "title"),
    ):
        for n, article in enumerate(gold):
            if article.get(key):
                names[flat(article[key])] = (type_, n)
                names[flat(re.sub(r"^【[^】]*】", "", article[key]))] = (type_, n)
    optional = {flat(t): n for n, a in enumerate(gold) for t in a.get("optional") or []}
    rows = unwrapped(lines(page["markdown"]))
    found: dict[int, LineType] = {}
    head, last = -1, (-1, 0)
    shown: set[str] = set()
    for row, block in zip(rows, blocks(rows), strict=True):
        text = flat(row.text)
        again = text in shown and any(_alone(row.text, text, article["body"]) for article in gold)
        if text in names and not again:
            shown.add(text)
            type_, head = names[text]
            found[row.number] = type_
            continue
        type_ = _by_role(block.role)
        body = flat(block.text)
        n, place = next(((n, b.find(body)) for n, b in _near(bodies, last[0], head) if body and body in b), (-1, 0))
        if text in optional and type_ is LineType.PROSE:
            type_ = LineType.SUBHEAD
        elif n >= 0 and type_ in (LineType.PROSE, LineType.HEADLINE):
            moved = n < head and (n, place) != last
            type_ = LineType.PROSE if place in starts[n] else LineType.CONTINUATION
            if moved:
                type_ = LineType.MOVED
            elif type_ is LineType.PROSE and _alone(row.text, body, gold[n]["body"]):
                type_ = LineType.SUBHEAD
            last = (n, place + len(body))
        else:
            type_ = _elsewhere(row.text, text, type_)
        found[row.number] = type_
    below = [row.number for row in rows if row.text]
    for number, after in pairwise(below):
        if found[number] is LineType.FURNITURE and found[after] is LineType.BYLINE:
            column = next(row.text for row in rows if row.number == number)
            found[number] = LineType.LABEL if len(column) <= 10 else LineType.FURNITURE
    return TypedPage(page["markdown"], found)


def _elsewhere(line: str, text: str, type_: LineType) -> LineType:
    """Return the type of a line that is in no article."""
    if type_ is LineType.HEADLINE or (type_ is LineType.PROSE and len(text) < 40):
        return LineType.LABEL if line.startswith(("【", "［", "[")) else LineType.FURNITURE
    return LineType.NOTICE if type_ is LineType.PROSE else type_


def _alone(text: str, body: str, whole: str) -> bool:
    """Return whether the line is a paragraph of its own, short and without an end: a sub-headline."""
    return len(text) <= 40 and not finished(text) and body in map(flat, whole.split("\n"))


def _near(bodies: list[str], last: int, head: int) -> list[tuple[int, str]]:
    order = sorted(range(len(bodies)), key=lambda n: (n != last, n != head, abs(n - head)))
    return [(n, bodies[n]) for n in order]


def _paragraph_starts(body: str) -> set[int]:
    places, at = {0}, 0
    for paragraph in body.split("\n"):
        at += len(flat(paragraph))
        places.add(at)
    return places


def _by_role(role: LineClass) -> LineType:
    return {
        LineClass.HEADING: LineType.HEADLINE,
        LineClass.LABEL: LineType.LABEL,
        LineClass.SUBHEADING: LineType.SUBHEAD,
        LineClass.BYLINE: LineType.BYLINE,
        LineClass.CREDIT: LineType.CREDIT,
        LineClass.CAPTION: LineType.CAPTION,
        LineClass.FURNITURE: LineType.FURNITURE,
        LineClass.NOTE: LineType.NOTICE,
    }.get(role, LineType.PROSE)
