"""The weights that correct the network."""

from __future__ import annotations

import pytest

from service.speech.pronunciation import Pronouncer
from service.speech.pronunciation.polyphone_model import PolyphoneModel
from service.speech.pronunciation.polyphone_weights import CharacterWeights, PolyphoneWeights


def test_a_score_is_the_network_times_its_factor_plus_the_weights_found() -> None:
    weights = CharacterWeights("行\txing2 hang2\t0.500\t-16,32 r银\t8,-8 a一")
    assert weights.scores([-1.0, -2.0], ["r银", "b未"]) == [-1.5, 1.0]


def test_the_network_is_never_taken_for_surer_than_the_least() -> None:
    weights = CharacterWeights("行\txing2 hang2\t1.000\t1,-1 a一")
    assert weights.scores([0.0, -50.0], []) == [0.0, -8.0]


def test_the_shipped_weights_are_for_the_readings_of_the_network_in_its_order() -> None:
    table, model = PolyphoneWeights(), PolyphoneModel()
    assert table.of("天") is None
    chars = [line[0] for line in table._lines.values()]
    assert len(chars) > 100
    for char, (readings, _) in zip(chars, model.log_probabilities("".join(chars), range(len(chars))), strict=True):
        assert table._lines[char].split("\t")[1].split() == readings, char


@pytest.mark.parametrize(
    ("text", "char", "reading"),
    [
        ("天阴着，屋里闷得很。", "闷", "men1"),
        ("他闷在家里三天没出门。", "闷", "men1"),
        ("路面铺了一层新沥青。", "铺", "pu1"),
        ("衣服脏了要洗。", "脏", "zang1"),
        ("他把钱藏在床底下。", "藏", "cang2"),
        ("她背起药箱上山了。", "背", "bei1"),
        ("队员们挑出最大的苹果。", "挑", "tiao1"),
    ],
)
def test_everyday_characters_are_read_by_what_stands_beside_them(
    pronouncer: Pronouncer, text: str, char: str, reading: str
) -> None:
    found = pronouncer.read(text)[text.index(char)]
    assert found is not None
    assert found.pinyin == reading
