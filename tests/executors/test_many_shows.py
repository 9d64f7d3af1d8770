"""Many shows made at once on this machine: they share what they speak, and none that fails harms another."""

import os
import signal

import pytest

from tests.support.many_shows import shows

pytestmark = pytest.mark.slow


def test_a_show_that_fails_harms_no_other(tmp_path):
    """One has a page that is none, one a voice that is nobody's, one is killed in the middle."""
    more = {"voice": 'voices = ["nobody"]'}
    with shows(tmp_path / "work", "page", "voice", "crash", "east", "west", **more) as made:
        (made.folder / "page" / "page.txt").write_bytes(bytes(range(256)) * 40)
        made.held = {"crash"}
        made.start()
        made.wait_until_stopped(1)
        os.killpg(made.pid("crash"), signal.SIGKILL)
        code, outcomes = made.end()
        assert code == 1
        assert {slug: each["status"] for slug, each in outcomes.items()} == {
            "page": "failed", "voice": "failed", "crash": "failed", "east": "made", "west": "made",
        }  # fmt: skip
        assert "nobody" in outcomes["voice"]["error"]
        assert "killed" in outcomes["crash"]["error"]
        assert [made.published(slug) for slug in ("east", "west")] == [1, 1]
        assert not any((made.folder / "output" / slug).exists() for slug in ("page", "voice", "crash"))


def test_what_shows_have_in_common_is_spoken_once(tmp_path):
    with shows(tmp_path / "one", "east", title="同一个节目") as made:
        made.start()
        assert made.end()[0] == 0
        alone = made.counts("east")["clips_spoken"]
    slugs = ("east", "south", "west")
    with shows(tmp_path / "work", *slugs, title="同一个节目") as made:
        made.held = set(slugs[:2])
        made.start()
        made.wait_until_stopped(2)
        made.release()  # the two go on at the same time
        assert made.end()[0] == 0
        assert sum(made.counts(slug).get("clips_spoken", 0) for slug in slugs) == alone
        assert [made.published(slug) for slug in slugs] == [1, 1, 1]
