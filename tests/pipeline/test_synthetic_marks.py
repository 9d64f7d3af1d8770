"""What a published episode lacks of the marks of synthetic content: one thing is taken away, and it is named."""

import json
from dataclasses import replace

import pytest

from service.audio import id3_tags
from service.audio.id3_tags import Tags
from service.model import Kind, Segment, Utterance
from service.pipeline import synthetic_marks
from service.publishing import publish, show_index, urls
from service.storage.local_folder import FolderStorage
from tests.support import small_covers
from tests.support.publishing_samples import SEGMENTS, SHOW, episode, mp3
from tests.support.tables import every_row

NOTICE = "本节目由人工智能合成播报。"
SLOW = (Segment(Kind.OPENING, "a", (Utterance("早上好。"), Utterance(NOTICE))), *SEGMENTS[1:])


@pytest.fixture
def storage(tmp_path):
    return FolderStorage(tmp_path / "output")


def published(storage, segments=SLOW, pace=2.5, sound=None):
    """Publish an episode, its notice at that pace, with the marks of this version; return it."""
    made = episode(segments=segments, pace=pace)
    guid = publish.guid_of(storage, SHOW, made.id)
    tags = Tags(made.title, SHOW.title, SHOW.author, made.date, SHOW.producer, guid)
    with small_covers.drawn():
        return publish.publish(storage, SHOW, made, id3_tags.write(mp3(), tags) if sound is None else sound).episode


def clauses(storage, told, show=SHOW):
    found = synthetic_marks.missing(storage, show, told)
    return [*found.sound, *found.texts]


def test_an_episode_of_this_version_lacks_nothing(storage):
    told = published(storage)
    assert show_index.readable_episode(storage, SHOW, told.id) == told
    assert clauses(storage, told) == []


def changed_mark(storage, told, change):
    """Write the MP3 with its mark's text changed, in Latin-1."""
    key = urls.episode_key(SHOW, told.id, told.mp3)
    fields = {"Label": "1", "ContentProducer": "daily", "ProduceID": told.guid}
    fields |= {"ReservedCode1": id3_tags.sound_digest(mp3()), "ContentPropagator": "daily"}
    fields |= {"PropagateID": told.guid, "ReservedCode2": ""}
    texts = change(fields)
    frames = b""
    for name, text in texts:
        body = b"\0" + name.encode() + b"\0" + text.encode("latin-1")
        frames += b"TXXX" + len(body).to_bytes(4, "big") + b"\0\0" + body
    size = bytes(len(frames) >> shift & 0x7F for shift in (21, 14, 7, 0))
    storage.write(key, b"ID3\x03\0\0" + size + frames + mp3())


def mark(fields):
    return ("AIGC", json.dumps({"AIGC": fields}))


@every_row(
    ("change", "said"),
    [
        (lambda fields: [mark(fields)], []),
        (lambda fields: [mark(fields | {"ReservedCode1": ""})], []),
        (lambda fields: [], ["its MP3 has no mark AIGC"]),
        (lambda fields: [mark(fields)] * 2, ["its MP3 has 2 marks AIGC"]),
        (lambda fields: [("SYNTHETIC-SPEECH", "x"), mark(fields)], ["a second mark, SYNTHETIC-SPEECH"]),
        (lambda fields: [("AIGC", json.dumps(fields))], ["not the JSON of the standard"]),
        (lambda fields: [("AIGC", "{")], ["not the JSON of the standard"]),
        (lambda fields: [("AIGC", "[" * 100_000)], ["not the JSON of the standard"]),
        (lambda fields: [("AIGC", '{"AIGC": []}')], ["not the JSON of the standard"]),
        (lambda fields: [mark({name: fields[name] for name in list(fields)[:3]})], ["lacks ReservedCode1, ContentPro"]),
        (lambda fields: [mark(fields | {"Label": 1})], ["its mark lacks Label"]),
        (lambda fields: [mark(fields | {"Label": "2"})], ["(Label 1)"]),
        (lambda fields: [mark(fields | {"ContentPropagator": "a b"})], ["visible ASCII in ContentPropagator"]),
        (
            lambda fields: [mark(fields | {"ContentProducer": "other"})],
            ["says that 'other' made it"],
        ),
        (lambda fields: [mark(fields | {"ProduceID": "4f9c"})], ["names another guid"]),
        (lambda fields: [mark(fields | {"ReservedCode1": "0" * 64})], ["was made for another sound"]),
    ],
)
def test_what_is_wrong_with_the_mark_is_named(storage, change, said):
    told = published(storage)
    changed_mark(storage, told, change)
    found = clauses(storage, told)
    assert len(found) == len(said), found
    assert all(part in clause for part, clause in zip(said, found, strict=True))


def test_a_code_that_was_set_later_is_named(storage):
    told = published(storage)
    coded = replace(SHOW, provider_code="001191370600MA3TET7X2G10000")
    assert clauses(storage, told, coded) == [
        "its mark says that 'daily' made it, and the show is 001191370600MA3TET7X2G10000"
    ]


def test_a_notice_in_haste_is_named_with_its_pace(storage):
    [found] = clauses(storage, published(storage, pace=4.6))
    assert found.startswith("its notice is spoken at ")
    assert 240 < int(found.split()[5]) < 310


def test_an_opening_without_the_notice_is_named(storage):
    silent = (Segment(Kind.OPENING, "a", (Utterance("早上好。"),)), *SEGMENTS[1:])
    assert clauses(storage, published(storage, silent)) == ["it does not say aloud that it is synthetic"]


def test_a_notice_that_the_voice_is_not_given_is_none(storage):
    muted = Segment(Kind.OPENING, "a", (Utterance("本节目由人工智能合成播报。", spoken="天气晴朗。"),))
    found = clauses(storage, published(storage, (muted, *SEGMENTS[1:])))
    assert found[0] == "it does not say aloud that it is synthetic"


def test_an_article_by_itself_says_it_behind_its_headline(storage):
    headline = SEGMENTS[1]
    said = (Utterance("云州新增三条公交线路。"), Utterance("本文由人工智能合成播报。"))
    assert clauses(storage, published(storage, (replace(headline, utterances=said), *SEGMENTS[2:]))) == []
    assert clauses(storage, published(storage, SEGMENTS[1:])) == ["it does not say aloud that it is synthetic"]


def test_a_programme_of_a_model_s_words_names_the_text(storage):
    worded = (SLOW[0], replace(SLOW[1], utterances=(replace(SLOW[1].utterances[0], writer="qwen"),)), *SLOW[2:])
    assert clauses(storage, published(storage, worded)) == [
        "a language model has worded some of it, and its notice names the voice alone"
    ]
    said = Utterance("本节目由人工智能撰稿并合成播报。")
    told = (replace(SLOW[0], utterances=(said,)), *worded[1:])
    assert clauses(storage, published(storage, told)) == []


@every_row("name", ["transcript.json", "transcript.vtt", "transcript.srt", "index.html"])
def test_a_text_without_it_is_named(storage, name):
    told = published(storage)
    key = urls.episode_key(SHOW, told.id, name)
    text = storage.read(key).decode()
    storage.write(key, text.replace("本节目由人工智能", "").encode())
    [found] = synthetic_marks.missing(storage, SHOW, told).texts
    assert ("its page" if name == "index.html" else name) in found


@every_row("times", [1, 2])
def test_a_feed_that_does_not_say_it_is_named(storage, times):
    told = published(storage)
    key = urls.key(SHOW, urls.FEED)
    text = storage.read(key)
    assert text.count(b">true</podcast:txt>") == 2
    storage.write(key, text.replace(b">true</podcast:txt>", b">words</podcast:txt>", times))
    assert clauses(storage, told) == ["the feed does not have ai-content true"]


def test_files_that_are_not_there_are_not_missed(storage):
    told = published(storage)
    for name in (told.mp3, "transcript.vtt", "index.html"):
        storage.delete(urls.episode_key(SHOW, told.id, name))
    storage.delete(urls.key(SHOW, urls.FEED))
    assert clauses(storage, told) == []


def test_a_notice_that_is_denied_is_named_with_the_words(storage):
    denial = "本节目不是人工智能合成播报。"
    denied = Segment(Kind.OPENING, "a", (Utterance("早上好。"), Utterance(denial)))
    missed, named = clauses(storage, published(storage, (denied, *SEGMENTS[1:])))
    assert missed == "it does not say aloud that it is synthetic"
    assert denial in named
    closing = replace(SLOW[-1], utterances=(*SLOW[-1].utterances, Utterance(denial)))
    assert clauses(storage, published(storage, (*SLOW[:-1], closing))) == [named]
