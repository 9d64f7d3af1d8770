"""Whatever is given to a setting, an option, a variable or a file: it works, or one clear sentence says what is wrong.

Each attempt ends with a documented exit code within its limits of time and memory. No message is a fault of the
program, no output holds what a terminal obeys, and no feed that comes of it breaks the rules of our own `check`.
"""

import itertools
import json
import os
import random

import pytest

from tests.support import hostile, write_confinement
from tests.support.examples import SOAK

pytestmark = pytest.mark.skipif(not write_confinement.available(), reason="this kernel cannot confine a hostile write")

PART, PARTS = map(int, os.environ.get("SOAK_PART", "1/1").split("/"))
"""Of a soak, which takes hours: the third of forty parts is 3/40, every fortieth attempt."""
KINDS = {
    "settings": hostile.of_settings,
    "environment": hostile.of_environment,
    "options": hostile.of_options,
    "json": hostile.of_json,
    "files": hostile.of_files,
    "stdin": hostile.of_stdin,
}


def sample(attempts, count):
    """Return so many of the attempts, the same each time, spread over their names; all in a soak."""
    found = list(attempts)
    if SOAK:
        return found[PART - 1 :: PARTS]
    chance = random.Random(20260321)
    by_name = {name: list(each) for name, each in itertools.groupby(found, key=lambda attempt: attempt.name)}
    names = sorted(by_name)
    chance.shuffle(names)
    return [chance.choice(by_name[name]) for name in itertools.islice(itertools.cycle(names), count)]


def faults(attempts):
    return [f"{attempt}: {wrong}" for attempt, wrong in hostile.try_all(attempts) if wrong]


@pytest.mark.slow
def test_every_setting_and_option_has_its_hostile_values():
    settings, options = list(hostile.of_settings()), list(hostile.of_options())
    for attempts in (settings, options):
        for _, group in itertools.groupby(attempts, key=lambda attempt: attempt.name):
            assert len(list(group)) >= 40
    names = {attempt.name for attempt in settings}
    assert {"service.port", "show.title", "show.llm.base_url", "show.interests.mute_words"} <= names
    assert {"make inputs", "serve --host", "voices try --text", "episodes remove ids"} <= {
        each.name for each in options
    }


@pytest.mark.slow
def test_a_sample_of_hostile_settings_is_refused_in_a_sentence():
    assert faults(sample(hostile.of_settings((hostile.LOAD,)), 8)) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_hostile_is_a_fault_of_the_program(kind):
    assert faults(sample(KINDS[kind](), 60)) == []


@pytest.mark.parametrize(
    ("toml", "hint"),
    [
        ('[[show]]\nlanguage = "Chinese language"', "BCP 47"),
        ('[[show]]\nlanguage = "zh_CN"', "show.1.language"),
        ('[[show]]\ncategory = ["Nachrichten"]', "Apple has no category"),
        ('[[show]]\ncategory = ["News", "Chemistry"]', "no subcategory of News"),
        ('[[show]]\ntitle = "a\\u0000b"', "control character"),
        ('[[show]]\ntitle = " "', "must not be empty"),
        ('[[show]]\n[show.llm]\nbase_url = "http://["\nmodel = "m"', "its host"),
        ('[[show]]\n[show.llm]\nbase_url = "http://a:99999"\nmodel = "m"', "port"),
        ('[service]\nbase_url = "http://a..b"', "the host"),
        ('[service]\nstate = "a\\u0000b"', "no path"),
        ('[[show]]\nsources = ["\\u0009"]', "no path"),
        ('[service]\nshared_cache = "s3://A B"', "bucket"),
        ('[service]\nhost = "a..b"', "an IP address or a name"),
        ("[service]\nport = 99999999999999999999999", "too many digits"),
        ("a = " + "[" * 10_000, "too deep"),
    ],
)
def test_what_a_person_should_correct_is_named(toml, hint, tmp_path, tingbao):
    (tmp_path / "tingbao.toml").write_text(toml, "utf-8")
    outcome = tingbao("schedule", "--list")
    assert outcome.code == 2
    assert outcome.err.startswith(("tingbao: tingbao.toml: ", "tingbao: tingbao.toml, line "))
    assert hint in outcome.err


@pytest.mark.parametrize("name", ["TINGBAO_PORT", "TINGBAO_ALLOWED_HOSTS", "tingbao_time_limit"])
def test_a_variable_that_is_wrong_is_called_by_its_name(name, monkeypatch, tingbao):
    monkeypatch.setenv(name, "[nonsense")
    outcome = tingbao("episodes", "list")
    assert outcome.code == 2
    assert outcome.err.startswith(f"tingbao: {name.upper()} is ")


def test_a_folder_that_is_gone_is_named(tmp_path, monkeypatch, tingbao):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    outcome = tingbao("schedule", "--list")
    assert outcome.code in (1, 2)
    assert "fault of the program" not in outcome.err
    outcome = tingbao("make", "page.md")
    assert "fault of the program" not in outcome.err


def test_an_edition_that_is_no_text_is_refused_before_the_run_is_recorded(tmp_path, tingbao):
    (tmp_path / "tingbao.toml").write_text(hostile.CONFIGURED, "utf-8")
    outcome = tingbao("make", "--edition", "\udcff\udcfe", "page.md")
    assert outcome.code == 2
    assert "The edition" in outcome.err
    assert not list(tmp_path.glob(".tingbao/runs/*/*"))


@pytest.mark.parametrize("length", ["NaN", "Infinity", "-Infinity", "1e999", "-1"])
def test_a_request_for_a_length_that_no_episode_has_is_refused(length, tmp_path, tingbao, monkeypatch):
    given = json.dumps(hostile.REQUEST).replace('"length": 40.0', f'"length": {length}')
    (tmp_path / "request.json").write_text(given, "utf-8")
    outcome = tingbao("make", "--request", "request.json")
    assert outcome.code == 2
    assert "A length of" in outcome.err
