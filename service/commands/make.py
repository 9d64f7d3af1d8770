"""`tingbao make`: from what was typed to a run, and from its result to what is shown."""

from __future__ import annotations

import datetime as dt
import os
import sys
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from service import briefing, settings
from service.commands.argument_types import day
from service.commands.terminal import clock, print_json, print_line, print_table, run_progress
from service.core import field_types, json_codec
from service.core.progress import Progress
from service.errors import TingbaoError, UsageError
from service.model import Script
from service.pipeline.pending import PendingEpisodes
from service.pipeline.spec import BriefingRequest
from service.publishing import urls
from service.runs import run_process, run_records, time_limit
from service.settings import Settings
from service.storage.storage import open_storage, scheme

LONGEST_PAUSE = 10.0
"""Seconds of silence that a script may ask for: more is taken for a broken programme."""


@dataclass(frozen=True, slots=True)
class MakeOptions:
    """The command's options, as typed."""

    all: bool
    inputs: tuple[str, ...]
    show: str | None
    date: str | None
    edition: str
    length: str | None
    engine: str
    voices: tuple[str, ...]
    output: str | None
    dry_run: bool
    script_out: Path | None
    script: Path | None
    force: bool
    json: bool
    quiet: bool
    cluster: str | None
    config: Path | None


def run(wish: MakeOptions) -> None:
    """Carries the command out; with --json an error is JSON on stdout too."""
    if wish.all:
        _make_all(wish)
        return
    try:
        with run_process.placed():
            settled = settings.load(wish.config)
        if wish.output:
            settled = settled.publishing_to(wish.output)
        if wish.cluster:
            raise UsageError(
                "--cluster goes with --all: `tingbao make --all --cluster tcp://host:8786`. One briefing is made here."
            )
        result = _plan(wish, settled) if wish.dry_run or wish.script_out else _make(wish, settled)
    except TingbaoError as error:
        if wish.json:
            print_json({"status": "failed", "error": str(error)})
        raise
    if result.status == "planned" and wish.script_out:
        _write_script(result.script, wish.script_out)
    if wish.json:
        print_json(_as_json(result, settled))
    elif wish.quiet:
        return
    elif result.status == "planned":
        _show_script(result.script, wish.script_out)
    else:
        _show_episode(result, settled)


def _make_all(wish: MakeOptions) -> None:
    """Every show that is due; the exit code is the worst of theirs."""
    from service.commands import serve

    going = ("all", "json", "quiet", "config", "cluster")
    other = next((each.name for each in fields(wish) if each.name not in going and getattr(wish, each.name)), None)
    if other:
        raise UsageError(f"--all makes every show as it is configured: leave {other} out, or name one show.")
    if code := serve.make_all(wish.config, wish.cluster, as_json=wish.json, quiet=wish.quiet):
        sys.exit(code)


def _plan(wish: MakeOptions, settled: Settings) -> briefing.Result:
    """The script alone: no run to remember."""
    with run_progress(quiet=wish.quiet) as step:
        return briefing.plan(_order(wish), settled, dt.datetime.now(dt.UTC), Progress(step))


def _make(wish: MakeOptions, settled: Settings) -> briefing.Result:
    """The episode, by a run that leaves its record and its log."""
    show = settled.pick_show(wish.show).slug
    id_, trigger = os.environ.get(run_process.ENV_RUN, ""), os.environ.get(run_process.ENV_TRIGGER, "person")
    past = run_records.RunStore(settled.state)
    with past.recording(show, id_=id_, trigger=trigger, edition=wish.edition) as recorder:
        with (
            run_progress(quiet=wish.quiet) as step,
            run_process.placed(),
            time_limit.bounded(settled.service.time_limit, recorder),
        ):
            progress = Progress(step, recorder.staged, recorder.count)
            result = briefing.make(_order(wish), settled, dt.datetime.now(dt.UTC), progress)
        assert result.episode
        recorder.result(
            status=run_records.RunStatus(result.status),
            exit_code=0,
            edition=result.spec.edition,
            episode=result.episode.id,
            engine=result.episode.engine,
            warnings=tuple(result.warnings),
            timings=result.timings,
        )
    return result


def _order(wish: MakeOptions) -> BriefingRequest:
    if wish.script and wish.inputs:
        raise UsageError("Give either inputs or --script: a script holds its stories already.")
    return BriefingRequest(
        inputs=wish.inputs,
        show=wish.show,
        date=day(wish.date),
        edition=wish.edition,
        length=field_types.parse_length(wish.length) if wish.length else None,
        engine=wish.engine,
        voices=wish.voices,
        script=_read_script(wish.script) if wish.script else None,
        force=wish.force,
        once=os.environ.get(run_process.ENV_TRIGGER) == "schedule",
        round=os.environ.get(run_process.ENV_ROUND, ""),
    )


def _read_script(path: Path) -> Script:
    try:
        script = json_codec.load(Script, path.read_text("utf-8"), str(path))
        _check_script(script, path)
        return script
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The script {path} cannot be read: {error}.") from None


def _check_script(script: Script, path: Path) -> None:
    """Raises UsageError that names the first thing in an edited script that cannot be spoken."""
    field_types.parse_length(str(script.length))
    if not script.segments:
        raise UsageError(f"{path}: there are no segments: nothing to say.")
    for number, segment in enumerate(script.segments):
        if not segment.utterances:
            raise UsageError(f"{path}: segments.{number} ({segment.title}) has no utterances: take the segment out.")
        for place, utterance in enumerate(segment.utterances):
            where = f"{path}: segments.{number}.utterances.{place}"
            if not (utterance.spoken or utterance.written).strip():
                raise UsageError(f"{where} is empty: write something, or take the utterance out.")
            if not 0 <= utterance.pause <= LONGEST_PAUSE:
                raise UsageError(f"{where}: a pause of {utterance.pause:g} s: choose between 0 and {LONGEST_PAUSE:g}.")


def _write_script(script: Script, path: Path) -> None:
    try:
        path.write_text(json_codec.dump(script), "utf-8")
    except OSError as error:
        raise TingbaoError(f"The script cannot be written to {path}: {error.strerror}.") from None


def _as_json(result: briefing.Result, settled: Settings) -> dict[str, Any]:
    job, episode, script = result.spec, result.episode, result.script
    starts = _starts(result)
    return {
        "status": result.status,
        "show": job.show.slug,
        "episode": job.id,
        "edition": job.edition,
        "date": job.date.isoformat(),
        "guid": episode.guid if episode else None,
        "mp3": _mp3(result, settled) if episode else None,
        "feed": urls.url(job.show, "feed.xml") if episode else None,
        "seconds": round(episode.seconds, 3) if episode else None,
        "budget_seconds": job.length,
        "short": script.short,
        "engine": episode.engine if episode else job.casts[0].engine,
        "voices": list(episode.voices) if episode else [voice.name for voice in job.casts[0].voices],
        "stories": [
            {
                "title": segment.title,
                "source": segment.origin,
                "seconds": round(end - start, 2),
                "start": round(start, 2),
            }
            for segment, start, end in starts
        ],
        "skipped": [{"title": each.title, "reason": each.reason} for each in script.skipped],
        "warnings": list(result.warnings),
        "timings": result.timings,
        **({"script": _plain(script)} if result.status == "planned" else {}),
    }


def _plain(script: Script) -> Any:  # noqa: ANN401  (JSON)
    import json

    return json.loads(json_codec.dump(script))


def _starts(result: briefing.Result) -> list[tuple[Any, float, float]]:
    """Each story's segment with its start and end, seconds; zeros while nothing is synthesized."""
    rows = []
    for i, segment in enumerate(result.script.segments):
        if segment.origin:
            cues = [cue for cue in result.episode.cues if cue.segment == i] if result.episode else []
            rows.append((segment, cues[0].start, cues[-1].end) if cues else (segment, 0.0, 0.0))
    return rows


def _mp3(result: briefing.Result, settled: Settings) -> str:
    assert result.episode
    held = PendingEpisodes(settled.state, result.spec.show.slug)
    if _waits(result) and (waiting := held.get(result.spec.id)):
        return str(held.audio(waiting))
    key = urls.episode_key(result.spec.show, result.spec.id, result.episode.mp3)
    return open_storage(settled.destination).place(key)


def _waits(result: briefing.Result) -> bool:
    """Whether the episode waits for approval: it has no guid before it is published."""
    return result.episode is not None and not result.episode.guid


def _show_episode(result: briefing.Result, settled: Settings) -> None:
    assert result.episode
    rows = [(clock(start), clock(end - start), segment.title) for segment, start, end in _starts(result)]
    print_table(("start", "length", "story"), rows)
    verb = {"made": "Made", "held": "Made, and waits for approval:"}.get(result.status, "Nothing has changed:")
    print_line()
    print_line(f"{verb} {result.episode.title}")
    print_line(
        f"  {clock(result.episode.seconds)} of {clock(result.spec.length)} asked for" + _short_note(result.script)
    )
    print_line(f"  audio      {_mp3(result, settled)}")
    if _waits(result):
        name = f"{result.spec.id} --show {result.spec.show.slug}"
        print_line(f"  publish    tingbao episodes approve {name}")
        print_line(f"  drop       tingbao episodes remove {name}")
        return
    page = open_storage(settled.destination).place(urls.key(result.spec.show, urls.INDEX))
    print_line(f"  page       {page}")
    served = "" if scheme(settled.destination) else "  (`tingbao serve` serves it)"
    print_line(f"  subscribe  {urls.url(result.spec.show, 'feed.xml')}{served}")
    if result.script.skipped:
        print_line(f"  left out   {len(result.script.skipped)}; --json names each with its reason")


def _short_note(script: Script) -> str:
    return ": the material ran out" if script.short else ""


def _show_script(script: Script, path: Path | None) -> None:
    """The script as a person reads it."""
    if path:
        print_line(f"The script is in {path}: edit it and go on with `tingbao make --script {path}`.")
        return
    for segment in script.segments:
        print_line(f"[{segment.kind}] {segment.voice}: {segment.title}")
        for utterance in segment.utterances:
            print_line(f"    {utterance.written}")
    for each in script.skipped:
        sys.stderr.write(f"left out: {each.title}: {each.reason}\n")
