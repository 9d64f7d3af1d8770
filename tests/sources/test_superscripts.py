"""Raised digits in plain text: a power stays, the mark of a note goes, and what cannot be told is in doubt."""

import re

from service.model import UNREADABLE as X
from service.sources.superscripts import apart, formulas, raised, settled
from tests.support.tables import every_row


@every_row("text", ["10⁸公斤", "120m²", "3.6×10⁻³克", "3²等于9"])
def test_a_power_stays(text):
    assert settled(text) == text


@every_row(
    ("text", "left"),
    [
        ("120³万亩", "120万亩"),
        ("120[3]万亩", "120万亩"),
        ("藏书¹达到4200册", "藏书达到4200册"),
        ("120※，", "120，"),
        ("95%*。", "95%。"),
    ],
)
def test_the_mark_of_a_note_is_taken_out(text, left):
    assert settled(text) == left


@every_row("text", ["2¹⁰次", "120³5", "长120米²", "H₂5", "12٣万"])
def test_what_is_neither_surely_is_in_doubt(text):
    assert X in settled(text)


@every_row(
    ("text", "plain"),
    [
        (r"$3.6\times10^{8}$", "3.6×10⁸"),
        (r"$\frac{1}{3}$的人", "1/3的人"),
        (r"2$\frac{1}{3}$", f"2{X}"),
        (r"$\sqrt{3}$", X),
        (r"$\mathrm{PM}_{2.5}$", "PM2.5"),
        (r"$\mathrm{PM}_{10}$", "PM10"),
        (r"$\mathrm{PM}_{2.5}26$", f"PM{X}26"),
        (r"$\mathrm{CO}_{2}$", "CO₂"),
        (r"$v_{2.5}$", f"v{X}"),
        ("10^8公斤", "10⁸公斤"),
        ("$100和$200", "$100和$200"),
        ("投入$2 6 . 5$万元", "投入26.5万元"),
        ("有$1{,}200$人", "有1,200人"),
        ("$100 和 $200", "$100 和 $200"),
        ("票价$3 $5", "票价$3 $5"),
        (r"人均$\yen 35$", "人均¥35"),
        (r"新增$1 2 \text { 万 }$张", "新增12万张"),
        (r"$\bigstar$ 正文", "★ 正文"),
        (r"骑行\(15\)分钟", "骑行15分钟"),
        (r"接诊\( 1 4 0 \)人，\(9{:}00-16{:}00\)", "接诊140人，9:00-16:00"),
        (r"\(1\)带好证件", r"\(1\)带好证件"),
        (r"第\(A\)组", r"第\(A\)组"),
        (r"电话\(0558\)1234", f"电话{X}1234"),
        (r"投资$\$ 5 2$亿美元", "投资$52亿美元"),
        (r"票价\$3，降到\$2", r"票价\$3，降到\$2"),
        (r"准点率$95\\%$", "准点率95%"),
        (r"艾尼 $\cdot$ 买买提", "艾尼·买买提"),
        (r"$3\cdot4$", "3·4"),
    ],
)
def test_a_formula_becomes_text_or_is_in_doubt(text, plain):
    assert formulas(text) == plain


@every_row(("text", "left"), [("8", "⁸"), ("-3", "⁻³"), ("o", "°"), ("TM", ""), ("注", ""), ("[3]", "")])
def test_raised_text_is_a_number_a_sign_or_the_mark_of_a_note(text, left):
    assert raised(text) == left


@every_row(("text", "left"), [("1-2", f"1{X}2"), ("1-万", "1万"), ("-2", "2"), ("1-", "1")])
def test_two_numbers_never_become_one(text, left):
    assert re.sub("-", apart, text) == left


def test_text_without_a_sign_is_left_as_it_is():
    assert settled("全市新开工电梯212部。") == "全市新开工电梯212部。"


@every_row(
    ("text", "plain"),
    [
        ("对合龙段进行 $^{24}$ 小时监测。", f"对合龙段进行 {X} 小时监测。"),
        ("新增 ${ }^{3}$ 个专家门诊", f"新增 {X} 个专家门诊"),
        ("据统计$^{1}$，全县有个体户三千。", "据统计，全县有个体户三千。"),
        ("这一做法$^{2}$个别地方也有。", "这一做法个别地方也有。"),
    ],
)
def test_a_raised_number_that_counts_what_follows_is_in_doubt_and_no_note(text, plain):
    assert settled(text) == plain
