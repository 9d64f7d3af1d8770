"""A show of many years, without the time to publish it: its manifests and its index are written as they would be."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from service.core import json_codec
from service.publishing import publish, show_index, urls
from service.storage.local_folder import FolderStorage
from tests.support.publishing_samples import SHOW, episode, mp3, programme


def publishing_seconds(folder: Path, episodes: int) -> float:
    """Return the seconds for one more episode of a show that has so many in that empty folder, the best of three."""
    storage, segments = FolderStorage(folder), programme(2)
    first = publish.publish(storage, SHOW, episode(-episodes - 1), mp3()).episode
    index = show_index.load(storage, SHOW)
    for day in range(-episodes, 0):
        made = replace(episode(day, segments=segments), guid=f"guid{day}", number=1, mp3=first.mp3, size=first.size)
        path = folder / urls.episode_key(SHOW, made.id, urls.MANIFEST)
        path.parent.mkdir(parents=True)
        path.write_text(json_codec.dump(made))
        index = index.adding(made.id)
    storage.write(urls.key(SHOW, urls.SHOW_INDEX), json_codec.dump(index).encode())
    seconds = []
    for day in range(3):
        start = time.perf_counter()
        publish.publish(storage, SHOW, episode(day, segments=segments), mp3())
        seconds.append(time.perf_counter() - start)
    return min(seconds)
