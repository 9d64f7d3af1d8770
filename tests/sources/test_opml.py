"""Lists of feeds as readers export them."""

import random

import pytest

from service.errors import UsageError
from service.publishing.show_directory import opml as written
from service.sources.opml import ListedFeed, feeds
from tests.support.examples import examples
from tests.support.publishing_samples import SHOW


def test_feeds_are_found_however_deep_and_each_once():
    data = (
        '<?xml version="1.0" encoding="gb18030"?><opml version="1.1"><head/><body>'
        '<outline text="新闻"><outline title="甲" text="乙" XMLURL=" http://a.example/1 "/>'
        '<outline><outline text="丙&lt;b&gt;" xmlUrl="https://b.example/2"/></outline></outline>'
        '<outline xmlUrl="http://a.example/1" text="again"/><outline xmlUrl="https://c.example/3"/>'
        '<outline text="一个分类"/><outline xmlUrl="javascript:alert(1)"/></body></opml>'
    ).encode("gb18030")
    found, refused = feeds(data, "feeds.opml")
    assert found == (
        ListedFeed("甲", "http://a.example/1"),
        ListedFeed("丙", "https://b.example/2"),
        ListedFeed("https://c.example/3", "https://c.example/3"),
    )
    assert refused == ("javascript:alert(1)",)


def test_an_address_is_whole_though_it_is_written_as_it_stands():
    data = (
        b"<opml><body><outline xmlUrl='http://a.example/?x=1&y=2&z'/><outline xmlUrl='http://b.example/?x=1&amp;y=2'/>"
        b"<outline type='RSS' url='http://c.example/'/><outline type='link' url='http://d.example/'/></body></opml>"
    )
    urls = [each.url for each in feeds(data, "feeds.opml")[0]]
    assert urls == ["http://a.example/?x=1&y=2&z", "http://b.example/?x=1&y=2", "http://c.example/"]


def test_the_list_that_this_program_publishes_is_read():
    found, refused = feeds(written([SHOW]), "shows.opml")
    assert [each.title for each in found] == [SHOW.title]
    assert not refused


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "this is no OPML"),
        (b"<rss/>", "this is no OPML"),
        (b"<a:opml/>", "this is no OPML"),
        (b"\x00\xff", "this is no OPML"),
        (b"<op:l><body/></op:l>", "this is no OPML"),
        (b"<opml><body><outline text='a'/></body></opml>", "lists no feed"),
        (b"<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc'>]><opml><outline text='&x;'/></opml>", "lists no feed"),
    ],
)
def test_what_is_no_list_is_refused(data, said):
    with pytest.raises(UsageError, match=rf"feeds\.opml: this (?:is|OPML) ?.*{said.removeprefix('this is ')}"):
        feeds(data, "feeds.opml")


def test_any_damage_to_a_list_is_feeds_or_one_sentence():
    whole, chance = written([SHOW]), random.Random(29)
    for _ in range(examples(40, soak=10_000)):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            found, _ = feeds(bytes(damaged[: chance.randrange(len(damaged))]), "shows.opml")
            told = [each.url for each in found]
        except UsageError as error:
            told = [str(error)]
        assert told
        assert all(each.startswith(("http", "shows.opml: ")) and "\n" not in each for each in told)
