"""An episode published, again, cut anew, moved and removed; and every write failing in turn."""

import itertools
import re
import uuid
from dataclasses import replace
from urllib.parse import unquote

import pytest

from service.core.url_scope import DEFAULT_BASE_URL
from service.errors import ConfigError, PublishError
from service.publishing import publish as publishing
from service.publishing import show_index, site
from service.storage.local_folder import FolderStorage
from tests.support.publishing_acts import (
    FEED,
    assert_whole,
    cut_anew,
    cut_archived_anew,
    feed,
    guids,
    keep,
    publish_first,
    publish_next,
    remove,
    rename,
    tree,
)
from tests.support.publishing_samples import SHOW, MemoryStorage, episode, mp3
from tests.support.tables import thinned

pytestmark = pytest.mark.usefixtures("one_drawing")


@pytest.fixture
def storage():
    return MemoryStorage()


class FailingStorage:
    """A storage whose n-th change fails, and every one after it, as after a power cut."""

    def __init__(self, inner, left):
        self.inner, self.left = inner, left

    def _change(self):
        self.left -= 1
        if self.left < 0:
            raise PublishError("The disk is full.")

    def read(self, key):
        return self.inner.read(key)

    def exists(self, key):
        return self.inner.exists(key)

    def list(self, prefix):
        return self.inner.list(prefix)

    def location(self, key):
        return self.inner.location(key)

    def folders(self):
        return self.inner.folders()

    def leftovers(self, prefix):
        return self.inner.leftovers(prefix)

    def versions(self, folder):
        return self.inner.versions(folder)

    def digest(self, key):
        return self.inner.digest(key)

    def write(self, key, data, over=None):
        self._change()
        return self.inner.write(key, data, over)

    def delete(self, key):
        self._change()
        self.inner.delete(key)


def test_a_published_episode_has_all_its_files_and_stands_in_the_feed(storage):
    done = publishing.publish(storage, SHOW, episode(), mp3())
    base = "daily/episodes/2026-03-21T0630/"
    assert done.changed
    assert re.fullmatch(r"daily-2026-03-21T0630-[0-9a-f]{8}\.mp3", done.episode.mp3)
    assert re.fullmatch(r"cover-[0-9a-f]{8}\.jpg", done.episode.cover)
    assert storage.read(base + done.episode.mp3) == mp3()
    for name in ("chapters.json", "transcript.vtt", "transcript.srt", "transcript.json", "index.html", "episode.json"):
        assert storage.exists(base + name), name
    assert guids(storage) == [done.episode.guid]
    assert feed(storage).entries[0].enclosures[0].href == f"https://radio.example.org/pods/{base}{done.episode.mp3}"
    assert list(publishing.episodes(storage, SHOW)) == [done.episode]
    assert publishing.is_published(storage, SHOW, done.episode)
    assert_whole(storage)


def test_again_changes_nothing(tmp_path):
    storage = FolderStorage(tmp_path)
    publishing.publish(storage, SHOW, episode(), mp3())
    before = tree(storage)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert not publishing.publish(storage, SHOW, episode(), mp3()).changed
    publishing.rebuild(storage, SHOW)
    assert tree(storage) == before
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == times


def test_from_scratch_is_the_same():
    trees = []
    for _ in range(2):
        storage = MemoryStorage()
        for day in range(3):
            publishing.publish(storage, SHOW, episode(day), mp3(300 + day))
        trees.append(tree(storage))
    assert trees[0] == trees[1]


def test_the_shows_guid_follows_the_rule(storage):
    publishing.publish(storage, SHOW, episode(), mp3())
    space = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
    expected = uuid.uuid5(space, "radio.example.org/pods/daily/feed.xml")
    assert f"<podcast:guid>{expected}</podcast:guid>".encode() in storage.read(FEED)


def test_the_namespaces_own_example_of_a_guid():
    from service.publishing.feed import mint_show_guid

    assert mint_show_guid("https://podnews.net/rss/") == "9b024349-ccf0-5f69-a609-6b82873eab3c"


def test_a_new_cut_keeps_guid_and_number_and_the_old_sound_for_a_week(storage):
    first = publishing.publish(storage, SHOW, episode(), mp3()).episode
    second = publishing.publish(storage, SHOW, episode(), mp3(880)).episode
    assert (second.guid, second.number) == (first.guid, first.number)
    assert second.mp3 != first.mp3
    assert guids(storage) == [first.guid]
    assert not publishing.is_published(storage, SHOW, first)
    old = f"daily/episodes/{first.id}/{first.mp3}"
    publishing.publish(storage, SHOW, episode(6), mp3())
    assert storage.exists(old)
    publishing.publish(storage, SHOW, episode(7), mp3())
    assert not storage.exists(old)
    assert_whole(storage)


def test_a_new_cut_with_another_lead_has_another_cover_and_the_old_one_goes_after_a_week(storage):
    first = publishing.publish(storage, SHOW, episode(), mp3()).episode
    opening, lead, *rest = episode().script.segments
    corrected = episode(segments=(opening, replace(lead, title="云州新增四条公交线路"), *rest))
    second = publishing.publish(storage, SHOW, corrected, mp3()).episode
    assert second.cover != first.cover
    old, new = (f"daily/episodes/{first.id}/{each.cover}" for each in (first, second))
    assert new.encode() in storage.read(FEED)
    assert old.encode() not in storage.read(FEED)
    publishing.publish(storage, SHOW, episode(6), mp3())
    assert storage.exists(old)
    publishing.publish(storage, SHOW, episode(7), mp3())
    assert (storage.exists(old), storage.exists(new)) == (False, True)
    assert_whole(storage)


def items(storage):
    return re.findall(rb"<item>.*?</item>", storage.read(FEED), re.DOTALL)


def test_episodes_from_before_covers_stay_as_they_are(storage):
    plain = replace(SHOW, episode_covers=False)
    publishing.publish(storage, plain, episode(0), mp3())
    publishing.publish(storage, plain, episode(1), mp3())
    stood, files = items(storage), storage.list("daily/episodes")
    made = publishing.publish(storage, SHOW, episode(2), mp3()).episode
    assert items(storage)[1:] == stood
    assert b"image" not in b"".join(stood)
    new = set(storage.list("daily/episodes")) - set(files)
    assert {key.split("/")[2] for key in new} == {made.id}
    assert f"daily/episodes/{made.id}/{made.cover}" in new
    assert_whole(storage)


def test_a_show_that_is_renamed_leaves_former_covers_alone(storage):
    made = publishing.publish(storage, SHOW, episode(), mp3()).episode
    key = f"daily/episodes/{made.id}/{made.cover}"
    before = storage.read(key)
    publishing.rebuild(storage, replace(SHOW, title="新名字"))
    assert storage.read(key) == before
    assert made.cover.encode() in storage.read(FEED)


def test_former_scripts_and_styles_stay_for_a_week(storage):
    """For pages in caches; the user's own files beside them stay for good."""
    publishing.publish(storage, SHOW, episode(), mp3())
    present = set(storage.list("daily"))
    former = {"daily/style-01234567.css", "daily/player-89abcdef.js"}
    own = {"daily/style.css", "daily/style-guide.css", "daily/player-89abcdef.js.txt"}
    for key in former | own:
        storage.write(key, b"what was")
    publishing.publish(storage, SHOW, episode(1), mp3())
    publishing.publish(storage, SHOW, episode(7), mp3())
    assert former | own <= set(storage.list("daily"))
    publishing.publish(storage, SHOW, episode(8), mp3())
    assert {key for key in storage.list("daily") if "/episodes/" not in key} == {
        key for key in present | own if "/episodes/" not in key
    }
    assert_whole(storage)


def test_a_style_that_comes_back_is_not_swept(storage):
    publishing.publish(storage, SHOW, episode(), mp3())
    [style] = [key for key in storage.list("daily") if key.rpartition("/")[2].startswith("style-")]
    with pytest.MonkeyPatch.context() as newer:
        newer.setattr(site, "assets", lambda show: {"style-01234567.css": b"", "player-01234567.js": b""})
        publishing.publish(storage, SHOW, episode(1), mp3())
    publishing.publish(storage, SHOW, episode(2), mp3())
    publishing.publish(storage, SHOW, episode(20), mp3())
    assert storage.exists(style)
    assert not storage.exists("daily/style-01234567.css")


def test_a_new_cut_and_back_again(storage):
    first = publishing.publish(storage, SHOW, episode(), mp3()).episode
    publishing.publish(storage, SHOW, episode(), mp3(880))
    publishing.publish(storage, SHOW, episode(), mp3())
    publishing.publish(storage, SHOW, episode(20), mp3())
    sounds = [key for key in storage.list(f"daily/episodes/{first.id}") if key.endswith(".mp3")]
    assert sounds == [f"daily/episodes/{first.id}/{first.mp3}"]


def test_numbers_count_within_the_year(storage):
    days = (-90, -85, 0, 1)
    numbers = [publishing.publish(storage, SHOW, episode(day), mp3()).episode.number for day in days]
    assert numbers == [1, 2, 1, 2]
    publishing.remove(storage, SHOW, "2026-03-22T0630")
    assert publishing.publish(storage, SHOW, episode(2), mp3()).episode.number == 3


def test_a_new_address_changes_every_url_and_no_guid(storage):
    for day in range(2):
        publishing.publish(storage, SHOW, episode(day), mp3())
    before = guids(storage)
    show_guid = re.search(rb"<podcast:guid>.*?<", storage.read(FEED))[0]
    moved = replace(SHOW, base_url="https://cdn.example.net")
    publishing.publish(storage, moved, episode(1), mp3())
    text = storage.read(FEED)
    assert guids(storage) == before
    assert show_guid in text
    assert b"<itunes:new-feed-url>https://cdn.example.net/daily/feed.xml<" in text
    for key, data in tree(storage).items():
        if not key.endswith("show.json"):
            assert b"radio.example.org" not in data, key
    assert_whole(storage, moved)


def test_op3_changes_the_addresses_of_the_audio_in_the_feeds_and_nothing_else(storage, monkeypatch):
    monkeypatch.setattr(show_index, "FEED_EPISODES", 3)
    monkeypatch.setattr(show_index, "ARCHIVE_PAGE_EPISODES", 2)
    for day in range(5):
        publishing.publish(storage, SHOW, episode(day), mp3())
    counted, last = replace(SHOW, op3=True), episode(4)
    made = publishing.publish(storage, SHOW, last, mp3()).episode
    before = tree(storage)
    assert publishing.is_published(storage, SHOW, made)
    assert not publishing.is_published(storage, counted, made)
    publishing.publish(storage, counted, last, mp3())
    assert publishing.is_published(storage, counted, made)
    assert not publishing.is_published(storage, SHOW, made)
    after = tree(storage)
    changed = [key for key in after if after[key] != before.get(key) and not key.endswith("show.json")]
    assert changed == ["daily/archive-1.xml", FEED]
    guid = re.search(rb"<podcast:guid>(.*?)<", after[FEED])[1]
    assert after[FEED].count(b'<enclosure url="https://op3.dev/e,pg=' + guid + b"/radio.example.org/pods/daily/") == 3
    for key in changed:
        assert after[key].replace(b"https://op3.dev/e,pg=" + guid + b"/", b"https://") == before[key]
    publishing.publish(storage, SHOW, last, mp3())
    assert tree(storage) == before


@pytest.mark.parametrize(
    "act",
    [
        lambda storage, show: publishing.publish(storage, show, episode(1), mp3()),
        lambda storage, show: publishing.remove(storage, show, episode(1).id),
        lambda storage, show: publishing.keep(storage, show, 1),
        publishing.rebuild,
    ],
    ids=["publish", "remove", "keep", "rebuild"],
)
def test_a_feed_is_not_moved_because_no_address_is_set(storage, act):
    for day in range(3):
        publishing.publish(storage, SHOW, episode(day), mp3())
    stood = tree(storage)
    with pytest.raises(PublishError, match="and base_url is not set"):
        act(storage, replace(SHOW, base_url=DEFAULT_BASE_URL))
    assert tree(storage) == stood


def test_a_feed_of_this_machine_moves_away_and_back(storage):
    for base_url in (
        DEFAULT_BASE_URL,
        "http://localhost:9000",
        DEFAULT_BASE_URL,
        "http://192.168.1.9",
        "http://127.0.0.1:9000",
    ):
        show = replace(SHOW, base_url=base_url)
        publishing.publish(storage, show, episode(), mp3())
        assert_whole(storage, show)


def test_old_episodes_go_to_archive_pages_and_a_full_one_stays_as_it_is(storage, small_pages):
    made = [publishing.publish(storage, SHOW, episode(day), mp3()).episode for day in range(4)]
    assert not storage.exists("daily/archive-1.xml")
    made.append(publishing.publish(storage, SHOW, episode(4), mp3()).episode)
    first = storage.read("daily/archive-1.xml"), storage.read("daily/archive-1.html")
    made += [publishing.publish(storage, SHOW, episode(day), mp3()).episode for day in range(5, 9)]
    ids = [each.guid for each in made]
    assert guids(storage, "daily/archive-1.xml") == ids[1::-1]
    assert guids(storage, "daily/archive-2.xml") == ids[3:1:-1]
    assert guids(storage, "daily/archive-3.xml") == ids[5:3:-1]
    assert guids(storage) == ids[:5:-1]
    assert (storage.read("daily/archive-1.xml"), storage.read("daily/archive-1.html")) == first
    assert_whole(storage)


def test_every_episode_is_found_by_following_next(storage, small_pages):
    made = [publishing.publish(storage, SHOW, episode(day), mp3()).episode.guid for day in range(11)]
    key, seen = FEED, []
    while key:
        document = feed(storage, key)
        seen += [entry.id for entry in document.entries]
        links = {link.rel: link.href for link in document.feed.links}
        assert links["first"] == "https://radio.example.org/pods/daily/feed.xml"
        key = links.get("next", "").removeprefix("https://radio.example.org/pods/")
        assert links.get("prev-archive") == links.get("next")
    assert seen == made[::-1]


class CountingStorage(MemoryStorage):
    """Notes what is touched."""

    def __init__(self, files=None):
        super().__init__(files)
        self.reads, self.writes = [], []

    def read(self, key):
        self.reads.append(key)
        return super().read(key)

    def write(self, key, data, over=None):
        self.writes.append(key)
        return super().write(key, data, over)


def test_publishing_does_not_grow_with_the_show(storage, small_pages):
    """What one more episode reads and writes is the same for a short show and a long one."""
    touched = []
    for length in (7, 15):
        for day in range(length):
            publishing.publish(storage, SHOW, episode(day), mp3())
        counting = CountingStorage(storage.files)
        publishing.publish(counting, SHOW, episode(length), mp3())
        touched.append((len(counting.reads), len(counting.writes)))
    assert touched[0] == touched[1]


def test_an_archived_episode_cut_anew(storage, small_pages):
    made = [publishing.publish(storage, SHOW, episode(day), mp3()).episode for day in range(7)]
    second = storage.read("daily/archive-2.xml")
    again = publishing.publish(storage, SHOW, episode(0), mp3(880)).episode
    assert again.guid == made[0].guid
    assert again.mp3.encode() in storage.read("daily/archive-1.xml")
    assert storage.read("daily/archive-2.xml") == second
    assert publishing.is_published(storage, SHOW, again)
    assert_whole(storage)


def test_removed_episodes_leave_no_files_and_their_archive_page(storage, small_pages):
    for day in range(7):
        publishing.publish(storage, SHOW, episode(day), mp3())
    publishing.remove(storage, SHOW, "2026-03-21T0630", "2026-03-27T0630")
    assert storage.list("daily/episodes/2026-03-21T0630") == []
    assert storage.list("daily/episodes/2026-03-27T0630") == []
    assert len(guids(storage, "daily/archive-1.xml")) == 1
    assert [each.id for each in publishing.episodes(storage, SHOW)] == [
        f"2026-03-{day}T0630" for day in range(26, 21, -1)
    ]
    assert_whole(storage)
    with pytest.raises(PublishError, match="has no episode 2026-03-21T0630"):
        publishing.remove(storage, SHOW, "2026-03-21T0630")


def test_an_emptied_archive_page_goes_and_nothing_links_to_it(storage, small_pages):
    made = [publishing.publish(storage, SHOW, episode(day), mp3()).episode for day in range(9)]
    publishing.remove(storage, SHOW, made[2].id, made[3].id)
    assert not storage.exists("daily/archive-2.xml")
    assert not storage.exists("daily/archive-2.html")
    assert b"archive-1.xml" in storage.read("daily/archive-3.xml")
    assert_whole(storage)
    publishing.publish(storage, SHOW, episode(9), mp3())
    publishing.rebuild(storage, SHOW)
    assert not storage.exists("daily/archive-2.xml")
    assert_whole(storage)


def test_only_the_newest_episodes_are_kept(storage, small_pages):
    made = [publishing.publish(storage, SHOW, episode(day), mp3()).episode for day in range(9)]
    assert publishing.keep(storage, SHOW, 20) == ()
    assert publishing.keep(storage, SHOW, 3) == tuple(each.id for each in made[:6])
    assert guids(storage) == [each.guid for each in made[:5:-1]]
    assert not [key for key in storage.list("daily") if "archive" in key]
    assert len([key for key in storage.list("daily") if key.endswith(".mp3")]) == 3
    assert_whole(storage)


def test_keep_goes_by_the_date_and_spares_what_was_made_just_now(storage):
    made = {day: publishing.publish(storage, SHOW, episode(day), mp3()).episode.id for day in (3, 4, 5, 1)}
    assert publishing.keep(storage, SHOW, 2, made[1]) == (made[3],)
    assert publishing.find(storage, SHOW, made[1])
    assert publishing.keep(storage, SHOW, 2) == (made[1],)
    assert {each.id for each in publishing.episodes(storage, SHOW)} == {made[4], made[5]}


def test_a_removed_episode_may_come_again_with_its_guid(storage):
    guid = publishing.publish(storage, SHOW, episode(), mp3()).episode.guid
    publishing.remove(storage, SHOW, episode().id)
    assert guids(storage) == []
    assert publishing.publish(storage, SHOW, episode(), mp3()).episode.guid == guid


@pytest.mark.parametrize("damage", thinned([b"{", None, b"\0" * 4000], 3), ids=["cut off", "lost", "zeros"])
def test_an_episode_whose_manifest_cannot_be_read_stays_as_it_stands(storage, small_pages, damage):
    for day in range(5):
        publishing.publish(storage, SHOW, episode(day), mp3())
    shown = {entry.id: entry for name in ("feed", "archive-1") for entry in feed(storage, f"daily/{name}.xml").entries}
    for id_ in ("2026-03-21T0630", "2026-03-24T0630"):  # on the archive page and in the feed
        key = f"daily/episodes/{id_}/episode.json"
        storage.delete(key) if damage is None else storage.write(key, damage)
    for day in range(5, 7):  # with the second of these the one in the feed comes to an archive page
        done = publishing.publish(storage, SHOW, episode(day), mp3())
        [warning] = [each for each in done.warnings if "2026-03-24T0630" in each]
        assert "stays in the feed" in warning
        assert "`tingbao episodes remove 2026-03-24T0630 --show daily`" in warning
        assert_whole(storage)
    publishing.rebuild(storage, SHOW)
    now = {
        entry.id: entry
        for name in ("feed", "archive-1", "archive-2")
        for entry in feed(storage, f"daily/{name}.xml").entries
    }
    assert len(now) == 7
    assert {id_: now[id_] for id_ in shown} == shown
    assert len(list(publishing.episodes(storage, SHOW))) == 7
    moved = replace(SHOW, base_url="https://cdn.example.net")
    publishing.rebuild(storage, moved)
    assert SHOW.base_url.encode() not in storage.read("daily/archive-1.xml")
    publishing.remove(storage, SHOW, "2026-03-21T0630", "2026-03-24T0630")
    assert publishing.publish(storage, SHOW, episode(8), mp3()).warnings == ()
    assert_whole(storage)


def test_a_lost_catalogue_is_made_from_manifests_and_feed(storage, small_pages):
    made = [publishing.publish(storage, SHOW, episode(day), mp3()).episode for day in range(6)]
    moved = replace(SHOW, base_url="https://cdn.example.net")
    publishing.rebuild(storage, moved)
    show_guid = re.search(rb"<podcast:guid>.*?<", storage.read(FEED))[0]
    storage.delete("daily/show.json")
    publishing.rebuild(storage, moved)
    assert show_guid in storage.read(FEED)
    assert guids(storage, "daily/archive-1.xml") == [made[1].guid, made[0].guid]
    assert publishing.publish(storage, moved, episode(6), mp3()).episode.number == 7


def test_a_damaged_catalogue_is_made_again_from_manifests_and_feed(storage, small_pages):
    for day in range(5):
        publishing.publish(storage, SHOW, episode(day), mp3())
    before, shown = tree(storage), guids(storage)
    storage.write("daily/show.json", b'{"guid": 1')
    publishing.rebuild(storage, SHOW)
    assert tree(storage) == before
    storage.write("daily/show.json", b'{"guid": 1')
    storage.write("daily/episodes/2026-03-24T0630/episode.json", b"{")
    done = publishing.publish(storage, SHOW, episode(5), mp3())
    assert any("show.json was damaged" in each for each in done.warnings)
    assert guids(storage) == [done.episode.guid, *shown]
    assert done.episode.number == 6


def test_an_identity_that_nothing_tells_is_not_minted_again(storage):
    publishing.publish(storage, SHOW, episode(), mp3())
    storage.write("daily/show.json", b'{"guid": 1')
    storage.delete(FEED)
    before = tree(storage)
    with pytest.raises(PublishError, match=r"daily/show\.json: .*it keeps the show's identity"):
        publishing.publish(storage, SHOW, episode(1), mp3())
    assert tree(storage) == before


@pytest.mark.parametrize("id_", ["", "../x", "a/b", ".hidden", "a\nb", "a\\b"])
def test_an_id_that_cannot_be_a_folder(storage, id_):
    with pytest.raises(PublishError, match="cannot name an episode"):
        publishing.publish(storage, SHOW, episode(id=id_), mp3())
    assert tree(storage) == {}


def test_an_edition_in_chinese(storage):
    done = publishing.publish(storage, SHOW, episode(id="2026-03-21-特别 节目#1?"), mp3())
    address = feed(storage).entries[0].enclosures[0].href
    assert address.isascii()
    assert unquote(address.removeprefix(SHOW.base_url + "/")).endswith(done.episode.mp3)
    assert_whole(storage)


def test_the_users_own_cover(storage, tmp_path):
    from PIL import Image

    path = tmp_path / "own.jpg"
    Image.new("RGB", (1400, 1400), (180, 20, 20)).save(path)
    publishing.publish(storage, replace(SHOW, cover=str(path)), episode(), mp3())
    assert storage.read("daily/cover.jpg") == path.read_bytes()
    assert feed(storage).feed.image.href.endswith("/daily/cover.jpg")
    Image.new("RGB", (1400, 1000)).save(path)
    before = tree(storage)
    with pytest.raises(ConfigError, match="1400 x 1000"):
        publishing.publish(storage, replace(SHOW, cover=str(path)), episode(1), mp3())
    assert tree(storage) == before


@pytest.mark.parametrize(
    ("act", "stand"),
    [
        pytest.param(publish_first, 0, marks=pytest.mark.slow),
        pytest.param(publish_next, 6, marks=pytest.mark.slow),
        pytest.param(cut_anew, 6, marks=pytest.mark.slow),
        pytest.param(cut_archived_anew, 6, marks=pytest.mark.slow),
        (remove, 6),
        pytest.param(keep, 4, marks=pytest.mark.slow),
        pytest.param(rename, 2, marks=pytest.mark.slow),
    ],
)
def test_every_write_failing_in_turn(small_pages, act, stand):
    """At every instant the feed names only complete files; the same command again completes the work."""
    before = MemoryStorage()
    for day in range(stand):
        publishing.publish(before, SHOW, episode(day), mp3())
    whole = MemoryStorage(before.files)
    act(whole)
    assert_whole(whole)
    assert whole.files != before.files
    for count in itertools.count():
        storage = MemoryStorage(before.files)
        try:
            act(FailingStorage(storage, count))
        except PublishError as error:
            assert str(error) == "The disk is full."  # noqa: PT017
            assert_whole(storage)
            act(storage)
            assert storage.files == whole.files
        else:
            break
    assert count > 5


def test_a_damaged_manifest_is_mended_by_making_the_episode_again(storage):
    first = publishing.publish(storage, SHOW, episode(), mp3()).episode
    storage.write("daily/episodes/2026-03-21T0630/episode.json", b"{")
    assert publishing.find(storage, SHOW, first.id) is None
    again = publishing.publish(storage, SHOW, episode(), mp3()).episode
    assert (again.guid, again.mp3) == (first.guid, first.mp3)
    assert publishing.find(storage, SHOW, first.id) == again
