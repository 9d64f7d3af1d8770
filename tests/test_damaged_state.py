"""One damaged old file costs no episode: each kind that the program reads back, damaged in every way.

No command ends in a traceback or a fault of the program, the next episode is made, a repair loses none, and where a
file cannot be written at all, one sentence names it.
"""

import itertools
import random

import pytest

from service.publishing import publish as publishing
from service.publishing import repair, show_index
from tests.support import state_damage, write_confinement
from tests.support.examples import SOAK
from tests.support.publishing_acts import assert_whole, guids
from tests.support.publishing_samples import SHOW, MemoryStorage, episode, mp3

CATALOGUE = "daily/show.json"


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """A folder with a file of each kind."""
    folder = tmp_path_factory.mktemp("damage") / "show"
    state_damage.furnish(folder)
    return folder


def sample(damages, count):
    """Return so many of them, of as many kinds as there are, the same each time; all in a soak."""
    chance, by_kind = random.Random(16), {}
    for damage in damages:
        by_kind.setdefault(damage.kind, []).append(damage)
    kinds = itertools.islice(itertools.cycle(chance.sample(sorted(by_kind), len(by_kind))), count)
    return list(damages) if SOAK else [chance.choice(by_kind[kind]) for kind in kinds]


@pytest.mark.slow
@pytest.mark.skipif(not write_confinement.available(), reason="this kernel cannot confine a hostile write")
@pytest.mark.parametrize("general", [True, False], ids=["any file", "a value"])
def test_a_damaged_file_costs_no_episode(general, installation):
    damages = [each for each in state_damage.all_damages(installation) if (each.name in state_damage.WAYS) == general]
    assert len(damages) > (200 if general else 2000)
    tried = sample(damages, 4)
    assert [fault for damage in tried for fault in state_damage.faults(installation, damage)] == []


@pytest.fixture
def standing(one_drawing, small_pages):
    """The files of a show of five episodes, one of them on an archive page and one cut anew."""
    found = MemoryStorage()
    for day in range(5):
        publishing.publish(found, SHOW, episode(day), mp3())
    publishing.publish(found, SHOW, episode(4), mp3(880))
    return found.files


@pytest.fixture
def small_pages(monkeypatch):
    """An archive page of two episodes with the fifth."""
    monkeypatch.setattr(show_index, "FEED_EPISODES", 4)
    monkeypatch.setattr(show_index, "ARCHIVE_PAGE_EPISODES", 2)


@pytest.mark.slow
def test_a_catalogue_with_a_wrong_value_is_made_again_or_named(standing, tmp_path):
    """Whatever stands in its place: the next episode is published, and a repair has all others under their guids."""
    before = heard(MemoryStorage(standing))
    assert len(before) == 5
    damages = list(state_damage.values_of("catalogue", standing[CATALOGUE]))
    assert len(damages) > 150
    for damage in damages if SOAK else random.Random(9).sample(damages, 15):
        path = tmp_path / "show.json"
        path.write_bytes(standing[CATALOGUE])
        damage.inflict(path)
        storage = MemoryStorage({**standing, CATALOGUE: path.read_bytes()})
        new = publishing.publish(storage, SHOW, episode(9), mp3()).episode
        assert heard(storage) <= before | {new.guid}, damage
        repair.plan_repair(storage, SHOW).staged.apply()
        assert heard(storage) == before | {new.guid}, damage
        assert_whole(storage)


def heard(storage):
    """The guids of the episodes that the feed and its archive pages name."""
    return {each for key in storage.versions("daily") if key.endswith(".xml") for each in guids(storage, key)}
