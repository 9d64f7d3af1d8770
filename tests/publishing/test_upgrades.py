"""What earlier versions left, published and kept: today's program goes on with it, and loses no episode.

`tests/data/states/<version>/` holds `output` and `state` of a show of one episode, made by that version's own
`tingbao make --engine espeak --date 2026-03-21` from the seeds; pages, covers and clips, which are made again, are left
out.
Each release adds a folder, with a run's record, a schedule's state and an episode that waits (20 March, by `approve`).
"""

import re
import shutil

import feedparser
import pytest

from service.pipeline.pending_episodes import PendingEpisodes
from service.runs.run_records import RunStore
from service.runs.schedule_state import ScheduleStateStore
from tests.support.paths import DATA, ROOT, SEEDS

STATES = sorted((DATA / "states").iterdir())
OLD, NEW = "2026-03-21T0630", "2026-03-22T0630"

pytestmark = pytest.mark.slow


@pytest.fixture(params=STATES, ids=lambda folder: folder.name)
def upgraded(request, tmp_path):
    """A working folder as that version left it."""
    shutil.copytree(request.param / "output", tmp_path / "output")
    shutil.copytree(request.param / "state", tmp_path / ".tingbao")
    shutil.copytree(SEEDS, tmp_path / "seeds")
    return tmp_path


def episodes(folder):
    found = feedparser.parse((folder / "output" / "tingbao" / "feed.xml").read_text("utf-8"))
    assert not found.bozo
    return {entry.link.rstrip("/").rpartition("/")[2]: entry.id for entry in found.entries}


def test_the_next_episode_is_published_beside_the_old_one(upgraded, tingbao):
    (old,) = episodes(upgraded).values()
    made = tingbao("make", "--engine", "espeak", "--length", "1m", "--date", "2026-03-22", "--json")
    assert (made.code, made.json["warnings"]) == (0, [])
    assert episodes(upgraded)[OLD] == old
    assert set(episodes(upgraded)) == {OLD, NEW}


def test_a_repair_leaves_nothing_to_mend(upgraded, tingbao):
    before = episodes(upgraded)
    tingbao("check", "--repair")
    again = tingbao("check", "--repair")
    assert again.code == 0, again.out
    assert episodes(upgraded) == before


def test_the_old_episode_can_be_shown_made_anew_and_removed(upgraded, tingbao):
    (old,) = episodes(upgraded).values()
    tingbao("check", "--repair")  # draws the covers, without which no episode counts as whole
    assert tingbao("episodes", "show", OLD).code == 0
    anew = tingbao("make", "--engine", "espeak", "--length", "40s", "--date", "2026-03-21", "--force", "--json")
    assert (anew.code, anew.json["guid"]) == (0, old)
    assert tingbao("episodes", "remove", OLD).code == 0
    assert episodes(upgraded) == {}


def test_every_release_has_left_its_state():
    releases = re.findall(r"^## (\d\S*) - ", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert releases
    assert {*releases} <= {folder.name for folder in STATES}


RELEASES = [folder for folder in STATES if re.fullmatch(r"\d+\.\d+\.\d+", folder.name)]


@pytest.mark.parametrize("upgraded", RELEASES, ids=lambda folder: folder.name, indirect=True)
def test_what_a_release_kept_beside_its_episodes_is_read(upgraded, tingbao):
    """Its runs are known, its schedule is not taken for a new one, and the episode that waits is approved as it is."""
    state, waiting = upgraded / ".tingbao", "2026-03-20T0630"
    kept = sorted(path.stem for path in (state / "runs" / "tingbao").glob("*.json"))
    assert kept
    assert sorted(run.id for run in RunStore(state).list("tingbao")) == kept
    assert ScheduleStateStore(state).read("tingbao").timezone == "Asia/Shanghai"
    [held] = PendingEpisodes(state, "tingbao").list()
    sound = PendingEpisodes(state, "tingbao").audio(held).read_bytes()
    assert tingbao("episodes", "approve", waiting).code == 0
    assert set(episodes(upgraded)) == {OLD, waiting}
    [published] = (upgraded / "output" / "tingbao" / "episodes" / waiting).glob("*.mp3")
    assert published.read_bytes() == sound
