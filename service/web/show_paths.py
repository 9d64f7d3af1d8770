"""The shows' folders below `output/`, and which of them are private."""

from __future__ import annotations

from service.settings import Settings, ShowSettings


def path(show: ShowSettings) -> str:
    """The show's folder below `output/`."""
    return show.path or show.slug


def private_paths(settings: Settings) -> frozenset[str]:
    """The folders of the shows whose address is not to be guessed."""
    return frozenset(path(show) for show in settings.show if path(show) != show.slug)
