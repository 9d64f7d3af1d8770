"""The likeness of texts by the bigrams that they share."""

import pytest

from service.sources.newspaper.bigram_weights import BigramWeights, grams

TEXTS = ("河湾县冬枣丰收", "河湾县公路通车", "今年冬枣价格上涨")
WORDS = BigramWeights(map(grams, TEXTS))


def test_latin_words_and_numbers_stay_whole():
    assert {"C919", "3.5%", "首飞"} <= grams("C919首飞3.5%")


def test_what_stands_everywhere_tells_less():
    assert WORDS.weight("丰收") > WORDS.weight("冬枣") > 0
    assert WORDS.weight("没有") > WORDS.weight("丰收")


def test_likeness_is_symmetric_one_for_the_same_and_zero_for_nothing_shared():
    one, other, third = map(grams, TEXTS)
    assert WORDS.likeness(one, one) == pytest.approx(1)
    assert WORDS.likeness(one, other) == pytest.approx(WORDS.likeness(other, one))
    assert 0 < WORDS.likeness(one, other) < 1
    assert WORDS.likeness(other, third) == 0
    assert WORDS.likeness(one, frozenset()) == 0


def test_the_share_is_that_of_the_part():
    one = grams(TEXTS[0])
    assert WORDS.share(grams("冬枣"), one) == pytest.approx(1)
    assert 0 < WORDS.share(one, grams("冬枣")) < 1
    assert WORDS.share(frozenset(), one) == 0
