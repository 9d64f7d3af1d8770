"""The ID3v2.3 tag: who and what, the cover, the chapters, and the mark that the speech is synthetic.

The mark is GB 45438-2025's, Annex E: one frame `TXXX` of the name `AIGC` that holds `{"AIGC": {...}}` with its seven
fields. A file has this one alone: who looks for a mark shall not have to choose.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from service.core.messages import _
from service.errors import AudioError
from service.model import Chapter


@dataclass(frozen=True, slots=True)
class Tags:
    """What the file says about itself."""

    title: str
    show: str
    """The album: the feed's title."""
    author: str
    """The artist."""
    date: dt.date
    producer: str
    """Who makes it, in the mark: `ContentProducer`."""
    id: str
    """The guid, in the mark: `ProduceID`."""
    chapters: tuple[Chapter, ...] = ()
    language: str = "zh-CN"
    """A BCP 47 tag; ID3 gets its ISO 639-2 code."""
    cover: bytes = field(default=b"", repr=False)
    """PNG or JPEG."""
    text: str = ""
    """What is said, for players that show lyrics."""
    url: str = ""
    """The episode's page."""


MARK = "AIGC"
"""The name of the mark's frame, and of the one member of its JSON."""
MARK_FIELDS = (
    "Label",
    "ContentProducer",
    "ProduceID",
    "ReservedCode1",
    "ContentPropagator",
    "PropagateID",
    "ReservedCode2",
)
"""The seven fields, in the standard's order."""
MARK_VALUE = re.compile(r"[!#-\[\]-~]*")
"""What a field may hold: visible ASCII without blank, quotation mark and backslash."""
_ISO_639_2 = {"zh": "chi", "en": "eng"}
_NO_OFFSET = 0xFFFFFFFF
_MOST_CHAPTERS = 255
"""A table of contents counts its chapters in one byte. Those that follow are in the feed and `chapters.json` alone."""


def write(mp3: bytes, tags: Tags) -> bytes:
    """Return the MP3 with the tag in front; the same arguments give the same bytes.

    Raise AudioError when the cover is neither PNG nor JPEG, the chapters are not in order, or the mark cannot hold
    who made it or the guid.
    """
    from mutagen import id3

    language = _ISO_639_2.get(tags.language.split("-")[0].lower(), "und")
    frames = [
        _text(id3.TIT2, tags.title),
        _text(id3.TPE1, tags.author),
        _text(id3.TALB, tags.show),
        _text(id3.TYER, f"{tags.date:%Y}"),
        _text(id3.TDAT, f"{tags.date:%d%m}"),
        _text(id3.TLAN, language),
        _text(id3.TCON, "Podcast"),
        id3.TXXX(encoding=0, desc=MARK, text=[_mark(tags, mp3)]),
        *_chapters(tags.chapters),
    ]
    if tags.url:
        frames.append(id3.WOAF(url=tags.url))
    if tags.text:
        frames.append(id3.USLT(encoding=1, lang=language, desc="", text=tags.text))
    if tags.cover:
        frames.append(id3.APIC(encoding=0, mime=_mime(tags.cover), type=3, desc="", data=tags.cover))
    body = b"".join(map(_rendered, frames))
    synchsafe = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + synchsafe + body + mp3


def _rendered(frame: Any) -> bytes:  # noqa: ANN401  (mutagen's frames are untyped)
    """Return one frame's bytes: it is saved alone, because mutagen sorts frames and chapters must stand in order."""
    from mutagen import id3

    tag = id3.ID3()
    tag.add(frame)
    buffer = io.BytesIO()
    tag.save(buffer, v2_version=3, padding=lambda __: 0)
    return buffer.getvalue()[10:]


def _text(kind: type[Any], text: str, **rest: str) -> Any:  # noqa: ANN401  (mutagen's frames are untyped)
    return kind(encoding=1, text=[text], **rest)


def _mark(tags: Tags, mp3: bytes) -> str:
    """Return the mark: synthetic for sure (Label 1), by whom, as what, and which sound.

    At the first writing its propagator is its producer. ReservedCode1 is the producer's own, for the integrity of mark
    and content: the SHA-256 of the sound without its tag shows whether the mark was made for this sound.
    """
    made = (tags.producer, tags.id)
    for value in made:
        if not MARK_VALUE.fullmatch(value):
            raise AudioError(
                _("The mark of synthetic content cannot hold {value!r}: it takes visible ASCII alone.", value=value)
            )
    values = ("1", *made, sound_digest(mp3), *made, "")
    return json.dumps({MARK: dict(zip(MARK_FIELDS, values, strict=True))}, separators=(",", ":"))


def sound_digest(mp3: bytes) -> str:
    """Return the SHA-256 of an MP3's sound, which has no tag before it, in hexadecimal."""
    return hashlib.sha256(mp3).hexdigest()


def _mime(cover: bytes) -> str:
    if cover.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if cover.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    raise AudioError(_("The cover is neither a PNG nor a JPEG picture."))


def _chapters(chapters: Sequence[Chapter]) -> list[Any]:
    """Return the CTOC that lists them, and a CHAP frame for each (ID3v2 Chapter Frame Addendum 1.0)."""
    from mutagen import id3

    frames: list[Any] = []
    before = 0.0
    for number, chapter in enumerate(chapters):
        if not before <= chapter.start < chapter.end:
            raise AudioError(
                _(
                    "Chapter {number} ({title}) runs from {start:.2f} s to {end:.2f} s, after one that ends"
                    " at {before:.2f} s: chapters must follow one another.",
                    number=number + 1,
                    title=chapter.title,
                    start=chapter.start,
                    end=chapter.end,
                    before=before,
                )
            )
        before = chapter.end
        if number >= _MOST_CHAPTERS:
            continue
        inner = [_text(id3.TIT2, chapter.title)]
        if chapter.url:
            inner.append(id3.WXXX(encoding=1, desc="", url=chapter.url))
        frames.append(
            id3.CHAP(
                element_id=f"chp{number}",
                start_time=round(chapter.start * 1000),
                end_time=round(chapter.end * 1000),
                start_offset=_NO_OFFSET,
                end_offset=_NO_OFFSET,
                sub_frames=inner,
            )
        )
    if frames:
        names = [frame.element_id for frame in frames]
        flags = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
        frames.insert(0, id3.CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=[]))
    return frames
