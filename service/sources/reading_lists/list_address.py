"""The address of a reading list as people write it: the service, where it is, what of it is wanted, whose it is."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import parse_qsl, urlsplit

from service.core import web_url
from service.core.messages import _
from service.core.printable import readable
from service.errors import SourceError

_FORM = re.compile(r"([a-z]+)\+(https?://.*)", re.DOTALL)
_ACCOUNT = re.compile(r"[A-Za-z0-9_]{1,40}")


@dataclass(frozen=True, slots=True)
class FilterValues:
    """What a filter may hold. Services pass over a value that they do not know, and give the whole account."""

    pattern: str
    told: str
    """What it is, a sentence's end."""


_NAME = FilterValues(r".*\S.*", "a name")
_NUMBER = FilterValues(r"[1-9][0-9]{0,17}", _("a number, as the address of its page shows it"))
_SWITCH = FilterValues(r"[01]", "1 or 0")
_PLACE = FilterValues(r"new|later|shortlist|feed", _("new, later, shortlist or feed"))


@dataclass(frozen=True, slots=True)
class ServiceTerms:
    """What an address may name of a service, and what lets a program in."""

    title: str
    """As the service calls itself."""
    variable: str
    """The environment variable that holds its secret."""
    secret: str
    """What its variable holds and where it is found, a sentence's end."""
    filters: Mapping[str, FilterValues]
    """What may stand behind the ? of its address."""


SERVICES: Mapping[str, ServiceTerms] = MappingProxyType(
    {
        "miniflux": ServiceTerms(
            "Miniflux",
            "TINGBAO_MINIFLUX_TOKEN",
            _("an API key, made under Settings > API Keys"),
            {"category_id": _NUMBER, "starred": _SWITCH, "search": _NAME},
        ),
        "freshrss": ServiceTerms(
            "FreshRSS",
            "TINGBAO_FRESHRSS_LOGIN",
            _("user:password with the API password, which is set under Settings > Profile"),
            {"label": _NAME},
        ),
        "wallabag": ServiceTerms(
            "wallabag",
            "TINGBAO_WALLABAG_LOGIN",
            _("client id:client secret:user:password, the first two made under API clients management"),
            {"tags": _NAME, "starred": _SWITCH, "domain_name": _NAME},
        ),
        "readwise": ServiceTerms(
            "Readwise Reader",
            "TINGBAO_READWISE_TOKEN",
            _("the token of https://readwise.io/access_token"),
            {"location": _PLACE, "category": _NAME, "tag": _NAME},
        ),
    }
)


@dataclass(frozen=True, slots=True)
class ListAddress:
    """A reading list."""

    given: str
    """As it was written."""
    service: str
    """A key of SERVICES."""
    url: str
    """Where the service is, without a slash at the end, a question and an account."""
    filters: Mapping[str, str] = field(default_factory=dict)
    """What of it is wanted."""
    account: str = ""
    """Whose list it is, where there are several of one service."""

    @property
    def title(self) -> str:
        """The service as it calls itself."""
        return SERVICES[self.service].title

    @property
    def variable(self) -> str:
        """The environment variable that holds what lets this program in."""
        return SERVICES[self.service].variable + (f"_{self.account.upper()}" if self.account else "")

    def secret(self) -> str:
        """Return what the variable holds. Raise SourceError where it holds nothing."""
        found = os.environ.get(self.variable, "").strip()
        if not found:
            wanted = SERVICES[self.service].secret
            raise SourceError(
                _(
                    "{given}: {variable} is not set: put there {wanted}.",
                    given=self.given,
                    variable=self.variable,
                    wanted=wanted,
                )
            )
        return found

    def token(self) -> str:
        """Return what the variable holds, which goes into a header. Raise SourceError where it cannot."""
        found = self.secret()
        if not found.isascii() or not found.isprintable():
            raise SourceError(
                _(
                    "{given}: {variable} holds signs that no token has: copy it again.",
                    given=self.given,
                    variable=self.variable,
                )
            )
        return found


def is_reading_list(given: str) -> bool:
    """Return whether an input means a reading list: it begins with the name of a service and a +."""
    found = _FORM.fullmatch(given.strip())
    return bool(found) and found[1] in SERVICES if found else False


def parse(given: str) -> ListAddress:
    """Return the reading list that an address means. Raise SourceError that says what is wrong with it."""
    found = _FORM.fullmatch(given.strip())
    if not found or found[1] not in SERVICES:
        raise SourceError(
            _(
                "{given}: this is no reading list: {services}, + and an address.",
                given=readable(given),
                services=", ".join(SERVICES),
            )
        )
    service, url = found.groups()
    try:
        parts = web_url.split(url)
        filters = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    except ValueError as error:
        raise SourceError(f"{readable(given)}: {error}.") from None
    known = SERVICES[service].filters
    if strange := next((each for each in filters if each not in known), ""):
        raise SourceError(
            _(
                "{given}: {strange} chooses nothing there; {known} can.",
                given=readable(given),
                strange=strange,
                known=", ".join(known),
            )
        )
    for name, value in filters.items():
        if not re.fullmatch(known[name].pattern, value):
            raise SourceError(
                _(
                    "{given}: {name}={value} chooses nothing there; it is {told}.",
                    given=readable(given),
                    name=name,
                    value=value,
                    told=known[name].told,
                )
            )
    if parts.fragment and not _ACCOUNT.fullmatch(parts.fragment):
        raise SourceError(
            _("{given}: the account behind # has letters, digits and _ only: #studio.", given=readable(given))
        )
    plain = urlsplit(url)._replace(query="", fragment="").geturl().rstrip("/")
    return ListAddress(readable(given.strip()), service, plain, filters, parts.fragment)
