"""A run that is killed at any of its acts on files: the feed stays whole, and the next run completes what it began."""

import os
import signal
from pathlib import Path

import pytest

from tests.support import listening
from tests.support.examples import SOAK

STRIDE = 1 if SOAK else 41
"""Of the acts of a run every so manieth is its last; those that replace the feed or its catalogue always."""


def first(stage):
    """The show's first episode, nothing spoken before."""
    return {"day": 21}


def second(stage):
    """An episode beside another."""
    stage.make(21)
    return {"day": 22}


def anew(stage):
    """An episode that is cut anew, with other words and so other audio."""
    stage.make(21)
    return {"day": 21, "words": ("--length", "50s")}


def retiring(stage):
    """An episode that takes the place of the one before."""
    stage.make(21)
    stage.configure("keep = 1\n")
    return {"day": 22}


def rolling(stage):
    """An episode with which the oldest moves to an archive page."""
    stage.make(21, small=True)
    stage.make(22, small=True)
    return {"day": 23, "small": True}


def moving(stage):
    """A show that is moved to another path."""
    stage.make(21)
    stage.make(22)
    stage.configure(f'path = "{listening.MOVED}"\n')
    return {"words": ("shows", "move", "tingbao", listening.MOVED)}


def removing(stage):
    """An episode that is removed by hand."""
    stage.make(21)
    stage.make(22)
    return {"words": ("episodes", "remove", "2026-03-21T0630")}


def run(stage, day=0, words=(), **options):
    return stage.make(day, *words, **options) if day else stage(*words, **options)


def done(stage):
    """The clips that are in the cache."""
    return {path.name for path in (stage.folder / ".tingbao" / "clips").glob("??/*") if len(path.name) == 40}


@pytest.mark.slow
@pytest.mark.parametrize("peril", ["kill", "power"])
@pytest.mark.parametrize("scene", [first, second, anew, retiring, rolling, moving, removing])
def test_a_run_cut_off_at_any_act_is_completed_by_the_next(scene, peril, stage):
    wanted = scene(stage)
    output = stage.folder / "output"
    before = listening.episodes(output)
    stage.keep()
    undisturbed = run(stage, **wanted)
    assert undisturbed.code == 0, undisturbed.err
    after, files = listening.episodes(output), listening.tree(output)
    assert after != before or scene in (anew, moving)
    for number, (kind, *places) in enumerate(undisturbed.acts):
        crucial = kind == "rename" and places[-1].endswith(("feed.xml", "show.json"))
        if number % STRIDE and not crucial and number < len(undisturbed.acts) - 1:
            continue
        where = f"{scene.__name__} {peril} {number} {kind} {places}"
        stage.put_back()
        killed = run(stage, **wanted, at=number, peril=peril)
        assert killed.code == -signal.SIGKILL, where
        standing = listening.episodes(output)
        assert standing in (before, after, (before or {}) | after), where
        spoken = done(stage) if peril == "kill" else set()
        again = run(stage, **wanted)
        assert again.code == 0 or (scene in (removing, moving) and standing == after), (where, again.err)
        assert not spoken & set(again.spoken), where
        assert len(again.spoken) == len(set(again.spoken)), where
        assert listening.tree(output) == files, where
        assert listening.episodes(output) == after, where


@pytest.mark.slow
def test_what_is_published_is_on_the_disk_before_anything_names_it(stage):
    """Each file flushed before its rename, its folder after it, and new folders too, one file after another."""
    new, waiting, flushed = set(), set(), set()
    made = stage.make(21)
    assert made.code == 0
    acts = [(kind, *map(Path, places)) for kind, *places in made.acts if places[0].split("/")[0] == "output"]
    assert sum(kind == "rename" for kind, *_ in acts) > 10
    for kind, *places in acts:
        if kind == "flush":
            flushed.add(places[0])
            waiting.discard(places[0])
        elif kind == "mkdir":
            new.add(places[0].parent)
        elif kind == "rename":
            assert places[0] in flushed
            waiting |= {places[1].parent} | (new - {Path()})
            new, flushed = set(), set()
        elif kind == "open":
            assert not waiting, places
    assert not waiting


@pytest.mark.slow
def test_what_killed_writers_left_in_the_state_folder_is_swept(stage):
    """In each of its folders, once it is an hour old."""
    stage.keep()
    acts = stage.make(21).acts
    renames = [(number, Path(act[1])) for number, act in enumerate(acts) if act[0] == "rename" and ".tmp" in act[1]]
    last = {path.parts[1]: number for number, path in renames}
    assert {"clips", "runs"} <= set(last)
    state = stage.folder / ".tingbao"
    for folder, number in last.items():
        stage.put_back()
        assert stage.make(21, at=number, peril="kill").code == -signal.SIGKILL
        [left] = state.rglob("*.tmp")
        assert stage.make(21, "--force").code == 0
        assert list(state.rglob("*.tmp")) == [left], folder
        os.utime(left, (1, 1))
        assert stage.make(21, "--force").code == 0
        assert list(state.rglob("*.tmp")) == [], folder
