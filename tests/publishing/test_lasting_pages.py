"""The pages that people keep the address of are replaced, and never away.

They could be missing for a moment in two ways only: a deletion, which is looked for in every act here, and a write that
is no rename, which is looked for in the folder.
"""

import pytest

from service.publishing import publish as publishing
from service.publishing import repair as repairs
from service.publishing import show_directory
from service.storage.local_folder import FolderStorage
from tests.support.publishing_acts import cut_anew, cut_archived_anew, keep, publish_first, publish_next, remove, rename
from tests.support.publishing_samples import SHOW, MemoryStorage, episode, mp3
from tests.support.tables import thinned

pytestmark = pytest.mark.usefixtures("one_drawing", "small_pages")

LASTING = {"index.html", "shows.opml", "daily/index.html", "daily/feed.xml", "daily/show.json"}


class Deletions(MemoryStorage):
    """Notes what is deleted."""

    def __init__(self, files=None):
        super().__init__(files)
        self.deleted = []

    def delete(self, key):
        self.deleted.append(key)
        super().delete(key)


def list_the_show(storage):
    show_directory.add(storage, [SHOW], SHOW)


def list_no_show(storage):
    show_directory.add(storage, [])


def remove_all(storage):
    publishing.remove(storage, SHOW, *(each.id for each in publishing.episodes(storage, SHOW)))


def repair(storage):
    storage.write(f"daily/episodes/{episode(2).id}/left.mp3", b"of a run that was cut off")
    storage.write("daily/index.html", b"damaged")
    repairs.plan_repair(storage, SHOW).staged.apply()


@pytest.mark.parametrize(
    "act",
    thinned(
        [
            keep,
            publish_next,
            cut_anew,
            cut_archived_anew,
            remove,
            repair,
            rename,
            list_the_show,
            list_no_show,
            remove_all,
        ],
        5,
    ),
)
def test_no_act_deletes_a_page_that_lasts(act):
    storage = Deletions()
    for day in range(6):
        publishing.publish(storage, SHOW, episode(day), mp3(300 + day))
    list_the_show(storage)
    act(storage)
    assert LASTING.isdisjoint(storage.deleted)
    assert storage.files.keys() >= LASTING
    if act in (keep, remove_all, repair):
        assert storage.deleted


def test_a_file_is_replaced_by_a_rename(tmp_path):
    """The name leads to the old file until it leads to the new one: the old one is still whole behind its handle."""
    storage = FolderStorage(tmp_path)
    publish_first(storage)
    page = tmp_path / "daily" / "index.html"
    before, names = page.read_bytes(), page.stat().st_ino
    with page.open("rb") as reader:
        publish_next(storage)
        assert page.stat().st_ino != names
        assert page.read_bytes() != before
        assert reader.read() == before
