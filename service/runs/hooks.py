"""Hooks: tell a command or an address that an episode is made, waits for approval, or could not be made."""

from __future__ import annotations

import json
import os
import shlex
import time
from collections.abc import Mapping
from urllib.parse import urlsplit

from service.core import log
from service.core.log import hide, is_secret
from service.runs.subprocess_pool import SubprocessPool

HOOK_TIMEOUT = 30.0
"""Seconds that a command, or both attempts to reach an address, may take."""
ADDRESS_TIMEOUT = 10.0
"""Seconds that an address may be silent."""
_FIELDS = ("event", "show", "edition", "episode", "error")
VARIABLES = tuple(f"TINGBAO_{name.upper()}" for name in _FIELDS)
"""Where a command finds the fields of its event, in that order."""
ADDRESS = ("http://", "https://")


def call(hook: str, event: Mapping[str, object], subprocesses: SubprocessPool) -> None:
    """Tell the hook, if there is one, the event as JSON. A failure is logged and harms nothing.

    A command is run without a shell, with the event on its stdin and its main fields in TINGBAO_EVENT, TINGBAO_SHOW,
    TINGBAO_EDITION, TINGBAO_EPISODE and TINGBAO_ERROR; an address is sent a POST, twice if the first fails. The log
    names the hook by its host or program alone: the rest may be secret.
    """
    if not hook:
        return
    body = hide(json.dumps(event, ensure_ascii=False)).encode()
    try:
        if hook.startswith(ADDRESS):
            _post(hook, body)
        else:
            variables = {to: hide(str(event.get(name, ""))) for to, name in zip(VARIABLES, _FIELDS, strict=True)}
            # of the secrets only those of AWS: a command may need them
            own = {name for name in os.environ if is_secret(name) and name.startswith("TINGBAO_")}
            inherited = {name: value for name, value in os.environ.items() if name not in own}
            subprocesses.run(shlex.split(hook), HOOK_TIMEOUT, inherited | variables, body)
    except (OSError, ValueError) as error:
        log.event("hook failed", log.WARNING, hook=_name(hook), of=event["event"], error=hide(str(error)))
    else:
        log.event("hook", hook=_name(hook), of=event["event"])


def _name(hook: str) -> str:
    """Return the host of an address, the program of a command."""
    if hook.startswith(ADDRESS):
        address = urlsplit(hook)
        return f"{address.scheme}://{address.netloc.rpartition('@')[2]}"
    return shlex.split(hook)[0]


def _post(url: str, body: bytes) -> None:
    """Send the body; once more where that fails. Raise OSError, which says how it failed. No redirect is followed."""
    from service.core import network

    end = time.monotonic() + HOOK_TIMEOUT
    headers = {"Content-Type": "application/json"}
    for last in (False, True):
        left = end - time.monotonic()
        try:
            status, _ = network.send("POST", url, timeout=left, silence=ADDRESS_TIMEOUT, headers=headers, body=body)
            if status // 100 == 2:
                return
            raise OSError(f"HTTP {status}")
        except OSError:
            if time.monotonic() >= end:
                raise TimeoutError(f"it gave no answer within {HOOK_TIMEOUT:g} s") from None
            if last:
                raise
