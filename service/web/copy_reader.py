"""What was understood of a day's copy: read by a process of its own, and kept until a file or a mend is another."""

from __future__ import annotations

import collections
import datetime as dt
import subprocess
import threading

from service.core import json_codec, log
from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.errors import EngineUnavailable
from service.pipeline.editor_rules import EditorRulesFile
from service.runs import run_process
from service.runs.copy_report import CopyReport
from service.runs.sent_copy import SentCopy
from service.settings import Settings

LONGEST = 50.0
"""Seconds for the reading of a day's copy: recognized pages are kept, so that the next try goes on from them."""
_STILL = _("The copy is still being read: look again in a moment.")


class StillReading(EngineUnavailable):
    """The copy is being read; the next try goes on from there."""


class CopyReader:
    """Read days' copy, each show's by one at a time."""

    def __init__(self) -> None:
        self._turns = collections.defaultdict[str, threading.Lock](threading.Lock)
        self._known: dict[str, tuple[object, CopyReport]] = {}

    def report(self, settings: Settings, show: ShowSettings, now: dt.datetime) -> CopyReport:
        """Return what was understood. It blocks.

        Raise UsageError where the show reads no folder, StillReading where it is being read or takes too long,
        EngineUnavailable where that fails.
        """
        copy = SentCopy(settings, show, now)
        configured = settings.file and settings.file.stat().st_mtime_ns
        signature = copy.date, copy.signature(), configured, EditorRulesFile(settings.state, show.slug).usable()
        if not copy.list():
            return CopyReport(show.slug, copy.date.isoformat(), ())
        known = self._known.get(show.slug)
        if known and known[0] == signature:
            return known[1]
        turn = self._turns[show.slug]
        if not turn.acquire(blocking=False):
            raise StillReading(_STILL)
        try:
            report = _read(settings, show)
            self._known[show.slug] = signature, report
        finally:
            turn.release()
        return report


def _read(settings: Settings, show: ShowSettings) -> CopyReport:
    argv = [*run_process.command(settings, "inspect copy", "--show", show.slug, "--json")]
    try:
        done = subprocess.run(
            argv, cwd=settings.home, env=run_process.environment(), capture_output=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        raise StillReading(_STILL) from None
    if done.returncode:
        error = done.stderr.decode("utf-8", "replace").strip()
        log.event("copy not read", log.WARNING, show=show.slug, error=error[-2000:])
        raise EngineUnavailable(_("The copy cannot be read just now; the service's log says why."))
    return json_codec.load(CopyReport, done.stdout.decode("utf-8", "replace"), _("what was understood of the copy"))
