"""What is seen of one line by itself, whatever stands around it."""

import time

from service.sources.newspaper.line_classes import Block, LineClass
from service.sources.newspaper.line_shape import SeenLine, look, seen, shape_features
from tests.support.tables import every_row


def line(text: str, role: LineClass = LineClass.TEXT, level: int = 0) -> SeenLine:
    return seen(Block(1, text, role, level), text)


@every_row(
    ("block", "form"),
    [
        (line("老街旧楼加装电梯提速", level=1), "H1"),
        (line("老街旧楼加装电梯提速", level=5), "bold"),
        (line("方远", LineClass.BYLINE), "by"),
        (line("（下转第三版）"), "paren"),
        (line("本报莲湖讯 （记者 方远）全市今天起延长图书馆开放时间。"), "dated"),
        (line("居民都说，加装了电梯以后上楼方便得多。  本报记者  卢明"), "credited"),
        (line("全市把老旧住宅加装电梯列为今年的民生实事，并且公布了进度表。"), "prose"),
    ],
)
def test_a_line_has_a_form(block, form):
    assert block.form == form


@every_row(
    ("text", "feature"),
    [
        ("责编 方远 美编 卢明", "staff"),
        ("咨询电话：5550-1234567", "contact"),
        ("遗失声明", "notice"),
        ("今天多云，偏北风三级", "weather"),
        ("（一）意见怎样统一", "numbered"),
        ("记者：采光怎么办？", "question"),
        ("详见第三版", "pointer"),
        ("方远 卢明", "names"),
    ],
)
def test_words_and_marks_in_it_are_named(text, feature):
    assert feature in shape_features(line(text))
    assert feature not in shape_features(line("老街旧楼加装电梯提速"))


def test_only_a_line_short_enough_for_a_headline_is_asked_for_a_headlines_features():
    assert "quotes" in shape_features(line("“最后一公里”通了"))
    assert "quotes" not in shape_features(line("“最后一公里”通了，" * 9))


def test_short_lines_of_one_kind_look_alike():
    assert look(line("一、采光问题")) == look(line("二、资金从哪里来"))
    assert look(line("一、采光问题")) != look(line("采光问题"))
    assert look(line("全市把老旧住宅加装电梯列为今年的民生实事，并且公布了进度表。")) == ""


@every_row("unit", ["检修", "（记者 方远", "本报记者 方远 ", "。1.", "　", "见版"])
def test_the_time_does_not_grow_with_the_middle_of_a_line(unit):
    def seconds(times: int) -> float:
        text = unit * times
        start = time.process_time()
        for _ in range(20):
            shape_features(line(text))
        return time.process_time() - start

    seconds(100)
    assert seconds(20_000) < 30 * min(seconds(2_000) for _ in range(3)) + 0.1
