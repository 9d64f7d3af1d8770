"""Articles that were cut wrongly, and mended by an editor."""

import datetime as dt
import itertools
import random

import pytest

from service.core import json_codec
from service.model import Article
from service.sources import article_cuts, gather
from service.sources.article_cuts import ArticleCut, ArticleCuts, CutKind

NOW = dt.datetime(2026, 3, 21, tzinfo=dt.UTC)


def article(title, *paragraphs, **more):
    return Article("a.txt", title, paragraphs, **more)


BRIDGE = article("大桥通车", "大桥昨天通车。", "全长三千米。", "粮食丰收", "今年粮食丰收。", "总产两万吨。")
HEAT = article("供热提前", "供热提前十天。")


def mended(*cuts, of=(BRIDGE, HEAT)):
    return article_cuts.mended(of, ArticleCuts(cuts))


def words(articles):
    return sorted(itertools.chain.from_iterable((each.title, *each.paragraphs) for each in articles))


def test_one_that_is_two_is_split_at_its_own_headline():
    first, second, last = mended(ArticleCut(CutKind.SPLIT, "大桥通车", "粮食丰收"))
    assert (first.title, first.paragraphs) == ("大桥通车", ("大桥昨天通车。", "全长三千米。"))
    assert (second.title, second.paragraphs) == ("粮食丰收", ("今年粮食丰收。", "总产两万吨。"))
    assert last == HEAT


def test_a_headline_that_is_given_loses_no_paragraph():
    _, second, _ = mended(ArticleCut(CutKind.SPLIT, "大桥通车", "今年粮食丰收。", "好收成"))
    assert (second.title, second.paragraphs) == ("好收成", ("今年粮食丰收。", "总产两万吨。"))


def test_two_that_are_one_are_joined_and_the_headline_between_is_a_subhead():
    [joined] = mended(ArticleCut(CutKind.JOIN, "大桥通车", "供热提前"))
    assert joined.paragraphs == (*BRIDGE.paragraphs, "供热提前", "供热提前十天。")
    assert joined.subheads == ("供热提前",)


def test_another_headline_and_what_is_mended_is_mended_on():
    found = mended(
        ArticleCut(CutKind.SPLIT, "大桥通车", "粮食丰收"),
        ArticleCut(CutKind.TITLE, "粮食丰收", text="粮食又丰收"),
        ArticleCut(CutKind.JOIN, "粮食又丰收", "供热提前"),
    )
    assert [each.title for each in found] == ["大桥通车", "粮食又丰收"]


@pytest.mark.parametrize(
    "cut",
    [
        ArticleCut(CutKind.JOIN, "大桥通车", "别的"),
        ArticleCut(CutKind.JOIN, "供热提前", ""),
        ArticleCut(CutKind.SPLIT, "大桥通车", "大桥昨天通车。"),  # nothing would be left of the first
        ArticleCut(CutKind.SPLIT, "大桥通车", "总产两万吨。"),  # a headline without a text
        ArticleCut(CutKind.SPLIT, "大桥通车", "没有这一段"),
        ArticleCut(CutKind.SPLIT, "没有", "粮食丰收"),
        ArticleCut(CutKind.TITLE, "大桥通车"),
    ],
)
def test_a_cut_whose_place_is_not_there_does_nothing(cut):
    assert mended(cut) == (BRIDGE, HEAT)


def test_whatever_is_joined_and_split_no_word_is_lost():
    dice, day = random.Random(7), (BRIDGE, HEAT, article("丰收", "一。", "二。", "三。", subheads=("二。",)))
    for _ in range(300):
        found: tuple[Article, ...] = day
        for _ in range(dice.randint(1, 12)):
            at = dice.randrange(len(found))
            if dice.random() < 0.5 and at + 1 < len(found):
                cut = ArticleCut(CutKind.JOIN, found[at].title, found[at + 1].title)
            else:
                cut = ArticleCut(CutKind.SPLIT, found[at].title, dice.choice(found[at].paragraphs))
            found = article_cuts.mended(found, ArticleCuts((cut,)))
            assert all(each.paragraphs and each.title for each in found)
            assert all(set(each.subheads) <= set(each.paragraphs) for each in found)
        assert words(found) == words(day)


def test_they_are_kept_beside_the_file_and_made_at_each_reading(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("大桥通车\n\n大桥昨天正式通车，全长3218米。\n\n两岸车程缩短到6分钟。\n", "utf-8")
    [before] = gather([str(page)], now=NOW).articles
    cuts = ArticleCuts((ArticleCut(CutKind.TITLE, before.title, text="云雁大桥通车"),))
    article_cuts.path_of(str(page)).write_text(json_codec.dump(cuts), "utf-8")
    assert [each.title for each in gather([str(tmp_path)], now=NOW).articles] == ["云雁大桥通车"]
    article_cuts.path_of(str(page)).write_text("{", "utf-8")
    assert [each.title for each in gather([str(tmp_path)], now=NOW).articles] == [before.title]
