"""A seeded maker of printed newspaper pages as PDF, with what a careful reader makes of each.

The text is that of the invented papers. A page is cut into modules on a grid of columns; each holds an article or an
advertisement. Drawn by chance: 3 to 6 columns, rules or none, boxes, heads over all or part of their columns, vertical
and letter-spaced heads, kickers and subtitles, bylines, subheads, pictures at a module's top, foot or middle, across
columns and amid them with the text around, captions over and under. Frames are written in random order.
"""

from __future__ import annotations

import functools
import json
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from service.model import Page
from service.sources import newspaper
from tests.support.paths import ROOT
from tests.support.pdf_writer import DrawnPage, width_of

_PROSE = {"news", "brief", "feature", "comment", "portrait", "explainer", "editorial"}
_TABLOID, _BROADSHEET = (765.0, 1105.0), (1105.0, 1545.0)
_SECTIONS = ("要闻", "民生", "时政", "综合", "县区", "文化")
_NO_LINE_START = "，。、；：？！”’）》」』】…—·％%"
_NO_LINE_END = "“‘（《「『【"
_CAPTIONS = (
    "图为工作人员在现场查看设备运行情况。",
    "孩子们在新建的操场上踢足球。　本报记者 {name} 摄",
    "俯瞰雨后的乡村公路，车辆有序通行。（{name} 摄）",
    "农户在大棚里采摘草莓。通讯员 {name} 摄",
)
_ADS = (
    ("汀城驾校", "报名优惠进行中　一人一车", "报名电话：0539-8212580"),
    ("芦汀家居广场", "春季装修节　全场五折起", "咨询热线：0539-8812366　地址：解放路12号"),
    ("招商公告", "长荇商业街旺铺招租", "联系人：王先生　13905398888"),
)
_BYLINE = re.compile(r"记者|通讯员|[^质]讯|电（|【|编者")
_NAMES = ("覃晚渡", "查松棹", "翟麦秋", "朴春畦", "邱季棠")
BODY_LEADING = (1.36, 1.5)


@dataclass(frozen=True)
class PrintedStory:
    """An article as its paper has it."""

    title: str
    kicker: str
    subtitle: str
    authors: tuple[str, ...]
    blocks: tuple[tuple[str, str], ...]
    """`p` or `subhead`, and the text."""


@dataclass
class PrintedPaper:
    """A page, and what stands on it."""

    page: DrawnPage
    gold: dict[str, Any]
    markdown: str
    """What a perfect layout would hand to the reader: how far the reader itself comes is known by it."""


@functools.cache
def stories() -> tuple[PrintedStory, ...]:
    """Return the articles of the invented papers that are prose throughout, without their own bylines and datelines."""
    found = []
    for path in sorted((ROOT / "tests/data/papers").glob("*.json")):
        for page in json.loads(path.read_text("utf-8"))["pages"]:
            found += [_story(item) for item in page["items"] if _is_prose(item)]
    return tuple(story for story in found if _is_plain(story))


def _is_prose(item: dict[str, Any]) -> bool:
    kinds = {block[0] for block in item.get("blocks", [])}
    printable = all(ord(c) < 0x10000 for c in json.dumps(item, ensure_ascii=False))
    prose = item["kind"] in ("article", "brief") and item["genre"] in _PROSE and not item.get("continues")
    return prose and kinds <= {"p", "subhead", "byline", "credit"} and bool(item["title"]) and printable


def _is_plain(story: PrintedStory) -> bool:
    """Return whether no byline is left in the text: what the reader takes off is then known."""
    texts = [text for kind, text in story.blocks if kind == "p"]
    if not texts or story.blocks[0][0] != "p" or _BYLINE.search(texts[0][:40]):
        return False
    return len(story.title) <= 26 and not any(
        re.search(r"[（(][^）)]{0,30}(?:记者|通讯员|摄|文/)|[A-D][.．]|记者[\s\S]{0,20}$", t) for t in texts
    )


def _story(item: dict[str, Any]) -> PrintedStory:
    blocks = []
    for kind, text in ((b[0], b[1].strip()) for b in item["blocks"] if b[0] in ("p", "subhead")):
        if kind == "p":
            text = re.sub(r"^(?:本报|晚报|新华社|\w{2,6}报)[^，。]{0,24}?[讯电]\s*(?:[（(][^）)]*[）)])?\s*", "", text)
            text = re.sub(r"[（(][^（()）]*(?:记者|通讯员|文/|摄)[^（()）]*[）)]$", "", text)
            text = re.sub(r"^[（(][^（()）]*(?:记者|通讯员)[^（()）]*[）)]", "", text)
        if text:
            blocks.append((kind, text))
    subtitle = item.get("subtitle", "").split("\n")[0]
    authors = tuple(name for name in item["authors"] if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", name))
    return PrintedStory(item["title"].replace("\n", "　"), item.get("kicker", ""), subtitle, authors, tuple(blocks))


Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""


_Slot = tuple[float, float, float, int]
"""Where a line of text can stand: left, right, baseline, column."""


@dataclass(frozen=True)
class _Style:
    """What is one for the whole page."""

    columns: int
    gutter: float
    between: float
    """Between modules."""
    rules: bool
    column_rules: bool
    size: float
    leading: float
    centred: bool
    spaced: bool
    """Some heads are letter-spaced."""
    blanks: bool
    """Blanks are characters; else gaps."""
    plain: bool
    byline: str
    """`line`, `dateline` or `end`."""

    @property
    def pitch(self) -> float:
        return self.size * self.leading


def printed(seed: int, *, hard: bool = False) -> PrintedPaper:
    """Return a page. `hard`: without rules, and no wider blanks between articles than between columns."""
    return _Printer(seed, hard).printed()


class _Printer:
    def __init__(self, seed: int, hard: bool) -> None:
        self.r = r = random.Random(f"{seed}-{hard}")
        self.id = f"{'hard' if hard else 'plain'}{seed}"
        broad = r.random() < 0.3
        self.page = DrawnPage(*(_BROADSHEET if broad else _TABLOID))
        gutter = r.uniform(9, 14)
        self.style = _Style(
            columns=r.choice((5, 6)) if broad else r.choice((3, 4, 4, 5)),
            gutter=gutter,
            between=gutter if hard else gutter * r.uniform(1.5, 2),
            rules=not hard and r.random() < 0.7,
            column_rules=not hard and r.random() < 0.2,
            size=r.choice((9.0, 9.2, 9.6, 10.0)),
            leading=r.uniform(*BODY_LEADING),
            centred=r.random() < 0.6,
            spaced=r.random() < (0.6 if hard else 0.3),
            blanks=r.random() < 0.7,
            plain=not hard,
            byline=r.choice(("line", "line", "dateline", "end")),
        )
        self.stories = list(stories())
        r.shuffle(self.stories)
        self.articles: list[dict[str, Any]] = []
        self.markdown: list[str] = []
        self.ignorable: list[str] = []

    def printed(self) -> PrintedPaper:
        left, right = 38.0, self.page.width - 38.0
        top = self._folio(left, right)
        bottom = self._staff(left, right)
        width = (right - left + self.style.gutter) / self.style.columns
        rows, columns = round((bottom - top) / 95), self.style.columns
        cells = self._cut(0, 0, columns, rows)
        ad = self.r.choice(cells) if self.r.random() < 0.4 else None
        high = (bottom - top + self.style.between) / rows
        for cell in cells:
            c0, r0, c1, r1 = cell
            gap = (self.style.between - self.style.gutter) / 2
            rect = (
                left + c0 * width + gap * (c0 > 0),
                top + r0 * high,
                left + c1 * width - self.style.gutter - gap * (c1 < columns),
                top + r1 * high - self.style.between,
            )
            self._rules(rect, c0 > 0, r0 > 0)
            if cell is ad and c1 - c0 < 4:
                self._advertisement(rect)
            else:
                _Module(self, rect, c1 - c0).printed()
        self.r.shuffle(self.page.frames)
        gold = {"id": self.id, "date": "2026-03-21", "markdown": "", "ops": [], "articles": self.articles}
        return PrintedPaper(self.page, {**gold, "ignorable": self.ignorable}, "\n\n".join(self.markdown) + "\n")

    def _cut(self, c0: int, r0: int, c1: int, r1: int) -> list[tuple[int, int, int, int]]:
        """Cut a part of the page's grid in two, again and again: the modules."""
        wide, high = c1 - c0, r1 - r0
        small = wide * high <= 6 or (wide <= 2 and high <= 3) or (wide * high <= 12 and self.r.random() < 0.3)
        ways = [
            (across, at)
            for across, most, least in ((True, wide, 1), (False, high, 2))
            for at in range(least, most - least + 1)
        ]
        if small or not ways:
            return [(c0, r0, c1, r1)]
        across = self.r.random() < 0.5 if {a for a, _ in ways} == {True, False} else ways[0][0]
        at = self.r.choice([a for way, a in ways if way is across])
        if across:
            return self._cut(c0, r0, c0 + at, r1) + self._cut(c0 + at, r0, c1, r1)
        return self._cut(c0, r0, c1, r0 + at) + self._cut(c0, r0 + at, c1, r1)

    def _rules(self, rect: Rect, left: bool, above: bool) -> None:
        if not self.style.rules:
            return
        x0, y0, x1, y1 = rect
        half = self.style.between / 2
        if above:
            self.page.rule(x0, y0 - half, x1, y0 - half)
        if left:
            self.page.rule(x0 - half, y0, x0 - half, y1)

    def _folio(self, left: float, right: float) -> float:
        """Print the page's name and date; return where the articles begin."""
        if self.r.random() < 0.2:
            self.line("芦汀日报", left, 82, 58, bold=True)
            for n, text in enumerate(("2026年3月21日　星期六", "农历丙午年二月初三", "第8123期　今日4版")):
                self.line(text, right - 200, 46 + 15 * n, 10)
            self.page.rule(left, 104, right, 104, 1.5)
            return 116.0
        self.line(f"A0{self.r.randint(1, 8)}　{self.r.choice(_SECTIONS)}", left, 40, 12, bold=True)
        self.line("2026年3月21日　星期六", (left + right) / 2 - 60, 40, 10)
        self.line("芦汀日报", right - 60, 42, 15, bold=True)
        self.page.rule(left, 52, right, 52, 1.5)
        return 66.0

    def _staff(self, left: float, right: float) -> float:
        bottom = self.page.height - 40
        self.page.rule(left, bottom, right, bottom)
        self.line("责任编辑：单永禾　版式：覃晚渡　校对：曾令荇", left, bottom + 14, 8)
        self.line("新闻热线：0539-8812345", right - 180, bottom + 14, 8)
        return bottom - 10

    def _advertisement(self, rect: Rect) -> None:
        x0, y0, x1, y1 = rect
        self.page.box(x0, y0, x1, y1, fill=self.r.choice((None, 0.92)), line=0.8)
        lines = self.r.choice(_ADS)
        self.ignorable.append("".join(lines))
        y = y0 + 12
        for text, share in zip(lines, (0.7, 0.6, 0.5), strict=True):
            size = min((x1 - x0) * share / len(text), 44) if share > 0.5 else min(9.0, (x1 - x0) / len(text))
            y += size * 1.4
            if y < y1 - 6:
                self.line(text, (x0 + x1 - len(text) * size) / 2, y, size, bold=share > 0.5)

    def line(self, text: str, x: float, y: float, size: float, *, bold: bool = False, spacing: float = 0) -> None:
        """Print a line, a frame of its own."""
        self.page.frame()
        self.run(text, x, y, size, bold=bold, spacing=spacing)

    def run(self, text: str, x: float, y: float, size: float, *, bold: bool = False, spacing: float = 0) -> None:
        """Print characters into the frame that is open. Blanks are gaps where the page has them so."""
        for character in text:
            if self.style.blanks or character not in " 　":
                self.page.character(character, x, y, size, bold=bold)
            x += width_of(character) * size + spacing


@dataclass
class _Module:
    """An article on its part of the page."""

    printer: _Printer
    rect: Rect
    columns: int
    pictures: list[Rect] = field(default_factory=list)
    """Where no text stands: pictures, their captions, heads."""

    def printed(self) -> None:
        p, r, style = self.printer, self.printer.r, self.printer.style
        x0, y0, x1, y1 = self.rect
        if r.random() < (0.25 if style.plain else 0.12) and x1 - x0 > 120 and y1 - y0 > 130:
            p.page.box(x0, y0, x1, y1, fill=r.choice((None, 0.93, 0.93)), line=0.8 if r.random() < 0.6 else 0)
            self.rect = x0, y0, x1, y1 = x0 + 9, y0 + 9, x1 - 9, y1 - 9
        self.width = (x1 - x0 + style.gutter) / self.columns - style.gutter
        room = self.columns * (y1 - y0) / style.pitch * (self.width / style.size)
        story = self._story(room)
        self._head(story)
        self._picture()
        self._text(story)

    def _story(self, room: float) -> PrintedStory:
        """Take the story that fits best of those not yet told."""
        stories = self.printer.stories
        lengths = [sum(len(text) for _, text in story.blocks) for story in stories]
        fits = next((n for n, length in enumerate(lengths) if room * 0.4 < length < room * 1.8), None)
        return stories.pop(fits if fits is not None else min(range(len(stories)), key=lambda n: abs(lengths[n] - room)))

    def _head(self, story: PrintedStory) -> None:
        r = self.printer.r
        x0, y0, _, y1 = self.rect
        title = story.title.replace(" ", "　")
        if y1 - y0 > 200 and self.columns > 1 and len(title) <= 14 and r.random() < 0.12:
            self._vertical_head(title, story)
            return
        over = self.columns
        if self.columns >= 3 and r.random() < 0.2:
            over = r.randint(2, self.columns - 1)
        right = x0 + over * (self.width + self.printer.style.gutter) - self.printer.style.gutter
        bottom = self._stacked_head(title, story, x0, right)
        self.pictures.append((x0, y0, right, bottom))

    def _stacked_head(self, title: str, story: PrintedStory, left: float, right: float) -> float:
        """Print a head of lines one below another; return its lower edge."""
        p, r, style = self.printer, self.printer.r, self.printer.style
        wide, y = right - left, self.rect[1]
        most = min(42.0, max(16.0, wide / 9))
        lines = [title]
        if len(title) * style.size * 1.45 > wide or (len(title) > 8 and r.random() < 0.3):
            lines = _halves(title)
        size = min(most, wide / max(map(_width, lines)))
        if size < style.size * 1.25 and len(lines) > 1 and max(map(len, lines)) > 6:
            lines = [half for line in lines for half in _halves(line)]
            size = min(most, wide / max(map(_width, lines)))
        size *= r.uniform(0.85, 1.0) if size > style.size * 1.6 else 1.0
        centred = style.centred
        kicker = min(size * 0.62, wide / max(1.0, _width(story.kicker)))
        if story.kicker and kicker >= style.size * 1.1:
            y += kicker * 1.15
            p.line(story.kicker, _start(story.kicker, left, right, kicker, centred), y, kicker, bold=r.random() < 0.5)
            y += kicker * 0.3
        else:
            self.without_kicker = True
        spacing = 0.0
        longest = max(map(_width, lines)) * size
        if style.spaced and len(lines) == 1 and len(title) <= 8 and r.random() < 0.6:
            spacing = min((wide - longest) / max(1, len(title) - 1), size * 0.9) * r.uniform(0.5, 1)
        bold = r.random() < 0.7
        for line in lines:
            y += size * 1.02
            x = _start(line, left, right, size, centred) - (spacing * (len(line) - 1) / 2 if centred else 0)
            p.line(line, x, y, size, bold=bold, spacing=spacing)
            y += size * 0.16
        y += size * 0.1
        subtitle = min(max(style.size * 1.2, size * 0.5), wide / max(1.0, _width(story.subtitle)))
        if story.subtitle and style.size * 1.1 <= subtitle < size * 0.8:
            y += subtitle * 1.1
            p.line(story.subtitle, _start(story.subtitle, left, right, subtitle, centred), y, subtitle)
            y += subtitle * 0.3
        else:
            self.without_subtitle = True
        return y + style.pitch * r.uniform(0.2, 0.8)

    without_kicker = False
    without_subtitle = False

    def _vertical_head(self, title: str, story: PrintedStory) -> None:
        """Print the head downwards, at the left: one line, or two from right to left."""
        p, r, style = self.printer, self.printer.r, self.printer.style
        x0, y0, _, y1 = self.rect
        lines = [title] if len(title) <= 8 else _halves(title)
        size = min(30.0, (y1 - y0) / max(map(len, lines)) / 1.08, self.width * 0.8 / len(lines))
        x, bold = x0 + (len(lines) - 1) * size * 1.2, r.random() < 0.7
        for line in lines:
            p.page.frame()
            for n, character in enumerate(line):
                p.run(
                    character, x + size * (1 - width_of(character)) / 2, y0 + size * (0.9 + 1.06 * n), size, bold=bold
                )
            x -= size * 1.2
        self.without_kicker = self.without_subtitle = True
        self.pictures.append((x0, y0, x0 + len(lines) * size * 1.2 + style.size, y1))

    def _picture(self) -> None:
        p, r, style = self.printer, self.printer.r, self.printer.style
        x0, y0, x1, y1 = self.rect
        top = max((bottom for *_, bottom in self.pictures if bottom < y1), default=y0)
        if y1 - top < 150 or r.random() < 0.55:
            return
        first = r.randrange(self.columns)
        last = r.randint(first, self.columns - 1)
        step = self.width + style.gutter
        left, right = x0 + first * step, x0 + last * step + self.width
        high = min((y1 - top) * 0.4, (right - left) * 0.7)
        where = r.choice(("top", "top", "foot", "middle"))
        upper = {"top": top, "foot": y1 - high, "middle": (top + y1 - high) / 2}[where]
        if self.columns > 1 and r.random() < 0.12:  # amid two columns, the text around it
            centre = x0 + max(1, first) * step - style.gutter / 2
            left, right, upper = centre - self.width * 0.5, centre + self.width * 0.5, (top + y1 - high) / 2
        right = min(right, x1)
        blocked = [b for b in self.pictures if b[0] < right and b[2] > left and b[1] < upper + high and b[3] > upper]
        if blocked:
            return
        caption = r.choice(_CAPTIONS).format(name=r.choice(_NAMES))
        small = style.size * 0.83
        rows = _wrapped(caption, (right - left) / small)
        tall = len(rows) * small * 1.3 + 3
        if r.random() < 0.25:  # the caption stands over the picture
            p.page.picture(left, upper + tall, right, upper + high)
            y = upper + small
        else:
            p.page.picture(left, upper, right, upper + high - tall)
            y = upper + high - tall + small * 1.2
        p.page.frame()
        for row in rows:
            p.run(row, left, y, small)
            y += small * 1.3
        self.pictures.append((left, upper, right, upper + high))

    def _text(self, story: PrintedStory) -> None:
        """Set the text into what is left of the columns; what does not fit is not printed."""
        p, r, style = self.printer, self.printer.r, self.printer.style
        authors = story.authors
        names = " ".join(authors)
        way = style.byline if authors else ""
        blocks, slots = list(story.blocks), self._slots()
        byline, optional = "", []
        if way == "line":
            byline = f"□本报记者 {names}"
            if slots and _width(byline) * style.size > slots[0][1] - slots[0][0]:
                authors = authors[:1]
                byline = f"□{authors[0]}"
        elif way == "dateline":
            optional.append(f"本报讯（记者 {names}）")
            blocks[0] = ("p", optional[0] + blocks[0][1])
        kept = _fitting(blocks, slots[2 * bool(byline) : len(slots) - 2 * (way == "end")], style.size)
        if way == "end" and kept and kept[-1][0] == "p":
            optional.append(f"（本报记者 {names}）")
            kept[-1] = ("p", kept[-1][1] + optional[0])
        elif way == "end":
            authors = ()
        if r.random() < 0.5:
            slots = self._balanced(slots, byline, kept)
        self._set(slots, byline, kept)
        body = [text for kind, text in kept if kind == "p"]
        for note in optional:
            body = [text.replace(note, "") for text in body]
        subheads = [text for kind, text in kept if kind == "subhead"]
        kicker = "" if self.without_kicker else story.kicker
        subtitle = "" if self.without_subtitle else story.subtitle
        head = [f"## {kicker}"] * bool(kicker) + [f"# {story.title}"] + [f"## {subtitle}"] * bool(subtitle)
        p.markdown.append("\n\n".join([*head, *[byline] * bool(byline), *(text for _, text in kept)]))
        if not body or len("".join(body)) < 20:
            p.ignorable.append(story.title + "".join(text for _, text in kept))
            return
        p.articles.append(
            {
                "title": story.title,
                "kicker": kicker,
                "subtitle": subtitle,
                "authors": list(authors),
                "optional": optional + subheads,
                "body": "\n".join(body),
            }
        )

    def _slots(self) -> list[_Slot]:
        """Return where a line of text can stand, in the order of reading: left, right, baseline, column."""
        style = self.printer.style
        x0, y0, _, y1 = self.rect
        slots = []
        for column in range(self.columns):
            left = x0 + column * (self.width + style.gutter)
            right = left + self.width
            y = y0 + style.size
            while y <= y1:
                a, b = left, right
                for px0, py0, px1, py1 in self.pictures:
                    if py0 < y + 3 and py1 > y - style.size - 2 and px0 < b and px1 > a:
                        if px0 - a > b - px1:
                            b = px0 - style.size
                        else:
                            a = px1 + (style.size if px1 < b else 0)
                if b - a > 6 * style.size:
                    slots.append((a, b, y, column))
                y += style.pitch
        return slots

    def _balanced(self, slots: list[_Slot], byline: str, blocks: list[tuple[str, str]]) -> list[_Slot]:
        """Return the slots of columns that end at about one height, where the text leaves some free."""
        depths = sorted({slot[2] for slot in slots})
        for depth in depths:
            upper = [slot for slot in slots if slot[2] <= depth]
            if len(upper) < len(slots) and _fit(blocks, upper[2 * bool(byline) :], self.printer.style.size):
                return upper
        return slots

    def _set(self, slots: list[_Slot], byline: str, blocks: list[tuple[str, str]]) -> None:
        p, r, style = self.printer, self.printer.r, self.printer.style
        lines = iter(slots)
        previous: _Slot | None = None
        p.page.frame()
        if byline and slots:
            left, right, y, _ = next(lines)
            wide = _width(byline) * style.size
            p.run(byline, left if r.random() < 0.5 else max(left, (left + right - wide) / 2), y, style.size, bold=True)
            next(lines, None)
        for kind, text in blocks:
            rest = text if kind == "subhead" else "\0\0" + text
            while rest:
                slot = next(lines, None)
                if slot is None:
                    return
                left, right, y, column = slot
                if previous and previous[3] != column:
                    p.page.frame()
                    if style.column_rules:
                        x = left - style.gutter / 2
                        p.page.rule(x, y - style.size, x, min(self.rect[3], y + 5 * style.pitch))
                previous = slot
                row, rest = _first_line(rest, (right - left) / style.size)
                if kind == "subhead":
                    p.run(row, _start(row, left, right, style.size, True), y, style.size, bold=True)
                else:
                    self._set_line(row, left, right, y, last=not rest)

    def _set_line(self, row: str, left: float, right: float, y: float, *, last: bool) -> None:
        """Set a line, justified unless it is a paragraph's last."""
        size = self.printer.style.size
        indent = row.count("\0")
        row = row[indent:]
        left += indent * size
        gap = 0.0 if last else (right - left - _width(row) * size) / max(1, len(row) - 1)
        self.printer.run(row, left, y, size, spacing=gap)


def _width(text: str) -> float:
    return sum(map(width_of, text))


def _start(text: str, left: float, right: float, size: float, centred: bool) -> float:
    return (left + right - _width(text) * size) / 2 if centred else left


def _halves(title: str) -> list[str]:
    """Break a headline in two, at a blank where it has one near the middle."""
    middle = len(title) // 2
    blanks = [n for n, c in enumerate(title) if c == "　" and abs(n - middle) <= len(title) / 4]
    if blanks:
        at = min(blanks, key=lambda n: abs(n - middle))
        return [title[:at], title[at + 1 :]]
    at = next(
        (
            n
            for n in sorted(range(2, len(title) - 1), key=lambda n: abs(n - middle))
            if title[n] not in _NO_LINE_START
            and title[n - 1] not in _NO_LINE_END
            and not (title[n].isascii() and title[n - 1].isascii())
        ),
        middle,
    )
    return [title[:at], title[at:]] if at else [title]


def _first_line(text: str, ems: float) -> tuple[str, str]:
    """Return what fits on a line, and what is left. `\\0` is an em of indent."""
    wide, n = 0.0, 0
    while n < len(text) and wide + (1.0 if text[n] == "\0" else width_of(text[n])) <= ems + 1e-6:
        wide += 1.0 if text[n] == "\0" else width_of(text[n])
        n += 1
    if n >= len(text):
        return text, ""
    least = n - 4
    while n > max(1, least) and (
        text[n] in _NO_LINE_START
        or text[n - 1] in _NO_LINE_END
        or (text[n].isascii() and text[n - 1].isascii() and text[n] != " ")
    ):
        n -= 1
    return text[:n], text[n:].lstrip(" ")


def _wrapped(text: str, ems: float) -> list[str]:
    rows = []
    while text:
        row, text = _first_line(text, ems)
        rows.append(row)
    return rows


def _fitting(blocks: list[tuple[str, str]], slots: list[_Slot], size: float) -> list[tuple[str, str]]:
    """Return as many blocks as fit into the slots, the last cut after one of its sentences."""
    kept: list[tuple[str, str]] = []
    for kind, text in blocks:
        if _fit([*kept, (kind, text)], slots, size):
            kept.append((kind, text))
            continue
        sentences = re.findall(r"[^。]*。”?", text) if kind == "p" else []
        cuts = ("".join(sentences[:n]) for n in range(len(sentences) - 1, 0, -1))
        kept += next(
            (
                [("p", cut)]
                for cut in cuts
                if cut.count("“") == cut.count("”") and _fit([*kept, ("p", cut)], slots, size)
            ),
            [],
        )
        break
    while kept and kept[-1][0] == "subhead":
        kept.pop()
    return kept


def _fit(blocks: list[tuple[str, str]], slots: list[_Slot], size: float) -> bool:
    """Return whether blocks can be set into these slots."""
    widths = iter([slot[1] - slot[0] for slot in slots])
    for kind, text in blocks:
        rest = text if kind == "subhead" else "\0\0" + text
        while rest:
            width = next(widths, None)
            if width is None:
                return False
            _, rest = _first_line(rest, width / size)
    return True


def right(paper: PrintedPaper, text: str, most_wrong: int = 0) -> tuple[int, int]:
    """Return how many of a page's articles are read with their headline and text, and how many it has.

    `most_wrong`: characters that a text may lack or have too many.
    """
    found = {flat(each.title): flat(*each.paragraphs) for each in newspaper.read(Page("A01", text))}
    wanted = {flat(each["title"]): flat(each["body"], *each["optional"]) for each in paper.gold["articles"]}
    same = 0
    for title, body in wanted.items():
        ours, theirs = Counter(found.get(title, "")), Counter(body)
        same += ((ours - theirs) + (theirs - ours)).total() <= most_wrong
    return same, len(wanted)


def flat(*texts: str) -> str:
    return "".join(character for text in texts for character in text if character.isalnum())
