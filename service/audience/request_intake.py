"""From requests to the store: logs of web servers, and what our own server has noted; each request counts once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from service.audience.access_log import AccessLine, AccessLog
from service.audience.audio_request import UNKNOWN, NotCounted, Proxies, audio_request
from service.audience.download_store import DownloadStore, KeptRequest, RequestWriter
from service.audience.episode_catalog import EpisodeCatalog
from service.audience.month_salts import WINDOW, name_of
from service.core.messages import _
from service.errors import TingbaoError

UNREADABLE = _("cannot be read")
NO_TIME = _("of a time that cannot be: before the year 2000, or to come")
NO_EPISODE = _("for an episode that is not published")
MONTH_CLOSED = _("of a month that is added up already")
EARLIEST = 946_684_800
"""The first second of 2000: podcasts are younger. A month that is to come would stay open, and keep its salt."""
_STEP = 50_000
"""Lines between two reports of how far it is."""
_FIRST = 3
"""Lines that cannot be read and are named."""


@dataclass
class IntakeReport:
    """What has become of the lines of a log."""

    lines: int = 0
    taken: int = 0
    """Requests that count, among them those that were known already."""
    new: int = 0
    """Of these, requests that no log and no server had told before."""
    without_agent: int = 0
    """Of these, requests whose log does not say who asked."""
    somewhere: int = 0
    """Of these, parts of a file of which the log does not tell the place."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Why a line does not count -> how many."""
    unreadable: list[int] = field(default_factory=list)
    """The numbers of the first lines that cannot be read."""
    closed: set[str] = field(default_factory=set)
    """The months that are added up already and that lines are of: `2026-03`."""


class RequestIntake:
    """Takes requests into the store of a state folder."""

    def __init__(self, store: DownloadStore, catalog: EpisodeCatalog, zone: ZoneInfo) -> None:
        self._store, self._catalog, self._zone = store, catalog, zone

    def read_log(
        self, path: Path, proxies: Proxies, now: int, progress: Callable[[int], None] = lambda lines: None
    ) -> IntakeReport:
        """Take what counts of a web server's log: all of it or, where the file is sick, nothing.

        Raise UsageError where the file cannot be read, TingbaoError where nothing can be kept.
        """
        report = IntakeReport()
        self._store.close_months(now, self._zone)
        with self._store.writing(now) as writer:
            for line in AccessLog(path).lines():
                report.lines += 1
                if report.lines % _STEP == 0:
                    progress(report.lines)
                if line is None:
                    report.left_out[UNREADABLE] += 1
                    report.unreadable += [report.lines] if len(report.unreadable) < _FIRST else []
                elif not EARLIEST <= line.time <= now + WINDOW:  # clocks may differ, by a day at most
                    report.left_out[NO_TIME] += 1
                else:
                    self._take_line(line, proxies, writer, report)
        report.new = writer.new
        self._store.close_months(now, self._zone)
        return report

    def take(self, requests: Iterable[KeptRequest], now: int) -> IntakeReport:
        """Take what our own server has noted. Raise TingbaoError where nothing can be kept."""
        report = IntakeReport()
        self._store.close_months(now, self._zone)
        with self._store.writing(now) as writer:
            for each in requests:
                report.lines += 1
                self._take(each, writer, report)
        report.new = writer.new
        return report

    def _take_line(self, line: AccessLine, proxies: Proxies, writer: RequestWriter, report: IntakeReport) -> None:
        asked = audio_request(line, proxies)
        if isinstance(asked, NotCounted):
            report.left_out[asked] += 1
            return
        try:
            listener = self._store.salts.keys(asked.time, asked.address, asked.agent)
        except OSError as error:
            raise TingbaoError(
                _(
                    "The salts in {folder} cannot be used: {strerror}.",
                    folder=self._store.folder,
                    strerror=error.strerror,
                )
            ) from None
        kept = KeptRequest(asked.time, asked.file, asked.first, asked.last, asked.app, listener)
        if self._take(kept, writer, report):
            report.without_agent += line.agent is None
            report.somewhere += asked.first == UNKNOWN

    def _take(self, each: KeptRequest, writer: RequestWriter, report: IntakeReport) -> bool:
        file = self._catalog.find(each.file)
        if file is None:
            report.left_out[NO_EPISODE] += 1
            return False
        if writer.is_closed(each.listener.month):
            report.left_out[MONTH_CLOSED] += 1
            report.closed.add(name_of(each.listener.month))
            return False
        writer.add(each, file)
        report.taken += 1
        return True
