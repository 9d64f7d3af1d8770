"""Check whether directories and apps will take a feed. Each issue names the rule that is broken.

Rules: PSP-1 (https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification), Apple
(https://podcasters.apple.com/support/823-podcast-requirements and the pages that it names), RSS 2.0.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from service.core import email_address, language_tag
from service.core.apple_categories import CATEGORIES
from service.core.messages import _
from service.core.url_scope import is_local_only
from service.publishing import feed_dates
from service.publishing.feed import NAMESPACES
from service.publishing.feed_issue import FeedIssue

LxmlElement = Any
"""An lxml element: lxml has no types."""

_NS = {**NAMESPACES, "atom": "http://www.w3.org/2005/Atom", "content": "http://purl.org/rss/1.0/modules/content/"}
_DESCRIPTION_BYTES = 4000
_NODE_CHARACTERS = 255
_TXT_CHARACTERS, _PURPOSE_CHARACTERS = 4000, 128
_SINGLE_ELEMENTS = ("title", "description", "itunes:author", "itunes:explicit")
_MEDIUMS = ("podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher", "course", "mixed")
_MEDIA_SUFFIXES = {
    "audio/mpeg": (".mp3",),
    "audio/x-m4a": (".m4a",),
    "audio/mp4": (".m4a", ".mp4"),
    "video/mp4": (".mp4",),
    "video/x-m4v": (".m4v",),
    "video/quicktime": (".mov",),
    "application/pdf": (".pdf",),
}
_COMPANIONS = {"itunes:image": "href", "podcast:transcript": "url", "podcast:chapters": "url"}
_MARKUP = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|body|br|center|code|div|em|font|h[1-6]|head|hr|html|i|iframe|img|li|link|meta|ol|p"
    r"|pre|s|script|small|span|strike|strong|style|sub|sup|table|tbody|td|th|tr|u|ul|video)"
    r"(?:\s+[A-Za-z-]{1,20}\s?=\s?(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+)){0,20}\s?/?>"
    r"|&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-f]{1,6});",
    re.IGNORECASE,
)
"""A tag of HTML, or an escape of it that was escaped once more. `AT&T`, `3<5` and `<云州>` are none."""
_DURATION = re.compile(r"\d+|(\d+:)?[0-5]?\d:[0-5]\d")


@dataclass(frozen=True, slots=True)
class FeedAssets:
    """The files that a directory asks the server for, as the feed names them; empty where it does not."""

    cover: str = ""
    sound: str = ""
    """The audio of the newest episode."""
    size: str = ""
    """Its size in bytes."""
    beside: tuple[tuple[str, str, str], ...] = ()
    """The files beside the sounds: which episode's, the element that names it, its address."""


def assets(feed: bytes) -> FeedAssets:
    """Return the files that a feed names; empty names for a feed that `check` cannot read."""
    from lxml import etree  # type: ignore[import-untyped]

    with contextlib.suppress(etree.XMLSyntaxError):
        root = _parsed(feed)
        image, sound = root.find("channel/itunes:image", _NS), root.find("channel/item/enclosure")
        attributes = {} if sound is None else sound.attrib
        cover = "" if image is None else image.get("href", "")
        return FeedAssets(cover, attributes.get("url", ""), attributes.get("length", ""), tuple(_beside(root)))
    return FeedAssets()


def _beside(root: LxmlElement) -> Iterator[tuple[str, str, str]]:
    for where, item in _items(root):
        for name, attribute in _COMPANIONS.items():
            for element in item.findall(name, _NS):
                yield where, name, element.get(attribute, "")


def _items(root: LxmlElement) -> list[tuple[str, LxmlElement]]:
    """Return what a listener knows each episode by, and its element."""
    found = enumerate(root.findall("channel/item"), 1)
    return [(_("episode {title}", title=_text(item, "title") or number), item) for number, item in found]


def _parsed(feed: bytes) -> LxmlElement:
    from lxml import etree

    return etree.fromstring(feed, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def check(feed: bytes, url: str = "", now: dt.datetime | None = None) -> list[FeedIssue]:
    """Return every issue of the feed, the channel's first. `url` is where it was fetched from, if it was.

    `now`: without it no date is said to be yet to come.
    """
    from lxml import etree

    try:
        root = _parsed(feed)
    except etree.XMLSyntaxError as error:
        return [
            FeedIssue("RSS 2.0: well-formed XML", _("the file"), _("It cannot be read as XML: {msg}.", msg=error.msg))
        ]
    if root.tag != "rss" or root.find("channel") is None:
        return [
            FeedIssue(
                "RSS 2.0: rss/channel",
                _("the file"),
                _("The root is <{tag}>, not <rss> with a <channel>.", tag=root.tag),
            )
        ]
    channel = root.find("channel")
    faults = [*_document(root), *_channel(channel, url)]
    items = _items(root)
    if not items:
        problem = _("There is no episode yet: Apple takes a show with its first one.")
        faults.append(FeedIssue("Apple: one episode", _("the channel"), problem, warning=True))
    for where, item in items:
        faults += _item(item, where)
    dated = [feed_dates.DatedItem(where, _text(item, "pubDate")) for where, item in items]
    faults += feed_dates.check(dated, serial=_text(channel, "itunes:type") == "serial", now=now)
    faults += _shared_values([item for _, item in items])
    return faults


def _document(root: LxmlElement) -> Iterator[FeedIssue]:
    version = root.get("version", "")
    if version != "2.0":
        yield FeedIssue(
            "RSS 2.0: version",
            _("the file"),
            _("<rss> has the version {version!r}; podcasts are 2.0.", version=version),
        )
    encoding = root.getroottree().docinfo.encoding or "UTF-8"
    if encoding.upper() not in ("UTF-8", "US-ASCII", "ASCII"):
        yield FeedIssue(
            "PSP-1: UTF-8", _("the file"), _("The encoding is {encoding}; save it as UTF-8.", encoding=encoding)
        )
    declared = set(root.nsmap.values())
    for prefix in ("itunes", "podcast", "atom"):
        if _NS[prefix] not in declared:
            problem = _(
                'xmlns:{prefix}="{ns}" is not declared in <rss>, letter for letter.', prefix=prefix, ns=_NS[prefix]
            )
            yield FeedIssue("PSP-1: namespaces", _("the file"), problem)


def _channel(channel: LxmlElement, url: str) -> Iterator[FeedIssue]:
    where = _("the channel")
    for name in ("title", "description", "link", "language"):
        if not _text(channel, name):
            yield FeedIssue(f"PSP-1: channel {name}", where, _("<{name}> is missing or empty.", name=name))
    yield from _lengths(channel, where)
    yield from _plain_titles(channel, where)
    for name in ("pubDate", "lastBuildDate"):
        yield from feed_dates.weekday(where, _text(channel, name))
    yield from _at_most_one(
        channel, where, *_SINGLE_ELEMENTS, "link", "language", "itunes:image", "podcast:guid", "podcast:locked"
    )
    own = [link.get("href", "") for link in channel.findall("atom:link", _NS) if link.get("rel") == "self"]
    if not own:
        yield FeedIssue("PSP-1: channel atom:link rel=self", where, _("The feed does not say its own address."))
    elif url and own[0] != url:
        problem = _(
            "The feed calls itself {own}, and was fetched from {url}: set base_url to where it is served.",
            own=own[0],
            url=url,
        )
        yield FeedIssue("PSP-1: channel atom:link rel=self", where, problem, warning=True)
    yield from _addresses(where, {"atom:link": own[0] if own else "", "link": _text(channel, "link")})
    if own and is_local_only(own[0]):
        problem = _(
            "The feed is at {hostname}, which only this machine or network can reach: set base_url.",
            hostname=urlsplit(own[0]).hostname,
        )
        yield FeedIssue("Apple: public address", where, problem, warning=True)
    language = _text(channel, "language")
    if language and not language_tag.is_well_formed(language):
        yield FeedIssue(
            "PSP-1: channel language",
            where,
            _("<language> is {language!r}, not an ISO 639 code as zh-cn.", language=language),
        )
    yield from _categories(channel, where)
    yield from _explicit(channel, where, required=True)
    yield from _image(channel, where)
    yield from _identity(channel, where)


def _identity(channel: LxmlElement, where: str) -> Iterator[FeedIssue]:
    guid = _text(channel, "podcast:guid")
    if not guid:
        yield FeedIssue(
            "PSP-1: channel podcast:guid", where, _("<{name}> is missing.", name="podcast:guid"), warning=True
        )
    elif not _is_uuid5(guid):
        yield FeedIssue("PSP-1: channel podcast:guid", where, _("{guid!r} is no UUID of version 5.", guid=guid))
    locked = _text(channel, "podcast:locked")
    if not locked:
        yield FeedIssue(
            "PSP-1: channel podcast:locked", where, _("<{name}> is missing.", name="podcast:locked"), warning=True
        )
    elif locked not in ("yes", "no"):
        yield FeedIssue(
            "PSP-1: channel podcast:locked",
            where,
            _("<podcast:locked> is {locked!r}, neither yes nor no.", locked=locked),
        )
    if not _text(channel, "itunes:author"):
        yield FeedIssue(
            "PSP-1: channel itunes:author", where, _("<{name}> is missing.", name="itunes:author"), warning=True
        )
    if not email_address.is_plausible(channel.findtext("itunes:owner/itunes:email", "", _NS).strip()):
        problem = _("No owner's e-mail address: some directories (Spotify, Amazon) ask it to prove whose show it is.")
        yield FeedIssue("Apple: itunes:owner", where, problem, warning=True)
    yield from _addresses(where, {"itunes:new-feed-url": _text(channel, "itunes:new-feed-url")})
    yield from _yes_only(channel, where, "itunes:block", "itunes:complete")
    medium = _text(channel, "podcast:medium")
    if medium and medium.removesuffix("L") not in _MEDIUMS:
        problem = _("<podcast:medium> is {medium!r}, none of {mediums}.", medium=medium, mediums=_MEDIUMS)
        yield FeedIssue("Podcast namespace: podcast:medium", where, problem)
    kind = _text(channel, "itunes:type")
    if kind and kind not in ("episodic", "serial"):
        yield FeedIssue(
            "PSP-1: channel itunes:type", where, _("<itunes:type> is {kind!r}, neither episodic nor serial.", kind=kind)
        )
    if re.search(r"©|copyright|\b(19|20)\d\d\b", _text(channel, "copyright"), re.IGNORECASE):
        problem = _("<copyright> should be the owner's name alone, without ©, the word or a year.")
        yield FeedIssue("PSP-1: channel copyright", where, problem, warning=True)


def _item(item: LxmlElement, where: str) -> Iterator[FeedIssue]:
    if not _text(item, "title"):
        yield FeedIssue("PSP-1: item title", where, _("<{name}> is missing or empty.", name="title"))
    yield from _guid(item, where)
    yield from _lengths(item, where)
    yield from _plain_titles(item, where)
    yield from _at_most_one(item, where, *_SINGLE_ELEMENTS, "link", "guid", "pubDate", "itunes:duration")
    yield from _yes_only(item, where, "itunes:block")
    yield from _artwork(item, where, "item")
    yield from _enclosure(item, where)
    yield from _explicit(item, where, required=False)
    yield from _addresses(where, {"link": _text(item, "link")})
    date = _text(item, "pubDate")
    if not date:
        yield FeedIssue("PSP-1: item pubDate", where, _("<{name}> is missing.", name="pubDate"), warning=True)
    elif not feed_dates.moment(date):
        yield FeedIssue(
            "Apple: pubDate", where, _("<pubDate> is {date!r}, not a date as RFC 2822 writes it.", date=date)
        )
    if not _text(item, "description"):
        yield FeedIssue("PSP-1: item description", where, _("<{name}> is missing.", name="description"), warning=True)
    yield from _apple_values(item, where)
    yield from _companion_files(item, where)


def _guid(item: LxmlElement, where: str) -> Iterator[FeedIssue]:
    guid = item.find("guid")
    text = "" if guid is None else (guid.text or "").strip()
    if not text:
        yield FeedIssue("PSP-1: item guid", where, _("<{name}> is missing or empty.", name="guid"))
    elif guid.get("isPermaLink", "true").strip().lower() != "false" and not _is_web_address(text):
        problem = _(
            '<guid> is {text!r}, no address, and claims to be a permanent link: add isPermaLink="false".', text=text
        )
        yield FeedIssue("RSS 2.0: guid isPermaLink", where, problem)


def _plain_titles(element: LxmlElement, where: str) -> Iterator[FeedIssue]:
    for name in ("title", "itunes:title"):
        for title in element.findall(name, _NS):
            found = _MARKUP.search("".join(title.itertext()))
            if found or len(title):
                shown = found[0] if found else f"<{title[0].tag}>"
                problem = _(
                    "<{name}> has the HTML {shown!r}, which apps show as it stands: write plain text.",
                    name=name,
                    shown=shown,
                )
                yield FeedIssue("Apple: plain titles", where, problem, warning=True)


def _apple_values(item: LxmlElement, where: str) -> Iterator[FeedIssue]:
    """Check duration, season, number and type of an episode."""
    duration = _text(item, "itunes:duration")
    if not duration:
        yield FeedIssue(
            "PSP-1: item itunes:duration", where, _("<{name}> is missing.", name="itunes:duration"), warning=True
        )
    elif not _DURATION.fullmatch(duration):
        yield FeedIssue(
            "Apple: itunes:duration",
            where,
            _("<itunes:duration> is {duration!r}, not a number of seconds.", duration=duration),
        )
    for name in ("itunes:season", "itunes:episode"):
        number = _text(item, name)
        if number and not re.fullmatch(r"[1-9]\d*", number):
            yield FeedIssue(
                f"Apple: {name}",
                where,
                _("<{name}> is {number!r}, not a whole number above 0.", name=name, number=number),
            )
    kind = _text(item, "itunes:episodeType")
    if kind and kind.lower() not in ("full", "trailer", "bonus"):
        yield FeedIssue(
            "Apple: itunes:episodeType",
            where,
            _("<itunes:episodeType> is {kind!r}, not full, trailer or bonus.", kind=kind),
        )


def _companion_files(item: LxmlElement, where: str) -> Iterator[FeedIssue]:
    """Check transcripts and chapters."""
    if item.find("podcast:transcript", _NS) is None:
        yield FeedIssue("PSP-1: item podcast:transcript", where, _("There is no transcript."), warning=True)
    for name in ("podcast:transcript", "podcast:chapters"):
        for element in item.findall(name, _NS):
            yield from _addresses(where, {name: element.get("url", "")}, required=True)
            if not element.get("type"):
                yield FeedIssue(
                    f"Podcast namespace: {name} type", where, _("<{name}> does not say its media type.", name=name)
                )


def _enclosure(item: LxmlElement, where: str) -> Iterator[FeedIssue]:
    found = item.findall("enclosure")
    if len(found) != 1:
        yield FeedIssue(
            "PSP-1: item enclosure",
            where,
            _("There are {count} <enclosure> elements; one is needed.", count=len(found)),
        )
    for enclosure in found:
        url, length, kind = (enclosure.get(name, "") for name in ("url", "length", "type"))
        yield from _addresses(where, {"enclosure": url}, required=True)
        if not re.fullmatch(r"[1-9]\d*", length):
            yield FeedIssue(
                "PSP-1: item enclosure length", where, _("length is {length!r}, not the file's bytes.", length=length)
            )
        if kind not in _MEDIA_SUFFIXES:
            yield FeedIssue(
                "Apple: enclosure type",
                where,
                _("type is {kind!r}, none that Apple plays: audio/mpeg for MP3.", kind=kind),
            )
        elif url and not urlsplit(url).path.lower().endswith(_MEDIA_SUFFIXES[kind]):
            problem = _(
                "The address {url} does not end in {endings}, as {kind} must.",
                url=url,
                endings=" or ".join(_MEDIA_SUFFIXES[kind]),
                kind=kind,
            )
            yield FeedIssue("Apple: enclosure file extension", where, problem)


def _shared_values(items: list[LxmlElement]) -> Iterator[FeedIssue]:
    for what, values in (
        ("guid", [_text(item, "guid") for item in items]),
        ("enclosure url", [enclosure.get("url") for item in items for enclosure in item.findall("enclosure")]),
    ):
        for value, count in Counter(filter(None, values)).items():
            if count > 1:
                yield FeedIssue(
                    f"Apple: unique {what}",
                    _("{count} episodes", count=count),
                    _("They share the {what} {value}.", what=what, value=value),
                )


def _lengths(element: LxmlElement, where: str) -> Iterator[FeedIssue]:
    for name in ("description", "itunes:summary"):
        size = len(_text(element, name).encode())
        if size > _DESCRIPTION_BYTES:
            problem = _(
                "<{name}> has {size} bytes; {most} are shown at most.",
                name=name,
                size=size,
                most=_DESCRIPTION_BYTES,
            )
            yield FeedIssue(f"Apple: {name} length", where, problem)
    for name in ("title", "link", "language", "copyright", "guid", "itunes:title", "itunes:author"):
        text = element.findtext(name, "", _NS) or ""
        if len(text.strip()) > _NODE_CHARACTERS:
            problem = _(
                "<{name}> has {count} characters; {most} are allowed.",
                name=name,
                count=len(text.strip()),
                most=_NODE_CHARACTERS,
            )
            yield FeedIssue("PSP-1: node values", where, problem)
        if text != text.strip():
            yield FeedIssue("PSP-1: node values", where, _("<{name}> begins or ends with a space.", name=name))
    for each in element.findall("podcast:txt", _NS):
        if len(each.text or "") > _TXT_CHARACTERS or len(each.get("purpose", "")) > _PURPOSE_CHARACTERS:
            problem = _(
                "The text has more than {most} characters, or its purpose more than {most_of_purpose}.",
                most=_TXT_CHARACTERS,
                most_of_purpose=_PURPOSE_CHARACTERS,
            )
            yield FeedIssue("PSP-1: podcast:txt", where, problem)


def _at_most_one(element: LxmlElement, where: str, *names: str) -> Iterator[FeedIssue]:
    for name in names:
        count = len(element.findall(name, _NS))
        if count > 1:
            yield FeedIssue(
                f"RSS 2.0: one {name}",
                where,
                _("<{name}> is there {count} times; apps read one of them.", name=name, count=count),
            )


def _yes_only(element: LxmlElement, where: str, *names: str) -> Iterator[FeedIssue]:
    for name in names:
        value = _text(element, name)
        if value and value.lower() != "yes":
            problem = _(
                "<{name}> is {value!r}: only Yes has an effect; leave it out otherwise.", name=name, value=value
            )
            yield FeedIssue(f"Apple: {name}", where, problem, warning=True)


def _categories(channel: LxmlElement, where: str) -> Iterator[FeedIssue]:
    found = channel.findall("itunes:category", _NS)
    if not found:
        yield FeedIssue("PSP-1: channel itunes:category", where, _("<{name}> is missing.", name="itunes:category"))
    for category in found:
        name = category.get("text", "")
        if name not in CATEGORIES:
            yield FeedIssue(
                "Apple: categories", where, _("{name!r} is none of Apple's categories: News is one.", name=name)
            )
            continue
        for inner in category.findall("itunes:category", _NS):
            if inner.get("text", "") not in CATEGORIES[name]:
                known = ", ".join(CATEGORIES[name]) or "none"
                problem = _(
                    "{value!r} is no subcategory of {name}: it has {known}.",
                    value=inner.get("text"),
                    name=name,
                    known=known,
                )
                yield FeedIssue("Apple: categories", where, problem)


def _explicit(element: LxmlElement, where: str, *, required: bool) -> Iterator[FeedIssue]:
    value = _text(element, "itunes:explicit")
    if not value and required:
        yield FeedIssue("PSP-1: channel itunes:explicit", where, _("<{name}> is missing.", name="itunes:explicit"))
    elif value and value not in ("true", "false"):
        yield FeedIssue(
            "PSP-1: itunes:explicit", where, _("<itunes:explicit> is {value!r}, neither true nor false.", value=value)
        )


def _image(channel: LxmlElement, where: str) -> Iterator[FeedIssue]:
    image = channel.find("itunes:image", _NS)
    if image is None or not image.get("href"):
        yield FeedIssue("PSP-1: channel itunes:image", where, _("<{name}> is missing.", name="itunes:image"))
    yield from _artwork(channel, where, "channel")


def _artwork(element: LxmlElement, where: str, kind: str) -> Iterator[FeedIssue]:
    for image in element.findall("itunes:image", _NS):
        address = image.get("href", "")
        if address and not urlsplit(address).path.lower().endswith((".jpg", ".jpeg", ".png")):
            yield FeedIssue(
                f"PSP-1: {kind} itunes:image",
                where,
                _("The cover {address} ends neither in .jpg nor in .png.", address=address),
            )
        yield from _addresses(where, {"itunes:image": address})


def _addresses(where: str, addresses: dict[str, str], *, required: bool = False) -> Iterator[FeedIssue]:
    for name, address in addresses.items():
        if not address:
            if required:
                yield FeedIssue(f"PSP-1: {name}", where, _("<{name}> has no address.", name=name))
            continue
        if not _is_web_address(address):
            yield FeedIssue(
                f"RSS 2.0: {name}", where, _("{address!r} is no absolute http or https address.", address=address)
            )
        elif not address.isascii() or " " in address:
            yield FeedIssue("Apple: ASCII addresses", where, _("{address!r} must be percent-encoded.", address=address))


def _text(element: LxmlElement, name: str) -> str:
    return (element.findtext(name, "", _NS) or "").strip()


def _is_uuid5(text: str) -> bool:
    try:
        return uuid.UUID(text).version == 5
    except ValueError:
        return False


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:  # a bracket that is not closed
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
