"""Numbers that are worked out from two of the source."""

import pytest

from service.editing.facts import derived_numbers, number_claims, source_alignment
from tests.support.tables import every_row

SOURCE = (
    "污水厂日处理能力由5万吨提高到8万吨。甲得票率41.8%，乙得票率38.5%。"
    "机器23台，其中14台新装。奖金2万元，他拿出一半。电梯刷卡两毛，扫码三毛。机器3月1日至5日开动，上午8:30至11:30。"
)


@pytest.mark.parametrize(
    ("text", "counts"),
    [("甲、乙、丙入选", {3}), ("甲、乙和丙入选，丁落选", {2, 3}), ("甲和乙入选", set())],
)
def test_a_list_has_so_many_things(text, counts):
    assert derived_numbers.listed(text) == counts


def test_a_share_is_what_is_left_only_where_the_words_say_so():
    passage = source_alignment.read("该院骗取基金739万元，退回121万元。")
    told = {
        text: number_claims.faults(said := source_alignment.sentence(text), passage.origins(said.grams), passage)
        for text in ("该院退回骗取基金的一成多。", "该院退回骗取基金的八成多。", "骗取的基金还剩八成多。")
    }
    assert [bool(found) for found in told.values()] == [False, True, False]


@pytest.mark.parametrize(("text", "wrong"), [("四个病人都送医。", False), ("五个病人都送医。", True)])
def test_people_who_are_told_one_by_one_are_counted(text, wrong):
    passage = source_alignment.read("病人两位是工人，一位是瓜农，还有一位老太太，都送医。")
    said = source_alignment.sentence(text)
    assert derived_numbers.is_derived(said.quantities[0], said, passage) is not wrong


def faults(text):
    passage = source_alignment.read(SOURCE)
    said = source_alignment.sentence(text)
    return [fault.claim for fault in number_claims.faults(said, passage.origins(said.grams), passage)]


@every_row(
    "text",
    [
        "机器只有上午三小时开动。",
        "机器连开五天。",
        "新装的14台和旧的23台，加起来37台。",
        "污水厂日处理能力提高了三万吨。",
        "甲乙得票率相差三点三个百分点。",
        "机器过半新装，其余9台照旧。",
        "机器六成多新装。",
        "他拿出奖金里的一万元。",
        "扫码比刷卡贵一毛钱。",
        "四天后，机器停了。",
    ],
)
def test_sums_differences_and_shares_pass(text):
    assert faults(text) == []


@every_row(
    ("text", "claim"),
    [
        ("污水厂日处理能力提高了四万吨。", "四万吨"),
        ("污水厂日处理能力为三万吨。", "三万吨"),
        ("甲乙得票率相差四点三个百分点。", "四点三个百分点"),
        ("机器七成多新装。", "七成"),
        ("他拿出奖金里的一万二千元。", "一万二千元"),
        ("七天后，机器停了。", "七天"),
    ],
)
def test_a_wrong_result_and_one_that_is_told_as_no_result_are_named(text, claim):
    assert claim in faults(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("13600人跑完，完赛包只有12000份，差出去1600份。", []),
        ("13600人跑完，完赛包只有12000份，差出去2600份。", ["2600份"]),
        ("一共评出43名。", []),
        ("一共评出53名。", ["53名"]),
        ("他四年前离了家。", []),
        ("他六年前离了家。", ["六年"]),
    ],
)
def test_a_result_of_what_is_told_a_total_and_years_ago(text, wrong):
    passage = source_alignment.read(
        "当日1.36万人跑完，完赛包仅备1.2万份。评出一等奖3名、二等奖10名、三等奖30名。"
        "他1961年出生，2022年离家。公告于2026年发布。"
    )
    said = source_alignment.sentence(text)
    assert [fault.claim for fault in number_claims.faults(said, passage.origins(said.grams), passage)] == wrong
