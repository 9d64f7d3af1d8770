"""Hooks: a command or an address that is told when an episode is made, waits for approval, or could not be made."""

from __future__ import annotations

import http.client
import json
import os
import shlex
import threading
import urllib.request
from collections.abc import Mapping
from urllib.parse import urlsplit

from service.core import log
from service.core.log import SECRETS, hide
from service.runs.subprocesses import SubprocessPool

HOOK_TIMEOUT = 30.0
"""Seconds that a command, or both attempts to reach an address, may take."""
ADDRESS_TIMEOUT = 10.0
"""Seconds that an address may be silent."""
_VARIABLES = ("event", "show", "edition", "episode", "error")
_ADDRESS = ("http://", "https://")
_OWN_SECRETS = tuple(name for name in SECRETS if name.startswith("TINGBAO_"))
"""What no command is given: the AWS_* it may need."""


def call(hook: str, event: Mapping[str, object], subprocesses: SubprocessPool) -> None:
    """Tells the hook, if there is one, the event as JSON; what goes wrong is logged and harms nothing.

    A command is run without a shell, with the event on its stdin and its main fields in TINGBAO_EVENT, TINGBAO_SHOW,
    TINGBAO_EDITION, TINGBAO_EPISODE and TINGBAO_ERROR; an address is sent a POST, twice if the first fails. What is
    told of the hook is its host or program: the rest may be secret.
    """
    if not hook:
        return
    body = hide(json.dumps(event, ensure_ascii=False)).encode()
    try:
        if hook.startswith(_ADDRESS):
            _post(hook, body)
        else:
            variables = {f"TINGBAO_{name.upper()}": hide(str(event.get(name, ""))) for name in _VARIABLES}
            inherited = {name: value for name, value in os.environ.items() if name not in _OWN_SECRETS}
            subprocesses.run(shlex.split(hook), HOOK_TIMEOUT, inherited | variables, body)
    except (OSError, ValueError) as error:
        log.event("hook failed", log.WARNING, hook=_name(hook), of=event["event"], error=hide(str(error)))
    else:
        log.event("hook", hook=_name(hook), of=event["event"])


def _name(hook: str) -> str:
    """The host of an address, the program of a command."""
    if hook.startswith(_ADDRESS):
        address = urlsplit(hook)
        return f"{address.scheme}://{address.netloc.rpartition('@')[2]}"
    return shlex.split(hook)[0]


def _post(url: str, body: bytes) -> None:
    """Sends it from a thread: a server that answers a byte at a time would never run into a timeout."""
    failures: list[Exception] = []

    def send() -> None:
        request = urllib.request.Request(url, body, {"Content-Type": "application/json"})  # noqa: S310  (http only)
        for _ in range(2):
            try:
                with urllib.request.urlopen(request, timeout=ADDRESS_TIMEOUT):  # noqa: S310
                    failures.clear()
                    return
            except (OSError, ValueError, http.client.HTTPException) as error:
                failures.append(error)

    sender = threading.Thread(target=send, daemon=True)
    sender.start()
    sender.join(HOOK_TIMEOUT)
    if sender.is_alive():
        raise TimeoutError(f"it gave no answer within {HOOK_TIMEOUT:g} s")
    if failures:
        raise OSError(str(failures[-1]) or type(failures[-1]).__name__)
