"""Half-width marks, quotation marks of other forms, and marks within marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.language import punctuation
from tests.support.tables import every_row


@every_row(
    ("printed", "meant"),
    [
        ("“由“就水治水”向“系统治理”转型。”周河说。", "“由‘就水治水’向‘系统治理’转型。”周河说。"),
        ("“‘十五五’期间，“一网通办”要办成。”周河说。", "“‘十五五’期间，‘一网通办’要办成。”周河说。"),
        ('"管网改了18公里。"周河说。他介绍，"一网通办"方便。', "“管网改了18公里。”周河说。他介绍，“一网通办”方便。"),
        ('“管网改了18公里。"周河说，"明年再改”。', "“管网改了18公里。”周河说，“明年再改”。"),
        ("「去年只有『十六度』。」王秀兰说。", "“去年只有‘十六度’。”王秀兰说。"),
        ('改造了18公里。"周河说，"明年再改"。', "改造了18公里。”周河说，“明年再改”。"),
        ('到了南美。"订单多了，"仇畴说，"客户肯等。', "到了南美。“订单多了，”仇畴说，“客户肯等。"),
        ("＂暖气热。＂王秀兰说，〝真热〞。", "“暖气热。”王秀兰说，“真热”。"),
        ('他买了27"显示器，说"够大"，"还降了20"。', '他买了27"显示器，说“够大”，“还降了20”。'),
    ],
)
def test_all_marks_become_those_of_papers(printed, meant):
    assert punctuation.as_papers_print(printed) == meant


@every_row(
    ("printed", "meant"),
    [
        ("本报讯(记者 林晓岚)11月29日,河湾县供暖.", "本报讯（记者 林晓岚）11月29日，河湾县供暖。"),
        ("参保率98%,同比增长12.5%.全县有3.6万户", "参保率98%，同比增长12.5%。全县有3.6万户"),
        ('县长强调:"热不热,群众说了算."', "县长强调：“热不热，群众说了算。”"),
        ("世界贸易组织(WTO)的报告;为什么?好!", "世界贸易组织（WTO）的报告；为什么？好！"),
        ("三.抓落实,抓到底.", "三.抓落实，抓到底。"),
        (
            '他们是去年毕业的学生.25岁的任知秋说:"行".气温降到8℃.',
            "他们是去年毕业的学生。25岁的任知秋说：“行”。气温降到8℃。",
        ),
        ("河湾县供暖﹐占98．6%．全县｢三项｣、46人．", "河湾县供暖，占98．6%。全县“三项”、46人。"),
        ("热线550126.", "热线550126。"),
        ("用AI,省了2个人.他说:行.", "用AI,省了2个人。他说：行。"),
    ],
)
def test_half_width_marks_of_chinese_become_full(printed, meant):
    assert punctuation.as_papers_print(printed) == meant


@every_row(
    "paragraph",
    [
        "“一窗通办”和“一网通办”都在三楼。",
        "“今年收成好。他说，“一网通办”方便。",  # one is lost, and nobody knows which
        "周河说：“收成好”。”",
        "“甲“乙“丙”丁”戊”",
        "「去年室內溫度祇有十六度。」王秀蘭說。",
        "他没有说话。",
        "12:30开门，3,600人参加，比分3:2，占3.6%，见www.hewan.example。",
        "一.加强领导",
        "A/B测试、Q&A;王先生",
        "见https://hewan.example/a?b=c。",
        "等一等...再说",
        "他读完了“Hello, world.”这一课",
    ],
)
def test_other_texts_stay(paragraph):
    assert punctuation.as_papers_print(paragraph) == paragraph


@given(st.text('甲乙一1aA，。“”‘’"「」,.:;?!()[]/&% ', max_size=30))
def test_the_length_stays(text):
    assert len(punctuation.as_papers_print(text)) == len(text)


@given(
    st.lists(
        st.sampled_from(["甲乙", "一", "12", "A", '"', "，", ",", ".", "(丙)", "「丁」", "“戊”", "。", ":"]),
        max_size=12,
    )
)
def test_nothing_changes_twice(pieces):
    once = punctuation.as_papers_print("甲".join(pieces))
    assert punctuation.as_papers_print(once) == once
