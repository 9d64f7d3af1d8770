"""`tingbao shows move`: what is moved, and what is refused."""

import re

import pytest

from service import settings
from service.publishing.publish import publish
from service.storage import show_lock
from service.storage.storage import open_storage
from tests.support.publishing_samples import SHOW, episode, mp3
from tests.support.tables import thinned


def configure(folder, path):
    (folder / "tingbao.toml").write_text(
        f'[service]\nbase_url = "{SHOW.base_url}"\n[[show]]\nslug = "daily"\npath = "{path}"\n'
        '[[show]]\nslug = "other"\n',
        "utf-8",
    )
    return settings.load(folder / "tingbao.toml")


@pytest.fixture
def changed(tingbao, tmp_path):
    """The settings with a path that was changed since an episode was published."""
    before = configure(tmp_path, "")
    publish(open_storage(before.destination), before.publication(before.show[0]), episode(1), mp3())
    return configure(tmp_path, "secret")


def feeds(folder):
    return sorted(path.parent.name for path in (folder / "output").glob("*/feed.xml"))


def test_a_show_is_moved_and_told_of(changed, tingbao, tmp_path):
    outcome = tingbao("shows", "move", "daily", "secret", "--json")
    assert (outcome.code, outcome.json) == (0, {"show": "daily", "old": "daily", "new": "secret", "episodes": 1})
    assert feeds(tmp_path) == ["secret"]
    configure(tmp_path, "")
    outcome = tingbao("shows", "move", "secret", "daily")
    assert outcome.code == 0
    assert "Moved daily with 1 episode" in outcome.out
    assert feeds(tmp_path) == ["daily"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    thinned(
        [
            ("former", "secret", "There is no folder 'former' in"),
            ("../output/daily", "secret", "There is no folder"),
            ("daily", "daily", "No show of the configuration has the path 'daily'"),
            ("daily", "another", "No show of the configuration has the path 'another'"),
            ("other", "secret", "'other' is the path of the show 'other'"),
            ("secret", "secret", "'secret' is the path of the show 'daily'"),
            ("daily", "other", "belongs to the show 'daily'"),
            ("pictures", "secret", "Nothing is published in .*pictures"),
        ],
        4,
    ),
)
def test_what_cannot_be_moved_is_refused(old, new, said, changed, tingbao, tmp_path):
    (tmp_path / "output" / "pictures").mkdir()
    outcome = tingbao("shows", "move", old, new)
    assert outcome.code == 2
    assert re.search(said, outcome.err)
    assert feeds(tmp_path) == ["daily"]


def test_a_show_that_is_being_made_is_not_moved(changed, tingbao, tmp_path):
    with show_lock.hold(changed.state / "locks", "daily"):
        assert tingbao("shows", "move", "daily", "secret").code == 4
    assert feeds(tmp_path) == ["daily"]


def test_check_tells_of_both_where_a_run_came_before_the_move(changed, tingbao, tmp_path):
    publish(open_storage(changed.destination), changed.publication(changed.show[0]), episode(2), mp3())
    outcome = tingbao("shows", "move", "daily", "secret")
    assert outcome.code == 2
    assert "Two feeds are not merged" in outcome.err
    (found,) = (each for each in tingbao("check", "--repair", "--json").json if each["what"].endswith("/daily"))
    assert found["ok"]
    assert "A run came before the move" in found["found"]
    assert feeds(tmp_path) == ["daily", "secret"]
