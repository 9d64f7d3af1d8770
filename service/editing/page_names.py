"""What a paper calls the pages that its articles stand on: `A01 要闻`, as the line at the page's head has it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from service.model import Article

_PARTS = re.compile(r"[\s|｜/／：:，,;；]+")
_NUMBER = re.compile(r"第?([A-Z]?\d{1,2}|[一二三四五六七八九十]{1,3})版|[A-Z]\d{1,2}|\d{1,2}")
_JOINED = re.compile(r"(第\d{1,2}版|[A-Z]\d{1,2})([\u4e00-\u9fff·]{2,8})")
_NAME = re.compile(
    r"(?!今日|本期|本版|农历|星期|责编|责任|编辑|美编|版式|校对|新闻热线)[\u4e00-\u9fff·]{2,8}(?<![报期号])"
)
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{2,4}){0,2}")
"""Where no date stands beside it: `A04版 光明街恢复供水` points to a headline."""
_DATED = re.compile(r"\d{4}\s?[年.-]|\d{1,2}月\d{1,2}日|星期")
_FILE = re.compile(r"(?:^|[^A-Za-z0-9])([A-D]\d{2})$")
_LONGEST = 120
"""Characters: a page's head has date, weekday, name and makers; what is longer is an article's."""


def page_name(line: str) -> str:
    """Return the page's number and name in the line at its head; empty where the line is none, or names several pages.

    `2026年3月21日 星期六 A01 要闻` gives `A01 要闻`, `产业 03` in a dated line `03 产业`. Without a date a number needs
    a letter or 版: `12 路公交` is no page. A line of contents has several numbers.
    """
    if len(line) > _LONGEST:
        return ""
    parts = [part for part in _PARTS.split(_JOINED.sub(r"\1 \2", line)) if part]
    dated = bool(_DATED.search(line))
    numbers = [place for place, part in enumerate(parts) if _NUMBER.fullmatch(part) and (dated or not part.isdigit())]
    if len(numbers) != 1:
        return ""
    place = numbers[0]
    beside = (*parts[place + 1 : place + 2], *parts[max(place - 1, 0) : place])
    names = (each for each in beside if _NAME.fullmatch(each) and (dated or _SHORT_NAME.fullmatch(each)))
    return next((f"{parts[place]} {name}" for name in names), "")


def of_sources(articles: Sequence[Article]) -> dict[str, str]:
    """Return the name of each source's page, where all the lines that were left out of it and name one agree.

    Else its number, where the name of its file has it as papers write it: `2026-03-21-A01.txt`.
    """
    named: dict[str, set[str]] = {}
    for article in articles:
        lines = (edit.before for edit in article.edits if edit.what == "dropped")
        named.setdefault(article.source, set()).update(filter(None, map(page_name, lines)))
    return {
        source: min(names) if len(names) == 1 else "" if names else _number_of_file(source)
        for source, names in named.items()
    }


def named_by(names: Mapping[str, str], source: str) -> str:
    """Return what the user calls a source: the name of the first key that occurs in its path or address."""
    return next((name for part, name in names.items() if part in source), "")


def _number_of_file(source: str) -> str:
    found = None if "://" in source else _FILE.search(PurePosixPath(source).stem)
    return f"{found[1]}版" if found else ""
