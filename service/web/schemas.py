"""What the network may ask of a briefing and of a draft: addresses and options, never a path of this machine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from service.core import validation_reasons, web_url
from service.core.episode_id import checked_date, checked_edition
from service.core.field_types import parse_length, typed_wish
from service.core.messages import _
from service.core.printable import shown
from service.errors import TingbaoError, UsageError
from service.speech.engines import ENGINES
from service.web.problems import Problem


def _checked(check: Callable[[Any], object]) -> AfterValidator:
    """Return the value as it is, unless `check` raises."""

    def validate(text: Any) -> Any:  # noqa: ANN401  (a text or a date)
        try:
            check(text)
        except TingbaoError as error:
            raise ValueError(str(error)) from None
        return text

    return AfterValidator(validate)


def _address(text: str) -> None:
    try:
        web_url.split(text)
        plain = text.isascii()
    except ValueError:
        plain = False
    if not plain:
        raise UsageError(
            _("Inputs are http(s) addresses in plain ASCII; files are read only where the show names them.")
        )


def _engine(name: str) -> None:
    if name not in ("auto", *ENGINES):
        raise UsageError(
            _("There is no engine {name}; there are auto, {engines}.", name=shown(name), engines=", ".join(ENGINES))
        )


_Wishes = Annotated[list[Annotated[str, Field(max_length=200), _checked(typed_wish)]], Field(max_length=20)]
"""Words of headlines, or whole ones, each with a last day or not."""
_NAMED = {"extra_forbidden": _("There is no such member."), "model_type": _("A JSON object is needed.")}


class BriefingOrder(BaseModel):
    """The body of a request for a briefing; nothing: the show's next edition."""

    model_config = ConfigDict(extra="forbid", strict=True)

    inputs: Annotated[list[Annotated[str, Field(max_length=2048), _checked(_address)]], Field(max_length=50)] = []
    length: Annotated[str, _checked(parse_length)] | None = None
    edition: Annotated[str, _checked(checked_edition)] | None = None
    engine: Annotated[str, _checked(_engine)] | None = None
    date: Annotated[dt.date, _checked(checked_date)] | None = None
    lead: _Wishes = []
    pin: _Wishes = []
    drop: _Wishes = []
    force: bool = False

    def options(self) -> dict[str, Any]:
        """Return the same as options of `new_request`."""
        return {
            "inputs": tuple(self.inputs),
            "length": parse_length(self.length) if self.length else None,
            "edition": self.edition or "",
            "engine": self.engine or "",
            "date": self.date,
            "lead": tuple(self.lead),
            "pin": tuple(self.pin),
            "drop": tuple(self.drop),
            "force": self.force,
        }


_Name = Annotated[str, Field(max_length=100)]


class EditorOrder(BaseModel):
    """The body of a request that needs no more than who asks."""

    model_config = ConfigDict(extra="forbid", strict=True)

    by: _Name = ""
    """Who does it, for the record."""


class PublishOrder(EditorOrder):
    """The body of a request to publish."""

    at: Annotated[str, Field(max_length=40)] = ""
    """When: `06:30`, `2026-03-22T06:30`, in the show's time zone unless it names an offset; empty: now."""


class DraftOrder(BaseModel):
    """The body of a request for a draft; nothing: of the edition that comes next."""

    model_config = ConfigDict(extra="forbid", strict=True)

    edition: Annotated[str, _checked(checked_edition)] | None = None
    force: bool = False
    """Make it anew, though an editor has changed it: what he did is kept as a version."""


class MendOrder(BaseModel):
    """The body of a request to mend how a file was cut into articles."""

    model_config = ConfigDict(extra="forbid", strict=True)

    kind: Literal["join", "split", "title"]
    title: Annotated[str, Field(max_length=1000)]
    """The headline of the article."""
    at: Annotated[str, Field(max_length=20_000)] = ""
    """Of `join` the headline of the next article, of `split` the paragraph that begins another one."""
    text: Annotated[str, Field(max_length=200)] = ""
    """The new headline; of `split` empty: that paragraph is the headline."""


class ItemOrder(EditorOrder):
    """The body of a request to keep a standing item."""

    name: Annotated[str, Field(max_length=200)] = ""
    """Its new name; empty: that of the address."""
    text: Annotated[str, Field(max_length=4000)] = ""
    """What is said; of a recording what is said in it, or nothing."""
    sound: Annotated[str, Field(max_length=64)] = ""
    """A sound that was sent in; empty: the show's voice says the text."""
    place: Annotated[int, Field(ge=0, le=1000)] = 0
    """The number that it has among the programme's items; 0, or more than there are: it is the last."""
    days: Annotated[list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]], Field(max_length=7)] = []
    """The weekdays on which it is told; empty: all."""
    since: Annotated[dt.date, _checked(checked_date)] | None = None
    """Its first day."""
    until: Annotated[dt.date, _checked(checked_date)] | None = None
    """Its last day."""
    on: bool = True
    """Whether it is told at all."""


class ChangeOrder(EditorOrder):
    """The body of a request for a change of a draft."""

    verb: Literal[
        "lead", "move", "drop", "add", "brief", "full", "pin", "unpin", "say", "read", "correct", "tell", "own"
    ]
    target: Annotated[str, Field(min_length=1, max_length=40)]
    """A story by its number (`3`), a sentence (`3.2`, `opening.1`, `headlines.2`, `briefs.1`, `close.1`), a title
    (`3.title`); of `add` the number of a story that is left out, of `read` a word, of `correct` what a scan misread,
    of `own` the title of an item of the editor's own."""
    place: Annotated[int, Field(ge=0, le=1000)] = 0
    """Of `move` and `add` the number that the story is to have; of `add` 0: where it fits best; of `tell` the
    number of a sentence of its article."""
    text: Annotated[str, Field(max_length=4000)] = ""
    """Of `say` what is said there, empty: nothing; of `read` the word's pinyin (`shan4 xian4`), empty: as usual; of
    `correct` how it should read; of `own` what is said; of a recording what is said in it, or nothing."""
    sound: Annotated[str, Field(max_length=64)] = ""
    """Of `own` a sound that was sent in; empty: the programme's voice says the text."""
    for_good: bool = False
    """Of `read` and `correct`: it holds for each programme of the show from then on."""


def _detail(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}."


Order = TypeVar("Order", bound=BaseModel)


def read(kind: type[Order], body: bytes) -> Order:
    """Return what a request's body asks for. Raise Problem 400 where it is no JSON, 422 where it cannot be."""
    try:
        return kind.model_validate_json(body or b"{}")
    except ValidationError as error:
        faults = error.errors(include_url=False)
    if faults[0]["type"] == "json_invalid":
        raise Problem(400, f"The body: {validation_reasons.reason(faults[0])}.")
    named = [
        {
            "pointer": "#" + "".join(f"/{part}" for part in each["loc"]),
            "detail": _NAMED.get(each["type"]) or _detail(validation_reasons.reason(each)),
        }
        for each in faults
    ]
    raise Problem(422, f"{named[0]['pointer']}: {named[0]['detail']}", errors=named)
