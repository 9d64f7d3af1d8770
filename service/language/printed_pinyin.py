"""Readings that a text prints beside its characters: 盩厔（zhōu zhì）, 莘（shēn）县.

They are for the voice, and are not spoken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.language.pinyin_marks import numbered

_MARKED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀĒÉĚÈŌÓǑÒ"
IN_BRACKETS = (
    rf"[（(]\s?(?:读?音|读作|读)?\s?(?=[A-Za-zü ]{{0,8}}[{_MARKED}])(?P<pinyin>[A-Za-z{_MARKED}ü '’]{{1,40}}?)\s?"
    r"(?:[，,]?\s?(?:音|同|通|读音同|音同)[“‘]?[\u3400-\u9fff][”’]?)?[）)]"
)
"""A pattern for pinyin with its tones in brackets, and a character that sounds alike: （bēn，同“奔”）."""
_STATED = re.compile(rf"(?P<before>[\u3400-\u9fff]{{1,6}})[”’]?\s?{IN_BRACKETS}")
_LONGEST_SYLLABLE = 6
"""Letters: zhuang, chuang, shuang."""


def _numbered(syllable: str) -> str:
    """Return a syllable with a tone digit for its mark; empty for what is none."""
    found = numbered(syllable)
    return found if len(found) <= _LONGEST_SYLLABLE + 1 else ""


def stated(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the characters before each printed reading, six at most, and the pinyin of the last of them."""
    for found in _STATED.finditer(text):
        pinyin = tuple(map(_numbered, re.split(r"[\s'’]+", found["pinyin"].strip())))
        if all(pinyin) and len(pinyin) <= len(found["before"]):
            yield found["before"], pinyin
