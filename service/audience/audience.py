"""The listeners of a service: its store of downloads, what fills it, and the counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from service.audience.audio_request import Proxies
from service.audience.download_store import DownloadCounts, DownloadStore
from service.audience.episode_catalog import EpisodeCatalog
from service.audience.own_access import OwnAccess
from service.audience.request_intake import IntakeReport, RequestIntake
from service.errors import TingbaoError
from service.settings import Settings
from service.storage.storage import open_storage


class Audience:
    """Who listens to the shows of these settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._zone = ZoneInfo(settings.service.timezone)
        self._store = DownloadStore(settings.state)
        self._own = OwnAccess(self._store.folder)

    def counts(self, now: dt.datetime) -> DownloadCounts:
        """Return all counts, with what our own server has noted until now. Raise TingbaoError where that fails."""
        self.settle(now)
        return self._store.counts(self._zone)

    def read_log(
        self, path: Path, now: dt.datetime, progress: Callable[[int], None] = lambda lines: None
    ) -> IntakeReport:
        """Count what a web server's log holds. Raise TingbaoError where it cannot be read, or nothing can be kept."""
        proxies = Proxies(self._settings.service.trusted_proxies)
        return self._intake().read_log(path, proxies, int(now.timestamp()), progress)

    def settle(self, now: dt.datetime) -> None:
        """Take what our own server has noted into the store, and close the months that are due."""
        try:
            self._own.take(lambda requests: self._intake().take(requests, int(now.timestamp())))
        except OSError as error:
            raise TingbaoError(f"The state folder {self._store.folder} cannot be used: {error.strerror}.") from None
        if self._store.path.exists():
            self._store.close_months(int(now.timestamp()), self._zone)

    def _intake(self) -> RequestIntake:
        catalog = EpisodeCatalog(open_storage(self._settings.destination), self._settings.publications)
        return RequestIntake(self._store, catalog, self._zone)
