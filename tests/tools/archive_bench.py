"""One more episode of a show that has 5,000, against one of a show that has 100 (a full feed)."""

from __future__ import annotations

import tempfile
from pathlib import Path


def rows() -> dict[str, float]:
    """The table's rows."""
    young, old = publishing(100), publishing(5000)
    return {
        "publishing into 5,000 episodes, seconds": round(old, 2),
        "ratio: into 5,000 episodes / into 100": round(old / young, 2),
    }


def publishing(episodes: int) -> float:
    """Seconds for one more episode, the best of three."""
    from tests.support.long_show import publishing_seconds

    with tempfile.TemporaryDirectory() as name:
        return publishing_seconds(Path(name), episodes)
