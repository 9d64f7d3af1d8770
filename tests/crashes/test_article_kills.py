"""A run that is killed while it tells articles by themselves: nothing half is out, the next run does the rest, once."""

import json
import signal

import pytest

from tests.support import listening
from tests.support.examples import SOAK

STRIDE = 1 if SOAK else 151
ID = "2026-03-21T0630"


def articles(stage):
    """What listeners have of the articles: each file of theirs, by its name."""
    return listening.tree(stage.folder / "output" / "tingbao" / "articles")


def queued(stage):
    return listening.tree(stage.folder / ".tingbao" / "articles")


def listed(stage):
    """The titles of the articles that listeners have; all that leads to them is checked."""
    listening.articles(stage.folder / "output")
    path = stage.folder / "output" / "tingbao" / "articles" / "index.json"
    return sorted(each["title"] for each in json.loads(path.read_text("utf-8"))["articles"])


@pytest.mark.slow
@pytest.mark.parametrize("peril", ["kill", "power"])
def test_a_run_cut_off_at_any_act_is_completed_by_the_next_and_nothing_is_spoken_twice(peril, stage):
    stage.configure("articles = true\n")
    stage.keep()
    undisturbed = stage.make(21)
    assert undisturbed.code == 0, undisturbed.err
    after = articles(stage)
    assert listed(stage) == ["城东水厂二期完工供水", "老码头改成读书园"]
    assert queued(stage) == {}
    ever = [listening.articles(stage.folder / "output")]
    acts = [n for n, (_, *places) in enumerate(undisturbed.acts) if "articles" in places[-1]]
    for number in sorted({*acts[::STRIDE], acts[-1], len(undisturbed.acts) - 1}):
        where = f"{peril} {number} {undisturbed.acts[number]}"
        stage.put_back()
        assert stage.make(21, at=number, peril=peril).code == -signal.SIGKILL, where
        if listening.episodes(stage.folder / "output") is None:
            assert articles(stage) == {}, where  # never before their programme
        assert listening.articles(stage.folder / "output") in (None, *ever), where
        again = stage.make(21)
        assert again.code == 0, where
        assert articles(stage) == after, where
        assert queued(stage) == {}, where
        before = listening.tree(stage.folder / "output")
        last = stage.make(21)
        assert (last.code, last.spoken, listening.tree(stage.folder / "output")) == (0, [], before), where


@pytest.mark.slow
def test_a_withdrawal_cut_off_at_any_act_is_completed_by_the_same_command(stage):
    stage.configure("articles = true\n")
    stage.make(21)
    gone = stage("articles", "list", "--json")
    id_ = next(each["id"] for each in json.loads(gone.out) if each["title"] == "老码头改成读书园")
    stage.keep()
    words = ("articles", "withdraw", id_)
    undisturbed = stage(*words)
    assert undisturbed.code == 0, undisturbed.err
    after = articles(stage)
    assert listed(stage) == ["城东水厂二期完工供水"]
    assert not any(id_ in name for name in after)
    for number in range(0, len(undisturbed.acts), 1 if SOAK else 23):
        stage.put_back()
        assert stage(*words, at=number).code == -signal.SIGKILL
        assert stage(*words).code == 0
        assert articles(stage) == after, undisturbed.acts[number]
        assert stage.make(21).code == 0
        assert articles(stage) == after, undisturbed.acts[number]
