"""Links that open the feed in a podcast app, and a QR code."""

from __future__ import annotations

import io
from dataclasses import dataclass
from urllib.parse import quote

from service.core.url_scope import is_loopback
from service.model import Show
from service.publishing import urls
from service.publishing.episode_view import printable


@dataclass(frozen=True, slots=True)
class App:
    """A podcast app and the address that adds the feed to it, or shows it there."""

    name: str
    system: str
    """Where it runs."""
    href: str


def apps(show: Show) -> tuple[App, ...]:
    """Return the apps that document an address for adding any feed.

    Pocket Casts and Apple's scheme take the feed's address without its scheme; the others take all of it,
    percent-encoded.
    """
    feed = urls.url(show, urls.FEED)
    bare, encoded, title = feed.split("://", 1)[-1], quote(feed, safe=""), quote(printable(show.title), safe="")
    return (
        App("Apple Podcasts", "iPhone、Mac", f"podcast://{bare}"),
        App("Pocket Casts", "iPhone、安卓", f"pktc://subscribe/{bare}"),
        App("Overcast", "iPhone", f"overcast://x-callback-url/add?url={encoded}"),
        App("AntennaPod", "安卓", f"https://antennapod.org/deeplink/subscribe?url={encoded}&title={title}"),
        App("Podcast Addict", "安卓", f"https://podcastaddict.com/feed/{encoded}"),
        App("gPodder", "电脑", f"https://gpodder.net/subscribe?url={encoded}"),
    )


def is_for_listeners(show: Show) -> bool:
    """Return whether others than this machine reach the show: else there is nothing to subscribe to."""
    return not is_loopback(show.base_url)


def directories(show: Show) -> tuple[App, ...]:
    """Return the show's pages on platforms that keep shows of their own and take no feed's address."""
    pages = (App("小宇宙", "iPhone、安卓", show.xiaoyuzhou), App("喜马拉雅", "iPhone、安卓", show.ximalaya))
    return tuple(page for page in pages if page.href)


def qr_code(show: Show) -> bytes:
    """Return the address of the show's page as a QR code, SVG."""
    import segno

    buffer = io.BytesIO()
    code = segno.make(urls.url(show, ""), error="m", micro=False)
    code.save(buffer, kind="svg", scale=4, border=3, dark="#1d1b17", light="#fff", xmldecl=False, nl=True)
    return buffer.getvalue()
