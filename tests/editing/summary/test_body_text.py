"""An article's body cut into sentences."""

from service.editing.summary import body_text
from tests.support.tables import every_row


def test_sentences_know_their_paragraph_and_whether_they_open_it():
    body = body_text.cut(["第一句。第二句。", "项目进展", "第三句。"])
    assert [(line.text, line.paragraph, line.first) for line in body.lines] == [
        ("第一句。", 0, True), ("第二句。", 0, False), ("第三句。", 1, True),
    ]  # fmt: skip
    assert (body.subheadings, body.paragraphs) == (("项目进展",), 2)


def test_a_paragraph_of_several_lines_is_several():
    assert body_text.cut(["第一句。\n\n 第二句。"]) == body_text.cut(["第一句。", "第二句。"])
    assert body_text.cut([]).lines == body_text.cut(["", " \n"]).lines == ()


@every_row(
    ("line", "is_one"),
    [("项目进展", True), ("他来了。", False), ("他说：“好。”", False), ("长" * 51, False), ("如下：", False)],
)
def test_a_subheading_is_short_and_ends_without_a_mark(line, is_one):
    assert body_text.is_subheading(line) is is_one


def test_blanks_and_what_stands_in_parentheses_count_for_nothing():
    assert body_text.size(" 一 二\n三\u3000") == 3
    assert body_text.unbracketed("王某（男，41岁）说(笑)。") == "王某说。"
