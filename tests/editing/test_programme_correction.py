"""What fails the check is taken out of the stories that may be told."""

import datetime as dt
from dataclasses import replace

import pytest

from service.editing import programme_correction, story_options
from service.editing.programme_check import Finding
from service.model import Article, Story

ARTICLE = Article(
    "a.txt",
    "城东水厂二期完工",
    (
        "青沅市水务局3月20日通报，城东水厂二期工程已经完工，日供水能力增加到12万吨。",
        "工程敷设管道38公里，沿线六个乡镇的居民从中受益。",
        "市水务局今年还将更换老旧管网210公里。",
    ),
)


@pytest.fixture
def stories():
    return story_options.tell([Story((ARTICLE,), 1.0, "")], ["a"], dt.date(2026, 3, 21))


def mended(stories, source):
    segments = [stories[0].segment(len(stories[0].options) - 1)]
    cut, done = programme_correction.cuts(
        stories, segments, [Finding(0, "38公里", "number: not in the source", source)]
    )
    return cut, done, programme_correction.without(stories, cut)


def said(story):
    return [[each.source for each in option.utterances] for option in story.options]


def test_a_sentence_leaves_every_option_and_no_two_options_are_the_same(stories):
    faulty = stories[0].options[-1].utterances[1].source
    assert len(stories[0].options) == 3
    cut, done, (story,) = mended(stories, faulty)
    assert (cut[0].sentence, done[0].done) == (faulty, programme_correction.SENTENCE_OUT)
    assert len(story.options) == 2
    assert all(faulty not in sources for sources in said(story))


def test_with_its_first_sentence_the_story_goes(stories):
    cut, done, left = mended(stories, stories[0].options[0].utterances[0].source)
    assert (cut[0].sentence, done[0].done) == ("", programme_correction.STORY_OUT)
    assert said(left[0]) == said(stories[0])  # which story goes is not this module's to do


def test_what_is_not_a_story_s_is_kept(stories):
    segments = [stories[0].segment(0)]
    strange = Finding(0, "预告", "is announced and not told")
    assert programme_correction.cuts([], segments, [strange])[1][0].done == programme_correction.KEPT
    assert programme_correction.kept(segments, [strange])[0].done == programme_correction.KEPT


def test_with_a_fault_in_its_headline_the_story_goes(stories):
    assert mended(stories, ARTICLE.title)[1][0].done == programme_correction.STORY_OUT


def test_a_finding_names_the_headline_that_is_told_and_the_printed_one(stories):
    segment = replace(stories[0].segment(0), shown_title="城东水厂二期昨天完工")
    found = Finding(0, "38公里", "number: not in the source")
    (told,) = programme_correction.kept([segment], [found])
    assert (told.title, told.told_as) == (ARTICLE.title, "城东水厂二期昨天完工")
    assert not programme_correction.kept([stories[0].segment(0)], [found])[0].told_as


def test_of_a_rumour_and_its_denial_neither_is_told_alone():
    """Both are told in its shortest telling: what is said together there is not parted."""
    paragraphs = (
        "近日，一则“青沅四月一日起水价翻番”的消息在居民微信群里流传。昨天，青沅自来水公司发布声明，称该消息不实。",
        "声明说，公司目前没有调价计划，居民用水每立方米2.35元。",
    )
    article = Article("b.txt", "青沅自来水公司：“四月起水价翻番”不实", paragraphs, published=dt.date(2026, 3, 21))
    stories = story_options.tell([Story((article,), 1.0, "")], ["a"], dt.date(2026, 3, 21))
    denial = next(each.source for each in stories[0].options[0].utterances if "不实" in each.source)
    assert mended(stories, denial)[1][0].done == programme_correction.STORY_OUT
