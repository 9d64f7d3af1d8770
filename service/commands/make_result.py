"""What `tingbao make` shows of an episode or a script that it has made, as a person reads it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from service.briefing import Result
from service.commands import terminal
from service.commands.terminal import clock, print_line, print_note, print_table
from service.core.messages import _
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
    print_table((_("start"), _("length"), _("story")), rows)
    told, done = run_report.told_articles(result, settings), result.articles
    same = _("The programme has not changed:") if done.spoken or done.withdrawn else _("Nothing has changed:")
    verb = {"made": _("Made"), "held": _("Made, and waits for approval:")}.get(result.status, same)
    print_line()
    print_line(f"{terminal.told(verb)} {result.episode.title}")
    why = _why_short(result.script.skipped, scripted=bool(result.spec.script))
    length = _("{length} of {asked} asked for", length=clock(result.episode.seconds), asked=clock(result.spec.length))
    print_line(f"  {terminal.told(_('{length}: {why}', length=length, why=why) if result.script.short else length)}")
    print_line(_("  audio      {audio_location}", audio_location=run_report.audio_location(result, settings)))
    name = f"{result.spec.id} --show {result.spec.show.slug}{f' --output {shlex.quote(output)}' if output else ''}"
    if run_report.needs_approval(result):
        print_line(_("  publish    tingbao episodes approve {name}", name=name))
        print_line(_("  drop       tingbao episodes remove {name}", name=name))
        if told is not None:
            print_line(_("  articles   {count} spoken: all go out with the episode", count=len(done.spoken)))
        return
    page = open_storage(settings.destination).location(urls.key(result.spec.show, urls.INDEX))
    print_line(_("  page       {page}", page=page))
    feed = urls.url(result.spec.show, urls.FEED)
    if scheme(settings.destination):
        print_line(_("  subscribe  {feed}", feed=feed))
    else:
        print_line(_("  subscribe  {feed}  (`tingbao serve` serves it)", feed=feed))
    if told is not None:
        page = open_storage(settings.destination).location(urls.key(result.spec.show.articles, urls.INDEX))
        print_line(_("  articles   {count} told by themselves: {page}", count=len(told), page=page))
        left = len(set(told) - done.spoken)
        print_line(
            _(
                "             {count} spoken, {left} left as they were, {withdrawn} withdrawn",
                count=len(done.spoken),
                left=left,
                withdrawn=len(done.withdrawn),
            )
        )
    if result.script.skipped:
        print_line(
            _(
                "  left out   {count}: `tingbao episodes show {name}` says why",
                count=len(result.script.skipped),
                name=name,
            )
        )


def _why_short(skipped: Sequence[Skipped], *, scripted: bool) -> str:
    """Return why too little is told: what the editor took out was not used up."""
    if scripted:
        return _("the script holds no more")
    if any(each.reason.startswith(EDITORS_REASONS) for each in skipped):
        return _("what was dropped or muted is missing")
    return _("the material ran out")


def show_script(result: Result, path: Path | None) -> None:
    """Show the script, or where it has been written, and how far the prediction can be trusted."""
    script, prediction = result.script, result.prediction
    if prediction and not script.short:
        kept = _("the length is kept") if result.spec.script else _("the same sentences are made")
        print_note(
            _(
                "predicted: {kept} as long as the voices are at most {faster:.1%} faster or {slower:.1%}"
                " slower than expected",
                kept=kept,
                faster=prediction.faster,
                slower=prediction.slower,
            )
        )
    if path:
        print_line(_("The script is in {path}: edit it and go on with `tingbao make --script {path}`.", path=path))
        return
    for index, segment in enumerate(script.segments):
        start = clock(prediction.times[index][0]) if prediction else ""
        print_line(f"[{segment.kind}] {start} {segment.voice}: {segment.heading}")
        for utterance in segment.utterances:
            print_line(f"    {utterance.written}")
    for each in script.skipped:
        if not any(warning.removeprefix("Skipped ") == each.told for warning in result.warnings):  # told already
            print_note(_("left out: {told}", told=each.told))
