"""How a sentence of a draft is read: as its episode would have it, with what is set for it and for good."""

import datetime as dt

import pytest

from service import settings
from service.editing.programme_draft import Change, Verb
from service.errors import UsageError
from service.pipeline import draft_readings
from service.pipeline.draft_desk import DraftDesk
from service.pipeline.editor_rules import EditorRulesFile
from tests.support.made_episode import HELD_ID

NOW = dt.datetime(2026, 3, 21, 1, tzinfo=dt.UTC)


@pytest.fixture
def desk_in(held_episode, tmp_path):
    held_episode.copy_to(tmp_path)
    found = settings.load(tmp_path / "tingbao.toml")
    return lambda: DraftDesk(found, found.show[0], HELD_ID, NOW)


def read(desk, target):
    return draft_readings.readings_of(desk, desk.version(), target)


def test_a_reading_for_this_programme_and_one_for_good_are_told_apart(desk_in):
    desk = desk_in()
    desk.change(Change(Verb.SAY, "close.1", text="明天去单县和茌平。"), desk.version(), "甲", NOW)
    plain = read(desk, "close.1")
    assert ([each.reading for each in plain.characters][3:5], plain.own) == (["shan4", "xian4"], {})
    assert plain.pinyin(3, 5, 3, "dan1") == "dan1 xian4"
    desk.change(Change(Verb.READ, "单县", text="dān xiàn"), desk.version(), "甲", NOW)
    desk.change(Change(Verb.READ, "茌平", text="ren2 ping2"), desk.version(), "甲", NOW, for_good=True)
    found = read(desk_in(), "close.1")
    assert found.own == {"单县": "dan1 xian4", "茌平": "ren2 ping2"}
    assert found.for_good == {"茌平": "ren2 ping2"}
    assert [each.reading for each in found.characters][3:8] == ["dan1", "xian4", "he2", "ren2", "ping2"]


def test_what_holds_for_good_holds_without_the_draft_until_it_is_taken_back(desk_in):
    desk = desk_in()
    desk.change(Change(Verb.SAY, "close.1", text="明天去单县。"), desk.version(), "甲", NOW)
    desk.change(Change(Verb.READ, "单县", text="dan1 xian4"), desk.version(), "甲", NOW, for_good=True)
    version = desk.undo(desk.version(), "甲", NOW)
    assert version.draft.script.readings == {}
    assert read(desk_in(), "close.1").characters[3].reading == "dan1"
    again = desk_in()
    same = again.change(Change(Verb.READ, "单县"), again.version(), "甲", NOW, for_good=True)
    assert same.number == version.number  # the draft itself has nothing to change
    assert read(desk_in(), "close.1").characters[3].reading == "shan4"


def test_a_correction_for_good_is_kept_for_the_next_day(desk_in, tmp_path):
    desk = desk_in()
    word = desk.version().draft.pairs[0][1].title[:2]
    desk.change(Change(Verb.CORRECT, word, text="测试"), desk.version(), "甲", NOW, for_good=True)
    assert EditorRulesFile(tmp_path / ".tingbao", "daily").get().corrections == {word: "测试"}
    assert desk_in().spec.corrections == {word: "测试"}


def test_nothing_else_is_kept_for_good_and_what_is_refused_is_not(desk_in, tmp_path):
    desk = desk_in()
    for change in (
        Change(Verb.DROP, "1"),
        Change(Verb.READ, "不在节目里", text="bu4"),
        Change(Verb.READ, "今", text="x"),
    ):
        with pytest.raises(UsageError):
            desk.change(change, desk.version(), "甲", NOW, for_good=True)
    assert not (tmp_path / ".tingbao" / "editors").exists()
    assert desk.version().number == 0
    with pytest.raises(UsageError, match="no sentence 99"):
        read(desk, "1.99")
