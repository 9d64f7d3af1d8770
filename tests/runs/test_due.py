"""Due-ness under a controlled clock: years of mornings with reboots, failures and clocks that are set."""

import datetime as dt
import itertools
import random
from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from service.core import cron as crons
from service.core.episode_id import edition_of_due
from service.runs.due import BACK_OFF, EARLIEST, RECHECK_INTERVAL, DueStatus, due_state, submitted_ahead
from service.runs.run_records import Run, RunStatus
from tests.support.examples import SOAK

UTC, MINUTE, HOUR = dt.UTC, dt.timedelta(minutes=1), dt.timedelta(hours=1)
DEADLINE = 3 * HOUR
DAILY = crons.parse("30 6 * * *", ZoneInfo("Asia/Shanghai"))
DUE = dt.datetime(2026, 3, 20, 22, 30, tzinfo=UTC)
EDITION = "2026-03-21T0630"
IDS = itertools.count()
SEEDS = [
    0,
    *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 20 if SOAK else 3)),
]


def run(status, started, minutes=1, edition=EDITION):
    ended = None if status in (RunStatus.RUNNING, RunStatus.LOST) else started + minutes * MINUTE
    return Run(f"run-{next(IDS)}", "daily", "schedule", started, edition, ended, status)


def standing(runs, now, done=(), since=None, cron=DAILY, ahead=0 * MINUTE):
    return due_state(cron, done, runs, DEADLINE, now, since, ahead)


def test_a_show_is_due_until_its_edition_is_there():
    assert standing((), DUE - MINUTE).edition == "2026-03-20T0630"
    due = standing((), DUE + 40 * MINUTE)
    assert (due.status, due.edition) == (DueStatus.DUE, EDITION)
    done = standing((), DUE + 40 * MINUTE, {EDITION})
    assert (done.status, done.check_at) == (DueStatus.DONE, DUE + 24 * HOUR)


def test_a_draft_is_due_so_long_before_its_time():
    ahead = 45 * MINUTE
    early = standing((), DUE - 46 * MINUTE, {"2026-03-20T0630"}, ahead=ahead)
    assert (early.status, early.edition, early.check_at) == (DueStatus.DONE, "2026-03-20T0630", DUE - ahead)
    due = standing((), DUE - ahead, {"2026-03-20T0630"}, ahead=ahead)
    assert (due.status, due.edition, due.due) == (DueStatus.DUE, EDITION, DUE)
    made = standing([run(RunStatus.HELD, DUE - ahead)], DUE - MINUTE, ahead=ahead)
    assert (made.status, made.check_at) == (DueStatus.DONE, DUE + 24 * HOUR - ahead)
    assert standing([run(RunStatus.HELD, DUE - ahead)], DUE + HOUR, ahead=ahead).status is DueStatus.DONE


def test_a_draft_that_fails_is_tried_until_the_deadline_after_its_time():
    ahead, runs = 45 * MINUTE, []
    now = DUE - ahead
    while (found := standing(runs, now, ahead=ahead)).status is not DueStatus.MISSED:
        if found.status is DueStatus.DUE:
            runs.append(run(RunStatus.FAILED, now))
        now = max(found.check_at, now + MINUTE)
    assert runs[0].started == DUE - ahead
    assert DUE + DEADLINE - 31 * MINUTE < runs[-1].started <= DUE + DEADLINE


def test_a_schedule_that_was_changed_within_the_time_of_a_draft_still_makes_it():
    assert standing((), DUE - 20 * MINUTE, since=DUE - 30 * MINUTE, ahead=45 * MINUTE).status is DueStatus.DUE


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
def test_each_day_has_one_draft_where_the_clock_is_changed(zone):
    cron, ahead, runs = crons.parse("30 2 * * *", ZoneInfo(zone)), 45 * MINUTE, []
    now = dt.datetime(2026, 3, 1, tzinfo=UTC)
    while now < dt.datetime(2026, 11, 30, tzinfo=UTC):
        found = standing(runs[-3:], now, cron=cron, ahead=ahead)
        if found.status is DueStatus.DUE:
            assert timedelta_of(found, now) <= ahead
            runs.append(run(RunStatus.HELD, now, edition=found.edition))
        else:
            now = found.check_at.astimezone(UTC)
    counts = Counter(each.edition for each in runs)
    assert set(counts.values()) == {1}
    assert len(counts) == 275


def timedelta_of(found, now):
    return found.due.astimezone(UTC) - now


def test_what_was_made_and_then_removed_stays_removed():
    assert standing([run(RunStatus.MADE, DUE)], DUE + HOUR).status is DueStatus.DONE


def test_only_runs_that_have_ended_and_come_from_the_future_were_submitted_ahead():
    def submitted(status, at):
        return Run(f"{at:%Y%m%dT%H%M%S}-000000", "daily", "schedule", at, EDITION, at, status)

    future = [submitted(status, DUE + 24 * HOUR) for status in (RunStatus.MADE, RunStatus.FAILED, RunStatus.RUNNING)]
    present = [submitted(RunStatus.MADE, DUE + each * MINUTE) for each in (-1, 0, 59)]
    assert submitted_ahead([*present, *future], DUE) == (future[0].id, future[1].id)
    assert submitted_ahead([*present, *future], DUE + 24 * HOUR) == ()


def test_a_run_at_work_is_waited_for():
    found = standing([run(RunStatus.RUNNING, DUE)], DUE + MINUTE)
    assert (found.status, found.check_at) == (DueStatus.RUNNING, DUE + MINUTE + RECHECK_INTERVAL)


def test_failures_are_tried_again_ever_later_until_the_deadline():
    runs, now, waits = [], DUE, []
    while (found := standing(runs, now)).status is not DueStatus.MISSED:
        if found.status is DueStatus.WAITING:
            assert standing(runs, found.check_at - dt.timedelta(seconds=1)).status is DueStatus.WAITING
            waits.append(found.check_at - runs[-1].ended)
            now = found.check_at
        runs.append(run(RunStatus.FAILED, now))
        now = runs[-1].ended
    assert tuple(waits[: len(BACK_OFF)]) == BACK_OFF
    assert set(waits[len(BACK_OFF) :]) == {BACK_OFF[-1]}
    assert now <= DUE + DEADLINE < now + BACK_OFF[-1]
    assert (found.last, found.check_at) == (runs[-1], DUE + 24 * HOUR)


def test_the_deadline_counts_from_the_first_attempt_when_that_is_late():
    late = DUE + 10 * HOUR
    assert standing([run(RunStatus.FAILED, late)], late + 2 * MINUTE).status is DueStatus.DUE
    runs = [run(RunStatus.FAILED, late), run(RunStatus.FAILED, late + DEADLINE)]
    assert standing(runs, late + DEADLINE + 2 * MINUTE).status is DueStatus.MISSED


def test_a_machine_that_was_off_after_a_failure_tries_once_more():
    failed = run(RunStatus.FAILED, DUE)
    assert standing([failed], DUE + 12 * HOUR).status is DueStatus.DUE
    assert standing([failed, run(RunStatus.FAILED, DUE + 12 * HOUR)], DUE + 13 * HOUR).status is DueStatus.MISSED


@pytest.mark.parametrize("status", [RunStatus.STOPPED, RunStatus.LOST])
def test_a_run_that_was_ended_from_outside_is_begun_again(status):
    assert standing([run(status, DUE + 5 * HOUR)], DUE + 12 * HOUR).status is DueStatus.DUE


def test_another_run_of_the_show_does_not_count_as_a_failure():
    runs = [run(RunStatus.LOCKED, DUE + n * MINUTE, minutes=0) for n in range(30)]
    assert standing(runs, DUE + 30 * MINUTE).status is DueStatus.DUE
    assert standing(runs, DUE + 29.5 * MINUTE).check_at == DUE + 30 * MINUTE
    runs.append(run(RunStatus.FAILED, DUE + 30 * MINUTE))
    assert standing(runs, DUE + 31 * MINUTE).check_at == DUE + 32 * MINUTE


def test_a_failure_is_final_before_the_show_is_due_again():
    hourly = crons.parse("30 * * * *", ZoneInfo("Asia/Shanghai"))
    runs = [run(RunStatus.FAILED, DUE + n * 12 * MINUTE) for n in range(5)]
    assert standing(runs, DUE + 50 * MINUTE, cron=hourly).status is DueStatus.MISSED


def test_a_new_schedule_counts_from_the_change():
    changed = DUE + HOUR
    later = crons.parse("0 7 * * *", ZoneInfo("Asia/Shanghai"))
    assert standing((), changed, {EDITION}, changed, later).status is DueStatus.DONE
    assert standing((), changed + 24 * HOUR, {EDITION}, changed, later).status is DueStatus.DUE
    assert standing((), changed, {EDITION}, changed + 9999 * HOUR, later).status is DueStatus.DUE  # a clock ahead


def test_a_clock_that_is_not_set_yet_makes_nothing():
    assert standing((), dt.datetime(1970, 1, 1, 12, tzinfo=UTC)).status is DueStatus.DONE
    assert standing((), EARLIEST - MINUTE).status is DueStatus.DONE


def test_a_clock_put_back_makes_nobody_wait():
    runs = [run(RunStatus.FAILED, DUE + HOUR), run(RunStatus.FAILED, DUE + 90 * MINUTE)]
    assert standing(runs, DUE + MINUTE).status is DueStatus.DUE
    assert standing(runs, DUE + HOUR + MINUTE / 2).status is DueStatus.DUE


class World:
    """A machine with a publisher in memory, seen from outside: true time, and a clock that may be wrong."""

    def __init__(self, cron, dice):
        self.cron, self.dice = cron, dice
        self.runs, self.published, self.off = [], [], []
        self.events = Counter()

    def look(self, clock):
        """The service looks; a run that is begun ends at once, well or not; the plan afterwards."""
        found = due_state(self.cron, self.published, self.runs[-100:], DEADLINE, clock)
        while found.status is DueStatus.DUE:
            status = self.dice.choices(
                [
                    RunStatus.MADE,
                    RunStatus.FAILED,
                    RunStatus.NOTHING,
                    RunStatus.LOST,
                    RunStatus.STOPPED,
                    RunStatus.LOCKED,
                ],
                [60, 14, 6, 8, 8, 4],
            )[0]
            self.events[status] += 1
            if status is RunStatus.MADE or (
                status is RunStatus.LOST and self.dice.random() < 0.3
            ):  # killed when it was out
                self.published.append(found.edition)
            lasting = self.dice.choice((0.1, 1, 7))
            self.runs.append(run(status, clock, lasting, found.edition))
            if status in (RunStatus.LOST, RunStatus.STOPPED):
                self.off.append((clock, clock + self.dice.choice((1, 30)) * MINUTE))
                return self.off[-1][1]  # the machine goes down, and comes up again
            clock += lasting * MINUTE
            found = due_state(self.cron, self.published, self.runs[-100:], DEADLINE, clock)
        return found.check_at


PLACES = [
    ("30 2 * * *", "Europe/Berlin"),
    *(
        pytest.param(*place, marks=pytest.mark.slow)
        for place in (
            ("45 1 * * *", "Australia/Lord_Howe"), ("0 0 29 2 *", "Asia/Shanghai"),
            ("30 6 * * *", "Asia/Shanghai"), ("15 1,13 * * *", "America/New_York"), ("0 */6 * * *", "Europe/Berlin"),
            ("30 6 * * 1-5", "America/New_York"),
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "zone"), PLACES, ids=" ".join)
@pytest.mark.parametrize("seed", SEEDS)
def test_400_days_with_one_episode_for_each_due_time(expression, zone, seed):
    """Reboots and failures at random: each due time while which the machine was up long enough has its one episode."""
    cron, dice = crons.parse(expression, ZoneInfo(zone)), random.Random(f"{expression}{zone}{seed}")
    world = World(cron, dice)
    begin = dt.datetime(2027, 9, 1, tzinfo=UTC)  # holds 29 February 2028
    now, end = begin, begin + dt.timedelta(days=400)
    world.published.append(edition_of_due(crons.latest_due(cron, begin)))
    while now < end:
        if dice.random() < 0.02:  # off, for minutes or for days
            away = dice.choice((10 * MINUTE, 5 * HOUR, 30 * HOUR, 8 * 24 * HOUR))
            world.off.append((now, now + away))
            now += away
        now = min(world.look(now), now + 6 * HOUR) if dice.random() < 0.3 else world.look(now)

    counts, moment, missed = Counter(world.published[1:]), begin, 0
    assert max(counts.values()) == 1
    names = set()
    while (moment := crons.next_due(cron, moment).astimezone(UTC)) < end + 10 * 24 * HOUR:
        names.add(edition := edition_of_due(moment.astimezone(cron.zone)))
        following = crons.next_due(cron, moment).astimezone(UTC)
        if edition not in counts and following < end:
            tried = [each for each in world.runs if each.edition == edition]
            last = max([moment, *((each.ended or each.started) for each in tried)])
            asleep = any(start <= last + BACK_OFF[-1] and following <= stop for start, stop in world.off)
            given_up = due_state(cron, world.published, world.runs, DEADLINE, following - MINUTE).status
            assert asleep or given_up is DueStatus.MISSED, edition
            missed += not asleep
    assert set(counts) <= names
    assert missed < len(names) / 5


@pytest.mark.slow
@pytest.mark.parametrize(
    "zone",
    ["Europe/Berlin", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe"],
)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_clock_that_is_set_doubles_and_loses_nothing(zone, seed):
    """The clock is wrong for hours, by minutes or years, either way, 1970 among them; each look could be a restart."""
    cron, dice = crons.parse("30 6 * * *", ZoneInfo(zone)), random.Random(f"{zone}{seed}")
    published, right = [], []
    begin = dt.datetime(2027, 9, 1, tzinfo=UTC)
    true, end, error, until = begin, begin + dt.timedelta(days=400), dt.timedelta(), begin
    wrong = 0
    while true < end:
        if true >= until:
            error = dt.timedelta()
            if dice.random() < 0.05:
                wrong += 1
                to_1970 = dt.datetime(1970, 1, 1, tzinfo=UTC) - true
                error = dice.choice((to_1970, -40 * MINUTE, 40 * MINUTE, -50 * HOUR, 50 * HOUR, 9000 * HOUR))
                until = true + dice.choice((MINUTE, HOUR, 20 * HOUR))
        clock = true + error
        found = due_state(cron, published, (), DEADLINE, clock)
        if found.status is DueStatus.DUE:
            published.append(found.edition)
        if not error:
            right.append(true)
        true += dice.choice((MINUTE, HOUR, 3 * HOUR))
    assert wrong > 50
    assert len(published) == len(set(published))
    assert all(edition >= "2026" for edition in published)
    made, latest, following = set(published), crons.latest_due(cron, begin), crons.next_due(cron, begin)
    for moment in right:
        while following <= moment:
            latest, following = following, crons.next_due(cron, following)
        assert edition_of_due(latest) in made
