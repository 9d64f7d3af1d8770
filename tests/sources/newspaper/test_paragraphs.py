"""Blocks of an article made into whole paragraphs: what a column broke is joined, and nothing else."""

from dataclasses import replace

import pytest

from service.model import UNREADABLE
from service.sources.newspaper.line_classes import Block, LineClass
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.paragraphs import paragraphs

OPEN = "柳溪大桥昨日开工建设，全长三公里，工人正在铺设桥"
REST = "面的沥青。"


def text(number, words, **more):
    return Block(number, words, LineClass.TEXT, **more)


def continued(number, words, **more):
    return text(number, words, type=LineType.CONTINUATION, **more)


def test_a_sentence_that_a_column_broke_is_joined_and_said():
    made = paragraphs([text(1, OPEN), continued(2, REST), text(3, "南塘码头明年扩建。")])
    assert made.texts == (OPEN + REST, "南塘码头明年扩建。")
    (join,) = made.joins
    assert (join.number, join.before) == (2, f"{OPEN[-8:]}|{REST}")
    assert made.damaged == ()


def test_whole_sentences_stay_paragraphs_of_their_own():
    made = paragraphs([text(1, "柳溪大桥昨日开工。"), continued(2, "面的沥青已经铺好。")])
    assert len(made.texts) == 2
    assert made.joins == ()


@pytest.mark.parametrize(
    ("head", "tail", "count"),
    [
        ("有人冒充水厂打电话，称“退三天水费，", "请提供卡号和口令”，两人受骗。", 1),
        ("她在信里写道：“桥通了，", "娘就能来看我了。”全村都知道这封信。", 1),
        ("“桥要修。”老岑说。", "路也要修”，老鲍说。", 2),
        ("“桥要修，工期三年。", "“路也要修，工期一年。”老岑说。", 2),
        ("“新桥”工程启动，", "市民可以绕行“旧桥”。", 2),
    ],
)
def test_quotation_that_a_line_breaks_is_joined(head, tail, count):
    assert len(paragraphs([text(1, head), text(2, tail)]).texts) == count


@pytest.mark.parametrize("how", [{"starts": True}, {"indented": True}])
def test_a_line_that_begins_something_is_not_joined_and_the_open_one_is_damaged(how):
    made = paragraphs([text(1, OPEN), replace(continued(2, REST), **how)])
    assert made.texts == (OPEN, REST)
    assert OPEN in made.damaged


def test_a_line_that_is_not_known_to_continue_needs_more_evidence():
    open_, next_ = text(1, "县里今年建设一批小型的水库"), "学生返回校园。"
    assert len(paragraphs([open_, text(2, next_)]).texts) == 2
    assert len(paragraphs([open_, continued(2, next_)]).texts) == 1
    assert len(paragraphs([text(1, f"{open_.text}，"), text(2, next_)]).texts) == 1


@pytest.mark.parametrize(
    ("head", "tail", "seam"),
    [
        ("柳溪大桥昨日开工建设，投资共计13", "5万元。", UNREADABLE),
        ("柳溪大桥昨日开工建设，设备来自New", "York的公司。", " "),
        ("柳溪大桥昨日开工建设，设备来自AB", "公司，", ""),
    ],
)
def test_what_stands_where_two_lines_meet(head, tail, seam):
    made = paragraphs([text(1, head), continued(2, tail)])
    assert made.texts[0] == head + seam + tail


@pytest.mark.parametrize(
    ("head", "rest", "count"),
    [
        ("今年春天以来，全县在北部三个山区乡镇的十二条小流域里，已经先后开工建设了一批小型的水库", "学生返回校园。", 1),
        ("县里今年建设一批小型的水库", "学生返回校园。", 2),
        (
            "今年春天以来，全县在北部三个山区乡镇的十二条小流域里，已经先后开工建设了一批小型的水库",
            "学生们昨天下午从各个村子返回了县城里的三所中学校园。",
            2,
        ),
    ],
    ids=["long and short", "below a short line", "a long sentence"],
)
def test_a_short_sentence_below_a_long_line_that_breaks_off_is_its_rest(head, rest, count):
    assert len(paragraphs([text(1, head), text(2, rest)]).texts) == count


def test_a_subheading_ends_the_paragraph_above_it():
    made = paragraphs([text(1, OPEN), Block(2, "码头扩建", LineClass.SUBHEADING), continued(3, REST)])
    assert made.texts == (OPEN, "码头扩建", REST)
    assert made.subheadings == {"码头扩建"}
    assert made.damaged == (OPEN,)


def test_only_the_sentence_that_broke_off_is_damaged():
    made = paragraphs([text(1, f"码头明年扩建。{OPEN}")])
    assert made.damaged == (OPEN,)


def test_a_short_line_without_an_end_is_whole():
    assert paragraphs([text(1, "柳溪村的春天")]).damaged == ()


def test_a_line_that_opens_amid_a_sentence_is_damaged_there():
    made = paragraphs([text(1, "，桥面铺好了。码头明年扩建。")])
    assert made.damaged == ("，桥面铺好了。",)


def test_a_line_below_something_else_that_begins_in_a_word_is_damaged():
    cut = "们都来到了现场。码头明年扩建。"
    inside = "况已经查明。码头明年扩建。"
    assert paragraphs([text(1, cut)]).damaged == ("们都来到了现场。",)
    assert paragraphs([text(1, inside, broken=True)]).damaged == ("况已经查明。",)
    assert paragraphs([text(1, inside)]).damaged == ()


def test_captions_and_furniture_are_passed_over():
    made = paragraphs([text(1, OPEN), Block(2, "图为桥面", LineClass.CAPTION), continued(3, REST)])
    assert made.texts == (OPEN + REST,)


def test_a_credit_that_a_column_broke_is_taken_off_the_joined_end():
    made = paragraphs([text(1, f"{OPEN}{REST}（记者　赵彬　通讯"), continued(2, "员　刘芳）")])
    assert made.texts == (OPEN + REST,)
    assert [credit.authors for credit in made.credits] == [("赵彬", "刘芳")]
    assert made.damaged == ()


def test_an_office_below_a_picture_begins_a_sentence_and_a_cut_word_none():
    for words, cut in (("县统计局局长李明说，经济平稳。", False), ("境峡谷景色很好，游客很多。", True)):
        made = paragraphs([text(1, "全县经济平稳。"), text(2, words, broken=True)])
        assert bool(made.damaged) is cut


def credit(number, words):
    return Block(number, "", LineClass.CREDIT, credit=words)


def test_a_readers_signature_stays_below_the_letter():
    letter = [text(1, "请装一盏灯。"), credit(2, "东漕区市民 谭谨言")]
    assert paragraphs(letter).texts == ("请装一盏灯。", "东漕区市民 谭谨言")
    assert paragraphs([letter[0], credit(2, "本报记者 方远")]).texts == ("请装一盏灯。",)


def test_the_names_behind_parts_stay_where_there_are_two():
    parts = [text(1, "秤要公道。", signed="（方远）", ends=True), text(2, "电梯太吵。"), credit(3, "（卢明）")]
    assert paragraphs(parts).texts == ("秤要公道。", "（方远）", "电梯太吵。", "（卢明）")
    assert paragraphs(parts[:2]).texts == ("秤要公道。", "电梯太吵。")


def test_the_text_below_a_signature_does_not_go_on_with_it():
    parts = [text(1, OPEN, signed="（方远）", ends=True), credit(2, "（卢明）"), continued(3, REST)]
    assert paragraphs(parts).texts[-1] == REST


def test_a_day_alone_waits_for_what_is_said_of_it_below():
    made = paragraphs([text(1, "明天：晴，25℃。31日："), text(2, "多云转晴，26℃。")])
    assert made.texts == ("明天：晴，25℃。31日：多云转晴，26℃。",)
    assert len(paragraphs([text(1, "他说得很慢："), text(2, "多云转晴，26℃。")]).texts) == 2
