"""An item's words against its article: the program's own as it has told the days, an editor's by the days meant."""

import datetime as dt
from dataclasses import replace

import pytest

from service.editing.comparison import Comparison
from service.model import Article, DayWord, Utterance
from tests.support.tables import every_row

PRINTED = "城西图书馆今天开馆，藏书12万册。"
ARTICLE = Article("b.txt", "城西图书馆开馆", (PRINTED,), published=dt.date(2026, 3, 20), dated_by="name 20260320")
TOLD = Utterance("城西图书馆昨天开馆，藏书12万册。", source=PRINTED, days=(DayWord("今天", "昨天", "2026-03-20"),))
PROGRAMME = dt.date(2026, 3, 21)


def faults(written, programme, article=ARTICLE):
    comparison = Comparison.of(ARTICLE.text, [TOLD], article, programme)
    return [(words, fault.split(":")[0]) for words, fault, _ in comparison.faults(written, TOLD)]


@pytest.mark.parametrize("programme", [None, PROGRAMME], ids=["the program's", "an editor's"])
def test_what_was_told_is_borne_out_and_another_day_is_not(programme):
    assert faults(TOLD.written, programme) == []
    assert faults(TOLD.written.replace("昨天", "今天"), programme) == [("今天", "date")]


@every_row("day", ["3月20日", "20日", "本月20日", "昨日", "2026年3月20日"])
def test_an_editor_may_name_the_day_otherwise(day):
    assert faults(TOLD.written.replace("昨天", day), PROGRAMME) == []
    assert faults(TOLD.written.replace("昨天", day.replace("20", "19").replace("昨", "明")), PROGRAMME)


def test_without_the_article_its_days_are_those_that_were_told():
    assert faults(TOLD.written.replace("昨天", "3月20日"), PROGRAMME, article=None) == []
    assert faults(TOLD.written.replace("昨天", "3月19日"), PROGRAMME, article=None) == [("3月19日", "date")]


@every_row(
    ("written", "words"),
    [
        ("城西图书馆昨天9时开馆。", []),
        ("城西图书馆昨天上午9点开馆。", []),
        ("城西图书馆昨天10时开馆。", []),
        ("城西图书馆昨天17时开馆。", ["17时"]),
    ],
)
def test_an_hour_stands_in_its_own_sentence_or_beside_it(written, words):
    opened = "城西图书馆今天9时开馆。"
    text = (f"{opened}首批读者10时离开。", "馆里藏书12万册。一楼是报刊。二楼是外文书。儿童区17时关门。")
    article = replace(ARTICLE, paragraphs=text)
    told = Utterance("城西图书馆昨天9时开馆。", source=opened, days=TOLD.days)
    comparison = Comparison.of(article.text, [told], article, PROGRAMME)
    assert [claim for claim, _, _ in comparison.faults(written, told)] == words
