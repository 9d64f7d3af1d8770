"""Articles that were cut wrongly, and mended by an editor."""

import datetime as dt
import itertools
import random

import pytest

from service.core import json_codec
from service.model import Article
from service.sources import article_mends, gather
from service.sources.article_mends import ArticleMend, ArticleMends, MendKind

NOW = dt.datetime(2026, 3, 21, tzinfo=dt.UTC)


def article(title, *paragraphs, **more):
    return Article("a.txt", title, paragraphs, **more)


BRIDGE = article("大桥通车", "大桥昨天通车。", "全长三千米。", "粮食丰收", "今年粮食丰收。", "总产两万吨。")
HEAT = article("供热提前", "供热提前十天。")


def mended(*mends, of=(BRIDGE, HEAT)):
    return article_mends.mended(of, ArticleMends(mends))[0]


def words(articles):
    return sorted(itertools.chain.from_iterable((each.title, *each.paragraphs) for each in articles))


def test_one_that_is_two_is_split_at_its_own_headline():
    first, second, last = mended(ArticleMend(MendKind.SPLIT, "大桥通车", "粮食丰收"))
    assert (first.title, first.paragraphs) == ("大桥通车", ("大桥昨天通车。", "全长三千米。"))
    assert (second.title, second.paragraphs) == ("粮食丰收", ("今年粮食丰收。", "总产两万吨。"))
    assert last == HEAT


def test_a_headline_that_is_given_loses_no_paragraph():
    _, second, _ = mended(ArticleMend(MendKind.SPLIT, "大桥通车", "今年粮食丰收。", "好收成"))
    assert (second.title, second.paragraphs) == ("好收成", ("今年粮食丰收。", "总产两万吨。"))


def test_two_that_are_one_are_joined_and_the_headline_between_is_a_subhead():
    [joined] = mended(ArticleMend(MendKind.JOIN, "大桥通车", "供热提前"))
    assert joined.paragraphs == (*BRIDGE.paragraphs, "供热提前", "供热提前十天。")
    assert joined.subheads == ("供热提前",)


def test_another_headline_and_what_is_mended_is_mended_on():
    found = mended(
        ArticleMend(MendKind.SPLIT, "大桥通车", "粮食丰收"),
        ArticleMend(MendKind.TITLE, "粮食丰收", text="粮食又丰收"),
        ArticleMend(MendKind.JOIN, "粮食又丰收", "供热提前"),
    )
    assert [each.title for each in found] == ["大桥通车", "粮食又丰收"]


@pytest.mark.parametrize(
    "mend",
    [
        ArticleMend(MendKind.JOIN, "大桥通车", "别的"),
        ArticleMend(MendKind.JOIN, "供热提前", ""),
        ArticleMend(MendKind.SPLIT, "大桥通车", "大桥昨天通车。"),  # nothing would be left of the first
        ArticleMend(MendKind.SPLIT, "大桥通车", "总产两万吨。"),  # a headline without a text
        ArticleMend(MendKind.SPLIT, "大桥通车", "没有这一段"),
        ArticleMend(MendKind.SPLIT, "没有", "粮食丰收"),
        ArticleMend(MendKind.TITLE, "大桥通车"),
    ],
)
def test_a_mend_whose_place_is_not_there_does_nothing(mend):
    assert article_mends.mended((BRIDGE, HEAT), ArticleMends((mend,))) == ((BRIDGE, HEAT), frozenset())


def test_whatever_is_joined_and_split_no_word_is_lost():
    dice, day = random.Random(7), (BRIDGE, HEAT, article("丰收", "一。", "二。", "三。", subheads=("二。",)))
    for _ in range(300):
        found: tuple[Article, ...] = day
        for _ in range(dice.randint(1, 12)):
            at = dice.randrange(len(found))
            if dice.random() < 0.5 and at + 1 < len(found):
                mend = ArticleMend(MendKind.JOIN, found[at].title, found[at + 1].title)
            else:
                mend = ArticleMend(MendKind.SPLIT, found[at].title, dice.choice(found[at].paragraphs))
            found, _ = article_mends.mended(found, ArticleMends((mend,)))
            assert all(each.paragraphs and each.title for each in found)
            assert all(set(each.subheads) <= set(each.paragraphs) for each in found)
        assert words(found) == words(day)


def test_they_are_kept_beside_the_file_and_made_at_each_reading(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("大桥通车\n\n大桥昨天正式通车，全长3218米。\n\n两岸车程缩短到6分钟。\n", "utf-8")
    [before] = gather([str(page)], now=NOW).articles
    mends = ArticleMends((ArticleMend(MendKind.TITLE, before.title, text="云雁大桥通车"),))
    article_mends.path_of(str(page)).write_text(json_codec.dump(mends), "utf-8")
    assert [each.title for each in gather([str(tmp_path)], now=NOW).articles] == ["云雁大桥通车"]
    article_mends.path_of(str(page)).write_text("{", "utf-8")
    assert [each.title for each in gather([str(tmp_path)], now=NOW).articles] == [before.title]


def keep(path, *mends):
    article_mends.path_of(str(path)).write_text(json_codec.dump(ArticleMends(mends)), "utf-8")


def test_a_place_is_named_by_the_marks_that_the_desk_has_shown(tmp_path):
    """The reader sets marks as papers print them: "大桥" -> “大桥”."""
    page = tmp_path / "page.txt"
    page.write_text(
        '大桥"提前"通车\n\n大桥昨天正式通车,全长3218米。\n\n两岸车程缩短到6分钟,"快多了"。\n\n桥上有路灯。\n', "utf-8"
    )
    [before] = gather([str(page)], now=NOW).articles
    place = before.paragraphs[1]
    assert (place in page.read_text("utf-8"), before.title in page.read_text("utf-8")) == (False, False)
    keep(
        page,
        ArticleMend(MendKind.SPLIT, before.title, place, "车程缩短"),
        ArticleMend(MendKind.TITLE, "没有", text="好"),
    )
    found = gather([str(page)], now=NOW)
    assert [each.title for each in found.articles] == [before.title, "车程缩短"]
    assert found.unmended == {str(page): 1}


@pytest.mark.slow
def test_a_feed_that_was_saved_as_a_file_is_mended_too(tmp_path):
    text = "大桥昨天正式通车，全长3218米，双向六车道。两岸车程由四十分钟缩短到六分钟，市民出行更方便了。" * 3
    item = "<item><title>{}</title><link>https://paper.example/{}</link><description>{}</description></item>"
    items = "".join(item.format(title, number, text) for number, title in enumerate(("大桥通车", "供热提前")))
    feed = tmp_path / "feed.xml"
    feed.write_text(
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>报</title>{items}</channel></rss>", "utf-8"
    )
    assert [each.title for each in gather([str(feed)], now=NOW).articles] == ["大桥通车", "供热提前"]
    keep(
        feed,
        ArticleMend(MendKind.TITLE, "供热提前", text="供热提前十天"),
        ArticleMend(MendKind.JOIN, "大桥通车", "供热提前十天"),
    )
    found = gather([str(feed)], now=NOW)
    assert [each.title for each in found.articles] == ["大桥通车"]
    assert found.articles[0].subheads == ("供热提前十天",)
    assert found.unmended == {}
