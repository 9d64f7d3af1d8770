"""Tell a WebSub hub that a feed has changed, so that its subscribers need not ask again and again.

A show's feed and that of its articles name the hub (https://www.w3.org/TR/websub/, section 4). How a publisher tells
it is left to both there; hubs take a POST with `hub.mode=publish` and the feed's address, as PubSubHubbub 0.4 had it
(https://pubsubhubbub.appspot.com/). What is to be told is in the outbox before the feed is replaced: a kill in between
loses nothing.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from urllib.parse import urlencode, urlsplit

from service.core import log
from service.core.backoff import seconds_asked
from service.core.log import hide
from service.core.messages import _
from service.errors import PublishError, UsageError
from service.model import Show
from service.publishing import urls
from service.settings import Settings
from service.storage.outbox import Message, NotYet, Outbox, TooBusy, Undeliverable
from service.storage.storage import Storage, open_storage

KIND = "websub"
"""The kind of these messages."""
HUB_TIMEOUT = 10.0
"""Seconds that one attempt may take: a run waits so long at most."""
PUBLISHED_WITHIN = dt.timedelta(hours=1)
"""How long a feed that is still as it was is waited for: a run that was killed before it replaced it never does."""


class HubCourier:
    """Delivers these messages, as a Courier of the outbox."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        """`settings` gives those in force."""
        self._settings, self._clock = settings, clock

    def __call__(self, message: Message) -> None:
        """Tell the hub, once the feed is another one than before. Raise as a Courier does."""
        settings = self._settings()
        try:
            show = settings.publication(settings.pick_show(str(message.content.get("show"))))
        except UsageError:
            raise Undeliverable(_("its show is no more")) from None
        show = show.articles if message.content.get("articles") else show
        if not show.hub:
            raise Undeliverable(_("the feed names no hub any more"))
        if _feed_digest(open_storage(settings.destination), show) == message.content.get("before"):
            if self._clock() - message.put > PUBLISHED_WITHIN:
                raise Undeliverable(_("the feed has not changed"))
            raise NotYet
        _ping(show)
        log.event("hub told", hub=message.to, show=show.slug)


@contextlib.contextmanager
def announced(settings: Settings, storage: Storage, *shows: Show) -> Iterator[None]:
    """Tell the hubs of these shows, as far as they have one, when what is done inside has changed their feeds.

    Where a hub cannot be reached, the log says so, and whoever delivers the outbox tries again: nothing is raised.
    """
    feeds = [(show, _message(show, _feed_digest(storage, show))) for show in shows if show.hub]
    if not feeds:
        yield
        return
    outbox, courier = Outbox(settings.state), HubCourier(lambda: settings)
    kept = {message.id for __, message in feeds if _put(outbox, message)}
    try:
        yield
    finally:
        changed = [message for show, message in feeds if _feed_digest(storage, show) != message.content["before"]]
        for __, message in feeds:
            if message not in changed:
                outbox.drop(message.id)
        left = outbox.deliver({KIND: courier}, ids=kept.intersection(each.id for each in changed))
        for message in changed:
            if message.id not in kept:
                with contextlib.suppress(OSError, NotYet):
                    courier(message)
        if left is None:  # else the hub cannot be reached just now
            outbox.deliver({KIND: courier})  # what an earlier run could not


def _message(show: Show, before: str) -> Message:
    topic = urls.url(show, urls.FEED)
    mark = hashlib.sha256(f"{show.hub}\0{topic}\0{before}".encode()).hexdigest()[:12]
    content = {"show": show.slug, "articles": show.of_articles, "before": before}
    return Message(
        f"{KIND}-{show.slug}-{mark}",
        KIND,
        urlsplit(show.hub).netloc.rpartition("@")[2],
        dt.datetime.now(dt.UTC),
        content,
    )


def _put(outbox: Outbox, message: Message) -> bool:
    try:
        outbox.put(message)
    except PublishError as error:
        log.event("outbox unwritable", log.WARNING, message=message.id, error=hide(str(error)))
        return False
    return True


def _feed_digest(storage: Storage, show: Show) -> str:
    """Return what tells this feed from another; empty where there is none, or where that cannot be read."""
    with contextlib.suppress(PublishError):
        return storage.digest(urls.key(show, urls.FEED)) or ""
    return ""


def _ping(show: Show) -> None:
    """Send the notice. Raise OSError, which says how it failed. No redirect is followed."""
    from service.core import network

    topic = urls.url(show, urls.FEED)
    body = urlencode({"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    status, found = network.send("POST", show.hub, timeout=HUB_TIMEOUT, silence=HUB_TIMEOUT, headers=headers, body=body)
    if status == 410:
        raise Undeliverable(_("HTTP 410: the hub is gone for good"))
    if status // 100 != 2:
        raise TooBusy(f"HTTP {status}", seconds_asked(found.get("retry-after", "")))
