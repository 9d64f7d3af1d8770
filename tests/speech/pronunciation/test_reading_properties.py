from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from service.speech.pronunciation import Pronouncer
from service.speech.pronunciation.homophones import respell
from tests.support.examples import examples

COMMON = "".join(bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFF))
"""The common characters, row by row of GB 2312."""
MIXED = st.text(
    st.one_of(st.sampled_from(COMMON), st.sampled_from("，。、“”（）0aZ-— \n"), st.characters()), max_size=60
)


@settings(derandomize=True, max_examples=examples(50, 1_500), deadline=None)
@given(MIXED)
def test_any_text_gets_one_reading_for_each_of_its_han_characters(text: str) -> None:
    pronouncer = _pronouncer()
    readings = pronouncer.read(text)
    assert len(readings) == len(text)
    for char, reading in zip(text, readings, strict=True):
        assert (char in COMMON) <= (reading is not None)
        assert reading is None or re.fullmatch(r"[a-z]+[1-5]", reading.pinyin)
    assert len(respell(text, readings, pronouncer.likely(text))) == len(text)


def _pronouncer() -> Pronouncer:
    global _loaded
    _loaded = _loaded or Pronouncer()
    return _loaded


_loaded: Pronouncer | None = None
