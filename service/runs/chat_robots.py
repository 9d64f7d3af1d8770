"""Robots of group chats: what each is sent, how a message is signed, and what its answer means.

A robot answers 200 also where it refuses; what it means stands in the JSON. The rules are those of
企业微信: https://developer.work.weixin.qq.com/document/path/91770 (markdown of 4096 bytes, 20 messages a minute),
飞书: https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot (20 KB, 100 a minute, signature),
钉钉: https://open.dingtalk.com/document/orgapp/custom-robots-send-group-messages (20 a minute, signature),
Telegram: https://core.telegram.org/bots/api#sendmessage (4096 characters) and #making-requests (`ok`, `retry_after`).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from service.core.hook_address import HookKind
from service.core.messages import _
from service.core.printable import one_line
from service.runs.card import Card
from service.storage.outbox import TooBusy

MOST_A_MINUTE = 20
"""Messages that any robot is sent in a minute: what 企业微信 and 钉钉 take, and Telegram in one group."""
_WIDE = str.maketrans({"<": "＜", ">": "＞", "[": "［", "]": "］", "*": "＊", "`": "", "_": "＿", "#": "＃", "~": "～"})
"""What begins markup, as signs that look alike: none of these robots has an escape."""
_SHARES = (300, 150, 75, 30, 10)
"""Characters to which the texts of a card are cut, one after the other, until it fits."""


@dataclass(frozen=True, slots=True)
class RobotRequest:
    """What a robot is asked."""

    url: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Robot:
    """One kind of robot."""

    body: Callable[[Card], dict[str, Any]]
    """The message of a card."""
    limit: int
    """Bytes that the message may have."""
    with_key: Callable[[str, str], str]
    """The address and a key -> the address with the key, where it has none."""
    signed: Callable[[str, dict[str, Any], str, float], tuple[str, dict[str, Any]]]
    """Address, message, secret and time -> the same, signed."""
    code: str
    """The member of an answer that is 0, or for Telegram absent, where all is well."""
    said: str
    """The member that says what is wrong."""
    busy: Mapping[int, float]
    """Codes that ask to be left alone, and for how many seconds."""
    meant: Mapping[int, str]
    """Codes and what is to be done about them."""


def request(kind: HookKind, url: str, card: Card, now: float, *, key: str = "", secret: str = "") -> RobotRequest:
    """Return what the robot at that address is asked. `now`: seconds since 1970, for the signature."""
    robot = ROBOTS[kind]
    body = robot.body(card)
    for most in _SHARES:
        body = robot.body(card.clipped(most))
        if len(_encoded(body)) <= robot.limit:
            break
    if key:
        url = robot.with_key(url, key)
    if secret:
        url, body = robot.signed(url, body, secret, now)
    if kind is HookKind.TELEGRAM:
        url, body = _to_chat(url, body)
    return RobotRequest(url, _encoded(body))


def check_answer(kind: HookKind, status: int, body: bytes, retry_after: float = 0.0) -> None:
    """Return where the robot has taken the message. Raise OSError that says what it answered.

    It is TooBusy where the robot asks to be left alone, or `retry_after` does: the seconds of that header.
    """
    robot = ROBOTS[kind]
    try:
        answer = json.loads(body)
        if not isinstance(answer, dict):
            raise ValueError
    except (ValueError, RecursionError):
        no_robot = _(
            "HTTP {status}, and no JSON: this is no address of a robot, or something stands before it", status=status
        )
        raise TooBusy(no_robot, retry_after) from None
    given = answer.get(robot.code, answer.get("StatusCode"))  # StatusCode: older robots of 飞书
    code = given if isinstance(given, int) and not isinstance(given, bool) else None
    if status // 100 == 2 and (answer.get("ok") is True if kind is HookKind.TELEGRAM else code == 0):
        return
    told = f"{robot.code} {code}" if code is not None else f"no {robot.code}"
    said = f"HTTP {status}, {told}: {one_line(str(answer.get(robot.said) or 'no reason')[:150])}"
    if code is not None and code in robot.meant:
        said = f"{said} ({robot.meant[code]})"
    raise TooBusy(said, max(retry_after, _asked_pause(answer), robot.busy.get(code or 0, 0.0)))


def has_key(kind: HookKind, url: str) -> bool:
    """Return whether the address holds the robot's key already."""
    return ROBOTS[kind].with_key(url, "key") == url


def _asked_pause(answer: Mapping[str, Any]) -> float:
    """Return the seconds for which Telegram asks to be left alone; 0 where it does not."""
    parameters = answer.get("parameters")
    asked = parameters.get("retry_after") if isinstance(parameters, dict) else 0
    return float(min(asked, 86_400)) if isinstance(asked, int | float) and asked > 0 else 0.0


def _encoded(body: dict[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")


def _markdown(card: Card, line_end: str = "\n") -> str:
    """Return the card in the markdown that both 企业微信 and 钉钉 have."""
    parts = [f"### {card.title.translate(_WIDE)}"]
    parts += [f"**{card.lead.translate(_WIDE)}**"] if card.lead else []
    parts += [f"> {label}{card.colon}{text.translate(_WIDE)}" for label, text in card.lines]
    parts += [f"[{card.link_text}]({card.link})"] if card.link else []
    return line_end.join(parts)


def _wecom(card: Card) -> dict[str, Any]:
    return {"msgtype": "markdown", "markdown": {"content": _markdown(card)}}


def _dingtalk(card: Card) -> dict[str, Any]:
    return {"msgtype": "markdown", "markdown": {"title": card.title, "text": _markdown(card, "\n\n")}}


def _feishu(card: Card) -> dict[str, Any]:
    """Return an interactive card whose texts are plain: nothing in them is markup, or calls anybody."""
    texts = [card.lead, *(f"{label}{card.colon}{text}" for label, text in card.lines)]
    elements: list[dict[str, Any]] = [
        {"tag": "div", "text": {"tag": "plain_text", "content": text}} for text in filter(None, texts)
    ]
    if card.link:
        words = {"tag": "plain_text", "content": card.link_text}
        button = {"tag": "button", "type": "primary", "text": words, "url": card.link}
        elements.append({"tag": "action", "actions": [button]})
    header = {"title": {"tag": "plain_text", "content": card.title}}
    return {"msg_type": "interactive", "card": {"header": header, "elements": elements}}


def _telegram(card: Card) -> dict[str, Any]:
    parts = [f"<b>{html.escape(card.title)}</b>", html.escape(card.lead)]
    parts += [f"{label}{card.colon}{html.escape(text)}" for label, text in card.lines]
    parts += [f'<a href="{html.escape(card.link)}">{card.link_text}</a>'] if card.link else []
    return {"text": "\n".join(filter(None, parts)), "parse_mode": "HTML"}


def _unsigned(url: str, body: dict[str, Any], secret: str, now: float) -> tuple[str, dict[str, Any]]:
    return url, body


def _sign(key: str, text: str) -> str:
    return base64.b64encode(hmac.digest(key.encode(), text.encode(), hashlib.sha256)).decode()


def _signed_dingtalk(url: str, body: dict[str, Any], secret: str, now: float) -> tuple[str, dict[str, Any]]:
    """Sign `timestamp\\nsecret` with the secret; both go into the address."""
    timestamp = str(round(now * 1000))
    return _asking(url, timestamp=timestamp, sign=_sign(secret, f"{timestamp}\n{secret}")), body


def _signed_feishu(url: str, body: dict[str, Any], secret: str, now: float) -> tuple[str, dict[str, Any]]:
    """Sign nothing at all with the key `timestamp\\nsecret`; both go into the message."""
    timestamp = str(round(now))
    return url, {"timestamp": timestamp, "sign": _sign(f"{timestamp}\n{secret}", ""), **body}


def _asking(url: str, **values: str) -> str:
    """Return the address with these values in its question, in place of any of their names."""
    parts = urlsplit(url)
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in values]
    return parts._replace(query=urlencode([*kept, *values.items()])).geturl()


def _in_question(name: str) -> Callable[[str, str], str]:
    def with_key(url: str, key: str) -> str:
        return url if dict(parse_qsl(urlsplit(url).query)).get(name) else _asking(url, **{name: key})

    return with_key


def _feishu_key(url: str, key: str) -> str:
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    return parts._replace(path=f"{path}/{quote(key, safe='')}").geturl() if path.endswith("/hook") else url


def _telegram_key(url: str, key: str) -> str:
    parts = urlsplit(url)
    return parts._replace(path=f"/bot{quote(key, safe=':')}").geturl() if parts.path in ("", "/") else url


def _to_chat(url: str, body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the method's address, and the message with what the question of the given one says (the chat)."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/").removesuffix("/sendMessage")
    return parts._replace(path=f"{path}/sendMessage", query="").geturl(), {**dict(parse_qsl(parts.query)), **body}


_WRONG_KEY = _("the key is wrong, or the robot was removed: copy its address again")
_SECURITY = _("the robot's security settings refuse it: set its secret, or add 听报 to its keywords")

ROBOTS: Mapping[HookKind, Robot] = MappingProxyType(
    {
        HookKind.WECOM: Robot(
            _wecom,
            4096,
            _in_question("key"),
            _unsigned,
            "errcode",
            "errmsg",
            {45009: 60.0, -1: 5.0},
            {93000: _WRONG_KEY, 45009: _("over 20 messages a minute")},
        ),
        HookKind.FEISHU: Robot(
            _feishu,
            20_000,
            _feishu_key,
            _signed_feishu,
            "code",
            "msg",
            {9499: 60.0, 11232: 60.0},
            {19001: _WRONG_KEY, 19021: _SECURITY, 19022: _SECURITY, 19024: _SECURITY},
        ),
        HookKind.DINGTALK: Robot(
            _dingtalk,
            20_000,
            _in_question("access_token"),
            _signed_dingtalk,
            "errcode",
            "errmsg",
            {130101: 600.0, -1: 5.0},
            {300001: _WRONG_KEY, 400101: _WRONG_KEY, 310000: _SECURITY, 130101: _("over 20 messages a minute")},
        ),
        HookKind.TELEGRAM: Robot(
            _telegram,
            4096,
            _telegram_key,
            _unsigned,
            "error_code",
            "description",
            {},
            {
                400: "see that chat_id is right",
                401: _("the token is wrong"),
                403: _("the chat has removed the robot"),
                404: _("the token is wrong"),
            },
        ),
    }
)
