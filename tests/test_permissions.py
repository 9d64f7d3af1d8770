"""What may not be read or written is named in one sentence, by every command, and nothing ends in a traceback.

The commands run in forks that have no capabilities, so that the modes of files hold for root as for anybody.
"""

import contextlib
import re
import shutil

import pytest

from tests.support import hostile, write_confinement
from tests.support.hostile import Attempt

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not write_confinement.available(), reason="this kernel cannot confine a hostile write"),
]

MAKE = ("make", "--date", "2026-03-21", "--quiet")
AGAIN = (*MAKE, "--force")
ID = "2026-03-21T0630"
COMMANDS = (
    MAKE,
    AGAIN,
    ("make", "--dry-run", "--date", "2026-03-21"),
    ("check", "--json"),
    ("check", "--repair"),
    ("episodes", "list"),
    ("episodes", "show", ID),
    ("episodes", "remove", ID),
    ("cache", "prune"),
    ("inspect", "articles", "page.md"),
    ("shows", "move", "a", "b"),
)
CLOSED = {
    ".": 0o555,
    "page.md": 0,
    "tingbao.toml": 0,
    "voices": 0,
    "voices/lexicon.toml": 0,
    ".tingbao": 0,
    ".tingbao ": 0o555,
    ".tingbao/state.sqlite": 0,
    ".tingbao/state.sqlite ": 0o444,
    ".tingbao/clips": 0,
    ".tingbao/runs": 0,
    ".tingbao/runs/a": 0,
    ".tingbao/locks": 0,
    "output": 0,
    "output ": 0o555,
    "output/a": 0,
    "output/a ": 0o555,
    "output/a/feed.xml": 0,
    "output/a/show.json": 0,
    "output/a/episodes": 0,
    "output/a/episodes ": 0o555,
    f"output/a/episodes/{ID}": 0,
    f"output/a/episodes/{ID}/episode.json": 0,
    "output/index.html": 0,
    "output/shows.opml": 0,
}
"""The mode of each file or folder; one that is closed twice has a blank behind its name."""
REFUSED = {"tingbao.toml", "output", "output/a/episodes"}
"""Without these some command cannot do what it is for; without others each may."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder in which an episode was made."""
    folder = tmp_path_factory.mktemp("made") / "one"
    folder.mkdir()
    (folder / "tmp").mkdir()
    (folder / "page.md").write_text(hostile.PAGE, "utf-8")
    (folder / "voices").mkdir()
    (folder / "voices" / "lexicon.toml").write_text('[readings]\n茌平 = "chi2 ping2"\n', "utf-8")
    (folder / "tingbao.toml").write_text(hostile.CONFIGURED, "utf-8")
    code, _, err, _ = hostile.call(folder, MAKE, Attempt("", "", ()))
    assert code == 0, err
    return folder


def test_an_episode_was_made_where_the_cases_look_for_it(made):
    assert [path.name for path in (made / "output" / "a" / "episodes").iterdir()] == [ID]
    missing = [name for name in CLOSED if not (made / name.strip()).exists()]
    assert missing == []


@pytest.mark.parametrize("name", CLOSED)
def test_what_is_closed_is_named_in_a_sentence(name, made, tmp_path):
    wrong, refused = [], 0
    for words in COMMANDS:
        folder = shutil.copytree(made, tmp_path / "copy", symlinks=True)
        closed = folder / name.strip()
        closed.chmod(CLOSED[name])
        with contextlib.ExitStack() as stack:
            stack.callback(shutil.rmtree, folder)
            stack.callback(open_again, closed)
            code, out, err, took = hostile.call(folder, words, Attempt(name, "", ()))
        fault = hostile.verdict(Attempt(name, "", ()), code, out, err, took)
        refused += bool(code)
        said = re.findall("^tingbao: .*", err, re.MULTILINE)
        if fault or (code and len(said) != 1):
            wrong.append((" ".join(words), code, fault or err[-600:]))
    assert wrong == []
    assert refused or name not in REFUSED


def open_again(path):
    with contextlib.suppress(FileNotFoundError):  # it was removed, or replaced
        path.chmod(0o755)
