"""The names of what is published: keys in the storage, and addresses in ASCII."""

from dataclasses import replace

import pytest

from service.publishing import urls
from tests.support.publishing_samples import SHOW, episode


@pytest.mark.parametrize("base", ["https://h.example/pods", "https://h.example/pods/"])
def test_a_file_of_a_show_has_one_address_whether_the_base_ends_in_a_slash_or_not(base):
    show = replace(SHOW, base_url=base)
    assert urls.url(show, urls.FEED) == "https://h.example/pods/daily/feed.xml"
    assert urls.key(show, urls.FEED) == "daily/feed.xml"


def test_addresses_are_ascii_and_a_name_cannot_lead_out_of_its_folder():
    assert urls.url(SHOW, "云州/..").isascii()
    assert urls.url(SHOW, "a/b").endswith("/daily/a%2Fb")


def test_an_episodes_key_and_address_name_the_same_file():
    made = episode()
    address = urls.episode_url(SHOW, made, "transcript.vtt")
    assert address.endswith("/" + urls.episode_key(SHOW, made.id, "transcript.vtt"))


@pytest.mark.parametrize(
    ("base", "behind"),
    [
        ("https://radio.example.org/pods", "radio.example.org/pods/daily/"),
        ("http://radio.example.org", "http://radio.example.org/daily/"),
    ],
)
def test_op3_is_asked_with_the_shows_guid_and_an_address_without_https(base, behind):
    """The forms of https://op3.dev/setup."""
    made, show = replace(episode(), mp3="a.mp3"), replace(SHOW, base_url=base)
    direct = urls.episode_url(show, made, "a.mp3")
    assert urls.enclosure_url(show, "8e9b", made) == direct
    counted = urls.enclosure_url(replace(show, op3=True), "8e9b", made)
    assert counted == f"https://op3.dev/e,pg=8e9b/{behind}episodes/{made.id}/a.mp3"
