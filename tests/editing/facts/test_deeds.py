"""Who does it and what he is called, in a text and in its source."""

import pytest

from service.editing.facts import deeds, source_alignment

PASSAGE = source_alignment.read(
    "返乡的大学生邱渡把竹篮改小了一圈，当作茶叶礼盒来卖。学徒沈小禾学了四个月，一天能编三只。\n"
    "检票员卢满仓站在跳板头数人，船长杭水生昨晚睡在船上。73岁的茶农韦桂香第一个检票进站，副站长祝长庚接她，主任隋广平也来了。\n"
    "市场管理员木春花在两头装了同一型号的电子秤。\n"
    "本报讯（记者林知行）市民读书节昨天在东湖公园开幕，收银员乔安朗诵了自己写的诗。女球手顾小满打进两球。"
)


def faults(text):
    said = source_alignment.sentence(text)
    found = deeds.faults(said, PASSAGE.origins(said.grams), PASSAGE)
    return [(fault.claim, fault.reason) for fault in found]


@pytest.mark.parametrize(
    ("text", "claim", "reason"),
    [
        ("沈小禾把竹篮改小了一圈，当作茶叶礼盒来卖。", "沈小禾", "the source says it of 邱渡"),
        ("船长卢满仓站在跳板头数人。", "船长卢满仓", "the source calls 卢满仓 otherwise"),
        ("第一个检票进站的是73岁的退休教师韦桂香。", "教师韦桂香", "the source calls 韦桂香 otherwise"),
        ("站长祝长庚接她。", "站长祝长庚", "the source calls 祝长庚 otherwise"),
        ("副主任隋广平也来了。", "副主任隋广平", "the source calls 隋广平 otherwise"),
        ("市场管理员邱渡来了。", "管理员邱渡", "the source calls 邱渡 otherwise"),
    ],
)
def test_another_person_and_another_calling_are_named(text, claim, reason):
    assert (claim, reason) in faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "大学生邱渡把竹篮改小了一圈，当茶叶礼盒卖。",
        "检票员卢满仓站在跳板头数人。",
        "船长杭水生昨晚睡在船上。",
        "第一个进站的是老人韦桂香。",
        "市场的管理员木春花装了两台同一型号的电子秤。",
        "徒弟们都来了。",
        "副站长祝长庚接她，主任隋广平也来了。",
        "收银员乔安昨天到了在东湖公园开幕的市民读书节。",
        "打进两球的是女孩顾小满。",
    ],
)
def test_the_source_s_own_people_pass(text):
    assert faults(text) == []
