"""Prompts and schemas are files of the package."""

import json

import pytest

from service.editing.llm import prompts


def test_every_schema_belongs_to_a_prompt_and_names_only_what_the_prompt_shows():
    schemas = sorted(prompts.FOLDER.glob("*.schema.json"))
    assert schemas
    for path in schemas:
        name = path.name.removesuffix(".schema.json")
        for key in prompts.schema(name)["required"]:
            assert f'"{key}"' in prompts.text(name)


def test_slots_are_filled_and_other_braces_stay():
    filled = prompts.filled("tell", brief=110, whole=300)
    assert "约300个字" in filled
    assert "约110个字" in filled
    shown = filled[filled.rindex("\n") :]
    assert set(json.loads(shown)) == {"headline", "sentence", "brief", "whole"}


@pytest.mark.parametrize("name", [path.stem for path in prompts.FOLDER.glob("*.txt")])
def test_no_slot_is_left_open(name):
    slots = {"brief": 1, "whole": 2, "why": "三"}
    assert not any(f"{{{slot}}}" in prompts.filled(name, **slots) for slot in slots)
