"""One contract for wherever work is done; what a cluster can suffer, with real Dask processes that are killed."""

import shutil
import signal
import socket
import threading
import time
from contextlib import suppress

import pytest

from service.errors import ConfigError, EngineUnavailable
from service.executors import dask as module
from service.executors import open_executor
from tests.support.clusters import cluster, kill
from tests.support.executor_tasks import mark, refuse, square
from tests.support.http_server import Handler, serving
from tests.support.paths import ROOT

MANY = 2000
"""Calls that a busy machine cannot end before it comes to the line that gives them up; it has ended 40."""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with cluster(tmp_path_factory.mktemp("cluster"), workers=2) as made:
        yield made.address


@pytest.fixture(params=["local", pytest.param("cluster", marks=pytest.mark.slow)])
def executor(request):
    said = []
    where = "" if request.param == "local" else request.getfixturevalue("address")
    yield open_executor(where, 2, said.append)
    assert said == []


class TestContract:
    def test_each_value_gives_one_result(self, executor):
        results = list(executor.run(square, range(50)))
        assert sorted(results) == [(n, n * n) for n in range(50)]

    def test_nothing_to_do_is_done(self, executor):
        assert list(executor.run(square, [])) == []

    def test_what_is_raised_there_is_raised_here(self, executor):
        with pytest.raises(EngineUnavailable, match="no 3 here"):
            list(executor.run(refuse, range(20)))
        assert sorted(executor.run(square, [1, 2])) == [(0, 1), (1, 4)]

    def test_the_rest_is_given_up_when_nobody_asks_for_it(self, executor, tmp_path):
        results = executor.run(mark, [str(tmp_path / f"{n}") for n in range(MANY)])
        next(results)
        results.close()
        assert len(list(tmp_path.iterdir())) < MANY


def test_an_address_of_no_kind():
    with pytest.raises(ConfigError, match="tcp://host"):
        open_executor("http://127.0.0.1", 2, print)


@pytest.mark.slow
def test_a_worker_of_another_version_is_named_once_by_all_who_ask_at_a_time():
    """Another thread asks while the first one warns."""
    said = []

    class Client:
        status = "running"

        def scheduler_info(self, n_workers):
            return {"workers": {"tcp://other": {"resources": {}}, "tcp://same": {"resources": {module._version(): 1}}}}

    def warn(text):
        said.append(text)
        asked._workers_of_this_version(Client())

    asked = module.Cluster("tcp://127.0.0.1:9", 1, warn)
    (worker,) = asked._workers_of_this_version(Client())
    assert worker["resources"]
    (text,) = said
    assert "tcp://other" in text


@pytest.fixture(params=["nobody", "somebody silent", "a web server"])
def strange(request):
    """The address of what is no scheduler."""
    if request.param == "nobody":
        yield "tcp://127.0.0.1:9"
    elif request.param == "somebody silent":
        with socket.create_server(("127.0.0.1", 0)) as server:
            yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
    else:
        with serving(Handler) as web:
            yield f"tcp://127.0.0.1:{web.server_port}"


@pytest.mark.slow
def test_a_cluster_that_does_not_answer_costs_only_a_warning(strange, monkeypatch):
    monkeypatch.setattr(module, "CONNECT_TIMEOUT", 0.5)
    said, got = [], []
    results = open_executor(strange, 2, said.append).run(square, range(3))
    thread = threading.Thread(target=lambda: got.extend(results), daemon=True)
    thread.start()
    thread.join(60)
    assert sorted(got) == [(0, 0), (1, 1), (2, 4)]
    assert len(said) == 1
    assert "does not answer" in said[0]


def wait_until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.slow
def test_what_a_killed_worker_had_in_hand_is_done_by_another(tmp_path):
    (tmp_path / "hold").touch()
    with cluster(tmp_path / "dask", workers=2) as made:
        said = []
        results = open_executor(made.address, 1, said.append).run(mark, [str(tmp_path / f"{n}") for n in range(6)])
        got = []
        thread = threading.Thread(target=lambda: got.extend(results))
        thread.start()
        wait_until(lambda: len(list(tmp_path.glob("[0-9]"))) >= 2)  # each worker has one in hand
        kill(made.workers[0])
        (tmp_path / "hold").unlink()
        thread.join(200)
    assert sorted(got) == [(n, f"{n}") for n in range(6)]
    assert said == []
    assert 7 <= sum(len(path.read_text().split()) for path in tmp_path.glob("[0-9]")) <= 8  # done again: what it had


@pytest.mark.slow
def test_a_scheduler_that_is_started_again_is_found_again(tmp_path):
    (tmp_path / "hold").touch()
    with cluster(tmp_path / "dask", workers=1) as made:
        said = []
        results = open_executor(made.address, 1, said.append).run(mark, [str(tmp_path / f"{n}") for n in range(4)])
        got = []
        thread = threading.Thread(target=lambda: got.extend(results))
        thread.start()
        wait_until(lambda: list(tmp_path.glob("[0-9]")))
        kill(made.scheduler)
        made.start_scheduler()
        kill(made.workers[0])
        made.add_worker()
        (tmp_path / "hold").unlink()
        thread.join(200)
    assert sorted(got) == [(n, f"{n}") for n in range(4)]
    assert said == []


@pytest.mark.slow
def test_what_a_frozen_scheduler_was_given_is_done_here(tmp_path, monkeypatch):
    (tmp_path / "hold").touch()
    with cluster(tmp_path / "dask", workers=1) as made:
        said, got = [], []
        results = open_executor(made.address, 1, said.append).run(mark, [str(tmp_path / f"{n}") for n in range(4)])
        thread = threading.Thread(target=lambda: got.extend(results), daemon=True)
        thread.start()
        wait_until(lambda: list(tmp_path.glob("[0-9]")))
        monkeypatch.setattr(module, "CLUSTER_TIMEOUT", 1.0)
        made.scheduler.send_signal(signal.SIGSTOP)
        (tmp_path / "hold").unlink()
        thread.join(100)
        assert sorted(got) == [(n, f"{n}") for n in range(4)]
    (warning,) = said
    assert "does not answer: what is left" in warning


@pytest.mark.slow
def test_who_waits_for_a_frozen_scheduler_can_be_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "CLUSTER_TIMEOUT", 1000.0)
    (tmp_path / "hold").touch()
    with cluster(tmp_path / "dask", workers=1) as made:
        said, got = [], []
        executor = open_executor(made.address, 1, said.append)
        results = executor.run(mark, [str(tmp_path / "0")])
        thread = threading.Thread(target=lambda: got.extend(results), daemon=True)
        thread.start()
        wait_until(lambda: list(tmp_path.glob("[0-9]")))
        made.scheduler.send_signal(signal.SIGSTOP)

        def count():
            with suppress(module.ClusterUnavailable):
                executor.workers()  # type: ignore[attr-defined]

        asked = threading.Thread(target=count, daemon=True)
        asked.start()  # waits for the answer
        executor.stop()
        for each in (thread, asked):
            each.join(100)
            assert not each.is_alive()
    assert said == []


@pytest.mark.slow
def test_a_worker_with_another_version_is_given_nothing(tmp_path):
    other = tmp_path / "other"
    shutil.copytree(ROOT / "service", other / "service")
    shutil.copytree(ROOT / "voices", other / "voices")
    (other / "service" / "errors.py").open("a").write("\n# another version\n")
    with cluster(tmp_path / "dask", workers=1) as made:
        made.add_worker(code=other)
        said = []
        executor = open_executor(made.address, 1, said.append)
        assert executor.workers() == 1  # type: ignore[attr-defined]
        assert sorted(executor.run(square, range(20))) == [(n, n * n) for n in range(20)]
        assert len(said) == 1
        assert "another version" in said[0]
