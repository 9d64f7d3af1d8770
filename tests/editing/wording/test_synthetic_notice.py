"""The notice of synthetic speech: what it says, what counts as it, how long it lasts."""

import datetime as dt

import pytest

from service.editing import wording
from service.editing.wording import synthetic_notice
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
