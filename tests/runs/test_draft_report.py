"""A draft as JSON: every part and sentence by the name that a change uses."""

import datetime as dt
from dataclasses import asdict, replace

from service.editing.draft import changed
from service.editing.programme_draft import Change, Verb
from service.model import EditorChange, Skipped
from service.pipeline.draft_desk import DraftView
from service.pipeline.draft_versions import DraftVersion
from service.runs import draft_report
from tests.support.draft_samples import draft, material

NOW = dt.datetime(2026, 3, 21, tzinfo=dt.UTC)


def report(version, changes=()):
    script = version.draft.script
    times = tuple((float(n), n + 1.0) for n in range(len(script.segments)))
    view = DraftView(version, script, times, 300.0, (), script.skipped[:1], changes)
    return asdict(draft_report.told("daily", "x", view))


def test_each_sentence_has_the_name_by_which_it_is_changed():
    told = report(DraftVersion(0, draft()))
    for segment in told["segments"]:
        for sentence in segment["sentences"]:
            new, _ = changed(draft(), Change(Verb.SAY, sentence["target"], text="换成这一句。"), material())
            assert "换成这一句。" in {each.written for part in new.script.segments for each in part.utterances}
            break  # the first of each segment


def test_stories_are_numbered_and_the_programmes_own_words_have_names():
    parts = draft_report.parts_of(draft().script)
    assert (parts[0], parts[1], parts[-1]) == ("opening", "headlines", "close")
    assert [each for each in parts if each.isdigit()] == [f"{n}" for n in range(1, len(draft().items) + 1)]
    assert parts.count("briefs") == 1


def test_what_can_be_added_has_a_number_and_the_rest_of_what_is_left_out_none():
    told = report(DraftVersion(0, draft()))["left_out"]
    assert told[0]["number"] == 1
    assert {each["number"] for each in told[1:]} == {None}
    assert len(told) == len(draft().script.skipped)


def test_why_a_file_is_left_out_is_told_without_its_name():
    first = draft()
    unread = Skipped("day/稿.csv", "day/稿.csv: this JSON is damaged: export it again.")
    script = replace(first.script, skipped=(*first.script.skipped, unread))
    told = report(DraftVersion(0, replace(first, script=script)))["left_out"][-1]
    assert (told["title"], told["reason"]) == ("day/稿.csv", "this JSON is damaged: export it again.")


def test_who_saved_it_and_whether_it_can_be_undone_is_told():
    done = EditorChange("move", "大桥通车", "3", "1")
    told = report(DraftVersion(4, draft(), undo=3, change=done, saved_by="甲", saved_at=NOW), (done,))
    assert (told["version"], told["saved_by"], told["can_undo"], told["can_redo"]) == (4, "甲", True, False)
    assert told["saved_at"] == "2026-03-21T00:00:00+00:00"
    assert told["changes"] == (
        {"what": "move", "title": "大桥通车", "before": "3", "after": "1", "told": "move “大桥通车”: 3 -> 1"},
    )
