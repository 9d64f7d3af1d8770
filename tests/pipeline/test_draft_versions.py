"""Versions of a draft: none is written over, undo and redo lead through them, two editors are told of each other."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from service.core import json_codec
from service.editing.draft import changed
from service.editing.programme_draft import Change, Verb
from service.errors import OutdatedDraft, UsageError
from service.model import EditorChange
from service.pipeline.draft_versions import DraftVersions
from service.pipeline.pending_episodes import PendingEpisodes
from tests.support.draft_samples import draft, material
from tests.support.publishing_samples import episode, mp3

NOW = dt.datetime(2026, 3, 21, tzinfo=dt.UTC)


@pytest.fixture
def pending(tmp_path):
    found = PendingEpisodes(tmp_path, "daily")
    found.put(episode(1), mp3(), NOW)
    return found


@pytest.fixture
def versions(pending):
    return DraftVersions(pending, pending.get(episode(1).id), draft())


def save(versions, on, number=1, by="甲"):
    made, done = changed(on.draft, Change(Verb.DROP, f"{number}"), material())
    return versions.save(made, done, on, by, NOW)


def test_the_first_version_is_the_programme_as_it_was_made(versions):
    assert (versions.newest().number, versions.newest().draft) == (0, draft())
    assert versions.changes(versions.newest()) == ()


def test_a_saved_version_is_the_newest_and_is_read_back_whole(versions, pending):
    saved = save(versions, versions.newest())
    again = DraftVersions(pending, pending.get(episode(1).id), draft())
    assert again.newest() == saved == again.get(1)
    assert (saved.changed_by, saved.saved_by, saved.saved_at, saved.undo) == ("甲", "甲", NOW, 0)
    assert [each.what for each in again.changes(saved)] == ["drop"]


def test_undo_of_everything_is_the_programme_byte_for_byte_and_redo_leads_back(versions):
    made = [versions.newest()]
    for _ in range(4):
        made.append(save(versions, made[-1]))
    at = made[-1]
    for expected in made[-2::-1]:
        at = versions.undo(at, "乙", NOW)
        assert json_codec.dump(at.draft) == json_codec.dump(expected.draft)
        assert versions.changes(at) == versions.changes(expected)
    assert json_codec.dump(at.draft.script) == json_codec.dump(draft().script)
    with pytest.raises(UsageError, match="nothing to undo"):
        versions.undo(at, "乙", NOW)
    for expected in made[1:]:
        at = versions.redo(at, "乙", NOW)
        assert at.draft == expected.draft
    with pytest.raises(UsageError, match="nothing to redo"):
        versions.redo(at, "乙", NOW)


def test_who_goes_back_to_a_change_has_not_made_it(versions):
    first = save(versions, versions.newest(), by="甲")
    back = versions.undo(save(versions, first, by="乙"), "丙", NOW)
    assert (back.changed_by, back.saved_by) == ("甲", "丙")
    assert [each.changed_by for each in versions.history(back)] == ["甲"]


def test_a_change_after_an_undo_leaves_nothing_to_redo(versions):
    undone = versions.undo(save(versions, versions.newest()), "甲", NOW)
    changed_again = save(versions, undone, 2)
    assert len(versions.changes(changed_again)) == 1
    with pytest.raises(UsageError, match="nothing to redo"):
        versions.redo(changed_again, "甲", NOW)


def test_who_saves_on_an_old_version_is_told_and_writes_nothing(versions):
    both = versions.newest()
    first = save(versions, both, 1, "甲")
    for late in (
        lambda: save(versions, both, 2, "乙"),
        lambda: versions.undo(replace(both, undo=0), "乙", NOW),
        lambda: versions.claim(both, "乙", NOW),
    ):
        with pytest.raises(OutdatedDraft, match="for version 0, and the newest is 1"):
            late()
    assert versions.newest() == first


def test_of_two_who_save_at_once_one_is_told(versions, pending, monkeypatch):
    """The other one has looked before the first has written."""
    both = versions.newest()
    monkeypatch.setattr(PendingEpisodes, "newest_draft", lambda self, waiting: 0)
    first = save(versions, both, 1, "甲")
    with pytest.raises(OutdatedDraft):
        save(versions, both, 2, "乙")
    assert versions.get(1) == first


def test_what_was_published_meanwhile_takes_no_change_and_leaves_nothing_behind(versions, pending):
    newest = versions.newest()
    pending.drop(episode(1).id)
    with pytest.raises(UsageError, match="waits no longer"):
        save(versions, newest)
    assert pending.damaged() == ()
    assert not pending.folder(episode(1).id).exists()


def test_a_version_that_is_not_there_is_named(versions):
    with pytest.raises(UsageError, match="no version 7 of this draft: the newest is 0"):
        versions.get(7)


@pytest.mark.parametrize("damaged", [b"", b"{}", None])
def test_a_damaged_version_is_as_the_one_before_and_its_change_is_named_as_lost(versions, pending, damaged):
    first = save(versions, versions.newest())
    path = pending.folder(episode(1).id) / pending.draft_key(pending.get(episode(1).id), 2).partition("/")[2]
    last = save(versions, save(versions, first), by="乙")
    path.unlink()
    if damaged is not None:
        path.write_bytes(damaged)
    lost = versions.get(2)
    assert (lost.draft, lost.undo, lost.is_lost, lost.change) == (first.draft, 1, True, EditorChange("lost", "2"))
    assert [each.what for each in versions.changes(last)] == ["drop", "lost", "drop"]
    undone = versions.undo(last, "甲", NOW)
    assert (undone.draft, undone.is_lost) == (first.draft, False)  # somebody has gone on from it
    assert versions.newest() == undone


@pytest.mark.slow
@seed(20260321)
@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(["save", "undo", "redo"]), max_size=25))
def test_undo_and_redo_are_those_of_every_editor(tmp_path_factory, acts):
    """Against the model that everybody knows: a stack of what was done, and one of what was undone."""
    pending = PendingEpisodes(tmp_path_factory.mktemp("versions"), "daily")
    pending.put(episode(1), mp3(), NOW)
    versions, done, undone = DraftVersions(pending, pending.get(episode(1).id), draft()), [], []
    for number, act in enumerate(acts):
        newest = versions.newest()
        if act == "save":
            done, undone = [*done, f"{number}"], []
            versions.save(draft(), EditorChange("say", f"{number}"), newest, "甲", NOW)
        elif act == "undo" and done:
            undone.append(done.pop())
            versions.undo(newest, "甲", NOW)
        elif act == "redo" and undone:
            done.append(undone.pop())
            versions.redo(newest, "甲", NOW)
        assert [each.title for each in versions.changes(versions.newest())] == done
