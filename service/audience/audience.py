"""The listeners of a service: its store of downloads, what fills it, and the counts."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from service.audience import user_agents
from service.audience.audio_request import AudioRequest, Proxies
from service.audience.download_store import DownloadCounts, DownloadStore
from service.audience.episode_catalog import EpisodeCatalog
from service.audience.month_salts import WINDOW
from service.audience.own_access import LARGE, OwnAccess
from service.audience.request_intake import IntakeReport, RequestIntake
from service.core.messages import _
from service.errors import TingbaoError
from service.settings import Settings
from service.storage.storage import open_storage

RECENT = 60.0
"""Seconds for which counts that were asked for by pages and probes are told again."""
_PATIENCE = 30
"""Times the work of counting for which they are told again: counting takes a thirtieth of the time at most."""


class Audience:
    """Who listens to the shows of these settings. Any thread may use it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._zone = ZoneInfo(settings.service.timezone)
        self._store = DownloadStore(settings.state)
        self._own = OwnAccess(self._store.folder)
        self._day = 0
        self._counting = threading.Lock()
        self._recent: tuple[float, DownloadCounts] = (0.0, DownloadCounts((), ()))

    def counts(self, now: dt.datetime) -> DownloadCounts:
        """Return all counts, with what our own server has noted until now. Raise TingbaoError where that fails."""
        self.settle(now)
        return self._store.counts(self._zone)

    def recent_counts(self, now: dt.datetime) -> DownloadCounts:
        """Return the counts of now or of a little while ago: of a minute, or longer where counting takes long."""
        with self._counting:
            until, counts = self._recent
            started = time.monotonic()
            if started >= until:
                counts = self.counts(now)
                ended = time.monotonic()
                self._recent = ended + max(RECENT, _PATIENCE * (ended - started)), counts
            return counts

    def read_log(
        self, path: Path, now: dt.datetime, progress: Callable[[int], None] = lambda lines: None
    ) -> IntakeReport:
        """Count what a web server's log holds. Raise TingbaoError where it cannot be read, or nothing can be kept."""
        proxies = Proxies(self._settings.service.trusted_proxies)
        return self._intake().read_log(path, proxies, int(now.timestamp()), progress)

    def note(self, each: AudioRequest) -> None:
        """Note a request of our own server, unless a bot's; once a day, and when many wait, count what was noted.

        Raise TingbaoError or OSError where that fails.
        """
        if each.app == user_agents.BOT:
            return
        waiting = self._own.append(each, self._store.salts.keys(each.time, each.address, each.agent))
        day = each.time // WINDOW
        if waiting >= LARGE or day != self._day:
            self._day = day
            self._store.salts.forget()  # those of a month that has ended stay in no memory
            self.settle(dt.datetime.fromtimestamp(each.time, dt.UTC))

    def settle(self, now: dt.datetime) -> None:
        """Take what our own server has noted into the store, and close the months that are due."""
        try:
            self._own.take(lambda requests: self._intake().take(requests, int(now.timestamp())))
        except OSError as error:
            raise TingbaoError(
                _(
                    "The state folder {folder} cannot be used: {strerror}.",
                    folder=self._store.folder,
                    strerror=error.strerror,
                )
            ) from None
        if self._store.path.exists():
            self._store.close_months(int(now.timestamp()), self._zone)

    def _intake(self) -> RequestIntake:
        catalog = EpisodeCatalog(open_storage(self._settings.destination), self._settings.publications)
        return RequestIntake(self._store, catalog, self._zone)


class CurrentAudience:
    """The audience of the settings as they stand: the same one until they are read again."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._settings = settings
        self._known: tuple[Settings, Audience] | None = None

    def __call__(self) -> Audience:
        """Return it."""
        settings = self._settings()
        if self._known is None or self._known[0] is not settings:
            self._known = settings, Audience(settings)
        return self._known[1]
