"""The standing items of a show as its editors change them: one list, of which everybody sees the newest state."""

import datetime as dt
import threading
from dataclasses import replace

import pytest

from service import settings
from service.core.standing_items import MOST, StandingItem
from service.errors import OutdatedItems, UsageError
from service.pipeline.editor_rules import EditorRules, EditorRulesFile
from service.runs.standing_desk import ANY, StandingDesk
from tests.support.sound_files import as_wav, tone

NOW = dt.datetime(2026, 3, 21, 17, tzinfo=dt.UTC)
"""In Shanghai it is the 22nd already."""


@pytest.fixture
def desk(tmp_path):
    config = tmp_path / "tingbao.toml"
    config.write_text('[service]\ntimezone = "Asia/Shanghai"\n\n[[show]]\nslug = "daily"\n', "utf-8")
    found = settings.load(config)
    return StandingDesk(found, found.show[0])


def names(desk):
    return [each.name for each in desk.report(NOW).items]


def test_a_new_one_stands_behind_the_others_and_a_changed_one_stays_where_it_is(desk):
    for name in "甲乙丙":
        desk.put(name, StandingItem(name, "话。"), ANY, "王")
    desk.put("乙", StandingItem("丁", "别的话。"), ANY, "李")
    assert names(desk) == ["甲", "丁", "丙"]
    with pytest.raises(UsageError, match="already"):
        desk.put("甲", StandingItem("丙", "话。"), ANY, "王")
    desk.remove("甲", ANY, "王")
    assert names(desk) == ["丁", "丙"]


def test_whether_one_is_over_the_shows_own_day_says(desk):
    for name, until in (("昨天", dt.date(2026, 3, 21)), ("今天", dt.date(2026, 3, 22))):
        desk.put(name, StandingItem(name, "话。", until=until), ANY, "王")
    assert {each.name: each.over for each in desk.report(NOW).items} == {"昨天": True, "今天": False}


def test_on_a_list_that_is_not_the_newest_nothing_is_saved(desk):
    seen = desk.report(NOW).version
    desk.put("甲", StandingItem("甲", "话。"), seen, "王")
    for change in (
        lambda: desk.put("乙", StandingItem("乙", "话。"), seen, "李"),
        lambda: desk.remove("甲", seen, "李"),
    ):
        with pytest.raises(OutdatedItems):
            change()
    assert names(desk) == ["甲"]


def test_of_many_at_once_on_the_same_list_one_is_saved(desk):
    seen, outcomes = desk.report(NOW).version, []

    def keep(number):
        try:
            desk.put(f"第{number}", StandingItem(f"第{number}", "话。"), seen, "王")
            outcomes.append("saved")
        except OutdatedItems:
            outcomes.append("told")

    writers = [threading.Thread(target=keep, args=(number,)) for number in range(8)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert sorted(outcomes) == ["saved", *["told"] * 7]
    assert len(names(desk)) == 1


def test_what_else_is_settled_for_good_stays(desk, tmp_path):
    rules = EditorRulesFile(tmp_path / ".tingbao", "daily")
    rules.change(lambda each: replace(each, readings={"单县": "shan4 xian4"}))
    desk.put("甲", StandingItem("甲", "话。"), ANY, "王")
    desk.remove("甲", ANY, "王")
    assert rules.get() == EditorRules(readings={"单县": "shan4 xian4"})


def test_there_is_a_most_and_no_text_that_a_feed_cannot_hold(desk):
    for number in range(MOST):
        desk.put(f"第{number}", StandingItem(f"第{number}", "话。"), ANY, "王")
    with pytest.raises(UsageError, match="at the most"):
        desk.put("多", StandingItem("多", "话。"), ANY, "王")
    with pytest.raises(UsageError, match="control character"):
        desk.put("第0", StandingItem("第0", "话\x02。"), ANY, "王")


def test_a_lost_sound_is_told_and_a_name_that_is_none_too(desk, tmp_path):
    key = desk.send(as_wav(tone(2)))
    desk.put("广告", StandingItem("广告", recording=desk.recordings.require(key)), ANY, "王")
    assert [each.lost for each in desk.report(NOW).items] == [False]
    next(tmp_path.rglob("*.wav")).unlink()
    assert [each.lost for each in desk.report(NOW).items] == [True]
    with pytest.raises(UsageError, match="no standing item"):
        desk.remove("乙", ANY, "王")
