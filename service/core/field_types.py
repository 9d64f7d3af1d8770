"""How people write values, in the configuration and on the command line: lengths, sizes, zones, addresses."""

from __future__ import annotations

import contextlib
import ipaddress
import json
import re
from collections.abc import Callable
from typing import Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, ByteSize, TypeAdapter, ValidationError
from pydantic_settings import NoDecode

from service.core import (
    chinese_input,
    cron,
    email_address,
    hook_address,
    language_tag,
    mail_server,
    provider_code,
    web_url,
)
from service.core.apple_categories import CATEGORIES
from service.core.editor_wishes import Wish, parse_wish
from service.core.messages import _, of_error
from service.core.printable import printable, shown
from service.errors import ConfigError, UsageError

SHORTEST_EPISODE, LONGEST_EPISODE = 30.0, 3600.0
"""Seconds an episode may be asked to last: below half a minute there is no room for news beside the opening."""
LONGEST_SPAN = 86_400.0
"""Seconds that anything may take at most: a day."""

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_LENGTH = re.compile(r"(?:([0-9]+)h)?(?:([0-9]+(?:\.[0-9]+)?)m)?(?:([0-9]+(?:\.[0-9]+)?)s)?")
_BYTES = TypeAdapter(ByteSize)
LONGEST_LINE = 255
"""Characters of a title, a name or a tag: what PSP-1 allows a feed's node."""
LARGEST_DESCRIPTION = 4000
"""Bytes of a description: what Apple shows."""
_LONGEST_PATH, _LONGEST_NAME = 4095, 255
"""Bytes of a path and of one name in it, on Linux."""
_SCHEDULER = re.compile(r"(?:tcp|tls)(://\S+:[0-9]{1,5})")
_PUBLIC_URL = re.compile(r"https?://[A-Za-z0-9._\[\]:-]+(?:/[A-Za-z0-9._~%/-]*)?")
_BUCKET = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:/[A-Za-z0-9._~/+=-]*)?")
"""A bucket's name as S3 has it, and a prefix of plain characters."""
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
_FOLDER_NAME = re.compile(r"[A-Za-z0-9_-]{0,80}")
_NOT_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, beside control characters."""

Read = TypeVar("Read")


def parse_length(text: str) -> float:
    """Return the seconds of `5m`, `90s`, `1h`, `2m30s`, `300` or 五分钟; UsageError when it is none or too long."""
    try:
        return _length(text)
    except ValueError as error:
        raise UsageError(_("A length of {text} cannot be used: {error}.", text=shown(text), error=error)) from None


def _length(text: str) -> float:
    seconds = _seconds(text)
    if not SHORTEST_EPISODE <= seconds <= LONGEST_EPISODE:
        raise ValueError(_out_of_bounds(text, _("choose between 30s and 60m")))
    return seconds


def _article_choice(value: object) -> object:
    if isinstance(value, bool) or value == "picks":
        return value
    raise ValueError(_('write true, false or "picks"'))


def _length_or_whole(text: str) -> float:
    return _seconds(text) and _length(text)


def _out_of_bounds(text: str, choice: str) -> str:
    """Return what is to be chosen, and of a bare number, which people mean as minutes, what it means."""
    if not _NUMBER.fullmatch(chinese_input.plain(text).strip()):
        return choice
    return _("{choice}; {text} without a unit are seconds, five minutes are 5m", choice=choice, text=shown(text))


def _seconds(text: str, like: str = _("write it like 5m, 90s or 2m30s")) -> float:
    """Return the seconds. Raise ValueError, which says `like`, where the text is no time."""
    text = chinese_input.plain(text)
    if (told := chinese_input.seconds(text)) is not None:
        return told
    found = _LENGTH.fullmatch(text.strip().lower())
    if _NUMBER.fullmatch(text.strip()):
        return float(text)
    if not found or not found.group():
        raise ValueError(like)
    hours, minutes, rest = (float(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + rest


def parse_size(text: str) -> int:
    """Return the bytes of `2G`, `500M`, `1.5 GB` (thousands) or `2GiB` (1,024s); UsageError when it is none."""
    try:
        return _size(text)
    except ValueError as error:
        raise UsageError(_("A size of {text} cannot be used: {error}.", text=shown(text), error=error)) from None


def _size(text: str) -> int:
    text = chinese_input.plain(text)
    with contextlib.suppress(ValidationError, OverflowError):
        if re.fullmatch(r"[0-9]+(\.[0-9]+)?\s*[A-Za-z]*", text.strip()):  # ByteSize ignores what comes after the unit
            return int(_BYTES.validate_python(text))
    raise ValueError(_("write it like 2G or 500M"))


def parse_scheduler(address: str) -> str:
    """Check the address of a cluster's scheduler, or an empty one for no cluster; UsageError when it is neither."""
    found = _SCHEDULER.fullmatch(address)
    try:
        parts = web_url.split(f"http{found[1]}" if found else "")
        if not parts.path:
            return address
    except ValueError:
        if not address:
            return address
    raise UsageError(_("it must be tcp:// or tls:// with the scheduler's host and port, tcp://host:8786, and no user"))


def _span(text: str) -> float:
    seconds = _seconds(text, _("write it like 90s, 30m or 3h"))
    if not 1 <= seconds <= LONGEST_SPAN:
        raise ValueError(_out_of_bounds(text, _("choose between 1s and 24h")))
    return seconds


def _span_before(text: str) -> float:
    return 0.0 if _seconds(text, _("write it like 45m or 2h")) == 0 else _span(text)


def _zone(name: str) -> str:
    try:
        return name and ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        raise ValueError(_("there is no time zone {name}; write it like Asia/Shanghai", name=shown(name))) from None


def _schedule(text: str) -> str:
    try:
        expression = chinese_input.schedule(text)
    except ValueError as error:
        raise ConfigError(str(error)) from None
    cron.parse(expression, ZoneInfo("UTC"))
    return expression


def _pairs(value: object) -> object:
    if not isinstance(value, dict) or not all(key and isinstance(right, str) for key, right in value.items()):
        raise ValueError(_("it is a table of wrong and right: {{'莲胡' = '莲湖'}}"))
    return tuple(value.items())


def _hook(text: str) -> str:
    hook_address.parse(text)
    return _line(text)


def _hooks(value: object) -> object:
    """Take one hook alone too, none for an empty text, and a list as JSON has it, which a variable holds."""
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        with contextlib.suppress(ValueError, RecursionError):
            return tuple(json.loads(value))
    return (_hook(value),) if value.strip() else ()


def _mail_server(text: str) -> str:
    if text:
        mail_server.parse(text)
    return text


def _mail_from(text: str) -> str:
    name = text.rpartition("@")[0]
    if text and not (email_address.is_plausible(text) and name.isascii()):
        raise ValueError(_("it is no e-mail address: news@example.org"))
    return text


def _network(text: str) -> str:
    try:
        network = ipaddress.ip_network(text, strict=False)
        return str(network[0] if network.num_addresses == 1 else network)
    except ValueError:
        raise ValueError(_("it must be an IP address, 10.0.0.5, or a network, 10.0.0.0/8")) from None


def _public_url(text: str) -> str:
    if not _PUBLIC_URL.fullmatch(text):
        raise ValueError(
            _("it must begin with http:// or https:// and be plain ASCII: host, port and path, no user, ? or #")
        )
    web_url.split(text)
    return text.rstrip("/")


def _endpoint(text: str) -> str:
    if text:
        web_url.split(text)
    return text


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise ValueError(_("use small letters a-z, digits and hyphens, 61 at most, and no hyphen first"))
    return text


def _folder_name(text: str) -> str:
    if not _FOLDER_NAME.fullmatch(text):
        raise ValueError(_("use letters A-Z and a-z, digits, _ and -, 80 at most; no slash: it is one folder's name"))
    return text


def _bucket(text: str) -> str:
    if text and not _BUCKET.fullmatch(text):
        raise ValueError(_("it must be s3:// with a bucket's name, and perhaps a / and a prefix: s3://bucket/daily"))
    return text


def _text(text: str) -> str:
    """Return the text without blanks around it. Raise ValueError where a feed or a terminal could not show it."""
    if _NOT_TEXT.search(text) or printable(text) != text:
        raise ValueError(_("it holds a control character: take it out"))
    return text.strip()


def _line(text: str) -> str:
    text = _text(text)
    if any(char in text for char in "\t\n\u2028\u2029"):
        raise ValueError(_("it must be one line"))
    if len(text) > LONGEST_LINE:
        raise ValueError(_("it may have {most} characters at most", most=LONGEST_LINE))
    return text


def _description(text: str) -> str:
    text = _text(text)
    if len(text.encode()) > LARGEST_DESCRIPTION:
        raise ValueError(
            _(
                "it may have {most} bytes at most; a Chinese character takes three",
                most=LARGEST_DESCRIPTION,
            )
        )
    return text


def _nonempty(text: str) -> str:
    if not text:
        raise ValueError(_("it must not be empty"))
    return text


def _path(text: str) -> str:
    data = text.encode("utf-8", "surrogateescape")
    if printable(text) != text or "\n" in text or "\t" in text:
        raise ValueError(_("it holds a control character, so it is no path"))
    if len(data) > _LONGEST_PATH or max(map(len, data.split(b"/"))) > _LONGEST_NAME:
        raise ValueError(_("it is too long for a path"))
    return text


def _host(text: str) -> str:
    try:
        web_url.ascii_host(text.strip("[]"))
    except ValueError:
        raise ValueError(_("write an IP address or a name, without http:// and port: 127.0.0.1, localhost")) from None
    return text


def _host_port(text: str) -> str:
    """Take a host alone too."""
    bare = text.count(":") > 1 and not text.startswith("[")  # an IPv6 address without its brackets
    host = f"[{text}]" if bare else text
    with contextlib.suppress(ValueError):
        if web_url.split(f"http://{host}").netloc == host:
            return text
    raise ValueError(_("it must be a host, or a host and its port, without http://: feeds.lan, feeds.lan:8080"))


def _language(text: str) -> str:
    if not language_tag.is_well_formed(text):
        raise ValueError(_("it must be a language tag as BCP 47 writes it: zh-CN, zh-Hant-TW"))
    return text


def _category(names: tuple[str, ...]) -> tuple[str, ...]:
    name, *inner = names
    if name not in CATEGORIES:
        raise ValueError(
            _("Apple has no category {name}; it has {categories}", name=shown(name), categories=list(CATEGORIES))
        )
    if inner and inner[0] not in CATEGORIES[name]:
        known = list(CATEGORIES[name]) or [_("none")]
        raise ValueError(
            _(
                "{inner} is no subcategory of {name}; it has {known}",
                inner=shown(inner[0]),
                name=name,
                known=known,
            )
        )
    return names


def typed_wish(text: str) -> Wish:
    """Read a wish as `parse_wish` does; raise UsageError where it is no line of text, too."""
    try:
        return parse_wish(_line(text))
    except ValueError as error:
        raise UsageError(of_error(error)) from None


def _wish(text: str) -> str:
    typed_wish(text)
    return text


def _plain(value: object) -> object:
    return chinese_input.plain(value) if isinstance(value, str) else value


def _checked(read: Callable[[str], Read]) -> Callable[[object], Read]:
    """Wrap a reader so that its errors are such as pydantic expects."""

    def checked(value: object) -> Read:
        try:
            return read(str(value))
        except (ConfigError, UsageError) as error:
            raise ValueError(of_error(error)) from None

    return checked


Plain = Annotated[str, BeforeValidator(_plain)]
"""Text of which no part is Chinese: what was typed in full width is read in half width."""
Length = Annotated[float, BeforeValidator(_checked(_length))]
"""Seconds that an episode lasts, as in `parse_length`."""
ArticleChoice = Annotated[bool | Literal["picks"], BeforeValidator(_article_choice)]
"""Which articles are told by themselves: all, none, or those that the programme tells."""
LengthOrWhole = Annotated[float, BeforeValidator(_checked(_length_or_whole))]
"""The same; 0: there is no limit."""
Span = Annotated[float, BeforeValidator(_checked(_span))]
"""Seconds that something may take, a second to a day."""
SpanBefore = Annotated[float, BeforeValidator(_checked(_span_before))]
"""Seconds by which something comes before another, up to a day; 0: not at all."""
Size = Annotated[int, BeforeValidator(_checked(_size))]
"""Bytes, as in `parse_size`."""
Zone = Annotated[Plain, AfterValidator(_zone)]
"""The name of a time zone; empty: another setting says it."""
Schedule = Annotated[str, AfterValidator(_checked(_schedule))]
"""Times of day as cron writes them; what people write is turned into that."""
Pairs = Annotated[tuple[tuple[str, str], ...], BeforeValidator(_pairs)]
"""The rows of a table of strings, as a value that can be hashed."""
Hooks = Annotated[tuple[Annotated[str, AfterValidator(_hook)], ...], NoDecode, BeforeValidator(_hooks)]
"""Commands, addresses, robots and receivers of e-mail, as `hook_address` takes them apart."""
MailServerUrl = Annotated[Plain, AfterValidator(_mail_server)]
"""The address of a mail server; empty: none."""
MailAddress = Annotated[Plain, AfterValidator(_mail_from)]
"""One e-mail address; empty: another setting says it."""
Scheduler = Annotated[Plain, AfterValidator(_checked(parse_scheduler))]
"""The address of a cluster's scheduler, as in `parse_scheduler`."""
PublicUrl = Annotated[Plain, AfterValidator(_public_url)]
"""The beginning of an address as listeners ask for it, without the slash at its end."""
OwnUrl = Annotated[Plain, AfterValidator(lambda text: text and _public_url(text))]
"""The same; empty: none, or another setting says it."""
Network = Annotated[Plain, AfterValidator(_network)]
"""IP addresses: one, or a network, as in `10.0.0.0/8`."""
Endpoint = Annotated[Plain, AfterValidator(_endpoint)]
"""An http(s) address that is asked; empty: none."""
Bucket = Annotated[Plain, AfterValidator(_bucket)]
"""`s3://` and a bucket; empty: none."""
ProviderCode = Annotated[Plain, AfterValidator(provider_code.checked)]
"""The code of who makes synthetic content, as in `provider_code`; empty: none."""
Slug = Annotated[Plain, AfterValidator(_slug)]
"""The short name of a show, for folders and files."""
FolderName = Annotated[Plain, AfterValidator(_folder_name)]
"""The name of a folder, which may be an unguessable token; empty: another setting says it."""
Wishes = tuple[Annotated[str, AfterValidator(_checked(_wish))], ...]
"""Words of headlines, each with an optional last day."""
Line = Annotated[str, AfterValidator(_line)]
"""A line of text as a feed can show it."""
NonemptyLine = Annotated[Line, AfterValidator(_nonempty)]
"""The same, and not empty."""
NonemptyDescription = Annotated[str, AfterValidator(_description), AfterValidator(_nonempty)]
"""Lines of text as a feed can show them."""
PathName = Annotated[str, AfterValidator(_path)]
"""The path of a file or a folder, which need not be there; empty: none."""
Host = Annotated[Plain, AfterValidator(_host)]
"""A host's name or its IP address."""
HostPort = Annotated[Plain, AfterValidator(_host_port)]
"""A host, or a host and a port."""
Language = Annotated[Plain, AfterValidator(_language)]
"""A language tag of BCP 47."""
Category = Annotated[tuple[str, ...], AfterValidator(_category)]
"""A category of Apple's and perhaps one of its subcategories."""
