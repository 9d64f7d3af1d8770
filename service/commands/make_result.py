"""What `tingbao make` shows of an episode or a script that it has made, as a person reads it."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from service.briefing import Result
from service.commands.terminal import clock, print_line, print_table
from service.model import Skipped
from service.publishing import urls
from service.runs import run_report
from service.settings import Settings
from service.storage.storage import open_storage, scheme

EDITORS_REASONS = ("dropped: ", "muted: ")
"""How the reasons begin of what an editor or a show's settings keep out."""


def show_episode(result: Result, settings: Settings, output: str | None) -> None:
    """Show the episode, its stories and where it can be heard. `output`: where it was asked to be published, if so."""
    assert result.episode
    times = run_report.story_times(result)
    rows = [(clock(start), clock(end - start), segment.heading) for segment, start, end in times]
    print_table(("start", "length", "story"), rows)
    told, done = run_report.told_articles(result, settings), result.articles
    same = "The programme has not changed:" if done.spoken or done.withdrawn else "Nothing has changed:"
    verb = {"made": "Made", "held": "Made, and waits for approval:"}.get(result.status, same)
    print_line()
    print_line(f"{verb} {result.episode.title}")
    short = f": {_why_short(result.script.skipped, scripted=bool(result.spec.script))}" if result.script.short else ""
    print_line(f"  {clock(result.episode.seconds)} of {clock(result.spec.length)} asked for{short}")
    print_line(f"  audio      {run_report.audio_location(result, settings)}")
    name = f"{result.spec.id} --show {result.spec.show.slug}{f' --output {shlex.quote(output)}' if output else ''}"
    if run_report.needs_approval(result):
        print_line(f"  publish    tingbao episodes approve {name}")
        print_line(f"  drop       tingbao episodes remove {name}")
        if told is not None:
            print_line(f"  articles   {len(done.spoken)} spoken: all go out with the episode")
        return
    page = open_storage(settings.destination).location(urls.key(result.spec.show, urls.INDEX))
    print_line(f"  page       {page}")
    served = "" if scheme(settings.destination) else "  (`tingbao serve` serves it)"
    print_line(f"  subscribe  {urls.url(result.spec.show, urls.FEED)}{served}")
    if told is not None:
        page = open_storage(settings.destination).location(urls.key(result.spec.show.articles, urls.INDEX))
        print_line(f"  articles   {len(told)} told by themselves: {page}")
        left = len(set(told) - done.spoken)
        print_line(f"             {len(done.spoken)} spoken, {left} left as they were, {len(done.withdrawn)} withdrawn")
    if result.script.skipped:
        print_line(f"  left out   {len(result.script.skipped)}: `tingbao episodes show {name}` says why")


def _why_short(skipped: Sequence[Skipped], *, scripted: bool) -> str:
    """Return why too little is told: what the editor took out was not used up."""
    if scripted:
        return "the script holds no more"
    if any(each.reason.startswith(EDITORS_REASONS) for each in skipped):
        return "what was dropped or muted is missing"
    return "the material ran out"


def show_script(result: Result, path: Path | None) -> None:
    """Show the script, or where it has been written, and how far the prediction can be trusted."""
    script, prediction = result.script, result.prediction
    if prediction and not script.short:
        kept = "the length is kept" if result.spec.script else "the same sentences are made"
        sys.stderr.write(
            f"predicted: {kept} as long as the voices are at most"
            f" {prediction.faster:.1%} faster or {prediction.slower:.1%} slower than expected\n"
        )
    if path:
        print_line(f"The script is in {path}: edit it and go on with `tingbao make --script {path}`.")
        return
    for index, segment in enumerate(script.segments):
        start = clock(prediction.times[index][0]) if prediction else ""
        print_line(f"[{segment.kind}] {start} {segment.voice}: {segment.heading}")
        for utterance in segment.utterances:
            print_line(f"    {utterance.written}")
    for each in script.skipped:
        if not any(warning.removeprefix("Skipped ") == each.told for warning in result.warnings):  # told already
            sys.stderr.write(f"left out: {each.told}\n")
