"""Dates: the same day, month and year, beside the same thing."""

import pytest

from service.editing.facts import date_claims, source_alignment
from tests.support.tables import every_row


def faults(text, source):
    passage, said = source_alignment.read(source), source_alignment.sentence(text)
    return [(each.claim, each.reason) for each in date_claims.faults(said, passage.origins(said.grams), passage)]


@every_row(
    ("source", "text", "wrong"),
    [
        ("新规自元旦起施行。", "新规1月1日施行。", False),
        ("新规自元旦起施行。", "新规1月2日施行。", True),
        ("10月价格环比下降。", "价格比九月低。", False),
        ("10月价格环比下降。", "价格比八月低。", True),
        ("10月价格下降。", "价格比九月低。", True),
    ],
)
def test_a_day_by_its_name_and_the_month_that_is_compared(source, text, wrong):
    assert bool(faults(text, source)) is wrong


@every_row(
    ("text", "found"),
    [
        ("仪式于21日举行。", []),
        ("去年三月的产量最高。", []),
        ("4月21日，启用仪式举行。", [("4月21日", "not in the source")]),
        ("去年五月的产量最高。", [("去年五月", "the source has 3月 there")]),
    ],
)
def test_a_date_is_the_one_of_the_source(text, found):
    assert faults(text, "3月21日，启用仪式举行。去年3月产量最高，今年5月次之。") == found


@every_row(
    ("source", "text", "wrong"),
    [
        ("2026年3月4日，柳溪大桥开工。5日，第一批钢梁运到。", "3月5日，第一批钢梁运到。", False),
        ("2026年3月4日，柳溪大桥开工。5日，第一批钢梁运到。", "2026年3月5日，第一批钢梁运到。", False),
        ("2026年3月4日，柳溪大桥开工。5日，第一批钢梁运到。", "4月5日，第一批钢梁运到。", True),
        ("2026年3月4日，柳溪大桥开工。5日，第一批钢梁运到。", "2025年3月5日，第一批钢梁运到。", True),
    ],
)
def test_a_day_alone_has_the_month_and_year_of_the_date_before(source, text, wrong):
    passage = source_alignment.read(source)
    said = source_alignment.sentence(text)
    found = date_claims.faults(said, passage.origins(said.grams), passage)
    assert [fault.kind for fault in found] == ["date"] * wrong


@pytest.mark.parametrize(
    ("text", "wrong"), [("3月21日会上公布的办法自6月1日起施行。", False), ("会上公布的办法自3月21日起施行。", True)]
)
def test_a_date_beside_the_one_that_the_source_has_there_is_no_other(text, wrong):
    source = "市政府3月21日召开新闻发布会。会上公布的停放办法共6章，自6月1日起施行。"
    passage, said = source_alignment.read(source), source_alignment.sentence(text)
    found = date_claims.faults(said, passage.origins(said.grams), passage)
    assert [fault.reason for fault in found] == ["the source has 6月1日 there"] * wrong
