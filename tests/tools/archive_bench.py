"""One more episode of a show that has 5,000, against one of a show that has 100 (a full feed)."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
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
    from service.core import json_codec
    from service.publishing import publish, urls
    from service.publishing import show_index as catalogues
    from service.storage.folder import FolderStorage
    from tests.support.publishing_samples import SHOW, episode, mp3, programme

    with tempfile.TemporaryDirectory() as name:
        storage, segments = FolderStorage(Path(name)), programme(2)
        first = publish.publish(storage, SHOW, episode(-episodes - 1), mp3()).episode
        catalogue = catalogues.load(storage, SHOW)
        for day in range(-episodes, 0):
            made = replace(episode(day, segments=segments), guid=f"guid{day}", number=1, mp3=first.mp3, size=first.size)
            path = Path(name, urls.episode_key(SHOW, made.id, urls.MANIFEST))
            path.parent.mkdir(parents=True)
            path.write_text(json_codec.dump(made))
            catalogue = catalogue.adding(made.id)
        storage.write(urls.key(SHOW, urls.SHOW_INDEX), json_codec.dump(catalogue).encode())
        seconds = []
        for day in range(3):
            start = time.perf_counter()
            publish.publish(storage, SHOW, episode(day, segments=segments), mp3())
            seconds.append(time.perf_counter() - start)
    return min(seconds)
