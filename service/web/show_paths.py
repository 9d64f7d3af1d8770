"""The shows' folders below `output/`, and which of them are private."""

from __future__ import annotations

from service.settings import Settings, ShowSettings


def path(show: ShowSettings) -> str:
    """Return the show's folder below `output/`."""
    return show.path or show.slug


def private_paths(settings: Settings) -> frozenset[str]:
    """Return the folders of the private shows: those whose `path` is not the slug."""
    return frozenset(path(show) for show in settings.show if path(show) != show.slug)
