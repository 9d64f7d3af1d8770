"""From written to spoken Mandarin: numbers and notation in words, as a newsreader says them.

A chain of named rules, each for one kind of notation; the order is part of the meaning. A library for numbers and
measures (wetext) was tried under these rules and left out: on 3,000 random numbers it says what `numbers` says,
everything else in news needed a rule before it, and it costs 49 MB and half a second to load, and reads 32,000
characters a second where the rules read some 300,000.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from service.speech.normalization import (
    characters,
    date_spans,
    dates,
    identifiers,
    masks,
    minus,
    money,
    product_codes,
    quantities,
    scores,
    signs,
    slashes,
    times,
    units,
)
from service.speech.normalization.latin import load, replace_mixed, shipped_file, spell
from service.speech.normalization.rule import Rule, apply_all

SHIPPED: Mapping[str, str] = load(shipped_file())
"""The Latin words that come with the program."""

_READINGS: tuple[Rule, ...] = (
    *identifiers.RULES,
    *date_spans.RULES,
    *masks.RULES,
    *signs.FIRST,
    *minus.RULES,
    *slashes.RULES,
    *dates.RULES,
    *times.RESULTS,
    *scores.RULES,
    *times.RULES,
    *money.RULES,
    *units.RULES,
    signs.GREEK,
    *product_codes.RULES,
    *quantities.RULES,
    slashes.REST,
)
RULES: tuple[Rule, ...] = (*characters.RULES, *_READINGS)
"""All rules in the order they are applied: what is most particular comes first."""

_NOTATION = re.compile(
    r"[0-9A-Za-z\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2080-\u2089\u2150-\u218f\u2460-\u249b\u24f5-\u24fe\u2776-\u2789"
    r"\u3220-\u3229\u3251-\u325f\u32b1-\u32bf\u3371-\u33df+＋﹢×%％﹪‰℃℉=＝±≥≤≠≈≧≦$￥¥€£½¼¾²³<>＜＞&＆*＊×✕╳/／○↑-↓→⇒➔➜➡⟶↔⇌▲▼△▽⬆⬇√∞÷∑∈∠∝№Α-Ωα-ω⩾⩽≮≯‱\ufe0f\u20e3\u200b-\u200d\ufeff\u00ad\u00a0\u2002-\u200a\u202f\u205f]"
    r"|[（(][-－−][）)]|[零〇一二三四五六七八九十百千万亿日月年时点分秒号度份][-—–~][零〇一二三四五六七八九十两周星]"
    r"|[一二三四五六七八九百千万][〇○◯]|〇[一二三四五六七八九]"
)
"""What a text without has nothing to normalize: most sentences are let through by this one look."""

_UNHEARD = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f]+")
"""Marks of layout without a width: they may stand inside a word."""
_SILENT = re.compile(
    r"[^\w\s\u0300-\u036f，。、；：？！…—·．“”‘’（）《》〈〉「」『』【】〔〕［］｡､﹐﹑﹔﹕﹖﹗()\[\]{},.;:?!'\"/&-]|_"
    r"|(?<![A-Za-z])[-/&]+|[-/&]+(?![A-Za-z])"
)
"""What no rule has read says nothing: an engine may read it out by its name ("asterisk", "tilde"), or as markup.

Kept are letters, figures, spaces and punctuation, and the hyphen, slash and ampersand inside Latin words.
"""
_DOTS = str.maketrans(dict.fromkeys("•・‧∙", "·"))


def _without_signs(text: str) -> str:
    return _SILENT.sub(" ", _UNHEARD.sub("", text.translate(_DOTS)))


def normalize(text: str, latin: Mapping[str, str] = SHIPPED) -> str:
    """Return the text as it is spoken, engine-neutral: numbers and notation in words, all else as written.

    Punctuation stays, for the engines' pauses; a sign that no rule has read is silent. `latin` says how Latin words
    are spoken (`latin.load`).
    """
    if not _NOTATION.search(text):
        return _without_signs(text)
    text = replace_mixed(apply_all(characters.RULES, text), latin)
    return _without_signs(spell(apply_all(_READINGS, text), latin))
