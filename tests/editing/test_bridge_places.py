"""Where one item leads to the next, and what may be said of the two."""

from dataclasses import replace

from service.editing.bridge_places import places
from service.model import Article, Genre, Kind, Segment, Utterance

EXPORTS = Article("1.md", "青沅外贸出口增长", ("青沅海关发布，前4个月全市外贸进出口增长11.6%，企业订单增加。",))
SCHOOL = Article("2.md", "新学期小学推迟上课", ("市教育局通知，全市小学和幼儿园下周起推迟上课时间，学生多睡半小时。",))
BOAT = Article(
    "3.md", "健身房关门", ("健身房贴出检修通知，会员的停车卡也不能用了，老板开船去了外地，公路边只剩招牌。",)
)
ABROAD = Article(
    "4.md", "法国总统访问德国", ("据巴黎消息，法国总统17日抵达柏林，与德国总理举行会谈，讨论欧洲防务合作。",)
)
OPINION = Article("5.md", "别让校门口再堵", ("一到放学，校门口就堵成一锅粥。",), genre=Genre.COMMENT)
KNOWN = {(each.source, each.title): each for each in (EXPORTS, SCHOOL, BOAT, ABROAD, OPINION)}


def item(article, kind=Kind.STORY):
    told = (Utterance(article.paragraphs[0], source=article.paragraphs[0]),)
    return Segment(kind, "a", told, title=article.title, origin=article.source)


def programme(*items):
    around = (Segment(Kind.OPENING, "a", (Utterance("您好。"),)), Segment(Kind.HEADLINES, "a", (Utterance("提要。"),)))
    return (*around, *items, Segment(Kind.CLOSING, "a", (Utterance("再会。"),)))


BRIEFS = Segment(Kind.BRIEF, "a", (Utterance("再来听简讯。"),))


def test_stories_behind_the_first_the_briefs_as_a_whole_and_the_close_are_led_to():
    told = programme(
        item(EXPORTS), item(SCHOOL), BRIEFS, item(BOAT, Kind.BRIEF), item(ABROAD, Kind.BRIEF), item(OPINION)
    )
    found = places(told, KNOWN)
    assert [each.segment for each in found] == [3, 4, 7, 8]
    assert [each.behind for each in found] == [(EXPORTS.title,), (SCHOOL.title,), (ABROAD.title,), (OPINION.title,)]
    assert [each.ahead for each in found] == [(SCHOOL.title,), (BOAT.title, ABROAD.title), (OPINION.title,), ()]
    assert [each.closes for each in found] == [False, False, False, True]


def test_a_subject_is_known_where_headline_and_text_say_it():
    first, second, *_ = places(programme(item(EXPORTS), item(SCHOOL), item(BOAT)), KNOWN)
    assert "经济" in first.behind_words
    assert {"教育", "民生"} <= {*first.ahead_words}
    assert [*second.ahead_words] == ["最后"]  # by its text alone it would be of transport


def test_home_is_said_beside_foreign_news_alone():
    home, border, _ = places(programme(item(EXPORTS), item(SCHOOL), item(ABROAD)), KNOWN)
    assert "国内" not in {*home.behind_words, *home.ahead_words}
    assert "国内" in border.behind_words
    assert "国际" in border.ahead_words
    assert "国内" not in border.ahead_words


def test_the_last_one_is_the_one_before_the_close():
    told = programme(item(EXPORTS), item(SCHOOL), BRIEFS, item(BOAT, Kind.BRIEF), item(ABROAD, Kind.BRIEF))
    assert ["最后" in each.ahead_words for each in places(told, KNOWN)] == [False, True, False]
    assert ["最后" in each.ahead_words for each in places(programme(item(EXPORTS), item(SCHOOL)), KNOWN)] == [
        True,
        False,
    ]


def test_comment_may_be_called_so():
    assert "评论" in places(programme(item(EXPORTS), item(OPINION)), KNOWN)[0].ahead_words


def test_an_item_without_its_article_is_known_for_nothing():
    strange = replace(item(SCHOOL), title="改过的标题")
    assert places(programme(item(EXPORTS), strange), KNOWN)[0].ahead_words == ("最后",)


def test_a_programme_of_one_item_leads_to_its_close_alone():
    assert [each.closes for each in places(programme(item(EXPORTS)), KNOWN)] == [True]
    assert places(programme(), KNOWN) == ()
