"""The articles of a show: published with the day's programme, found by their sites, withdrawn everywhere."""

import json
from dataclasses import replace

import feedparser
import pytest

from service.model import ToldArticle
from service.publishing import article_feed, publish, repair, show_index, urls
from tests.support.publishing_samples import SHOW, MemoryStorage, episode, mp3

pytestmark = pytest.mark.usefixtures("one_drawing")
MORNING, EVENING = "2026-03-21T0630", "2026-03-21T1830"


def article(name, programme=MORNING, **changes):
    url = f"https://news.example.org/{name}.html"
    told = ToldArticle(url, f"tag:{name}", "https://news.example.org/feed.xml", "要闻", ("何青",), programme)
    return episode(id=name, edition="", title=f"{name}的标题", article=told, **changes)


class Desk:
    """A show's articles in memory, published as a run does."""

    def __init__(self):
        self.storage = MemoryStorage()

    def publish(self, *names, programme=MORNING, new=None, hertz=440):
        made = {name: (article(name, programme), mp3(hertz)) for name in (names if new is None else new)}
        loaded = []
        done = article_feed.publish_day(
            self.storage, SHOW, programme, names, tuple(made), lambda name: loaded.append(name) or made[name]
        )
        assert done.warnings == ()
        assert loaded == list(made)
        return done.withdrawn

    @property
    def entries(self):
        text = self.storage.read(urls.key(SHOW.articles, "feed.xml"))
        return [each.link.rstrip("/").rpartition("/")[2] for each in feedparser.parse(text).entries]

    @property
    def listed(self):
        found = json.loads(self.storage.read(urls.key(SHOW.articles, "index.json")))
        return {each["url"]: each for each in found["articles"]}

    def names(self, text):
        """The files that have the text in their names."""
        return [key for key in self.storage.files if text in key]

    def naming(self, text):
        """The files that name the text, the notes on what is to be deleted aside."""
        return [key for key, data in self.storage.files.items() if text.encode() in data]


@pytest.fixture
def desk():
    return Desk()


def test_a_site_finds_the_sound_of_its_article_by_address_and_by_guid(desk):
    desk.publish("tram", "birds")
    assert sorted(desk.entries) == ["birds", "tram"]
    found = desk.listed["https://news.example.org/tram.html"]
    assert (found["guid"], found["title"], found["programme"]) == ("tag:tram", "tram的标题", MORNING)
    audio = found["audio"].removeprefix(f"{SHOW.base_url}/")
    assert desk.storage.read(audio) == mp3()
    assert found["bytes"] == len(mp3())
    assert article_feed.of_programme(desk.storage, SHOW, MORNING) == ("tram", "birds")


def test_the_same_again_writes_nothing(desk):
    desk.publish("tram", "birds")
    before = dict(desk.storage.files)
    desk.publish("tram", "birds", new=())
    desk.publish("tram", "birds")
    assert desk.storage.files == before


def test_what_its_programme_has_no_more_is_gone_from_files_feed_lists_and_pages(desk):
    desk.publish("tram", "birds")
    desk.publish("birds", new=())
    assert desk.entries == ["birds"]
    assert [*desk.listed] == ["https://news.example.org/birds.html"]
    assert desk.names("tram") == []
    assert desk.naming("tram") == []


def test_the_last_one_withdrawn_leaves_an_empty_feed(desk):
    desk.publish("tram")
    desk.publish()
    assert (desk.entries, desk.listed, desk.naming("tram")) == ([], {}, [])
    assert article_feed.of_programme(desk.storage, SHOW, MORNING) == ()


def test_an_article_that_a_later_programme_has_too_stays_until_that_goes(desk):
    desk.publish("tram", "birds")
    desk.publish("tram", programme=EVENING, new=())
    assert desk.listed["https://news.example.org/tram.html"]["programme"] == EVENING
    desk.publish("birds", new=())
    assert sorted(desk.entries) == ["birds", "tram"], "the morning's run knows nothing of the evening's"
    article_feed.withdraw_day(desk.storage, SHOW, [MORNING])
    assert desk.entries == ["tram"]
    article_feed.withdraw_day(desk.storage, SHOW, [EVENING])
    assert desk.entries == []


def test_a_changed_article_keeps_its_guid_and_gets_a_new_address(desk):
    desk.publish("tram")
    before = desk.listed["https://news.example.org/tram.html"]["audio"]
    guid = show_index.readable_episode(desk.storage, SHOW.articles, "tram").guid
    desk.publish("tram", hertz=330)
    assert desk.listed["https://news.example.org/tram.html"]["audio"] != before
    assert show_index.readable_episode(desk.storage, SHOW.articles, "tram").guid == guid
    assert desk.entries == ["tram"]


def test_withdrawing_what_is_not_there_is_no_error(desk):
    assert article_feed.withdraw(desk.storage, SHOW, ["tram"]) == ()
    desk.publish("tram")
    assert article_feed.withdraw(desk.storage, SHOW, ["tram", "birds"]) == ("tram",)


def test_a_show_without_articles_is_asked_nothing_but_its_list(desk):
    read, asked = desk.storage.read, []
    desk.storage.read = lambda key: asked.append(key) or read(key)
    article_feed.withdraw_day(desk.storage, SHOW, [MORNING])
    assert asked == [urls.episode_key(SHOW, MORNING, urls.ARTICLES)]


def test_the_shows_pages_lead_to_the_articles_as_soon_as_they_are_there(desk):
    show = replace(SHOW, tells_articles=True)

    def shown():
        return b'href="articles/"' in desk.storage.read(urls.key(show, urls.INDEX))

    for day in (1, 2):
        publish.publish(desk.storage, show, episode(day), mp3())
    assert not shown()
    feed, index = (desk.storage.read(urls.key(show, name)) for name in ("feed.xml", urls.SHOW_INDEX))
    new = {"tram": (article("tram"), mp3())}
    article_feed.publish_day(desk.storage, show, MORNING, ("tram",), ("tram",), lambda name: new[name])
    assert shown()
    assert (desk.storage.read(urls.key(show, "feed.xml")), desk.storage.read(urls.key(show, urls.SHOW_INDEX))) == (
        feed,
        index,
    )
    publish.publish(desk.storage, show, episode(3), mp3())
    assert shown()
    publish.remove(desk.storage, show, episode(3).id)
    assert shown()


def test_an_article_whose_sound_is_lost_is_found_no_more_and_published_again(desk):
    desk.publish("tram")
    assert article_feed.find(desk.storage, SHOW, "tram")
    [sound] = [key for key in desk.storage.files if key.endswith(".mp3")]
    del desk.storage.files[sound]
    assert article_feed.find(desk.storage, SHOW, "tram") is None
    desk.publish("tram")
    assert article_feed.find(desk.storage, SHOW, "tram")


def test_a_damaged_list_beside_the_programme_counts_as_none(desk):
    desk.publish("tram")
    for text in (b"{", b'{"articles": 1}', b"[]", b'{"articles": [1, "tram"]}'):
        desk.storage.files[urls.episode_key(SHOW, MORNING, urls.ARTICLES)] = text
        assert article_feed.of_programme(desk.storage, SHOW, MORNING) in ((), ("tram",))


def test_archive_pages_have_lists_of_their_own_which_lead_to_the_older(desk, monkeypatch):
    monkeypatch.setattr(show_index, "FEED_EPISODES", 3)
    monkeypatch.setattr(show_index, "ARCHIVE_PAGE_EPISODES", 2)
    names = [f"a{number}" for number in range(6)]
    desk.publish(*names)
    newest = json.loads(desk.storage.read(urls.key(SHOW.articles, "index.json")))
    older = newest["older"].removeprefix(f"{SHOW.base_url}/")
    all_listed = [*newest["articles"], *json.loads(desk.storage.read(older))["articles"]]
    assert older.endswith("archive-2.json")
    assert len({each["id"] for each in all_listed}) == 4
    desk.publish(new=())
    assert desk.names("archive") == []


def test_what_is_lost_of_an_article_is_made_again(desk):
    desk.publish("tram", "birds")
    whole = dict(desk.storage.files)
    for name in ("index.json", "feed.xml", "episodes/tram/embed.html", "episodes/birds/oembed.json"):
        del desk.storage.files[urls.key(SHOW.articles, name)]
    repair.plan_repair(desk.storage, SHOW.articles).staged.apply()
    assert desk.storage.files == whole


def test_one_sound_is_held_at_a_time(desk):
    alive = []

    def made():
        for name in ("tram", "birds", "cane"):
            alive.append(name)
            yield article(name), mp3()

    seen = []
    write = desk.storage.write
    desk.storage.write = lambda key, data, **more: seen.append((key, len(alive))) or write(key, data, **more)
    publish.publish_all(desk.storage, SHOW.articles, made())
    assert [count for key, count in seen if key.endswith(".mp3")] == [1, 2, 3]
    feeds = [key for key, _ in seen if key.endswith("feed.xml")]
    assert len(feeds) == 1, "the lists are written once"
