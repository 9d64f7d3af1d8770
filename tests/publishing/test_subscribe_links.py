"""Links that add the feed to a podcast app, and the QR code of the show's page."""

from dataclasses import replace
from urllib.parse import unquote
from xml.etree import ElementTree

from service.publishing.subscribe_links import apps, directories, is_for_listeners, qr_code
from tests.support.publishing_samples import SHOW
from tests.support.tables import every_row

FEED = "radio.example.org/pods/daily/feed.xml"


def test_each_link_names_the_feed_in_the_way_of_its_app():
    links = {app.name: app.href for app in apps(SHOW)}
    assert links["Apple Podcasts"] == f"podcast://{FEED}"
    assert (
        links["Overcast"]
        == "overcast://x-callback-url/add?url=https%3A%2F%2Fradio.example.org%2Fpods%2Fdaily%2Ffeed.xml"
    )
    assert all(FEED in unquote(link) for link in links.values())
    assert all(link.isascii() for link in links.values())


def test_platforms_are_named_where_the_show_has_a_page_there():
    assert directories(SHOW) == ()
    show = replace(SHOW, xiaoyuzhou="https://www.xiaoyuzhoufm.com/podcast/5e280fab418a84a0461fbc0b")
    assert [(app.name, app.href) for app in directories(show)] == [("小宇宙", show.xiaoyuzhou)]
    both = replace(show, ximalaya="https://www.ximalaya.com/album/1234567")
    assert [app.name for app in directories(both)] == ["小宇宙", "喜马拉雅"]


@every_row(
    ("base_url", "reached"),
    [
        ("http://127.0.0.1:8000", False),
        ("http://localhost:8000", False),
        ("http://[::1]:8000", False),
        ("http://192.168.1.20:8000", True),  # phones in the same house
        ("https://radio.example.org", True),
    ],
)
def test_there_is_nothing_to_subscribe_to_on_this_machine_alone(base_url, reached):
    assert is_for_listeners(replace(SHOW, base_url=base_url)) == reached


def test_the_qr_code_is_an_svg_and_the_same_for_the_same_show():
    code = qr_code(SHOW)
    assert ElementTree.fromstring(code).tag.endswith("svg")
    assert qr_code(SHOW) == code
