"""A reader's letter is told with what the office answers."""

from __future__ import annotations

from service.editing.summary import answers, points, summary_levels
from service.model import Article, Genre

LETTER = "4月初，望棹新村门口的公交站忽然往东挪了180米，挪到了花鸟市场门口。"
REPLY = "望棹新村站东移，是因为原站位离车库出口只有18米，6月底前将在北门增设一处小站台。"
ARTICLE = Article("a.txt", "公交站往前挪了180米", (LETTER, "青禾公交集团回复本报：", REPLY), genre=Genre.BRIEF)


def test_no_telling_of_a_letter_is_whole_without_the_answer():
    whole = [level for level in summary_levels(ARTICLE, 200) if level.is_whole]
    assert whole
    assert all(any(REPLY in each.text for each in level.sentences) for level in whole)


def test_the_answer_is_what_stands_below_the_line_that_gives_the_word():
    assert answers.answer(ARTICLE) == REPLY
    assert answers.answer(Article("a.txt", "标题", (LETTER, REPLY))) == ""
    assert answers.answer(Article("a.txt", "标题", (f"青禾公交集团回复本报：{REPLY}",))) == ""


def test_a_letter_has_its_answer_for_its_point():
    point = points.point_of(ARTICLE)
    assert point is not None
    assert point.is_told(REPLY)
    assert not point.is_told(LETTER)
