"""`tingbao inspect picks`: the day's stories as a table, with the reason for each rank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from service import briefing
from service.commands.argument_types import parse_date, parse_wishes
from service.commands.terminal import clock, print_json, print_line, print_table, run_progress
from service.core import field_types
from service.core.messages import _
from service.core.progress import Progress, StageTimer
from service.editing.selection import RankedStory
from service.pipeline import source_material, stages
from service.pipeline.episode_spec import BriefingRequest, resolve
from service.pipeline.recently_aired import recently_aired
from service.runs import run_report
from service.settings import load


def run(
    inputs: tuple[str, ...],
    show: str | None,
    date: str | None,
    hand: Mapping[str, tuple[str, ...]],
    *,
    length: str | None,
    as_json: bool,
    config: Path | None,
) -> None:
    """Read and choose as `make` would, and print the choice; `hand`: what leads, is pinned and is dropped.

    `length`: also what a programme so long would tell, by prediction: each story's place in it and its seconds, and
    what a language model has changed in it.
    """
    request = BriefingRequest(
        inputs=inputs,
        show=show,
        date=parse_date(date),
        length=field_types.parse_length(length) if length else None,
        lead=parse_wishes("--lead", hand["lead"]),
        pin=parse_wishes("--pin", hand["pin"]),
        drop=parse_wishes("--drop", hand["drop"]),
    )
    spec = resolve(request, load(config), dt.datetime.now(dt.UTC))
    with run_progress(quiet=as_json) as step:
        timer = StageTimer(Progress(step))
        found = source_material.read(spec, timer)
        choice = stages.choose(spec, found, recently_aired(spec, timer), timer)
        for unmet in choice.unmet:
            timer.warn(unmet)
        planned = briefing.plan_of(spec, found, choice, timer) if length and choice.picks else None
    told = _told(planned) if planned else {}
    changes = planned.script.changes if planned else ()
    skipped = (*found.skipped, *choice.skipped)
    if as_json:
        print_json(
            {
                "picks": [
                    {**_as_json(rank, pick), **({"told": told.get(_key(pick))} if length else {})}
                    for rank, pick in enumerate(choice.picks, 1)
                ],
                "changes": [asdict(each) for each in changes],
                "skipped": [{"title": each.title, "reason": each.reason} for each in skipped],
                "warnings": timer.warnings,
            }
        )
        return
    rows = [
        (
            str(rank),
            *((_place(told.get(_key(pick))),) if length else ()),
            f"{pick.story.score:.2f}",
            pick.subject,
            pick.story.lead.title,
            pick.story.reason,
        )
        for rank, pick in enumerate(choice.picks, 1)
    ]
    print_table((_("rank"), *((_("told"),) if length else ()), _("score"), _("subject"), _("story"), _("reason")), rows)
    if skipped:
        print_line()
        print_line(_("left out"))
        print_table((_("story"), _("reason")), [(each.title, each.reason) for each in skipped])
    if changes:
        print_line()
        print_line(_("changed by {model}", model=spec.show_settings.llm.model))
        rows = [(each.what, each.title, each.rules, each.model, each.why) for each in changes]
        print_table((_("what"), _("story"), _("by the rules"), _("now"), _("why")), rows)


def _told(result: briefing.Result) -> dict[tuple[str, str], dict[str, Any]]:
    """Return where in the programme each story is told, and how long."""
    return {
        (segment.origin, segment.title): {"place": place, "kind": segment.kind.value, "seconds": round(end - start, 1)}
        for place, (segment, start, end) in enumerate(run_report.story_times(result), 1)
    }


def _key(pick: RankedStory) -> tuple[str, str]:
    return pick.story.lead.source, pick.story.lead.title


def _place(told: Mapping[str, Any] | None) -> str:
    return f"{told['place']} ({clock(told['seconds'])})" if told else _("no")


def _as_json(rank: int, pick: RankedStory) -> dict[str, Any]:
    story = pick.story
    return {
        "rank": rank,
        "title": story.lead.title,
        "score": story.score,
        "terms": {name: round(value, 3) for name, value in pick.terms.items()},
        "subject": pick.subject,
        "reason": story.reason,
        "follow_up": story.follow_up,
        "articles": [{"title": each.title, "source": each.source, "url": each.url} for each in story.articles],
    }
