"""Asking the service of a reading list: one request after the other, within limits, each failure one clear sentence."""

from __future__ import annotations

import json
import re
import time
import urllib.parse
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from service.core import log
from service.core.backoff import Backoff, seconds_asked
from service.core.messages import _
from service.errors import SourceError
from service.sources import text_cleaning
from service.sources.fetching import FetchLimits
from service.sources.reading_lists.list_address import ListAddress

if TYPE_CHECKING:
    from service.core.network import HttpAnswer, Origin

_PASSING = (408, 425, 429, 500, 502, 503, 504)
_REDIRECTS = (301, 302, 303, 307, 308)
_REFUSALS = (401, 403)


class Conversation:
    """Asks one service; its secret goes to no other host, for no redirect is followed.

    `end`: until when all requests must be done, by the monotonic clock. `allowed`: hosts and ports whose addresses
    need not be public.
    """

    def __init__(self, address: ListAddress, limits: FetchLimits, end: float, allowed: frozenset[Origin]) -> None:
        self.address = address
        self._limits = limits
        self._end = end
        self._allowed = allowed

    def fault(self, what: str) -> SourceError:
        """Return the error that says of this list what is wrong; a secret that came back in an answer is not in it."""
        return SourceError(log.hide(_("{given}: {what}.", given=self.address.given, what=what)))

    def refused(self, status: int) -> SourceError:
        """Return the error for a secret that opens nothing."""
        return self.fault(
            _(
                "{title} does not let this program in ({status}): see what {variable} holds",
                title=self.address.title,
                status=status,
                variable=self.address.variable,
            )
        )

    def send(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        json_body: object = None,
        form: Sequence[tuple[str, str]] | None = None,
        refusals: Iterable[int] = _REFUSALS,
        done: Iterable[int] = (),
        meanings: Mapping[int, str] | None = None,
    ) -> str:
        """Return the text of a good answer. Raise SourceError for any other, after retries where they may help.

        `path` begins with a slash and stands behind the list's address. `refusals`: the statuses by which the service
        refuses the secret; `done`: those by which it says that nothing is left to do, whose text counts for nothing;
        `meanings`: what others mean in answer to this request, a sentence's end.
        """
        url = self.address.url + path + (f"?{urllib.parse.urlencode(query)}" if query else "")
        fields = {"Accept": "application/json", **(headers or {})}
        body = b""
        if json_body is not None:
            body, fields["Content-Type"] = json.dumps(json_body).encode(), "application/json"
        if form is not None:
            body, fields["Content-Type"] = urllib.parse.urlencode(form).encode(), "application/x-www-form-urlencoded"
        answer = self._answer(method, url, fields, body)
        if answer.status in refusals:
            raise self.refused(answer.status)
        if answer.status in done:
            return ""
        if answer.status // 100 != 2:
            meant = (meanings or {}).get(answer.status)
            raise self.fault(
                _("{title} answers {status}: {meant}", title=self.address.title, status=answer.status, meant=meant)
                if meant
                else self._told(answer)
            )
        return answer.body.decode("utf-8-sig", "replace")

    def ask(self, path: str, **options: Any) -> Any:  # noqa: ANN401  (JSON)
        """Return what the JSON of the answer to GET holds; `options` as in `send`."""
        return self.parsed(self.send("GET", path, **options))

    def parsed(self, text: str) -> Any:  # noqa: ANN401  (JSON)
        """Return what a JSON text holds. Raise SourceError for what is none."""
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            if text.lstrip()[:1] == "<":
                raise self.strange(text) from None
            raise self.fault(_("the answer is no whole JSON: try again later")) from None

    def objects(self, answer: Any, *path: str) -> list[Mapping[str, Any]]:  # noqa: ANN401  (JSON)
        """Return the objects of the list that the path leads to. Raise SourceError where there is none."""
        for key in path:
            answer = answer.get(key) if isinstance(answer, dict) else None
        if not isinstance(answer, list) or not all(isinstance(each, dict) for each in answer):
            raise self.strange()
        return answer

    def strange(self, text: str = "") -> SourceError:
        """Return the error for an answer that the service does not give, with this text."""
        if text.lstrip()[:1] == "<":
            return self.fault(
                _(
                    "a web page answers, and not the API of {title}: give the address where that is",
                    title=self.address.title,
                )
            )
        return self.fault(
            _("the answer is none that {title} gives: see what stands at this address", title=self.address.title)
        )

    def _answer(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> HttpAnswer:
        """Return the answer, once it is none that may pass, or the last one. Raise SourceError where there is none."""
        from service.core import network

        backoff = Backoff(self._limits.retries + 1, self._limits.backoff, deadline=self._end)
        while True:
            answer, told, after = None, "", 0.0
            try:
                answer = network.ask(
                    method,
                    url,
                    timeout=max(0.0, min(self._limits.seconds, self._end - time.monotonic())),
                    silence=self._limits.pause,
                    largest=self._limits.size,
                    headers=headers,
                    body=body,
                    allowed=self._allowed,
                )
            except network.Refused as error:
                raise self.fault(str(error)) from None
            except network.TooLarge as error:
                raise self.fault(_("{error}: choose a part of the list, see docs/sources.md", error=error)) from None
            except TimeoutError:
                told = _("the service is too slow: try again later")
            except OSError as error:
                told = _(
                    "the connection failed ({error}): check the address and the network",
                    error=text_cleaning.line(error),
                )
            if answer and answer.status not in _PASSING:
                return answer
            if answer:
                after = seconds_asked(answer.headers.get("retry-after", ""))
            pause = backoff.pause(after)
            if pause is None and answer:
                return answer
            if pause is None:
                raise self.fault(told)
            time.sleep(pause)

    def _told(self, answer: HttpAnswer) -> str:
        """Return what an answer that is no good one says, a sentence's end."""
        title, status = self.address.title, answer.status
        if status in _REDIRECTS:
            to = text_cleaning.line(re.split("[?#]", answer.headers.get("location", ""))[0])  # what else is sent along
            return _(
                "{title} is not here, it sends on to {value}: give the address that is right",
                title=title,
                value=to or "nowhere",
            )
        if status == 404:
            return _("{title} is not here (404): give the address at which you open it", title=title)
        if status == 429:
            after = seconds_asked(answer.headers.get("retry-after", ""))
            wait = _(" and asks to wait {after:g} s", after=after) if after else ""
            return _("{title} has been asked too often (429){wait}: try again later", title=title, wait=wait)
        advice = _("try again later") if status in _PASSING else _("see the log of the service")
        return _("{title} answers {status}: {advice}", title=title, status=status, advice=advice)
