"""Which audio files are counted, and what is known of them."""

from dataclasses import replace

from service import settings
from service.audience.audio_request import file_of
from service.audience.episode_catalog import EpisodeCatalog
from service.model import ToldArticle
from service.publishing.publish import publish
from service.storage.storage import open_storage
from tests.support.counted_shows import publish_shows
from tests.support.publishing_samples import episode, mp3, programme

ARTICLE = ToldArticle("https://news.example.org/1", "", "seeds/a.txt", "", (), "2026-03-21T0630")


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


def test_an_article_that_is_told_by_itself_is_counted_beside_its_show(tmp_path, one_drawing):
    publish_shows(tmp_path)
    found = settings.load(tmp_path / "tingbao.toml")
    storage, articles = open_storage(found.destination), found.publications[0].articles
    made = replace(episode(3, show="daily", segments=programme()), article=ARTICLE)
    publish(storage, articles, made, mp3(330, made.seconds))
    [key] = [key for key in storage.list("daily/articles/episodes") if key.endswith(".mp3")]
    assert file_of(f"/pods/{key}") == key
    counted = EpisodeCatalog(storage, found.publications).find(key)
    assert (counted.show, counted.episode, counted.title) == ("daily/articles", made.id, made.title)
