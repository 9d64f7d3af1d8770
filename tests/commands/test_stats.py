"""`tingbao stats`: what it prints, in each form, and what it says of a log."""

import csv
import datetime as dt
import io
from collections import Counter

import pytest

from service import settings
from tests.support.counted_shows import publish_shows, sounds_of
from tests.support.synthetic_access import SyntheticLog


@pytest.fixture
def log(tingbao, tmp_path):
    """A log of yesterday and today, rotated once, in a folder with published shows."""
    publish_shows(tmp_path)
    sounds = sounds_of(settings.load(tmp_path / "tingbao.toml"))
    found = SyntheticLog(sounds, dt.date.today() - dt.timedelta(days=2), days=2, seed=5).fill(2)
    found.rotated(tmp_path, parts=2)
    return found


def sums(log, *places):
    total = Counter()
    for key, number in log.truth.downloads.items():
        total[tuple(key[place] for place in places)] += number
    return dict(total)


def test_downloads_are_told_by_episode_day_and_app(log, tingbao):
    assert tingbao("stats", "import", "access.log", "access.log.1.gz").code == 0
    assert tingbao("stats", "import", "access.log.1.gz").code == 0
    told = tingbao("stats", "--json").json
    assert told["downloads"] == sum(log.truth.downloads.values())
    assert {(row["show"], row["episode"]): row["downloads"] for row in told["episodes"]} == sums(log, 1, 2)
    assert {(day,): number for day, number in told["days"].items()} == sums(log, 0)
    assert {(app,): number for app, number in told["apps"].items()} == sums(log, 3)
    assert {(show,): number for show, number in told["shows"].items()} == sums(log, 1)


def test_tables_and_csv_say_the_same(log, tingbao):
    tingbao("stats", "import", "access.log", "access.log.1.gz")
    rows = list(csv.reader(io.StringIO(tingbao("stats", "--csv").out)))
    assert rows[0] == ["day", "show", "episode", "title", "app", "downloads", "whole", "in parts"]
    assert {(r[0], r[1], r[2], r[4]): int(r[5]) for r in rows[1:]} == dict(log.truth.downloads)
    assert all(int(r[6]) + int(r[7]) <= int(r[5]) for r in rows[1:])
    table = tingbao("stats").out.splitlines()
    assert table[0].split() == ["show", "episode", "downloads", "title"]
    assert {(line.split()[0], line.split()[1]): int(line.split()[2]) for line in table[1:]} == sums(log, 1, 2)
    apps = tingbao("stats", "--by", "app", "--show", "evening").out.splitlines()
    assert len(apps) == 1 + len({key[3] for key in log.truth.downloads if key[1] == "evening"})
    story = tingbao("stats", "--by", "story", "--csv").out.splitlines()
    assert story[0] == "show,episode,at,reached,of,whole,story"
    assert len(story) > 5


def test_only_from_a_day_on(log, tingbao):
    tingbao("stats", "import", "access.log", "access.log.1.gz")
    last = max(key[0] for key in log.truth.downloads)
    found = tingbao("stats", "--since", last, "--json").json
    assert found["days"] == {last: sums(log, 0)[last,]}


def test_what_was_not_counted_is_said_with_its_reason(log, tingbao, tmp_path):
    with (tmp_path / "access.log").open("a") as file:
        file.write("broken\n")
    out = tingbao("stats", "import", "access.log").out
    lines = len((tmp_path / "access.log").read_text("utf-8").splitlines())
    assert out.startswith(f"access.log: {lines:,} lines, ")
    assert "1 cannot be read" in out
    assert f"the first that cannot be read: line {lines}" in out
    assert "of bots" in out
    told = tingbao("stats", "import", "access.log", "--json").json
    assert told[0]["unreadable_lines"] == [lines]
    assert told[0]["left_out"]["cannot be read"] == 1


def test_what_was_read_before_is_not_new(log, tingbao):
    first = tingbao("stats", "import", "access.log", "--json").json[0]
    assert 0 < first["new"] <= first["requests"]
    again = tingbao("stats", "import", "access.log", "--json").json[0]
    assert again == first | {"new": 0}
    assert f"{first['requests']:,} requests for audio, 0 new" in tingbao("stats", "import", "access.log").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--by", "mood"), "--by is 'mood': choose episode, day, app, story."),
        (("--csv", "--json"), "--csv and --json were both given: choose one."),
        (("--since", "May"), "The date 'May' cannot be understood"),
        (("--show", "none"), "There is no show 'none'"),
        (("--json", "import", "access.log"), "An option stands before `import`"),
        (("import", "none.log"), "none.log: no such file or directory"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(log, tingbao, words, said):
    outcome = tingbao("stats", *words)
    assert outcome.code == 2
    assert said in outcome.err


def test_nobody_has_listened_yet(tingbao, tmp_path):
    assert tingbao("stats").out.startswith("No downloads yet. ")
    assert tingbao("stats", "--json").json["downloads"] == 0
    assert not (tmp_path / ".tingbao").exists()
