"""A show of many years publishes one more episode as quickly as a young one."""

import time
from dataclasses import replace

import pytest
from publishing_samples import SHOW, episode, mp3, programme

from service import records
from service.publishing import catalogue as catalogues
from service.publishing import places
from service.publishing import publish as publishing
from service.publishing.local import LocalStorage


@pytest.mark.slow
@pytest.mark.alone
def test_five_thousand_episodes(tmp_path):
    storage = LocalStorage(tmp_path)
    first = publishing.publish(storage, SHOW, episode(-5001), mp3()).episode
    catalogue, segments = catalogues.load(storage, SHOW), programme(2)
    for day in range(-5000, 0):
        made = replace(episode(day, segments=segments), guid=f"guid{day}", number=1, mp3=first.mp3, size=first.size)
        path = tmp_path / places.episode_key(SHOW, made.id, places.MANIFEST)
        path.parent.mkdir(parents=True)
        path.write_text(records.dump(made))
        catalogue = catalogue.adding(made.id)
    storage.write(places.key(SHOW, places.CATALOGUE), records.dump(catalogue).encode())
    seconds = []
    for day in range(3):
        made = episode(day, segments=segments)
        started = time.perf_counter()
        publishing.publish(storage, SHOW, made, mp3())
        seconds.append(time.perf_counter() - started)
    assert min(seconds) < 1
    assert len(catalogues.load(storage, SHOW).ids) == 5004
