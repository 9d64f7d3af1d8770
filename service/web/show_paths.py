"""The shows' folders below `output/`, and which of them are public."""

from __future__ import annotations

from service.core.show_settings import ShowSettings
from service.settings import Settings


def path(show: ShowSettings) -> str:
    """Return the show's folder below `output/`."""
    return show.path or show.slug


def is_private(settings: Settings, folder: str) -> bool:
    """Return whether the folder is none of a public show, one whose `path` is its slug.

    So is the former folder of a show that was moved or dropped: it may have been private, and nobody reads it any more.
    """
    return folder not in (show.slug for show in settings.show if path(show) == show.slug)
