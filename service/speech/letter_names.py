"""The names of the Latin letters in Mandarin, for engines that know only Mandarin syllables."""

from __future__ import annotations

_NAMES = """
A ei1, B bi4, C xi1, D di4, E yi4, F ai2 fu2, G ji4, H ei2 chi5, I ai4, J zhei4, K kei4, L ai2 lou5, M ai2 mu3,
N en1, O ou1, P pi4, Q ke4 you4, R a4, S ai2 si4, T ti4, U you1, V wei1, W da2 bu4 liu4, X ai2 ke4 si4, Y wai4, Z zei2
"""
LETTERS = {entry.split()[0]: entry.strip()[2:] for entry in _NAMES.split(",")}
"""Capital letter -> pinyin, syllables separated by blanks."""
