from __future__ import annotations

import pytest

from service.speech.pronunciation.word_path import WordPaths


@pytest.fixture(scope="module")
def paths() -> WordPaths:
    return WordPaths()


def test_the_steps_cover_the_text_without_gap_or_overlap(paths: WordPaths) -> None:
    text = "记者解晓明在茌平区采访，握着手机；ABC㐖。"
    steps = paths.best(text, True)
    assert [step.start for step in steps] == [0, *(step.end for step in steps[:-1])]
    assert steps[-1].end == len(text)
    assert paths.best("", True) == []


def test_a_particle_is_a_step_of_its_own(paths: WordPaths) -> None:
    text = "不断地点赞"
    assert [text[step.start : step.end] for step in paths.best(text, True)] == ["不断", "地", "点赞"]


def test_names_are_steps_only_where_they_are_asked_for(paths: WordPaths) -> None:
    text = "记者解晓明"
    assert [step.rule for step in paths.best(text, True)] == ["word", "surname"]
    assert "surname" not in {step.rule for step in paths.best(text, False)}


def test_words_have_their_parts_of_speech(paths: WordPaths) -> None:
    assert [step.part for step in paths.best("他认真提供", True)] == ["r", "a", "v"]
