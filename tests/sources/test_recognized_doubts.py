"""Sentences with a character in doubt are not told."""

from service.model import Article
from service.sources.recognized_doubts import marked

STORY = Article(
    "A01.jpg",
    "老街换新颜",
    ("修伞匠人猴长庚在老街住了五十年。他的铺面只有九平方米。", "水已到田头。"),
    damaged=("比去年",),
)


def test_the_sentence_with_the_passage_is_damaged():
    assert marked(STORY, ["匠人猴长庚在老"]).damaged == ("比去年", "修伞匠人猴长庚在老街住了五十年。")


def test_marks_and_blanks_that_were_repaired_do_not_hide_a_passage():
    assert marked(STORY, ["只有 九平方米."]).damaged == ("比去年", "他的铺面只有九平方米。")


def test_a_passage_over_two_sentences_damages_both():
    assert len(marked(STORY, ["五十年。他的铺"]).damaged) == 3


def test_passages_of_other_articles_and_single_characters_do_nothing():
    assert marked(STORY, ["青禾县春灌", "水", ""]) == STORY
    assert marked(STORY, []) is STORY
