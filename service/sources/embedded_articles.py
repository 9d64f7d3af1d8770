"""An article that a page carries in its scripts or in a hidden text field, for its own script to show.

Many sites send an empty page with the article as data: `__NEXT_DATA__`, `window.__INITIAL_STATE__ = {…}`. Older ones
keep the body's markup in a `<textarea>` that nobody sees. It is read only where the page itself shows no article.
"""

from __future__ import annotations

import html
import json
import re
import urllib.parse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from service.core import cpu_limit
from service.sources import text_cleaning

_SCRIPT = re.compile(r"<script\b([^<>]*)>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
_OTHER_DATA = re.compile(r"ld\+json|importmap", re.IGNORECASE)
_ASSIGNED = re.compile(r"(?<![=!<>])=\s{0,9}(?=[{\[])")
"""Where a script gives a name its data: `window.__INITIAL_STATE__ = {`."""
_MOST_ASSIGNED = 20
"""How many such places of one script are tried; pages that carry an article have it in the first few."""
_QUOTED = re.compile(r"""JSON\.parse\(\s{0,9}(?:'((?:[^'\\]|\\.)*+)'|"((?:[^"\\]|\\.)*+)")""", re.DOTALL)
"""Data that a script reads from its own words: `JSON.parse('{…}')`."""
_ESCAPED = re.compile(r"\\(u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.)", re.DOTALL)
_UNDEFINED = re.compile(r"(?<=[:\[,])undefined(?=[,}\]])")
_FIELD = re.compile(r"<textarea\b[^<>]*>([^<]{40,})</textarea", re.IGNORECASE)
_MOST_VALUES = 100_000

_BODY_KEYS = ("content", "contenthtml", "articlecontent", "articlebody", "body", "bodyhtml", "html", "text", "detail")
_TITLE_KEYS = ("title", "name", "headline", "contenttitle", "articletitle", "maintitle")
_AUTHOR_KEYS = ("author", "authorname", "authors", "reporter", "writer")
_DATE_KEYS = (
    "publishtime", "pubtime", "publishedat", "publishdate", "pubdate", "datepublished", "releasetime", "createtime",
    "ptime", "time", "date",
)  # fmt: skip
"""Names of the fields of content systems, without capitals and underscores, the surest first."""
_SHORTEST = 60
"""Characters of Chinese text below which a field is a note or a teaser."""
_OUTSTANDING = 3
"""How many times longer than any other an article is whose headline is not the page's."""
_ROLE = re.compile(r"记者|作者|通讯员|撰文")
_HAN = re.compile(r"[\u3400-\u9fff]")
_STOP = re.compile(r"[。！？]")
_TAG = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class _Candidate:
    title: str
    body: str
    author: str = ""
    date: str = ""

    @property
    def size(self) -> int:
        return len(_HAN.findall(_TAG.sub("", self.body)))

    @property
    def is_text(self) -> bool:
        return self.size >= _SHORTEST and bool(_STOP.search(self.body))


def as_page(page: str, title: str = "") -> str:
    """Return the article that the page carries, as a plain page of its own; empty when it carries none, or a list.

    One whose headline is the page's own `title` is taken before others. Where none has it and several are of like
    length, they are other articles.
    """
    whole = [one for one in (*_from_scripts(page), *_from_fields(page, title)) if one.is_text]
    named = [one for one in whole if one.title and title and (one.title in title or title in one.title)]
    first, *others = sorted(named or whole, key=lambda one: -one.size) or (None,)
    if not first or (not named and any(first.size < _OUTSTANDING * one.size and one != first for one in others)):
        return ""
    body = first.body if "<" in first.body else html.unescape(first.body)  # some escape the markup once more
    if "<" not in body:
        body = "".join(f"<p>{html.escape(line)}</p>" for line in body.splitlines())
    names = {"author": first.author, "article:published_time": first.date}
    meta = "".join(f'<meta property="{key}" content="{html.escape(value)}">' for key, value in names.items() if value)
    role = "" if _ROLE.search(first.author) else "作者："
    by = f"<p>{role}{html.escape(first.author)}</p>" if first.author else ""
    head = html.escape(first.title or title)
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{head}</title>{meta}</head>"
        f"<body><article><h1>{head}</h1>{by}<div itemprop='articleBody'>{body}</div></article></body></html>"
    )


def _from_scripts(page: str) -> Iterator[_Candidate]:
    start = _SCRIPT.search(page)
    while start:
        cpu_limit.check()
        end = _SCRIPT_END.search(page, start.end())
        if not _OTHER_DATA.search(start[1]):
            for value in _values(page[start.end() : end.start() if end else len(page)].strip()):
                yield from _candidates(value)
        start = _SCRIPT.search(page, end.end()) if end else None


def _values(script: str) -> Iterator[object]:
    """Return the data of a script: it is one value, or values are assigned in it."""
    decoder = json.JSONDecoder(strict=False)
    if script[:3].upper() in ("%7B", "%5B"):
        script = urllib.parse.unquote(script)
    if quoted := _QUOTED.search(script):
        script = _ESCAPED.sub(_meant, quoted[1] or quoted[2])
    script = _UNDEFINED.sub("null", script)
    places = [0] if script[:1] in ("{", "[") else [found.end() for found in _ASSIGNED.finditer(script)]
    behind = 0
    for place in places[:_MOST_ASSIGNED]:
        if place < behind:
            continue
        try:
            value, behind = decoder.raw_decode(script, place)
        except (ValueError, RecursionError):
            continue
        yield value


def _meant(escape: re.Match[str]) -> str:
    """Return what an escape in a script's words stands for."""
    code = escape[1]
    return chr(int(code[1:], 16)) if len(code) > 1 else {"n": "\n", "t": "\t", "r": "\r"}.get(code, code)


def _candidates(value: object) -> Iterator[_Candidate]:
    """Return what may be an article anywhere in the data."""
    waiting = [value]
    for _ in range(_MOST_VALUES):
        if not waiting:
            return
        each = waiting.pop()
        if isinstance(each, list):
            waiting += reversed(each)
        elif isinstance(each, Mapping):
            waiting += each.values()
            fields = {re.sub(r"[_-]", "", str(key)).lower(): field for key, field in each.items()}
            title, body = _field(fields, _TITLE_KEYS), _field(fields, _BODY_KEYS)
            if title and body:
                yield _Candidate(
                    text_cleaning.title(title), body, _field(fields, _AUTHOR_KEYS), _field(fields, _DATE_KEYS)
                )


def _field(fields: Mapping[str, object], keys: tuple[str, ...]) -> str:
    """Return the first of the fields that holds a word, a number or named things."""
    for key in keys:
        value = fields.get(key)
        if isinstance(value, Mapping):
            value = value.get("name")
        if isinstance(value, list):
            names = [one.get("name") if isinstance(one, Mapping) else one for one in value]
            value = "、".join(name for name in names if isinstance(name, str))
        if isinstance(value, str) and value.strip():
            return value.strip()
        if type(value) is int and value > 0:
            return str(value)
    return ""


def _from_fields(page: str, title: str) -> Iterator[_Candidate]:
    for found in _FIELD.finditer(page):
        yield _Candidate(title, html.unescape(found[1]))
