"""Scores and ratios; clocks and ranges that look like them."""

import pytest

from service.speech.normalization import normalize, scores
from service.speech.normalization.rule import apply_all
from tests.support.tables import every_row


@every_row(
    ("written", "spoken"),
    [
        ("云溪队3:2战胜青禾队", "云溪队三比二战胜青禾队"),
        ("云溪队3-2战胜青禾队", "云溪队三比二战胜青禾队"),
        ("1:2:3", "一比二比三"),
        ("按1:50000的比例尺", "按一比五万的比例尺"),
        ("2.5:1", "二点五比一"),
        ("3比2", "三比二"),
    ],
)
def test_scores_and_ratios_are_read_by_these_rules_alone(written: str, spoken: str) -> None:
    assert apply_all(scores.RULES, written) == spoken


@every_row(
    ("written", "spoken"),
    [
        ("决胜局16:14，双方战至19:19", "决胜局十六比十四，双方战至十九比十九"),
        ("男单4:1（11:7，9:12，11:5）", "男单四比一（十一比七，九比十二，十一比五）"),
        ("云溪二中 3-1 青禾一中。", "云溪二中 三比一 青禾一中。"),
        ("云溪17:27青禾。", "云溪十七比二十七青禾。"),
        ("林小山11:13负周远。", "林小山十一比十三负周远。"),
        ("云溪3：4青禾（2-1）。", "云溪三比四青禾（二比一）。"),
        ("他6-4/3-6/7-5取胜", "他六比四，三比六，七比五取胜"),
        ("三分5-9、罚球8-10", "三分九投五中、罚球十罚八中"),
        ("（66-68-67-69）", "（六十六、六十八、六十七、六十九）"),
        ("师生比为1:12.5", "师生比为一比十二点五"),
        ("4-3-3阵型", "四三三阵型"),
        ("TBG3:1战胜青禾", "T B G三比一战胜青禾"),
    ],
)
def test_a_score_is_told_by_its_sentence(written: str, spoken: str) -> None:
    assert normalize(written) == spoken


@every_row(
    ("written", "spoken"),
    [
        ("列车17:27抵达。", "列车十七点二十七分抵达。"),
        ("地震于19:41发生。", "地震于十九点四十一分发生。"),
        ("比赛19:35开球", "比赛十九点三十五分开球"),
        ("场次：9:30、10:45、14:20", "场次：九点三十分、十点四十五分、十四点二十分"),
        ("招收3-5名学徒", "招收三至五名学徒"),
        ("素材4-1、4-2、4-3", "素材四至一、四至二、四至三"),
        ("公元前6—5世纪", "公元前六至五世纪"),
    ],
)
def test_a_clock_a_range_and_the_number_of_a_part_are_none(written: str, spoken: str) -> None:
    assert normalize(written) == spoken


@pytest.mark.parametrize("sign", [":", "：", "-", "—", "–"])
@pytest.mark.parametrize(
    "place",
    ["首局{}取胜", "决胜局{}", "比分{}", "以{}告负", "战至{}", "加时{}", "第三局{}", "打出一波{}的攻势", "抢七{}险胜"],
)
def test_where_a_match_is_spoken_of_no_score_is_an_hour_or_a_range(place: str, sign: str) -> None:
    """Scores of two digits, which may be hours, rise and fall."""
    for left, right, spoken in (
        (16, 14, "十六比十四"),
        (11, 13, "十一比十三"),
        (20, 22, "二十比二十二"),
        (9, 21, "九比二十一"),
    ):
        assert spoken in normalize(place.format(f"{left}{sign}{right}") + "。")
