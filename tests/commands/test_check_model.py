"""What `check` says of a language model, and what the model says to one small question."""

from importlib.util import find_spec

import pytest

from service.editing.llm import prompts
from tests.support.model_server import model_server, refusal, reply

pytestmark = pytest.mark.skipif(find_spec("openai") is None, reason="openai is not installed")


@pytest.fixture
def checked(tingbao, tmp_path):
    """The results of `check` by name, for a show with a model at that address."""

    def run(url, *words, code=None, more=""):
        (tmp_path / "tingbao.toml").write_text(
            f'[[show]]\nengine = "espeak"\n[show.llm]\nbase_url = "{url}"\nmodel = "qwen"\n{more}', "utf-8"
        )
        outcome = tingbao("check", "--json", *words)
        assert code is None or outcome.code == code
        return {each["what"]: each for each in outcome.json}

    return run


def test_the_model_its_address_and_its_limits_are_named(checked):
    more = "questions = 12\nprice_in = 1\nmost_a_day = 0.5\n"
    found = checked("http://127.0.0.1:9/v1", more=more)["tingbao: language model"]
    assert found["ok"]
    assert all(said in found["found"] for said in ("qwen", "127.0.0.1:9", "12 questions", "0.5 a day"))


def test_a_shows_own_prompts_are_named(checked, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "choose.txt").write_text(prompts.shipped()["choose"], "utf-8")
    found = checked("http://127.0.0.1:9/v1", more='prompts = "mine"\n')["tingbao: language model"]
    assert found["ok"]
    assert found["found"].endswith("; its own prompts: choose")


@pytest.mark.slow
def test_the_answer_to_a_question_is_shown_with_its_cost_and_asked_anew_each_time(checked):
    usage = {"prompt_tokens": 31, "completion_tokens": 12}
    with model_server(reply('{"answer": "我是一个小模型。"}', usage=usage)) as server:
        results = checked(server.url, "--ask", code=0, more="price_in = 1\nprice_out = 2\n")
        found = results["tingbao: language model asked"]
        assert "我是一个小模型" in found["found"]
        assert "31 tokens in, 12 out" in found["found"]
        assert "5.5e-05" in found["found"] or "0.000055" in found["found"]
        assert len(server.asked) == 1


@pytest.mark.slow
def test_a_refused_key_is_a_fault(checked):
    with model_server(refusal(401, "Invalid API key")) as server:
        found = checked(server.url, "--ask", code=1)["tingbao: language model asked"]
    assert not found["ok"]
    assert "refuses the key" in found["found"]


def test_a_show_without_a_model_is_no_fault(tingbao):
    outcome = tingbao("check", "--ask", "--json")
    assert outcome.code == 0
    assert "the show has none" in outcome.json[0]["found"]


def test_ask_goes_with_no_other_check(tingbao):
    outcome = tingbao("check", "--ask", "--repair")
    assert outcome.code == 2
    assert "--ask" in outcome.err
