"""The whole programme as its draft would go out, made of the clips that there are, and kept beside the draft."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from service.core import json_codec
from service.core.progress import StageTimer
from service.model import Script, Segment
from service.pipeline import draft_episode
from service.pipeline.draft_desk import DraftDesk
from service.pipeline.draft_versions import DraftVersion
from service.pipeline.kept_engines import KeptEngines

KEPT = 2
"""Programmes of a draft that are kept: one to go back to. Five minutes have 4 MB."""
_PREFIX = "programme-"


def path_of(desk: DraftDesk, version: DraftVersion) -> Path:
    """Return where the sound of a version is, once it is made: untouched, it is that of the episode that waits."""
    if not desk.is_changed(version):
        return desk.pending.audio(desk.waiting)
    return Path(desk.pending.files.location(_key(desk, _heard(version.draft.script, desk.spec.rules.readings))))


def make(desk: DraftDesk, version: DraftVersion, timer: StageTimer, engines: KeptEngines) -> Path:
    """Return the file with the sound of a version; make it where there is none.

    Only what has changed is spoken, ahead of the mix. Raise what `draft_episode.produce` raises, UsageError where just
    this episode waits no longer.
    """
    path = path_of(desk, version)
    if path.is_file():
        return path
    with engines.using(desk.spec, desk.spec.casts[0], timer) as engine:
        _, mp3 = draft_episode.produce(desk, version, timer, {engine.name: engine})
    folder, files = desk.pending.draft_folder(desk.waiting), desk.pending.files
    desk.pending.write_beside(desk.waiting, f"{folder}/{path.name}", mp3)
    made = [each for each in files.list(folder) if each.startswith(f"{folder}/{_PREFIX}")]
    for old in sorted(made, key=lambda each: Path(files.location(each)).stat().st_mtime_ns)[:-KEPT]:
        files.delete(old)
    return path


def _heard(script: Script, readings: Mapping[str, str]) -> tuple[tuple[Segment, ...], dict[str, str]]:
    """Return what of a script is heard: its words, and the readings of those that it says."""
    said = "\n".join(each.written for segment in script.segments for each in segment.utterances)
    own = {word: pinyin for word, pinyin in {**readings, **script.readings}.items() if word in said}
    return script.segments, dict(sorted(own.items()))


def _key(desk: DraftDesk, heard: object) -> str:
    """Return the key of a sound by what is heard in it: an old version gone back to has the same."""
    name = hashlib.sha256(json_codec.dump(heard).encode("utf-8", "replace")).hexdigest()[:16]
    return f"{desk.pending.draft_folder(desk.waiting)}/{_PREFIX}{name}.mp3"
