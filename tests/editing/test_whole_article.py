"""An article told by itself: all that is printed, in its order, behind who says it and of when; or as much as fits."""

import datetime as dt

import pytest

from service.core.editor_wishes import parse_wish
from service.editing import duration_estimate, whole_article
from service.editing.editors_hand import EditorsHand
from service.editing.selection import Interests
from service.model import Article, Edit, Genre, Kind

DAY = dt.date(2026, 3, 21)
ARTICLE = Article(
    source="pages/a1.txt",
    title="云州新增三条公交线路 城北出行更方便",
    paragraphs=(
        "云州市今天开通3条公交线路，覆盖城北居民7万多人。市民林小满说，从前上班要换两趟车。",
        "两趟变一趟",
        "K7路由火车站开往云湖公园，全程18.5公里；首班车早上6点发车，末班车晚上10点收车，中间每隔12分钟一班，节假日加密到8分钟。",
        "市交通局表示，年内还将新增公交车120辆。",
    ),
    subheads=("两趟变一趟",),
    authors=("何青",),
)


def said(article=ARTICLE, **more):
    parts, _ = whole_article.segments(article, DAY, "云州日报", "a", **more)
    return [each.written for part in parts for each in part.utterances]


def test_it_is_told_whole_in_its_own_order_behind_headline_house_day_author_and_notice():
    heard = said()
    assert heard[:4] == [
        "云州新增三条公交线路，城北出行更方便。",
        "云州日报，2026年3月21日。",
        "作者：何青。",
        "本文由人工智能合成播报。",
    ]
    letters = [each for each in "".join(ARTICLE.paragraphs) if each.isalnum()]
    assert [each for each in "".join(heard[4:]) if each.isalnum()] == letters


def test_sub_headlines_are_said_and_begin_parts_of_their_own():
    parts, whole = whole_article.segments(ARTICLE, DAY, "云州日报", "a")
    assert whole
    assert [(part.kind, part.title) for part in parts] == [(Kind.STORY, ARTICLE.title), (Kind.STORY, "两趟变一趟")]
    assert parts[1].utterances[0].written == "两趟变一趟。"


def test_day_words_stay_as_they_are_printed():
    assert any("云州市今天开通" in each for each in said())


def test_a_pause_is_longer_behind_a_paragraph_than_behind_a_sentence():
    parts, _ = whole_article.segments(ARTICLE, DAY, "云州日报", "a")
    first, last = parts[0].utterances[-2:]
    assert first.pause < last.pause


def test_what_is_in_doubt_is_never_read_aloud():
    doubtful = "市民林小满说，从前上班要换两趟车。"
    damaged = Article(ARTICLE.source, ARTICLE.title, ARTICLE.paragraphs, damaged=(doubtful, ARTICLE.title))
    heard = said(damaged)
    assert doubtful not in heard
    assert heard[0] == "云州日报，2026年3月21日。"


@pytest.mark.parametrize(
    ("line", "url", "house"),
    [
        ("新华社北京3月20日电（记者何青）", "https://news.example.org/1", "新华社，"),
        ("本报3月20日讯", "https://news.example.org/1", "云州日报，"),
        ("记者何青", "https://news.example.org/1", ""),
        ("", "", "云州日报，"),
    ],
)
def test_the_house_is_who_its_dateline_names(line, url, house):
    edits = (Edit("dateline", "line 1", "", line),) if line else ()
    article = Article("feed", "标题", ("云州市今天开通3条公交线路。",), edits=edits, url=url)
    assert said(article)[1] == f"{house}2026年3月21日。"


def test_told_to_a_length_it_is_the_fullest_telling_that_fits():
    long = Article("feed", ARTICLE.title, ARTICLE.paragraphs * 6)
    pace = 4.5
    shorter, whole = whole_article.segments(long, DAY, "云州日报", "a", seconds=60, pace=pace)
    assert not whole
    characters = sum(len(each.written) for part in shorter for each in part.utterances)
    assert 20 < characters / pace <= 60
    assert whole_article.segments(ARTICLE, DAY, "云州日报", "a", seconds=600, pace=pace) == (
        whole_article.segments(ARTICLE, DAY, "云州日报", "a")
    )


def test_what_has_no_telling_of_that_length_is_told_from_its_beginning(monkeypatch):
    monkeypatch.setattr("service.editing.story_options.tell", lambda *args, **more: ())
    paragraphs = tuple(f"去第{number}座村子的路要走{number}个钟头。先过桥；再上坡。" for number in range(1, 30))
    article = Article("feed", "山路怎么走", paragraphs)
    parts, whole = whole_article.segments(article, DAY, "云州日报", "a", seconds=50, pace=4.5)
    told = [each for part in parts for each in part.utterances]
    heard = [each.written for each in told if each.source and each.source != article.title]
    assert not whole
    assert "".join(paragraphs).startswith("".join(heard))
    assert heard[-1].endswith("。")
    assert 40 < sum(duration_estimate.weight(each.written) / 4.5 + each.pause for each in told) <= 50


@pytest.mark.parametrize(
    ("change", "hand", "interests", "why"),
    [
        ({}, EditorsHand(), Interests(), ""),
        ({"genre": Genre.COMMENT}, EditorsHand(comment="no"), Interests(), ""),
        ({"genre": Genre.DOCUMENT}, EditorsHand(), Interests(), ""),
        ({"genre": Genre.CAPTION}, EditorsHand(), Interests(), "caption is not read aloud"),
        ({"genre": Genre.NOTICE}, EditorsHand(), Interests(), "notice is not read aloud"),
        ({"genre": Genre.NOTICE}, EditorsHand(genres=("notice",)), Interests(), ""),
        ({}, EditorsHand(drop=(parse_wish("公交"),)), Interests(), "dropped: 公交"),
        ({}, EditorsHand(), Interests(mute_words=("公交",)), "muted: "),
        ({"published": dt.date(2026, 3, 22)}, EditorsHand(), Interests(), "dated 2026-03-22"),
        ({"paragraphs": ("……",)}, EditorsHand(), Interests(), "no sentence of it can be read aloud"),
    ],
)
def test_what_gets_no_audio_has_a_reason(change, hand, interests, why):
    article = Article(**{"source": "a", "title": ARTICLE.title, "paragraphs": ARTICLE.paragraphs, **change})
    found = whole_article.left_out(article, hand, interests, DAY)
    assert why in found
    assert bool(why) == bool(found)


def test_what_is_older_than_the_programmes_news_is_of_another_day():
    article = Article("a", ARTICLE.title, ARTICLE.paragraphs, published=dt.date(2026, 3, 18))
    since = dt.datetime(2026, 3, 20, tzinfo=dt.UTC)
    assert "2026-03-18" in whole_article.left_out(article, EditorsHand(), Interests(), DAY, since)
