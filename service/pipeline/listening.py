"""Who listens to clips: while an episode is made, and when it is published."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from service.core.messages import _
from service.core.progress import StageTimer
from service.pipeline.episode_spec import EpisodeSpec
from service.speech.clip_judge import ClipJudge
from service.storage.disk_cache import DiskCache


def judge(
    ear: str,
    home: Path,
    folders: Sequence[Path],
    cache: DiskCache,
    warn: Callable[[str], None],
    readings: Mapping[str, str] | None = None,
) -> ClipJudge:
    """Return a judge of clips, who hears what they say where `ear` is a recognizer's folder, below `home` or not.

    Raise ConfigError where that is none. `warn` is told that the recognizer fails; `readings` are the programme's own.
    """
    if not ear:
        return ClipJudge()
    from service.speech.ear.ear import open_ear
    from service.speech.ear.understanding import Understanding
    from service.speech.text_frontend import TextFrontend

    return ClipJudge(Understanding(open_ear(home / ear, cache, warn), TextFrontend(folders, readings)))


def judge_of(spec: EpisodeSpec, timer: StageTimer) -> ClipJudge:
    """Return the judge of an episode's clips, with the service's ear where the show wants it. Raise ConfigError."""
    service, wanted = spec.settings.service, spec.show_settings.listen
    if wanted and not service.ear:
        timer.warn(_("listen is set, and [service] ear names no recognizer: nobody hears what the clips say."))
    ear = service.ear if wanted else ""
    return judge(ear, spec.settings.home, spec.voice_folders, spec.cache, timer.warn, spec.readings)
