"""Words for a day, a part of the day, a month or a year."""

import pytest

from service.editing.facts import relative_dates, source_alignment
from tests.support.tables import every_row


def faults(text, source):
    passage, said = source_alignment.read(source), source_alignment.sentence(text)
    return [(each.claim, each.reason) for each in relative_dates.faults(said, passage.origins(said.grams), passage)]


@every_row(
    ("source", "text", "wrong"),
    [
        ("新规1月1日起施行。", "新规元旦起施行。", False),
        ("新规1月2日起施行。", "新规元旦起施行。", True),
        ("大桥12月通车。", "大桥年底通车。", False),
        ("大桥11月通车。", "大桥年底通车。", True),
        ("大桥3月通车。", "大桥春天通车。", False),
        ("大桥3月通车。", "大桥夏天通车。", True),
        ("海关4月18日公布，第一季度出口增长。", "海关公布，二季度出口增长。", True),
    ],
)
def test_a_name_in_the_calendar_stands_for_its_dates(source, text, wrong):
    assert bool(faults(text, source)) is wrong


@every_row(
    ("text", "found"),
    [
        ("仪式今天上午开始。", []),
        ("上个月抽检92批次，缺零件。", []),
        ("明天26日转阴。", []),
        ("明天转阴。", [("明天", "not in the source there")]),
        ("上午，村民领到种苗。", [("上午", "not in the source there")]),
    ],
)
def test_a_word_for_a_time_is_in_the_source_or_reckoned_from_it(text, found):
    source = "下午，村民领到种苗。上午开始仪式，今晨有雾。10月份抽检92批次，11月公布。26日转阴，有小雨，今天还热。"
    assert faults(text, source) == found


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("下午，启用仪式举行。村民领到种苗。", False),
        ("下午，启用仪式举行。上午，村民领到种苗。", True),
        ("启用仪式举行。村民领到种苗。", True),
    ],
)
def test_the_time_of_day_may_stand_a_sentence_ahead_but_not_against_another(source, wrong):
    passage = source_alignment.read(source)
    said = source_alignment.sentence("下午，村民领到种苗。")
    found = relative_dates.faults(said, passage.origins(said.grams)[:1], passage)
    assert [fault.claim for fault in found] == ["下午"] * wrong


@pytest.mark.parametrize(("word", "wrong"), [("晚上", False), ("上午", True), ("下午", True)])
def test_a_part_of_the_day_is_borne_out_by_the_hour(word, wrong):
    source = "3月21日20时15分，隧道贯通，全长4.6公里。"
    passage, said = source_alignment.read(source), source_alignment.sentence(f"3月21日{word}，隧道贯通。")
    found = relative_dates.faults(said, passage.origins(said.grams), passage)
    assert [fault.claim for fault in found] == [word[:1] if word == "晚上" else word] * wrong
