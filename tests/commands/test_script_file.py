"""A script that a person may have edited: read as it was written, refused where it cannot be spoken."""

import json

import pytest

from service.commands import script_file
from service.errors import TingbaoError, UsageError
from tests.support.publishing_samples import episode

SCRIPT = episode().script


@pytest.fixture
def path(tmp_path):
    script_file.write(SCRIPT, tmp_path / "script.json")
    return tmp_path / "script.json"


def test_a_script_comes_back_as_it_was(path):
    assert script_file.read(path) == SCRIPT


@pytest.mark.parametrize(
    ("spoil", "hint"),
    [
        (lambda s: s.update(segments=[]), "no segments"),
        (lambda s: s["segments"][1].update(utterances=[]), "segments.1"),
        (lambda s: s["segments"][1].update(url="javascript:x"), "segments.1.url"),
        (lambda s: s["segments"][1].update(url="https://新闻.example/"), "segments.1.url"),
        (lambda s: s["segments"][1]["utterances"][1].update(written=" "), "segments.1.utterances.1 is empty"),
        (lambda s: s["segments"][0]["utterances"][0].update(pause=1e9), "pause"),
        (lambda s: s["segments"][0]["utterances"][0].update(pause=-5), "pause"),
        (lambda s: s.update(length=-1), "length"),
        (lambda s: s.update(title="a\x00b"), "title has the control character U+0000"),
        (lambda s: s["segments"][1].update(title="a\x1bb"), "segments.1.title has the control character U+001B"),
        (lambda s: s["segments"][1]["utterances"][1].update(written="a\ufffe"), "utterances.1.written has the control"),
    ],
)
def test_what_cannot_be_spoken_is_named(spoil, hint, path):
    script = json.loads(path.read_text("utf-8"))
    spoil(script)
    path.write_text(json.dumps(script), "utf-8")
    with pytest.raises(UsageError) as refused:
        script_file.read(path)
    assert hint in str(refused.value)


def test_the_longest_pause_may_be_asked_for(path):
    script = json.loads(path.read_text("utf-8"))
    script["segments"][0]["utterances"][0]["pause"] = script_file.LONGEST_PAUSE
    path.write_text(json.dumps(script), "utf-8")
    assert script_file.read(path).segments[0].utterances[0].pause == script_file.LONGEST_PAUSE


def test_a_file_that_cannot_be_had_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"--script .*x\.json"):
        script_file.read(tmp_path / "x.json")
    with pytest.raises(TingbaoError, match=r"--script-out .*x\.json"):
        script_file.write(SCRIPT, tmp_path / "none" / "x.json")
