"""A source cut up, where a sentence comes from, and what stands around a number."""

from service.editing.facts import source_alignment
from service.editing.facts.source_alignment import likeness, near, plain, read, sentence
from tests.support.tables import every_row

SOURCE = "柳溪大桥三月开工。云岭水库完成除险加固。柳溪大桥总长三公里，投资四亿元。"


@every_row(
    ("written", "text"),
    [
        ("ＡＢ　１２％", "AB12%"),
        ("New York 时报", "New York时报"),
        ("柳溪 大桥", "柳溪大桥"),
        ("他说：“好”，（笑）", "他说：“好”，（笑）"),
        ('他说"好"', "他说“好“"),
    ],
)
def test_plain_text_keeps_the_marks_and_loses_the_width(written, text):
    assert plain(written) == text


def test_clauses_begin_where_the_text_has_them():
    cut = sentence("总长三公里，投资四亿元；明年通车。")
    assert [each.text for each in cut.clauses] == ["总长三公里", "投资四亿元", "明年通车"]
    assert all(cut.text.startswith(each.text, each.start) for each in cut.clauses)
    assert cut.clause_at(6).text == cut.clause_at(10).text == "投资四亿元"
    assert cut.clause_at(0).text == "总长三公里"


def test_the_blank_of_a_headline_ends_a_clause_and_one_in_prose_none():
    def clauses(line):
        return [(each.text, each.start) for each in source_alignment.sentences(line)[0].clauses]

    assert clauses("老街修好了\u3000车　不让进") == [("老街修好了", 0), ("车", 5), ("不让进", 6)]
    assert clauses("A股 涨3 万点") == [("A股", 0), ("涨3万点", 2)]
    assert clauses("老街 修好了。") == [("老街修好了", 0)]


def test_a_sentence_without_a_clause_has_itself():
    assert [each.text for each in sentence("。").clauses] == ["。"]


@every_row(
    ("text", "origins"),
    [
        ("云岭水库加固完成", (1,)),
        ("柳溪大桥投资四亿元", (2,)),
        ("云岭水库完成加固，柳溪大桥投资四亿元", (2, 1)),
        ("天气晴好", ()),
    ],
)
def test_the_sentences_that_a_text_draws_on(text, origins):
    assert read(SOURCE).origins(sentence(text).grams) == origins


def test_no_more_than_three_sentences_are_drawn_on():
    parts = ("柳溪大桥开工", "云岭水库加固", "青禾医院扩建", "南塘码头清淤")
    found = read("。".join(parts)).origins(sentence("，".join(parts)).grams)
    assert len(found) == len(set(found)) == source_alignment.MAX_ORIGINS < len(parts)


def around(text, number):
    at = text.index(number)
    return near(text, at, at + len(number))


def test_what_stands_next_to_a_number_tells_more_than_what_stands_further_away():
    ahead, behind = around("云岭水库总投资9万元建成使用", "9")
    assert 1 == ahead["投资"] > ahead["水库"] > ahead["云岭"] > 0
    assert 1 == behind["万元"] > behind["建成"] > behind["使用"] > 0
    assert "使用" not in ahead


def test_another_clause_tells_a_third():
    here, _ = around("今年云岭水库总投资9万元", "9")
    apart, _ = around("今年云岭，水库总投资9万元", "9")
    assert here["水库"] == apart["水库"]
    assert 0 < apart["云岭"] < here["云岭"] / 2


def test_likeness_is_of_the_same_side_first():
    one = around("柳溪9米", "9")
    assert likeness(one, around("柳溪7米", "7")) > likeness(one, around("7柳溪", "7")) > 0
    assert likeness(one, around("青禾医院7人", "7")) == 0


def test_a_listener_knows_the_beginning_and_what_was_just_said():
    source = read("".join(f"第{each}村通车。" for each in "甲乙丙丁戊己庚辛"))
    known = source_alignment.context(source, [7], before=2)
    assert [each for each in "甲乙丙丁戊己庚辛" if each in known] == [*"甲乙", *"己庚辛"]


def test_everyday_words_are_told_from_names():
    assert source_alignment.is_common("记者")
    assert not source_alignment.is_common("溪镇")
    assert source_alignment.weigh("溪镇") > source_alignment.weigh("记者") > 0
    assert source_alignment.is_word("记者")
    assert not source_alignment.is_word("鬱龘")
