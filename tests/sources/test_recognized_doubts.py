"""Sentences and names with a character in doubt are not told."""

from service.model import Article, DoubtfulCharacter
from service.sources import recognized_doubts

STORY = Article(
    "A01.jpg",
    "老街换新颜",
    ("修伞匠人猴长庚在老街住了五十年。他的铺面只有九平方米。", "水已到田头。"),
    authors=("曾令荐", "覃晚渡"),
    damaged=("比去年",),
)


def marked(*doubts: DoubtfulCharacter) -> Article:
    [article] = recognized_doubts.marked([STORY], doubts)
    return article


def test_the_sentence_with_the_character_is_damaged():
    assert marked(DoubtfulCharacter("匠人猴长庚在老", 2)).damaged == (
        "比去年",
        "修伞匠人猴长庚在老街住了五十年。",
    )


def test_a_passage_over_two_sentences_damages_that_of_the_character():
    assert marked(DoubtfulCharacter("五十年。他的铺", 4)).damaged == ("比去年", "他的铺面只有九平方米。")
    assert marked(DoubtfulCharacter("五十年。他的铺", 2)).damaged == (
        "比去年",
        "修伞匠人猴长庚在老街住了五十年。",
    )


def test_marks_and_blanks_that_were_repaired_do_not_hide_a_passage():
    assert marked(DoubtfulCharacter("只有 九平方米.", 4)).damaged == ("比去年", "他的铺面只有九平方米。")


def test_a_name_in_doubt_is_left_out_and_said_so():
    article = marked(DoubtfulCharacter("□记者曾令荐 覃晚渡", 5))
    assert article.authors == ("覃晚渡",)
    assert [(edit.what, edit.before) for edit in article.edits] == [("dropped", "曾令荐")]
    assert marked(DoubtfulCharacter("□记者曾令荐 覃晚渡", 1)) == STORY


def test_a_headline_with_the_character_is_damaged():
    assert marked(DoubtfulCharacter("街换新颜", 3)).damaged == ("比去年", "老街换新颜")


def test_passages_of_other_articles_and_single_characters_do_nothing():
    assert marked(DoubtfulCharacter("青禾县春灌", 1), DoubtfulCharacter("水", 0), DoubtfulCharacter("", 0)) == STORY


def test_what_was_taken_off_beside_it_does_not_hide_a_doubt():
    """A byline, a sign-off: its characters are in the passage, and no longer in the text."""
    opening, ending = DoubtfulCharacter("者曾令荐）修伞匠人猴长", 6), DoubtfulCharacter("到田头。（本报记", 2)
    assert marked(opening).damaged == ("比去年", "修伞匠人猴长庚在老街住了五十年。")
    assert marked(ending) == STORY  # three characters are too few to know it again
    assert marked(DoubtfulCharacter("只有九平方米。（本报", 5)).damaged == ("比去年", "他的铺面只有九平方米。")


def test_a_half_is_looked_for_only_where_the_whole_is_in_no_article_of_the_page():
    other = Article("A01.jpg", "伞铺", ("城南也有修伞匠人猴长庚。",))
    here, there = recognized_doubts.marked([STORY, other], [DoubtfulCharacter("也有修伞匠人猴", 5)])
    assert (here, there.damaged) == (STORY, other.paragraphs)
