"""From where an address can be reached, by its host alone."""

from service.core.url_scope import DEFAULT_BASE_URL, is_local_only, is_loopback, would_lose_address
from tests.support.tables import every_row


@every_row(
    ("address", "loopback", "local"),
    [
        ("http://127.0.0.1:8000", True, True),
        ("http://[::1]/pod", True, True),
        ("http://localhost", True, True),
        ("http://pod.localhost:8000", True, True),
        ("http://192.168.1.9", False, True),
        ("http://[fe80::1]", False, True),
        ("http://nas", False, True),
        ("http://nas.local", False, True),
        ("http://nas.home.arpa/pod", False, True),
        ("https://example.org/pod", False, False),
        ("https://93.184.216.34", False, False),
        ("https://localhost.example.org", False, False),
    ],
)
def test_where_an_address_can_be_reached_from(address, loopback, local):
    assert (is_loopback(address), is_local_only(address)) == (loopback, local)


def test_an_address_is_lost_where_none_is_set_and_the_published_one_is_another_machine_s():
    assert would_lose_address("https://example.org/feed.xml", DEFAULT_BASE_URL)
    assert would_lose_address("http://192.168.1.9/feed.xml", DEFAULT_BASE_URL)
    assert not would_lose_address("http://127.0.0.1:9000/feed.xml", DEFAULT_BASE_URL)
    assert not would_lose_address("https://example.org/feed.xml", "https://example.net")
