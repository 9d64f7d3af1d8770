"""Which clause of a source is retold."""

import pytest

from service.editing.facts import clause_alignment, source_alignment

PASSAGE = source_alignment.read("柳溪大桥3月开工，投资4.2亿元。云岭水库完成除险加固，投资8000万元。")


def clause(text):
    return clause_alignment.told(source_alignment.sentence(text))[0]


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("柳溪那座大桥动了工", "柳溪大桥3月开工"),
        ("修桥花四亿两千万元", "投资4.2亿元"),
        ("花了将近八千万元", "投资8000万元"),
        ("加固了水库", "云岭水库完成除险加固"),
    ],
)
def test_the_likeliest_origin_shares_bigrams_numbers_or_characters(text, origin):
    assert clause_alignment.ranked(clause(text), PASSAGE)[0][1].clause.text == origin


def test_what_shares_nothing_has_no_origin():
    assert clause_alignment.ranked(clause("天气晴好"), PASSAGE) == []


def test_a_clause_knows_its_place_and_its_numbers():
    first, second = clause_alignment.told(PASSAGE.sentences[0])
    assert (first.place, second.place) == (0, 1)
    assert first.values == ((None, 3, None),)
    assert [value[1] for value in second.values] == ["money"]
    assert [each.sentence for each in clause_alignment.clauses_of(PASSAGE)] == [0, 0, 1, 1]
