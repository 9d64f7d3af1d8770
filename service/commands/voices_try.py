"""`tingbao voices try`: one sentence spoken into a WAV file."""

from __future__ import annotations

import wave
from pathlib import Path

from service.commands.terminal import print_line, service_log
from service.core import log
from service.errors import UsageError
from service.model import Utterance
from service.pipeline import engine_fallback
from service.pipeline.cast import cast
from service.pipeline.spec import voice_folders
from service.settings import Settings
from service.speech.speaker import Speaker
from service.speech.voice_profiles import load
from service.storage.disk_cache import DiskCache


def run(name: str, text: str, out: Path, settings: Settings) -> None:
    """Speaks the text with that voice into `out`; UsageError when there is nothing to say or nowhere to write."""
    if not text.strip():
        raise UsageError("There is nothing to say: give a text with --text.")
    folders = voice_folders(settings)
    chosen = cast("auto", (name,), load(folders))[0]
    with service_log():
        engine = engine_fallback.open_engine(chosen.engine, settings.state, log.note)
    speaker = Speaker(engine, chosen.voices, folders, DiskCache(settings.state / "clips"), lambda done, total: None)
    clip = speaker.speak([(name, Utterance(text))])[0]
    try:
        with wave.open(str(out), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(clip.rate)
            file.writeframes(clip.pcm)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}.") from None
    print_line(f"{out}: {clip.seconds:.1f} s, {chosen.voices[0].speaker}")
