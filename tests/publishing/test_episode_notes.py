"""An episode's title and its notes, as a podcast app shows them."""

import html
import re
from dataclasses import replace

from service.publishing.episode_notes import DESCRIPTION_BYTES, TITLE_CHARACTERS, frequency, notes, title
from tests.support.publishing_samples import SEGMENTS, SHOW, episode, programme
from tests.support.tables import every_row


def test_the_title_names_the_two_main_stories_and_the_day():
    assert title(episode().script) == "云州新增三条公交线路；云湖湿地迎来首批候鸟｜3月21日"


def test_a_long_headline_keeps_as_many_clauses_as_fit():
    script = episode(segments=programme(), title="").script
    assert all(len(part) <= TITLE_CHARACTERS for part in title(script).partition("｜")[0].split("；"))


def test_the_notes_name_each_story_with_its_time_and_say_that_the_voice_is_synthetic():
    found = notes(SHOW, episode())
    assert found.text.startswith("2026年3月21日，星期六。本期3条新闻")
    assert "本节目由人工智能合成播报" in found.text
    assert [line for line in found.text.split("\n") if re.match(r"\d\d:\d\d ", line)] == [
        "00:00 开场",
        "00:07 云州新增三条公交线路（news.example.org）",
        "00:26 云湖湿地迎来首批候鸟（A02 民生）",
        "00:36 图书馆延长开放",
    ]
    assert '<a href="https://news.example.org/bus?id=1&amp;x=2">' in found.html


def chapters(lines):
    """Read a description as apps do that make chapters of it: each line that begins with a time."""
    found = [re.match(r"(?:(\d+):)?(\d\d):(\d\d) (\S.*)", line) for line in lines]
    return [(int(m[1] or 0) * 3600 + int(m[2]) * 60 + int(m[3]), m[4]) for m in found if m]


@every_row(
    "segments",
    [
        programme(),
        programme(30),  # hours
        (SEGMENTS[0], SEGMENTS[1], SEGMENTS[-1]),  # one story alone: the close is the third
        SEGMENTS[1:],  # a script without an opening
    ],
)
def test_apps_find_at_least_three_chapters_from_0_on(segments):
    found = notes(SHOW, episode(segments=segments))
    of_html = html.unescape(re.sub(r"<br>|</p>", "\n", found.html)).replace("<p>", "").split("\n")
    for read in (chapters(found.text.split("\n")), chapters(of_html)):
        times = [time for time, _ in read]
        assert times[0] == 0
        assert len(times) >= 3
        assert times == sorted(set(times))


def test_a_file_is_never_named_as_a_source():
    first, story, *rest = programme()
    bare = replace(story, origin="seeds/2026-03-21-A01.txt", url="")
    for name, shown in (("", ""), ("A01 要闻", "（A01 要闻）")):
        found = notes(SHOW, episode(segments=(first, replace(bare, source_name=name), *rest)))
        for text in (found.text, found.html):
            assert "2026-03-21-A01" not in text
            assert f"{story.title}{shown}" in text


def test_a_source_with_an_address_goes_by_the_users_name_or_its_host():
    first, story, *rest = programme()
    for name, shown in (("", "news.example.org"), ("云州日报", "云州日报")):
        found = notes(SHOW, episode(segments=(first, replace(story, source_name=name), *rest)))
        assert f"{story.title}（{shown}）" in found.text
        assert f'{story.title}（<a href="https://news.example.org/bus?id=1&amp;x=2">{shown}</a>）' in found.html


def test_a_programme_of_two_parts_names_both():
    found = chapters(notes(SHOW, episode(segments=SEGMENTS[:2])).text.split("\n"))
    assert [title for _, title in found] == ["开场", "云州新增三条公交线路（news.example.org）"]


def test_an_app_that_takes_the_notes_for_html_finds_no_tag_in_them():
    first, second, *rest = episode().script.segments
    hostile = replace(second, title="<b>题</b>", origin="pages/a.md", url="")
    hostile = replace(hostile, source_name='A01 "><img src=x onerror=alert(1)>')
    found = notes(SHOW, episode(segments=(first, hostile, *rest)))
    assert "＞＜img src=x onerror=alert(1)＞" in found.text
    assert not {"<", ">"}.intersection(found.text)
    assert "<img" not in found.html


def test_notes_of_a_very_long_episode_stay_within_the_bytes_that_apple_shows():
    text = notes(SHOW, episode(segments=programme(30))).text
    assert DESCRIPTION_BYTES * 0.9 < len(text.encode()) <= DESCRIPTION_BYTES
    assert "文字稿：" in text


@every_row(
    ("rule", "said"),
    [
        ("FREQ=DAILY", "每天更新"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "工作日更新"),
        ("FREQ=WEEKLY;BYDAY=MO,WE", "每周一、三更新"),
        ("FREQ=MONTHLY", "每月更新"),
        ("FREQ=YEARLY", ""),
    ],
)
def test_a_recurrence_rule_is_said_in_words(rule, said):
    assert frequency(rule) == said
