"""A show of many years publishes one more episode as quickly as a young one."""

import time
from dataclasses import replace

import pytest

from service.core import json_codec
from service.publishing import publish as publishing
from service.publishing import show_index as catalogues
from service.publishing import urls
from service.storage.folder import FolderStorage
from tests.support.publishing_samples import SHOW, episode, mp3, programme


@pytest.mark.slow
@pytest.mark.alone
def test_five_thousand_episodes(tmp_path):
    storage = FolderStorage(tmp_path)
    first = publishing.publish(storage, SHOW, episode(-5001), mp3()).episode
    catalogue, segments = catalogues.load(storage, SHOW), programme(2)
    for day in range(-5000, 0):
        made = replace(episode(day, segments=segments), guid=f"guid{day}", number=1, mp3=first.mp3, size=first.size)
        path = tmp_path / urls.episode_key(SHOW, made.id, urls.MANIFEST)
        path.parent.mkdir(parents=True)
        path.write_text(json_codec.dump(made))
        catalogue = catalogue.adding(made.id)
    storage.write(urls.key(SHOW, urls.SHOW_INDEX), json_codec.dump(catalogue).encode())
    seconds = []
    for day in range(3):
        made = episode(day, segments=segments)
        started = time.perf_counter()
        publishing.publish(storage, SHOW, made, mp3())
        seconds.append(time.perf_counter() - started)
    assert min(seconds) < 1
    assert len(catalogues.load(storage, SHOW).ids) == 5004
