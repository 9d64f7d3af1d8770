"""Opening, headlines, bridges and close. Pure functions of date, show, style and stories.

Phrases take turns by the date and by a story's rank, never at random, and none comes twice in a programme; no wording
depends on which other stories are told, so that the length can be fitted around it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from service.core.phrases import Style, fill
from service.editing import news_sense
from service.editing.wording import calendar, synthetic_notice
from service.editing.wording.spoken_headlines import Headline
from service.model import Segment, Utterance

CLOSING_PAUSE = 0.6
"""Seconds between the last word and the closing chime."""
_LAST, _MORE = "最后", "下面"
OCCASION_MIN_LENGTH = 60.0
"""Seconds of a programme below which the opening does without the day's festival too."""
LUNAR_DATE_MIN_LENGTH = 90.0
"""Seconds of a programme below which the opening does without the lunar date and the headlines."""

NEAR = 2
"""Stories behind those that would be announced by their rank, of which one is where another has no news."""


def opening(show: str, date: dt.date, length: float, style: Style) -> tuple[Utterance, ...]:
    """Return greeting and show, the day, and the notice of synthetic speech, for a programme of `length` seconds."""
    words = style.phrases
    occasion = calendar.occasion(date) if length >= OCCASION_MIN_LENGTH else ""
    today = words.today_occasion if occasion else words.today if length >= LUNAR_DATE_MIN_LENGTH else words.today_short
    day = {
        "date": f"{date.year}年{date.month}月{date.day}日",
        "weekday": calendar.WEEKDAYS[date.weekday()],
        "lunar": calendar.lunar(date),
        "occasion": occasion,
    }
    welcome = {"greeting": words.of_hour("greeting", style.hour), "show": show}
    greeting, told = fill(_variant(words.welcome, date), welcome), fill(today, day)
    return (Utterance(greeting), Utterance(told), synthetic_notice.notice(of_text=style.worded))


def headline_count(seconds: float) -> int:
    """Return how many headlines the opening of a programme of that length announces."""
    return sum(seconds >= enough for enough in (LUNAR_DATE_MIN_LENGTH, LUNAR_DATE_MIN_LENGTH, 180, 600))


def worth_announcing(headlines: Sequence[Headline], most: int) -> tuple[int, ...]:
    """Return the ranks of the stories to announce, `most` at the most: the lead, and the first with news to announce.

    A headline with neither an event nor a number (`祝阿满`, `一条皮带的“体检报告”`) makes nobody listen. One without
    words, of a story that cannot be told whole, promises nothing, the lead's neither.
    """
    near = range(1, min(len(headlines), most + NEAR))
    news = [
        rank for rank in near if news_sense.tells_news(headlines[rank].text) or news_sense.counts(headlines[rank].text)
    ]
    lead = [0] if headlines and headlines[0].text else []
    return (*lead, *news)[: min(most, len(headlines))]


def contents(announced: Sequence[Headline], date: dt.date, style: Style) -> tuple[Utterance, ...]:
    """Return the headlines of the day's main stories, one sentence each."""
    sentences = [
        Utterance(fill("{headline}。", {"headline": each.text}), source=each.source, days=each.days, writer=each.writer)
        for each in announced
        if each.text
    ]
    return (Utterance(_variant(style.phrases.contents, date)), *sentences) if sentences else ()


def bridge(
    announced: Headline, date: dt.date, index: int, style: Style, *, follow_up: bool = False, last: bool = False
) -> Utterance | None:
    """Return what leads to a story with its headline, or to the light one at the end; None where nothing does.

    `index` counts the stories of its kind (news or follow-up) from the first, 0 being the lead. No frame comes twice:
    when all have been heard, the headline stands alone. A headline that is the story's own sentence is not said.
    """
    words = style.phrases
    if not (announced.own and announced.text):
        return bare_bridge(date, index, style, last=last)
    if index == 0:
        choice = words.lead_follow_up if follow_up else words.lead
    elif last:
        choice = words.last
    else:
        choice = words.follow_up if follow_up else words.next
    frame = _unheard(choice, date, index, last=last) or "{headline}。"
    said = fill(frame, {"headline": announced.text})
    return Utterance(said, source=announced.source, days=announced.days, writer=announced.writer)


def bare_bridge(date: dt.date, index: int, style: Style, *, last: bool = False) -> Utterance | None:
    """Return what leads to a story that begins with its news; None when every such frame has been heard."""
    words = style.phrases
    choice = words.lead_bare if index == 0 else words.last_bare if last else words.next_bare
    frame = _unheard(choice, date, index, last=last)
    return Utterance(frame) if frame else None


def forecast(date: dt.date, style: Style) -> Utterance:
    """Return what leads to the weather forecast, which ends the programme."""
    return Utterance(_variant(style.phrases.forecast, date))


def ahead_of_more(forecast: Segment) -> Segment:
    """Return the weather forecast as it is told where more follows: 最后来看天气 -> 下面来看天气.

    Its own sentences stay, and so does what leads to it in other words.
    """
    first, *rest = forecast.utterances
    if not first.written.startswith(_LAST):
        return forecast
    first = replace(first, written=_MORE + first.written.removeprefix(_LAST))
    return replace(forecast, utterances=(first, *rest))


def leads_to_forecast(text: str, style: Style) -> bool:
    """Return whether the words are the show's lead to the forecast, whether it ends the programme or not."""
    forms = style.phrases.forecast
    return text in forms or (text.startswith(_MORE) and _LAST + text.removeprefix(_MORE) in forms)


def briefs(date: dt.date, style: Style) -> Utterance:
    """Return what leads to the stories told in one sentence."""
    return Utterance(_variant(style.phrases.briefs, date))


def closing(show: str, date: dt.date, style: Style) -> tuple[Utterance, ...]:
    """Return the farewell; it says when the next programme comes, where it comes at the same time of day."""
    words = style.phrases
    if style.next_day == date + dt.timedelta(1):
        farewell = words.farewell_daily
    elif style.next_day:
        farewell = fill(words.farewell_next, {"day": calendar.coming(style.next_day, date)})
    else:
        farewell = words.of_hour("farewell", style.hour)
    return (Utterance(fill(_variant(words.end, date), {"show": show})), Utterance(farewell))


def _unheard(phrases: Sequence[str], date: dt.date, index: int, *, last: bool) -> str:
    """Return the day's frame for that place; empty where each has had its place before."""
    return _variant(phrases, date, index) if last or index <= len(phrases) else ""


def _variant(phrases: Sequence[str], date: dt.date, index: int = 0) -> str:
    return phrases[(date.toordinal() + index) % len(phrases)]
