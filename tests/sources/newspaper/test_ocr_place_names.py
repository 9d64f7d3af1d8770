"""Misread counties: found beside their region alone, and corrected where the name stands as a place."""

from service.sources.newspaper.ocr_place_names import Correction, alike, correct, corrections
from tests.support.tables import every_row


def found(text):
    return [(each.wrong, each.right, each.suffix) for each in corrections(text)]


def test_a_county_beside_its_prefecture_or_province_is_known_by_its_look_alike():
    assert found("聊城市在平区举行比赛。") == [("在平", "茌平", "区")]
    assert found("山东省在平区举行比赛。") == [("在平", "茌平", "区")]
    (only,) = corrections("聊城市在平区举行比赛。")
    assert "聊城市 has no 在平区" in only.why


def test_each_misread_name_is_told_once():
    assert found("聊城市在平区举行比赛，聊城市在平区获胜。") == [("在平", "茌平", "区")]


@every_row(
    "text",
    [
        "聊城市茌平区举行比赛。",
        "在平区举行比赛。",
        "青岛市在平区举行比赛。",
        "聊城市在平县举行比赛。",
        "聊城市和平区举行比赛。",
        "聊城市在乎区举行比赛。",
        "聊城市在平",
        "聊城市",
    ],
)
def test_without_region_rank_or_likeness_nothing_is_corrected(text):
    assert found(text) == []


def test_a_character_without_a_code_is_like_none():
    assert alike("在", "茌")
    assert not alike("A", "茌")
    assert not alike("茌", "A")


CHIPING = Correction("在平", "茌平", "区", "")


@every_row(
    ("text", "wanted"),
    [
        ("在平区、在平镇、在平街道", "茌平区、茌平镇、茌平街道"),
        ("在平区的活动在平等中结束，在平区落幕", "茌平区的活动在平等中结束，茌平区落幕"),
        ("聊城市在平苹果上市", "聊城市茌平苹果上市"),
        ("在平苹果上市", "茌平苹果上市"),
        ("摆在平苹果旁", "摆在平苹果旁"),
        ("在平地上", "在平地上"),
        ("聊城在平", "聊城在平"),
        ("没有这个地名", "没有这个地名"),
    ],
)
def test_the_others_of_the_page_follow_where_they_stand_as_a_place(text, wanted):
    assert correct(text, CHIPING, f"苹果丰收，苹果好吃。{text}") == wanted


def test_a_word_that_the_page_has_nowhere_else_is_no_evidence():
    assert correct("在平苹果上市", CHIPING, "在平苹果上市") == "在平苹果上市"
