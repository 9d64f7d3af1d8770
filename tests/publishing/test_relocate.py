"""A show whose path was changed: its episodes come along under the same guids, whatever happens on the way."""

import contextlib
import itertools
import re
from dataclasses import replace

import feedparser
import pytest

from service.errors import PublishError, UsageError
from service.model import ToldArticle
from service.publishing import article_feed, relocate, repair, show_directory
from service.publishing import publish as publishing
from service.publishing import show_index as catalogues
from service.storage.local_folder import FolderStorage
from tests.publishing.test_publish import FailingStorage
from tests.support.examples import SOAK
from tests.support.publishing_samples import SHOW, MemoryStorage, episode, mp3

pytestmark = pytest.mark.usefixtures("one_drawing", "small_pages")

STRIDE = 1 if SOAK else 7
"""Every so manieth change is the last."""
MOVED = replace(SHOW, path="k3Jd9sLq0PzX")
OTHER = replace(SHOW, slug="other", path="other")
SHOWS = [MOVED, OTHER]


@pytest.fixture(params=[MemoryStorage, pytest.param(FolderStorage, marks=pytest.mark.slow)])
def storage(request, tmp_path, standing):
    """The storage in which they stand."""
    found = request.param() if request.param is MemoryStorage else FolderStorage(tmp_path)
    for key, data in standing.items():
        found.write(key, data)
    return found


@pytest.fixture(scope="module")
def standing():
    """The files of a show of six episodes, two of them on an archive page and one cut anew, beside another show."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogues, "FEED_EPISODES", 4)
        patch.setattr(catalogues, "ARCHIVE_PAGE_EPISODES", 2)
        return published(MemoryStorage()).files


def published(found):
    for day in range(6):
        publishing.publish(found, SHOW, episode(day), mp3(300 + day))
    publishing.publish(found, SHOW, episode(5), mp3(880))
    publishing.publish(found, OTHER, episode(show="other"), mp3())
    show_directory.add(found, [SHOW, OTHER], OTHER)
    show_directory.add(found, [SHOW, OTHER], SHOW)
    return found


def contents(storage, folder=""):
    keys = storage.list(folder) if folder else [key for each in storage.folders() for key in storage.list(each)]
    return {key: storage.read(key) for key in [*keys, *(() if folder else storage.versions(""))]}


def told(storage, show):
    """The show's guid, and each episode's guid, date, number and sound as a listener finds them; None without a feed.

    Whatever is named is there.
    """
    text = storage.read(f"{show.path}/feed.xml")
    if text is None:
        return None
    found, document = [], "feed.xml"
    while document:
        page = storage.read(f"{show.path}/{document}")
        for entry in feedparser.parse(page).entries:
            [sound] = entry.enclosures
            data = storage.read(sound.href.removeprefix(f"{show.base_url}/"))
            assert data is not None
            assert len(data) == int(sound.length)
            found.append((entry.id, entry.published, entry.itunes_episode, data))
        for address in re.findall(rf'(?:url|href)="{show.base_url}/([^"#]+[^"#/])"'.encode(), page):
            assert storage.exists(address.decode()), address
        document = (re.findall(rb'rel="prev-archive" href="[^"]+/([^"/]+)"', page) or [b""])[0].decode()
    return re.search(rb"<podcast:guid>(.*?)<", text)[1], found


def move(storage, shows=SHOWS, show=MOVED, former="daily"):
    return relocate.move(storage, shows, show, former)


def test_everything_comes_along_and_nothing_stays(storage):
    before, other = told(storage, SHOW), contents(storage, "other")
    assert len(before[1]) == 6
    assert relocate.former_folders(storage, SHOWS) == {MOVED.slug: ("daily",)}
    assert move(storage) == 6
    assert told(storage, MOVED) == before
    assert storage.folders() == [MOVED.path, "other"]
    assert contents(storage, "other") == other
    for key, data in contents(storage).items():
        if not key.endswith(("show.json", ".mp3")):
            assert b"/daily/" not in data, key
    assert relocate.former_folders(storage, SHOWS) == {}
    with pytest.raises(UsageError, match="Nothing is published in"):
        move(storage)


def test_a_former_path_that_is_private_is_told_nowhere(storage):
    assert b"/daily/feed.xml" in storage.read(f"{SHOW.path}/show.json")
    move(storage)
    public = replace(MOVED, path=SHOW.path)
    assert b"/daily/feed.xml" in storage.read(f"{MOVED.path}/show.json")  # a public one is no secret
    move(storage, [public, OTHER], public, MOVED.path)
    assert [key for key, data in contents(storage).items() if MOVED.path.encode() in data] == []
    assert publishing.find(storage, public, episode(5).id)


def test_a_replaced_sound_is_still_there_for_its_week_and_then_goes(storage):
    move(storage)
    folder = f"{MOVED.path}/episodes/{episode(5).id}"
    assert len([key for key in storage.list(folder) if key.endswith(".mp3")]) == 2
    publishing.publish(storage, MOVED, episode(20), mp3())
    assert len([key for key in storage.list(folder) if key.endswith(".mp3")]) == 1


def test_the_list_of_shows_follows(storage):
    move(storage)
    assert b"daily" not in storage.read("shows.opml")
    assert b"other" in storage.read("shows.opml")
    show_directory.add(storage, [MOVED], MOVED)
    assert b"xmlUrl" not in storage.read("shows.opml")
    move(storage, [SHOW, OTHER], SHOW, MOVED.path)
    assert b"/daily/feed.xml" in storage.read("shows.opml")


def test_an_episode_without_a_manifest_comes_along_as_the_feed_tells_it(storage):
    before = told(storage, SHOW)
    for day in (1, 4):  # on the archive page, and in the feed
        storage.write(f"daily/episodes/{episode(day).id}/episode.json", b"{")
    move(storage)
    assert told(storage, MOVED) == before


def test_what_another_show_or_another_podcast_of_that_name_has_stays(storage):
    """A guid of its own at the new path: a run came before the move, and two feeds are not merged."""
    publishing.publish(storage, MOVED, episode(30), mp3())
    before = contents(storage)
    assert relocate.has_begun_anew(storage, MOVED, "daily")
    for former, said in (("daily", "Both .*daily and .* have episodes"), ("other", "belongs to the show 'other'")):
        with pytest.raises(UsageError, match=said):
            move(storage, former=former)
    assert MOVED.slug not in relocate.former_folders(storage, [SHOW, MOVED])
    assert contents(storage) == before


def test_a_feed_is_not_moved_because_no_address_is_set(storage):
    before = contents(storage)
    with pytest.raises(PublishError, match="base_url is not set"):
        move(storage, show=replace(MOVED, base_url="http://127.0.0.1:8000"))
    assert contents(storage) == before


@pytest.mark.slow
@pytest.mark.parametrize("storage", [MemoryStorage], indirect=True)
def test_cut_off_at_each_change_it_is_completed_by_the_next(storage):
    """At every instant the show is whole in one of its folders."""
    before, start = told(storage, SHOW), contents(storage)
    move(storage)
    after = contents(storage)
    for count in itertools.count(step=STRIDE):
        put_back(storage, start)
        try:
            move(FailingStorage(storage, count))
        except PublishError:
            assert before in (told(storage, MOVED), storage.exists("daily/feed.xml") and told(storage, SHOW)), count
            move(storage)
            assert contents(storage) == after, count
            continue
        break
    assert contents(storage) == after
    assert count > 100


def put_back(storage, files):
    for key in contents(storage):
        storage.delete(key)
    for key, data in files.items():
        storage.write(key, data)


@pytest.mark.slow
@pytest.mark.parametrize("storage", [MemoryStorage], indirect=True)
def test_a_run_between_a_move_that_was_cut_off_and_the_next_costs_nothing(storage):
    """An episode that was published at the new path meanwhile stays beside all that come along."""
    start = contents(storage)
    move(storage)
    publishing.publish(storage, MOVED, episode(30), mp3())
    guid, expected = told(storage, MOVED)
    for count in itertools.count(1, STRIDE):
        put_back(storage, start)
        try:
            move(FailingStorage(storage, count))
        except PublishError:
            publishing.publish(storage, MOVED, episode(30), mp3())
            move(storage)
            found, episodes = told(storage, MOVED)
            assert found == guid, count
            assert {(id_, data) for id_, *_, data in episodes} == {(id_, data) for id_, *_, data in expected}, count
            assert storage.folders() == [MOVED.path, "other"]
            continue
        break
    assert count > 100


@pytest.mark.slow
@pytest.mark.parametrize("storage", [MemoryStorage], indirect=True)
def test_moved_on_before_the_first_move_was_done(storage):
    """From the former path, the one between and the new one, every episode is found again."""
    before, final = told(storage, SHOW), replace(SHOW, path="another")
    for count in (3, 40, 80, 120, 140):
        with pytest.raises(PublishError):
            move(FailingStorage(storage, count))
        left = relocate.former_folders(storage, [final, OTHER]).get(final.slug, ())
        assert set(left) == {"daily", MOVED.path}
        if not storage.exists("daily/feed.xml"):
            with pytest.raises(UsageError, match="has no feed any more"):
                move(storage, [final, OTHER], final, "daily")
        for former in sorted(left, key=lambda each: not storage.exists(f"{each}/feed.xml")):
            move(storage, [final, OTHER], final, former)
        assert told(storage, final) == before
        assert storage.folders() == ["another", "other"]
        move(storage, [SHOW, OTHER], SHOW, "another")
        assert told(storage, SHOW) == before


@pytest.mark.parametrize("cut", [None, *range(0, 60, 1 if SOAK else 11)])
def test_the_articles_come_along_under_the_same_guids_and_are_whole_there(cut):
    found = MemoryStorage()
    publishing.publish(found, SHOW, episode(), mp3())
    told = ToldArticle("https://news.example.org/tram.html", "", "feed", "", (), episode().id)
    made = {name: (episode(id=name, article=told), mp3()) for name in ("0123456789abcdef", "fedcba9876543210")}
    article_feed.publish_day(found, SHOW, episode().id, tuple(made), tuple(made), made.__getitem__)
    show_directory.add(found, SHOWS, SHOW)
    before = {each.id: each.guid for each in publishing.episodes(found, SHOW.articles)}
    if cut is not None:
        failing = FailingStorage(found, cut)
        with contextlib.suppress(PublishError):
            relocate.move(failing, SHOWS, MOVED, "daily")
    if cut is None or found.list("daily"):
        relocate.move(found, SHOWS, MOVED, "daily")
    assert found.list("daily") == []
    articles = MOVED.articles
    assert {each.id: each.guid for each in publishing.episodes(found, articles)} == before
    assert article_feed.of_programme(found, MOVED, episode().id) == tuple(made)
    texts = [found.read(key) for key in found.list(articles.path) if key.endswith((".html", ".xml", ".json"))]
    assert all(b"/daily/" not in text for text in texts if text != found.read(f"{articles.path}/show.json"))
    assert repair.plan_repair(found, articles).damages == ()
