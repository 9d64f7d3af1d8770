"""The words that name a person in full."""

from service.editing.attribution import full_names
from tests.support.tables import every_row

ARTICLE = (
    "昨天，记者采访了柳桥区委副书记、区长周庆和。周庆和说，水好了。青岚合作社理事长林曼青也来了。"
    "中介机构“乐居坊”研究部主管蒲誉然分析，要看五月。他说“不会”，局长柏青摇头。"
)


@every_row(
    ("speaker", "full"),
    [
        ("周庆和", "柳桥区委副书记、区长周庆和"),
        ("林曼青", "青岚合作社理事长林曼青"),
        ("梁秋生", "梁秋生"),
        ("气象台", "气象台"),
        ("蒲誉然", "中介机构“乐居坊”研究部主管蒲誉然"),
        ("柏青", "局长柏青"),
    ],
)
def test_title_and_name_stand_together_in_the_article(speaker, full):
    assert full_names.in_full(speaker, ARTICLE) == full


@every_row(
    ("speaker", "name"),
    [
        ("柳桥区区长周庆和", "周庆和"),
        ("周庆和", "周庆和"),
        ("喻长青", "喻长青"),
        ("市水务局排水处处长柏长青", "柏长青"),
        ("足球队教练、退休干部", ""),
        ("修鞋匠老白头也不抬", "老白"),
        ("有关负责人", ""),
        ("青岚县气象台", ""),
    ],
)
def test_the_bare_name_stands_behind_the_title(speaker, name):
    assert full_names.name_of(speaker) == name


def test_one_mans_title_is_not_put_before_anothers():
    article = "区长周庆和同县长林曼青会谈。林曼青说，水好了。"
    assert full_names.in_full("林曼青", article) == "县长林曼青"


@every_row("words", ["报道", "会议", "他", "走在路上的人", "看了一眼的周庆和"])
def test_what_names_nobody_cannot_be_told_as_a_subject(words):
    assert not full_names.can_be_told(words)


def test_who_says_a_thousand_sentences_is_looked_for_once():
    article = "镇长解小棹说，水厂完工。" * 1000
    full_names.in_full.cache_clear()
    assert {full_names.in_full("解小棹", article) for _ in range(1000)} == {"镇长解小棹"}
    assert full_names.in_full.cache_info().misses == 1


def test_a_surname_behind_a_title_is_no_name_without_its_courtesy():
    assert full_names.name_of("居民秋女士") == ""
    assert full_names.name_of("居民秦小禾女士") == "秦小禾"


def test_who_is_named_by_what_he_is_to_another_one():
    assert full_names.kin_at_head("徒弟阿普是本地人。") == "徒弟"
    assert full_names.kin_at_head("徒弟说，树认得人。") == ""
    assert full_names.kin_at_head("周庆和的徒弟阿普是本地人。") == ""


def test_who_drives_a_machine_has_a_title():
    article = "42岁的机手宁大壮探出身子。宁大壮指着帐篷。"
    assert full_names.in_full("宁大壮", article) == "机手宁大壮"


@every_row(
    ("words", "is_body"),
    [("汀北公安分局", True), ("沙陵县人民医院", True), ("局长周庆和", False), ("周庆和", False), ("村民", False)],
)
def test_a_body_is_nobody_in_it(words, is_body):
    assert full_names.is_body(words) is is_body


def test_a_familiar_name_has_its_title_too():
    assert full_names.name_of("老滕") == "老滕"
    assert full_names.in_full("老滕", "辽渔0817号船长老滕裹着军大衣。") == "辽渔0817号船长老滕"
    assert full_names.name_of("老人") == ""


@every_row(
    ("sentence", "people"),
    [
        ("石桥镇大户西门有粮种着800亩麦子。", ["西门有粮"]),
        ("大户西门粮到了。西门粮种麦子。", ["西门粮"]),
        ("集团总经理助理费长庚说，年底通车。", ["费长庚"]),
        ("约14万户居民断电。", []),
        ("受灾的9户方家人搬走了。", []),
        ("石桥镇农户方家旺搬走了。", ["方家旺"]),
    ],
)
def test_who_is_named_behind_a_title(sentence, people):
    assert list(full_names.people_in(sentence, sentence)) == people


def test_who_takes_a_turn_is_named_by_what_she_does():
    sentence = "做雨伞出口的凌霄第三个讲。"
    assert list(full_names.named_in(sentence, sentence)) == ["凌霄"]


def test_an_office_that_begins_with_a_surname_is_nobody():
    article = "水利局派人巡堤。水利局说，水退了。水利民派人巡堤。水利民说，水退了。"
    assert not list(full_names.named_in("水利局派人巡堤。", article))
    assert list(full_names.named_in("水利民派人巡堤。", article)) == ["水利民"]


def test_a_town_that_begins_with_a_surname_is_nobody():
    article = "高岗镇今年满库。高岗镇去年旱。方家旺笑了。方家旺种麦子。"
    assert not list(full_names.named_in("高岗镇今年满库。", article))
    assert list(full_names.named_in("方家旺笑了。", article)) == ["方家旺"]


def test_whom_somebody_stands_for_is_no_name():
    """代表 is a verb there, and nobody is called 全县; so 全县 is nowhere told as 明年五月代表全县."""
    article = "全县象棋赛落幕，戚小满夺冠。他将在明年五月代表全县参加省赛。"
    assert list(full_names.people_in("他将在明年五月代表全县参加省赛。", article)) == []
    assert list(full_names.people_in("市人大代表全福生说，路修好了。", article)) == ["全福生"]


def test_no_title_has_a_time():
    assert full_names.in_full("盛春山", "明年三月代表盛春山将参赛。盛春山说，他不怕。") == "盛春山"
    assert full_names.in_full("盛春山", "县人大代表盛春山说，他不怕。") == "县人大代表盛春山"
