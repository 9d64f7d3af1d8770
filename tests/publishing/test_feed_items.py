"""Episodes as the published feed tells them."""

from dataclasses import replace

import pytest

from service.publishing import feed_items
from service.publishing.publish import publish
from tests.support.publishing_samples import SHOW, MemoryStorage, episode, mp3


def test_an_episode_is_found_again_in_the_feed_by_its_id(one_drawing):
    storage = MemoryStorage()
    publish(storage, SHOW, episode(), mp3())
    [(id_, found)] = feed_items.read_items(storage, SHOW).items()
    made = episode()
    assert (id_, found.episode.title, found.episode.published) == (made.id, made.title, made.published)
    assert [each.title for each in found.episode.chapters] == [each.title for each in made.chapters]
    assert found.item.startswith(b"<item>")
    assert found.item in storage.read("daily/feed.xml")


def test_a_document_that_is_no_xml_is_passed_over():
    assert feed_items.read_items(MemoryStorage({"daily/feed.xml": b"<rss><channel><item>"}), SHOW) == {}


def test_an_item_that_is_not_whole_is_passed_over():
    text = b"<rss><channel><item><link>https://h.example/episodes/x/</link></item></channel></rss>"
    assert feed_items.read_items(MemoryStorage({"daily/feed.xml": text}), SHOW) == {}


@pytest.mark.parametrize("now", ["https://cdn.example.net", "http://cdn.example.net"])
def test_an_item_has_the_shows_present_address_also_behind_op3(one_drawing, now):
    storage, counted = MemoryStorage(), replace(SHOW, op3=True)
    publish(storage, counted, episode(), mp3())
    [found] = feed_items.read_items(storage, replace(counted, base_url=now)).values()
    assert b"radio.example.org" not in found.item
    behind = now.removeprefix("https://")
    assert f'/{behind}/daily/episodes/{found.episode.id}/{found.episode.mp3}"'.encode() in found.item
    assert found.item.count(b"https://op3.dev/e,pg=") == 1
