"""The shows as the web service sees them: which are private, and which folder is one's no more."""

from __future__ import annotations

import json

from service.settings import Settings, ShowSettings


def path(show: ShowSettings) -> str:
    """The show's folder below `output/`."""
    return show.path or show.slug


def private_paths(settings: Settings) -> frozenset[str]:
    """The folders of the shows whose address is not to be guessed."""
    return frozenset(path(show) for show in settings.show if path(show) != show.slug)


def has_moved(settings: Settings, folder: str) -> bool:
    """Whether that folder below `output/` belongs to a show that is published at another path now."""
    if not folder or any(folder == path(show) for show in settings.show):
        return False
    try:
        owner = json.loads((settings.output / folder / "show.json").read_text("utf-8"))["show"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return any(show.slug == owner for show in settings.show)
