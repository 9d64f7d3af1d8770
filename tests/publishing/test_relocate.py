"""A show whose path was changed: its episodes come along under the same guids, whatever happens on the way."""

import itertools
import os
import re
from dataclasses import replace

import feedparser
import pytest

from service.errors import PublishError
from service.publishing import publish as publishing
from service.publishing import relocate, show_directory
from service.publishing import show_index as catalogues
from service.storage.folder import FolderStorage
from tests.publishing.test_publish import FailingStorage
from tests.support.publishing_samples import SHOW, MemoryStorage, episode, mp3

pytestmark = pytest.mark.usefixtures("one_drawing", "small_pages")

STRIDE = 1 if os.environ.get("TINGBAO_SOAK") == "1" else 7
"""Every so manieth change is the last."""
MOVED = replace(SHOW, path="k3Jd9sLq0PzX")
OTHER = replace(SHOW, slug="other", path="other")
SHOWS = [MOVED, OTHER]


@pytest.fixture(params=[MemoryStorage, FolderStorage])
def storage(request, tmp_path, standing):
    """The storage in which they stand."""
    found = request.param() if request.param is MemoryStorage else FolderStorage(tmp_path)
    for key, data in standing.items():
        found.write(key, data)
    return found


@pytest.fixture(scope="module")
def standing():
    """The files of a show of six episodes, two of them on an archive page and one cut anew, beside another show."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogues, "FEED_EPISODES", 4)
        patch.setattr(catalogues, "ARCHIVE_PAGE_EPISODES", 2)
        return published(MemoryStorage()).files


def published(found):
    for day in range(6):
        publishing.publish(found, SHOW, episode(day), mp3(300 + day))
    publishing.publish(found, SHOW, episode(5), mp3(880))
    publishing.publish(found, OTHER, episode(show="other"), mp3())
    show_directory.add(found, [SHOW, OTHER], OTHER)
    show_directory.add(found, [SHOW, OTHER], SHOW)
    return found


def contents(storage, folder=""):
    keys = storage.list(folder) if folder else [key for each in storage.folders() for key in storage.list(each)]
    return {key: storage.read(key) for key in [*keys, *(() if folder else storage.versions(""))]}


def told(storage, show):
    """The show's guid, and each episode's guid, date, number and sound as a listener finds them; None without a feed.

    Whatever is named is there.
    """
    text = storage.read(f"{show.path}/feed.xml")
    if text is None:
        return None
    found, document = [], "feed.xml"
    while document:
        page = storage.read(f"{show.path}/{document}")
        for entry in feedparser.parse(page).entries:
            [sound] = entry.enclosures
            data = storage.read(sound.href.removeprefix(f"{show.base_url}/"))
            assert data is not None
            assert len(data) == int(sound.length)
            found.append((entry.id, entry.published, entry.itunes_episode, data))
        for address in re.findall(rf'(?:url|href)="{show.base_url}/([^"#]+[^"#/])"'.encode(), page):
            assert storage.exists(address.decode()), address
        document = (re.findall(rb'rel="prev-archive" href="[^"]+/([^"/]+)"', page) or [b""])[0].decode()
    return re.search(rb"<podcast:guid>(.*?)<", text)[1], found


def test_everything_comes_along_and_nothing_stays(storage):
    before, other = told(storage, SHOW), contents(storage, "other")
    assert len(before[1]) == 6
    assert relocate.settle(storage, SHOWS, MOVED) == ("daily",)
    assert told(storage, MOVED) == before
    assert storage.folders() == [MOVED.path, "other"]
    assert contents(storage, "other") == other
    for key, data in contents(storage).items():
        if not key.endswith(("show.json", ".mp3")):
            assert b"/daily/" not in data, key
    assert relocate.settle(storage, SHOWS, MOVED) == ()


def test_a_replaced_sound_is_still_there_for_its_week_and_then_goes(storage):
    relocate.settle(storage, SHOWS, MOVED)
    folder = f"{MOVED.path}/episodes/{episode(5).id}"
    assert len([key for key in storage.list(folder) if key.endswith(".mp3")]) == 2
    publishing.publish(storage, MOVED, episode(20), mp3())
    assert len([key for key in storage.list(folder) if key.endswith(".mp3")]) == 1


def test_the_list_of_shows_follows(storage):
    relocate.settle(storage, SHOWS, MOVED)
    assert b"daily" not in storage.read("shows.opml")
    assert b"other" in storage.read("shows.opml")
    relocate.settle(storage, [MOVED], MOVED)
    show_directory.add(storage, [MOVED], MOVED)
    assert storage.versions("") == {}
    assert relocate.settle(storage, [SHOW, OTHER], SHOW) == (MOVED.path,)
    assert b"/daily/feed.xml" in storage.read("shows.opml")


def test_an_episode_without_a_manifest_comes_along_as_the_feed_tells_it(storage):
    before = told(storage, SHOW)
    for day in (1, 4):  # on the archive page, and in the feed
        storage.write(f"daily/episodes/{episode(day).id}/episode.json", b"{")
    relocate.settle(storage, SHOWS, MOVED)
    assert told(storage, MOVED) == before


def test_what_another_show_or_another_podcast_of_that_name_has_stays(storage):
    """A guid of its own at the new path: this was not moved, and what stands elsewhere is all that is left of it."""
    publishing.publish(storage, MOVED, episode(30), mp3())
    before = contents(storage)
    assert relocate.settle(storage, SHOWS, MOVED) == ()
    assert relocate.settle(storage, [SHOW, MOVED], MOVED) == ()
    assert contents(storage) == before


@pytest.mark.slow
@pytest.mark.parametrize("storage", [MemoryStorage], indirect=True)
def test_cut_off_at_each_change_it_is_completed_by_the_next(storage):
    """At every instant the show is whole in one of its folders."""
    before, start = told(storage, SHOW), contents(storage)
    relocate.settle(storage, SHOWS, MOVED)
    after = contents(storage)
    for count in itertools.count(step=STRIDE):
        for key in contents(storage):
            storage.delete(key)
        for key, data in start.items():
            storage.write(key, data)
        try:
            relocate.settle(FailingStorage(storage, count), SHOWS, MOVED)
        except PublishError:
            assert before in (told(storage, MOVED), storage.exists("daily/feed.xml") and told(storage, SHOW)), count
            relocate.settle(storage, SHOWS, MOVED)
            assert contents(storage) == after, count
            continue
        break
    assert contents(storage) == after
    assert count > 100


@pytest.mark.slow
@pytest.mark.parametrize("storage", [MemoryStorage], indirect=True)
def test_moved_on_before_the_first_move_was_done(storage):
    """From the former path, the one between and the new one, every episode is found again."""
    before, final = told(storage, SHOW), replace(SHOW, path="another")
    for count in (3, 40, 80, 120, 140):
        with pytest.raises(PublishError):
            relocate.settle(FailingStorage(storage, count), SHOWS, MOVED)
        relocate.settle(storage, [final, OTHER], final)
        assert told(storage, final) == before
        assert storage.folders() == ["another", "other"]
        relocate.settle(storage, [SHOW, OTHER], SHOW)
        assert told(storage, SHOW) == before
