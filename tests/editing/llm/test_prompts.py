"""Prompts and schemas are files of the package, and a show may have texts of its own."""

import json
import re
import shutil
from importlib.util import find_spec

import pytest

from service.editing.llm import prompts
from service.editing.llm.prompts import Prompts
from service.errors import ConfigError
from tests.support.model_server import model_server, reply
from tests.support.paths import ROOT, SEEDS

OWN = '请给下面的接口写过渡语，每句6到{chars}个字，只输出一个JSON对象，里面只有"bridges"这一项。'


@pytest.fixture
def folder(tmp_path):
    """A folder of a show's own prompts, with one that is right."""
    path = tmp_path / "prompts"
    path.mkdir()
    (path / "join.txt").write_text(OWN, "utf-8")
    return path


def test_every_schema_belongs_to_a_prompt_and_names_only_what_the_prompt_shows():
    schemas = sorted(prompts.FOLDER.glob("*.schema.json"))
    assert schemas
    for path in schemas:
        name = path.name.removesuffix(".schema.json")
        for key in prompts.schema(name)["required"]:
            assert f'"{key}"' in prompts.shipped()[name]


def test_slots_are_filled_and_other_braces_stay():
    filled = Prompts().filled("tell", brief=110, whole=300)
    assert "约300个字" in filled
    assert "约110个字" in filled
    shown = filled[filled.rindex("\n") :]
    assert set(json.loads(shown)) == {"headline", "sentence", "brief", "whole"}


def test_a_question_asked_again_holds_the_first_one_its_answer_and_what_was_wrong():
    first = [{"role": "system", "content": "甲"}, {"role": "user", "content": "乙"}]
    again = Prompts().asked_again([*first, {"role": "user", "content": "丙"}], "答", "不是JSON")
    assert again[:3] == [*first, {"role": "assistant", "content": "答"}]
    assert "不是JSON" in again[3]["content"]


def test_a_shows_own_prompt_is_asked_and_the_others_stay(folder):
    own = prompts.load(folder)
    assert own.filled("join", chars=12).startswith("请给下面的接口写过渡语，每句6到12个字")
    assert own.text("tell") == prompts.shipped()["tell"]


def test_every_shipped_prompt_may_stand_in_a_shows_folder(tmp_path):
    for name, text in prompts.shipped().items():
        (tmp_path / f"{name}.txt").write_text(f"\ufeff{text}", "utf-8")
    (tmp_path / "notes.md").write_text("anything", "utf-8")
    assert prompts.load(tmp_path).own == prompts.shipped()


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("join.txt", OWN.replace("{chars}", "九"), r"{chars} must stand in it"),
        ("join.txt", OWN.replace("{chars}", "{Chars}"), r"{chars} must stand in it"),
        ("join.txt", OWN + "{most}", r"nothing fills in {most}: there is {chars}"),
        ("join.txt", OWN.replace("bridges", "bridge"), r'"bridges" must stand in it'),
        ("join.txt", "", r"{chars} must stand in it"),
        ("join.txt", OWN + "啊" * 8_000, rf"{len(OWN) + 8_000} characters are too many: leave 8000 at the most"),
        ("join.txt", OWN.encode("gb18030"), "line 1 is not UTF-8: save the file as UTF-8"),
        ("join.txt", OWN.encode("utf-16"), "the file is in UTF-16: save it as UTF-8"),
        ("tell.txt", "约{brief}个字", "{whole} must stand in it"),
        ("jion.txt", OWN, "there is no prompt of that name; there may be again.txt, choose.txt, join.txt, tell.txt"),
        ("join.schema.json", "{}", "an answer's schema is the program's own: take the file away"),
    ],
)
def test_what_is_wrong_with_a_prompt_is_one_sentence(folder, name, data, fault):
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(ConfigError) as error:
        prompts.load(folder)
    said = str(error.value)
    assert said.startswith(str(folder / name))
    assert fault in said
    assert said.endswith(".")


def test_a_prompt_that_cannot_be_read_is_one_sentence(folder):
    (folder / "tell.txt").mkdir()
    with pytest.raises(ConfigError, match="this is a folder, not a file"):
        prompts.load(folder)


def test_a_folder_without_a_prompt_or_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(ConfigError, match="there is no prompt here; there may be again"):
        prompts.load(tmp_path)
    with pytest.raises(ConfigError, match="no such file or directory: name the folder of your prompts"):
        prompts.load(tmp_path / "absent")


@pytest.mark.parametrize("page", ["language-model.md", "language-model.zh-CN.md"])
def test_the_example_of_the_documentation_is_a_prompt(tmp_path, page):
    text = (ROOT / "docs" / page).read_text("utf-8")
    (example,) = (each for each in re.findall(r"(?:^    .+\n)+", text, re.M) if "{chars}" in each)
    (tmp_path / "join.txt").write_text(re.sub("^    ", "", example, flags=re.M), "utf-8")
    assert [*prompts.load(tmp_path).own] == ["join"]


@pytest.mark.skipif(find_spec("openai") is None, reason="openai is not installed")
@pytest.mark.parametrize("command", [("check",), ("make", "seeds", "--date", "2026-03-21", "--dry-run")])
def test_check_and_the_run_name_a_prompt_that_cannot_be_used(tingbao, tmp_path, folder, command):
    shutil.copytree(SEEDS, tmp_path / "seeds")
    (folder / "join.txt").write_text("没有槽", "utf-8")
    (tmp_path / "tingbao.toml").write_text(
        '[[show]]\n[show.llm]\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "m"\nprompts = "prompts"\n',
        "utf-8",
    )
    outcome = tingbao(*command)
    assert outcome.code
    assert "join.txt: {chars} must stand in it" in outcome.out + outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.slow
@pytest.mark.skipif(find_spec("openai") is None, reason="openai is not installed")
def test_a_changed_prompt_makes_the_episode_anew_and_asks_anew(tingbao, tmp_path, folder):
    shutil.copytree(SEEDS, tmp_path / "seeds")
    with model_server(reply("不行")) as server:
        (tmp_path / "tingbao.toml").write_text(
            f'[[show]]\n[show.llm]\nbase_url = "{server.url}"\nmodel = "m"\ntasks = ["join"]\nprompts = "prompts"\n',
            "utf-8",
        )
        order = ("make", "seeds", "--date", "2026-03-21", "--length", "2m", "--engine", "espeak", "--json")
        assert tingbao(*order).json["status"] == "made"
        asked = len(server.asked)
        assert "过渡语" in server.asked[0]["messages"][0]["content"]
        assert tingbao(*order).json["status"] == "unchanged"
        assert len(server.asked) == asked
        (folder / "join.txt").write_text(f"{OWN}说得短些。", "utf-8")
        assert tingbao(*order).json["status"] == "made"
        assert "说得短些" in server.asked[asked]["messages"][0]["content"]
