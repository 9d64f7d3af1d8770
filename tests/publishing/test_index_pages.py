"""A poller who looks after each change: a page that has been there is there, until its episode or its folder goes."""

import itertools
from dataclasses import replace

import pytest

from service.errors import PublishError
from service.publishing import publish as publishing
from service.publishing import relocate, repair, show_directory
from tests.support import publishing_acts as acts
from tests.support.publishing_samples import SHOW, MemoryStorage, episode, mp3
from tests.support.tables import thinned

pytestmark = pytest.mark.usefixtures("one_drawing", "small_pages")

MOVED = replace(SHOW, path="k3Jd9sLq0PzX")


class PolledStorage(MemoryStorage):
    """Looks at all pages after each change, and may stop for good after so many."""

    def __init__(self, files, most=1_000_000):
        super().__init__(files)
        self.left, self.changes, self.seen, self.missed = most, 0, self._pages(), []

    def _pages(self):
        return {key for key in self.files if key.endswith("index.html")}

    def _look(self):
        self.changes += 1
        self.missed += [(key, self.changes) for key in self.seen - self._pages()]
        self.seen = self._pages()

    def _count(self):
        self.left -= 1
        if self.left < 0:
            raise PublishError("The disk is full.")

    def write(self, key, data, over=None):
        self._count()
        version = super().write(key, data, over)
        self._look()
        return version

    def delete(self, key):
        self._count()
        super().delete(key)
        self._look()


@pytest.fixture
def standing():
    """The files of a show of six episodes, listed at the root."""
    found = MemoryStorage()
    for day in range(6):
        publishing.publish(found, SHOW, episode(day), mp3(300 + day))
    show_directory.add(found, [SHOW], SHOW)
    return found.files


def mend(storage):
    repair.plan_repair(storage, SHOW).staged.apply()


def mend_after_a_loss(storage):
    """An episode has lost its sound, and leaves the feed."""
    storage.files.pop(next(key for key in storage.files if key.endswith(".mp3")))
    mend(storage)


def list_again(storage):
    show_directory.add(storage, [SHOW], replace(SHOW, title="新名字"))


def become_private(storage):
    show_directory.add(storage, [MOVED], MOVED)


def move(storage):
    relocate.move(storage, [MOVED], MOVED, SHOW.path)


LEAVING = {acts.remove: "daily/episodes/", acts.keep: "daily/episodes/", move: "daily/"}
"""What may go: the pages of removed episodes, and the folder from which the show has moved."""
ACTS = [
    acts.publish_next,
    acts.cut_anew,
    acts.cut_archived_anew,
    acts.rename,
    mend,
    mend_after_a_loss,
    list_again,
    become_private,
    *LEAVING,
]


@pytest.mark.parametrize("act", thinned(ACTS, 4), ids=lambda act: act.__name__)
def test_no_page_is_missing_after_any_change(act, standing):
    storage = PolledStorage(standing)
    act(storage)
    assert [key for key, _ in storage.missed if not key.startswith(LEAVING.get(act, "nothing"))] == []
    assert {"index.html"} <= set(storage.files)
    if act is move:
        feed = f"{MOVED.path}/feed.xml"
        assert feed in storage.files
        assert all(f"{MOVED.path}/{key.removeprefix('daily/')}" in storage.files for key, _ in storage.missed)


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_no_page_is_missing_where_an_act_was_cut_off_and_is_done_again(act, standing):
    for count in itertools.count(step=5):
        storage = PolledStorage(standing, count)
        try:
            act(storage)
        except PublishError:
            storage.left = 1_000_000
            (act if act is move else mend)(storage)
            lost = [key for key, _ in storage.missed if not key.startswith(LEAVING.get(act, "nothing"))]
            assert lost == [], count
            continue
        break
