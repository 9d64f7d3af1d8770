"""A pack holds what an editor uploads by hand, within what the sites take, and is the same each time."""

import io
import re
import zipfile
from dataclasses import replace

import pytest

from service.errors import PublishError
from service.model import Kind, Segment, Utterance
from service.publishing import upload_pack, urls
from service.publishing.episode_notes import SYNTHETIC_SPEECH_NOTICE
from service.publishing.publish import publish
from service.publishing.upload_pack import ARTICLE, DIGEST, NOTES, README, SHORT_TITLE, SOUND, TEXT, TITLE
from service.storage.local_folder import FolderStorage
from tests.support.publishing_samples import SHOW, episode, mp3, programme

pytestmark = pytest.mark.usefixtures("one_drawing")


@pytest.fixture
def storage(tmp_path):
    return FolderStorage(tmp_path)


def published(storage, **changed):
    return publish(storage, SHOW, replace(episode(1, segments=programme()), **changed), mp3()).episode


def texts(files):
    return {name: data.decode() for name, data in files.items() if name.endswith(".txt")}


def test_it_has_sound_cover_and_texts(storage):
    made = published(storage)
    files = upload_pack.pack(storage, SHOW, made)
    assert files[SOUND] == storage.read(urls.episode_key(SHOW, made.id, made.mp3))
    found = texts(files)
    assert set(found) == {SHORT_TITLE, TITLE, NOTES, ARTICLE, DIGEST, TEXT, README}
    assert all(text.endswith("\n") and text.strip() for text in found.values())
    for name in files:
        assert name == README or name in found[README], f"{name} is not in the README"


def test_the_notes_have_times_from_the_beginning_and_no_link(storage):
    found = texts(upload_pack.pack(storage, SHOW, published(storage)))
    times = re.findall(r"^(\d\d:\d\d) ", found[NOTES], re.MULTILINE)
    assert times[0] == "00:00"
    assert times == sorted(times)
    assert SYNTHETIC_SPEECH_NOTICE in found[NOTES]
    for name in (NOTES, ARTICLE, DIGEST, SHORT_TITLE):
        assert "http" not in found[name]


def test_the_texts_say_what_is_said(storage):
    made = published(storage)
    found = texts(upload_pack.pack(storage, SHOW, made))
    for segment in made.script.segments:
        for utterance in segment.utterances:
            assert utterance.written in found[TEXT]
            assert (utterance.written in found[ARTICLE]) == (
                segment.kind in (Kind.STORY, Kind.BRIEF) and bool(segment.title)
            )
    assert SYNTHETIC_SPEECH_NOTICE in found[ARTICLE]


@pytest.mark.parametrize("stories", [1, 60])
@pytest.mark.parametrize("length", [3, 400])
def test_nothing_is_longer_than_its_site_takes(stories, length, storage):
    segments = [
        Segment(
            Kind.STORY, "a", (Utterance("新" * length + "。"),) * 3, title=f"第{n}条" + "题" * length, origin="page.txt"
        )
        for n in range(stories)
    ]
    title = "；".join(each.title for each in segments[:2]) + "｜3月21日"
    made = published(storage, **vars_of(episode(1, segments=tuple(segments))), title=title)
    found = texts(upload_pack.pack(storage, SHOW, made))
    limits = {SHORT_TITLE: 32, DIGEST: 120, NOTES: 1000, ARTICLE: 20_000}
    for name, most in limits.items():
        assert 0 < len(found[name].strip()) <= most, name
    assert found[SHORT_TITLE].strip().endswith("｜3月21日")
    assert found[NOTES].count("\n") >= 3
    assert found[TITLE].strip() == title


def vars_of(made):
    return {"script": made.script, "cues": made.cues, "chapters": made.chapters}


@pytest.mark.parametrize("own", [True, False])
def test_the_cover_is_the_episodes_where_it_has_one(own, storage):
    show = replace(SHOW, episode_covers=own)
    made = publish(storage, show, episode(1, segments=programme()), mp3()).episode
    key = urls.episode_key(show, made.id, made.cover) if own else urls.key(show, urls.COVER)
    packed = upload_pack.pack(storage, show, made)
    (name,) = (each for each in packed if each.startswith("封面."))
    assert packed[name] == storage.read(key)
    assert bool(made.cover) == own


def test_the_same_episode_gives_the_same_bytes_that_others_can_unpack(storage, tmp_path):
    made = published(storage)
    name = upload_pack.name_of(made)
    first = upload_pack.zipped(upload_pack.pack(storage, SHOW, made), name)
    assert first == upload_pack.zipped(upload_pack.pack(storage, SHOW, made), name)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert {entry.filename.partition("/")[0] for entry in archive.infolist()} == {name}
        assert all(entry.flag_bits & 0x800 for entry in archive.infolist() if not entry.filename.isascii())  # UTF-8
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read(f"{name}/{SOUND}") == storage.read(urls.episode_key(SHOW, made.id, made.mp3))


def test_a_sound_that_is_gone_is_named(storage):
    made = published(storage)
    storage.delete(urls.episode_key(SHOW, made.id, made.mp3))
    with pytest.raises(PublishError, match=r"\.mp3 is not there"):
        upload_pack.pack(storage, SHOW, made)
