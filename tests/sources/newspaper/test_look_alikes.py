"""Misread characters in very common words are put right, and nothing else is touched."""

import pytest

from service.model import Page
from service.sources.newspaper.look_alikes import corrected, misread
from service.sources.newspaper.page_reader import read


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        ("今夭起，城南三所幼儿园恢复供餐。", "今天起，城南三所幼儿园恢复供餐。"),
        ("昨夭下午，渡口恢复通航。", "昨天下午，渡口恢复通航。"),
        ("施工己经完成，道路恢复通行。", "施工已经完成，道路恢复通行。"),
        ("12月21曰，县图书馆开馆。", "12月21日，县图书馆开馆。"),
        ("这台杌器能分拣三种果子。", "这台机器能分拣三种果子。"),
        ("该片区不在公交兔费范围。", "该片区不在公交免费范围。"),
    ],
)
def test_word_read_wrong_is_put_right(read_as: str, meant: str) -> None:
    assert corrected(read_as, misread(read_as)) == meant


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
    ],
)
def test_what_is_right_or_in_doubt_stays(text: str) -> None:
    assert misread(text) == []


def test_page_tells_what_was_put_right() -> None:
    page = Page("a.md", "# 城南桥今天通车\n\n本报讯 今夭起，城南桥恢复双向通行，公交三路同时恢复原线。\n")
    (article,) = read(page)
    assert "今天起" in article.text
    assert any(edit.what == "corrected" and "天 for 夭" in edit.why for edit in article.edits)
