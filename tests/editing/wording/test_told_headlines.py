"""Headlines held against what is told below them."""

import pytest

from service.editing.wording.told_headlines import is_echo, is_label, names_topic, without_untold
from tests.support.tables import every_row

TOLD = "近日，沙陵县8.2万亩金银花进入头茬采摘期。昨天，长期护理保险实施办法印发，退休人员可以参保。"


@every_row(
    ("headline", "said"),
    [
        ("沙陵县8.2万亩金银花开采，沙窝窝里抢“白金”", "沙陵县8.2万亩金银花开采"),
        ("长护险来了，这六件事请看清", "长护险来了"),
        ("长护险来了，这些材料要备齐", "长护险来了"),
        ("6家企业打官司，法院认了这份曲线", "6家企业打官司"),
        ("82万元工资，年前发到了手上", "82万元工资，年前发到了手上"),
        ("沙陵县8.2万亩金银花开采，抢收用了31天", "沙陵县8.2万亩金银花开采，抢收用了31天"),
        ("沙陵县8.2万亩金银花开采，退休人员参保", "沙陵县8.2万亩金银花开采，退休人员参保"),
        ("花开了，沙窝窝里抢“白金”", "花开了，沙窝窝里抢“白金”"),
        ("沙陵县8.2万亩金银花开采，这茬花卖不卖", "沙陵县8.2万亩金银花开采，这茬花卖不卖"),
        ("沙陵县企业座谈会上，一位女老板说笑了", "沙陵县企业座谈会上，一位女老板说笑了"),
        ("沙陵县8.2万亩金银花开采，花农代表说，沙窝窝里抢“白金”", "沙陵县8.2万亩金银花开采"),
        ("41家医院的片子，可“扫码带走”", "41家医院的片子，可“扫码带走”"),
        ("隧道通车首日，隧道开了，船还在摇", "隧道通车首日，隧道开了，船还在摇"),
        ("云雁大桥“昨天，不一样”", "云雁大桥“昨天，不一样”"),
        ("沙陵县长在田头调研时强调，早开早卖", "沙陵县长在田头调研时强调，早开早卖"),
        ("沙陵县法院药材法庭成立五年来，改革成效显著", "沙陵县法院药材法庭成立五年来，改革成效显著"),
    ],
)
def test_last_clauses_that_nobody_tells_are_not_said(headline, said):
    assert without_untold(headline, TOLD) == said


@pytest.mark.parametrize(
    ("headline", "label"),
    [
        ("坐堂三分钟", True),
        ("跟“丝”较劲的人", True),
        ("金银花地里的人", True),
        ("退休人员参保怎么算", True),
        ("收音机找着家了", False),
        ("长期护理保险来了", True),
        ("偷电缆，偷到了自家停电", False),
        ("儿子要钱买车，父亲要牛下崽，母亲夜里去添了三次草", False),
        ("3万人参保", False),
        ("退休人员可以参保", False),
    ],
)
def test_a_label_tells_no_news_that_what_is_told_does_not(headline, label):
    assert is_label(headline, TOLD) is label


@pytest.mark.parametrize(
    ("headline", "echo"),
    [
        ("沙陵县金银花进入采摘期", True),
        ("沙陵县金银花头茬采摘", True),
        ("沙陵县9万亩金银花进入采摘期", False),
        ("沙陵县金银花涨价", False),
        ("", False),
    ],
)
def test_an_echo_has_nearly_all_of_a_headline_and_each_of_its_numbers(headline, echo):
    assert is_echo(headline, TOLD.partition("。")[0]) is echo


@pytest.mark.parametrize(
    ("headline", "sentence", "echo"),
    [
        ("全县秋播油菜面积将达9.6万亩", "今年全县计划秋播油菜9.6万亩，比去年增加0.8万亩，良种补贴每亩15元。", True),
        ("县图书馆新馆国庆试开放", "县图书馆新馆将于10月1日试开放，每天9时至21时，藏书18万册。", True),
        ("全县秋播油菜面积将达9.6万亩", "今年全县计划秋播油菜9.8万亩，比去年增加0.8万亩，良种补贴每亩15元。", False),
        ("县图书馆新馆国庆试开放", "县图书馆新馆藏书18万册，由旧粮仓改建而成。", False),
        ("全县建立名单制度规范粮食收购", "昨天，县粮食局发布通知，建立收购商名单制度，每季公布一次粮食存量。", True),
        ("全县建立名单制度规范粮食收购", "收购商要建立名单制度，每季公布一次粮食存量。", False),
        ("2026年全县读书月昨天启动", "昨天，全县读书月启动，为期一个月。", True),
        ("县妇联部署开展2026年读书活动", "昨天，县妇联部署开展读书活动，为期一个月。", True),
        ("前4个月全县粮食外销增长18%", "前四个月，全县粮食外销12万吨，增长18%。", True),
        ("2026户读书月昨天启动", "昨天，全县读书月启动，为期一个月。", False),
    ],
)
def test_a_sentence_with_a_headlines_events_says_it_again_though_in_other_words(headline, sentence, echo):
    assert is_echo(headline, sentence) is echo


@pytest.mark.parametrize(
    ("headline", "told", "label"),
    [
        ("“过桥补费”短信别点", "昨天起，不少车主收到“您有一笔过桥费未缴”的短信。", False),
        ("“过桥补费”短信别点", "昨天起，不少车主收到补缴过桥费的短信，警方提醒是诈骗。", True),
        ("小心台阶", "老桥南头昨天换了石阶。", False),
        ("心随桥动", "老桥南头昨天换了石阶。", True),
    ],
)
def test_a_headline_that_warns_is_said_where_nothing_told_does(headline, told, label):
    assert is_label(headline, told) is label


@pytest.mark.parametrize(
    ("headline", "told", "names"),
    [
        ("滴灌带，铺浅了还是铺深了？", "带子铺在地面上行不行？", True),
        ("滴灌带，铺浅了还是铺深了？", "滴灌带铺在地面上行不行？", False),
        ("老锻工房换了新牌子", "它挂出了新牌子。", False),
    ],
)
def test_a_headline_names_what_the_item_is_about_where_nothing_told_does(headline, told, names):
    text = "滴灌带怎么铺才省水又不碍事？带子铺在地面上行不行？老锻工房挂出了新牌子。"
    assert names_topic(headline, text, told) is names


def test_a_word_that_an_article_has_again_and_again_is_its_topic():
    text = "锻工房在厂区东头。锻工房是1958年盖的。如今锻工房里摆上了书架。"
    assert names_topic("老锻工房的新声音", text, "它是1958年盖的，如今里头摆上了书架。")
    assert not names_topic("老锻工房的新声音", text, "锻工房是1958年盖的，如今里头摆上了书架。")


def test_what_only_says_where_is_no_headline():
    told = "昨天，市里开了企业家座谈会。"
    assert without_untold("企业家座谈会上，一位老板说笑了市长", told) == "企业家座谈会上，一位老板说笑了市长"
