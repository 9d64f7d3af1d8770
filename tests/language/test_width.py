"""Full and half width."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from service.language.width import FULL_ALPHANUMERICS, half_width


@settings(derandomize=True)
@given(st.text())
def test_only_full_width_ascii_changes_and_length_stays(text: str) -> None:
    half = half_width(text)
    assert len(half) == len(text)
    for before, after in zip(text, half, strict=True):
        assert after == (unicodedata.normalize("NFKC", before) if "！" <= before <= "～" else before)
    assert half_width(half) == half


def test_marks_may_stay() -> None:
    assert half_width("Ａ１，５％", keep="，") == "A1，5%"


def test_the_alphanumerics() -> None:
    assert len(FULL_ALPHANUMERICS) == 62
    assert half_width(FULL_ALPHANUMERICS).isalnum()
