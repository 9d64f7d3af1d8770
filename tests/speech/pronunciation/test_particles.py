"""Words that lie over a particle: 更好地区分 is 更好地 + 区分, 偏远地区分布 is not."""

from __future__ import annotations

import pytest

from service.speech.pronunciation import Pronouncer


def read(pronouncer: Pronouncer, text: str, word: str) -> str:
    start = text.index(word)
    return " ".join(reading.pinyin for reading in pronouncer.read(text)[start : start + len(word)] if reading)


@pytest.mark.parametrize(
    ("text", "word", "reading"),
    [
        ("市民能更好地区分垃圾", "地区", "de5 qu1"),
        ("偏远地区分布着许多小站", "地区", "di4 qu1"),
        ("他握着手机出门", "着手", "zhe5 shou3"),
        ("镇里已着手准备", "着手", "zhuo2 shou3"),
        ("两家住得分散", "得分", "de5 fen1"),
        ("他全场得分最高", "得分", "de2 fen1"),
        ("病重的就得手术", "得手", "dei3 shou3"),
        ("问题处理得当", "得当", "de2 dang4"),
        ("他坐着想心事", "着想", "zhe5 xiang3"),
        ("处处替大家着想", "着想", "zhuo2 xiang3"),
    ],
)
def test_a_particle_is_told_from_a_word_that_lies_over_it(
    pronouncer: Pronouncer, text: str, word: str, reading: str
) -> None:
    assert read(pronouncer, text, word) == reading
