"""Each robot gets what its document asks for, within its limits, signed; and its answer is read, not its status."""

import html
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from service.core.hook_address import HookKind
from service.runs import chat_robots
from service.runs.card import Card
from service.runs.chat_robots import ROBOTS, check_answer, request
from service.storage.outbox import TooBusy
from tests.support.robot_stand_in import BUSY, FINE, KEY, PATHS, REFUSALS, SECRET, sign
from tests.support.tables import every_row

NOW = 1_774_050_600.25
CARD = Card(
    "青沅早报 · 新一期", "水厂完工", (("导语", "水厂二期完工。"), ("时长", "4分58秒")), "http://pod.example/e/", "收听"
)
HOSTILE = '<at user_id="all"></at> [点我](http://evil.example) **粗** `码` <b>& ~~x~~ # 头'
KINDS = tuple(ROBOTS)


def asked(kind, card=CARD, **more):
    return request(kind, f"http://127.0.0.1:9{PATHS[kind]}", card, NOW, **more)


def texts(kind, body):
    """All that a reader sees of a message, as the robot is sent it."""
    message = json.loads(body)
    if kind is HookKind.FEISHU:
        elements = message["card"]["elements"]
        return "\n".join(
            [message["card"]["header"]["title"]["content"], *(e["text"]["content"] for e in elements[:-1])]
        )
    found = {"wecom": ("markdown", "content"), "dingtalk": ("markdown", "text")}.get(kind)
    return message[found[0]][found[1]] if found else html.unescape(re.sub(r"</?[ab][^<>]*>", "", message["text"]))


@every_row("kind", KINDS)
def test_each_is_told_title_lead_length_and_link(kind):
    sent = asked(kind)
    for part in ("青沅早报 · 新一期", "水厂完工", "水厂二期完工。", "4分58秒"):
        assert part in texts(kind, sent.body)
    assert "http://pod.example/e/" in sent.body.decode()


@every_row("kind", KINDS)
def test_the_longest_card_keeps_the_robots_limit(kind):
    endless = Card(
        *("𠮷" * 400,) * 2,
        (("导语", '"\\' * 200), ("原因", "𠮷" * 400), ("怎么办", "汉" * 400)),
        "http://x.example/" + "p" * 900,
    )
    sent = asked(kind, endless)
    assert len(sent.body) <= ROBOTS[kind].limit
    if kind is HookKind.TELEGRAM:
        assert 1 <= len(json.loads(sent.body)["text"]) <= 4096
    assert "http://x.example/ppp" in sent.body.decode()


@every_row("kind", [HookKind.WECOM, HookKind.DINGTALK])
def test_nothing_that_anybody_wrote_is_markup(kind):
    shown = texts(kind, asked(kind, Card("听报", HOSTILE, (("导语", HOSTILE),))).body)
    assert not re.search(r"<|\]\(|`|~~", shown)
    assert shown.count("**") == 2


def test_telegram_is_sent_escaped_text_and_feishu_plain_text_alone():
    sent = json.loads(asked(HookKind.TELEGRAM, Card("听报", HOSTILE)).body)["text"]
    assert html.escape(HOSTILE) in sent
    card = json.loads(asked(HookKind.FEISHU, Card("听报", HOSTILE)).body)["card"]
    assert {element["text"]["tag"] for element in card["elements"]} == {"plain_text"}


def test_dingtalk_and_feishu_are_signed_as_their_documents_say():
    url = asked(HookKind.DINGTALK, secret=SECRET).url
    question = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert question["timestamp"] == "1774050600250"
    assert question["sign"] == sign(SECRET, f"1774050600250\n{SECRET}")
    body = json.loads(asked(HookKind.FEISHU, secret=SECRET).body)
    assert (body["timestamp"], body["sign"]) == ("1774050600", sign(f"1774050600\n{SECRET}", ""))


@every_row(
    ("kind", "bare", "whole"),
    [
        (HookKind.WECOM, "https://h.example/cgi-bin/webhook/send", f"https://h.example/cgi-bin/webhook/send?key={KEY}"),
        (HookKind.FEISHU, "https://h.example/bot/v2/hook/", f"https://h.example/bot/v2/hook/{KEY}"),
        (HookKind.DINGTALK, "https://h.example/robot/send", f"https://h.example/robot/send?access_token={KEY}"),
        (HookKind.TELEGRAM, "https://h.example/?chat_id=5", f"https://h.example/bot{KEY}/sendMessage"),
    ],
)
def test_a_key_that_the_address_leaves_out_is_put_in_and_one_that_is_there_stays(kind, bare, whole):
    assert request(kind, bare, CARD, NOW, key=KEY).url == whole
    assert not chat_robots.has_key(kind, bare)
    given = f"http://127.0.0.1:9{PATHS[kind]}"
    assert chat_robots.has_key(kind, given)
    assert "another" not in request(kind, given, CARD, NOW, key="another").url


def test_the_chat_of_telegrams_address_goes_into_the_message():
    sent = asked(HookKind.TELEGRAM)
    assert urlsplit(sent.url).query == ""
    assert json.loads(sent.body)["chat_id"] == "-100987"


@every_row("kind", KINDS)
def test_a_fine_answer_is_fine(kind):
    check_answer(kind, 200, json.dumps(FINE[kind]).encode())


@every_row("kind", KINDS)
def test_a_refusal_in_an_answer_of_200_is_a_failure_that_says_what_to_do(kind):
    answer, status = REFUSALS[kind]
    with pytest.raises(OSError, match="wrong") as refused:
        check_answer(kind, status, json.dumps(answer).encode())
    assert str(answer.get("errcode") or answer.get("code") or answer.get("error_code")) in str(refused.value)


@every_row(
    ("kind", "seconds"),
    [(HookKind.WECOM, 60), (HookKind.FEISHU, 60), (HookKind.DINGTALK, 600), (HookKind.TELEGRAM, 34)],
)
def test_one_that_is_asked_too_often_is_left_alone(kind, seconds):
    answer, status = BUSY[kind]
    with pytest.raises(TooBusy) as refused:
        check_answer(kind, status, json.dumps(answer).encode())
    assert refused.value.seconds == seconds


@every_row("kind", KINDS)
@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b""),
        (200, b"<html></html>"),
        (200, b"[]"),
        (200, b"{}"),
        (200, b"[" * 100_000),
        (200, b'{"errcode": false, "code": false, "ok": 1}'),
        (200, b'{"errcode": "0", "code": "0", "ok": "true"}'),
        (500, b'{"errcode": 0, "code": 0, "ok": true}'),
        (200, b'{"ok": false, "parameters": {"retry_after": "soon"}}'),
        (200, b'{"ok": false, "parameters": 7}'),
    ],
)
def test_whatever_else_it_answers_is_a_failure(kind, status, body):
    with pytest.raises(TooBusy):
        check_answer(kind, status, body)


def test_the_header_that_asks_for_a_pause_counts_too():
    with pytest.raises(TooBusy) as refused:
        check_answer(HookKind.WECOM, 429, b"", 77.0)
    assert refused.value.seconds == 77
