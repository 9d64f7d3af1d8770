"""Sentences and names with a character in doubt are not told."""

from service.model import Article, DoubtfulCharacter
from service.sources.recognized_doubts import marked

STORY = Article(
    "A01.jpg",
    "老街换新颜",
    ("修伞匠人猴长庚在老街住了五十年。他的铺面只有九平方米。", "水已到田头。"),
    authors=("曾令荐", "覃晚渡"),
    damaged=("比去年",),
)


def test_the_sentence_with_the_character_is_damaged():
    assert marked(STORY, [DoubtfulCharacter("匠人猴长庚在老", 2)]).damaged == (
        "比去年",
        "修伞匠人猴长庚在老街住了五十年。",
    )


def test_a_passage_over_two_sentences_damages_that_of_the_character():
    assert marked(STORY, [DoubtfulCharacter("五十年。他的铺", 4)]).damaged == ("比去年", "他的铺面只有九平方米。")
    assert marked(STORY, [DoubtfulCharacter("五十年。他的铺", 2)]).damaged == (
        "比去年",
        "修伞匠人猴长庚在老街住了五十年。",
    )


def test_marks_and_blanks_that_were_repaired_do_not_hide_a_passage():
    assert marked(STORY, [DoubtfulCharacter("只有 九平方米.", 4)]).damaged == ("比去年", "他的铺面只有九平方米。")


def test_a_name_in_doubt_is_left_out_and_said_so():
    article = marked(STORY, [DoubtfulCharacter("□记者曾令荐 覃晚渡", 5)])
    assert article.authors == ("覃晚渡",)
    assert [(edit.what, edit.before) for edit in article.edits] == [("dropped", "曾令荐")]
    assert marked(STORY, [DoubtfulCharacter("□记者曾令荐 覃晚渡", 1)]) == STORY


def test_a_headline_with_the_character_is_damaged():
    assert marked(STORY, [DoubtfulCharacter("街换新颜", 3)]).damaged == ("比去年", "老街换新颜")


def test_passages_of_other_articles_and_single_characters_do_nothing():
    assert (
        marked(STORY, [DoubtfulCharacter("青禾县春灌", 1), DoubtfulCharacter("水", 0), DoubtfulCharacter("", 0)])
        == STORY
    )
