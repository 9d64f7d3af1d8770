"""Read back from a published episode that it is synthetic: from its MP3, its opening, its texts and the feed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from service.audio import id3_reader, id3_tags
from service.core.messages import _
from service.core.printable import shown
from service.editing import wording
from service.model import Cue, Episode, Show
from service.publishing import episode_notes, feed, urls
from service.storage.storage import Storage

_FORMER_MARK = "SYNTHETIC-SPEECH"
"""A second mark that files had before there was one with all fields."""
_BEGINNING = 400
"""Bytes of a transcript in which its first line stands."""
_DISCLOSED = f'purpose="ai-content">{feed.AI_CONTENT}<'.encode()


@dataclass(frozen=True, slots=True)
class MissingMarks:
    """What an episode does not say as this version does; each a clause."""

    sound: tuple[str, ...] = ()
    """In its MP3: only to make it anew changes that."""
    texts: tuple[str, ...] = ()
    """Beside it: what is written anew with every page."""


def missing(storage: Storage, show: Show, episode: Episode) -> MissingMarks:
    """Return what is missing. A file that is not there is not missed: the check of what is published names it.

    One file at a time is in memory. Raise PublishError where the storage fails.
    """
    mp3 = storage.read(urls.episode_key(show, episode.id, episode.mp3))
    of_file = () if mp3 is None else _of_file(show, episode, mp3)
    return MissingMarks((*of_file, *_of_words(episode)), tuple(_of_texts(storage, show, episode)))


def _of_file(show: Show, episode: Episode, mp3: bytes) -> tuple[str, ...]:
    texts = id3_reader.described_texts(mp3)
    marks = [text for name, text in texts if name == id3_tags.MARK]
    if not marks:
        return (_("its MP3 has no mark {mark}", mark=id3_tags.MARK),)
    found = [_("its MP3 has {count} marks {mark}", count=len(marks), mark=id3_tags.MARK)] if len(marks) > 1 else []
    if any(name == _FORMER_MARK for name, __ in texts):
        found.append(_("a second mark, {former_mark}, stands beside it", former_mark=_FORMER_MARK))
    return (*found, *_of_mark(show, episode, marks[0], id3_tags.sound_digest(id3_reader.sound(mp3))))


def _of_mark(show: Show, episode: Episode, text: str, digest: str) -> Iterator[str]:
    try:
        fields = json.loads(text)[id3_tags.MARK]
        values = {name: fields[name] for name in id3_tags.MARK_FIELDS if isinstance(fields.get(name), str)}
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        yield _("its mark is not the JSON of the standard")
        return
    if lost := [name for name in id3_tags.MARK_FIELDS if name not in values]:
        yield _("its mark lacks {lost}", lost=list(lost))
    if odd := [name for name, value in values.items() if not id3_tags.MARK_VALUE.fullmatch(value)]:
        yield _("its mark has more than visible ASCII in {odd}", odd=list(odd))
    if values.get("Label", "1") != "1":
        yield _("its mark does not say that it is synthetic for sure (Label 1)")
    if values.get("ContentProducer", show.producer) != show.producer:
        yield _(
            "its mark says that {values} made it, and the show is {producer}",
            values=shown(values["ContentProducer"]),
            producer=show.producer,
        )
    if values.get("ProduceID", episode.guid) != episode.guid:
        yield _("its mark names another guid")
    if values.get("ReservedCode1", "") not in ("", digest):
        yield _("its mark was made for another sound")


def _of_words(episode: Episode) -> Iterator[str]:
    segments, places = episode.script.segments, wording.notice_places(episode.script.segments)
    if not wording.is_notice_said(segments):
        yield _("it does not say aloud that it is synthetic")
    for place, segment in enumerate(segments):
        for each in segment.utterances:
            if not each.source and wording.denies_synthetic(each.written, in_frame=place in places):
                yield _("it denies that: {each}", each=shown(each.written))
    said = [(cue, written) for cue in episode.cues if cue.segment in places and (written := _notice(episode, cue))]
    for cue, written in said:
        pace = 60 * wording.notice_characters(written) / max(0.1, cue.end - cue.start)
        if pace > wording.FASTEST_NOTICE:
            normal = _("120 to {fastest_notice} are normal", fastest_notice=wording.FASTEST_NOTICE)
            yield _("its notice is spoken at {pace:.0f} characters a minute, and {normal}", pace=pace, normal=normal)
        if written == wording.NOTICE and episode_notes.has_synthetic_text(episode):
            yield _("a language model has worded some of it, and its notice names the voice alone")


def _notice(episode: Episode, cue: Cue) -> str:
    """Return the notice that a cue times; empty where it times something else."""
    written = episode.script.segments[cue.segment].utterances[cue.utterance].written
    return written if wording.is_notice(written) else ""


def _of_texts(storage: Storage, show: Show, episode: Episode) -> Iterator[str]:
    notice = episode_notes.synthetic_notice(episode)
    for name, __ in feed.TRANSCRIPT_FILES:
        data = storage.read(urls.episode_key(show, episode.id, name))
        if data is not None and notice not in data[:_BEGINNING].decode("utf-8", "replace").replace("\n", ""):
            yield _("{name} does not begin with the notice", name=name)
    page = storage.read(urls.episode_key(show, episode.id, urls.INDEX))
    if page is not None and notice.encode() not in page:
        yield _("its page does not say it")
    text = storage.read(urls.key(show, urls.FEED)) or b""
    told = next((item for item in feed.ITEM.findall(text) if f">{episode.guid}</guid>".encode() in item), None)
    if told is not None and not (_DISCLOSED in told and _DISCLOSED in text[: text.index(b"<item>")]):
        yield _("the feed does not have ai-content {ai_content}", ai_content=feed.AI_CONTENT)
