"""A manifest that parses and is wrong is named, with what is wrong; the feed and the other episodes go on."""

import json
from dataclasses import replace

import pytest

from service.core import json_codec
from service.errors import UsageError
from service.publishing import manifest, publish, show_index, urls
from service.storage.local_folder import FolderStorage
from tests.support.publishing_samples import SHOW, episode, mp3
from tests.support.tables import every_row, thinned

PUBLISHED = replace(episode(1), mp3=f"daily-{episode(1).id}-0123abcd.mp3", size=8_000, number=1, guid="g")
GOOD = json.loads(json_codec.dump(PUBLISHED))


def wrong(*path, value):
    """The good manifest with another value at one place."""
    made = json.loads(json.dumps(GOOD))
    place = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return made


WRONG = {
    "a cue of a segment that is not there": wrong("cues", 0, "segment", value=999),
    "a cue of a negative segment": wrong("cues", 0, "segment", value=-1),
    "a cue of an utterance that is not there": wrong("cues", 0, "utterance", value=99),
    "a cue that ends before it starts": wrong("cues", 0, "end", value=-1),
    "a cue behind the end": wrong("cues", 0, "end", value=1e9),
    "a chapter behind the end": wrong("chapters", 0, "start", value=1e9),
    "a length that is none": wrong("seconds", value=0),
    "a size below zero": wrong("size", value=-5),
    "a number below zero": wrong("number", value=-5),
    "another episode's id": wrong("id", value="2001-01-01T0630"),
    "a path as the file's name": wrong("mp3", value="../../secret.mp3"),
    "a path as the cover's name": wrong("cover", value="../cover-0123abcd.jpg"),
    "another file as the cover": wrong("cover", value="episode.json"),
    "no time zone": wrong("published", value="2026-03-21T06:30:00"),
    "a control character in the title": wrong("title", value="a\x00b"),
}
NOT_FINITE = ("NaN", "Infinity", "-Infinity", "1e999")


def read(data):
    return manifest.read(data, "m.json", episode(1).id)


def test_what_was_written_is_read_back():
    assert read(json_codec.dump(PUBLISHED).encode()) == PUBLISHED


@every_row("made", WRONG.values(), ids=WRONG)
def test_a_value_that_cannot_be_is_named_with_the_file(made):
    with pytest.raises(UsageError, match=r"^m\.json: "):
        read(json.dumps(made).encode())


@pytest.mark.parametrize("number", NOT_FINITE)
@pytest.mark.parametrize("name", ["seconds", "start"])
def test_a_number_that_is_not_finite_is_named(number, name):
    text = json.dumps(wrong("seconds", value="@") if name == "seconds" else wrong("cues", 0, "start", value="@"))
    with pytest.raises(UsageError, match=name):
        read(text.replace('"@"', number).encode())


@every_row("data", [b"", b"\xff\xfe", b"[" * 100_000, b"null", b"[]", b"{}", b"\x00"])
def test_what_is_no_manifest_at_all_is_named(data):
    with pytest.raises(UsageError, match=r"^m\.json: "):
        read(data)


@pytest.mark.parametrize("made", thinned(WRONG.values(), 5), ids=WRONG)
def test_the_next_episode_is_published_beside_a_wrong_manifest(made, tmp_path):
    storage = FolderStorage(tmp_path)
    publish.publish(storage, SHOW, episode(1), mp3())
    storage.write(urls.episode_key(SHOW, episode(1).id, urls.MANIFEST), json.dumps(made).encode())
    publish.publish(storage, SHOW, episode(2), mp3(330))
    assert show_index.load(storage, SHOW).ids == (episode(1).id, episode(2).id)
    feed = (tmp_path / "daily" / "feed.xml").read_text("utf-8")
    assert feed.count("<item>") == 2
