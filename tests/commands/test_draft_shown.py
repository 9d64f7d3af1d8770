"""`tingbao episodes draft`, `article`, `readings` and `listen`: what a draft is, shown and heard; nothing changes."""

from dataclasses import replace

import pytest

from service.audio import mp3
from service.commands import draft_shown
from service.runs.draft_report import ReportedLeftOut
from tests.support.made_episode import HELD_ID
from tests.web.desk.test_programme_bar import report

pytestmark = pytest.mark.slow


@pytest.fixture
def held(held_episode, tmp_path):
    held_episode.copy_to(tmp_path)
    return tmp_path


def test_what_only_shows_changes_nothing(tingbao, held):
    draft = tingbao("episodes", "draft", HELD_ID, "--json").json
    first = next(each for each in draft["segments"] if each["part"] == "1")
    sentence = first["sentences"][-1]
    shown = tingbao("episodes", "draft", HELD_ID).out
    assert f"{sentence['target']:>14}  {sentence['text']}" in shown
    assert shown.rstrip().endswith("Version 0: 2:00 of 2:00 asked for")
    article = tingbao("episodes", "article", HELD_ID, "1").out.splitlines()
    assert any(sentence["source"] in line and " * " in line for line in article[1:])
    read = tingbao("episodes", "readings", HELD_ID, sentence["target"], "--json").json
    assert read["text"] == sentence["text"]
    heard = held / "heard.mp3"
    assert tingbao("episodes", "listen", HELD_ID, "--output", heard).code == 0
    assert heard.read_bytes() == next((held / ".tingbao" / "held").rglob("*.mp3")).read_bytes()
    assert mp3.decode(heard.read_bytes()).size > 24_000 * 60
    assert tingbao("episodes", "draft", HELD_ID, "--json").json == draft


def test_what_is_not_there_is_said(tingbao, held):
    for words in (["article", HELD_ID, "99"], ["readings", HELD_ID, "99.1"], ["listen", HELD_ID, "--version", "7"]):
        assert tingbao("episodes", *words).code == 2, words


@pytest.mark.parametrize(
    ("left_out", "why"),
    [
        ((), "the material ran out"),
        ((ReportedLeftOut(None, "旧闻", "told on 2026-03-20"),), "the material ran out"),
        ((ReportedLeftOut(1, "大桥", "removed"),), "`tingbao episodes add` takes in what is left out"),
    ],
)
def test_the_material_has_not_run_out_where_something_can_be_added(left_out, why, capsys):
    draft_shown.print_state(replace(report(seconds=100.0), short=True, left_out=left_out))
    assert capsys.readouterr().out == f"Version 0: 1:40 of 3:20 asked for: {why}\n"
