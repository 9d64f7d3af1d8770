"""What is settled for good for a show: kept whole, by several at once, and told where it cannot be read."""

import threading
from dataclasses import replace

import pytest

from service.errors import UsageError
from service.pipeline.editor_rules import EditorRules, EditorRulesFile


def with_reading(word):
    return lambda rules: replace(rules, readings={**rules.readings, word: "zi4"})


def test_what_is_kept_is_found_again_by_another_and_each_show_has_its_own(tmp_path):
    assert EditorRulesFile(tmp_path, "daily").get() == EditorRules()
    EditorRulesFile(tmp_path, "daily").change(with_reading("字"))
    assert EditorRulesFile(tmp_path, "daily").get().readings == {"字": "zi4"}
    assert EditorRulesFile(tmp_path, "weekly").get() == EditorRules()


def test_of_many_at_once_none_undoes_what_another_has_done(tmp_path):
    words = [chr(ord("一") + number) for number in range(12)]
    writers = [
        threading.Thread(target=lambda word=word: EditorRulesFile(tmp_path, "daily").change(with_reading(word)))
        for word in words
    ]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert set(EditorRulesFile(tmp_path, "daily").get().readings) == set(words)


def test_a_damaged_file_is_named(tmp_path):
    EditorRulesFile(tmp_path, "daily").change(with_reading("字"))
    (tmp_path / "editors" / "daily.json").write_text("{", "utf-8")
    with pytest.raises(UsageError, match=r"daily\.json"):
        EditorRulesFile(tmp_path, "daily").get()
