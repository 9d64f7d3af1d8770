"""When something was published: told from a path or from the head of a page."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from service.language.numerals import parse_chinese

CHINA = dt.timezone(dt.timedelta(hours=8), "Asia/Shanghai")
"""The time zone in which Chinese papers are dated; it has had no summer time since 1991."""

_NEAREST_FOLDERS = 3
_HEADER_LINES, _HEADER_LENGTH = 12, 80

_WIDE_BLANK = re.compile(r"[\u3000\t]+|  +")
_SENTENCE = re.compile(r"[，。；？！]")
_WEEKDAY = re.compile(r"星期[一二三四五六日天]|周[一二三四五六日]")
_TOKEN = re.compile(r"[0-9A-Za-z]+")
_COMPACT = re.compile(
    r"[A-Za-z]{0,12}(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:[A-Za-z]\d{0,6}|\d\d|(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?"
)
"""A whole token: perhaps a paper's letters, the date, perhaps a page (A01, 01) or a time of day (T0630)."""
_SEPARATED = re.compile(
    r"(?<![0-9.])(?P<year>(?:19|20)\d\d)(?P<gap>[-_./])(?P<month>\d{1,2})[-_./](?P<day>\d{1,2})(?![0-9])"
)
_CHINESE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]"
    r"|(?P<hanzi_year>[一二][〇零○一二三四五六七八九]{3})年(?P<hanzi_month>[一二三四五六七八九十]{1,3})月"
    r"(?P<hanzi_day>[一二三四五六七八九十]{1,3})[日号]"
)


def date_in_path(path: str) -> tuple[dt.date, str] | None:
    """Return the date in a file's name, else in its nearest folders, and the rule that found it: `name 20260321`.

    Understands 20260321, 2026-03-21 (also with `_`, `.`, `/`), 2026年3月21日, and a folder for each part
    (`2026-03/21/`). A run of digits that is part of a longer number or a hash is no date.
    """
    parts = [part for part in path.split("/") if part not in ("", ".", "..")]
    if not parts:
        return None
    for date, words in _dates(parts[-1]):
        return date, f"name {words}"
    folders = parts[:-1][-_NEAREST_FOLDERS:]
    for folder in (*reversed(folders), "/".join(folders)):
        for date, words in _dates(folder):
            return date, f"folder {words}"
    return None


def date_in_text(text: str) -> tuple[dt.date, str] | None:
    """Return the first full date in a line as papers head their pages (二〇二六年三月二十一日), and the rule.

    Such a line is short and no sentence, and it stands near the top or tells the day of the week. Articles tell of
    other days too, so their sentences do not count. A line of parts that wide blanks keep apart is as long as they
    are: some papers have day, number, staff and telephone in one.
    """
    lines = (line.strip() for line in text.splitlines())
    for number, line in enumerate(line for line in lines if line):
        if _SENTENCE.search(line) or (number >= _HEADER_LINES and not _WEEKDAY.search(line)):
            continue
        for part in [line] if len(line) <= _HEADER_LENGTH else _WIDE_BLANK.split(line):
            if len(part) > _HEADER_LENGTH:
                continue
            for date, words in _found(_CHINESE, unicodedata.normalize("NFKC", part)):
                return date, f"text {words}"
    return None


def _dates(name: str) -> Iterator[tuple[dt.date, str]]:
    name = unicodedata.normalize("NFKC", name)
    yield from _found(_CHINESE, name)
    yield from _found(_SEPARATED, name)
    for token in _TOKEN.finditer(name):
        if match := _COMPACT.fullmatch(token[0]):
            yield from _valid(match, name[token.start() + match.start("year") : token.start() + match.end("day")])


def _found(pattern: re.Pattern[str], text: str) -> Iterator[tuple[dt.date, str]]:
    for match in pattern.finditer(text):
        yield from _valid(match, match[0])


def _valid(match: re.Match[str], words: str) -> Iterator[tuple[dt.date, str]]:
    parts = match.groupdict()
    if parts["year"]:
        year, month, day = int(parts["year"]), int(parts["month"]), int(parts["day"])
    else:
        year, month, day = (int(parse_chinese(parts[part]) or 0) for part in ("hanzi_year", "hanzi_month", "hanzi_day"))
    try:
        yield dt.date(year, month, day), words
    except ValueError:
        return
