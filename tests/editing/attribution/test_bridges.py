"""Sentences that stand alone by their speaker's name."""

from dataclasses import replace

from service.editing.attribution import attribute, bridges
from tests.support.tables import every_row


def alone(*texts, paragraph=lambda at: at):
    owners = attribute([(text, paragraph(at)) for at, text in enumerate(texts)])
    question = texts[owners[-1].question] if owners[-1].question >= 0 else ""
    return bridges.alone(owners[-1], texts[-1], len(texts) - 1, question)


def test_a_name_takes_the_place_of_a_pronoun():
    assert alone("周庆和说，汛期来得早。", "他还说，物资已经备足。") == "周庆和还说，物资已经备足。"


def test_a_label_becomes_speech_behind_its_question():
    said = alone("记者：汛期会提前吗？", "周庆和：会，今年提前十天左右。")
    assert said == "汛期会提前吗？周庆和说，会，今年提前十天左右。"


def test_a_label_is_not_said_behind_the_name_that_stands_for_it():
    owner = attribute([("问：要送医院吗？", 0), ("答：柏青：先别慌，多数孩子一周左右能好。", 1)])[1]
    named = replace(owner, speaker="柏青")
    assert (
        bridges.alone(named, "答：柏青：先别慌，多数孩子一周左右能好。", 1, "")
        == "柏青说，先别慌，多数孩子一周左右能好。"
    )


def test_an_answer_without_a_name_has_its_question():
    assert alone("问：汛期会提前吗？", "答：今年提前十天左右。") == "汛期会提前吗？今年提前十天左右。"


def test_a_quotation_has_its_speaker_before_it():
    owner = attribute([("“汛期来得早。”", 0), ("周庆和指着河面说，“备足了。”", 0)])[0]
    assert bridges.alone(owner, "“汛期来得早。”", 0, "") == "周庆和说：“汛期来得早。”"


def test_what_may_be_the_reporters_is_put_into_nobodys_mouth():
    assert alone("周庆和说，汛期来得早。", "河里的船都靠了岸。", paragraph=lambda at: 0) == ""


def test_a_source_is_never_cut_off():
    assert bridges.with_source("记者昨日从市人社局获悉，招聘会周六举行。") == "据市人社局消息，招聘会周六举行。"
    for office in ("筹委会秘书处", "河道管理处", "驻云州办事处", "市公路处"):
        assert bridges.with_source(f"记者从{office}获悉，桥修好了。") == f"据{office}消息，桥修好了。"
    for who in ("县林业局", "工程师岳长河", "区长"):
        assert bridges.with_source(f"记者从{who}处获悉，桥修好了。") == f"据{who}消息，桥修好了。"
    assert bridges.with_source("记者从事采访多年，走遍全县。") == "记者从事采访多年，走遍全县。"


@every_row(
    ("printed", "said"),
    [
        ("记者今天在市档案局召开的新闻发布会上了解到，馆藏增加。", "据市档案局今天召开的新闻发布会消息，馆藏增加。"),
        ("记者从市档案局今天举行的新闻发布会上获悉，馆藏增加。", "据市档案局今天举行的新闻发布会消息，馆藏增加。"),
        ("记者在今天开幕的全市档案大会上了解到，馆藏增加。", "据今天开幕的全市档案大会消息，馆藏增加。"),
        ("今天，记者从市人社局获悉，招聘会周六举行。", "据市人社局消息，招聘会周六举行。"),
        ("记者从市人社局获悉：招聘会周六举行。", "据市人社局消息，招聘会周六举行。"),
        ("记者在会上见到了方砚，馆藏增加。", "记者在会上见到了方砚，馆藏增加。"),
    ],
)
def test_what_was_learned_at_a_conference_is_told_as_its(printed, said):
    assert bridges.with_source(printed) == said


def test_a_name_is_not_said_twice_in_a_quotation_that_was_split():
    told = ("果农梁秋生说：“桃子大。”", "果农梁秋生说，“能多卖一块钱。”")
    assert bridges.without_echo(told) == (told[0], "“能多卖一块钱。”")


def test_one_who_goes_on_is_named_once_with_the_longer_title_or_the_shorter():
    for other in ("周庆和说，", "区长周庆和说：", "柳桥区代表、区长周庆和说，"):
        texts = ("区长周庆和说：“汛期来得早。”", f"{other}“物资备足了。”")
        assert bridges.without_echo(texts) == (texts[0], "“物资备足了。”")
    apart = ("区长周庆和说：“汛期来得早。”", "周庆和说，物资备足了。")
    assert bridges.without_echo(apart) == apart


def test_a_source_that_is_a_pronoun_is_told_by_the_name():
    assert alone("周庆和说，汛期来得早。", "据他介绍，物资已经备足。") == "据周庆和介绍，物资已经备足。"
    assert alone("周庆和说，汛期来得早。", "据他统计，有三百棵树。") == "据周庆和统计，有三百棵树。"


def test_what_a_meeting_asks_for_is_told_without_why_it_matters():
    said = alone("会议指出，供水是民生的基础工程。", "要加快更换老旧水管，降低漏损。", paragraph=lambda at: 0)
    assert said == "会议指出，要加快更换老旧水管，降低漏损。"
    assert alone("会议指出，供水是民生的基础工程。", "水管已经换了两成。", paragraph=lambda at: 0) == ""
    assert bridges.without_echo((said, "会议指出，要备足水源。")) == (said, "要备足水源。")
    assert bridges.without_echo((said, "会议强调，要备足水源。")) == (said, "会议强调，要备足水源。")
