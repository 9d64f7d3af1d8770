"""What `tingbao check` says of a reading list: whether its secret is there, and what its service answers."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from service.commands.check_result import CheckResult, fault, note, passed
from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.core.url_scope import is_local_only
from service.errors import SourceError
from service.settings import Settings
from service.sources import reading_lists
from service.sources.fetching import Client, FetchLimits

_LIMITS = FetchLimits(seconds=10, run=20, retries=0)
"""A person waits for the answer."""


def check(what: str, given: str, settings: Settings, show: ShowSettings) -> Iterator[CheckResult]:
    """Ask the service for its unread entries, as a run would; nothing is marked."""
    client = Client(_LIMITS, allowed_hosts=settings.service.allowed_hosts)
    try:
        address = reading_lists.parse(given)
        first = next(iter(reading_lists.opened(address, client).pages(None)), [])
    except SourceError as error:
        yield fault(what, str(error).removeprefix(f"{given}: "))
        return
    number = _("1 unread entry") if len(first) == 1 else _("{count} unread entries", count=len(first))
    then = _("is marked read there") if show.mark_read else _("stays unread there (mark_read)")
    yield passed(
        what, _("{title} answers with {number}; what is told {then}", title=address.title, number=number, then=then)
    )
    if urlsplit(address.url).scheme == "http" and not is_local_only(address.url):
        yield note(
            what, _("what {variable} holds goes there unencrypted: give an https address", variable=address.variable)
        )


def unused(show: ShowSettings) -> Iterator[CheckResult]:
    """Name a choice that changes nothing."""
    if show.mark_read and not any(map(reading_lists.is_reading_list, show.sources)):
        yield note(
            _("{show}: mark_read", show=show.slug), _("none of its sources is a reading list: nothing is marked")
        )
