"""Hooks: tell commands, addresses, robots and people what came of a run.

What is to be told is in the outbox (`storage.outbox`), one message for each receiver; here one is delivered.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence

from service.core import hook_address, log, mail_server, setting_errors
from service.core.backoff import seconds_asked
from service.core.hook_address import HookAddress, HookKind
from service.core.log import hide, is_secret
from service.core.messages import CHINESE, _, terminal_language
from service.runs import chat_robots, mail
from service.runs.card import card_of
from service.runs.subprocess_pool import SubprocessPool
from service.settings import ServiceSettings
from service.storage.outbox import Message, NotYet, TooBusy, Undeliverable

HOOK_TIMEOUT = 30.0
"""Seconds that a command, or one attempt to reach an address, may take."""
ADDRESS_TIMEOUT = 10.0
"""Seconds that an address may be silent."""
LARGEST_ANSWER = 65_536
"""Bytes of a robot's answer that are read."""
VARIABLES = {
    "TINGBAO_EVENT": "event",
    "TINGBAO_SHOW": "show",
    "TINGBAO_EDITION": "edition",
    "TINGBAO_EPISODE": "episode",
    "TINGBAO_ERROR": "error",
    "TINGBAO_ID": "id",
}
"""Where a command finds which fields of its event."""
KIND = "hook"
"""The kind of these messages."""
SETTINGS = ("on_success", "on_failure", "on_approval")
"""The settings that name hooks."""
ROBOT_KEY, ROBOT_SECRET, SMTP_PASSWORD = "TINGBAO_ROBOT_KEY", "TINGBAO_ROBOT_SECRET", "TINGBAO_SMTP_PASSWORD"
"""The variables of what lets a message in; a robot named #newsroom has those that end in _NEWSROOM."""


def named(service: ServiceSettings) -> Iterator[tuple[str, str]]:
    """Yield each hook as it is written, behind the setting that names it and its place there: `on_success 2`."""
    for setting in SETTINGS:
        hooks = getattr(service, setting)
        for number, hook in enumerate(hooks, 1):
            yield (setting if len(hooks) == 1 else f"{setting} {number}"), hook


def messages(hooks: Sequence[str], event: Mapping[str, object], now: dt.datetime) -> Iterator[Message]:
    """Yield what goes into the outbox: a message for each hook, and of e-mail for each receiver.

    `event` has the fields `event` and `id`. A message names its hook by a digest: its address may be secret. It notes
    the hooks beside it, by which the hook is found again after its address was corrected.
    """
    addresses = [hook_address.parse(hook) for hook in hooks]
    beside = [[each.kind, each.name, each.digest] for each in addresses]
    for place, address in enumerate(addresses):
        among: dict[str, object] = {"place": place, "beside": beside}
        for receiver in address.words if address.kind is HookKind.MAIL else ("",):
            told = hashlib.sha256(f"{address.digest}\0{receiver}".encode()).hexdigest()[:8]
            content = {"hook": address.digest, "receiver": receiver, "event": dict(event), **among}
            yield Message(f"{event['id']}-{told}", KIND, f"{address.name} {address.digest}", now, content)


class HookCourier:
    """Delivers the messages of hooks, as a Courier of the outbox."""

    def __init__(
        self,
        settings: Callable[[], ServiceSettings],
        subprocesses: SubprocessPool,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`settings` gives those in force. `clock`: seconds since 1970."""
        self._settings, self._subprocesses, self._clock = settings, subprocesses, clock
        self._sent: dict[str, deque[float]] = {}
        """Digest of a robot -> when it was sent its last messages."""
        self._lock = threading.Lock()

    def __call__(self, message: Message) -> None:
        """Tell the receiver the event; the log says so. Raise as a Courier does."""
        service, event = self._settings(), message.content.get("event", {})
        if not _is_whole(message):
            raise Undeliverable(_("it is not what was put in"))
        address = next((each for each in _configured(service) if each.digest == message.content.get("hook")), None)
        address = address or _successor(service, message)
        if address is None:
            raise Undeliverable(_("it is no hook of the configuration any more"))
        try:
            self._tell(service, address, message, event)
        except OSError as error:
            said = scrubbed(str(error), address)
            log.event("hook failed", log.WARNING, hook=address.name, of=event["event"], error=said)
            error.args = (said,)
            raise
        log.event("hook", hook=address.name, of=event["event"])

    def _tell(
        self, service: ServiceSettings, address: HookAddress, message: Message, event: Mapping[str, object]
    ) -> None:
        if lacking := missing(address, service, os.environ):
            raise OSError(lacking)
        if address.kind is HookKind.COMMAND:
            self._run(address, event)
        elif address.kind is HookKind.MAIL:
            _mail(service, message, event)
        elif address.kind is HookKind.WEBHOOK:
            _post(address.url, _body(event), {"Idempotency-Key": str(event["id"])})
        else:
            self._robot(address, event)

    def _run(self, address: HookAddress, event: Mapping[str, object]) -> None:
        """Run the command without a shell; one that fails is not run again: it may have done a part of its work."""
        variables = {to: hide(str(event.get(name, ""))) for to, name in VARIABLES.items()}
        # of the secrets only those of AWS: a command may need them
        own = {name for name in os.environ if is_secret(name) and name.startswith("TINGBAO_")}
        own |= {name for name in os.environ if name.upper() in map(setting_errors.variable, SETTINGS)}  # robots' keys
        inherited = {name: value for name, value in os.environ.items() if name not in own}
        try:
            self._subprocesses.run(address.words, HOOK_TIMEOUT, inherited | variables, _body(event))
        except OSError as error:
            if self._subprocesses.stopping:  # it was cut off, and is run when the service is back
                raise NotYet from None
            said = error.strerror or str(error)
            raise Undeliverable(said if not error.filename else f"{said}: {error.filename}") from None

    def _robot(self, address: HookAddress, event: Mapping[str, object]) -> None:
        from service.core import network

        self._keep_pace(address)
        key, secret = (os.environ.get(_variable(each, address), "").strip() for each in (ROBOT_KEY, ROBOT_SECRET))
        asked = chat_robots.request(
            address.kind,
            address.url,
            card_of(event, terminal_language(default=CHINESE)),
            self._clock(),
            key=key,
            secret=secret,
        )
        answer = network.ask(
            "POST",
            asked.url,
            timeout=HOOK_TIMEOUT,
            silence=ADDRESS_TIMEOUT,
            largest=LARGEST_ANSWER,
            headers={"Content-Type": "application/json; charset=utf-8"},
            body=asked.body,
        )
        wait = seconds_asked(answer.headers.get("retry-after", ""))
        chat_robots.check_answer(address.kind, answer.status, answer.body, wait)

    def _keep_pace(self, address: HookAddress) -> None:
        """Count a message to the robot. Raise NotYet where it has had as many as it takes in a minute."""
        now = self._clock()
        with self._lock:
            sent = self._sent.setdefault(address.digest, deque())
            while sent and not 0 <= now - sent[0] < 60:
                sent.popleft()
            if len(sent) >= chat_robots.MOST_A_MINUTE:
                raise NotYet(60 - (now - sent[0]))
            sent.append(now)


def _configured(service: ServiceSettings) -> Iterator[HookAddress]:
    for name in SETTINGS:
        yield from map(hook_address.parse, getattr(service, name))


def _is_whole(message: Message) -> bool:
    """Return whether a message has what it takes to deliver it: its file may be damaged."""
    event = message.content.get("event")
    told = [event.get("event"), event.get("id")] if isinstance(event, dict) else [None]
    return all(isinstance(each, str) for each in (*told, message.content.get("receiver")))


def _successor(service: ServiceSettings, message: Message) -> HookAddress | None:
    """Return the hook that the message's own has become, as when the key of a robot was corrected.

    It is told of the same event, and is of the same kind, at the same host or of the same program. It has the same
    place among those like it, and was not told by itself. Of e-mail it has the receiver still.
    """
    content = message.content
    hooks = getattr(service, f"on_{content['event']['event']}", ())
    addresses = [hook_address.parse(hook) for hook in hooks]
    if receiver := content["receiver"]:
        return next((each for each in addresses if receiver in each.words and each.kind is HookKind.MAIL), None)
    if "beside" not in content:  # a version that noted none had such a message dropped
        return None
    kind, name, __ = content["beside"][content["place"]]
    like = [each for each in addresses if (each.kind, each.name) == (kind, name)]
    place = sum(each[:2] == [kind, name] for each in content["beside"][: content["place"]])
    told = {digest for *__, digest in content["beside"]}
    return next((each for each in like[place : place + 1] if each.digest not in told), None)


def _body(event: Mapping[str, object]) -> bytes:
    return hide(json.dumps(event, ensure_ascii=False)).encode()


def _post(url: str, body: bytes, headers: Mapping[str, str]) -> None:
    """Send the body as JSON. Raise OSError, which says how it failed. No redirect is followed."""
    from service.core import network

    told = {"Content-Type": "application/json", **headers}
    status, found = network.send("POST", url, timeout=HOOK_TIMEOUT, silence=ADDRESS_TIMEOUT, headers=told, body=body)
    if status == 410:
        raise Undeliverable(_("HTTP 410: it is gone for good"))
    if status // 100 != 2:
        raise TooBusy(f"HTTP {status}", seconds_asked(found.get("retry-after", "")))


def missing(address: HookAddress, service: ServiceSettings, given: Mapping[str, str]) -> str:
    """Return what a robot or e-mail still needs, a sentence's end; empty where nothing is missing.

    `given`: the environment.
    """
    if address.kind is HookKind.MAIL:
        if not service.smtp:
            return _("[service] smtp is not set: name the server that takes e-mail in, smtps://user@host:465")
        user = mail_server.parse(service.smtp).user
        if "@" not in (service.mail_from or user):
            return _("[service] mail_from is not set: name the address that e-mail is from")
        if user and not given.get(SMTP_PASSWORD):
            return _(
                "{smtp_password} is not set: put the password of {user} there", smtp_password=SMTP_PASSWORD, user=user
            )
    if address.kind in chat_robots.ROBOTS and not chat_robots.has_key(address.kind, address.url):
        variable = _variable(ROBOT_KEY, address)
        if not given.get(variable, "").strip():
            return _(
                "its key is neither in the address nor in {variable}: copy the robot's whole address", variable=variable
            )
    return ""


def _variable(name: str, address: HookAddress) -> str:
    return f"{name}_{address.robot.upper()}" if address.robot else name


def _mail(service: ServiceSettings, message: Message, event: Mapping[str, object]) -> None:
    server = mail_server.parse(service.smtp)
    receiver, sender = str(message.content["receiver"]), service.mail_from or server.user
    found = mail.message(
        card_of(event, terminal_language(default=CHINESE)),
        receiver,
        sender,
        str(event.get("title", "")),
        str(event["id"]),
        message.put,
    )
    password = os.environ.get(SMTP_PASSWORD, "")
    mail.send(server, found, receiver, password, timeout=HOOK_TIMEOUT, silence=ADDRESS_TIMEOUT)


def scrubbed(text: str, address: HookAddress) -> str:
    """Return the text without anything of the hook's address that may be secret."""
    for secret in address.secrets:
        text = text.replace(secret, "***")
    return hide(text)
