"""Copy that came after a draft was made: files of the show's own sources, which the draft does not know."""

from __future__ import annotations

import os
from pathlib import Path

from service.core.show_settings import ShowSettings
from service.errors import UsageError
from service.pipeline import episode_spec
from service.pipeline.pending_episodes import PendingEpisode
from service.settings import Settings
from service.sources import article_mends, files


def late_files(settings: Settings, show: ShowSettings, waiting: PendingEpisode) -> tuple[str, ...]:
    """Return the names of the files that came, or were mended, after the sources of an episode were read, sorted.

    What counts is when a file came into its folder (ctime): a copy may keep an older time. Addresses are not asked.
    """
    if waiting.read_at is None:
        return ()
    read_at = waiting.read_at.timestamp()
    try:
        sources = [each for each in episode_spec.own_sources(show, settings) if not files.is_address(each)]
        found = files.find(sources).files
    except UsageError:  # a source is gone: the next run says so
        return ()
    return tuple(
        sorted(
            {Path(each).name for each in found if max(_came_at(each), _came_at(article_mends.path_of(each))) > read_at}
        )
    )


def _came_at(path: str | Path) -> float:
    try:
        return os.stat(path).st_ctime  # noqa: PTH116  (paths stay the strings that were given)
    except OSError:
        return 0.0
