"""Name who has not been told yet, and send a trial card to each hook: only so it is seen whether one arrives.

Whoever takes it is told at once what has waited for him: his robot may just have been mended.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator

from service.commands.check_result import CheckResult, fault, note, passed
from service.core import hook_address
from service.core.hook_address import HookKind
from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.publishing import urls
from service.runs import hooks
from service.runs.run_records import new_id
from service.runs.subprocess_pool import SubprocessPool
from service.settings import Settings
from service.storage.outbox import Message, NotYet, Outbox


def send(settings: Settings) -> Iterator[CheckResult]:
    """Tell each hook of each event once, and say what came of it: no trial is tried again. Then send what waits."""
    courier = hooks.HookCourier(lambda: settings.service, SubprocessPool())
    now, any_hook, taken = dt.datetime.now(dt.UTC), False, set[str]()
    event = _trial(settings, settings.show[0], f"trial-{new_id(now)}")
    for place, hook in hooks.named(settings.service):
        any_hook = True
        address = hook_address.parse(hook)
        kind = "" if address.kind in (HookKind.COMMAND, HookKind.MAIL) else f"{address.kind} "
        for message in hooks.messages((hook,), event, now):
            receiver = kind + (str(message.content["receiver"]) or address.name)
            try:
                courier(message)
            except NotYet as wait:
                yield fault(
                    place,
                    _(
                        "{receiver}: it has had its messages of this minute: try in {seconds:.0f} s",
                        receiver=receiver,
                        seconds=wait.seconds,
                    ),
                )
            except OSError as error:
                yield fault(place, f"{receiver}: {error}")
            else:
                taken.add(address.name)
                yield passed(place, _("{receiver} has taken a trial card", receiver=receiver))
    yield from _send_waiting(Outbox(settings.state), courier, taken)
    if not any_hook:
        yield note("hooks", "on_success, on_failure and on_approval name nobody: docs/notifications.md")


def _send_waiting(outbox: Outbox, courier: hooks.HookCourier, taken: Collection[str]) -> Iterator[CheckResult]:
    """Tell those who have taken a trial card what waits for them, whenever it would be due; say how much that was."""
    told = Counter[str]()

    def tell(message: Message) -> None:
        courier(message)
        told[message.to] += 1

    waits = [each for each in outbox.messages() if each.kind == hooks.KIND and each.to.rpartition(" ")[0] in taken]
    outbox.deliver({hooks.KIND: tell}, ids={each.id for each in waits})
    for to, number in told.items():
        one = _("1 that had waited was told now")
        several = _("{number} that had waited were told now", number=number)
        yield passed(f"notification {to}", one if number == 1 else several)


def waiting(settings: Settings) -> Iterator[CheckResult]:
    """Name each receiver that could not be told so far, with the reason of the last attempt."""
    failed: dict[str, list[Message]] = {}
    for message in Outbox(settings.state).messages():
        if message.attempts:
            failed.setdefault(message.to, []).append(message)
    for to, messages in failed.items():
        last = max(messages, key=lambda each: each.due or each.put)
        yield note(
            f"notification {to}",
            _("{count} could not be told so far, and are tried again: {error}", count=len(messages), error=last.error),
        )


def _trial(settings: Settings, show: ShowSettings, id_: str) -> dict[str, object]:
    publication = settings.publication(show)
    return {
        "event": "trial",
        "id": id_,
        "show": show.slug,
        "title": show.title,
        "edition": "",
        "episode": "",
        "headline": "这是一张试发的卡片",
        "lead": "看到它，就是通知设置好了。",
        "link": urls.url(publication, ""),
        "feed": urls.url(publication, urls.FEED),
        "error": "",
    }
