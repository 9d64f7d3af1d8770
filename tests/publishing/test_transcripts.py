"""Transcripts: readable captions, times within their sentences, three formats."""

import itertools
import json
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.model import Chapter, Cue, Kind, Segment, ToldArticle, Utterance
from service.publishing import caption_timing, chapters, transcripts
from service.publishing.episode_view import TimedSentence, sections
from tests.support.examples import examples
from tests.support.publishing_samples import SHOW, episode, programme
from tests.support.tables import every_row

RUNS = examples(60, 2_000)
TEXT = st.text(alphabet="云州湖城人说的了，。、；：？！“”《》（）—…0123456789.%ABCabc -", min_size=1, max_size=150)
STAMP = re.compile(r"(\d\d):(\d\d):(\d\d)[.,](\d\d\d)")


def seconds(stamp):
    hours, minutes, whole, thousandths = map(int, STAMP.fullmatch(stamp).groups())
    return hours * 3600 + minutes * 60 + whole + thousandths / 1000


def test_sentences_are_split_where_a_reader_breathes():
    assert transcripts.split("K7路由火车站开往云湖公园，全程18.5公里，首班车早上6点发车。") == (
        ("K7路由火车站开往云湖公园，",),
        ("全程18.5公里，", "首班车早上6点发车。"),
    )
    assert transcripts.split("图书馆延长开放到晚上九点。") == (("图书馆延长开放到晚上九点。",),)
    assert transcripts.split(
        "监测人员记录到东方白鹳、白琵鹭等二十七种水鸟，总数超过四千二百只，比去年多了三成，创下新高。"
    ) == (
        ("监测人员记录到东方白鹳、", "白琵鹭等二十七种水鸟，"),
        ("总数超过四千二百只，", "比去年多了三成，创下新高。"),
    )


@settings(derandomize=True, max_examples=RUNS, deadline=None)
@given(TEXT)
@example("，" * 40)
@example("A" * 70)
@example("（（（（（（（（（（（（（（（（（（（（（")
def test_any_text_fits_the_screen_and_loses_nothing(text):
    text = " ".join(text.split())
    screens = transcripts.split(text)
    assert all(1 <= len(lines) <= 2 for lines in screens)
    assert all(0 <= len(line) <= transcripts.LINE_CHARACTERS for lines in screens for line in lines)
    joined = "".join(line for lines in screens for line in lines)
    assert joined.replace(" ", "") == text.replace(" ", "")


WORDS = (
    "云州湖",
    "新建公路18.5公里",
    "，",
    "。",
    "“好”",
    "有GDP",
    "《云州志》",
    "、",
    "比95.4%多",
    "坐C919",
    "读New York Times",
)


@settings(derandomize=True, max_examples=RUNS, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40), st.integers(0, 8))
def test_no_line_begins_with_a_closing_mark_or_cuts_a_number(words, taken):
    text = re.sub(r"[，。、]{2,}", "，", "云" + "".join(words))
    screens = transcripts.split(text, taken)
    assert all(1 <= len(lines) <= 2 for lines in screens)
    assert len(screens[0][0]) <= transcripts.LINE_CHARACTERS - taken
    assert all(len(line) <= transcripts.LINE_CHARACTERS for lines in screens for line in lines)
    for lines in screens:
        for line in lines:
            assert line[0] not in "，。、”》"
            assert line[-1] not in "“《"
            assert not re.search(r"(?<!\d)\d*\.$", line)
    shown = "\n".join("\n".join(lines) for lines in screens)
    for whole in ("18.5", "GDP", "95.4%", "C919", "New", "York", "Times"):
        assert shown.count(whole) == text.count(whole)


def test_times_stay_within_their_sentence_and_go_on():
    told = episode(segments=programme())
    captions = transcripts.captions(told)
    assert len(captions) > len(told.cues)
    edges = {round(cue.start, 6) for cue in told.cues}
    assert edges <= {round(caption.start, 6) for caption in captions}
    assert {round(cue.end, 6) for cue in told.cues} <= {round(caption.end, 6) for caption in captions}
    assert all(caption.start < caption.end for caption in captions)
    assert all(before.end <= after.start + 1e-9 for before, after in itertools.pairwise(captions))


def test_what_is_written_is_what_is_shown():
    told = episode(segments=programme())
    body = "".join(caption.text for caption in transcripts.captions(told)[1:])
    written = "".join(utterance.written for segment in told.script.segments for utterance in segment.utterances)
    assert body == written


def test_the_first_line_of_every_transcript_says_that_it_is_synthetic():
    told, notice = transcripts.captions(episode()), "本节目由人工智能合成播报，内容摘自所列来源。"
    first_word = min(cue.start for cue in episode().cues)
    assert (told[0].start, told[0].end, told[0].speaker, told[0].text) == (0.0, first_word, "", notice)
    lines = "本节目由人工智能合成播报，\n内容摘自所列来源。"
    assert transcripts.vtt(told).decode().startswith(f"WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n{lines}\n\n")
    assert transcripts.srt(told).decode().startswith(f"1\n00:00:00,000 --> 00:00:01,000\n{lines}\n\n")
    assert json.loads(transcripts.as_json(told))["segments"][0]["body"] == notice


@pytest.mark.parametrize(
    ("sentences", "until"),
    [
        (("电车今天通车。", "本文由人工智能合成播报。", "它有十站。"), 2.3),
        (("本文由人工智能合成播报。", "电车今天通车。", "它有十站。"), 0.025),  # it is heard at once
        (("电车今天通车。", "它有十站。", "这不是通知。"), 2.0),  # nobody says it: beside the first sentence
    ],
)
def test_where_no_sound_opens_it_the_first_line_stays_until_it_is_said(sentences, until):
    segments = (Segment(Kind.STORY, "a", tuple(map(Utterance, sentences)), title="电车通车"),)
    cues = (Cue(0.025, 2.0, 0, 0), Cue(2.3, 7.0, 0, 1), Cue(7.4, 9.0, 0, 2))
    told = episode(segments=segments, cues=cues, article=ToldArticle("", "", "feed", "", (), "p"))
    notice, *others = transcripts.captions(told)
    assert (notice.start, notice.end, notice.speaker, notice.text) == (0.0, until, "", "本文由人工智能合成播报。")
    assert [caption.text for caption in others] == list(sentences)
    assert [(caption.start, caption.end) for caption in others] == [(cue.start, cue.end) for cue in cues]


def test_the_vtt_has_a_timed_and_named_cue_for_each_caption():
    told = transcripts.captions(episode())
    blocks = transcripts.vtt(told).decode().removesuffix("\n").split("\n\n")
    assert blocks[0] == "WEBVTT"
    assert len(blocks) == len(told) + 1
    first = blocks[2].split("\n")
    assert first[0] == "00:00:01.000 --> 00:00:06.750"
    assert first[1].startswith("<v 小云>听众朋友们")
    assert first[-1].endswith("</v>")


def test_apple_reads_whose_words_each_cue_of_the_vtt_is_on_lines_of_at_most_65_characters():
    """The namespace recommends 65 (https://github.com/Podcastindex-org/podcast-namespace, transcripts.md).

    The notice, which comes first, is nobody's.
    """
    told = episode(segments=programme(), speakers={"a": "云州广播电视台主持人小云", "b": "小舟（Zhou Xiaozhou）"})
    blocks = transcripts.vtt(transcripts.captions(told)).decode().removesuffix("\n").split("\n\n")[2:]
    assert {re.match(r"<v ([^>]+)>", block.split("\n")[1])[1] for block in blocks} == set(told.speakers.values())
    assert max(len(line) for block in blocks for line in block.split("\n")) <= 65


def test_the_srt_numbers_its_captions_and_names_each_change_of_voice():
    told = transcripts.captions(episode())
    blocks = transcripts.srt(told).decode().removesuffix("\n").split("\n\n")
    assert [block.split("\n")[0] for block in blocks] == [str(number) for number in range(1, len(told) + 1)]
    start, end = blocks[1].split("\n")[1].split(" --> ")
    assert (seconds(start), seconds(end)) == (1.0, 6.75)
    named = [block.split("\n")[2].split(": ")[0] for block in blocks if ": " in block]
    assert named == ["小云", "小舟", "小云"]
    assert all(len(line) <= transcripts.LINE_CHARACTERS for block in blocks for line in block.split("\n")[2:])


def test_the_json_has_a_segment_for_each_caption():
    told = transcripts.captions(episode())
    document = json.loads(transcripts.as_json(told))
    assert document["version"] == "1.0.0"
    assert [segment["body"] for segment in document["segments"]] == [caption.text for caption in told]
    assert document["segments"][1] | {"body": ""} == {"speaker": "小云", "startTime": 1.0, "endTime": 6.75, "body": ""}


def test_markup_and_arrows_in_a_sentence_are_text():
    segments = (Segment(Kind.STORY, "a", (Utterance("甲 --> 乙 & <b>丙</b>\n\n00:00:01"),)),)
    told = transcripts.captions(episode(segments=segments, speakers={"a": "<i>小云</i> -->"}))
    vtt, srt = transcripts.vtt(told).decode(), transcripts.srt(told).decode()
    assert vtt.count("-->") == srt.count("-->") == len(told)
    assert "<b>" not in vtt
    assert "<v &lt;i&gt;小云&lt;/i&gt; --&gt;>" in vtt
    assert len(vtt.split("\n\n")) == len(told) + 1


def test_an_unknown_voice_has_no_name():
    told = transcripts.captions(episode(speakers={}))
    assert "<v" not in transcripts.vtt(told).decode()
    assert ": " not in transcripts.srt(told).decode().replace(" --> ", "")


def test_the_chapters_file_has_the_title_start_and_link_of_each_story():
    told = episode(mp3="x.mp3")
    document = json.loads(chapters.render(SHOW, told))
    assert document["version"] == "1.2.0"
    assert document["podcastName"] == SHOW.title
    assert [chapter["title"] for chapter in document["chapters"]] == [chapter.title for chapter in told.chapters]
    assert document["chapters"][0]["url"] == "https://news.example.org/bus?id=1&x=2"
    assert "url" not in document["chapters"][1]
    assert [chapter["startTime"] for chapter in document["chapters"]] == [
        round(part.start, 3) for part in sections(told) if part.is_story
    ]


@every_row("url", ["javascript:alert(1)", "file:///etc/passwd", "//host/x", "data:text/html,x"])
def test_only_web_addresses_become_links(url):
    told = episode(chapters=(Chapter(0.0, 1.0, "甲", url),))
    assert "url" not in json.loads(chapters.render(SHOW, told))["chapters"][0]


LONG = "监测人员记录到东方白鹳、白琵鹭等27种水鸟，总数超过4200只，比去年多了三成，创下新高。"
SPOKEN = "监测人员记录到东方白鹳、白琵鹭等二十七种水鸟，总数超过四千二百只，比去年多了三成，创下新高。"


@every_row(
    ("pauses", "expected"),
    [
        ((3.0, 5.5, 7.5, 9.1), 5.5),  # one for each mark
        ((2.7, 4.8, 6.2, 7.1, 8.9), 4.8),  # one more, inside a clause
        ((4.9, 7.0), 4.9),  # some marks are passed over
        ((), 10 * 21 / 41),  # none: shared by the characters that are spoken
    ],
)
def test_a_caption_begins_where_the_voice_goes_on(pauses, expected):
    told = (Segment(Kind.STORY, "a", (Utterance(LONG, SPOKEN),), title="云湖"),)
    cues = (Cue(0.0, 10.0, 0, 0, pauses),)
    found = [caption.start for caption in transcripts.captions(episode(segments=told, cues=cues, speakers={}))]
    assert found == pytest.approx([0.0, expected])


@settings(derandomize=True, max_examples=RUNS, deadline=None)
@given(TEXT, TEXT, st.lists(st.floats(1.0, 9.0), max_size=6).map(sorted))
@example("…000", "0", [1.1])
def test_whatever_the_pauses_captions_follow_one_another(text, spoken, pauses):
    sentence = TimedSentence(1.0, 9.0, " ".join(text.split()) or "一", spoken=spoken, pauses=tuple(pauses))
    size = len("".join(sentence.text.split()))
    clock = caption_timing.CaptionClock(sentence)
    times = [clock.at(position) for position in range(size + 1)]
    assert times == sorted(times)
    assert (times[0], times[-1]) == (1.0, 9.0)


def test_the_name_of_a_speaker_has_room_on_the_line():
    name = "河湾"
    text = "一" * 18 + "，" + "二" * 40
    told = (Segment(Kind.STORY, "a", (Utterance(text), Utterance(text)), title="云湖"),)
    captions = transcripts.captions(episode(segments=told, speakers={"a": name}))
    for block in transcripts.srt(captions).decode().removesuffix("\n").split("\n\n"):
        lines = block.split("\n")[2:]
        assert len(lines) <= 2
        assert all(len(line) <= transcripts.LINE_CHARACTERS for line in lines)
