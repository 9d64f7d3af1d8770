"""Markup inside a line: only the numbers that a reader of the rendered page sees are told."""

import random
import re
from collections import Counter
from xml.sax.saxutils import escape

import pytest

from service.model import UNREADABLE, Article, Page
from service.sources import feeds, inline_markup, newspaper, superscripts, web_pages
from service.sources.fetching import Client, FetchLimits
from service.speech.normalization import normalize
from tests.sources.test_feeds import NOW, rss
from tests.support.examples import examples
from tests.support.tables import every_row

RUNS = examples(12, 400)
X = UNREADABLE


def settled(markup, *, markdown=False):
    return superscripts.settled(inline_markup.rendered(markup, markdown=markdown).text)


@every_row(
    ("markup", "text"),
    [
        ("10<sup>8</sup>公斤", "10⁸公斤"),
        ("3.6×10<sup>-3</sup>克", "3.6×10⁻³克"),
        ("$3.6\\times10^{8}$千瓦时", "3.6×10⁸千瓦时"),
        ("10^8公斤", "10⁸公斤"),
        (r"全长<math>6.4\,\text{km}</math>，<math>12</math>站", "全长6.4km，12站"),
        (r"全长<math>\sqrt{2}</math>里", f"全长{X}里"),
        ("全长<math><mn>6</mn></math>里", f"全长{X}里"),
        ("占地120m<sup>2</sup>", "占地120m²"),
        ("3²等于9", "3²等于9"),
        ("120<sup>3</sup>万亩", "120万亩"),
        ("120<sup><a href='#n'>[3]</a></sup>万亩", "120万亩"),
        ("120③万吨", "120万吨"),
        ("120[3]万亩", "120万亩"),
        ("120[^3]万亩", "120万亩"),
        ("藏书<sup>1</sup>达到4200册", "藏书达到4200册"),
        ("3.10<sup>8</sup>x", f"3.10{X}x"),
        ("2<sup>10</sup>次", f"2{X}次"),
        ("10<sup>3</sup>万亩", f"10{X}万亩"),
        ("120<sup>3</sup>5", f"120{X}5"),
        ("长120米<sup>2</sup>", f"长120米{X}"),
        ("E=mc<sup>2</sup>", f"E=mc{X}"),
        ("$\\frac{1}{3}$的人", "1/3的人"),
        ("2$\\frac{1}{3}$", f"2{X}"),
        ("<sup>1</sup>/<sub>2</sub>的人", "1/2的人"),
        ("$\\sqrt{3}$", X),
        ("$15^{\\circ}\\mathrm{C}$", "15℃"),
        ("$100和$200", "$100和$200"),
        ("CO<sub>2</sub>", "CO2"),
        ("H<sub>2</sub>5吨", f"H{X}5吨"),
        ("<s>不</s>取消", "取消"),
        ("1<s>0</s><b>2</b>万", f"1{X}<b>2</b>万"),
        ("<span style='text-decoration: line-through'>30</span>40万", "40万"),
        ("<span style='display:none'>5</span>12万", "12万"),
        (
            "<span class='hidden-xs' aria-hidden='true'>12</span>万",
            "<span class='hidden-xs' aria-hidden='true'>12</span>万",
        ),
        ("<ruby>县<rt>xiàn</rt></ruby>", "<ruby>县</ruby>"),
        ("1<!-- 7 -->2万", "12万"),
        ("<s>没有关上", "没有关上"),
        ("1\u03362万", f"1{X}2万"),
        ("不\u0336取消", "取消"),
        ("𝟏𝟐万", "12万"),
        ("1&#xE000;2", f"1{X}2"),
        ("①种粮②养鱼", "①种粮②养鱼"),
        ("$$10^8$$公斤", "10⁸公斤"),
        ("\\[10^8\\]公斤", "10⁸公斤"),
        ("$12^{2}\\text{万}$吨", "12万吨"),
        ("$12\\text{万}$吨", "12万吨"),
        ("价$10和$20，$5", "价$10和$20，$5"),
        ("12<img src='a'>34万", f"12{X}<img src='a'>34万"),
        ("12<summary>3</summary>万", f"12{X}<summary>3</summary>万"),
        (
            "12<details><summary>3</summary>4</details>5万",
            f"12{X}<details><summary>3{X}</summary>4{X}</details>5万",
        ),
        ("12*3*万吨", f"12{X}3万吨"),
        ("长3*4*5米", "长3*4*5米"),
        ("1'234'567吨", "1234567吨"),
        ("跑了5'30秒", "跑了5'30秒"),
        ("1，234，567吨", "1234567吨"),
        ("第3，24人", "第3，24人"),
        ("120（注3）万吨", "120万吨"),
        ("120⁽³⁾万吨", "120万吨"),
        ("12⁽³⁾4万吨", f"12{X}4万吨"),
        ("12₁₂万吨", f"12{X}₁₂万吨"),
        ("2ⁿ万吨", f"2{X}万吨"),
        ("12<q hidden>9</q>3万", f"12{X}3万"),
    ],
)
def test_a_reader_of_the_rendered_text_sees(markup, text):
    assert settled(markup) == text


def test_markdown_strikes_with_tildes_and_its_elements_end_with_the_paragraph():
    shown = inline_markup.rendered("甲\n~~10~~20万<s>不</s>\n\n<s>乙\n\n丙</s>", markdown=True)
    assert shown.text == "甲\n20万\n\n乙\n\n丙"
    assert [(each.line, each.text) for each in shown.struck] == [(2, "不"), (2, "10")]


@every_row("name", ["script", "style", "svg", "template"])
def test_markdown_does_not_show_what_an_element_holds_for_a_program(name):
    markup = f"12<{name}>5</{name}>3万"
    assert settled(markup, markdown=True) == f"12{X}3万"
    assert settled(markup) == markup  # the reader of HTML documents knows it


def test_a_column_that_breaks_between_digits_leaves_the_number_in_doubt():
    first = "县粮食局宣布，全县今年共收粮食12\n34万吨，比去年有所增长。"
    page = f"# 全县粮食获得丰收\n\n{first}\n\n各乡镇的新仓都已经打扫干净。\n"
    (article,) = newspaper.read(Page("x", page))
    assert article.damaged == (f"县粮食局宣布，全县今年共收粮食12{X}34万吨，比去年有所增长。",)


def test_struck_text_is_recorded_and_a_number_in_doubt_is_never_told():
    page = "# 云溪县收粮\n\n县里决定<s>不</s>取消庙会。全县产粮1\ue0002万吨。新仓已经装满。\n"
    (article,) = newspaper.read(Page("x", page))
    assert article.paragraphs == (f"县里决定取消庙会。全县产粮1{X}2万吨。新仓已经装满。",)
    assert article.damaged == (f"全县产粮1{X}2万吨。",)
    assert [(edit.what, edit.where, edit.before) for edit in article.edits if edit.what == "struck"] == [
        ("struck", "line 3", "不")
    ]


JOINED = ("\u200b", "\u2060", "\u00ad", "<wbr>", "</b><b>", "<!-- 5 -->", "&#8203;", "&shy;")
SEPARATORS = (",", "，", "'", "’", "\u00a0", "\u2009", "&thinsp;", "&nbsp;", "\u202f", "&#8239;", " ")
APART = (
    "<br>",
    "<br/>",
    "</td><td>",
    "</b></td><td><b>",
    "\ue000",
    "\x01",
    "\ufffd",
    "\u202e",
    "\u0336",
    "&#xE001;",
    "<details>",
    "</summary>",
    "⁽⁷⁾",
)
TAKEN_OUT = ("<s>{}</s>", "<del>{}</del>", "<strike>{}</strike>", "<span hidden>{}</span>", "<rt>{}</rt>")
NOTES = (
    "<sup>{}</sup>",
    "<sup>[{}]</sup>",
    "<sup><a href='#n'>{}</a></sup>",
    "（注{}）",
    "(注{})",
    "[{}]",
    "[^{}]",
    "^{}",
    "$^{{[{}]}}$",
    "^[{}]^",
)
POWERS = ("10<sup>{}</sup>", "10^{}", "$10^{{{}}}$", "$10^{}$", "10^{{{}}}")


def piece(choose):
    """Return a piece of markup, and the numbers that its reader sees."""
    first, second, mark = (str(choose.randint(11, 99)) for _ in range(3))
    note = str(choose.randint(2, 9))
    kind = choose.randrange(9)
    if kind == 0:
        return f"<b>{first}{choose.choice(JOINED)}{second}</b>万吨", [f"{first}{second}万"]
    if kind == 1:
        sign = choose.choice(SEPARATORS)
        return sign.join((first, "234", "567")) + "吨", [f"{first}234567"]
    if kind == 2:
        return f"{first}{choose.choice(APART)}{second}万吨", [first, f"{second}万"]
    if kind == 3:
        return f"{first}{choose.choice(TAKEN_OUT).format(mark)}{second}万吨", [first, f"{second}万"]
    if kind == 4:
        return f"{choose.choice(TAKEN_OUT).format(mark)}{second}万吨", [f"{second}万"]
    if kind == 5:
        return f"{first}{choose.choice(NOTES).format(note)}万吨", [f"{first}万", note]
    if kind == 6:
        sign = choose.choice("③❸⑶⓷³㈢") if choose.random() < 0.7 else "½"
        return f"{first}{sign}吨", [f"{first}½"] if sign == "½" else [first, "3"]
    if kind == 8:
        return f"{first}*{mark}*万吨", []  # one number in Markdown, two in HTML
    return f"{choose.choice(POWERS).format(note)}公斤", [f"10{'⁰¹²³⁴⁵⁶⁷⁸⁹'[int(note)]}"]


def spoken_numbers(text):
    return re.findall("[零一二三四五六七八九十百千万亿两点]+", normalize(text))


def told(article):
    sentences = [s for p in article.paragraphs for s in re.findall("[^。]+。?", p)]
    return [s for s in sentences if not any(s in bad or bad in s for bad in article.damaged)]


def told_by_a_page(text, _):
    return newspaper.read(Page("x", f"# 云溪县新仓收粮\n\n{text}\n"))


def told_by_a_web_page(text, _):
    more = "<p>粮食局的人说，各乡镇的新仓都已经打扫干净，正在等着收粮。</p>" * 3
    html = (
        f"<html><head><title>云溪县收粮</title></head><body><article><h1>云溪县收粮</h1><p>{text}</p>{more}</article>"
    )
    page = web_pages.extract(html + "</body></html>", "x")
    damaged = inline_markup.doubtful(page.paragraphs)
    return [Article("x", page.title, page.paragraphs, damaged=damaged)]


def told_by_a_feed(text, server):
    text += "云溪县的新仓已经打扫干净，正在等着收粮。" * 15
    item = f"<item><title>云溪县收粮</title><description>{escape(text)}</description></item>"
    url = server.give("/feed.xml", rss(item))
    client = Client(FetchLimits(retries=0, pause=1), allowed_hosts=["127.0.0.1"])
    return feeds.parse(client.get(url, remember=True), url, client, now=NOW)[0]


@pytest.mark.parametrize("read", [told_by_a_page, told_by_a_web_page, told_by_a_feed])
def test_no_number_is_told_that_the_rendered_source_does_not_show(read, server):
    choose = random.Random(20260321)
    heard = 0
    for _ in range(RUNS):
        pieces = [piece(choose) for _ in range(8)]
        text = "".join(f"河边的新仓收下了{markup}粮食，已经装车运走。" for markup, _ in pieces)
        numbers = [f"{number}吨" for _, shown in pieces for number in shown]
        seen = Counter(spoken for number in numbers for spoken in spoken_numbers(number))
        said = Counter(n for article in read(text, server) for s in told(article) for n in spoken_numbers(s))
        assert not said - seen, (text, said - seen)
        heard += said.total()
    assert heard > RUNS  # what is sure is told
