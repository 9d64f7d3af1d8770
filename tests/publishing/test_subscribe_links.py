"""Links that add the feed to a podcast app, and the QR code of the show's page."""

from urllib.parse import unquote
from xml.etree import ElementTree

from service.publishing.subscribe_links import apps, qr_code
from tests.support.publishing_samples import SHOW

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


def test_the_qr_code_is_an_svg_and_the_same_for_the_same_show():
    code = qr_code(SHOW)
    assert ElementTree.fromstring(code).tag.endswith("svg")
    assert qr_code(SHOW) == code
