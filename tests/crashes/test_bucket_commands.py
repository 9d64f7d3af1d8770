"""A show in a bucket, from the command line: what is sent, what a reader of the objects gets, and what is said."""

import collections
import re
import shutil

import pytest

from tests.support import listening
from tests.support.listening import BucketListener

pytestmark = pytest.mark.slow

PODS = "pods/tingbao"
FIRST, SECOND = "2026-03-21T0630", "2026-03-22T0630"


@pytest.fixture
def bucket(stage, server):
    """A new bucket, in which the stage's show is published."""
    name = server.bucket()
    environment = server.environment | {"TINGBAO_OUTPUT": f"s3://{name}/pods"}
    stage.always = {"bucket": {"environment": environment, "patience": (20.0, 20.0)}}
    return name


@pytest.fixture
def counted(stage, server):
    """Runs a command; gives its outcome and its requests: the numbers by method, and what was sent and deleted."""

    def call(act, *words):
        server.watch()
        outcome = act(*words)
        asked = [request.split() for request in server.requests]
        changed = [path.split("/", 2)[2] for method, path in asked if method in ("PUT", "POST", "DELETE")]
        return outcome, collections.Counter(method for method, _ in asked), changed

    return call


def test_what_is_published_and_what_is_sent(stage, server, bucket, counted, tmp_path):
    """First, again, the next day's, a re-cut, a removal: a folder gets the same bytes, the bucket what is new alone."""
    listener = BucketListener(server, bucket, tmp_path / "heard")
    here = stage.folder.with_name("here")
    shutil.copytree(stage.folder, here)

    def same_here(*words):
        stage.folder, there = here, stage.folder
        assert stage(*words, bucket=None).code == 0
        stage.folder = there
        assert listening.tree(here / "output") == listening.tree(tmp_path / "heard" / "pods")

    made, asked, sent = counted(stage.make, 21, "--output", f"s3://{bucket}/pods")
    assert (made.code, listening.report(made.out)["status"]) == (0, "made")
    assert re.fullmatch(rf"s3://{bucket}/{PODS}/episodes/{FIRST}/tingbao-.*\.mp3", listening.report(made.out)["mp3"])
    assert set(listener.episodes()) == {FIRST}
    assert sorted(sent) == sorted(server.versions(bucket))
    assert sent[-4:] == [
        f"{PODS}/feed.xml",
        *sorted(key for key in sent if key.count("/") == 1 and "style" in key),
        "pods/index.html",
        "pods/shows.opml",
    ]
    assert asked.total() < 50
    same_here("make", "--date", "2026-03-21")

    (tmp_path / "feed.xml").write_bytes(server.read(bucket, f"{PODS}/feed.xml"))
    checked = stage("check", "--feed", str(tmp_path / "feed.xml"))
    assert checked.code == 0, checked.out
    for key, kind, seconds in (
        ("feed.xml", "application/rss+xml; charset=utf-8", 60),
        ("index.html", "text/html; charset=utf-8", 300),
        (f"episodes/{FIRST}/transcript.vtt", "text/vtt; charset=utf-8", 300),
        (f"episodes/{FIRST}/chapters.json", "application/json+chapters", 300),
        (next(key for key in sent if key.endswith(".mp3")).removeprefix(f"{PODS}/"), "audio/mpeg", 31_536_000),
    ):
        told = server.headers(bucket, f"{PODS}/{key}")
        assert told["content-type"] == kind
        assert f"max-age={seconds}" in told["cache-control"]

    again, asked, sent = counted(stage.make, 21)
    assert (again.code, listening.report(again.out)["status"]) == (0, "unchanged")
    assert sent == []
    assert asked.total() < 15

    before = server.versions(bucket)
    made, asked, sent = counted(stage.make, 22)
    assert set(listener.episodes()) == {FIRST, SECOND}
    lists = [f"{PODS}/show.json", f"{PODS}/index.html", f"{PODS}/feed.xml"]
    assert sent[-3:] == lists
    assert all(key.startswith(f"{PODS}/episodes/{SECOND}/") for key in sent[:-3])
    same_here("make", "--date", "2026-03-22")

    before = server.versions(bucket)
    made, asked, sent = counted(stage.make, 21, "--length", "50s")
    after = server.versions(bucket)
    assert made.code == 0, made.err
    assert sorted(sent) == sorted(key for key in after if after[key] != before.get(key))
    assert sent[-3:] == lists
    assert before.keys() < after.keys()  # the old audio stays for a week
    assert set(listener.episodes()) == {FIRST, SECOND}
    same_here("make", "--date", "2026-03-21", "--length", "50s")

    gone, _, sent = counted(stage, "episodes", "remove", SECOND)
    assert gone.code == 0, gone.err
    assert sent[0] == f"{PODS}/feed.xml"
    assert set(listener.episodes()) == {FIRST}
    same_here("episodes", "remove", SECOND)


def test_looking_at_what_is_published_sends_nothing(stage, server, bucket, counted):
    stage.make(21)
    for words in (["episodes", "list"], ["episodes", "show", FIRST], ["schedule", "--list"]):
        outcome, _, sent = counted(stage, *words)
        assert (outcome.code, sent) == (0, []), outcome.err
        assert FIRST in outcome.out or words[1] != "list"
    again, _, sent = counted(stage, "make", "--date", "2026-03-21")
    assert (again.code, sent) == (0, [])
    assert f"s3://{bucket}/{PODS}/index.html" in again.out
    assert "tingbao serve" not in again.out


def test_a_bucket_is_served_by_others(stage, server, bucket, counted):
    outcome, asked, _ = counted(stage, "serve")
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1
    assert f"kept in s3://{bucket}/pods, not in a folder" in outcome.err
    assert asked.total() == 0  # no show was begun


def test_what_other_hands_spoilt_is_named_and_mended(stage, server, bucket, counted):
    stage.make(21)
    whole, page, manifest = server.versions(bucket), f"{PODS}/index.html", f"{PODS}/episodes/{FIRST}/transcript.vtt"
    server.delete(bucket, page)
    server.write(bucket, manifest, b"WEBVTT")
    looked, _, sent = counted(stage, "check", "--json")
    assert looked.code == 1
    assert all(f"s3://{bucket}/{key}" in looked.out for key in (page, manifest))
    assert [key for key in sent if not key.startswith("pods/check-")] == []  # the trial of the bucket apart
    mended, _, sent = counted(stage, "check", "--repair")
    assert mended.code == 0, mended.out
    assert sorted(sent) == sorted([page, manifest])
    assert server.versions(bucket) == whole
    assert stage("check").code == 0
    assert server.versions(bucket) == whole


@pytest.mark.parametrize(
    ("conditions", "fault"),
    [
        ("ignored", r"If-None-Match forbade it: .* Publish from one machine alone"),
        ("refused", r"though If-Match allowed it: .* Choose a service that heeds"),
    ],
)
def test_a_bucket_that_takes_conditions_amiss_is_found_out(conditions, fault, stage, server, bucket):
    server.watch()
    server.conditions = conditions
    looked = stage("check")
    assert looked.code == 1
    [said] = [line for line in looked.out.splitlines() if line.startswith("FAULT")]
    assert re.search(fault, said)
    assert server.versions(bucket) == {}


def test_all_shows_at_once(stage, server, bucket, tmp_path):
    """Each by a process of its own; both are listed at the root, and nothing is made or sent twice."""
    page = (stage.folder / "seeds" / "2026-03-21-A01.txt").read_text("utf-8").split("\n", 1)[1]
    (stage.folder / "seeds" / "page.txt").write_text(page, "utf-8")  # without a date, so that it is news
    shows = [f'[[show]]\nslug = "{slug}"\nengine = "espeak"\nlength = "40s"\n' for slug in ("morning", "evening")]
    (stage.folder / "tingbao.toml").write_text("".join(shows), "utf-8")
    made = stage("make", "--all", "--json")
    assert made.code == 0, made.err
    assert [each["status"] for each in listening.report(made.out)] == ["made", "made"]
    for slug in ("morning", "evening"):
        assert f"{slug}/feed.xml".encode() in server.read(bucket, "pods/shows.opml")
        assert server.read(bucket, f"pods/{slug}/feed.xml").count(b"<enclosure") == 1
    server.watch()
    assert listening.report(stage("make", "--all", "--json").out) == []
    assert [request for request in server.requests if not request.startswith(("GET", "HEAD"))] == []


WRONG = {
    "another's key": ({"AWS_ACCESS_KEY_ID": "nobody"}, "", 1, "refuses the key"),
    "no key": ({"AWS_ACCESS_KEY_ID": ""}, "", 2, "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
    "no bucket": ({}, "s3://not-there/pods", 1, "There is no bucket not-there"),
    "no bucket's name": ({}, "s3://Not_A_Bucket/pods", 2, "small letters"),
    "no name at all": ({}, "s3://", 2, "write it like s3://bucket/prefix"),
    "nobody there": ({"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, "", 1, "check the network and AWS_ENDPOINT_URL"),
    "no scheme": ({"AWS_ENDPOINT_URL": "127.0.0.1:9"}, "", 2, "check AWS_ENDPOINT_URL"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_leads_nowhere_is_one_sentence(kind, stage, server, bucket, monkeypatch):
    surroundings, place, code, said = WRONG[kind]
    secret = "a-secret-that-nobody-may-see"
    environment = server.environment | {"AWS_SECRET_ACCESS_KEY": secret, "TINGBAO_OUTPUT": f"s3://{bucket}/pods"}
    server.watch()
    failed = stage.make(
        22,
        *(["--output", place] if place else []),
        bucket={"environment": environment | surroundings, "patience": (2.0, 1.0)},
    )
    assert failed.code == code, failed.err
    assert said in failed.err
    assert sum(line.startswith("tingbao: ") for line in failed.err.splitlines()) == 1
    assert secret not in failed.err + failed.out
    assert server.versions(bucket) == {}


def test_a_bucket_that_hangs_ends_the_run_at_its_limit(stage, server, bucket):
    server.watch(lambda number: "stall")
    environment = stage.always["bucket"]["environment"] | {"TINGBAO_TIME_LIMIT": "4s"}
    failed = stage.make(21, bucket={"environment": environment, "patience": (60.0, 120.0)})
    assert failed.code == 1
    assert "The run took longer than the 4 s it may" in failed.err
    assert server.versions(bucket) == {}


@pytest.fixture
def machine(stage, server):
    """Makes the first episode on a machine that knows nothing but the show, with the others' clips in a bucket."""
    name = server.bucket()
    stage.configure()
    stage.keep()

    def make(*words, patience=(20.0, 20.0), **surroundings):
        stage.put_back()
        environment = server.environment | {"TINGBAO_SHARED_CACHE": f"s3://{name}/clips"} | surroundings
        made = stage.make(21, *words, bucket={"environment": environment, "patience": patience})
        assert made.code == 0, made.err
        return made, listening.report(made.out)["warnings"], listening.tree(stage.folder / "output")

    make.bucket = name  # type: ignore[attr-defined]
    return make


def test_machines_speak_nothing_that_another_has_spoken(server, machine, tmp_path):
    first, warnings, files = machine()
    clips = server.versions(machine.bucket)
    assert sorted(f"clips/{key[:2]}/{key}" for key in first.spoken) == sorted(clips)
    assert warnings == []
    again, warnings, same = machine()
    assert (again.spoken, warnings) == ([], [])
    assert same == files
    spoilt = sorted(clips)[3]
    server.write(machine.bucket, spoilt, server.read(machine.bucket, spoilt)[:-2])
    mended, warnings, same = machine()
    assert (mended.spoken, warnings) == ([spoilt.rsplit("/", 1)[1]], [])
    assert same == files
    assert server.versions(machine.bucket) == clips


def test_without_the_bucket_the_episode_is_made(server, machine):
    spoken, warnings, files = machine(AWS_ENDPOINT_URL="http://127.0.0.1:9")
    assert len(spoken.spoken) > 3
    assert len(warnings) == 1
    assert "The shared cache is left alone" in warnings[0]
    server.watch(lambda number: "stall" if number > 4 else "")
    _, warnings, same = machine(patience=(1.0, 1.0))
    assert len(warnings) == 1
    assert len(server.requests) < 8
    assert same == files
