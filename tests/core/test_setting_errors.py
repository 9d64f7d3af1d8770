"""One sentence says which setting cannot be, where it stands and why."""

import datetime as dt

import pytest
from pydantic import BaseModel, Field, ValidationError

from service.core import setting_errors


class Inner(BaseModel, extra="forbid"):
    name: str = Field("", pattern="^[a-z]*$", description="Small letters")
    numbers: tuple[int, ...] = ()
    on_end: int = 0


def sentences(values, section=("service",), file=None):
    with pytest.raises(ValidationError) as caught:
        Inner.model_validate(values)
    return [each.said for each in setting_errors.faults(caught.value, "tingbao.toml", Inner, section, file)]


def sentence(values, section=("service",), file=None):
    [only] = sentences(values, section, file)
    return only


def test_the_place_the_name_and_the_value_are_named():
    assert sentence({"numbers": [1, "x"]}).startswith("tingbao.toml: service.numbers.2 is 'x': ")
    assert sentence({"numbers": [1, "x"]}, section=()).startswith("tingbao.toml: numbers.2 is 'x': ")


def test_a_setting_that_is_none_is_said_to_be_none():
    assert sentence({"nmae": "a"}) == ("tingbao.toml: there is no setting service.nmae: did you mean name?")


def test_a_pattern_is_said_in_the_settings_own_words():
    assert sentence({"name": "A1"}) == "tingbao.toml: service.name is 'A1': it does not fit (Small letters)."


def test_a_setting_like_none_is_not_guessed():
    assert sentence({"zzz": "a"}).endswith("no setting service.zzz; `tingbao init` shows all there are.")


def test_with_the_file_the_line_is_named(tmp_path):
    file = tmp_path / "tingbao.toml"
    file.write_text('[service]\n# name = ""\nname = "A1"\n', "utf-8")
    assert sentence({"name": "A1"}, file=file).startswith("tingbao.toml, line 3: service.name is")


@pytest.mark.parametrize(("value", "written"), [(True, "true"), (dt.date(2026, 3, 21), "2026-03-21")])
def test_a_value_is_shown_as_the_file_has_it(value, written):
    assert f"name is {written}:" in sentence({"name": value})


def test_the_value_of_a_hook_is_not_shown():
    assert "geheim" not in sentence({"on_end": "geheim"})
    assert "geheim" in sentence({"numbers": "geheim"})


def test_a_setting_of_the_environment_is_named_as_its_variable(monkeypatch):
    monkeypatch.setenv("tingbao_name", "A1")
    assert sentence({"name": "A1"}).startswith("TINGBAO_NAME is 'A1'")
    assert sentence({"name": "A1"}, section=()).startswith("tingbao.toml: name is 'A1'")


def test_each_fault_is_named_and_no_more_than_can_be_read():
    name, on_end, unknown = sentences({"name": "A1", "on_end": "x", "nmae": 1})
    assert "service.name is 'A1'" in name
    assert "service.on_end: it must be a whole number" in on_end
    assert "did you mean name?" in unknown
    assert len(sentences({"numbers": ["x"] * 50})) == setting_errors.MOST


def test_a_setting_of_a_show_is_named_by_the_number_of_the_show():
    assert sentence({"name": "A1"}, ("show", 1)).startswith("tingbao.toml: show.2.name is 'A1'")
