"""Questions to endpoints as they behave, by the real client against a stand-in on loopback."""

import json
import socket
import sys
import threading
from collections import Counter
from importlib.util import find_spec

import pytest

from service.editing.llm.chat import Chat, Unusable
from service.editing.llm.endpoint import Endpoint
from tests.support.model_server import Answer, model_server, refusal, refusing, reply

pytestmark = pytest.mark.skipif(find_spec("openai") is None, reason="openai is not installed")

ASKED = [{"role": "system", "content": "改写。"}, {"role": "user", "content": "材料"}]
OTHER = [*ASKED[:1], {"role": "user", "content": "另一份"}]
SCHEMA = {"type": "object"}
GOOD = reply('{"a": 1}')


@pytest.fixture
def chat(tmp_path):
    """A new run's chat with the endpoint of a server; the folder of answers stays."""

    def make(server, count=None, **changed):
        endpoint = Endpoint(server.url, "m", **{"seconds": 5.0, "backoff": 0.01, **changed})
        return Chat(endpoint, tmp_path / "answers", count)

    return make


def fault(chat, messages=ASKED):
    with pytest.raises(Unusable) as raised:
        chat.answer(messages, SCHEMA)
    return str(raised.value)


def test_the_same_question_is_asked_once(chat):
    with model_server(GOOD) as server:
        assert chat(server).answer(ASKED, SCHEMA) == chat(server).answer(ASKED, SCHEMA) == '{"a": 1}'
        assert len(server.asked) == 1
        chat(server).answer(OTHER, SCHEMA)
        assert len(server.asked) == 2


@pytest.mark.parametrize("damage", [b"\xff\xfe", b"[]", b'{"text": 1}', None])
def test_a_kept_answer_that_cannot_be_read_is_asked_for_again(chat, tmp_path, damage):
    with model_server(GOOD) as server:
        chat(server).answer(ASKED, SCHEMA)
        [kept] = [path for path in (tmp_path / "answers").glob("*.json") if "dialect" not in path.name]
        kept.unlink()
        if damage is None:
            kept.mkdir()
        else:
            kept.write_bytes(damage)
        assert chat(server).answer(ASKED, SCHEMA) == '{"a": 1}'
        assert len(server.asked) == 2


REFUSED = {
    "temperature": ("temperature", ["temperature"]),
    "max_tokens": ("max_tokens", ["max_tokens"]),
    "response_format": ("response_format", ["response_format"]),
    "json_schema": ("response_format=json_schema", []),
}


@pytest.mark.parametrize(("parameter", "gone"), REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.parametrize("words", ["", "InvalidParameter: 参数不合法"], ids=["named", "unnamed"])
def test_a_parameter_that_is_refused_is_left_out_and_remembered(chat, parameter, gone, words):
    with model_server(refusing(parameter, GOOD, words)) as server:
        assert chat(server).answer(ASKED, SCHEMA) == '{"a": 1}'
        last = server.asked[-1]
        assert not any(name in last for name in gone)
        before = len(server.asked)
        chat(server).answer(OTHER, SCHEMA)
        assert len(server.asked) == before + 1
        assert server.asked[-1].keys() == last.keys()


def test_a_limit_by_its_other_name_is_sent_in_place_of_the_first(chat):
    with model_server(refusing("max_tokens", GOOD)) as server:
        chat(server, tokens=321).answer(ASKED, SCHEMA)
        assert server.asked[-1]["max_completion_tokens"] == 321


def test_an_endpoint_that_refuses_every_form_is_left_alone_and_nothing_is_learned_from_it(chat):
    with model_server(refusal(400, "Model Not Exist")) as server:
        run = chat(server)
        assert "Model Not Exist" in fault(run)
        before = len(server.asked)
        assert "Model Not Exist" in fault(run, OTHER)
        assert len(server.asked) == before <= 6
        server.answers = [GOOD]
        chat(server).answer(ASKED, SCHEMA)
        assert {"temperature", "max_tokens", "response_format"} <= server.asked[-1].keys()


@pytest.mark.parametrize(
    "trouble",
    [
        refusal(429, "slow down"),
        refusal(429, "slow down", retry_after="0"),
        refusal(503, "overloaded"),
        Answer(502, "<html>Bad Gateway</html>"),
        Answer(200, "<html>welcome</html>"),
        Answer(200, '{"choices": []}'),
        Answer(200, '{"error": {"message": "busy"}}'),
        Answer(200, '{"choices": [{"message": null}]}'),
        Answer(body=json.dumps({"choices": [1] * 50}), cut=True),
    ],
    ids=["429", "429 with Retry-After", "503", "502 page", "page", "no choices", "error", "no message", "cut off"],
)
def test_what_may_pass_is_tried_again(chat, trouble):
    with model_server(trouble, trouble, GOOD) as server:
        assert chat(server).answer(ASKED, SCHEMA) == '{"a": 1}'
        assert len(server.asked) == 3


LASTING = {
    "429": (refusal(429, "slow down"), "HTTP status 429", 2),
    "500": (Answer(500, "oops"), "HTTP status 500", 2),
    "no credit": (refusal(429, "You exceeded your current quota", "insufficient_quota"), "HTTP status 429", 1),
    "wrong key": (refusal(401, "Invalid API key"), "refuses the key", 1),
    "no money": (refusal(402, "Insufficient Balance"), "filled up", 1),
    "no such model": (refusal(404, "The model `m` does not exist"), "no such model", 1),
    "redirect": (Answer(302, "", {"Location": "/elsewhere"}), "HTTP status 302", 1),
    "late": (Answer(late=True), "within 0.3 s", 2),
    "trickling": (Answer(body="x" * 100, trickle=0.05), "within 0.3 s", 2),
    "a page": (Answer(200, "<html>"), "form that is not the API's", 2),
}


@pytest.mark.slow
@pytest.mark.parametrize(("trouble", "said", "times"), LASTING.values(), ids=LASTING.keys())
def test_an_endpoint_that_fails_for_good_is_left_alone_for_the_rest_of_the_run(chat, trouble, said, times):
    with model_server(trouble) as server:
        run = chat(server, seconds=0.3 if "0.3 s" in said else 30.0, tries=2)  # what answers may take its time
        assert said in fault(run)
        assert len(server.asked) == times
        assert said in fault(run, OTHER)
        assert len(server.asked) == times


def test_an_endpoint_that_is_not_there(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "could not be reached" in fault(Chat(Endpoint(f"http://127.0.0.1:{port}/v1", "m", tries=1), tmp_path))


FOR_THIS_ARTICLE = {
    "Qwen's filter": (refusal(400, "Input data may contain inappropriate content", "data_inspection_failed"), "filter"),
    "Azure's filter": (refusal(400, "The response was filtered", "content_filter"), "filter"),
    "GLM's filter": (refusal(400, "系统检测到输入可能包含不安全或敏感内容", "1301"), "filter"),
    "filtered amid": (reply("", end="content_filter"), "filter"),
    "too long": (refusal(400, "This model's maximum context length is 8192 tokens"), "too long"),
    "empty": (reply(""), "empty answer"),
    "nothing": (reply(None), "empty answer"),
}


@pytest.mark.parametrize(("trouble", "said"), FOR_THIS_ARTICLE.values(), ids=FOR_THIS_ARTICLE.keys())
def test_what_concerns_one_article_ends_no_other_and_is_kept(chat, trouble, said):
    with model_server(trouble, GOOD) as server:
        run = chat(server)
        assert said in fault(run)
        assert run.answer(OTHER, SCHEMA) == '{"a": 1}'
        assert said in fault(chat(server))
        assert len(server.asked) == 2


def test_thoughts_are_no_part_of_the_answer(chat):
    thoughts = reply('<think>也许是{"a": 7}？</think>\n{"a": 1}')
    with model_server(thoughts, reply('{"a": 2}', thoughts="先想想")) as server:
        run = chat(server)
        assert run.answer(ASKED, SCHEMA) == '{"a": 1}'
        assert run.answer(OTHER, SCHEMA) == '{"a": 2}'


@pytest.mark.parametrize("text", ["", "<think>让我想想", '{"a": '], ids=["empty", "amid a thought", "amid the answer"])
def test_tokens_eaten_by_thinking_are_given_once_more_and_from_then_on(chat, text):
    with model_server(reply(text, end="length"), GOOD) as server:
        run = chat(server, tokens=200, thinking_tokens=5000)
        assert run.answer(ASKED, SCHEMA) == '{"a": 1}'
        assert [each["max_tokens"] for each in server.asked] == [200, 5200]
        chat(server, tokens=200, thinking_tokens=5000).answer(OTHER, SCHEMA)
        assert server.asked[-1]["max_tokens"] == 5200


def test_a_model_that_thinks_without_end_is_given_up(chat):
    with model_server(reply("<think>", end="length")) as server:
        assert "by thinking" in fault(chat(server))
        assert len(server.asked) == 2


def test_a_run_asks_no_more_than_it_may(chat):
    with model_server(GOOD) as server:
        run = chat(server, questions=1)
        run.answer(ASKED, SCHEMA)
        assert "1 questions" in fault(run, OTHER)
        assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("usage", "tokens"),
    [({"prompt_tokens": 700, "completion_tokens": 40}, (700, 40)), (None, (5, 8)), ({"prompt_tokens": "x"}, (5, 8))],
    ids=["counted", "not counted", "nonsense"],
)
def test_what_an_answer_costs_is_counted_by_its_usage_or_by_its_characters(chat, usage, tokens):
    counted = Counter()
    with model_server(reply('{"a": 1}', usage=usage)) as server:
        run = chat(server, lambda name, number: counted.update({name: number}), price_in=10.0, price_out=20.0)
        run.answer(ASKED, SCHEMA)
    assert (counted["model_tokens_in"], counted["model_tokens_out"]) == tokens
    assert counted["model_millionths"] == 10 * tokens[0] + 20 * tokens[1]


def test_the_days_money_is_all_that_is_spent(chat):
    with model_server(reply('{"a": 1}', usage={"prompt_tokens": 1000, "completion_tokens": 1000})) as server:
        limits = {"price_in": 1.0, "price_out": 1.0, "most_a_day": 0.0021, "tokens": 100}
        chat(server, **limits).answer(ASKED, SCHEMA)
        assert "most_a_day" in fault(chat(server, **limits), OTHER)
        assert len(server.asked) == 1


def test_when_the_time_for_all_questions_is_up_nothing_more_is_asked(chat):
    with model_server(Answer(late=True)) as server:
        run = chat(server, seconds=5.0, most_seconds=0.3, tries=9)
        assert "was not done within 0.3 s" in fault(run)
        assert "was not done within 0.3 s" in fault(run, OTHER)
        assert len(server.asked) == 1


def test_closing_ends_a_question_that_is_under_way(chat):
    with model_server(Answer(late=True)) as server:
        run, said = chat(server, seconds=30.0, tries=1), []
        thread = threading.Thread(target=lambda: said.append(fault(run)))
        thread.start()
        while not server.asked:
            thread.join(0.01)
        run.close("was interrupted")
        thread.join(5)
        assert said == ["was interrupted"]


def test_without_the_client_nothing_is_asked_and_the_note_says_what_to_install(chat, monkeypatch):
    monkeypatch.setitem(sys.modules, "openai", None)
    with model_server(GOOD) as server:
        assert "pip install 'tingbao[llm]'" in fault(chat(server))
        assert not server.asked
