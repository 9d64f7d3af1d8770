"""An episode published, again, cut anew, moved and removed."""

import feedparser
import pytest
from publishing_samples import SHOW, episode, mp3

from service.publishing import publish as publishing
from service.publishing.storage import LocalStorage


@pytest.fixture
def storage(tmp_path):
    return LocalStorage(tmp_path)


def tree(storage):
    return {key: storage.read(key) for key in storage.list("daily")}


def test_published_files(storage):
    done = publishing.publish(storage, SHOW, episode(), mp3())
    base = "daily/episodes/2026-03-21T0630/"
    assert done.changed
    assert storage.read(base + done.episode.mp3) == mp3()
    for name in ("chapters.json", "transcript.vtt", "transcript.srt", "transcript.json", "index.html", "episode.json"):
        assert storage.exists(base + name), name
    feed = feedparser.parse(storage.read("daily/feed.xml"))
    assert not feed.bozo
    assert [entry.id for entry in feed.entries] == [done.episode.guid]
    assert feed.entries[0].enclosures[0].href == f"https://radio.example.org/pods/{base}{done.episode.mp3}"


def test_again_changes_nothing(storage):
    publishing.publish(storage, SHOW, episode(), mp3())
    before = tree(storage)
    assert not publishing.publish(storage, SHOW, episode(), mp3()).changed
    assert tree(storage) == before
