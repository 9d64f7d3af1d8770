"""A script that was edited by hand: the programme's own words follow what is left of it; the editor's words stay.

A headline is announced only while its story is there. The first story has the words of a first one, and no other has.
A language model's bridge, and its words ahead of the briefs and the close, stay while they are true of what is beside
them. Words that are neither a model's bridge nor one of
the show's phrases were written by somebody, and nothing changes them. The notice of synthetic speech is the
programme's own: where nothing says it, it is put in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from service.core.messages import _
from service.core.phrases import fill
from service.editing import bridge_check, bridge_places, programme_check, wording
from service.model import Article, Kind, Segment


def adapted(
    segments: Sequence[Segment], date: dt.date, style: wording.Style, articles: Sequence[Article] = ()
) -> tuple[tuple[Segment, ...], tuple[str, ...]]:
    """Return the segments with headlines, bridges and the lead to the briefs that fit them, and what was changed.

    `articles`: those of the items, where the script holds them.
    """
    changes: list[str] = []
    told = [*_without_empty_briefs(segments, style, changes)]
    stories = [place for place, each in enumerate(told) if each.kind is Kind.STORY and not each.is_editors]
    misled = _misled(told, articles, stories[:1], style)
    for position, place in enumerate(stories):
        is_last = position == len(stories) - 1
        told[place] = _bridged(told[place], position, is_last, place in misled, date, style, changes)
    for place in misled.difference(stories):
        told[place] = _led_otherwise(told[place], date, style, changes)
    bodies = [segment for segment in told if segment.kind in (Kind.STORY, Kind.BRIEF)]
    kept = (_announcing(each, bodies, changes) if each.kind is Kind.HEADLINES else each for each in told)
    return tuple(each for each in kept if each.utterances), tuple(changes)


def with_notice(segments: Sequence[Segment], style: wording.Style) -> tuple[tuple[Segment, ...], tuple[str, ...]]:
    """Return the segments with the notice of synthetic speech, and what was changed: nothing where they say it.

    It stands at the end of the opening, or where there is none in one of its own ahead of all.
    """
    if not segments or wording.is_notice_said(segments):
        return tuple(segments), ()
    notice = wording.notice(of_text=style.worded or any(each.writer for part in segments for each in part.utterances))
    opening, *others = segments
    if opening.kind is Kind.OPENING and opening.utterances:
        *said, last = opening.utterances
        told = (*said, replace(last, pause=notice.pause), replace(notice, pause=last.pause))
        opened = (replace(opening, utterances=told), *others)
    else:
        opened = (Segment(Kind.OPENING, opening.voice, (notice,)), *segments)
    return opened, (
        _("“{written}” was put into the opening: nothing said it, and the law asks for it.", written=notice.written),
    )


def is_own(text: str, style: wording.Style) -> bool:
    """Return whether the words are a phrase of the show that holds no headline."""
    bare = any(text in getattr(style.phrases, name) for name in ("lead_bare", "next_bare", "last_bare", "briefs"))
    return bare or wording.leads_to_forecast(text, style)


def without_frame(text: str, style: wording.Style) -> str:
    """Return the headline that a phrase of the show leads to; other words as they are; a bare phrase as nothing."""
    words = style.phrases
    framed = (*words.lead, *words.lead_follow_up, *words.next, *words.follow_up, *words.last)
    if phrase := _phrase(text, framed):
        return _announced(text, phrase)
    return "" if is_own(text, style) else text


def _without_empty_briefs(segments: Sequence[Segment], style: wording.Style, changes: list[str]) -> list[Segment]:
    """Leave out the words that lead to briefs where there is none."""
    if any(segment.kind is Kind.BRIEF and segment.origin for segment in segments):
        return list(segments)
    kept = [s for s in segments if s.kind is not Kind.BRIEF or not _leads_to_briefs(s, style)]
    if len(kept) < len(segments):
        changes.append(_("There are no briefs any more: what leads to them was left out."))
    return kept


def _leads_to_briefs(segment: Segment, style: wording.Style) -> bool:
    first = segment.utterances[0]
    return first.written in style.phrases.briefs or (bool(first.writer) and not segment.origin)


def _misled(
    segments: Sequence[Segment], articles: Sequence[Article], first: Sequence[int], style: wording.Style
) -> set[int]:
    """Return the stories whose bridge by a language model is not true in their place: none is of the first one's."""
    known = {(each.source, each.title): each for each in articles}
    found = {at for at in first if _model_bridge(segments[at], style)}
    for place in bridge_places.places(segments, known) if known else ():
        if (text := _model_bridge(segments[place.segment], style)) and place.fault(text):
            found.add(place.segment)
    return found


def _model_bridge(segment: Segment, style: wording.Style) -> str:
    """Return the words of a language model that lead to the segment, ahead of the headline; empty where none do."""
    first = segment.utterances[0]
    if not first.writer or _phrase(first.written, style.phrases.leading()):
        return ""
    text = first.written.partition("：")[0].rstrip("。")
    return "" if bridge_check.unlisted(text) else text


def _bridged(
    segment: Segment,
    position: int,
    is_last: bool,
    is_misled: bool,
    date: dt.date,
    style: wording.Style,
    changes: list[str],
) -> Segment:
    """Return the story with the words that lead to a story in this place, where others of the show's lead to it."""
    words = style.phrases
    first, last = (*words.lead, *words.lead_bare, *words.lead_follow_up), (*words.last, *words.last_bare)
    between = (*words.next, *words.next_bare, *words.follow_up)
    bridge = segment.utterances[0]
    unfit = (*between, *last) if position == 0 else first if is_last else (*first, *last)
    if (phrase := _phrase(bridge.written, unfit)) is None and not is_misled:
        return segment
    headline = _announced(bridge.written, phrase) if phrase else bridge.written.partition("：")[2].rstrip("。")
    follow_up = phrase in (*words.lead_follow_up, *words.follow_up)
    own = wording.Headline(headline, bridge.source, own=bool(headline))
    fitting = wording.bridge(own, date, position, style, follow_up=follow_up)
    new = replace(fitting, pause=bridge.pause, source=bridge.source) if fitting else None
    changes.append(
        _(
            "“{written}” is now “{now}”, as its story has another place.",
            written=bridge.written,
            now=new.written,
        )
        if new
        else _("“{written}” was left out, as its story has another place.", written=bridge.written)
    )
    return replace(segment, utterances=(*([new] if new else []), *segment.utterances[1:]))


def _led_otherwise(segment: Segment, date: dt.date, style: wording.Style, changes: list[str]) -> Segment:
    """Return the lead to the briefs, or the close, without what a language model said there of another programme."""
    first, *rest = segment.utterances
    if segment.kind is Kind.CLOSING and rest:
        changes.append(_("“{written}” was left out, as another item stands before it.", written=first.written))
        return replace(segment, utterances=tuple(rest))
    if segment.kind is Kind.CLOSING:
        return segment
    own = replace(wording.briefs(date, style), pause=first.pause)
    changes.append(
        _(
            "“{written}” is now “{now}”, as other items stand beside it.",
            written=first.written,
            now=own.written,
        )
    )
    return replace(segment, utterances=(own, *rest))


def _announcing(headlines: Segment, bodies: Sequence[Segment], changes: list[str]) -> Segment:
    """Return the headlines without those whose story is gone; without any, no utterance is left."""
    kept = [
        each
        for each in headlines.utterances
        if not each.source or any(programme_check.tells(body, each) for body in bodies)
    ]
    for each in headlines.utterances:
        if each not in kept:
            changes.append(
                _("The headline “{written}” was left out: its story is no longer told.", written=each.written)
            )
    if all(not each.source for each in kept[1:]) and len(kept) < len(headlines.utterances):
        kept = kept if len(kept) > 1 else []
    return replace(headlines, utterances=tuple(kept))


def _phrase(text: str, phrases: Sequence[str]) -> str | None:
    return next((phrase for phrase in phrases if _pattern(phrase).fullmatch(text)), None)


def _announced(text: str, phrase: str) -> str:
    found = _pattern(phrase).fullmatch(text)
    return found[1] if found and found.re.groups else ""


def _pattern(phrase: str) -> re.Pattern[str]:
    """Return what matches the phrase with any headline in it."""
    before, slot, behind = phrase.partition("{headline}")
    marked = [re.escape(fill(part, {})) for part in (before, behind)]
    return re.compile("(.+)".join(marked) if slot else marked[0])
