"""From written to spoken Mandarin: numbers and notation in words, as a newsreader says them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from service.speech.normalization import dates, identifiers, latin, models, quantities, shape, times
from service.speech.normalization.rule import Rule, apply_all

SHIPPED: Mapping[str, str] = latin.load(latin.shipped_file())
"""The Latin words that come with the program."""

RULES: tuple[Rule, ...] = (
    *shape.RULES,
    *identifiers.RULES,
    *dates.RULES[:4],
    *models.RULES[:5],
    *times.RULES,
    *dates.RULES[4:],
    *quantities.MONEY,
    *models.RULES[5:],
    *quantities.RULES,
)
"""In the order they are applied: what is most particular comes first."""

_NOTATION = re.compile(
    r"[0-9A-Za-z\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2150-\u218f\u2460-\u249b\u24f5-\u24fe\u2776-\u2789\u3220-\u3229"
    r"\u3380-\u33df+＋×%％‰℃=＝±≥≤≠≈$￥¥€£\u200b\ufeff\u00ad\u200d]|[一二三四五六七八九十][-—–~～][一二三四五六七八九十周]"
)


def normalize(text: str, latin: Mapping[str, str] = SHIPPED) -> str:
    """The text as it is spoken, engine-neutral: numbers and notation in words, all else as written."""
    if not _NOTATION.search(text):
        return text
    return spell(apply_all(RULES, text), latin)


spell = latin.spell
