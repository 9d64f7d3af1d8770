"""Text from outside made plain."""

from service.sources.text_cleaning import line, paragraphs, title, visible
from tests.support.tables import every_row


@every_row(
    ("text", "plain"),
    [
        ("春\u200b灌\u202e开\ufeff始", "春灌开始"),
        ("\x1b[31m红\x1b[0m字\x07", "红字"),
        ("一\u2028二\x85三\tx\n", "一\n二\n三\tx\n"),
        ("\ue000\ufdd0\ud800字", "字"),
        ("👩\u200d🌾采\u200d收", "👩\u200d🌾采收"),
    ],
)
def test_what_is_not_seen_is_taken_out(text, plain):
    assert visible(text) == plain


@every_row(
    ("text", "plain"),
    [("6⽉3⽇，⽼⼈局⻓", "6月3日，老人局长"), ("春灌︐开始︒﹁好﹂", "春灌,开始。「好」"), ("丨、→①Ⅳ㎡", "丨、→①Ⅳ㎡")],
)
def test_radicals_and_marks_of_vertical_print_become_what_they_look_like(text, plain):
    assert visible(text) == plain


def test_characters_that_the_caller_keeps_stay():
    assert visible("a\u200bb\u200cc", but="\u200b") == "a\u200bbc"


def test_a_part_of_a_message_is_one_short_line():
    assert line("a\n b\u2028c") == "a b c"
    assert len(line("长" * 999)) == 200
    assert line(ValueError("\n")) == "ValueError"


@every_row(
    ("markup", "plain"),
    [
        ("<b>春灌</b>\n开始", "春灌 开始"),
        ("A &amp;amp; B", "A & B"),
        ("1 < 2", "1 < 2"),
        ("x" * 999, "x" * 300),
    ],
)
def test_a_title_is_one_line_without_markup(markup, plain):
    assert title(markup) == plain


def test_paragraphs_have_no_scripts_captions_or_comments():
    markup = "<p>一<b>二</b><script>x()</script>三</p><!-- no --><figure><figcaption>图</figcaption></figure>四<br>五"
    assert paragraphs(markup) == ("一二三", "四", "五")
    assert paragraphs("一\n\n 二 \n") == ("一", "二")
    assert paragraphs("<!-- -->") == ()
