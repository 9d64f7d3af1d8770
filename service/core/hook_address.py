"""Where a hook leads: a command, an address that gets JSON, a robot of a chat, or people who get e-mail.

A robot is known by its host. Where another host stands for it (a proxy, an installation of one's own), the kind is
written in front: `wecom+https://chat.lan/send?key=...`; `webhook+https://…` means plain JSON whatever the host is.
"""

from __future__ import annotations

import hashlib
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import parse_qsl, urlsplit

from service.core import email_address, web_url
from service.core.messages import _


class HookKind(StrEnum):
    """What a hook leads to."""

    COMMAND = "command"
    WEBHOOK = "webhook"
    WECOM = "wecom"
    """企业微信."""
    FEISHU = "feishu"
    """飞书, and Lark."""
    DINGTALK = "dingtalk"
    """钉钉."""
    TELEGRAM = "telegram"
    MAIL = "mail"


HOSTS: Mapping[str, HookKind] = MappingProxyType(
    {
        "qyapi.weixin.qq.com": HookKind.WECOM,
        "open.feishu.cn": HookKind.FEISHU,
        "open.larksuite.com": HookKind.FEISHU,
        "oapi.dingtalk.com": HookKind.DINGTALK,
        "api.telegram.org": HookKind.TELEGRAM,
    }
)
"""The hosts of robots. What no other service can be meant by."""
_WRITTEN = re.compile(r"(?:(webhook|wecom|feishu|dingtalk|telegram)\+)?(https?://[!-~]+)")
_STRANGE_KIND = re.compile(r"([a-z]+)\+https?://")
_MAILTO = "mailto:"
_NAME = re.compile(r"[A-Za-z0-9_]{1,40}")
_KNOWN_PARTS = frozenset({"cgi-bin", "webhook", "send", "open-apis", "hook", "robot", "sendMessage"})
"""Parts of the path of every robot's address, in the documents of their makers: none gives an address away."""


@dataclass(frozen=True, slots=True)
class HookAddress:
    """One hook, taken apart."""

    kind: HookKind
    url: str = ""
    """The address that is asked; of a command and of e-mail empty."""
    robot: str = ""
    """What stands behind `#`: which robot it is, where there are several of one kind."""
    words: tuple[str, ...] = ()
    """Of a command its words, of e-mail the receivers."""

    @property
    def name(self) -> str:
        """How a log calls it: by its host, program or receivers' number alone, for the rest may be secret."""
        if self.kind is HookKind.COMMAND:
            return self.words[0]
        if self.kind is HookKind.MAIL:
            return f"{_MAILTO} {len(self.words)}"
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}" + (f"#{self.robot}" if self.robot else "")

    @property
    def digest(self) -> str:
        """What tells it from other hooks without giving it away."""
        told = "\0".join((self.kind, self.url, self.robot, *self.words))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    @property
    def secrets(self) -> tuple[str, ...]:
        """What of the address must not be shown: its path, the parts of it that are its own, and its question's values.

        The longest come first.
        """
        hidden = {each for each in _hidden_parts(self.url) if len(each) > 3} - _KNOWN_PARTS
        return tuple(sorted(hidden, key=len, reverse=True))


def _hidden_parts(url: str) -> Iterator[str]:
    parts = urlsplit(url)
    yield parts.query
    yield parts.path
    yield from parts.path.split("/")
    for __, value in parse_qsl(parts.query):
        yield value


def parse(text: str) -> HookAddress:
    """Return the hook. Raise ValueError, whose message is a sentence's end and shows nothing of it."""
    text = text.strip()
    if text.lower().startswith(_MAILTO):
        return HookAddress(HookKind.MAIL, words=_receivers(text[len(_MAILTO) :]))
    found = _WRITTEN.fullmatch(text)
    if found:
        return _web_address(found[1] or "", found[2])
    if strange := _STRANGE_KIND.match(text):
        raise ValueError(
            _(
                "{strange}+ is no kind of hook: write webhook+, wecom+, feishu+, dingtalk+ or telegram+",
                strange=strange[1],
            )
        )
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise ValueError(_("it is no command: {error}", error=error)) from None
    if not words:
        raise ValueError(_("it names no command"))
    if "://" in words[0]:
        raise ValueError(_("an address must begin with http:// or https:// and a host, and have no spaces"))
    return HookAddress(HookKind.COMMAND, words=tuple(words))


def _web_address(written: str, url: str) -> HookAddress:
    parts = web_url.split(url)
    kind = HookKind(written) if written else HOSTS.get((parts.hostname or "").lower(), HookKind.WEBHOOK)
    if parts.fragment and not _NAME.fullmatch(parts.fragment):
        raise ValueError(_("the robot's name behind # has letters, digits and _ only: #newsroom"))
    plain = urlsplit(url)._replace(fragment="").geturl()
    if kind is HookKind.TELEGRAM and not dict(parse_qsl(parts.query)).get("chat_id"):
        raise ValueError(_("Telegram's address ends in ?chat_id= and the chat: ?chat_id=-1001234567890"))
    return HookAddress(kind, plain, parts.fragment)


def _receivers(text: str) -> tuple[str, ...]:
    """Return the receivers, each once."""
    receivers = [each.strip() for each in text.split(",")]
    strange = next((each for each in receivers if not email_address.is_plausible(each)), None)
    if strange is not None:
        raise ValueError(
            _("{strange!r} is no e-mail address: mailto:news@example.org,chief@example.org", strange=strange[:80])
        )
    if not all(each.rpartition("@")[0].isascii() for each in receivers):
        raise ValueError(_("what stands before the @ of an e-mail address must be ASCII"))
    return tuple(dict.fromkeys(receivers))
