"""No sentence of pydantic's reaches a person: what would be right is said in the project's own words."""

import itertools
import json
import re
import typing

import pytest
from pydantic import BaseModel, Field, ValidationError

from service import settings
from service.commands import script_file
from service.core.show_settings import ShowSettings
from service.core.validation_reasons import reason
from service.errors import UsageError
from service.settings import ServiceSettings
from tests.support.library_words import JARGON, jargon
from tests.support.publishing_samples import episode
from tests.support.tables import thinned

VALUES = (
    '"seeds"', '"A B"', '""', '"a/b"', "5", "-1", "99999999", "1.5", "inf", "nan", "true", "2026-03-21", "06:30:00",
    "2026-03-21T06:30:00Z", "[]", "[1]", "[true]", '["a", "b", "c"]', '[""]', "[[]]", "[{a = 1}]", "{}", "{a = 1}",
    '{a = "b"}', '"\\u0000"',
)  # fmt: skip
SECTIONS = {"service": "[service]", "show": "[[show]]"}


def leaves(model, section, inner=""):
    """Each setting of a model: its section, the table inside it, its name and its field."""
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield section, "", name, field
            yield from leaves(field.annotation, section, name)
        else:
            yield section, inner, name, field


LEAVES = [*leaves(ServiceSettings, "service"), *leaves(ShowSettings, "show")]


def refusal(toml, folder):
    """What is said of a config of that text; empty where it is taken."""
    file = folder / "tingbao.toml"
    file.write_text(toml, "utf-8")
    try:
        settings.load(file)
    except UsageError as error:
        return str(error).replace(f"{folder}/", "")
    return ""


def test_every_setting_is_tried():
    names = {(section, name) for section, _, name, _ in LEAVES}
    assert {("service", "port"), ("show", "sources"), ("show", "tokens"), ("show", "mute_words")} <= names
    assert len(JARGON) > 80


@pytest.mark.slow
@pytest.mark.parametrize(
    ("section", "inner", "name", "field"), LEAVES, ids=[".".join(filter(None, each[:3])) for each in LEAVES]
)
def test_a_wrong_setting_is_said_in_plain_words_with_its_line(section, inner, name, field, tmp_path):
    refused = 0
    for value in VALUES:
        head = SECTIONS[section] + (f"\n[{section}.{inner}]" if inner else "")
        said = refusal(f"{head}\n{name} = {value}\n", tmp_path)
        if not said:
            continue
        refused += 1
        assert not jargon(said), said
        if name == "phrases" and said.startswith("The file of phrases"):  # which has lines of its own
            continue
        whole = r"tingbao\.toml: (?:output and state|op3 leads)"
        assert re.match(rf"tingbao\.toml, line [23]: .*\b{name}\b|{whole}", said), said
        assert said.endswith("."), said
        limits = [getattr(each, end) for each in field.metadata for end in ("gt", "ge", "le") if hasattr(each, end)]
        alone = " need " not in said  # what another setting is missing for has no limit of its own to name
        if alone and limits and typing.get_origin(field.annotation) is None:
            assert all(str(limit) in said for limit in limits), said
        if typing.get_origin(field.annotation) is typing.Literal:
            assert all(choice in said for choice in typing.get_args(field.annotation)), said
    assert refused > len(VALUES) / 3


@pytest.mark.parametrize("name", thinned(ServiceSettings.model_fields, 4))
def test_a_wrong_variable_is_said_in_plain_words(name, tmp_path, monkeypatch):
    for value in ("", "abc d", "-1", "[1]", "{}", "[nonsense", "99999999"):
        monkeypatch.setenv(f"TINGBAO_{name.upper()}", value)
        said = refusal("", tmp_path)
        assert not jargon(said), said
        assert not said or f"TINGBAO_{name.upper()}" in said, said


@pytest.mark.parametrize(
    ("toml", "hint"),
    [
        ("[show]", "line 1: write [[show]] first, with two brackets"),
        ("[show.llm]", "line 1: write [[show]] first, with two brackets"),
        ("[llm]", "line 1: write [show.llm], below the [[show]] that it belongs to"),
        ('[[show]]\ndeadline = "3 hours"', "write it like 90s, 30m or 3h"),
        ('[service]\nhost = "0.0.0.0:80"', "without http:// and port"),
        ("[[service]]", "write [service] once"),
        ("show = 5", "write [[show]] on a line of its own"),
        ("show = []", "write [[show]] on a line of its own"),
        ("show = [5]", "it must be a table of keys and values"),
        ("\nport = 8000", "line 2: port stands outside its section: put it below [service]"),
        ('slug = "a"', "put it below [[show]]"),
        ("[shows]", "there is no section shows; the sections are [service] and [[show]]"),
        ('[[show]]\nsourcs = ["a"]', "line 2: there is no setting show.1.sourcs: did you mean sources?"),
        ("[[show]]\nport = 8001", "line 2: show.1.port stands in the wrong place: it belongs below [service]."),
        ('[service]\nlength = "5m"', "line 2: service.length stands in the wrong place: it belongs below [[show]]."),
        ('[[show]]\nsources = "seeds"', 'it must be a list in brackets: ["seeds"]'),
        ("[[show]]\nlength = 5", "five minutes are 5m"),
        ("[service]\nport = 99999", "between 1 and 65535"),
        ("[service]\nparallel = -1", "between 0 and 1000"),
        ("[[show]]\nkeep = -1", "0 or more"),
        ('[[show]]\nslug = "A B"', "small letters a-z, digits and hyphens, 61 at most"),
        ('[[show]]\npath = "a/b"', "letters A-Z and a-z, digits, _ and -, 80 at most"),
        ("[[show]]\ntitle = 听报", "line 2: text stands in quotation marks, and true and false do not: write `title ="),
        ("[[show]]\ntitle = = 1", 'line 2: this is no TOML: invalid value; text stands in "quotation marks"'),
        ("[service]\n[service]", "line 2: this section or setting stands in the file twice"),
        ("[service]\nport = 1\nport = 2", "line 3: this section or setting stands in the file twice"),
        ('[[show]]\ntitle = "a', 'line 2: a quotation mark is missing: write `title = "a"`'),
        ("[[show]]\nsources = [", "at its end: this is no TOML"),
    ],
)
def test_the_mistakes_of_a_new_user(toml, hint, tmp_path):
    said = refusal(f"{toml}\n", tmp_path)
    assert hint in said
    assert not jargon(said)


def members(value, place=()):
    """The place of each member of what JSON holds, the first of each list alone."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield (*place, key)
            yield from members(each, (*place, key))
    elif isinstance(value, list) and value:
        yield from members(value[0], (*place, 0))


def test_a_script_edited_wrongly_is_said_in_plain_words(tmp_path):
    path = tmp_path / "script.json"
    script_file.write(episode().script, path)
    whole = path.read_text("utf-8")
    texts = ["", "{}", "[]", "null", "{", '"a"', "[" * 5000]
    for place, value in itertools.product(members(json.loads(whole)), (None, 5, "x", [], {}, True, -1.5, [1], "GONE")):
        changed = json.loads(whole)
        inner = changed
        for part in place[:-1]:
            inner = inner[part]
        inner[place[-1]] = value
        if value == "GONE":
            del inner[place[-1]]
        texts.append(json.dumps(changed))
    said = []
    for text in texts:
        path.write_text(text, "utf-8")
        try:
            script_file.read(path)
        except UsageError as error:
            said.append(str(error))
    assert [each for each in said if jargon(each) or str(path) not in each] == []
    assert len(said) > 50


def test_a_kind_of_error_that_nobody_foresaw_has_the_fields_own_words():
    class Odd(BaseModel):
        even: int = Field(0, multiple_of=2, description="An even number")
        bare: int = Field(0, multiple_of=2)

    with pytest.raises(ValidationError) as caught:
        Odd.model_validate({"even": 3, "bare": 3})
    described, bare = caught.value.errors()
    assert reason(described, Odd.model_fields["even"]) == "it does not fit (An even number)"
    assert reason(bare, Odd.model_fields["bare"]) == "it does not fit here"


def test_a_number_has_the_limits_that_its_field_has():
    class Numbers(BaseModel):
        open_: float = Field(1, gt=0, lt=9)
        free: int = 0

    with pytest.raises(ValidationError) as caught:
        Numbers.model_validate({"open_": "x", "free": "x"})
    open_, free = caught.value.errors()
    assert reason(open_, Numbers.model_fields["open_"]) == "it must be a number, more than 0 and less than 9"
    assert reason(free) == "it must be a whole number"
