"""What is settled for good for a show: kept whole, by several at once, and told where it cannot be read."""

import json
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


GOOD = {"name": "停水", "text": "今晚停水。"}


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        ({"name": "坏的"}, "standing item 1 “坏的”"),
        ({"name": "坏的", "text": "。"}, "standing item 1 “坏的”"),
        ({"name": "坏的", "text": "长" * 400 + "。"}, "standing item 1 “坏的”"),
        ({"name": "坏的", "text": "话。", "days": ["someday"]}, "standing item 1 “坏的”"),
        ({"name": "坏的", "text": "话。", "place": -5}, "standing item 1 “坏的”"),
        ({"name": 5, "text": "话。"}, "standing item 1"),
        ("坏的", "standing item 1"),
    ],
)
def test_of_what_cannot_be_used_the_rest_holds_and_one_sentence_names_it(tmp_path, bad, named):
    written(tmp_path, {"readings": {"字": "zi4"}, "corrections": {"甲": "乙", "丙": 5}, "items": [bad, GOOD]})
    rules, said = EditorRulesFile(tmp_path, "daily").usable()
    assert (rules.readings, rules.corrections) == ({"字": "zi4"}, {"甲": "乙"})
    assert [each.name for each in rules.items] == ["停水"]
    assert f"left out “丙” of the corrections, {named}. Mend the file" in said


def test_of_two_items_of_one_name_the_first_is_told(tmp_path):
    written(tmp_path, {"items": [GOOD, {**GOOD, "text": "别的。"}]})
    rules, said = EditorRulesFile(tmp_path, "daily").usable()
    assert [each.text for each in rules.items] == ["今晚停水。"]
    assert "standing item 2 “停水”" in said


@pytest.mark.parametrize("kept", [[], 5, {"items": {}, "readings": []}])
def test_a_file_of_another_form_is_named_and_nothing_of_it_is_used(tmp_path, kept):
    written(tmp_path, kept)
    rules, said = EditorRulesFile(tmp_path, "daily").usable()
    assert rules == EditorRules()
    assert "daily.json" in said


def test_what_can_all_be_used_is_named_nowhere_and_a_damaged_file_is_not_written_over(tmp_path):
    assert EditorRulesFile(tmp_path, "daily").usable() == (EditorRules(), "")
    EditorRulesFile(tmp_path, "daily").change(with_reading("字"))
    assert EditorRulesFile(tmp_path, "daily").usable() == (EditorRulesFile(tmp_path, "daily").get(), "")
    (tmp_path / "editors" / "daily.json").write_text("{", "utf-8")
    rules, said = EditorRulesFile(tmp_path, "daily").usable()
    assert rules == EditorRules()
    assert "cannot be read" in said
    with pytest.raises(UsageError):
        EditorRulesFile(tmp_path, "daily").change(with_reading("词"))
    assert (tmp_path / "editors" / "daily.json").read_text("utf-8") == "{"


def written(folder, kept):
    (folder / "editors").mkdir()
    (folder / "editors" / "daily.json").write_text(json.dumps(kept), "utf-8")
