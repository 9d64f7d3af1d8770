"""The notice of synthetic speech: what it says, what counts as it, how long it lasts."""

import datetime as dt

import pytest

from service.editing import wording
from service.editing.wording import synthetic_notice
from service.model import Kind, Segment, Utterance
from tests.support.tables import every_row

NOTICES = (synthetic_notice.notice(), synthetic_notice.notice(of_text=True), synthetic_notice.article_notice())


@pytest.mark.parametrize("said", NOTICES)
def test_it_names_what_the_standard_asks_for(said):
    assert "人工智能" in said.written
    assert "合成" in said.written
    assert wording.is_notice(said.written)
    assert wording.is_notice(said.spoken)
    assert "".join(filter(str.isalnum, said.spoken)) == "".join(filter(str.isalnum, said.written))


@pytest.mark.parametrize("written", [each.written for each in NOTICES])
def test_its_pace_is_within_the_standards_note(written):
    characters = sum(map(str.isalnum, written))
    assert 120 <= 60 * characters / wording.notice_seconds(written) <= 160


def test_where_a_model_words_what_is_told_the_opening_says_so():
    def opening(**style):
        return wording.opening("听报", dt.date(2026, 3, 21), 300, wording.Style(**style))[-1].written

    assert opening() == "本节目由人工智能合成播报。"
    assert opening(worded=True) == "本节目由人工智能撰稿并合成播报。"


@every_row(
    ("written", "is_it"),
    [
        ("本节目由AI语音合成。", True),
        ("听众朋友们，本节目由人工智能合成播报。", True),
        ("本节目由人工智能播报。", False),  # it does not name what the law names
        ("人工智能合成的语音骗走了老人的积蓄。", False),
        ("这家企业用AI合成了新材料。", False),
        ("记者在演播室看到，本节目组的人工智能主播由这家企业研发，声音合成只需要三秒钟的录音。", False),
        ("本节目就播送到这里。", False),
        ("日本文化厅研究AI合成的歌声。", False),
        ("", False),
    ],
)
def test_news_of_synthetic_voices_is_not_the_notice(written, is_it):
    assert wording.is_notice(written) is is_it


@every_row(
    ("text", "says", "denies"),
    [
        ("本节目由AI生成。", True, False),  # the standard asks for 生成 or 合成
        ("您好。我是AI主播小听。我的声音是合成的。", True, False),
        ("本节目不是人工智能合成。", False, True),
        ("本节目不由AI合成。", False, True),
        ("本节目并非人工智能合成播报。", False, True),
        ("本节目没有使用人工智能，声音也未经合成。", False, True),
        ("本节目不是由人工智能合成的，而是由真人播报的。", False, True),
        ("本节目由人工智能合成的说法不实。", False, True),
        ("本文不是人工智能合成。", False, True),
        ("本节目的图片不由AI合成。", False, True),
        ("本节目的封面由AI生成。", False, False),  # of what is heard it says nothing
        ("本节目的封面和声音由人工智能合成。", True, False),
        ("本节目由人工智能合成吗？", False, False),
        ("本节目由人工智能合成播报，并非真人录音。", True, False),
        ("本节目不是由真人，而是由人工智能合成播报的。", True, False),
        ("本节目并非真人录音，由人工智能合成播报。", True, False),
        ("本节目不仅由人工智能撰稿，还由人工智能合成播报。", True, False),
        ("这条新闻里的照片不是AI合成的。", False, False),  # not of the programme
        ("本节目不是人工智能合成。本节目由人工智能合成播报。", True, True),
        ("早上好。", False, False),
        ("", False, False),
    ],
)
def test_what_denies_it_or_says_it_of_something_else_is_not_the_notice(text, says, denies):
    assert (wording.says_synthetic(text), wording.denies_synthetic(text)) == (says, denies)
    assert not (wording.is_notice(text) and not says)


@every_row(
    ("text", "denies"),
    [
        ("这不是人工智能合成的声音，是真人主播。", True),
        ("本节目由真人播报，没有使用人工智能。", True),
        ("我是真人主播，不是AI。", True),
        ("以下声音未经合成。", True),
        ("您听到的不是AI，而是真人主播在播报。", True),
        ("这不是人工智能第一次写诗。", False),
        ("这不是人工智能第一次播报新闻。", False),
        ("没有人工智能，就没有这座工厂。", False),
        ("这张照片不是AI合成的，是真人模特。", False),
        ("云州一家影院的配音不是AI合成。", False),  # a headline that the opening names
        ("本节目由真人编辑，由人工智能合成播报。", False),
        ("本节目由人工智能合成播报，并非真人录音。", False),
        ("本节目不是由真人播报，而是由人工智能合成播报的。", False),
        ("这不是由真人播报，是人工智能合成的声音。", False),
        ("这是人工智能合成的声音吗？", False),
    ],
)
def test_a_denial_in_the_opening_needs_not_name_the_programme(text, denies):
    assert wording.denies_synthetic(text, in_frame=True) is denies


def test_outside_the_opening_only_what_names_the_programme_denies_it():
    assert not wording.denies_synthetic("这不是人工智能合成的声音，是真人主播。")


def part(kind, *said):
    return Segment(kind, "a", tuple(each if isinstance(each, Utterance) else Utterance(each) for each in said))


@every_row(
    ("segments", "is_said"),
    [
        ([part(Kind.OPENING, "早上好。", wording.NOTICE), part(Kind.STORY, "电车通车。")], True),
        ([part(Kind.STORY, "电车通车。", wording.NOTICE)], True),
        ([part(Kind.STORY, "电车通车。"), part(Kind.CLOSING, wording.NOTICE, "再见。")], True),  # the law lets it end
        ([part(Kind.OPENING, "早上好。"), part(Kind.STORY, wording.NOTICE), part(Kind.CLOSING, "再见。")], False),
        ([part(Kind.OPENING, Utterance(wording.NOTICE, spoken="天气晴朗。"))], False),
        ([part(Kind.OPENING, Utterance(wording.NOTICE, spoken="本节目不由人工智能合成。"))], False),
        ([part(Kind.OPENING, "本节目不是人工智能合成。")], False),
        ([], False),
    ],
)
def test_it_is_said_at_the_beginning_or_at_the_end_by_the_voice_too(segments, is_said):
    assert wording.is_notice_said(segments) is is_said
