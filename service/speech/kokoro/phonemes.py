"""Pinyin as the Kokoro model's phonemes.

The model (v1.0) learned its Mandarin from the phonemes of misaki's older Chinese front end: IPA with an arrow for the
tone, set after the vowel. The tables below give the same for all syllables but three rare ones (yo1, yo5, wong4).
"""

from __future__ import annotations

import functools
import re

TONES = {"1": "→", "2": "↗", "3": "↓", "4": "↘", "5": ""}
"""Tone digit -> the model's mark. The neutral tone has none."""

_INITIALS = {
    **{"b": "p", "p": "pʰ", "m": "m", "f": "f", "d": "t", "t": "tʰ", "n": "n", "l": "l"},
    **{"g": "k", "k": "kʰ", "h": "x", "j": "ʨ", "q": "ʨʰ", "x": "ɕ"},
    **{"zh": "ꭧ", "ch": "ꭧʰ", "sh": "ʂ", "r": "ɻ", "z": "ʦ", "c": "ʦʰ", "s": "s", "": ""},
}
_FINALS = {
    **{"a": "a*", "ai": "ai*", "an": "a*n", "ang": "a*ŋ", "ao": "au*"},
    **{"e": "ɤ*", "ei": "ei*", "en": "ə*n", "eng": "ə*ŋ", "er": "ɚ*"},
    **{"i": "i*", "ia": "ja*", "ian": "jɛ*n", "iang": "ja*ŋ", "iao": "jau*", "ie": "je*"},
    **{"in": "i*n", "iou": "jou*", "ing": "i*ŋ", "iong": "jʊ*ŋ", "io": "jɔ*", "o": "wo*", "ong": "ʊ*ŋ", "ou": "ou*"},
    **{"u": "u*", "ua": "wa*", "uai": "wai*", "uan": "wa*n", "uang": "wa*ŋ"},
    **{"uei": "wei*", "uen": "wə*n", "ueng": "wə*ŋ", "uo": "wo*"},
    **{"v": "y*", "ve": "ɥe*", "van": "ɥɛ*n", "vn": "y*n"},
}
"""The finals as the phonetic alphabet has them: spelled in full, ü as v. The tone comes in place of the star."""
_WHOLE = {"o": "ɔ*", "ê": "ɛ*", "hm": "hm*", "hng": "hŋ*", "m": "m*", "n": "n*", "ng": "ŋ*"}
"""Interjections, which have no initial and final."""

_SPELLED = re.compile(r"(?P<initial>[zcs]h|[bpmfdtnlgkhjqxrzcs]?)(?P<final>[aeiouv][a-z]*)")
_FULL = {"iu": "iou", "ui": "uei", "un": "uen", "ue": "ve"}
"""Finals that are spelled shorter after an initial."""


@functools.cache
def phonemes(pinyin: str) -> str:
    """Return the phonemes of a syllable with its tone digit (`lv4`, `er5`); empty where it is no syllable."""
    syllable, tone = pinyin[:-1], TONES.get(pinyin[-1:])
    if tone is None:
        return ""
    if syllable in _WHOLE:
        return _WHOLE[syllable].replace("*", tone)
    found = _SPELLED.fullmatch(_with_final(syllable))
    if not found:
        return ""
    initial, final = found["initial"], found["final"]
    if initial in ("j", "q", "x") and final.startswith("u"):
        final = "v" + final[1:]
    final = _FULL.get(final, final)
    if final not in _FINALS:
        return ""
    sound = "ɨ*" if final == "i" and initial in ("zh", "ch", "sh", "r", "z", "c", "s") else _FINALS[final]
    return _INITIALS[initial] + sound.replace("*", tone)


def _with_final(syllable: str) -> str:
    """Return a syllable that begins with y or w as the final that it spells: yan is ian, yu is ü, wei is uei."""
    if syllable.startswith("yu"):
        return "v" + syllable[2:]
    if syllable.startswith("y"):
        return syllable[1:] if syllable[1:2] == "i" else "i" + syllable[1:]
    if syllable.startswith("w"):
        return syllable[1:] if syllable[1:2] == "u" else "u" + syllable[1:]
    return syllable
