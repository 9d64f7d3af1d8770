"""Whole shows made by the workers of a real Dask cluster, which are killed: each is published once."""

import contextlib
import os
import shutil
import signal
import socket

import pytest

from tests.support.clusters import cluster, kill
from tests.support.many_shows import shows, wait_until
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow
SLUGS = ("east", "south", "west")


def all_published_once(made, code, outcomes):
    assert (code, set(outcomes)) == (0, set(made.slugs)), made.said
    assert {slug: made.published(slug) for slug in made.slugs} == dict.fromkeys(made.slugs, 1)


def warnings(made):
    """What the log of the command has warned of."""
    return [line.partition(": warning ")[2] for line in made.said.splitlines() if ": warning " in line]


def test_the_workers_make_the_shows_and_the_bytes_are_those_made_here(tmp_path):
    with cluster(tmp_path / "dask", workers=2) as dask, shows(tmp_path / "work", *SLUGS) as made:
        made.held = set(SLUGS)
        made.start("--cluster", dask.address)
        at_work = made.wait_until_stopped(2)
        assert {made.parent(slug) for slug in at_work} == {worker.pid for worker in dask.workers}
        made.release()
        all_published_once(made, *made.end())
        assert warnings(made) == []
        there = made.output()
        made.clear()
        made.start()
        all_published_once(made, *made.end())
        assert made.output() == there


def test_articles_told_by_themselves_are_those_told_here(tmp_path):
    more = dict.fromkeys(SLUGS[:2], 'articles = true\narticles_length = "30s"')
    with cluster(tmp_path / "dask", workers=2) as dask, shows(tmp_path / "work", *SLUGS[:2], **more) as made:
        made.start("--cluster", dask.address)
        code, outcomes = made.end()
        assert (code, warnings(made)) == (0, []), made.said
        there = made.output()
        for slug in made.slugs:
            assert len(made.articles(slug)) == outcomes[slug]["articles_done"]["spoken"] > 1
        made.clear()
        made.start()
        all_published_once(made, *made.end())
        assert made.output() == there


def test_a_run_outlives_its_worker_and_is_not_made_twice(tmp_path):
    with cluster(tmp_path / "dask", workers=2) as dask, shows(tmp_path / "work", *SLUGS) as made:
        made.held = set(SLUGS)
        made.start("--cluster", dask.address)
        made.wait_until_stopped(2)
        kill(dask.workers[0])
        made.release()
        all_published_once(made, *made.end())
        assert [made.runs(slug) for slug in SLUGS] == [1, 1, 1]


@pytest.mark.parametrize("whole", [False, True], ids=["the worker", "worker, nanny and run"])
def test_a_worker_with_a_nanny_is_killed(tmp_path, whole):
    """Alone it is started again, and its run is waited for; with all that belongs to it, another makes the show."""
    with cluster(tmp_path / "dask", workers=0) as dask, shows(tmp_path / "work", "east", "south") as made:
        nanny = dask.add_worker(nanny=True)
        made.held = {"east", "south"}
        made.start("--cluster", dask.address)
        (first,) = made.wait_until_stopped(1)
        worker = made.parent(first)
        if whole:
            dask.add_worker()
            made.wait_until_stopped(2)
            os.kill(nanny.pid, signal.SIGKILL)
            os.killpg(made.pid(first), signal.SIGKILL)
        os.kill(worker, signal.SIGKILL)
        made.release()
        all_published_once(made, *made.end())
        assert made.runs(first) == (2 if whole else 1)


def test_a_scheduler_that_is_started_again(tmp_path):
    with cluster(tmp_path / "dask", workers=1) as dask, shows(tmp_path / "work", *SLUGS) as made:
        made.held = set(SLUGS)
        made.start("--cluster", dask.address)
        made.wait_until_stopped(1)
        kill(dask.scheduler)
        dask.start_scheduler()
        kill(dask.workers[0])
        dask.add_worker()
        made.release()
        all_published_once(made, *made.end())
        assert warnings(made) == []


def test_what_a_frozen_scheduler_was_given_is_made_here(tmp_path):
    with cluster(tmp_path / "dask", workers=1) as dask, shows(tmp_path / "work", *SLUGS) as made:
        made.held = set(SLUGS)
        made.start("--cluster", dask.address)
        (first,) = made.wait_until_stopped(1)
        made.held = set()
        dask.scheduler.send_signal(signal.SIGSTOP)
        others = [slug for slug in SLUGS if slug != first]
        wait_until(lambda: all((made.folder / "output" / slug / "feed.xml").exists() for slug in others), made)
        made.release()
        all_published_once(made, *made.end())
        assert [made.runs(slug) for slug in SLUGS] == [1, 1, 1]
        (warning,) = warnings(made)
        assert "does not answer" in warning


def test_who_asks_no_more_does_not_wait_for_a_frozen_scheduler(tmp_path):
    with cluster(tmp_path / "dask", workers=1) as dask, shows(tmp_path / "work", *SLUGS) as made:
        made.held = set(SLUGS)
        made.start("--cluster", dask.address)
        made.wait_until_stopped(1)
        dask.scheduler.send_signal(signal.SIGSTOP)
        made.process.send_signal(signal.SIGTERM)
        assert made.process.wait(100) == 128 + signal.SIGTERM


def test_what_fails_on_a_worker_is_said_to(tmp_path):
    work = tmp_path / "work"
    with cluster(tmp_path / "dask") as dask, shows(work, "east", east='cover = "none.png"') as made:
        made.start("--cluster", dask.address)
        _, outcomes = made.end()
        there = outcomes["east"]["error"]
        made.clear()
        made.start()
        _, outcomes = made.end()
        assert there == f"On the worker {socket.gethostname()}: {outcomes['east']['error']}"


def test_a_slow_worker_holds_up_nothing_but_what_it_makes(tmp_path):
    slugs = ("east", "north", "south", "west")
    with cluster(tmp_path / "dask", workers=2) as dask, shows(tmp_path / "work", *slugs) as made:
        made.held = {"east"}
        made.start("--cluster", dask.address)
        others = [slug for slug in slugs if slug != "east"]
        wait_until(lambda: all((made.folder / "output" / slug / "feed.xml").exists() for slug in others), made)
        assert made.wait_until_stopped(1) == ["east"]
        assert not (made.folder / "output" / "east").exists()
        assert made.process.poll() is None
        made.release()
        all_published_once(made, *made.end())
        assert [made.runs(slug) for slug in slugs] == [1, 1, 1, 1]


def test_a_worker_of_another_version_makes_none(tmp_path):
    other = tmp_path / "other"
    shutil.copytree(ROOT / "service", other / "service")
    shutil.copytree(ROOT / "voices", other / "voices")
    (other / "service" / "errors.py").open("a").write("\n# another version\n")
    with cluster(tmp_path / "dask", workers=1) as dask, shows(tmp_path / "work", *SLUGS) as made:
        dask.add_worker(code=other)
        made.start("--cluster", dask.address)
        all_published_once(made, *made.end())
        named = [warning for warning in warnings(made) if "another version" in warning]
        assert len(named) == 1  # a busy machine may add that the cluster was slow to answer


def test_without_the_cluster_the_shows_are_made_here(tmp_path):
    with shows(tmp_path / "work", *SLUGS) as made:
        made.start("--cluster", "tcp://127.0.0.1:9")
        all_published_once(made, *made.end())
        (warning,) = warnings(made)
        assert "does not answer" in warning


def test_who_asks_no_more_has_the_runs_ended(tmp_path):
    """Asked to end, or killed: the workers end what they make for it, and are free for the next."""
    with cluster(tmp_path / "dask", workers=1) as dask, shows(tmp_path / "work", "east") as made:
        for number, sign in enumerate((signal.SIGTERM, signal.SIGKILL), 1):
            made.held = {"east"}
            made.start("--cluster", dask.address)
            made.wait_until_stopped(number)
            pid = made.pid("east")
            made.process.send_signal(sign)
            made.process.wait(30)
            wait_until(lambda pid=pid: gone(pid), made)
            made.clear()
        made.release()
        made.start("--cluster", dask.address)
        all_published_once(made, *made.end())


def gone(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        return False
    return True
