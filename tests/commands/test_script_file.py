"""A script that a person may have edited: read as it was written, refused where it cannot be spoken."""

import json
import re
from dataclasses import MISSING, fields

import pytest
from typer.testing import CliRunner

from service.cli import app
from service.commands import script_file
from service.errors import TingbaoError, UsageError
from service.model import Kind, Script, Segment, Utterance
from tests.support.paths import ROOT
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
        (
            lambda s: s["segments"][1].update(kind="ending"),
            "segments.1.kind: it must be 'opening', 'headlines', 'story'",
        ),
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


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda s: s["segments"][1]["utterances"][0].update(spokn="早"), "utterances.0.spokn has no effect: did you"),
        (lambda s: s.update(podcast="听报"), ": podcast has no effect: a script has no such field."),
        (lambda s: s.update({f"weather{number}": number for number in range(30)}), ": 22 more fields have no effect."),
        (lambda s: s.update(readings={"青禾": "qing1 he2"}), ""),
    ],
)
def test_a_field_that_has_no_effect_is_named(spoil, said, path, capsys):
    script = json.loads(path.read_text("utf-8"))
    spoil(script)
    path.write_text(json.dumps(script), "utf-8")
    script_file.read(path)
    assert said in capsys.readouterr().err if said else capsys.readouterr().err == ""


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


# The script of the document


@pytest.mark.parametrize("language", ["", ".zh-CN"])
def test_every_field_is_documented(language):
    """And which of them must be there."""
    text = (ROOT / f"docs/script-file{language}.md").read_text("utf-8")
    tables = re.split(r"^## ", text, flags=re.MULTILINE)
    for kind in (Script, Segment, Utterance):
        rows = next(part for part in tables if f"`{fields(kind)[-1].name}`" in part)
        found = re.findall(r"^\| (`[a-z_`、, ]+`) \| (yes|no|是|不) \|", rows, re.MULTILINE)
        named = {name: needed in ("yes", "是") for names, needed in found for name in re.findall(r"\w+", names)}
        required = {each.name: each.default is MISSING and each.default_factory is MISSING for each in fields(kind)}
        assert named == required


@pytest.mark.parametrize("language", ["", ".zh-CN"])
def test_the_documents_kinds_are_those_there_are(language):
    text = (ROOT / f"docs/script-file{language}.md").read_text("utf-8")
    rows = text.split("| `kind` |")[2].split("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", rows, re.MULTILINE) == [kind.value for kind in Kind]


def test_the_documents_script_can_be_made(tmp_path, monkeypatch):
    text = (ROOT / "docs/script-file.md").read_text("utf-8")
    (written,) = re.findall(r"^```json\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    (tmp_path / "mine.json").write_text(written, "utf-8")
    monkeypatch.chdir(tmp_path)
    made = CliRunner().invoke(app, ["make", "--script", "mine.json", "--json"])
    assert made.exit_code == 0, made.output
    report = json.loads(made.stdout)
    assert report["warnings"] == []
    assert report["seconds"] == pytest.approx(35, abs=0.5)
    assert [each["title"] for each in report["stories"]] == ["云雁大桥通车", "停水通知"]
