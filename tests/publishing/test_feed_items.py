"""Episodes as the published feed tells them."""

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
