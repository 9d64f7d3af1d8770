"""A run that is killed while it holds an episode back, and an approval that is killed: nothing is held by halves."""

import signal

import pytest

from service.pipeline.pending_episodes import PendingEpisodes
from tests.support import listening
from tests.support.examples import SOAK

ID = "2026-03-21T0630"
STRIDE = 1 if SOAK else 13


def held(stage):
    """What waits, each with its audio."""
    found = PendingEpisodes(stage.folder / ".tingbao", "tingbao")
    return [(waiting.episode.id, found.audio(waiting).read_bytes()) for waiting in found.list()]


def files(stage):
    """The names of what is kept for the episodes that wait, half-written ones too."""
    return set(listening.tree(stage.folder / ".tingbao" / "held"))


def first(stage):
    """An episode, the first that waits."""
    return ()


def anew(stage):
    """Another cut of one that waits."""
    stage.make(21)
    return ("--length", "50s")


@pytest.mark.slow
@pytest.mark.parametrize("peril", ["kill", "power"])
@pytest.mark.parametrize("scene", [first, anew])
def test_an_episode_is_held_whole_or_not_at_all(scene, peril, stage):
    stage.configure("approve = true\n")
    words = scene(stage)
    before = held(stage)
    stage.keep()
    undisturbed = stage.make(21, *words)
    after, wanted = held(stage), files(stage)
    assert undisturbed.code == 0, undisturbed.err
    assert len(after) == 1
    assert after != before
    acts = [n for n, (_, *places) in enumerate(undisturbed.acts) if places[-1].startswith(".tingbao/held/")]
    assert len(acts) > 10
    flushed = {places[0] for kind, *places in undisturbed.acts if kind == "flush"}
    renamed = {undisturbed.acts[n][1] for n in acts if undisturbed.acts[n][0] == "rename"}
    assert len(renamed) == 3  # the audio, what a draft can be made from, the record
    assert renamed <= flushed  # a power cut after the run leaves it whole
    for number in {*acts[::STRIDE], acts[-1], len(undisturbed.acts) - 1}:
        where = f"{scene.__name__} {peril} {number} {undisturbed.acts[number]}"
        stage.put_back()
        assert stage.make(21, *words, at=number, peril=peril).code == -signal.SIGKILL, where
        assert held(stage) in (before, after), where
        assert listening.episodes(stage.folder / "output") is None, where
        assert stage.make(21, *words).code == 0, where
        assert (held(stage), files(stage)) == (after, wanted), where


@pytest.mark.slow
@pytest.mark.parametrize("peril", ["kill", "power"])
def test_a_change_of_a_draft_is_saved_whole_or_not_at_all(peril, stage):
    stage.configure("approve = true\n")
    stage.make(21)
    stage("episodes", "say", ID, "opening.1", "早上好。")
    stage.keep()
    words = ("episodes", "say", ID, "opening.1", "各位好。")

    def said():
        return stage("episodes", "draft", ID, "--json").out

    before = said()
    undisturbed = stage(*words)
    assert undisturbed.code == 0, undisturbed.err
    assert len(undisturbed.acts) > 2
    for number in range(len(undisturbed.acts)):
        where = f"{peril} {number} {undisturbed.acts[number]}"
        stage.put_back()
        assert stage(*words, at=number, peril=peril).code == -signal.SIGKILL, where
        is_saved = said() != before
        assert ("各位好。" in said(), "早上好。" in said()) == (is_saved, True), (
            where
        )  # as what was changed, or as it is
        assert stage("episodes", "say", ID, "opening.1", "晚上好。").code == 0, where


@pytest.mark.slow
@pytest.mark.parametrize("peril", ["kill", "power"])
def test_an_approval_cut_off_at_any_act_can_be_repeated(peril, stage):
    stage.make(22)
    stage.configure("approve = true\n")
    stage.make(21)
    output = stage.folder / "output"
    waiting, before = held(stage), listening.episodes(output)
    stage.keep()
    undisturbed = stage("episodes", "approve", ID)
    after, wanted = listening.episodes(output), listening.tree(output)
    assert undisturbed.code == 0, undisturbed.err
    assert (after.keys() - before.keys(), held(stage), files(stage)) == ({ID}, [], set())
    for number, (kind, *places) in enumerate(undisturbed.acts):
        crucial = places[-1].startswith(".tingbao/held/") or (
            kind == "rename" and places[-1].endswith(("feed.xml", "show.json"))
        )
        if number % (3 * STRIDE) and not crucial and number < len(undisturbed.acts) - 1:
            continue
        where = f"{peril} {number} {kind} {places}"
        stage.put_back()
        assert stage("episodes", "approve", ID, at=number, peril=peril).code == -signal.SIGKILL, where
        assert listening.episodes(output) in (before, after), where
        assert held(stage) == waiting or (held(stage), listening.episodes(output)) == ([], after), where
        code = 0 if held(stage) else 2
        assert stage("episodes", "approve", ID).code == code, where
        assert (held(stage), listening.tree(output)) == ([], wanted), where
