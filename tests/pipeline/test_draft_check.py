"""What would be to check were a change of a draft made: told before it is, and nothing is saved."""

import datetime as dt

import pytest

from service import settings
from service.editing.programme_draft import Change, Verb
from service.errors import UsageError
from service.pipeline import draft_check
from service.pipeline.draft_desk import DraftDesk
from tests.support.made_episode import HELD_ID

NOW = dt.datetime(2026, 3, 21, 1, tzinfo=dt.UTC)


@pytest.fixture
def desk(held_episode, tmp_path):
    held_episode.copy_to(tmp_path)
    found = settings.load(tmp_path / "tingbao.toml")
    return DraftDesk(found, found.show[0], HELD_ID, NOW)


def checked(desk, verb, target, text="", on=None, **more):
    return draft_check.check(desk, Change(Verb(verb), target, text=text, **more), on or desk.version()).warnings


def words(warnings):
    return [each.finding.words for each in warnings]


def saved(desk, target, text):
    return desk.change(Change(Verb.SAY, target, text=text), desk.version(), "甲", NOW)


@pytest.mark.parametrize(
    ("target", "text", "wrong"),
    [
        ("1.2", "一共有9876人到场。", "9876人"),
        ("1.title", "大桥明天免费开放9876小时", "9876"),
        ("headlines.2", "一共有9876人到场。", "9876人"),
        ("opening.1", "今天是2026年3月25日，星期三。本节目由人工智能合成语音播出。", "3月25日"),
        ("close.1", "今天的节目有9876条新闻。", "9876"),
    ],
)
def test_a_text_has_the_warnings_that_it_would_have_if_it_were_saved(desk, target, text, wrong):
    found = checked(desk, "say", target, text)
    assert any(wrong in each for each in words(found))
    assert desk.version().number == 0
    part = target.partition(".")[0]
    after = desk.view(saved(desk, target, text)).warnings
    assert set(words(found)) == {each.finding.words for each in after}, part


def test_what_the_article_bears_out_has_none(desk):
    said = desk.version().draft.pairs[0][1].utterances[1].written
    assert checked(desk, "say", "1.2", said.replace("。", "！")) == ()
    assert checked(desk, "say", "close.1", "今天就到这里，明天见。") == ()


def test_a_warning_that_stands_elsewhere_already_is_not_told_again(desk):
    saved(desk, "1.2", "一共有9876人到场。")
    found = checked(desk, "say", "2.2", "一共有5432人到场。")
    assert all("5432" in each for each in words(found))
    assert found


def test_of_a_text_of_two_sentences_both_are_checked_and_the_one_behind_is_not(desk):
    count = len(desk.version().draft.pairs[0][1].utterances)
    assert count > 2
    saved(desk, "1.3", "一共有9876人到场。")
    found = checked(desk, "say", "1.2", "共有5432人来过。又来了4321人。")
    assert {each.sentence for each in found} == {1, 2}
    assert not any("9876" in each for each in words(found))


def test_what_cannot_be_is_said_as_at_saving(desk):
    with pytest.raises(UsageError, match="over 300 characters"):
        checked(desk, "say", "1.2", "长" * 301)
    with pytest.raises(UsageError, match="has no sentence 99"):
        checked(desk, "say", "1.99", "有。")
    with pytest.raises(UsageError, match=r"U\+0007: take it out"):
        checked(desk, "say", "1.2", "响\x07。")
    assert desk.version().number == 0


def test_an_older_version_is_checked_as_it_was(desk):
    first = desk.version()
    saved(desk, "1.2", "一共有9876人到场。")
    assert any("5432" in each for each in words(checked(desk, "say", "1.2", "一共有5432人到场。", on=first)))
