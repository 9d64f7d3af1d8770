"""One door for all runs: submitted once a show, made by an executor, recorded even where the run could not."""

import datetime as dt
import threading
from concurrent.futures import Future
from dataclasses import replace

import pytest

from service import settings
from service.core.cron import latest_due
from service.core.episode_id import edition_of_due
from service.errors import UsageError
from service.model import Article
from service.pipeline.article_queue import ArticleQueue, QueuedArticles
from service.publishing import publish
from service.runs import run_process, supervisor
from service.runs.request import new_request
from service.runs.run_records import Run, RunStatus, RunStore, new_id
from service.runs.schedule_state import ScheduleStateStore
from service.runs.supervisor import AlreadyRunning, RunSupervisor
from service.storage.local_folder import FolderStorage
from service.storage.storage import open_storage
from service.web import schemas
from tests.support.publishing_samples import episode, mp3

NOW = dt.datetime(2026, 3, 21, tzinfo=dt.UTC)
CONFIG = """
[service]
cluster = "tcp://127.0.0.1:8786"

[[show]]
slug = "daily"
engine = "sherpa"

[[show]]
slug = "evening"
"""
VOICE = """
engine = "sherpa"
speaker = "小云"
language = "zh-CN"
pace = 4.0
[settings]
model = "models/vits"
"""


class Executor:
    """Keeps what it is given, and says that it was made when it is let."""

    def __init__(self, settings):
        self.requests, self.runs = [], RunStore(settings.state)
        self.address, self.let, self.came = None, threading.Event(), threading.Semaphore(0)
        self.leaves_a_record = True

    def open(self, address, width, warn):
        self.address = address
        return self

    def run(self, function, values):
        assert function is run_process.execute
        (request,) = values
        self.requests.append(request)
        self.came.release()
        assert self.let.wait(60)
        made = run_process.not_yet_recorded(request)
        made = Run(made.id, made.show, made.trigger, made.started, "e", made.started, RunStatus.MADE, 0)
        if self.leaves_a_record:
            (self.runs.log_path(made).parent).mkdir(parents=True, exist_ok=True)
            self.runs.put(made)
        yield 0, made

    def stop(self):
        self.let.set()


@pytest.fixture
def found(tmp_path):
    (tmp_path / "tingbao.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "sherpa-xiaoyun.toml").write_text(VOICE, "utf-8")
    return settings.load(tmp_path / "tingbao.toml")


@pytest.fixture
def executor(found, monkeypatch):
    made = Executor(found)
    monkeypatch.setattr(supervisor, "open_executor", made.open)
    yield made
    made.let.set()


def test_an_engine_that_the_api_names_comes_to_the_cluster(found, executor):
    """Under a show whose own engine is another."""
    order = schemas.read(schemas.BriefingOrder, b'{"engine": "espeak", "length": "90s", "force": true}')
    executor.let.set()
    ended = RunSupervisor(found).submit(found, new_request(found, "daily", "api", **order.options()))
    assert isinstance(ended, Future)
    assert ended.result(60).status is RunStatus.MADE
    (request,) = executor.requests
    assert executor.address == "tcp://127.0.0.1:8786"
    assert (request.engine, request.length, request.force, request.trigger) == ("espeak", 90.0, True, "api")


def test_a_show_whose_engine_is_not_on_every_worker_is_made_here(found, executor):
    executor.let.set()
    assert RunSupervisor(found).submit(found, new_request(found, "daily", "api")).result(60).status is RunStatus.MADE
    assert executor.address == ""


def test_one_run_of_a_show_at_a_time(found, executor):
    made = RunSupervisor(found)
    first = new_request(found, "daily", "api")
    ended = made.submit(found, first)
    with pytest.raises(AlreadyRunning, match=first.id) as refused:
        made.submit(found, new_request(found, "daily", "schedule"))
    assert (refused.value.run, refused.value.exit_code) == (first.id, 4)
    other = made.submit(found, new_request(found, "evening", "api"))
    executor.let.set()
    assert (ended.result(60).id, other.result(60).show) == (first.id, "evening")
    assert made.submit(found, new_request(found, "daily", "api")).result(60).status is RunStatus.MADE


def test_a_run_that_somebody_else_has_begun_counts(found, executor):
    with (
        RunStore(found.state).recording("daily") as other,
        pytest.raises(AlreadyRunning, match=other.run.id),
    ):
        RunSupervisor(found).submit(found, new_request(found, "daily", "api"))


def test_a_run_that_left_nothing_here_has_failed(found, executor, events):
    """A worker that does not see the state folder made it elsewhere."""
    executor.leaves_a_record = False
    executor.let.set()
    ended = []
    (found.state / "runs" / "daily").mkdir(parents=True)
    made = RunSupervisor(found, ended.append)
    run = made.submit(found, new_request(found, "daily", "api")).result(60)
    assert (run.status, run.exit_code) == (RunStatus.FAILED, 1)
    assert "left nothing in" in run.error
    assert RunStore(found.state).get("daily", run.id) == run
    assert [event for event, _ in events()] == ["run started", "run ended"]


def test_who_is_told_of_the_end_finds_the_show_free(found, executor):
    executor.let.set()
    again = []

    def ended(run):
        if not again:
            again.append(made.submit(found, new_request(found, "daily", "api")))
            told.release()

    told = threading.Semaphore(0)
    made = RunSupervisor(found, ended)
    made.submit(found, new_request(found, "daily", "api"))
    assert told.acquire(timeout=60)
    assert again[0].result(60).status is RunStatus.MADE


def test_nothing_is_taken_on_at_the_end(found, executor):
    made = RunSupervisor(found)
    ended = made.submit(found, new_request(found, "daily", "api"))
    assert executor.came.acquire(timeout=60)
    made.stop()
    assert ended.result(60).status is RunStatus.MADE
    with pytest.raises(OSError, match="about to end"):
        made.submit(found, new_request(found, "evening", "api"))


def test_a_run_is_over_when_its_record_says_so(found, executor):
    """Its process may have yet to exit."""
    made, first = RunSupervisor(found), new_request(found, "daily", "api")
    ended = made.submit(found, first)
    assert executor.came.acquire(timeout=60)
    (executor.runs.log_path(run_process.not_yet_recorded(first)).parent).mkdir(parents=True)
    executor.runs.put(run_process.unrecorded(first, 1, "no room"))
    second = made.submit(found, new_request(found, "daily", "api"))
    assert executor.came.acquire(timeout=60)
    assert not ended.done()
    executor.let.set()
    assert (ended.result(60).id, second.result(60).status) == (first.id, RunStatus.MADE)


@pytest.mark.parametrize("edition", ["", "noon"])
def test_a_show_that_publishes_at_once_has_no_draft_of_any_edition(found, edition):
    with pytest.raises(UsageError, match="has no drafts"):
        supervisor.draft_request(found, found.show[0], NOW, edition=edition)


@pytest.mark.parametrize(
    ("now", "edition"),
    [
        ("2026-03-22T06:00+08:00", "2026-03-22T0630"),
        ("2026-03-22T09:00+08:00", "2026-03-22T0630"),
        ("2026-03-23T06:00+08:00", "2026-03-23T0630"),
    ],
)
def test_a_new_show_drafts_today_s_edition_where_it_is_missing_and_none_of_yesterday(now, edition, tmp_path):
    (tmp_path / "tingbao.toml").write_text('[[show]]\nschedule = "30 6 * * *"\napprove = true\n', "utf-8")
    found = settings.load(tmp_path / "tingbao.toml")
    assert supervisor.draft_edition(found, found.show[0], dt.datetime.fromisoformat(now)) == edition


def test_an_edition_that_was_published_ahead_of_its_time_is_not_drafted_again(tmp_path):
    (tmp_path / "tingbao.toml").write_text(
        '[[show]]\nslug = "daily"\nschedule = "30 6 * * *"\napprove = true\n', "utf-8"
    )
    found = settings.load(tmp_path / "tingbao.toml")
    show, made = found.show[0], episode(1)
    before, after = (made.published + dt.timedelta(minutes=each) for each in (-4, 4))
    assert supervisor.draft_edition(found, show, before) == made.id
    publish.publish(FolderStorage(found.output), found.publication(show), made, mp3())
    for now in (before, after):
        assert supervisor.draft_edition(found, show, now) == "2026-03-23T0630"
        with pytest.raises(UsageError, match=f"The edition {made.id} is published already"):
            supervisor.draft_request(found, show, now, edition=made.id, force=True)


@pytest.mark.parametrize(
    ("articles", "left", "last", "standing"),
    [
        (True, True, RunStatus.LOST, "due"),
        (True, False, RunStatus.LOST, "done"),
        (False, True, RunStatus.LOST, "done"),
        (True, True, RunStatus.UNCHANGED, "done"),
        (True, True, None, "done"),
    ],
)
def test_an_edition_is_due_again_that_was_killed_among_its_articles(articles, left, last, standing, tmp_path):
    (tmp_path / "tingbao.toml").write_text(f'[[show]]\nslug = "daily"\narticles = {str(articles).lower()}\n', "utf-8")
    settled = settings.load(tmp_path / "tingbao.toml")
    show, now = settled.show[0], dt.datetime.now(dt.UTC)
    edition = edition_of_due(latest_due(settled.cron(show), now))
    out = replace(episode(1), id=edition)
    publish.publish(open_storage(settled.destination), settled.publication(show), out, mp3())
    if left:
        found = {"a" * 16: Article("a", "水厂完工", ("水厂二期完工。",))}
        ArticleQueue(settled.state, "daily").put(QueuedArticles(edition, out.date, out.published, found))
    for status in filter(None, (RunStatus.LOST if last else None, last)):
        begun = now - dt.timedelta(minutes=90 if status is RunStatus.LOST else 30)
        RunStore(settled.state).put(Run(new_id(begun), "daily", "schedule", begun, edition, begun, status, 1))
    state = supervisor.due_state(settled, show, now, ScheduleStateStore(settled.state))
    assert (state.edition, state.status, state.anew) == (edition, standing, False)
