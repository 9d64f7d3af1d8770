"""What a person meant by a line that is no TOML: full-width marks, text without quotation marks, True for true.

A line is only said to be one of these where the file can be read further with it put right.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from service.core.chinese_input import plain
from service.core.messages import _
from service.core.printable import one_line
from service.core.toml_lines import LARGEST

UNSHOWN = ("on_", "smtp")
"""How the names of settings begin whose value is not shown: a hook's address may be secret, or hold a password."""
MOST = 20
"""Slips that are named at once: each costs a few trials of reading the file."""
_CLOSING = {"“": "”", "”": "”", "„": "“", "＂": "＂", "「": "」", "『": "』", "‘": "’", "’": "’", "＇": "＇"}
_QUOTES = frozenset({*_CLOSING, *_CLOSING.values()})
_MARKS = str.maketrans("、【】〔〕", ",[][]")
_PLACE = re.compile(r"\(at line ([0-9]{1,9}), column [0-9]{1,9}\)$")
_SETTING = re.compile(
    r"[ \t\u3000]*([A-Za-z0-9_.\uff21-\uff3a\uff3f\uff41-\uff5a-]{1,80})[ \t\u3000]*[=＝](.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class TomlSlip:
    """A line that was meant otherwise than it is written."""

    line: int
    """Its number, from 1."""
    fault: str
    """What is wrong and what would be right, as a part of a sentence."""


def find(text: str) -> tuple[TomlSlip, ...]:
    """Return the slips of a text that is no TOML, up to the first fault that is no slip; MOST at the most."""
    found: list[TomlSlip] = []
    lines = text.splitlines(keepends=True)
    at = _faulty("".join(lines)) if len(text) <= LARGEST else 0
    while 0 < at <= len(lines) and len(found) < MOST:
        written = lines[at - 1].rstrip("\r\n")
        for right in _meanings(written):
            lines[at - 1] = f"{right}\n"
            further = _faulty("".join(lines))
            if not further or further > at:
                hidden = _of_unshown(lines[:at])
                found.append(TomlSlip(at, _said(written, "" if hidden else right.strip())))
                at = further
                break
        else:
            break
    return tuple(found)


def _faulty(text: str) -> int:
    """Return the line on which the text stops being TOML; 0 where it is TOML, or beyond measure."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        return int(place[1]) if place else len(text.splitlines())
    except (RecursionError, ValueError):
        return 0
    return 0


def _meanings(line: str) -> Iterator[str]:
    """Yield what the line may have been meant to be, the likeliest first."""
    setting = _SETTING.fullmatch(line)
    name, value = (plain(setting[1]), setting[2].partition(" #")[0].strip()) if setting else ("", "")
    if value in ("True", "TRUE", "False", "FALSE"):
        yield f"{name} = {value.lower()}"
    if (straight := _straight(line)) != line:
        yield straight
    if value and value[0] not in _QUOTES and value[0] not in "\"'[{=":
        yield f"{name} = {_quoted(value)}"


def _straight(line: str) -> str:
    """Return the line with plain marks for full-width ones, but inside of text and in a comment."""
    parts, at = list[str](), 0
    while at < len(line):
        char = line[at]
        if char in "#＃":
            return "".join((*parts, "#", line[at + 1 :]))
        if char in _QUOTES or char in "\"'":
            end = _end(line, at)
            text = line[at + 1 : end]
            parts.append(line[at : end + 1] if line[end : end + 1] == char in "\"'" else _quoted(text))
            at = end
        else:
            parts.append(plain(char).translate(_MARKS))
        at += 1
    return "".join(parts)


def _end(line: str, start: int) -> int:
    """Return where the text ends that begins with a mark at `start`: at its counterpart, or else at another mark."""
    closing = _CLOSING.get(line[start], line[start])
    if (end := line.find(closing, start + 1)) > 0:
        return end
    others = (at for at in range(len(line) - 1, start, -1) if line[at] in _QUOTES or line[at] in "\"'")
    return next(others, len(line))


def _quoted(text: str) -> str:
    """Return the text as TOML writes it."""
    if not {*text} & {*'"\\'}:
        return f'"{text}"'
    return json.dumps(text, ensure_ascii=False) if "'" in text else f"'{text}'"


def _of_unshown(lines: list[str]) -> bool:
    """Return whether the last line belongs to a setting whose value is not shown."""
    named = (found[1] for line in reversed(lines) if (found := _SETTING.fullmatch(line)))
    return next(named, "").startswith(UNSHOWN)


def _said(written: str, right: str) -> str:
    """Return what is wrong with the line as it is written, and the right one; without that where it is secret."""
    shown: dict[str, str] = {"\N{IDEOGRAPHIC SPACE}": _("the blank")}
    marks = [char for char in dict.fromkeys(written) if char in _QUOTES and char not in right]
    wide = [
        shown.get(char, char)
        for char in dict.fromkeys(written)
        if plain(char).translate(_MARKS) != char and char not in right
    ]
    fault = _fault(marks, wide, right.count('"') == written.count('"') + 1)
    return _("{fault}: write `{right}`", fault=fault, right=one_line(right)) if right else fault


def _fault(marks: list[str], wide: list[str], is_missing: bool) -> str:
    if marks:
        told = " ".join(marks)
        if len(marks) > 1:
            return _("{marks} are no straight quotation marks", marks=told)
        return _("{mark} is no straight quotation mark", mark=told)
    if wide:
        told = " ".join(wide)
        if len(wide) > 1:
            return _("{marks} are in full width", marks=told)
        return _("{mark} is in full width", mark=told)
    if is_missing:
        return _("a quotation mark is missing")
    return _("text stands in quotation marks, and true and false do not")
