"""Whole programmes of drafts, made in the background of the service, one at a time, while their editors wait."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

from service.core import log
from service.core.messages import _
from service.core.progress import Progress, StageTimer
from service.errors import TingbaoError
from service.pipeline import draft_audio
from service.pipeline.draft_desk import DraftDesk
from service.pipeline.draft_versions import DraftVersion
from service.pipeline.kept_engines import KeptEngines
from service.pipeline.programme_sound import ProgrammeSound

MOST_KNOWN = 100
"""Programmes of which it is known how they fared: of more, the oldest that failed are forgotten."""


class ProgrammeJobs:
    """Makes what is asked for, and tells how far it is."""

    def __init__(self, engines: KeptEngines) -> None:
        """`engines` speak what has changed."""
        self._engines = engines
        self._known: dict[Path, ProgrammeSound] = {}
        self._lock, self._turn = threading.Lock(), threading.Lock()

    def state(self, desk: DraftDesk, version: DraftVersion) -> ProgrammeSound:
        """Return how far the sound of a version is."""
        path = draft_audio.path_of(desk, version)
        if path.is_file():
            return ProgrammeSound(version.number, "ready")
        found = self._known.get(path)
        return replace(found, version=version.number) if found else ProgrammeSound(version.number, "none")

    def start(self, desk: DraftDesk, version: DraftVersion) -> ProgrammeSound:
        """Have the sound of a version made, unless it is there or under way, and return how far it is."""
        path = draft_audio.path_of(desk, version)
        with self._lock:
            now = self.state(desk, version)
            if now.state in ("none", "failed"):
                failed = [each for each, sound in list(self._known.items()) if sound.state == "failed"]
                for old in failed[: max(0, len(self._known) - MOST_KNOWN + 1)]:
                    self._known.pop(old, None)
                self._known[path] = now = ProgrammeSound(version.number, "making")
                work = threading.Thread(target=self._make, args=(desk, version, path), name="programme", daemon=True)
                try:
                    work.start()
                except RuntimeError as error:  # no more threads
                    self._known[path] = now = _fault(version, error)
        return now

    def _make(self, desk: DraftDesk, version: DraftVersion, path: Path) -> None:
        def step(text: str, done: int, total: int) -> None:
            self._known[path] = ProgrammeSound(version.number, "making", text, done, total)

        try:
            with self._turn:
                draft_audio.make(desk, version, StageTimer(Progress(step=step)), self._engines)
            self._known.pop(path, None)
        except TingbaoError as error:
            self._known[path] = ProgrammeSound(version.number, "failed", error=str(error))
        except Exception as error:
            self._known[path] = _fault(version, error)
            raise


def _fault(version: DraftVersion, error: Exception) -> ProgrammeSound:
    log.event("a programme could not be made", log.WARNING, error=repr(error))
    return ProgrammeSound(version.number, "failed", error=_("A fault of the program; see its log."))
