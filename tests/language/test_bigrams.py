"""Text as character bigrams."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from service.language import bigrams

TEXTS = st.text(st.sampled_from("东川石藤镇万盘秧苗AIb5３0.，。“”、 "), max_size=40)


def test_pairs_stay_inside_a_clause() -> None:
    assert bigrams.of("石藤镇，秧苗") == ["石藤", "藤镇", "秧苗"]


def test_latin_words_and_numbers_are_tokens_whatever_their_width() -> None:
    assert bigrams.of("用ＡＩ种3.5亩") == bigrams.of("用AI种3.5亩") == ["用AI", "AI种", "种3.5", "3.5亩"]


def test_han_pairs_know_no_latin() -> None:
    assert bigrams.han("用AI种田，种田") == {"种田"}
    assert list(bigrams.in_han("用AI种田")) == [(3, "种田")]


def test_trigrams_come_with_the_bigrams() -> None:
    assert bigrams.and_trigrams("石藤镇") == {"石藤", "藤镇", "石藤镇"}


@settings(derandomize=True)
@given(TEXTS)
def test_every_han_bigram_stands_where_it_is_said_to(text: str) -> None:
    for index, pair in bigrams.in_han(text):
        assert text[index : index + 2] == pair


@settings(derandomize=True)
@given(TEXTS, TEXTS)
def test_texts_put_together_behind_a_full_stop_share_no_pair_across_it(one: str, other: str) -> None:
    assert bigrams.of(f"{one}。{other}") == bigrams.of(one) + bigrams.of(other)
