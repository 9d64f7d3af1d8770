"""The programme as a bar: in proportion, each part by its kind, the minutes and the length that was asked for."""

from dataclasses import replace

import pytest

from service.model import Kind
from service.runs.draft_report import DraftReport, ReportedSegment
from service.web.desk import programme_bar
from service.web.desk.programme_bar import PartKind


def segment(part, kind, start, end, *, own=False):
    return ReportedSegment(
        part,
        kind,
        f"标题{part}",
        "a",
        start,
        end,
        pinned=False,
        in_full=False,
        worded=False,
        own=own,
        standing=False,
        reason="",
        sentences=(),
    )


def report(*segments, seconds=200.0, budget=200.0):
    return DraftReport(
        show="daily",
        episode="x",
        title="",
        version=0,
        saved_by=None,
        saved_at=None,
        can_undo=False,
        can_redo=False,
        seconds=seconds,
        budget_seconds=budget,
        short=False,
        segments=segments,
        readings={},
        left_out=(),
        warnings=(),
        changes=(),
    )


PROGRAMME = (
    segment("opening", Kind.OPENING, 0, 10),
    segment("1", Kind.STORY, 10, 20, own=True),
    segment("2", Kind.STORY, 20, 80),
    segment("3", Kind.STORY, 80, 130),
    segment("briefs", Kind.BRIEF, 130, 132),
    segment("4", Kind.BRIEF, 132, 150),
    segment("close", Kind.CLOSING, 190, 200),
)


def test_each_part_is_told_from_the_others_and_in_proportion():
    bar = programme_bar.of(report(*PROGRAMME))
    words = PartKind.WORDS
    kinds = [words, PartKind.OWN, PartKind.LEAD, PartKind.FULL, words, PartKind.BRIEF, words]
    assert [each.kind for each in bar.parts] == kinds
    assert [(each.left, each.width) for each in bar.parts[:4]] == [(0, 5), (5, 5), (10, 30), (40, 25)]
    assert bar.parts[2].middle == 25
    assert bar.kinds == tuple(PartKind)
    assert programme_bar.of(report(*PROGRAMME[2:4])).kinds == (PartKind.LEAD, PartKind.FULL)


@pytest.mark.parametrize(("seconds", "budget", "asked"), [(200, 200, 100), (250, 200, 80), (100, 200, 100)])
def test_the_bar_is_as_long_as_the_programme_or_as_what_was_asked_for(seconds, budget, asked):
    bar = programme_bar.of(report(*PROGRAMME, seconds=seconds, budget=budget))
    assert bar.asked == asked
    assert bar.marks[0].left == pytest.approx(60 / max(seconds, budget) * 100)


@pytest.mark.parametrize("minutes", [0.5, 1, 2, 10, 11, 30, 60, 119, 300, 900])
def test_there_are_never_more_marks_than_a_phone_has_room_for(minutes):
    bar = programme_bar.of(report(*PROGRAMME, seconds=60.0 * minutes, budget=60.0 * minutes))
    assert len(bar.marks) <= 10
    assert len(bar.marks) >= 3 or minutes <= 3
    steps = {after.seconds - before.seconds for before, after in zip(bar.marks, bar.marks[1:], strict=False)}
    assert len(steps) <= 1
    assert all(each.seconds % 60 == 0 and 0 < each.left < 100 for each in bar.marks)


def test_a_programme_of_nothing_has_a_bar_too():
    bar = programme_bar.of(replace(report(), seconds=0.0, budget_seconds=0.0))
    assert (bar.parts, bar.marks, bar.asked) == ((), (), 0)
