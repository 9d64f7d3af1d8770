"""`tingbao episodes draft`, `article`, `readings` and `listen`: what a draft is, shown and heard; nothing changes."""

import pytest

from service.audio import mp3
from tests.support.made_episode import HELD_ID

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
