"""Misread characters in very common words are put right, and nothing else is touched."""

import pytest

from service.model import Page
from service.sources.newspaper.look_alikes import corrected, misread
from service.sources.newspaper.page_reader import read

DAMAGED = "昨夭下午，渡口恢复通航。工程己经完成。"
"""What else a scanner has misread on a page."""


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        ("今夭起，城南三所幼儿园恢复供餐。", "今天起，城南三所幼儿园恢复供餐。"),
        ("昨夭下午，渡口恢复通航。", "昨天下午，渡口恢复通航。"),
        ("施工己经完成，道路恢复通行。", "施工已经完成，道路恢复通行。"),
        ("12月21曰，县图书馆开馆。", "12月21日，县图书馆开馆。"),
        ("这台杌器能分拣三种果子。", "这台机器能分拣三种果子。"),
        ("该片区不在公交兔费范围。", "该片区不在公交免费范围。"),
        ("令晚8时起，河东片区停水。", "今晚8时起，河东片区停水。"),
        ("全镇令年种豆3万亩。", "全镇今年种豆3万亩。"),
        ("令早，渡口恢复通航。", "今早，渡口恢复通航。"),
        ("明天：睛，5℃至12℃；后天睛转多云。", "明天：晴，5℃至12℃；后天晴转多云。"),
        ("本月起开行4趟动车组列东。", "本月起开行4趟动车组列车。"),
        ("大桥定于3月2l日通车。", "大桥定于3月21日通车。"),
    ],
)
def test_word_read_wrong_is_put_right(read_as: str, meant: str) -> None:
    page = f"{read_as}\n{DAMAGED}"
    assert corrected(read_as, misread(read_as, page)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "各银行试点投贷联动，贷款和投资都有增加。",
        "世界卫生组织报告H5N5型禽流感致人死亡病例",
        "不做表面文章，不耍花拳绣腿。",
        "这台杌器能分拣三种果子。",
    ],
)
def test_the_only_doubtful_character_of_a_page_stays(text: str) -> None:
    assert misread(text, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "东汊湖底淤泥最深处有两米。",
        "老人已经不太认得我。",
        "他听了一分多钟，才挂断电话。",
        "采茶工一直采到看不清芽头。",
        "机动车由东往西走二桥。",
        "馆内藏书一次最多可借八册。",
        "这些字画都可入文。",
        "教育处处长汪海燕说，学位够用。",
        "桃之夭夭，灼灼其华。",
        "学校未讲清楚收费标准。",
        "昨日第二版“今天”误为“今夭”，特此更正。",
        "酒在氷面上铺开。",
        "这道命令晚于预期。",
        "禁令年底到期。",
        "此举令年轻人振奋。",
        "这话令日本客人发笑。",
        "令早已离乡的人落泪。",
        "她定睛一看，果然是他。",
        "他的眼睛，天生带蓝。",
        "一列东去的火车驶过渡口。",
    ],
)
def test_what_is_right_or_in_doubt_stays(text: str) -> None:
    assert misread(text) == []


def test_page_with_the_same_word_and_both_neighbours_is_evidence() -> None:
    text = "第三届柳塘蜜爪节照常开幕。"
    assert misread(text, f"{text}\n{DAMAGED}") == []
    found = misread(text, f"{text}晚熟蜜瓜上市。瓜节的晚会不办了。\n{DAMAGED}")
    assert corrected(text, found) == "第三届柳塘蜜瓜节照常开幕。"
    assert misread(text, f"{text}晚熟蜜瓜上市。\n{DAMAGED}") == []


def test_page_with_a_like_name_of_another_person_is_none() -> None:
    text = "记者石朋亮说，路已修好。"
    assert misread(text, f"{text}石明亮也在场。") == []


def test_page_tells_what_was_put_right() -> None:
    page = Page("a.md", "# 城南桥今天通车\n\n本报讯 今夭起，城南桥恢复双向通行，公交三路同时恢复原线。\n")
    (article,) = read(page)
    assert "今天起" in article.text
    assert any(edit.what == "corrected" and "天 for 夭" in edit.why for edit in article.edits)


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        ("他伸芋拉住了孩子。", "他伸手拉住了孩子。"),
        ("钟褛底下摆了两张桌子。", "钟楼底下摆了两张桌子。"),
    ],
)
def test_what_is_likely_is_put_right_on_a_page_that_is_surely_misread(read_as: str, meant: str) -> None:
    assert misread(read_as, f"{read_as}\n渡口3月21日通航。") == []
    assert corrected(read_as, misread(read_as, f"{read_as}\n渡口3月2l日通航。")) == meant


@pytest.mark.parametrize("text", ["记者石朋亮说，路已修好。", "乡里请来郎中夏主簿。", "东汊湖底淤泥最深处有两米。"])
def test_a_name_stays_on_a_page_that_is_surely_misread(text: str) -> None:
    assert misread(text, f"{text}\n渡口3月2l日通航。") == []
