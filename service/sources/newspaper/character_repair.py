"""Step 7: the characters: full-width digits and letters to half width, stray blanks out of Chinese."""

from __future__ import annotations

import re

from service.language import cjk_latin_spacing, width

_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ％＋＆＠＃／＝～]+|(?<=[０-９0-9])[．，：](?=[０-９0-9])")
_HAN = "\u3400-\u9fff"
_MARK = "，。、；：？！“”‘’（）《》〈〉【】…—"
_STRAY = re.compile(
    rf"(?<=[{_HAN}{_MARK}])[ \t\u00a0\u3000]++(?=[{_HAN}{_MARK}])"
    rf"|(?<=[{_MARK}])[ \t\u00a0\u3000]+|(?<![ \t\u00a0\u3000])[ \t\u00a0\u3000]++(?=[{_MARK}])"
)
_TAGGED = re.compile(rf"^([■●◆▲□○◇△◎★▶]\s?[{_HAN}]{{2,8}})\u3000+(?=[{_HAN}“《\d])")
"""`■公共图书馆　区图书馆将于…`: what a short news is of, ahead of it."""
_QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》|‘[^‘’]*’")
_BLANKS = re.compile(r"[ \t\u00a0\u3000]+")


def half_width(text: str) -> str:
    """Return the text with its full-width digits, letters and signs of calculation in half width."""
    return _WIDE.sub(lambda m: width.half_width(m[0]), text)


def unspaced(text: str) -> str:
    """Return a sentence without the blanks that stand inside Chinese, those of a slogan in quotation marks excepted.

    The one behind what a short news is of becomes a colon.
    """
    text = _TAGGED.sub(r"\1：", text)
    kept: list[str] = []
    end = 0
    for quoted in _QUOTED.finditer(text):
        kept.append(_STRAY.sub("", text[end : quoted.start()]))
        inner = quoted[0]
        kept.append(_slogan(inner))
        end = quoted.end()
    kept.append(_STRAY.sub("", text[end:]))
    return cjk_latin_spacing.closed(_BLANKS.sub(" ", "".join(kept)).strip())


def headline(text: str) -> str:
    """Return a headline with one blank between its parts, and none between single characters set wide."""
    return cjk_latin_spacing.closed_headline(_slogan(_BLANKS.sub(" ", text).strip()))


def _slogan(text: str) -> str:
    """Return the text without blanks, unless they part it into pieces of three characters and more."""
    pieces = [p.strip("“”‘’《》") for p in _BLANKS.split(text)]
    if len(pieces) > 1 and all(len(p) >= 3 for p in pieces):
        return text
    return _STRAY.sub("", text) if any(len(p) == 1 for p in pieces) or text[:1] in "“‘《" else text
