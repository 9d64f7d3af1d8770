"""Ask a model a question, as endpoints really behave: the answer's text, or one clause why there is none.

Answers are kept by their question, so that the same day makes the same programme without a question asked. What an
endpoint refuses in the form of a question is left out (`dialect`), what passes is tried again, and what does not ends
the questions of the run.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from service.core import network, own_pip
from service.core.backoff import Backoff, seconds_asked
from service.core.messages import _
from service.core.printable import one_line
from service.editing.llm import dialect, prompts
from service.editing.llm.dialect import Dialect
from service.editing.llm.endpoint import Endpoint
from service.editing.llm.prompts import Prompts
from service.editing.llm.spending import Count, OverBudget, Spending
from service.storage import atomic_write

if TYPE_CHECKING:
    import openai

Messages = Sequence[Mapping[str, str]]
"""Each with `role` and `content`."""
_LONGEST_PAUSE = 30.0
"""Seconds before a further try at the most, whatever the endpoint asks for."""
_PASSING_STATUSES = (408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529)
_LASTING = {
    401: _("refuses the key (HTTP status 401)"),
    402: _("wants its account filled up (HTTP status 402)"),
    403: _("refuses the key (HTTP status 403)"),
    404: _("knows no such model or address (HTTP status 404)"),
}
_NO_CREDIT = ("insufficient_quota", "insufficient balance", "exceeded your current quota", "arrearage")
"""What 429 and 400 say where no waiting helps."""
_FILTERED = (
    "data_inspection",
    "datainspection",
    "content_filter",
    "contentfilter",
    "content management policy",
    "1301",
)
"""Codes of the filters of Qwen, Azure, Kimi and GLM: they concern this article and no other."""
_TOO_LONG = ("context length", "context_length", "maximum context", "too many tokens", "range of input length")
_FILTERED_ENDS = ("content_filter", "sensitive")
"""`finish_reason` of an answer that a filter has ended."""
_WORDS = 120
"""Characters of an endpoint's own words in a note."""

T = TypeVar("T")


class Unusable(Exception):
    """A question without a usable answer; the message ends a sentence that begins with the model's name."""


class _Passing(Exception):
    """A fault that may pass; `pause`: the seconds for which the endpoint asks."""

    def __init__(self, fault: str, pause: float = 0.0) -> None:
        super().__init__(fault)
        self.pause = pause


class _FormRefused(Exception):
    """Status 400 or 422 in these words: perhaps for a parameter."""


@dataclass(frozen=True, slots=True)
class _Reply:
    text: str
    end: str
    """The API's `finish_reason`."""
    tokens_in: int
    tokens_out: int


class Chat:
    """Asks one endpoint; one for each run, as it counts what the run has asked. Its methods may be called from any
    thread."""

    def __init__(
        self, endpoint: Endpoint, folder: Path, count: Count | None = None, prompts: Prompts | None = None
    ) -> None:
        """`folder`: where answers, dialects and the days' spending are kept."""
        self.endpoint = endpoint
        self.prompts = prompts or Prompts()
        self._folder = folder
        self._dialect = dialect.load(folder, endpoint)
        self._spending = Spending(endpoint, folder / "spending", count or (lambda name, number: None))
        self._stopper, self._halted = network.Stopper(), threading.Event()
        self._lock = threading.Lock()
        self._end = float("inf")
        self._trouble = ""

    @property
    def trouble(self) -> str:
        """Why no question is asked any more, as the end of a sentence; empty while they are."""
        return self._trouble

    @property
    def left(self) -> float:
        """Seconds until all questions must be answered; they count from the first that is asked."""
        return self._end - time.monotonic()

    def close(self, why: str) -> None:
        """End what is under way; further questions have no answer but a kept one, and that clause as their fault."""
        self._trouble = self._trouble or why
        self._halted.set()
        self._stopper.stop()

    def parsed(self, task: str, system: str, data: object, parse: Callable[[str], T], what: str) -> T:
        """Return what `parse` makes of the answer to a task; asked again once where it raises ValueError.

        `system`: the filled prompt; `data`: what it is about, sent as JSON. Raise Unusable, which says that there was
        no usable `what`.
        """
        messages = [
            {"role": "system", "content": system},
            {"role": "user", "content": json.dumps(data, ensure_ascii=False)},
        ]
        why = ""
        for _attempt in range(2):
            answer = self.answer(messages, prompts.schema(task))
            try:
                return parse(answer)
            except ValueError as error:
                why = str(error)
            messages = self.prompts.asked_again(messages, answer, why)
        raise Unusable(_("gave no usable {what} ({why})", what=what, why=why))

    def answer(self, messages: Messages, schema: Mapping[str, Any]) -> str:
        """Return what the model says to this, for an answer of that JSON schema. Raise Unusable."""
        named = json.dumps([self.endpoint.base_url, self.endpoint.model, messages, schema], ensure_ascii=False)
        path = self._folder / f"{hashlib.sha256(named.encode('utf-8', 'replace')).hexdigest()[:40]}.json"
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):  # none, or a damaged one: it is asked again
            kept = json.loads(path.read_text("utf-8"))
            return _said(str(kept["text"]), str(kept["fault"]))
        if self._trouble:
            raise Unusable(self._trouble)
        with self._lock:
            self._end = min(self._end, time.monotonic() + self.endpoint.most_seconds)
        text, fault = self._asked(messages, schema)
        with contextlib.suppress(OSError):  # an answer that cannot be kept is told all the same
            record = json.dumps({"text": text, "fault": fault}, ensure_ascii=False)
            atomic_write.write(path, record.encode("utf-8", "replace"))
        return _said(text, fault)

    def _asked(self, messages: Messages, schema: Mapping[str, Any]) -> tuple[str, str]:
        """Return an answer, or what is wrong with it for good. Raise Unusable for what may be otherwise tomorrow."""
        endpoint, spoken = self.endpoint, self._dialect
        backoff = Backoff(endpoint.tries, endpoint.backoff, longest=_LONGEST_PAUSE, jitter=(0.5, 1.5))
        while True:
            try:
                reply = self._sent(messages, spoken, schema)
            except _FormRefused as refusal:
                if (fault := _lasting_fault(str(refusal))) and not _has(str(refusal), _NO_CREDIT):
                    return "", fault
                less = spoken.without(str(refusal))
                if fault or not less:
                    raise self._ended(
                        fault or _("refuses every form of a question ({refusal})", refusal=_brief(str(refusal)))
                    ) from None
                spoken = less
                continue
            except _Passing as fault:
                pause = backoff.pause(fault.pause)
                if pause is None or pause >= self.left or self._halted.wait(pause):
                    raise self._ended(self._late() or str(fault)) from None
                continue
            if reply.end == "length" and not spoken.thinks and not reply.text.rstrip().endswith("}"):
                spoken = replace(spoken, thinks=True)
                continue
            self._learn(spoken)
            if reply.end in _FILTERED_ENDS:
                return "", _("kept its answer back by a filter")
            if not reply.text:
                return "", _("used up all tokens by thinking") if reply.end == "length" else _("gave an empty answer")
            return reply.text, ""

    def _sent(self, messages: Messages, spoken: Dialect, schema: Mapping[str, Any]) -> _Reply:
        """Ask once, and count what it costs."""
        asked = sum(len(each["content"]) for each in messages)
        try:
            reserved = self._spending.reserve(asked, spoken.tokens(self.endpoint))
        except OverBudget as error:
            raise self._ended(str(error)) from None
        reply = None
        try:
            reply = self._reply(self._post(messages, spoken.parameters(self.endpoint, schema)), asked)
            return reply
        finally:
            self._spending.settle(reserved, *((reply.tokens_in, reply.tokens_out) if reply else ()))

    def _post(self, messages: Messages, parameters: Mapping[str, Any]) -> str:
        """Return the body of the API's answer."""
        try:
            import openai
        except ImportError:
            raise self._ended(
                _("cannot be asked: the package openai is missing ({command})", command=own_pip.install("llm"))
            ) from None
        create: Any = self._client.chat.completions.with_raw_response.create
        try:
            return str(create(model=self.endpoint.model, messages=list(messages), **parameters).http_response.text)
        except openai.APITimeoutError:
            raise _Passing(_("did not answer within {seconds:g} s", seconds=self.endpoint.seconds)) from None
        except openai.APIStatusError as error:
            raise self._refusal(error.status_code, error.response.text, error.response.headers) from None
        except openai.APIConnectionError:
            raise _Passing(_("could not be reached at {base_url}", base_url=self.endpoint.base_url)) from None
        except (openai.OpenAIError, ValueError) as error:
            raise _Passing(_("answered in a form that is not the API's ({name})", name=type(error).__name__)) from None

    def _refusal(self, status: int, body: str, headers: Mapping[str, str]) -> Exception:
        """Return the error that an answer with that status is."""
        if status in (400, 413, 422):
            return _FormRefused(body)
        if status in _PASSING_STATUSES and not _has(body, _NO_CREDIT):
            return _Passing(
                _("answered with HTTP status {status}", status=status), seconds_asked(headers.get("retry-after", ""))
            )
        return self._ended(_LASTING.get(status, _("answered with HTTP status {status}", status=status)))

    def _reply(self, body: str, asked: int) -> _Reply:
        """Return the answer in the API's form; a page of a gateway, or an error with status 200, may pass."""
        try:
            given = json.loads(body)
            choice = given["choices"][0]
            message = choice["message"]
            text, end = _without_thoughts(_text(message.get("content"))), str(choice.get("finish_reason") or "")
            thoughts = str(message.get("reasoning_content") or message.get("reasoning") or "")
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
            raise _Passing(_("answered in a form that is not the API's")) from None
        usage = given.get("usage")
        usage = usage if isinstance(usage, dict) else {}
        return _Reply(
            text, end, _tokens(usage, "prompt_tokens", asked), _tokens(usage, "completion_tokens", len(text + thoughts))
        )

    def _learn(self, spoken: Dialect) -> None:
        """Remember what has been answered, where that is less than was sent before."""
        with self._lock:
            if spoken != self._dialect:
                self._dialect = spoken
                dialect.keep(self._folder, self.endpoint, spoken)

    def _ended(self, fault: str) -> Unusable:
        """Ask nothing more in this run, and return the error to raise."""
        self._trouble = self._trouble or fault
        return Unusable(self._trouble)

    def _late(self) -> str:
        return (
            ""
            if self.left > 0
            else _("was not done within {most_seconds:g} s", most_seconds=self.endpoint.most_seconds)
        )

    @functools.cached_property
    def _client(self) -> openai.OpenAI:
        import httpx
        import openai

        from service.editing.llm.transport import NetworkTransport

        seconds = self.endpoint.seconds
        transport = NetworkTransport(lambda: max(0.001, min(seconds, self.left)), self._stopper)
        return openai.OpenAI(
            base_url=self.endpoint.base_url,
            api_key=self.endpoint.key or "none",
            max_retries=0,
            http_client=httpx.Client(transport=transport, timeout=seconds, trust_env=False, follow_redirects=False),
        )


def _said(text: str, fault: str) -> str:
    if fault:
        raise Unusable(fault)
    return text


def _text(content: object) -> str:
    """Return the text of a message: itself, or its parts."""
    if isinstance(content, list):
        return "".join(str(part.get("text") or "") for part in content if isinstance(part, dict))
    return "" if content is None else str(content)


def _without_thoughts(text: str) -> str:
    """Return what stands behind a model's thoughts; nothing where they have no end."""
    return text.rpartition("</think>")[2].partition("<think>")[0].strip()


def _tokens(usage: Mapping[str, object], name: str, characters: int) -> int:
    """Return the tokens that the endpoint counts; where it counts none, a Chinese character is taken for one."""
    counted = usage.get(name)
    return counted if isinstance(counted, int) and 0 <= counted < 10**9 else characters


def _lasting_fault(body: str) -> str:
    """Return what a refusal means that no other form of the question would change; empty where another may help."""
    if _has(body, _FILTERED):
        return _("refused the article by a filter")
    if _has(body, _TOO_LONG):
        return _("finds the article too long")
    return _("wants its account filled up") if _has(body, _NO_CREDIT) else ""


def _has(body: str, words: Sequence[str]) -> bool:
    said = body.lower()
    return any(word in said for word in words)


def _brief(body: str) -> str:
    """Return the endpoint's own words, as short as a note may be."""
    with contextlib.suppress(ValueError, KeyError, TypeError):
        body = str(json.loads(body)["error"]["message"])
    said = one_line(body)
    return said if len(said) <= _WORDS else f"{said[:_WORDS]}…"
