"""Which audio files are counted, and what is known of them."""

from service.audience.episode_catalog import EpisodeCatalog
from service.storage.storage import open_storage


def test_a_file_of_a_published_episode_is_known_with_its_manifest(listened, sounds):
    catalog = EpisodeCatalog(open_storage(listened.destination), listened.publications)
    for each in sounds:
        found = catalog.find(each.path.removeprefix("/pods/"))
        assert (found.show, found.episode) == (each.show, each.episode)
        assert (found.audio.size, found.audio.seconds) == (each.size, each.seconds)
        assert found.audio.chapters
        assert found.title


def test_an_older_cut_is_known_and_what_no_episode_has_is_not(listened, sounds):
    catalog = EpisodeCatalog(open_storage(listened.destination), listened.publications)
    key = sounds[0].path.removeprefix("/pods/")
    path, _, id_, name = key.split("/")
    assert catalog.find(f"{key[:-12]}00000000.mp3").audio == catalog.find(key).audio
    for other in (
        f"{path}/episodes/2020-01-01/{name}",
        f"elsewhere/episodes/{id_}/{name}",
        f"{path}/episodes/{id_}/another.mp3",
        f"{path}/episodes/{id_}/{name[:-13]}.mp3/../x.mp3"[:60],
    ):
        assert catalog.find("/".join(other.split("/")[-4:])) is None
