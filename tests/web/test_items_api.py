"""Standing items over the API: kept, changed, heard and removed; two at once, and what cannot be."""

import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest

from service.audio import mp3
from service.pipeline.recordings import MOST_BYTES
from tests.support.paths import DATA
from tests.support.sound_files import as_mp3, tone
from tests.support.web_service import TOKEN, Service

pytestmark = pytest.mark.slow
ITEMS, SOUNDS = "/api/shows/daily/items", "/api/shows/daily/sounds"
NOTICE = {"text": "今晚十点停水。请提前储水。", "place": 1, "days": ["sat", "mon"], "until": "2099-12-31"}


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    config = '[[show]]\nslug = "daily"\nengine = "espeak"\n\n[[show]]\nslug = "other"\n'
    found = Service(tmp_path_factory.mktemp("items"), config=config).start()
    yield found
    found.stop()


@pytest.fixture
def tag(service):
    """The ETag of a list that is empty again."""
    for each in service.get(ITEMS).json["items"]:
        service.ask("DELETE", address(each["name"]), If_Match="*")
    return service.get(ITEMS).headers["etag"]


def address(name):
    return f"{ITEMS}/{quote(name, safe='')}"


def put(service, name, value, on="*"):
    return service.ask("PUT", address(name), json.dumps(value), Content_Type="application/json", If_Match=on)


def test_one_is_kept_changed_switched_off_and_removed(service, tag):
    kept = put(service, "停水通知", NOTICE, tag)
    assert kept.status == 200
    [item] = kept.json["items"]
    assert item == {
        "name": "停水通知",
        "text": NOTICE["text"],
        "sound": None,
        "seconds": None,
        "place": 1,
        "days": ["mon", "sat"],
        "since": None,
        "until": "2099-12-31",
        "on": True,
        "over": False,
        "lost": False,
    }
    renamed = put(
        service, "停水通知", {**NOTICE, "name": "停水", "on": False, "until": "2020-01-01"}, kept.headers["etag"]
    )
    assert [(each["name"], each["on"], each["over"]) for each in renamed.json["items"]] == [("停水", False, True)]
    removed = service.ask("DELETE", address("停水"), If_Match=renamed.headers["etag"])
    assert removed.json["items"] == []
    assert removed.headers["etag"] == tag


def test_of_two_at_once_the_second_is_told_and_nothing_is_overwritten(service, tag):
    assert put(service, "甲", NOTICE, tag).status == 200
    late = put(service, "乙", NOTICE, tag)
    assert late.status == 412
    assert "changed meanwhile" in late.json["detail"]
    assert service.ask("DELETE", address("甲"), If_Match=tag).status == 412
    assert [each["name"] for each in service.get(ITEMS).json["items"]] == ["甲"]
    assert service.ask("DELETE", address("甲")).status == 428


def test_a_sound_is_sent_heard_and_told(service, tag):
    sent = service.ask("POST", SOUNDS, as_mp3(tone(3)))
    assert sent.status == 201
    key, seconds = sent.json["sound"], sent.json["seconds"]
    assert seconds == pytest.approx(3, abs=0.1)
    sound = service.get(f"{SOUNDS}/{key}")
    assert (sound.headers["content-type"], sound.body[:4]) == ("audio/wav", b"RIFF")
    [item] = put(service, "广告", {"sound": key}).json["items"]
    assert (item["sound"], item["seconds"], item["text"], item["lost"]) == (key, seconds, "", False)
    file = service.folder / ".tingbao" / "sounds" / "daily" / f"{key}.wav"
    file.write_bytes(b"RIFF")
    assert service.get(ITEMS).json["items"][0]["lost"] is True
    assert service.get(f"{SOUNDS}/{key}").status == 404
    assert service.get(f"/api/shows/other/sounds/{key}").status == 404


def test_an_item_is_heard_as_it_would_be_told(service, tag):
    put(service, "24/7 通知", NOTICE)
    heard = service.get(f"{address('24/7 通知')}/audio")
    assert (heard.status, heard.headers["content-type"]) == (200, "audio/mpeg")
    assert 2 < len(mp3.decode(heard.body)) / 24_000 < 12
    assert service.get(f"{address('没有')}/audio").status == 404
    key = service.ask("POST", SOUNDS, as_mp3(tone(3))).json["sound"]
    put(service, "广告", {"sound": key})
    assert len(mp3.decode(service.get(f"{address('广告')}/audio").body)) / 24_000 == pytest.approx(3, abs=0.2)
    (service.folder / ".tingbao" / "sounds" / "daily" / f"{key}.wav").unlink()
    lost = service.get(f"{address('广告')}/audio")
    assert (lost.status, "is lost" in lost.json["detail"]) == (503, True)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ({"text": ""}, "write it"),
        ({"text": "🎉。"}, "spoken"),
        ({"text": "话。", "sound": "0" * 32}, "no such sound"),
        ({"text": "话。", "sound": "../../etc"}, "no such sound"),
        ({"text": "话。", "days": ["周六"]}, "days"),
        ({"text": "话。", "since": "2026-03-02", "until": "2026-03-01"}, "before its first"),
        ({"text": "话。", "until": "2026-02-30"}, "until"),
        ({"text": "话。", "name": "长" * 41}, "1 to 40"),
        ({"text": "话。", "place": -1}, "place"),
        ({"text": "话\u0001。"}, "control character"),
        ({"text": "话。", "color": "red"}, "no such member"),
    ],
)
def test_what_cannot_be_is_refused_in_words(service, tag, value, why):
    refused = put(service, "通知", value)
    assert refused.status == 422
    assert why in refused.json["detail"]
    assert service.get(ITEMS).json["items"] == []


def test_who_has_no_token_and_what_is_too_large_gets_nothing(service, tag):
    assert service.ask("GET", ITEMS, bearer=False).status == 401
    assert service.ask("POST", SOUNDS, b"1", bearer=False).status == 401
    head = f"POST {SOUNDS} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n"
    assert b" 413 " in service.raw(f"{head}Content-Length: {MOST_BYTES + 1}\r\n\r\n".encode())
    refused = service.ask("POST", SOUNDS, b"%PDF-1.7 " + bytes(100))
    assert (refused.status, "This is PDF" in refused.json["detail"]) == (422, True)
    assert service.get("/api/shows/none/items").status == 404
    assert service.get(f"{SOUNDS}/..%2f..%2ftingbao.toml").status == 404


@pytest.mark.parametrize(
    "name", ["../../x", "a/b", "通知?#", "%00", "<script>alert(1)</script>", "\u202e通知", "a" * 3000]
)
def test_a_hostile_name_is_a_title_or_refused_and_no_path(service, tag, name):
    before = {each for each in service.folder.rglob("*") if each.is_file()}
    kept = put(service, name, {"text": "话。"})
    assert kept.status == (200 if len(name) <= 40 else 422)
    assert [each["name"] for each in service.get(ITEMS).json["items"]] == [name] * (len(name) <= 40)
    assert len(name) > 40 or service.ask("DELETE", address(name), If_Match="*").json["items"] == []
    after = {each for each in service.folder.rglob("*") if each.is_file()} - before
    assert {each.name for each in after} <= {"daily.json"}


def test_a_sound_that_ends_its_decoder_is_refused_and_the_service_goes_on(service):
    refused = service.ask("POST", SOUNDS, (DATA / "audio" / "damaged.ogg").read_bytes())
    assert (refused.status, "reader of sounds fails at it" in refused.json["detail"]) == (422, True)
    assert service.ask("POST", SOUNDS, as_mp3(tone(1))).status == 201


def test_of_many_sounds_at_once_some_are_told_to_come_again(service):
    sound = as_mp3(tone(2))
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: service.ask("POST", SOUNDS, sound), range(16)))
    assert {each.status for each in answers} == {201, 503}
    late = next(each for each in answers if each.status == 503)
    assert (late.json["detail"].partition(":")[0], late.headers["retry-after"]) == (
        "Too many sounds are sent in at once",
        "10",
    )
