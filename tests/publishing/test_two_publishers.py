"""Two publishers of one show, on machines that know nothing of each other: nothing that was published is lost."""

import itertools
import threading
from dataclasses import replace

import pytest
from publishing_acts import assert_whole
from publishing_samples import SHOW, MemoryStorage, episode, mp3

from service.errors import Conflict
from service.publishing import catalogue as catalogues
from service.publishing import publish as publishing
from service.publishing.local import LocalStorage

pytestmark = pytest.mark.usefixtures("one_drawing", "small_pages")


class Interrupted:
    """A storage before whose n-th use something happens."""

    def __init__(self, inner, left, happen):
        self._inner, self._left, self._happen = inner, left, happen

    def __getattr__(self, name):
        method = getattr(self._inner, name)

        def used(*arguments, **options):
            self._left -= 1
            if self._left < 0 and self._happen:
                happen, self._happen = self._happen, None
                happen()
            return method(*arguments, **options)

        return used

    @property
    def happened(self):
        return self._happen is None


class Publish:
    """Publishes an episode of that day, a tone of so many hertz."""

    def __init__(self, day, hertz):
        self.id, self._day, self._sound = episode(day).id, day, mp3(hertz)

    def __call__(self, storage):
        publishing.publish(storage, SHOW, episode(self._day), self._sound)

    def stands(self, storage):
        found = publishing.find(storage, SHOW, self.id)
        return found and storage.read(f"daily/episodes/{self.id}/{found.mp3}") == self._sound


class Remove:
    """Removes the episode of that day."""

    def __init__(self, day):
        self.id = episode(day).id

    def __call__(self, storage):
        publishing.remove(storage, SHOW, self.id)

    def stands(self, storage):
        return self.id not in [each.id for each in publishing.episodes(storage, SHOW)]


class Rename:
    """Makes everything again under another title."""

    id = ""

    def __call__(self, storage):
        publishing.rebuild(storage, replace(SHOW, title="新名字"))

    def stands(self, storage):
        return "新名字" in storage.read("daily/feed.xml").decode()


@pytest.fixture(scope="module")
def standing():
    """The files of a show of four episodes, so that the next one begins an archive page."""
    storage = MemoryStorage()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogues, "NEWEST", 4)
        patch.setattr(catalogues, "BATCH", 2)
        for day in range(4):
            Publish(day, 440)(storage)
    return storage.files


@pytest.mark.parametrize(
    ("act", "other"),
    [
        (Publish(6, 440), Publish(7, 550)),
        (Publish(6, 440), Publish(6, 550)),
        (Publish(3, 550), Publish(7, 550)),
        (Publish(3, 550), Remove(1)),
        (Remove(1), Publish(6, 440)),
        (Rename(), Publish(6, 440)),
        (Rename(), Publish(3, 550)),
        (Remove(1), Remove(2)),
    ],
)
def test_one_works_while_the_other_is_at_any_step(act, other, standing):
    """The other does all its work before the n-th step of the first, for every n: both are heard in the end."""
    refused = 0
    for step in itertools.count():
        storage = MemoryStorage(standing)
        first = Interrupted(storage, step, lambda storage=storage: other(storage))
        try:
            act(first)
        except Conflict:
            refused += 1
            assert_whole(storage)
            assert other.stands(storage)
            act(storage)
        if not first.happened:
            break
        assert_whole(storage)
        assert act.stands(storage) or (act.id == other.id and other.stands(storage))
        assert act.id == other.id or other.stands(storage)
    assert refused > 3


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["folder", "bucket"])
def test_many_publish_at_once_and_come_again(kind, tmp_path, server):
    """Eight publishers, each coming again while it is refused: every episode is in the feed, with its own sound."""
    bucket = server.bucket()

    def opened():
        return LocalStorage(tmp_path) if kind == "folder" else server.storage(bucket)

    acts = [Publish(day, 440 + 10 * day) for day in range(8)]
    start, refused = threading.Barrier(len(acts)), []

    def work(act):
        start.wait()
        for _ in range(50):
            try:
                return act(opened())
            except Conflict:
                refused.append(act)

    workers = [threading.Thread(target=work, args=[act]) for act in acts]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert refused
    assert_whole(opened())
    assert all(act.stands(opened()) for act in acts)
