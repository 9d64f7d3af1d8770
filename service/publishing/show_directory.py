"""All shows of a storage at its root: `index.html` for people, `shows.opml` for podcast apps.

Listed is every public show of the configuration that has been published; the OPML file itself records which. Private
shows (their path is not their slug) are named nowhere. Once there, the two files are replaced and never deleted: where
the last public show has become private they list nothing. A deletion cannot tell whether another publisher has listed
a show meanwhile; a conditional write can.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Sequence, Set
from urllib.parse import quote

from service.errors import Conflict
from service.model import Show
from service.publishing import site, urls
from service.publishing.episode_view import printable
from service.storage.storage import Storage

_MAX_ATTEMPTS = 20
"""How often the files are written while other publishers are faster."""
_LISTED = re.compile(rf"/([^/]+)/{re.escape(urls.FEED)}")
"""What the OPML file says of a listed show: the folder of its feed, as in a URL."""
_RETRY_PAUSE = 0.02
"""Seconds of the longest pause before the second attempt; each later pause is that much longer."""


def add(storage: Storage, shows: Sequence[Show], *published: Show) -> None:
    """List the shows that have just been published beside those listed before, in the order of the configuration.

    Raise PublishError where the files cannot be written. Several publishers may do it at once.
    """
    slugs = {show.slug for show in published}
    for tried in range(1, _MAX_ATTEMPTS):
        try:
            return _add(storage, shows, slugs)
        except Conflict:
            time.sleep(random.uniform(0, _RETRY_PAUSE * tried))  # noqa: S311  (so that each has its turn)
    return _add(storage, shows, slugs)


def _add(storage: Storage, shows: Sequence[Show], published: Set[str]) -> None:
    seen = storage.versions("")
    before = (storage.read(urls.OPML) or b"").decode("utf-8", "replace")
    stands = set(_LISTED.findall(before))
    listed = [
        show for show in shows if show.path == show.slug and (show.slug in published or quote(show.path) in stands)
    ]
    if not (listed or before):
        return
    stood = [name for name in seen if name.startswith("style-")]
    styles = site.style(listed[0]) if listed else {}
    style = next(iter([*styles, *stood]), "")
    files = {**styles, urls.INDEX: site.render_shows(listed, style), urls.OPML: opml(listed)}
    for name, data in files.items():
        storage.write(name, data, over=seen.get(name, ""))
    for name in stood:
        if name != style:
            storage.delete(name)


def missing_files(storage: Storage, shows: Sequence[Show]) -> tuple[str, ...]:
    """Return the locations of the directory's missing files, though public shows are published."""
    if not any(show.path == show.slug and storage.exists(urls.key(show, urls.FEED)) for show in shows):
        return ()
    return tuple(storage.location(name) for name in (urls.INDEX, urls.OPML) if not storage.exists(name))


def opml(shows: Sequence[Show]) -> bytes:
    """Return the feeds as OPML 2.0 (http://opml.org/spec2.opml), without times: the same shows give the same bytes."""
    from lxml import etree  # type: ignore[import-untyped]

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "、".join(printable(show.title) for show in shows)
    body = etree.SubElement(root, "body")
    for show in shows:
        etree.SubElement(
            body,
            "outline",
            type="rss",
            text=printable(show.title),
            title=printable(show.title),
            description=printable(show.description),
            language=show.language,
            xmlUrl=urls.url(show, urls.FEED),
            htmlUrl=urls.url(show, ""),
        )
    text: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return text
