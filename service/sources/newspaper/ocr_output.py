"""A page as OCR tools and vision-language models write it -> the page as its paper has it, before it is read.

What a tool added is blanked or undone, and each line keeps its number: `sources.ocr_json` (JSON), `ocr_marks` (marks
and what they take with them), `ocr_remarks` (a model's own words), `ocr_loops` (what it wrote over and over), and here
the marks inside a line. A page without a tool's marks comes back as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.core import cpu_limit
from service.core.messages import _
from service.model import UNREADABLE, Edit
from service.sources import ocr_json
from service.sources.newspaper import ocr_loops, ocr_marks, ocr_remarks

OWN_WORDS = _("a model's own words")
_SHOWN = 60
"""Characters of a line that its record holds."""
_TOKEN = re.compile(r"<[|｜]/?[\w▁]{1,30}[|｜]>")
_DATA_PICTURE = re.compile(r"!\[[^\]\[\n]{0,300}\]\(data:[^()\[\]\s!]*+\)")
_ESCAPED_HEADING = re.compile(r"\s{0,3}(?:\\#){1,6}\s")
_ESCAPED_BOLD = re.compile(r"\\\*\\\*")
_HARD_BREAK = re.compile(r"(?<=[^\\\s])\\$")
_ESCAPED_BULLET = re.compile(r"^\s{0,3}\\[*+-]\s{1,3}")
_REFERENCES = re.compile(r"(?<=[\u3400-\u9fff\d。！？”])\s?(?:\[\d{1,3}\]){1,6}(?=[，。；、！？]|\s{0,3}$)")
_NUMBERED_HEADING = re.compile(
    r"(\s{0,3}(?:#{1,6}\s{1,3}(?:\*\*)?|\*\*))(?:(\d{1,2})[.、．]|([一二三四五六七八九十])、)\s{0,3}(?=\S)"
)
_BOLD_HEADING = re.compile(r"\s{0,3}\*\*[^*\n]{1,60}\*\*\s*$")
_ORDINALS = "一二三四五六七八九十"
_CHECKBOX = re.compile(r"\s{0,3}[-*+]\s+\[[ xX]\]\s+")
_ITALIC = re.compile(
    r"(?<![*\\\w]|[)）%])\*([^*\s\d][^*\n]{0,200})\*(?![*\d])|(?<=[\u3400-\u9fff])\*([\u3400-\u9fff][^*\n]{0,200})\*(?![*\d])"
    r"|(?<=[，。；：])\*(\d{1,8}[\u3400-\u9fff]{1,40})\*(?=[\u3400-\u9fff，。；])"
)
_EMOJI = re.compile(r"(\s{0,3}(?:#{1,6}\s{1,3})?(?:\*\*)?)(?:[\U0001f300-\U0001faff]\ufe0f?\s?){1,6}(?=\S)")
"""Pictures of a few pixels that a model sets ahead of a line."""
_ANSWER = re.compile(r"[\s#>*-]{0,8}(主?标题|副标题|[引肩]题|正文|内容)\*{0,2}\s?[：:]\s?\*{0,2}\s?(.*)")
"""A line of an answer that names the parts of an article."""
_PART_MARKS = {"标题": "# ", "主标题": "# ", "副标题": "### ", "引题": "### ", "肩题": "### "}
_UNREAD = re.compile(
    r"[\[［【（(](?:此处|以下|部分|图中)?(?:文字|字迹|内容)?(?:无法辨[认识]|无法识别|模糊不清|字迹不清|难以辨认|illegible|unreadable|unclear)"
    r"(?:(?:[，,：:、]|的?(?:文字|部分|内容|字))[^\]］】）)\n]{0,12})?[\]］】）)]"
    r"|[\[［【（(](?:后文|下文|以下|其余|剩余|此处|内容过长)(?:部分|内容|文字)?[，,、]?已?(?:截断|省略|略)[\]］】）)]",
    re.IGNORECASE,
)
"""What a model writes where it cannot read on, or does not write on."""
_CIRCLES = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_LETTER_SPACED = re.compile(r"(?<=[^\s\x21-\x7e]) (?=\S)|(?<=[^\s#*>|+-]) (?=[^\s\x21-\x7e])")
_HAN_BLANK = re.compile(r"[\u3400-\u9fff] (?=[\u3400-\u9fff])")
_HAN_CLOSE = re.compile(r"[\u3400-\u9fff](?=[\u3400-\u9fff])")
_LEAST_SPACED, _MOSTLY = 8, 4
"""Blanks between two hanzi of a line that is set with blanks throughout, and how many times as many as pairs without:
`本 报 讯 （ 记 者`. Names and the clauses of headlines have fewer."""
_SELECTED = re.compile(r"\s?:(?:un)?selected:")
"""Where a tool saw a box to tick."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_BREAK_TAG = re.compile(r"<br\s?/?>|\*", re.IGNORECASE)
_MARKED_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_UPRIGHT = re.compile(r"\s{0,3}(?:#{1,6}\s{0,3}|\*\*)?([\u3400-\u9fff0-9“”‘’《》「」『』、，：！？—])(?:\*\*)?\s*$")
_COUNTED = frozenset("一二三四五六七八九十〇0123456789")
_ROLE_ALONE = re.compile(r"[□■]?\s?(?:本报|特约|见习|实习)?(?:记者|通讯员|评论员)")
_NAMES_ALONE = re.compile(r"[\u3400-\u9fff·]{2,4}(?:[\s\u3000、]{1,3}[\u3400-\u9fff·]{2,4}){0,3}")
_SHORTEST_UPRIGHT = 3
_LONGEST_UPRIGHT = 40
"""Characters of a headline that stands upright, one a line."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A page less what its tool has added."""

    text: str
    edits: tuple[tuple[int, Edit], ...] = ()
    """What was done, with the numbers of the lines."""


class _Record:
    """The rows of a page, and what is done to them."""

    def __init__(self, rows: list[str]) -> None:
        self.rows = rows
        self.edits: list[tuple[int, Edit]] = []

    def blank(self, n: int, why: str) -> None:
        if self.rows[n].strip():
            self._note(n, "dropped", why)
        self.rows[n] = ""

    def write(self, n: int, row: str, why: str) -> None:
        if row != self.rows[n]:
            self._note(n, "undone", why)
            self.rows[n] = row

    def note(self, n: int, what: str, why: str, before: str) -> None:
        self.edits.append((n + 1, Edit(what, _("line {count}", count=n + 1), why, before.strip()[:_SHOWN])))

    def _note(self, n: int, what: str, why: str) -> None:
        self.note(n, what, why, self.rows[n])


def undone(page: str) -> Undone:
    """Return the page as its paper has it, and what was undone."""
    answer = ocr_json.markdown(page)
    record = _Record(answer.text.split("\n"))
    if answer.form:
        record.note(0, "undone", answer.form, page[:_SHOWN])
    for part in answer.dropped:
        if part.text.strip():
            record.note(part.line - 1, "dropped", part.why, part.text)
    _blanked(record, ocr_marks.thoughts)
    _blanked(record, ocr_marks.front_matter)
    for n, why in list(ocr_marks.referred(record.rows)):
        if why == "a reference tag":
            record.note(n, "undone", why, "<|ref|>")
        else:
            record.blank(n, why)
    for blanks in (ocr_marks.single, ocr_marks.spans, ocr_marks.captions, ocr_marks.notes):
        _blanked(record, blanks)
    _references(record)
    for n in sorted(ocr_remarks.own_words(record.rows)):
        record.blank(n, OWN_WORDS)
    for n in ocr_remarks.places(record.rows):
        record.blank(n, _("where a model saw what follows"))
    for n in sorted(ocr_loops.repeated_rows(record.rows)):
        record.blank(n, _("a line that a model repeats"))
    for n, row in enumerate(record.rows):
        cpu_limit.check()
        record.write(n, _plain(row), _("a tool's marks inside the line"))
        record.write(n, ocr_loops.once(record.rows[n]), _("what a model repeats, once"))
    _tables(record)
    _named_parts(record)
    _upright(record)
    _roles(record)
    _numbered(record)
    return Undone("\n".join(record.rows) if record.edits else page, tuple(record.edits))


def _blanked(record: _Record, find: Callable[[Sequence[str]], ocr_marks.Blanked]) -> None:
    for n, why in list(find(record.rows)):
        record.blank(n, why)


def _references(record: _Record) -> None:
    """Take the circled marks of the notes that were left out from the text."""
    marks = "".join(
        {edit.before[0] for _, edit in record.edits if edit.why == "a footnote" and edit.before[0] in _CIRCLES}
    )
    if marks:
        reference = re.compile(ocr_marks.CIRCLED_REFERENCE.format(marks))
        for n, row in enumerate(record.rows):
            record.write(n, reference.sub("", row), _("the mark of a note"))


def _plain(row: str) -> str:
    """Return a line without tokens, pictures in base64, escapes, check boxes and single asterisks around Chinese."""
    if "<" in row:
        row = _TOKEN.sub("", row)
        if "<br" in row.lower() and _MARKED_HEADING.match(row):
            row = _BREAK_TAG.sub("", row)
    if "](data:" in row:
        row = _DATA_PICTURE.sub("", row)
    if not row.isascii():
        row = _EMOJI.sub(r"\1", row, count=1) if _EMOJI.match(row) else row
    if "\\" in row:
        if escaped := _ESCAPED_HEADING.match(row):
            row = escaped[0].replace("\\", "") + row[escaped.end() :]
        row = _HARD_BREAK.sub("", _ESCAPED_BOLD.sub("**", _ESCAPED_BULLET.sub("", row)))
    if "[" in row:
        row = _REFERENCES.sub("", row)
    if _UNREAD.search(row):
        row = _UNREAD.sub(UNREADABLE, row) if _UNREAD.sub("", row).strip("# *>") else ""
    if "*" in row:
        row = _ITALIC.sub(lambda m: (m[1] or m[2] or m[3]) if _HAN.search(m[0]) else m[0], row)
    if " " in row and (blanks := len(_HAN_BLANK.findall(row))) >= _LEAST_SPACED:
        row = _LETTER_SPACED.sub("", row) if blanks >= _MOSTLY * len(_HAN_CLOSE.findall(row)) else row
    if "selected:" in row:
        row = _SELECTED.sub("", row)
    return _CHECKBOX.sub("", row)


def _tables(record: _Record) -> None:
    """Take HTML tables out of lines that hold text besides."""
    for n, row in enumerate(record.rows):
        low = row.lower()
        if (start := low.find("<table")) < 0:
            continue
        kept, end = [row[:start]], 0
        while start >= 0 and (closed := low.find("</table>", start)) >= 0:
            end = closed + len("</table>")
            start = low.find("<table", end)
            kept.append(row[end : start if start >= 0 else len(row)])
        outside = " ".join(kept)
        if end and _HAN.search(re.sub(r"<[^<>]{0,500}>", "", outside)):
            record.write(n, outside, _("a table inside the line"))


def _named_parts(record: _Record) -> None:
    """Make headings of a model's `标题：…` where it names the text (`正文：`) too, whose name is left out."""
    named = {n: match for n, row in enumerate(record.rows) if (match := _ANSWER.match(row))}
    parts = {match[1] for match in named.values()}
    if not parts & {"标题", "主标题"} or len(parts) == 1:
        return
    for n, match in named.items():
        mark = _PART_MARKS.get(match[1], "") if match[2] else ""
        record.write(n, mark + match[2].strip("* "), _("a model's name of a part of the article"))


def _upright(record: _Record) -> None:
    """Join headlines that were read one character a line."""
    run: list[int] = []
    for n, row in enumerate([*record.rows, "end"]):
        if row.strip() and _UPRIGHT.match(row):
            run.append(n)
        elif row.strip() and run:
            _stand(record, run, bool(_MARKED_HEADING.match(row)))
            run = []


def _roles(record: _Record) -> None:
    """Put a role that fills a line and the names on the next line together: so they stand beside upright headlines."""
    filled = [n for n, row in enumerate(record.rows) if row.strip()]
    for n, below in pairwise(filled):
        role, people = record.rows[n].strip(), record.rows[below].strip()
        if _ROLE_ALONE.fullmatch(role) and _NAMES_ALONE.fullmatch(people):
            record.write(n, f"{role} {people}", _("a byline on two lines"))
            record.rows[below] = ""


def _numbered(record: _Record) -> None:
    """Take the numbers off headings where a model has numbered them all, from 1 on: `### 2. 老渔港改造`.

    The parts of a document are numbered in Chinese: only a model that speaks of its task numbers articles so.
    """
    headings = [n for n, row in enumerate(record.rows) if _MARKED_HEADING.match(row)]
    headings = headings or [n for n, row in enumerate(record.rows) if _BOLD_HEADING.match(row)]
    found = [_NUMBERED_HEADING.match(record.rows[n]) for n in headings]
    spoken = any(edit.why == OWN_WORDS for _, edit in record.edits)
    numbers = [_number(match, spoken) if match else 0 for match in found]
    if len(headings) > 1 and numbers == list(range(1, len(headings) + 1)):
        for n in headings:
            record.write(n, _NUMBERED_HEADING.sub(r"\1", record.rows[n]), _("a model's number of a heading"))


def _number(match: re.Match[str], spoken: bool) -> int:
    """Return the number of a heading; 0 for one in Chinese where no model has spoken."""
    if match[2]:
        return int(match[2])
    return _ORDINALS.index(match[3]) + 1 if spoken else 0


def _stand(record: _Record, run: Sequence[int], headed: bool) -> None:
    """Join the run to a headline; above a heading (`headed`) it is the kicker, which needs no mark."""
    letters = [match[1] for n in run if (match := _UPRIGHT.match(record.rows[n]))]
    if _SHORTEST_UPRIGHT <= len(letters) <= _LONGEST_UPRIGHT and not _COUNTED.issuperset(letters):
        record.write(run[0], ("" if headed else "# ") + "".join(letters), _("a headline one character a line"))
        for n in run[1:]:
            record.rows[n] = ""
