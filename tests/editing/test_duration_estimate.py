"""The predicted length of a text, in average characters."""

import pytest

from service.editing.duration_estimate import weight


def test_plain_prose_weighs_about_as_much_as_it_has_characters():
    text = "城东水厂二期工程昨天完工，沿线六个乡镇的居民都用上了新水。"
    assert weight(text) == pytest.approx(len(text), rel=0.15)


def test_notation_that_is_spoken_in_words_weighs_more_than_it_shows():
    assert weight("增长3%") > weight("增长3") + 2


def test_what_is_not_spoken_weighs_nothing():
    assert weight("“水厂”") == weight("水厂")
    assert weight("") == 0


def test_the_weight_of_a_text_is_the_sum_of_its_parts():
    assert weight("水厂，ABC12") == pytest.approx(weight("水厂，") + weight("ABC") + weight("12"))
