from service.sources.newspaper.character_repair import half_width, headline, unspaced
from service.sources.newspaper.ocr_place_names import alike, correct, corrections
from service.sources.newspaper.ocr_repairs import Repairer
from tests.support.tables import every_row


@every_row(
    ("text", "wanted"),
    [
        ("２９．４亿元，增长１２％", "29.4亿元，增长12%"),
        ("ＡＩ＋制造", "AI+制造"),
        ("比分３：１", "比分3:1"),
        ("好，坏：中", "好，坏：中"),
    ],
)
def test_digits_and_letters_are_half_width_and_chinese_marks_stay(text, wanted):
    assert half_width(text) == wanted


@every_row(
    ("text", "wanted"),
    [
        ("机器 人企业 ，很多", "机器人企业，很多"),
        ("以“敢闯敢试 实干争先”为主题", "以“敢闯敢试 实干争先”为主题"),
        ("用 Python 写", "用Python写"),
        ("“机 器人”", "“机器人”"),
    ],
)
def test_blanks_inside_chinese_go_and_those_that_part_a_slogan_stay(text, wanted):
    assert unspaced(text) == wanted


def test_a_headline_keeps_the_blank_between_its_parts():
    assert headline("两案例入选  省级典型案例") == "两案例入选 省级典型案例"
    assert headline("大 桥 检 修") == "大桥检修"


def test_look_alikes_are_told_by_their_four_corner_codes():
    assert alike("在", "茌")
    assert alike("绎", "峄")
    assert not alike("和", "茌")


def test_the_gazetteer_decides_only_where_one_county_is_a_look_alike_away():
    (found,) = corrections("聊城市在平区举行比赛")
    assert (found.wrong, found.right) == ("在平", "茌平")
    for text in (
        "在平区举行",
        "聊城市高新区",
        "聊城市东昌府区",
        "聊城市和平区",
        "德州市在平原县",
        "聊城市在平等基础上",
    ):
        assert corrections(text) == ()


PAGE = "聊城市在平区举行比赛。在平韭菜好。韭菜丰收。"


@every_row(
    ("text", "wanted"),
    [
        ("聊城市在平区", "聊城市茌平区"),
        ("推动在平区发展", "推动茌平区发展"),
        ("在平韭菜产销两旺", "茌平韭菜产销两旺"),
        ("双方在平等相待", "双方在平等相待"),
        ("他在平塘县", "他在平塘县"),
        ("他在平原县", "他在平原县"),
        ("在平台上", "在平台上"),
        ("落户在平", "落户在平"),
        ("在平凡岗位上", "在平凡岗位上"),
    ],
)
def test_the_name_is_corrected_where_it_stands_as_a_place(text, wanted):
    (correction,) = corrections(PAGE)
    assert correct(text, correction, PAGE + text) == wanted


def test_each_repair_is_recorded_with_the_new_characters():
    text, edits = Repairer("聊城市在平区", {"青岗": "青岚"}).sentence("聊城市在平区 与青岗合作２次", "paragraph 1")
    assert text == "聊城市茌平区与青岚合作2次"
    assert [e.what for e in edits] == ["half width", "blanks", "corrected", "corrected"]
    assert all(c in "".join(e.why + e.before for e in edits) for c in "茌岚2")


def test_what_a_repair_brings_in_stands_in_its_record():
    text, edits = Repairer("", {}).sentence("◎献血　１０月３１日，献血车停靠广场。", "line 1")
    assert text == "◎献血：10月31日，献血车停靠广场。"
    assert [(each.what, each.why.rpartition(" ")[2]) for each in edits] == [("half width", "103"), ("blanks", "：")]


def test_a_correction_of_the_users_own_leaves_what_is_right_already():
    repairer = Repairer("", {"李明": "李明辉"})
    text, edits = repairer.sentence("李明辉出席，李明说。", "line 1")
    assert (text, [each.why for each in edits]) == ("李明辉出席，李明辉说。", ["your correction: 李明辉 for 李明"])
    assert repairer.sentence(text, "line 1") == (text, [])
