"""Drafts over the network: looked at, changed on the version that was seen, published, dropped."""

import datetime as dt
import json
import time

import pytest

from service.audio import mp3
from service.pipeline.pending_episodes import PendingEpisodes
from service.runs.run_records import RunStore
from tests.support.made_episode import HELD_CONFIG, HELD_ID, undated
from tests.support.web_service import Service

DRAFTS = "/api/shows/daily/drafts"
DRAFT = f"{DRAFTS}/{HELD_ID}"


@pytest.fixture(scope="module")
def served(held_episode, tmp_path_factory):
    """The episode, served; each test below has its own copy of what waits."""
    folder = tmp_path_factory.mktemp("drafts")
    held_episode.copy_to(folder)
    found = Service(folder, config=HELD_CONFIG).start()
    yield found
    found.stop()


@pytest.fixture
def service(served, held_episode):
    pending = PendingEpisodes(served.folder / ".tingbao", "daily")
    pending.drop(HELD_ID)
    held_episode.copy_to(served.folder)
    return served


def post(service, act, body=None, on="*"):
    return service.post(f"{DRAFT}/{act}", body or {}, If_Match=on)


def problem(answer, status):
    assert answer.status == status, answer.body
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.json["detail"]


def titles(answer):
    return [each["title"] for each in answer.json["segments"] if each["part"].isdigit()]


@pytest.mark.slow
def test_what_waits_is_listed_with_its_draft(service):
    (listed,) = service.get(DRAFTS).json["drafts"]
    assert (listed["episode"], listed["version"], listed["url"]) == (HELD_ID, 0, DRAFT)
    since, until = (dt.datetime.fromisoformat(listed[name]) for name in ("since", "until"))
    assert (until - since, listed["publish_at"], listed["then"]) == (dt.timedelta(hours=12), None, "drop")
    draft = service.get(listed["url"])
    assert (draft.json["episode"], draft.json["version"]) == (HELD_ID, 0)
    assert draft.json["segments"][0]["sentences"][0]["target"] == "opening.1"


@pytest.mark.slow
def test_what_has_not_changed_is_not_sent_again(service):
    tag = service.get(DRAFT).headers["etag"]
    unchanged = service.get(DRAFT, If_None_Match=tag)
    assert (unchanged.status, unchanged.body, unchanged.headers["etag"]) == (304, b"", tag)
    post(service, "changes", {"verb": "drop", "target": "1"})
    assert service.get(DRAFT, If_None_Match=tag).status == 200


def test_a_change_is_made_on_the_version_that_was_seen(service):
    seen = service.get(DRAFT)
    led = post(service, "changes", {"verb": "lead", "target": "2", "by": "王编辑"}, seen.headers["etag"])
    assert (led.status, led.json["version"], led.json["saved_by"]) == (200, 1, "王编辑")
    assert titles(led)[0] == titles(seen)[1]
    assert service.get(DRAFT).headers["etag"] == led.headers["etag"] != seen.headers["etag"]
    undone = post(service, "undo", on=led.headers["etag"])
    assert titles(undone) == titles(seen)
    assert titles(post(service, "redo", on=undone.headers["etag"])) == titles(led)
    assert service.get(f"{DRAFT}?version=0").json["segments"] == seen.json["segments"]


def test_of_two_editors_the_later_one_is_told_and_overwrites_nothing(service):
    both = service.get(DRAFT).headers["etag"]
    first = post(service, "changes", {"verb": "drop", "target": "1"}, both)
    for act, body in (("changes", {"verb": "drop", "target": "2"}), ("undo", {}), ("publish", {})):
        late = post(service, act, body, both)
        assert "changed meanwhile" in problem(late, 412)
        assert (late.json["newest"], late.headers["etag"]) == (1, first.headers["etag"])
    assert "changed meanwhile" in problem(service.ask("DELETE", DRAFT, If_Match=both), 412)
    assert service.get(DRAFT).json == first.json


def test_what_cannot_be_is_a_problem_and_saves_nothing(service):
    assert "If-Match" in problem(service.post(f"{DRAFT}/changes", {"verb": "drop", "target": "1"}), 428)
    assert "If-Match" in problem(service.post(f"{DRAFT}/undo", {}), 428)
    assert "There is no place 99" in problem(post(service, "changes", {"verb": "lead", "target": "99"}), 422)
    assert "nothing to undo" in problem(post(service, "undo"), 422)
    for body in ({}, {"verb": "eat", "target": "1"}, {"verb": "drop"}, {"verb": "drop", "target": "1", "x": 1}):
        assert problem(post(service, "changes", body), 422).startswith("#")
    bad = service.ask("POST", f"{DRAFT}/changes", "{", If_Match="*", Content_Type="application/json")
    problem(bad, 400)
    problem(service.get(f"{DRAFT}?version=x"), 422)
    problem(service.get(f"{DRAFT}?version=9"), 422)
    for address in (f"{DRAFTS}/2026-01-01-none", "/api/shows/nobody/drafts", f"{DRAFTS}/..%2f..%2fetc"):
        problem(service.get(address), 404)
    assert service.get(DRAFT).json["version"] == 0


def test_a_change_is_checked_and_not_made(service):
    told = post(service, "check", {"verb": "say", "target": "1.2", "text": "一共有9876人到场。"})
    assert (told.status, told.json["version"], told.headers["cache-control"]) == (200, 0, "no-store")
    (warning,) = told.json["warnings"]
    assert (warning["part"], warning["target"]) == ("1", "1.2")
    assert "9876人" in warning["words"]
    title = post(service, "check", {"verb": "say", "target": "1.title", "text": "9876人到场"}).json["warnings"]
    assert [each["target"] for each in title] == ["1.title"]
    assert "has no sentence 99" in problem(post(service, "check", {"verb": "say", "target": "1.99"}), 422)
    problem(service.post(f"{DRAFT}/check", {"verb": "say", "target": "1.2"}, bearer=False), 401)
    assert service.get(DRAFT).json["version"] == 0


def test_without_the_token_no_draft_is_told_or_changed(service):
    problem(service.get(DRAFTS, bearer=False), 401)
    problem(service.get(DRAFT, bearer=False), 401)
    change = service.post(f"{DRAFT}/changes", {"verb": "drop", "target": "1"}, bearer=False, If_Match="*")
    problem(change, 401)
    assert service.get(DRAFT).json["version"] == 0


def test_a_sentence_is_heard_as_it_would_be_published(service):
    said = post(service, "changes", {"verb": "say", "target": "close.1", "text": "今天就到这里。"})
    assert said.status == 200
    first, again = service.get(f"{DRAFT}/audio/close.1?version=0"), service.get(f"{DRAFT}/audio/close.1")
    for heard in (first, again):
        assert (heard.status, heard.headers["content-type"]) == (200, "audio/mpeg")
        assert len(mp3.decode(heard.body)) > 24_000 * 2 // 2  # half a second of 16-bit samples
    assert first.body != again.body
    assert "has no sentence 99" in problem(service.get(f"{DRAFT}/audio/close.99"), 422)
    problem(service.get(f"{DRAFT}/audio/close.1?version=9"), 422)
    problem(service.get(f"{DRAFTS}/2026-01-01-none/audio/1.1"), 404)
    problem(service.get(f"{DRAFT}/audio/close.1", bearer=False), 401)


@pytest.mark.slow
def test_a_reading_is_looked_up_heard_and_kept_for_good(service):
    (service.folder / ".tingbao" / "editors" / "daily.json").unlink(missing_ok=True)
    post(service, "changes", {"verb": "say", "target": "close.1", "text": "明天去单县。"})
    found = service.get(f"{DRAFT}/readings/close.1").json
    assert [each["reading"] for each in found["characters"]][3:5] == ["shan4", "xian4"]
    assert "dan1" in found["characters"][3]["choices"]
    usual = service.get(f"{DRAFT}/audio/close.1")
    tried = service.get(f"{DRAFT}/audio/close.1?word=%E5%8D%95%E5%8E%BF&pinyin=dan1%20xian4")
    assert (tried.status, tried.body != usual.body) == (200, True)
    assert "syllables" in problem(service.get(f"{DRAFT}/audio/close.1?word=%E5%8D%95%E5%8E%BF&pinyin=dan1"), 422)
    kept = {"verb": "read", "target": "单县", "text": "dan1 xian4", "for_good": True}
    assert post(service, "changes", kept).json["readings"] == {"单县": "dan1 xian4"}
    assert service.get(f"{DRAFT}/readings/close.1").json["for_good"] == {"单县": "dan1 xian4"}
    assert "kept for good" in problem(post(service, "changes", {"verb": "drop", "target": "1", "for_good": True}), 422)
    problem(service.get(f"{DRAFT}/readings/99.1"), 422)


@pytest.mark.slow
def test_the_whole_article_is_read_and_a_sentence_of_it_told(service):
    article = service.get(f"{DRAFT}/articles/1").json
    other = next(each for paragraph in article["paragraphs"] for each in paragraph if each["can_be_told"])
    tell = {"verb": "tell", "target": "1", "place": other["number"]}
    told = post(service, "changes", tell)
    story = next(each for each in told.json["segments"] if each["part"] == "1")
    assert other["text"] in [each["source"] for each in story["sentences"]]
    again = service.get(f"{DRAFT}/articles/1").json
    assert other["number"] in [each["number"] for part in again["paragraphs"] for each in part if each["told"]]
    assert "told already" in problem(post(service, "changes", tell), 422)
    problem(service.get(f"{DRAFT}/articles/opening"), 422)


@pytest.mark.slow
def test_the_whole_programme_is_made_and_heard(service):
    assert service.get(f"{DRAFT}/programme").json["state"] == "ready"  # the episode that waits
    said = post(service, "changes", {"verb": "say", "target": "close.1", "text": "今天就到这里。"})
    assert service.get(f"{DRAFT}/programme").json["state"] == "none"
    assert "has no sound yet" in problem(service.get(f"{DRAFT}/programme.mp3"), 404)
    started = service.post(f"{DRAFT}/programme", {})
    assert (started.status, started.json["state"], started.json["version"]) == (202, "making", 1)
    deadline = time.monotonic() + 60
    while (now := service.get(f"{DRAFT}/programme").json)["state"] != "ready":
        assert (now["state"], time.monotonic() < deadline) == ("making", True)
        time.sleep(0.05)
    heard = service.get(f"{DRAFT}/programme.mp3?version=1")
    assert len(mp3.decode(heard.body)) / 24_000 == pytest.approx(said.json["seconds"], abs=1)
    part = service.get(f"{DRAFT}/programme.mp3?version=1", Range="bytes=0-99")
    assert (part.status, part.body) == (206, heard.body[:100])
    problem(service.get(f"{DRAFT}/programme.mp3", bearer=False), 401)


@pytest.mark.slow
def test_published_it_is_as_the_draft_has_it_and_the_record_says_who(service):
    post(service, "changes", {"verb": "drop", "target": "1"})
    said = post(service, "changes", {"verb": "say", "target": "close.1", "text": "今天就到这里。"})
    started = post(service, "publish", {"by": "王编辑"}, said.headers["etag"])
    assert started.status == 202
    deadline = time.monotonic() + 60
    while (run := service.get(started.json["url"]).json)["status"] == "running":
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert (run["status"], run["approved_by"], run["episode"]) == ("made", "王编辑", HELD_ID)
    (manifest,) = (service.folder / "output").rglob("episode.json")
    published = json.loads(manifest.read_text("utf-8"))
    assert [each["what"] for each in published["edits"]] == ["drop", "say"]
    problem(service.get(DRAFT), 404)
    assert RunStore(service.folder / ".tingbao").get("daily", run["id"]).approved_by == "王编辑"


def test_dropped_it_is_gone(service):
    tag = service.get(DRAFT).headers["etag"]
    assert service.ask("DELETE", DRAFT, If_Match=tag).status == 204
    assert service.get(DRAFTS).json == {"drafts": []}
    problem(service.get(DRAFT), 404)


def test_a_time_to_publish_is_set_for_the_version_that_was_seen_and_taken_back(service):
    tag = service.get(DRAFT).headers["etag"]
    timed = post(service, "publish", {"at": "23:59", "by": "王编辑"}, tag)
    assert (timed.status, timed.json["episode"], timed.json["by"]) == (200, HELD_ID, "王编辑")
    (listed,) = service.get(DRAFTS).json["drafts"]
    assert listed["publish_at"] == listed["until"] == timed.json["publish_at"]
    assert listed["then"] == "publish"
    assert listed["publish_at"][11:16] == "23:59"
    post(service, "changes", {"verb": "drop", "target": "1"})
    problem(post(service, "publish", {"at": "23:58"}, tag), 412)
    assert service.get(DRAFTS).json["drafts"][0]["publish_at"] == listed["publish_at"]
    assert service.ask("DELETE", f"{DRAFT}/publish", If_Match="*").status == 204
    assert service.get(DRAFTS).json["drafts"][0]["publish_at"] is None
    assert "time" in problem(post(service, "publish", {"at": "soon"}), 422)


@pytest.mark.slow
def test_a_draft_is_made_on_request(service):
    assert "no drafts" not in service.post(DRAFTS, {"edition": "../x"}).text
    assert service.post(DRAFTS, {"edition": "../x"}).status == 422
    assert service.post("/api/shows/none/drafts", {}).status == 404
    undated(service.folder)
    started = service.post(DRAFTS, {"edition": "noon"})
    assert started.status == 202
    deadline = time.monotonic() + 120
    while (run := service.get(started.json["url"]).json)["status"] == "running":
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert (run["status"], run["edition"]) == ("held", "noon")
    PendingEpisodes(service.folder / ".tingbao", "daily").drop(run["episode"])
