"""What is left out of a question after a refusal, and what is remembered of it."""

import itertools

import pytest

from service.editing.llm import Endpoint, dialect
from service.editing.llm.dialect import Dialect

ENDPOINT = Endpoint("http://127.0.0.1:1/v1", "m", tokens=100, thinking_tokens=50)
SCHEMA = {"type": "object"}


def test_at_first_everything_is_sent():
    sent = Dialect().parameters(ENDPOINT, SCHEMA)
    assert sent["temperature"] == 0
    assert sent["max_tokens"] == 100
    assert sent["response_format"]["json_schema"]["schema"] == SCHEMA


def test_a_model_that_thinks_has_more_tokens():
    assert Dialect(thinks=True).parameters(ENDPOINT, SCHEMA)["max_tokens"] == 150


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        ("Unsupported value: 'temperature' does not support 0 with this model.", Dialect(temperature=False)),
        ("'max_tokens' is not supported: use 'max_completion_tokens' instead.", Dialect(limit="max_completion_tokens")),
        ("response_format type json_schema is unavailable now", Dialect(format="json_object")),
        ("参数错误", Dialect(format="json_object")),
    ],
)
def test_what_a_refusal_names_goes_first(words, changed):
    assert Dialect().without(words) == changed


@pytest.mark.parametrize("words", ["", "temperature", "max_tokens", "response_format", "temperature max_tokens"])
def test_refusals_come_to_an_end_with_a_question_that_has_no_parameter(words):
    tried = list(itertools.takewhile(bool, _refused_for_ever(words)))
    assert len(set(tried)) == len(tried) <= 6
    assert tried[-1].parameters(ENDPOINT, SCHEMA) == {}


def _refused_for_ever(words):
    spoken = Dialect()
    while spoken:
        yield spoken
        spoken = spoken.without(words)
    yield None


def test_it_is_remembered_for_that_endpoint_and_model_alone(tmp_path):
    learned = Dialect("", "max_completion_tokens", temperature=False, thinks=True)
    dialect.keep(tmp_path, ENDPOINT, learned)
    assert dialect.load(tmp_path, ENDPOINT) == learned
    assert dialect.load(tmp_path, Endpoint("http://127.0.0.1:1/v1", "other")) == Dialect()
    assert dialect.load(tmp_path, Endpoint("http://127.0.0.1:2/v1", "m")) == Dialect()


@pytest.mark.parametrize("damage", ["", "[]", '{"format": "xml"}', '{"other": 1}'])
def test_what_is_damaged_is_learned_again(tmp_path, damage):
    dialect.keep(tmp_path, ENDPOINT, Dialect())
    [path] = tmp_path.iterdir()
    path.write_text(damage, "utf-8")
    assert dialect.load(tmp_path, ENDPOINT) == Dialect()
