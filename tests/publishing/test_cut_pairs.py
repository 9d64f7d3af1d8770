"""One act is cut off at a change, then the next one too: after each, a listener finds all that the feed names."""

import contextlib
import hashlib
import random

import pytest

from service.errors import PublishError
from service.publishing import publish as publishing
from service.publishing import repair as repairs
from service.publishing import show_index
from tests.publishing.test_publish import FailingStorage
from tests.support import small_covers
from tests.support.examples import SOAK
from tests.support.publishing_acts import (
    assert_whole,
    cut_anew,
    cut_archived_anew,
    keep,
    publish_first,
    publish_next,
    remove,
    rename,
)
from tests.support.publishing_samples import SHOW, MemoryStorage, episode, mp3

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("one_drawing", "small_pages")]

CUTS = 0 if SOAK else 2
"""How many cuts of an act are tried; 0: all."""
NEVER = 1_000_000
"""Changes after which nothing is cut off."""


def repair(storage):
    repairs.plan_repair(storage, SHOW).staged.apply()


ACTS = [publish_first, publish_next, cut_anew, cut_archived_anew, remove, keep, rename, repair]


@pytest.fixture(scope="module")
def standing():
    """A show of six episodes with two archive pages."""
    with pytest.MonkeyPatch.context() as patch, small_covers.drawn():
        patch.setattr(show_index, "FEED_EPISODES", 4)
        patch.setattr(show_index, "ARCHIVE_PAGE_EPISODES", 2)
        found = MemoryStorage()
        for day in range(6):
            publishing.publish(found, SHOW, episode(day), mp3(300 + day))
    return found.files


def cut(files, act, changes):
    """Carry the act out on a copy of the files until so many changes; return the storage, and how many it made.

    An act may refuse what it finds.
    """
    storage = MemoryStorage(dict(files))
    failing = FailingStorage(storage, changes)
    with contextlib.suppress(PublishError):
        act(failing)
    return storage, min(changes, changes - failing.left)


class Recording(MemoryStorage):
    """A storage that keeps what stood before each change: what is left where it fails, and every one after it."""

    def __init__(self, files):
        super().__init__(files)
        self.states = []

    def write(self, key, data, over=None):
        self.states.append(dict(self.files))
        return super().write(key, data, over)

    def delete(self, key):
        self.states.append(dict(self.files))
        super().delete(key)


def cuts(files, act):
    """Return what stands after the act was cut off at each change, and after the whole of it."""
    storage = Recording(files)
    with contextlib.suppress(PublishError):
        act(storage)
    return [*storage.states, storage.files]


def some(states, chosen):
    """Return the last state and some of the others; all in a soak."""
    *before, whole = states
    return [whole, *(before if not CUTS else chosen.sample(before, min(CUTS, len(before))))]


def digest(files):
    told = repr(sorted((name, hash(data)) for name, data in files.items()))
    return hashlib.sha256(told.encode()).digest()


@pytest.fixture(scope="module")
def judged():
    """States that are known to be whole and to be mended by a repair: many cuts leave the same one."""
    return set()


def judge(files, judged):
    """A listener finds all that the feed names, before and after a repair, and then nothing is left to mend."""
    if digest(files) in judged:
        return
    storage = MemoryStorage(files)
    assert_whole(storage)
    repair(storage)
    if digest(storage.files) not in judged:
        assert_whole(storage)
        assert repairs.plan_repair(storage, SHOW).damages == ()
    judged |= {digest(files), digest(storage.files)}


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_a_cut_leaves_what_stood_before_its_change(act, standing):
    states = cuts(standing, act)
    for number in {0, len(states) // 2, len(states) - 1}:
        assert cut(standing, act, number)[0].files == states[number]


@pytest.mark.parametrize("anew", [cut_anew, cut_archived_anew])
def test_a_removed_episode_that_is_begun_anew_is_no_lost_one(anew, standing):
    """Both are cut off: the removal at any change, the other before the feed. A repair ends the removal."""
    changes = cut(standing, keep, NEVER)[1]
    for number in range(0, changes, 1 if not CUTS else 5):
        removed = cut(standing, keep, number)[0]
        for begun in (1, 2, 3):
            after = cut(removed.files, anew, begun)[0]
            assert_whole(after)
            repair(after)
            assert_whole(after)
            assert repairs.plan_repair(after, SHOW).damages == ()


@pytest.mark.parametrize("second", ACTS, ids=lambda act: act.__name__)
@pytest.mark.parametrize("first", ACTS, ids=lambda act: act.__name__)
def test_two_acts_cut_off_leave_a_whole_feed_and_a_repair_mends_the_rest(first, second, standing, judged):
    chosen = random.Random(f"{first.__name__} {second.__name__}")
    for state in some(cuts(standing, first), chosen):
        for after in some(cuts(state, second), chosen):
            judge(after, judged)
