"""`tingbao items`: standing items kept, changed, listed and removed; and what is refused changes nothing."""

import pytest

from tests.support.sound_files import as_mp3, tone
from tests.support.tables import every_row


def items(tingbao):
    return tingbao("items", "list", "--json").json["items"]


@pytest.mark.slow
def test_one_is_kept_changed_listed_and_removed(tingbao):
    kept = tingbao(
        "items", "keep", "停水通知", "今晚十点停水。", "--at", "1", "--days", "sat,mon", "--until", "2099-03-31"
    )
    assert (kept.code, kept.err) == (0, "")
    assert "Kept “停水通知”." in kept.out
    assert "mon,sat until 2099-03-31" in kept.out
    tingbao("items", "keep", "停水通知", "--off", "--days", "weekdays", "--until", "")
    [item] = items(tingbao)
    assert (item["text"], item["place"], item["on"], item["until"]) == ("今晚十点停水。", 1, False, None)
    assert item["days"] == ["mon", "tue", "wed", "thu", "fri"]
    tingbao("items", "keep", "停水通知", "--on", "--days", "daily", "--at", "last", "--until", "2020-01-01")
    assert "over" in tingbao("items", "list").out
    [item] = items(tingbao)
    assert (item["days"], item["place"], item["on"], item["over"]) == ([], 0, True, True)
    assert "Removed “停水通知”." in tingbao("items", "remove", "停水通知").out
    assert items(tingbao) == []


@every_row(("days", "kept"), [("周一、六", ["mon", "sat"]), ("周末", ["sat", "sun"]), ("每天", [])])
def test_its_days_may_be_written_in_chinese(days, kept, tingbao):
    tingbao("items", "keep", "停水通知", "今晚十点停水。", "--days", days, "--until", "2099年3月31日")
    [item] = items(tingbao)
    assert (item["days"], item["until"]) == (kept, "2099-03-31")


def test_a_sound_is_kept_with_its_words_and_given_up_for_a_voice(tingbao, tmp_path):
    (tmp_path / "ad.mp3").write_bytes(as_mp3(tone(4)))
    kept = tingbao("items", "keep", "书店广告", "--sound", "ad.mp3")
    assert "sound, 4 s" in kept.out
    tingbao("items", "keep", "书店广告", "青沅书店八折。")
    [item] = items(tingbao)
    assert (item["text"], bool(item["sound"])) == ("青沅书店八折。", True)
    tingbao("items", "keep", "书店广告", "--sound", "")
    assert items(tingbao)[0]["sound"] is None


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("通知",), "write it"),
        (("通知", "话。", "--days", "sonntag"), "no day"),
        (("通知", "话。", "--at", "0"), "--at"),
        (("通知", "话。", "--since", "gestern"), "cannot be understood"),
        (("通知", "--sound", "none.mp3"), "none.mp3"),
        (("通知", "--sound", "page.txt"), "no sound file"),
        (("通知", "话。", "--version", "old"), "changed meanwhile"),
        (("通知", "话。", "--show", "none"), "none"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(tingbao, tmp_path, words, why):
    (tmp_path / "page.txt").write_text("一页。", "utf-8")
    refused = tingbao("items", "keep", *words)
    assert refused.code in (1, 2)
    assert why in refused.err
    assert items(tingbao) == []


def test_only_on_the_list_that_was_seen_if_one_is_named(tingbao):
    version = tingbao("items", "keep", "甲", "话。", "--json").json["version"]
    assert tingbao("items", "keep", "乙", "话。", "--version", version).code == 0
    late = tingbao("items", "remove", "甲", "--version", version)
    assert (late.code, "changed meanwhile" in late.err) == (1, True)
    assert [each["name"] for each in items(tingbao)] == ["甲", "乙"]
    assert "no standing item" in tingbao("items", "remove", "丙").err
