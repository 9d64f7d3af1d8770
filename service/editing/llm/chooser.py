"""The task `choose`: a model orders the day's stories and says which are told at length, as briefs or not at all.

It sees numbers and says numbers: no word of its answer is told. What the show's editor decides holds, and so does the
paper's front page; an article that tells the model to lead with it can come no further than its own news carries it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from service.core.messages import _
from service.core.printable import one_line
from service.editing.llm import answer_parser
from service.editing.llm.chat import Chat
from service.editing.selection import RankedStory, Selection, page_numbers
from service.model import Article, Skipped

MOST = 40
"""Stories that are shown to the model, the first by rank."""
BEGINNING = 120
"""Characters of each that are shown."""
FIRST, REACH = 3, 12
"""The first places of a programme, and how far behind a story may stand by rank that comes into them."""
LEAST_KNOWN = 0.5
"""The share of the stories that an answer must place."""
_LONGEST_REASON = 40
DEPTHS = ("full", "brief", "out")


@dataclass(frozen=True, slots=True)
class _Place:
    """What the model says of a story."""

    index: int
    depth: str
    reason: str


def choose(chat: Chat, selection: Selection, stories: int) -> Selection:
    """Return the selection as the model orders it, for a programme of about so many stories. Raise Unusable."""
    by_hand = [pick for pick in selection.picks if pick.story.by_hand]
    weather = [pick for pick in selection.picks if pick.story.forecast]
    rest = [pick for pick in selection.picks if not (pick.story.by_hand or pick.story.forecast)]
    shown, behind = rest[:MOST], rest[MOST:]
    if len(shown) < 2:
        return selection
    places = _asked(chat, shown, stories)
    told, out = _held(places, shown)
    scores = sorted((pick.story.score for pick in shown), reverse=True)
    model = chat.endpoint.model
    ordered = [
        _placed(
            shown[each.index],
            score,
            each,
            _("{model} puts it at {place} (rank {rank})", model=model, place=at, rank=each.index + 1),
        )
        for at, (each, score) in enumerate(zip(told, scores, strict=False), 1)
    ]
    left = [(shown[each.index], _because(_("left out by {model}", model=model), each.reason)) for each in out]
    return replace(
        selection,
        picks=(*by_hand, *ordered, *behind, *weather),
        skipped=(*selection.skipped, *(Skipped(pick.story.lead.title, why) for pick, why in left)),
        reserve=(*(pick for pick, _why in left), *selection.reserve),
    )


def _asked(chat: Chat, shown: Sequence[RankedStory], stories: int) -> list[_Place]:
    """Return the model's places of the stories, each once; asked again once. Raise Unusable."""
    system = chat.prompts.filled("choose", count=min(stories, len(shown)))
    data = {"新闻": _described(shown)}
    return chat.parsed("choose", system, data, lambda answer: _parse(answer, len(shown)), "order")


def _described(shown: Sequence[RankedStory]) -> list[dict[str, Any]]:
    articles = [pick.story.lead for pick in shown]
    pages = page_numbers(articles)
    return [
        {
            "编号": number,
            "标题": " ".join(filter(None, (each.kicker, each.title, each.subtitle))),
            "开头": "".join(each.paragraphs)[:BEGINNING],
            "体裁": each.genre.value,
            "版面": pages.get(each.source),
            "字数": sum(map(len, each.paragraphs)),
            "以前播过": pick.story.follow_up,
        }
        for number, (pick, each) in enumerate(zip(shown, articles, strict=True), 1)
    ]


def _parse(answer: str, count: int) -> list[_Place]:
    """Return the places of an answer; ValueError says, in the model's language, what is wrong with it."""
    found: dict[int, _Place] = {}
    try:
        given = answer_parser.parse(answer, ("stories",))["stories"]
        for each in given:
            index, depth = answer_parser.number(each["number"]) - 1, str(each.get("depth", "full"))
            if 0 <= index < count and depth in DEPTHS:
                found.setdefault(index, _Place(index, depth, _reason(each)))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        raise ValueError("不是所要求的JSON") from None
    if len(found) < LEAST_KNOWN * count:
        raise ValueError(f"{count}条里只排了{len(found)}条")
    if all(each.depth == "out" for each in found.values()):
        raise ValueError("没有一条要播")
    return list(found.values())


def _reason(given: dict[str, Any]) -> str:
    """Return the model's reason as a quotation: it is in the model's language, and the rules' are not."""
    reason = one_line(str(given.get("reason", ""))).strip()[:_LONGEST_REASON]
    return f"“{reason}”" if reason else ""


def _held(places: Sequence[_Place], shown: Sequence[RankedStory]) -> tuple[list[_Place], list[_Place]]:
    """Return the order of what is told, and what is left out, within the limits of this module.

    A story that the model does not name follows in its rank. The front page's first story is among the first told.
    """
    named = {each.index for each in places}
    unnamed = [_Place(index, "full", "not named") for index in range(len(shown)) if index not in named]
    front = _front([pick.story.lead for pick in shown])
    told = [each for each in (*places, *unnamed) if each.depth != "out"]
    out = [each for each in places if each.depth == "out" and each.index != front]
    first = [each for each in told if each.index < REACH][:FIRST]
    if front is not None and front not in {each.index for each in first}:
        own = next(each for each in (*told, *places) if each.index == front)
        first = [*first[: FIRST - 1], replace(own, depth="full", reason=_("first on the front page"))]
    chosen = {each.index for each in first}
    return [*first, *(each for each in told if each.index not in chosen)], out


def _front(leads: Sequence[Article]) -> int | None:
    """Return the index of the first story by rank that stands on page 1, where pages are known."""
    pages = page_numbers(leads)
    return next((index for index, each in enumerate(leads) if pages.get(each.source) == 1), None)


def _because(what: str, reason: str) -> str:
    return _("{what}: {why}", what=what, why=reason) if reason else what


def _placed(pick: RankedStory, score: float, place: _Place, where: str) -> RankedStory:
    reason = "; ".join(filter(None, (_because(where, place.reason), pick.story.reason)))
    story = replace(pick.story, score=score, reason=reason, in_brief=place.depth == "brief")
    return replace(pick, story=story)
