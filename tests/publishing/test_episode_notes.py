"""An episode's title and its notes, as a podcast app shows them."""

from dataclasses import replace

from service.publishing.episode_notes import DESCRIPTION_BYTES, TITLE_CHARACTERS, frequency, notes, title
from tests.support.publishing_samples import SHOW, episode, programme
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
    assert found.html.count("<li>") == 3
    assert '<a href="https://news.example.org/bus?id=1&amp;x=2">' in found.html


def test_an_app_that_takes_the_notes_for_html_finds_no_tag_in_them():
    first, second, *rest = episode().script.segments
    hostile = replace(second, title="<b>题</b>", origin='pages/"><img src=x onerror=alert(1)>.md', url="")
    found = notes(SHOW, episode(segments=(first, hostile, *rest)))
    assert "＞＜img src=x onerror=alert(1)＞.md" in found.text
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
