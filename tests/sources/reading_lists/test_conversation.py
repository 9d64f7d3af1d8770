"""One request after the other to a service on loopback: what is sent, how long it is waited for, what is said."""

import time

import pytest

from service.core import network
from service.errors import SourceError
from service.sources.fetching import FetchLimits
from service.sources.reading_lists.conversation import Conversation
from service.sources.reading_lists.list_address import parse
from tests.support import reading_services
from tests.support.reading_services import SILENCE, text_answer


@pytest.fixture
def service():
    with reading_services.service("miniflux") as found:
        yield found


@pytest.fixture
def talk(service):
    def made(seconds=20.0, **limits):
        address = parse(service.source)
        quick = FetchLimits(**{"retries": 0, "backoff": 0.001, **limits})
        return Conversation(address, quick, time.monotonic() + seconds, network.origins(address.url))

    return made


def test_a_request_is_sent_as_it_is_meant(service, talk):
    service.fail("/x", text_answer('{"a": "春"}'))
    assert talk().ask("/x", query={"q": "要 闻"}, headers={"X-Auth-Token": "t"}) == {"a": "春"}
    assert service.asked == [("GET", "/x?q=%E8%A6%81+%E9%97%BB")]
    assert service.headers[0]["X-Auth-Token"] == "t"
    assert service.headers[0]["Accept"] == "application/json"


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ({"json_body": {"a": 1}}, "application/json"),
        ({"form": [("i", "1"), ("i", "2")]}, "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_says_what_it_is(options, kind, service, talk):
    service.fail("/x", text_answer("OK"))
    assert talk().send("POST", "/x", **options) == "OK"
    assert service.headers[0]["Content-Type"] == kind


def test_other_statuses_can_be_good_or_refusals(service, talk):
    service.fail("/x", text_answer("gone", 404), text_answer("no", 400))
    assert talk().send("PATCH", "/x", done=(404,)) == ""
    with pytest.raises(
        SourceError, match=r"does not let this program in \(400\): see what TINGBAO_MINIFLUX_TOKEN holds"
    ):
        talk().send("GET", "/x", refusals=(400,))


def test_a_mark_of_the_order_of_bytes_is_no_part_of_an_answer(service, talk):
    """PHP gives one where somebody has saved its configuration with one."""
    service.fail("/v1/", text_answer("\ufeff{}"))
    assert talk().ask("/v1/entries") == {}


def test_no_wait_is_longer_than_the_time_that_is_left(service, talk):
    service.fail("/x", text_answer("busy", 429, {"Retry-After": "3600"}))
    began = time.monotonic()
    with pytest.raises(SourceError, match="asks to wait 3600 s"):
        talk(retries=5).ask("/x")
    assert time.monotonic() - began < 5
    assert len(service.asked) == 1


def test_the_time_for_all_ends_a_request(service, talk):
    service.fail("/x", SILENCE)
    with pytest.raises(SourceError, match="the service is too slow"):
        talk(seconds=0.2, retries=3).ask("/x")
    with pytest.raises(SourceError, match="the service is too slow"):
        talk(seconds=-1.0).ask("/x")


def test_a_service_that_says_nothing_is_tried_again(service, talk):
    service.fail("/x", SILENCE, SILENCE, text_answer("{}"))
    assert talk(retries=2, pause=0.1).ask("/x") == {}
    assert len(service.asked) == 3


def test_a_dead_service_is_named():
    address = parse("miniflux+http://127.0.0.1:9/")
    allowed = network.origins(address.url)
    talk = Conversation(address, FetchLimits(retries=1, backoff=0.001), time.monotonic() + 20, allowed)
    with pytest.raises(
        SourceError, match=r"^miniflux\+http://127\.0\.0\.1:9/: the connection failed \(.+\): check the"
    ):
        talk.ask("/x")


def test_objects_are_those_at_the_end_of_a_path(talk):
    made = talk()
    assert made.objects({"a": {"b": [{"c": 1}]}}, "a", "b") == [{"c": 1}]
    for strange in ({}, [], None, {"a": []}, {"a": {"b": [1]}}, {"a": {"b": None}}):
        with pytest.raises(SourceError, match="the answer is none that Miniflux gives"):
            made.objects(strange, "a", "b")
