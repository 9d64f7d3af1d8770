"""An engine is opened once for many sentences, used by one at a time, and closed when nobody has used it for long."""

import datetime as dt
import gc
import threading
import weakref

import pytest

from service import settings
from service.core.progress import Progress, StageTimer
from service.errors import EngineUnavailable
from service.pipeline import engine_fallback
from service.pipeline.draft_desk import DraftDesk
from service.pipeline.kept_engines import KeptEngines
from tests.support.made_episode import HELD_ID

NOW = dt.datetime(2026, 3, 21, 1, tzinfo=dt.UTC)


class FakeEngine:
    notice = ""

    def available(self, voices=()):
        pass


@pytest.fixture
def spec(held_episode, tmp_path):
    held_episode.copy_to(tmp_path)
    found = settings.load(tmp_path / "tingbao.toml")
    return DraftDesk(found, found.show[0], HELD_ID, NOW).spec


@pytest.fixture
def opened(monkeypatch):
    """Those that were opened, as far as they still are."""
    alive = []

    def open_engine(*arguments):
        engine = FakeEngine()
        alive.append(weakref.ref(engine))
        return engine

    monkeypatch.setattr(engine_fallback, "open_engine", open_engine)
    return alive


def use(engines, spec):
    with engines.using(spec, spec.casts[0], StageTimer(Progress())) as engine:
        return id(engine)


def test_it_is_opened_once_for_all_who_ask(spec, opened):
    engines = KeptEngines()
    assert len({use(engines, spec) for _ in range(5)}) == len(opened) == 1


def test_one_at_a_time_uses_it(spec, opened):
    engines, inside, most = KeptEngines(), [], []

    def user():
        with engines.using(spec, spec.casts[0], StageTimer(Progress())):
            inside.append(1)
            most.append(len(inside))
            inside.pop()

    users = [threading.Thread(target=user) for _ in range(8)]
    for each in users:
        each.start()
    for each in users:
        each.join()
    assert (max(most), len(most), len(opened)) == (1, 8, 1)


def test_when_nobody_has_used_it_for_long_it_is_closed_and_opened_anew(spec, opened):
    engines = KeptEngines(idle=0.05)
    use(engines, spec)
    closed = threading.Event()
    weakref.finalize(opened[0](), closed.set)
    assert closed.wait(10)
    gc.collect()
    assert opened[0]() is None
    use(engines, spec)
    assert len(opened) == 2


def test_one_in_use_stays_open(spec, opened):
    engines = KeptEngines(idle=0.02)
    with engines.using(spec, spec.casts[0], StageTimer(Progress())) as engine:
        look = engines._look
        assert look
        look.join(10)
        assert len(opened) == 1
        with_it = engine
    assert use(engines, spec) == id(with_it)


def test_what_cannot_be_opened_is_told_and_tried_again(spec, monkeypatch):
    def fails(*arguments):
        raise EngineUnavailable("no voice here")

    engines = KeptEngines()
    monkeypatch.setattr(engine_fallback, "open_engine", fails)
    for _ in range(2):
        with pytest.raises(EngineUnavailable, match="no voice here"):
            use(engines, spec)
