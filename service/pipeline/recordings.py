"""Sounds of a show's own items: what an editor sends in, as the mix takes it, in `sounds/<show>/` of the state folder.

Each is decoded and levelled once, and kept as WAV under the hash of its bytes: a programme made again is the same,
and a file that was damaged is known by its name.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import wave
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from service.core.messages import _
from service.errors import AudioError, PublishError, UsageError
from service.model import SAMPLE_RATE, Clip, Recording, VoiceLine
from service.sources import reading_process
from service.storage.local_folder import FolderStorage

if TYPE_CHECKING:
    from service.pipeline.speech_ledger import Speak

MOST_BYTES = 20_000_000
"""Of a file that is sent in: three minutes of CD quality have 32 MB as WAV, and 7 MB as MP3."""
LONGEST = 180.0
"""Seconds of one."""
MOST = 60
"""Kept of a show: half a gigabyte at the most."""
_KEY = re.compile(r"[0-9a-f]{32}")
_NAMED = re.compile(rb'"([0-9a-f]{32})"')
"""A key in a file of JSON."""
_ENDINGS = {
    "time": _("reading it takes too long: export it again as MP3."),
    "crash": _("the reader of sounds fails at it: export it again as MP3."),
}
"""Why there is no sound where the process that decodes it has ended, by the words of `reading_process`."""
_KINDS = {b"%PDF": "PDF", b"PK\x03\x04": "ZIP or Office", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture"}
"""What a file that is no sound often is, by its first bytes."""


class Recordings:
    """The sounds of one show; methods raise PublishError where the state folder cannot be used."""

    def __init__(self, state: Path, show: str) -> None:
        """`state` is the service's state folder."""
        self._files = FolderStorage(state / "sounds" / show)
        self._rules, self._show = FolderStorage(state / "editors"), show
        self._held = FolderStorage(state / "held" / show)

    def save(self, data: bytes) -> Recording:
        """Keep the sound of a file; the same file gives the same.

        Where the show has MOST, the oldest goes that neither a standing item nor a version of a draft that waits uses.
        Raise UsageError, which says why, for what cannot be had as a sound of LONGEST seconds at the most.
        """
        if not data:
            raise UsageError(_("The sound file is empty."))
        if len(data) > MOST_BYTES:
            raise UsageError(_("The sound file has over {most_bytes} MB.", most_bytes=MOST_BYTES // 1_000_000))
        pcm = _levelled(data)
        sound = _wav(pcm)
        key = hashlib.sha256(sound).hexdigest()[:32]
        if not self._files.exists(_name(key)):
            self._make_room()
        self._files.write(_name(key), sound)
        return Recording(key, len(pcm) / 2 / SAMPLE_RATE)

    def get(self, key: str) -> Recording | None:
        """Return the recording of that key; None where it is not there, or damaged."""
        clip = self.clip(key)
        return Recording(key, clip.seconds) if clip else None

    def require(self, key: str) -> Recording:
        """Return the recording of that key. Raise UsageError where it is not there, or damaged."""
        if found := self.get(key):
            return found
        raise UsageError(_("There is no such sound: send its file in first."))

    def wav(self, key: str) -> bytes | None:
        """Return the file of a sound; None where it is not there, or damaged."""
        sound = self._files.read(_name(key)) if _KEY.fullmatch(key) else None
        return sound if sound and hashlib.sha256(sound).hexdigest()[:32] == key else None

    def clip(self, key: str) -> Clip | None:
        """Return a sound as the mix takes it; None where it is not there, or damaged."""
        sound = self.wav(key)
        if sound is None:
            return None
        with wave.open(io.BytesIO(sound)) as file:
            return Clip(key, file.readframes(file.getnframes()), SAMPLE_RATE)

    def beside(self, speak: Speak) -> Speak:
        """Return what gives the sound of what is recorded, and has `speak` speak the rest."""

        def heard(lines: Sequence[VoiceLine]) -> Sequence[Clip]:
            spoken = iter(speak([each for each in lines if not each.utterance.recording]))
            return [
                self._sound(each.utterance.recording) if each.utterance.recording else next(spoken) for each in lines
            ]

        return heard

    def _sound(self, recording: Recording) -> Clip:
        if clip := self.clip(recording.key):
            return clip
        raise PublishError(_("The sound {key} is lost: send its file in again.", key=recording.key))

    def _make_room(self) -> None:
        """Delete the oldest that have no use, as many as there are too many. Raise UsageError where all have one."""
        over = len(kept := self._files.versions("")) - MOST + 1
        if over <= 0:
            return
        used = set(self._used())
        unused = [path for path in map(Path, map(self._files.location, kept)) if path.stem not in used]
        if len(unused) < over:
            raise UsageError(
                _(
                    "The show has {most} sounds, and all are used: remove standing items that it needs no"
                    " more, or publish what waits.",
                    most=MOST,
                )
            )
        for path in sorted(unused, key=lambda each: each.stat().st_mtime)[:over]:
            self._files.delete(path.name)

    def _used(self) -> Iterator[str]:
        """Yield the keys that the show's standing items name, and its episodes that wait, with all their versions.

        Files are searched as they are: one that cannot be understood keeps its sounds, too.
        """
        texts = [self._rules.read(f"{self._show}.json")]
        texts += [
            self._held.read(each)
            for id_ in self._held.folders()
            for each in self._held.list(id_)
            if each.endswith(".json")
        ]
        for text in filter(None, texts):
            yield from (each.decode() for each in _NAMED.findall(text))


def _name(key: str) -> str:
    return f"{key}.wav"


def _levelled(data: bytes) -> bytes:
    """Return the sound of a file as `sent_sound.levelled`, decoded in a process of its own. Raise UsageError."""
    from service.audio import foreign_sounds, sent_sound

    try:
        sound = _wav(foreign_sounds.decoded(data, LONGEST)) if foreign_sounds.kind_of(data) else data
    except AudioError as error:
        raise UsageError(_refusal(data, str(error))) from None
    pieces = list(reading_process.answers(["-P", str(Path(sent_sound.__file__)), f"{LONGEST:g}"], sound))
    if why := next((each.get("why") or _ENDINGS[each["refused"]] for each in pieces if "pcm" not in each), ""):
        raise UsageError(_refusal(data, why))
    return b"".join(base64.b64decode(each["pcm"]) for each in pieces)


def _refusal(data: bytes, why: str) -> str:
    if kind := next((name for mark, name in _KINDS.items() if data.startswith(mark)), ""):
        return _("This is {kind}: send WAV, MP3, OGG (Vorbis) or FLAC.", kind=kind)
    return _("The sound file cannot be used: {why}", why=why)


def _wav(pcm: bytes) -> bytes:
    with io.BytesIO() as out:
        with wave.open(out, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(SAMPLE_RATE)
            file.writeframes(pcm)
        return out.getvalue()
