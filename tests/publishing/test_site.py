"""The pages' text: nothing inline, nothing from elsewhere, everything escaped."""

import io
import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from PIL import Image

from service.model import Kind, Segment, Utterance
from service.publishing import cover, site, subscribe_links, urls
from service.publishing.episode_view import sections, stories
from service.publishing.feed import Document
from tests.support.publishing_samples import SHOW, episode, programme
from tests.support.tables import every_row

HOSTILE = "</script><script>alert(1)</script>\" onload='alert(2)' {{ 7*7 }} \x00\u202e"


class Elements(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def pages(show=SHOW, made=None):
    made = made or replace(episode(segments=programme()), guid="g", mp3="daily-1-0123abcd.mp3")
    return [
        site.render_episode(show, made, "cover.png").decode(),
        site.render_list(show, [made], Document()).decode(),
        site.render_list(show, [made], Document("archive-2.xml", "archive-1.xml", archive=True)).decode(),
    ]


def hostile():
    segments = (Segment(Kind.STORY, "a", (Utterance(HOSTILE),), title=HOSTILE, origin=HOSTILE, url="javascript:x"),)
    show = replace(SHOW, title=HOSTILE, description=HOSTILE, author=HOSTILE, copyright=HOSTILE)
    made = replace(episode(segments=segments, title=HOSTILE, speakers={"a": HOSTILE}), guid=HOSTILE, mp3="x.mp3")
    return pages(show, made)


@every_row("text", [*pages(), *hostile()])
def test_nothing_inline_and_nothing_from_another_host(text):
    elements = Elements(text).found
    for tag, attributes in elements:
        assert tag not in ("style", "iframe", "object", "base", "form")
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("src", "srcset", "poster"):
            assert not urlsplit(attributes.get(name, "")).scheme
        assert not attributes.get("href", "").startswith(("javascript", "data"))
        if tag == "link" and attributes["rel"] in ("stylesheet", "icon"):
            assert not urlsplit(attributes["href"]).netloc
    assert [attributes["src"] for tag, attributes in elements if tag == "script"] == [
        re.search(r'src="([^"]*player-[0-9a-f]{8}\.js)"', text)[1]
    ]
    (policy,) = [a["content"] for tag, a in elements if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy


def test_hostile_text_is_text():
    for text in hostile():
        assert "alert(1)</script>" not in text
        assert "\x00" not in text
        assert "{{ 7*7 }}" in text


def test_a_shared_link_looks_right():
    text = pages()[0]
    told = {a["property"]: a["content"] for tag, a in Elements(text).found if tag == "meta" and "property" in a}
    assert told["og:title"] == "云州新增三条公交线路；云湖湿地迎来首批候鸟｜3月21日"
    assert told["og:image"] == "https://radio.example.org/pods/daily/cover.png"
    assert told["og:url"] == "https://radio.example.org/pods/daily/episodes/2026-03-21T0630/"
    assert told["og:audio"].endswith("/daily-1-0123abcd.mp3")
    assert told["og:description"].startswith("云州新增三条公交线路，城北居民出行更方便；云湖湿地迎来首批候鸟；")


def test_a_private_show_is_not_indexed():
    for text in pages(replace(SHOW, path="k3v9unguessable")):
        assert '<meta name="robots" content="noindex, nofollow">' in text
        assert '<meta name="referrer" content="no-referrer">' in text
    assert "noindex" not in pages()[0]


def test_every_story_links_to_its_source_and_moment():
    made = replace(episode(segments=programme()), guid="g", mp3="x.mp3")
    elements = Elements(pages(made=made)[0]).found
    hrefs = [attributes.get("href") for tag, attributes in elements if tag == "a"]
    assert "https://news.example.org/bus?id=1&x=2" in hrefs
    ids = [attributes["id"] for tag, attributes in elements if attributes.get("id", "").startswith("t=")]
    assert ids == [f"t={cue.start:.2f}" for cue in made.cues]


def test_the_time_line_covers_the_programme():
    made = replace(episode(segments=programme()), guid="g", mp3="x.mp3")
    marks = list(site._marks(sections(made), made.seconds))
    assert marks[0].left == 0
    assert marks[-1].left + marks[-1].width == pytest.approx(1000, abs=0.1)
    assert all(b.left == pytest.approx(a.left + a.width, abs=0.11) for a, b in itertools.pairwise(marks))


def test_the_notice_of_synthetic_speech_stands_on_every_page():
    assert all("本节目由人工智能合成播报" in text for text in pages())


def test_the_list_says_it_ahead_of_the_player_of_the_newest_episode():
    newest = pages()[1]
    assert "本节目由人工智能合成播报" in newest[: newest.index("<audio")]


def test_an_episode_says_it_ahead_of_its_player_and_where_a_model_wrote_names_the_text_too():
    first, second, *rest = programme()
    worded = (replace(second.utterances[0], writer="qwen"), *second.utterances[1:])
    texts = {
        "本节目由人工智能合成播报，内容摘自所列来源。": episode(segments=programme()),
        "本节目的文稿和声音由人工智能生成合成，内容取自所列来源。": episode(
            segments=(first, replace(second, utterances=worded), *rest)
        ),
    }
    for notice, each in texts.items():
        made = replace(each, guid="g", mp3="x.mp3")
        page = site.render_episode(SHOW, made, "cover.png").decode()
        assert notice in page[: page.index("<audio")]
        assert [each for each in texts if each in page] == [notice]
        assert notice in site.render_list(SHOW, [episode(), made], Document()).decode()


def test_apps_are_given_the_feed_as_they_ask_for_it():
    feed = "radio.example.org/pods/daily/feed.xml"
    encoded = "https%3A%2F%2Fradio.example.org%2Fpods%2Fdaily%2Ffeed.xml"
    assert {app.name: app.href for app in subscribe_links.apps(SHOW)} == {
        "Apple Podcasts": f"podcast://{feed}",
        "Pocket Casts": f"pktc://subscribe/{feed}",
        "Overcast": f"overcast://x-callback-url/add?url={encoded}",
        "AntennaPod": f"https://antennapod.org/deeplink/subscribe?url={encoded}"
        "&title=%E4%BA%91%E5%B7%9E%E5%90%AC%E6%8A%A5",
        "Podcast Addict": f"https://podcastaddict.com/feed/{encoded}",
        "gPodder": f"https://gpodder.net/subscribe?url={encoded}",
    }


def test_the_qr_code_is_a_picture_of_its_own():
    code = subscribe_links.qr_code(SHOW)
    assert code == subscribe_links.qr_code(SHOW)
    assert code != subscribe_links.qr_code(replace(SHOW, slug="x", path="x"))
    assert code.startswith(b"<svg")
    assert urls.QR_CODE.endswith(".svg")


def weight(made):
    page = site.render_episode(SHOW, made, "cover.png")
    return len(page) + sum(map(len, site.assets(SHOW).values())) + len(subscribe_links.qr_code(SHOW))


def test_fifteen_minutes_of_forty_eight_stories_stay_under_sixty_kilobytes():
    segments, count = [], itertools.count(1)
    for segment in programme(6):
        told = (
            replace(each, source="记者从有关部门了解到，" * (next(count) % 8 == 0) + each.written)
            for each in segment.utterances
        )
        segments.append(replace(segment, utterances=tuple(told)))
    made = episode(segments=tuple(segments), pace=4.1)
    assert len(stories(made)) == 48
    assert made.seconds > 900
    made = replace(made, guid="0" * 36, mp3="daily-2026-03-21T0630-0123abcd.mp3")
    assert 30_000 < weight(made) < 60_000


def origins(*pairs):
    told = tuple(Utterance(written, source=source) for written, source in pairs)
    made = replace(episode(segments=(Segment(Kind.STORY, "a", told, title="公交延长"),)), guid="g", mp3="d-1-0.mp3")
    found = re.search(r"<details><summary>原文</summary>(.*?)</details>", pages(made=made)[0], re.DOTALL)
    return found[1].split("<br>") if found else []


def test_a_sentence_in_other_words_shows_its_source_on_request():
    assert origins(
        ("三条线路今起延长。", "记者了解到，三条线路今起延长。"),
        ("首班车五点半发出。", "首班车五点半发出。"),
        ("市公交公司还将在年底以前新增纯电动公交车120辆。", "市公交公司（城北）还将在年底以前新增纯电动公交车120辆。"),
        ("K7路由火车站开往云湖公园，全程18.5公里。", "K7路由火车站开往云湖公园，全程18.5公里，首班车早上6点发车。"),
    ) == [
        "记者了解到，三条线路今起延长。",
        "市公交公司（城北）还将在年底以前新……",
        "……全程18.5公里，首班车早上6点发车。",
    ]


def test_no_source_is_shown_where_the_words_are_the_same():
    """Other quotation marks, a headline's space, a lead-in of the programme's own, one sentence told in two."""
    assert not origins(
        ("首先来关注：公交线路，今起延长。", "公交线路 今起延长"),
        ("“好。”", "「好。」"),
        ("甲地通车，", "甲地通车，乙地开工。"),
        ("乙地开工。", "甲地通车，乙地开工。"),
    )
    assert origins(("增长5。", "增长5%。")) == ["增长5%。"]


def test_a_source_is_text():
    assert origins(("甲。", "<script>alert(1)</script>"), ("乙。", "<b>")) == [
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&lt;b&gt;",
    ]


@every_row(
    ("title", "pieces"),
    [
        ("六棹河春灌开闸 首日引水126万立方米", ["六棹河春灌开闸", " 首日引水126万立方米"]),
        ("以实干绘就“十五五”新图景", ["以实干绘就", "“十五五”新图景"]),
        ("《云州志》，“好”、乙", ["《云州志》，", "“好”、", "乙"]),
        ("他说“好，走”，我来", ["他说", "“好，", "走”，", "我来"]),
        ("Tom &  Jerry ", ["Tom", " &", " Jerry"]),
        ("图书馆延长开放", []),
        ("，", []),
        ("", []),
    ],
)
def test_a_title_breaks_between_its_phrases(title, pieces):
    assert site._phrases(" ".join(title.split())) == pieces


def test_the_preview_of_a_shared_link_is_short_and_its_picture_is_there(tmp_path):
    made = replace(episode(segments=programme(6)), guid="g", mp3="x.mp3")
    own = tmp_path / "own.png"
    Image.new("RGB", (1700, 1700)).save(own)
    for show in (SHOW, replace(SHOW, cover=str(own))):
        meta = {a.get("property"): a for tag, a in Elements(pages(show, made)[0]).found if tag == "meta"}
        assert 60 < len(meta["og:description"]["content"]) <= 120
        assert meta["og:description"]["name"] == "description"
        with Image.open(io.BytesIO(cover.cover_of(show))) as image:
            assert meta["og:image:width"]["content"] == str(image.width)
            assert meta["og:image:height"]["content"] == str(image.height)
