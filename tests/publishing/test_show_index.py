"""The index of a show's episodes: what is added, removed and found again where the index is lost."""

import pytest

from service.publishing import show_index
from service.publishing.publish import publish
from tests.support.publishing_samples import SHOW, MemoryStorage, episode, mp3

pytestmark = pytest.mark.usefixtures("one_drawing")


@pytest.fixture
def storage():
    found = MemoryStorage()
    for day in (0, 1):
        publish(found, SHOW, episode(day), mp3())
    return found


def test_the_index_names_the_published_episodes(storage):
    assert set(show_index.load(storage, SHOW).ids) == {episode(0).id, episode(1).id}


def test_an_episode_added_twice_is_one_and_one_removed_is_gone(storage):
    index = show_index.load(storage, SHOW)
    assert index.adding(episode(0).id).ids == index.ids
    assert set(index.without(episode(0).id).ids) == {episode(1).id}


def test_a_show_that_was_never_published_has_an_empty_index():
    assert show_index.load(MemoryStorage(), SHOW).ids == ()
    assert show_index.read(MemoryStorage(), SHOW) is None


def test_an_index_that_is_lost_is_made_again_with_the_shows_guid(storage):
    before = show_index.load(storage, SHOW)
    storage.delete("daily/show.json")
    after = show_index.load(storage, SHOW)
    assert (after.ids, after.guid) == (before.ids, before.guid)


def test_an_episode_is_read_from_its_manifest(storage):
    found = show_index.episode(storage, SHOW, episode(0).id)
    assert found.title == episode(0).title
    assert show_index.episode(storage, SHOW, "2020-01-01T0630") is None
