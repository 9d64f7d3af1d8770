"""Pinyin as people write it, with marks for its tones, and as programs do, with a digit behind each syllable."""

from __future__ import annotations

import re
import unicodedata

_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}
_TONES = {mark: tone for tone, mark in _MARKS.items()}
_MARKED_VOWEL = re.compile("[ae]|o(?=u)|[iouü](?![aeiouü])")
"""The vowel that has the mark: a or e, the o of ou, else the last one (汉语拼音正词法基本规则, GB/T 16159-2012)."""


def numbered(syllable: str) -> str:
    """Return a syllable with a digit for its tone: zhōu -> zhou1, lǜ -> lv4, de -> de5; empty where it has two."""
    parts = unicodedata.normalize("NFD", syllable.lower().replace("ü", "v"))
    tones = [_TONES[part] for part in parts if part in _TONES]
    letters = "".join(part for part in parts if part.isascii())
    if "\u0308" in parts:
        letters = letters.replace("u", "v")
    return letters + (tones[0] if tones else "5") if letters and len(tones) <= 1 else ""


def marked(syllable: str) -> str:
    """Return a syllable with the mark of its tone: zhou1 -> zhōu, lv4 -> lǜ, de5 -> de."""
    letters, tone = syllable.rstrip("12345").replace("v", "ü"), syllable[-1:]
    found = _MARKED_VOWEL.search(letters)
    place = found.end() if found else len(letters)  # ň and ḿ have no vowel
    return unicodedata.normalize("NFC", f"{letters[:place]}{_MARKS.get(tone, '')}{letters[place:]}")


def typed(text: str) -> str:
    """Return pinyin as a person types it, digits or marks, as programs write it: `shàn Xian4` -> `shan4 xian4`.

    A syllable without a tone stays without one.
    """
    words = text.replace("’", " ").replace("'", " ").lower().split()
    return " ".join(each if each.isascii() else numbered(each) or each for each in words)
