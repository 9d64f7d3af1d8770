"""`check --repair` killed at any of its acts: all that the live feed names stays, and the next repair ends the work."""

import hashlib
import re
import shutil
import signal
from pathlib import Path
from urllib.parse import unquote

import feedparser
import pytest

from tests.support import listening
from tests.support.examples import SOAK

STRIDE = 1 if SOAK else 37
"""Of the acts of a repair every so manieth is its last; those that replace the feed, its catalogue and sound always."""
SHOW = "output/tingbao"
FIRST, SECOND = "2026-03-21T0630", "2026-03-22T0630"


def leave_litter(show):
    """What cut-off runs leave: sound that nothing names, a folder without a manifest, half a file."""
    (show / "episodes" / FIRST / "tingbao-00000000.mp3").write_bytes(b"x")
    (show / "episodes" / "2026-01-01T0630").mkdir()
    (show / "episodes" / "2026-01-01T0630" / "a.mp3").write_bytes(b"x")
    (show / "episodes" / FIRST / ".transcript.vtt.part").write_bytes(b"WEB")


def unheard_cut(show, stage):
    """A run was cut off before the feed: that names the sound before, beside which the new one lies."""
    names = ("feed.xml", "show.json", "index.html")
    stood = {name: (show / name).read_bytes() for name in names}
    assert stage.make(21, "--length", "50s").code == 0
    for name, data in stood.items():
        (show / name).write_bytes(data)


def lost_sound(show, stage):
    """The sound of an episode is damaged, which then leaves the feed."""
    next((show / "episodes" / SECOND).glob("*.mp3")).write_bytes(b"damaged")


def lost_episode(show, stage):
    """Sound and manifest of an episode are lost: it is taken out, and the rest of it deleted."""
    next((show / "episodes" / SECOND).glob("*.mp3")).unlink()
    (show / "episodes" / SECOND / "episode.json").unlink()


def lost_pages(show, stage):
    """The catalogue, a page, a cover and the texts of an episode are lost or damaged."""
    for name in ("show.json", "index.html", "cover-small.png", f"episodes/{FIRST}/transcript.json"):
        (show / name).unlink()
    (show / "episodes" / SECOND / "chapters.json").write_bytes(b"{ spoiled")


def lost_feed(show, stage):
    """The feed itself is half written."""
    feed = show / "feed.xml"
    feed.write_bytes(feed.read_bytes()[:900])


SCENES = [unheard_cut, lost_sound, lost_episode, lost_pages, lost_feed]


def heard(show):
    """What the live feed's documents name, by path: whether it is there, a sound whole; None where one is no feed."""
    found = {}
    for document in sorted(show.glob("*.xml")):
        text = document.read_bytes()
        if feedparser.parse(text).bozo:
            return None
        for address in re.findall(r'(?:url|href)="http://127[^/]*/([^"#]+)"', text.decode()):
            path = show.parent / unquote(address)
            path = path / "index.html" if address.endswith("/") else path
            there = path.is_file() and path.stat().st_size > 0
            if there and path.suffix == ".mp3":
                there = hashlib.sha256(path.read_bytes()).hexdigest()[:8] == path.stem[-8:]
            found[str(path)] = there
    return found


@pytest.mark.slow
@pytest.mark.parametrize("peril", ["kill", "power"])
@pytest.mark.parametrize("scene", SCENES)
def test_a_repair_cut_off_at_any_act_is_completed_by_the_next(scene, peril, stage):
    show = stage.folder / SHOW
    for day in (21, 22, 23):
        assert stage.make(day, small=True).code == 0
    scene(show, stage)
    leave_litter(show)
    stage.keep()
    standing = heard(show)
    undisturbed = stage("check", "--repair", small=True)
    files = listening.tree(stage.folder / "output")
    assert undisturbed.code == (scene is lost_sound), undisturbed.out
    assert "tingbao-00000000.mp3" not in str(files.keys())
    assert heard(show)
    assert all(heard(show).values())
    struck = 0
    for number, (kind, *places) in enumerate(undisturbed.acts):
        name = Path(places[-1]).name
        crucial = kind in ("rename", "unlink") and name.endswith(("feed.xml", "show.json", ".mp3"))
        if number % STRIDE and not crucial and number < len(undisturbed.acts) - 1:
            continue
        where = f"{scene.__name__} {peril} {number} {kind} {places}"
        stage.put_back()
        killed = stage("check", "--repair", small=True, at=number, peril=peril)
        assert killed.code == -signal.SIGKILL, where
        now = heard(show)
        assert now is not None or standing is None, where
        lost = {path for path, there in (now or {}).items() if not there}
        assert lost <= {path for path, there in (standing or {}).items() if not there}, where
        stage("check", "--repair", small=True)
        assert listening.tree(stage.folder / "output") == files, where
        assert all(heard(show).values()), where
        struck += 1
    assert struck > 3
    shutil.rmtree(stage.kept)
