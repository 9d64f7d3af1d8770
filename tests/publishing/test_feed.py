"""The feed as clients read it."""

import io
from dataclasses import replace

import feedparser
import podcastparser
import pytest
from lxml import etree

from service.model import Kind, Segment, Utterance
from service.publishing import episode_notes, feed_validator
from service.publishing.feed import NAMESPACES, Document, mint_show_guid, render
from tests.support.publishing_samples import SHOW, ZONE, episode, programme
from tests.support.tables import every_row

HOSTILE = "A & B <script>alert(\"1\")</script> ]]> 'x' \x00\x08\u2028\ud800\x1b[31m\u202e甲"
GUID = mint_show_guid("https://radio.example.org/pods/daily/feed.xml")


def published(day=0, **changes):
    made = episode(day, **changes)
    return replace(made, guid=f"guid-{day}", number=day + 1, mp3=f"daily-{made.id}-0123abcd.mp3", size=12345 + day)


def xml(text):
    return etree.fromstring(text)


def one(text, path):
    (found,) = xml(text).xpath(path, namespaces={**NAMESPACES, "atom": "http://www.w3.org/2005/Atom"})
    return found


def test_what_podcastparser_reads():
    told = published()
    show = podcastparser.parse("https://radio.example.org/pods/daily/feed.xml", io.BytesIO(render(SHOW, GUID, [told])))
    assert show["title"] == SHOW.title
    assert show["link"] == "https://radio.example.org/pods/daily/"
    assert show["cover_url"] == "https://radio.example.org/pods/daily/cover.png"
    assert show["language"] == "zh-cn"
    assert show["explicit"] is False
    assert show["type"] == "episodic"
    assert show["itunes_categories"] == [["News", "Daily News"]]
    assert show["itunes_owner"] == {"name": SHOW.author, "email": SHOW.email}
    (item,) = show["episodes"]
    assert item["guid"] == "guid-0"
    assert item["title"] == told.title
    assert item["total_time"] == round(told.seconds)
    assert item["number"] == 1
    assert item["published"] == told.published.timestamp()
    assert item["link"] == "https://radio.example.org/pods/daily/episodes/2026-03-21T0630/"
    assert item["enclosures"] == [
        {
            "file_size": 12345,
            "mime_type": "audio/mpeg",
            "url": f"https://radio.example.org/pods/daily/episodes/2026-03-21T0630/{told.mp3}",
        }
    ]
    # podcastparser, as gPodder uses it, keeps whole seconds.
    assert [(chapter["start"], chapter["title"]) for chapter in item["chapters"]] == [
        (int(chapter.start), chapter.title) for chapter in told.chapters
    ]


def test_what_feedparser_reads():
    parsed = feedparser.parse(render(SHOW, GUID, [published(0), published(1)]))
    assert not parsed.bozo
    assert [entry.id for entry in parsed.entries] == ["guid-1", "guid-0"]
    assert parsed.entries[0].itunes_season == "2026"
    assert parsed.entries[0].itunes_episode == "2"
    assert "news.example.org" in parsed.entries[0].content[0].value


def test_transcripts_are_named_with_their_types_and_json_first():
    names = [
        (element.get("url").rsplit("/", 1)[1], element.get("type"))
        for element in xml(render(SHOW, GUID, [published()])).iter(f"{{{NAMESPACES['podcast']}}}transcript")
    ]
    assert names == [
        ("transcript.json", "application/json"),
        ("transcript.vtt", "text/vtt"),
        ("transcript.srt", "application/x-subrip"),
    ]


def test_the_pictures_of_show_and_episode_are_named_for_old_apps_and_new_ones():
    told = published(cover="cover-0123abcd.jpg", title='云州新增三条公交线路 & "新站"')
    text = render(SHOW, GUID, [told, published(1)])
    own = f"https://radio.example.org/pods/daily/episodes/{told.id}/cover-0123abcd.jpg"
    for place, address in (("channel", "https://radio.example.org/pods/daily/cover.png"), ("item", own)):
        assert one(text, f"//{place}/itunes:image").get("href") == address
        picture = one(text, f"//{place}/podcast:image")
        assert (picture.get("href"), picture.get("aspect-ratio"), picture.get("purpose")) == (address, "1/1", "artwork")
    assert one(text, "//item/podcast:image").get("width") == "1400"
    assert one(text, "//item/podcast:image").get("alt") == told.title
    show = podcastparser.parse(SHOW.base_url, io.BytesIO(text))
    assert [each.get("episode_art_url") for each in show["episodes"]] == [None, own]
    assert feed_validator.check(text) == []


def test_the_anchors_are_named():
    found = xml(render(SHOW, GUID, [published()])).findall("channel/item/podcast:person", NAMESPACES)
    assert [(person.text, person.get("role")) for person in found] == [("小云", "host"), ("小舟", "host")]


def test_says_that_it_is_synthetic():
    text = render(SHOW, GUID, [published()])
    for place in ("channel", "channel/item"):
        assert one(text, f"/rss/{place}/podcast:txt[@purpose='ai-content']").text == "true"
    assert "人工智能合成" in one(text, "//item/description").text


def test_a_show_of_its_own_making_breaks_no_rule():
    assert feed_validator.check(render(SHOW, GUID, [published(day) for day in range(3)])) == []


def test_the_same_bytes_always():
    told = [published(day) for day in range(3)]
    first = render(SHOW, GUID, told)
    assert render(SHOW, GUID, told[::-1]) == first
    # The build date is the newest episode's, not the clock's.
    assert one(first, "//lastBuildDate").text == "Mon, 23 Mar 2026 06:30:00 +0800"


def test_a_feed_without_episodes():
    parsed = feedparser.parse(render(SHOW, GUID, []))
    assert not parsed.bozo
    assert parsed.entries == []


def test_how_often_it_comes():
    text = render(replace(SHOW, frequency="FREQ=WEEKLY;BYDAY=MO,WE"), GUID, [])
    element = one(text, "//podcast:updateFrequency")
    assert (element.get("rrule"), element.text) == ("FREQ=WEEKLY;BYDAY=MO,WE", "每周一、三更新")


@every_row(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "每天更新"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "工作日更新"),
        ("FREQ=WEEKLY;BYDAY=SU", "每周日更新"),
        ("FREQ=WEEKLY", "每周更新"),
        ("FREQ=YEARLY", ""),
        ("nonsense", ""),
    ],
)
def test_frequency_in_words(rule, words):
    assert episode_notes.frequency(rule) == words


def test_a_private_show_asks_not_to_be_listed():
    text = render(replace(SHOW, path="k3v9unguessable"), GUID, [])
    assert one(text, "//itunes:block").text.lower() == "yes"
    assert one(text, "//podcast:block").text == "yes"
    assert b":block" not in render(SHOW, GUID, [])


def test_explicit_and_no_owner():
    text = render(replace(SHOW, explicit=True, email=""), GUID, [published()])
    assert one(text, "/rss/channel/itunes:explicit").text == "true"
    assert b"itunes:owner" not in text


def test_archive_pages_are_told_apart():
    text = render(SHOW, GUID, [published()], Document("archive-2.xml", "archive-1.xml", archive=True))
    links = {link.get("rel"): link.get("href") for link in xml(text).findall("channel/{*}link[@rel]")}
    assert {rel: href.rsplit("/", 1)[1] for rel, href in links.items()} == {
        "self": "archive-2.xml",
        "current": "feed.xml",
        "first": "feed.xml",
        "next": "archive-1.xml",
        "prev-archive": "archive-1.xml",
    }
    assert one(text, "//fh:archive") is not None


def test_hostile_text_everywhere():
    segments = (
        Segment(Kind.STORY, HOSTILE, (Utterance(HOSTILE),), title=HOSTILE, origin=HOSTILE, url="javascript:alert(1)"),
    )
    show = replace(SHOW, title=HOSTILE, description=HOSTILE, author=HOSTILE, copyright=HOSTILE)
    told = published(segments=segments, title=HOSTILE, voices=(HOSTILE,), speakers={HOSTILE: HOSTILE})
    text = render(show, GUID, [told])
    parsed = feedparser.parse(text)
    assert not parsed.bozo
    clean = "A & B <script>alert(\"1\")</script> ]]> 'x' [31m甲"
    assert one(text, "/rss/channel/title").text == clean
    assert one(text, "//item/title").text == clean
    content = one(text, "//*[local-name()='encoded']").text
    assert "<script" not in content
    assert "javascript:" not in content
    assert "&lt;script&gt;" in content


def test_a_headline_is_no_markup_for_apps_that_take_a_description_for_html():
    lure = "新书<a href=//evil.example>点我</a>首发<img src=x onerror=alert(1)>"
    segments = (Segment(Kind.STORY, "a", (Utterance("新书首发。"),), title=lure), *programme()[1:])
    told = episode_notes.notes(SHOW, episode(segments=segments))
    assert "<" not in told.text
    assert "新书＜a href" in told.text
    assert "新书&lt;a href" in told.html


def test_the_description_is_cut_at_whole_lines():
    told = published(segments=programme(30))
    text = episode_notes.notes(SHOW, told).text
    assert 3800 < len(text.encode()) <= episode_notes.DESCRIPTION_BYTES
    full = episode_notes.notes(SHOW, published(segments=programme(1))).text
    assert text.split("\n")[2:9] == full.split("\n")[2:9]
    assert text.endswith("文字稿：https://radio.example.org/pods/daily/episodes/2026-03-21T0630/")


def test_notes_have_times_and_sources():
    lines = episode_notes.notes(SHOW, published(segments=programme())).text.split("\n")
    assert lines[0] == "2026年3月21日，星期六。本期8条新闻，约3分钟。"
    assert lines[2] == "00:00 开场"
    assert lines[3] == "00:16 云州新增三条公交线路，城北居民出行更方便（news.example.org）"
    assert lines[10].endswith("下周气温回升")


@every_row(
    ("headlines", "title"),
    [
        (("云州新增三条公交线路", "云湖湿地迎来首批候鸟", "丙"), "云州新增三条公交线路；云湖湿地迎来首批候鸟｜3月21日"),
        (("云州新增三条公交线路。",), "云州新增三条公交线路｜3月21日"),
        (
            ("云州新增三条公交线路，城北七万居民从此出门就能坐上车，日均客流八千", "云湖湿地迎来首批候鸟"),
            "云州新增三条公交线路；云湖湿地迎来首批候鸟｜3月21日",
        ),
        (
            ("一二三四五六七八九十一二三四五六七八九十一二三四五六七",),
            "一二三四五六七八九十一二三四五六七八九十一二三四…｜3月21日",
        ),
        ((), "云州早报｜3月21日"),
    ],
)
def test_the_title_is_the_days_two_main_stories(headlines, title):
    segments = tuple(Segment(Kind.STORY, "a", (Utterance("甲。"),), title=headline) for headline in headlines)
    assert episode_notes.title(replace(episode().script, segments=segments, title="云州早报")) == title


def test_times_without_a_zone_are_not_invented():
    with pytest.raises(ValueError, match="timezone"):
        render(SHOW, GUID, [replace(published(), published=published().published.replace(tzinfo=None))])
    assert published().published.tzinfo is ZONE
