"""The task `join`: what leads from one item to the next, and what closes the programme, in one question.

The model sees headlines and the words that may be said of them; its words are held against `bridge_check`. Where they
fail the rules' bridge stands. What it writes ends up between two items and is the source of nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from service.core.messages import _
from service.editing import bridge_check, duration_estimate
from service.editing.bridge_places import BridgePlace
from service.editing.llm import answer_parser
from service.editing.llm.chat import Chat

SHARE = 0.08
"""The share of a programme's seconds that all its bridges may take; the rules' take half of that."""
SHORTEST, LONGEST = 2.5, 4.5
"""Seconds that one bridge may take, whatever its share."""
PACE = 4.5
"""Characters a second: an anchor's. A constant, so that the same day asks the same question with any voice."""
_MARKS = " \n。：，；！.:,;!"
"""What stands around a bridge and is not said: the rules put the mark that fits."""


@dataclass(frozen=True, slots=True)
class JoinedPlaces:
    """What a model says at the places of a programme, by the index of the place."""

    said: Mapping[int, str] = field(default_factory=dict)
    """Without a final mark."""
    refused: Mapping[int, str] = field(default_factory=dict)
    """Why the rules' bridge stands, as the end of a sentence."""


def join(chat: Chat, places: Sequence[BridgePlace], taken: Sequence[str], length: float) -> JoinedPlaces:
    """Return what leads to each place of a programme of so many seconds. Raise Unusable.

    `taken`: the rules' own phrases, which lead to other places of it.
    """
    if not places:
        return JoinedPlaces()
    most = int(PACE * min(max(SHARE * length / len(places), SHORTEST), LONGEST))
    said, refused = dict[int, str](), dict[int, str]()
    heard = {bridge_check.frame(each.partition("{")[0].strip(_MARKS)) for each in taken}
    for at, text in _asked(chat, places, most).items():
        frame = bridge_check.frame(text)
        fault = places[at].fault(text)
        if not fault and duration_estimate.weight(text) > most:
            fault = _("takes over {value:.1f} s", value=most / PACE)
        if not fault and frame in heard:
            fault = _("is heard elsewhere in the programme")
        if fault:
            refused[at] = fault
        else:
            heard.add(frame)
            said[at] = text
    return JoinedPlaces(said, refused)


def _asked(chat: Chat, places: Sequence[BridgePlace], most: int) -> dict[int, str]:
    """Return the model's words by the index of their place; asked again once. Raise Unusable."""
    data = {"接口": [_described(at, each) for at, each in enumerate(places, 1)]}
    system = chat.prompts.filled("join", chars=most)
    return chat.parsed("join", system, data, lambda answer: _parse(answer, len(places)), "bridges")


def _described(number: int, place: BridgePlace) -> dict[str, object]:
    behind = {"标题": "；".join(place.behind), "可用的词": list(place.behind_words)}
    ahead = {"标题": "；".join(place.ahead), "可用的词": list(place.ahead_words)}
    return {"编号": number, "前": behind, "后": "节目结束" if place.closes else ahead}


def _parse(answer: str, count: int) -> dict[int, str]:
    """Return the words of an answer by place, in order; ValueError says, in the model's language, what is wrong."""
    found: dict[int, str] = {}
    try:
        for each in answer_parser.parse(answer, ("bridges",))["bridges"]:
            at = answer_parser.number(each["number"]) - 1
            if 0 <= at < count:
                found.setdefault(at, str(each["text"]).strip(_MARKS))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        raise ValueError("不是所要求的JSON") from None
    if not found:
        raise ValueError("没有一个接口有话")
    return dict(sorted(found.items()))
