"""The list of all shows: a page and an OPML that name public shows which are published, and no others."""

import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from service.publishing import show_directory
from service.storage.local_folder import FolderStorage
from tests.support.publishing_samples import SHOW, MemoryStorage

SHOWS = [
    replace(SHOW, slug=slug, path=slug, title=title) for slug, title in (("a", "晨报"), ("b", "晚<报>"), ("c", "周报"))
]
PRIVATE = replace(SHOW, slug="secret", path="x7Qp_unguessable", title="内部")


@pytest.fixture(params=[MemoryStorage, FolderStorage])
def storage(request, tmp_path):
    return request.param() if request.param is MemoryStorage else FolderStorage(tmp_path)


def feeds(storage):
    root = ElementTree.fromstring(storage.read("shows.opml"))
    return [outline.get("xmlUrl") for outline in root.iter("outline")]


class Links(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.links = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.links += [value for name, value in attrs if name in ("href", "src")]


def test_shows_are_listed_in_the_order_of_the_configuration_once_they_are_published(storage):
    show_directory.add(storage, SHOWS, SHOWS[2])
    assert feeds(storage) == ["https://radio.example.org/pods/c/feed.xml"]
    show_directory.add(storage, SHOWS, SHOWS[0])
    assert [feed[-10:] for feed in feeds(storage)] == ["a/feed.xml", "c/feed.xml"]
    page = storage.read("index.html").decode()
    assert "晨报" in page
    assert "晚" not in page
    assert {"a/", "c/", "shows.opml"} <= set(Links(page).links)


def test_a_show_that_is_configured_no_more_goes(storage):
    for show in SHOWS:
        show_directory.add(storage, SHOWS, show)
    show_directory.add(storage, SHOWS[:2], SHOWS[0])
    assert [feed[-10:] for feed in feeds(storage)] == ["a/feed.xml", "b/feed.xml"]


def test_a_private_show_is_named_nowhere(storage):
    show_directory.add(storage, [PRIVATE, *SHOWS], PRIVATE)
    assert storage.read("index.html") is None
    show_directory.add(storage, [PRIVATE, *SHOWS], SHOWS[0])
    show_directory.add(storage, [PRIVATE, *SHOWS], PRIVATE)
    written = b"".join(storage.read(key) for key in storage.versions(""))
    assert PRIVATE.path.encode() not in written
    assert "内部".encode() not in written


def test_another_address_moves_all_of_it(storage):
    for show in SHOWS:
        show_directory.add(storage, SHOWS, show)
    moved = [replace(show, base_url="https://new.example.org") for show in SHOWS]
    show_directory.add(storage, moved, moved[0])
    assert feeds(storage) == [f"https://new.example.org/{slug}/feed.xml" for slug in "abc"]


def test_titles_are_text_and_the_same_shows_give_the_same_bytes(storage):
    show_directory.add(storage, SHOWS, SHOWS[1])
    before = {key: storage.read(key) for key in storage.versions("")}
    show_directory.add(storage, SHOWS, SHOWS[1])
    assert {key: storage.read(key) for key in storage.versions("")} == before
    assert "晚&lt;报&gt;" in storage.read("index.html").decode()
    links = Links(storage.read("index.html").decode()).links
    assert set(before) == {"index.html", "shows.opml", next(link for link in links if link.startswith("style-"))}


def test_many_publishers_at_once_lose_none(tmp_path):
    shows = [replace(SHOW, slug=f"s{n}", path=f"s{n}") for n in range(16)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda show: show_directory.add(FolderStorage(tmp_path), shows, show), shows))
    assert len(feeds(FolderStorage(tmp_path))) == 16


def test_a_list_that_has_lost_its_last_show_stays_and_names_nothing(storage):
    show_directory.add(storage, SHOWS, SHOWS[0])
    private = replace(SHOWS[0], path="q7Xw2-kd93")
    show_directory.add(storage, [private], private)
    assert feeds(storage) == []
    [style] = [link for link in Links(storage.read("index.html").decode()).links if link.startswith("style-")]
    assert set(storage.versions("")) == {"index.html", "shows.opml", style}


def test_a_list_is_not_deleted_under_a_publisher_that_was_faster(storage):
    """One publisher finds that no show is public any more, and before it acts another lists its first."""
    show_directory.add(storage, SHOWS, SHOWS[0])
    private = [replace(SHOWS[0], path="q7Xw2-kd93"), SHOWS[1]]

    class Overtaken:
        met = False

        def __getattr__(self, name):
            return getattr(storage, name)

        def write(self, key, data, over=None):
            if not self.met:
                self.met = True
                show_directory.add(storage, private, SHOWS[1])
            return storage.write(key, data, over)

    show_directory.add(Overtaken(), private, private[0])
    assert feeds(storage) == [f"{SHOWS[1].base_url}/b/feed.xml"]
    assert storage.exists("index.html")
