"""An episode as its pages, notes and transcripts see it: sections with timed sentences."""

import datetime as dt

from service.model import Kind, Segment, Utterance
from service.publishing.episode_view import clock, printable, sections, stories, timestamp, web_address, weekday
from tests.support.publishing_samples import episode
from tests.support.tables import every_row


def test_each_section_holds_its_sentences_with_the_times_of_their_cues():
    made = episode()
    found = sections(made)
    assert [sentence.text for part in found for sentence in part.sentences] == [
        utterance.written for segment in made.script.segments for utterance in segment.utterances
    ]
    starts = [sentence.start for part in found for sentence in part.sentences]
    assert starts == [cue.start for cue in made.cues]


def test_stories_are_what_is_news():
    assert [part.title for part in stories(episode())] == [
        "云州新增三条公交线路",
        "云湖湿地迎来首批候鸟",
        "图书馆延长开放",
    ]


@every_row(
    ("url", "kept"),
    [
        ("https://h.example/a?b=1", True),
        ("javascript:alert(1)", False),
        ("pages/a.md", False),
        ("", False),
        ("//[a.md", False),
        ("http://[::1", False),
    ],
)
def test_only_an_address_of_the_web_is_a_link(url, kept):
    assert web_address(url) == (url if kept else "")


def test_characters_that_xml_forbids_are_cleaned_away():
    assert "\x00" not in printable("云\x00州\x0b")


def test_times_and_days_are_written_as_a_listener_reads_them():
    assert timestamp(3661.5) == "01:01:01.500"
    assert timestamp(1.25, ",") == "00:00:01,250"
    assert clock(65) in ("1:05", "01:05")
    assert weekday(dt.date(2026, 3, 21)) == "星期六"


def test_sentences_that_are_heard_apart_are_paragraphs():
    said = tuple(Utterance(each, pause=pause) for each, pause in (("甲。", 0.35), ("乙。", 0.7), ("丙。", 0.35)))
    made = episode(segments=(Segment(Kind.STORY, "a", said, title="甲"),))
    [part] = sections(made)
    assert [[each.text for each in paragraph] for paragraph in part.paragraphs] == [["甲。", "乙。"], ["丙。"]]
