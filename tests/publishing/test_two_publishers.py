"""Two publishers of one show, on machines that know nothing of each other: nothing that was published is lost."""

import contextlib
import itertools
import threading
from dataclasses import replace

import pytest

from service import settings
from service.errors import Conflict
from service.model import Kind, Segment, Utterance
from service.publishing import feed_items, repair
from service.publishing import publish as publishing
from service.publishing import show_index as catalogues
from service.runs.supervisor import PublishedEditions
from service.storage.local_folder import FolderStorage
from tests.support.publishing_acts import assert_whole
from tests.support.publishing_samples import SEGMENTS, SHOW, MemoryStorage, episode, mp3

pytestmark = pytest.mark.usefixtures("one_drawing", "small_pages")


class Interrupted:
    """A storage before whose n-th use something happens: the n-th of any kind, or of the one that counts."""

    def __init__(self, inner, left, happen, counts=""):
        self._inner, self._left, self._happen, self._counts = inner, left, happen, counts

    def __getattr__(self, name):
        method = getattr(self._inner, name)

        def used(*arguments, **options):
            self._left -= name == self._counts or not self._counts
            if self._left < 0 and self._happen:
                happen, self._happen = self._happen, None
                happen()
            return method(*arguments, **options)

        return used

    @property
    def happened(self):
        return self._happen is None


class Publish:
    """Publishes an episode of that day, a tone of so many hertz, which it names."""

    def __init__(self, day, hertz):
        self._says = f"这是{hertz}赫兹的声音。"
        last = Segment(Kind.CLOSING, "a", (Utterance(self._says),))
        self._episode, self._sound = episode(day, segments=(*SEGMENTS, last)), mp3(hertz)
        self.id = self._episode.id

    def __call__(self, storage, show=SHOW):
        publishing.publish(storage, show, self._episode, self._sound)

    def stands(self, storage):
        """Whether the feed, the manifest, the texts and the sound are of this cut."""
        found, folder = publishing.find(storage, SHOW, self.id), f"daily/episodes/{self.id}"
        told = ("transcript.json", "transcript.vtt", "transcript.srt", "index.html", "episode.json")
        return (
            found
            and storage.read(f"{folder}/{found.mp3}") == self._sound
            and all(self._says in storage.read(f"{folder}/{name}").decode() for name in told)
        )


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
        patch.setattr(catalogues, "FEED_EPISODES", 4)
        patch.setattr(catalogues, "ARCHIVE_PAGE_EPISODES", 2)
        for day in range(4):
            Publish(day, 440)(storage)
    return storage.files


@pytest.mark.parametrize(
    ("act", "other"),
    [
        pytest.param(Publish(6, 440), Publish(7, 550), marks=pytest.mark.slow),
        pytest.param(Publish(6, 440), Publish(6, 550), marks=pytest.mark.slow),
        pytest.param(Publish(3, 550), Publish(7, 550), marks=pytest.mark.slow),
        pytest.param(Publish(3, 550), Remove(1), marks=pytest.mark.slow),
        pytest.param(Remove(1), Publish(6, 440), marks=pytest.mark.slow),
        pytest.param(Rename(), Publish(6, 440), marks=pytest.mark.slow),
        pytest.param(Rename(), Publish(3, 550), marks=pytest.mark.slow),
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


class Tidy:
    """Keeps all episodes, and sweeps."""

    def __call__(self, storage):
        publishing.keep(storage, SHOW, 9)


@pytest.mark.slow
@pytest.mark.parametrize("sweeper", [Remove(1), Tidy()])
def test_what_is_made_anew_is_not_swept_away(sweeper, standing):
    """The other makes an episode again, with the same sound, while its files are being deleted: it is heard whole."""
    again, made = Publish(1, 440), 0
    removed = MemoryStorage(standing)
    with contextlib.suppress(ConnectionAbortedError):  # a removal that is cut off at its first deletion
        Remove(1)(Interrupted(removed, 0, cut_off, "delete"))
    for step in itertools.count():
        storage = MemoryStorage(removed.files if isinstance(sweeper, Tidy) else standing)

        def work(storage=storage):
            again(storage)

        first = Interrupted(storage, step, work)
        with contextlib.suppress(Conflict):
            sweeper(first)
        if not first.happened:
            break
        if again.id in [each.id for each in publishing.episodes(storage, SHOW)]:
            made += 1
            found = publishing.find(storage, SHOW, again.id)
            assert found is None or storage.exists(f"daily/episodes/{again.id}/{found.mp3}")
            assert again.id not in told(storage) or storage.exists(
                f"daily/episodes/{again.id}/{told(storage)[again.id]}"
            )
    assert made > 3


@pytest.mark.slow
def test_texts_that_another_is_deleting_stand_once_their_episode_is_made_anew(standing):
    """The sweep goes on before any step of the other: from each look at the index, and from each deletion but the last.

    A deletion that was sent before the new index stood is made good; one that arrives after the other's end is not.
    """
    again, stood = Publish(1, 440), 0
    for counts in ("versions", "delete"):
        for uses in itertools.count():
            for step in itertools.count():
                storage = MemoryStorage(standing)
                paused, ended = meet(Remove(1), again, uses, step, storage, counts)
                if ended and again.id in [each.id for each in publishing.episodes(storage, SHOW)]:
                    stood += 1
                    assert_whole(storage)
                    assert again.stands(storage), (counts, uses, step)
                if not ended:
                    break
            if not paused:
                break
    assert stood > 20


@pytest.mark.slow
@pytest.mark.parametrize("other", [Publish(6, 550), Publish(1, 550), Remove(2)])
def test_a_repair_takes_nothing_from_another_that_publishes_meanwhile(other, standing):
    """The other does all its work before any step of a repair's plan and of its changes: what it did stands."""
    damaged = MemoryStorage(standing)
    damaged.write("daily/feed.xml", b"damaged")
    damaged.write(f"daily/episodes/{Publish(1, 440).id}/transcript.vtt", b"damaged")
    damaged.write("daily/episodes/2026-03-09T0630/daily-2026-03-09T0630-00000000.mp3", b"left by a cut-off run")
    refused = 0
    for step in itertools.count():
        storage = MemoryStorage(damaged.files)
        first = Interrupted(storage, step, lambda storage=storage: other(storage))
        try:
            repair.plan_repair(first, SHOW).staged.apply()
        except Conflict:
            refused += 1
        if not first.happened:
            break
        assert other.stands(storage)
        repair.plan_repair(storage, SHOW).staged.apply()
        assert_whole(storage)
        assert other.stands(storage)
        assert repair.plan_repair(storage, SHOW).damages == ()
    assert refused > 3


def cut_off():
    raise ConnectionAbortedError


def told(storage):
    """The names of the sounds that the feed documents name, by episode."""
    return {id_: each.episode.mp3 for id_, each in feed_items.read_items(storage, SHOW).items()}


def meet(one, two, uses, step, storage, counts="write"):
    """The one pauses before that use of its that counts, the other works; before its `step` the one goes on to its end.

    Whether there was such a use, and such a step.
    """
    paused, on = threading.Event(), threading.Event()

    def pause():
        paused.set()
        assert on.wait(60)

    def work():
        with contextlib.suppress(Conflict):
            one(first)
        paused.set()

    def end():
        on.set()
        worker.join(60)
        assert not worker.is_alive()

    first, worker = Interrupted(storage, uses, pause, counts), threading.Thread(target=work)
    second = Interrupted(storage, step, end)
    worker.start()
    assert paused.wait(60)
    with contextlib.suppress(Conflict):
        two(second)
    end()
    return first.happened, second.happened


@pytest.mark.slow
def test_two_versions_of_one_episode_meet_at_any_step(standing):
    """Whatever they leave is whole, and of one version once that of either was published again where none stands."""
    one, two, mixed = Publish(6, 440), Publish(6, 550), 0
    for writes in itertools.count():
        for step in itertools.count():
            storage = MemoryStorage(standing)
            paused, ended = meet(one, two, writes, step, storage)
            assert_whole(storage)
            if not publishing.find(storage, SHOW, one.id):
                mixed += 1
                for act in (one, two):
                    again = MemoryStorage(storage.files)
                    act(again)
                    assert_whole(again)
                    assert act.stands(again)
            else:
                assert one.stands(storage) or two.stands(storage)
            if not ended:
                break
        if not paused:
            break
    assert mixed


def test_an_episode_of_two_versions_is_due_again(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "daily"\n', "utf-8")
    settled = settings.load()
    show, storage = settled.publication(settled.show[0]), FolderStorage(settled.output)
    one, two, finished = Publish(6, 440), Publish(6, 550), PublishedEditions(settled, settled.show[0])
    assert one.id not in finished
    one(storage, show)
    assert one.id in finished
    feed = storage.read("daily/feed.xml")
    two(storage, show)
    assert one.id in finished
    storage.write("daily/feed.xml", feed)  # as where the second is refused at the feed
    assert one.id not in finished
    two(storage, show)
    assert one.id in finished
    storage.write(f"daily/episodes/{one.id}/episode.json", b"damaged")  # the feed still tells it
    assert one.id in finished


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["folder", "bucket"])
def test_many_publish_at_once_and_come_again(kind, tmp_path, server):
    """Eight publishers, each coming again while it is refused: every episode is in the feed, with its own sound."""
    bucket = server.bucket()

    def opened():
        return FolderStorage(tmp_path) if kind == "folder" else server.storage(bucket)

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
