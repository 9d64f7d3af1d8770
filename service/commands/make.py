"""`tingbao make`: a run, from what was typed or requested to its record and what is shown; or all that are due."""

from __future__ import annotations

import datetime as dt
import signal
import sys
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from service import briefing, settings
from service.commands.argument_types import parse_date
from service.commands.terminal import clock, print_json, print_line, print_table, read_stdin, run_progress, service_log
from service.core import field_types, json_codec, user_file, web_url
from service.core.printable import shown
from service.core.progress import Progress
from service.errors import NothingToBrief, TingbaoError, UsageError
from service.model import Script
from service.pipeline.episode_spec import BriefingRequest
from service.pipeline.pending_episodes import PendingEpisodes
from service.publishing import urls
from service.runs import run_process, time_limit
from service.runs.request import RunRequest
from service.runs.run_records import Run, RunLog, RunStatus, RunStore
from service.settings import Settings
from service.storage.storage import open_storage, scheme

LONGEST_PAUSE = 10.0
"""Seconds of silence that a script may ask for: more is taken for a broken programme."""
_WORST = (1, 2, 4, NothingToBrief.exit_code)
"""Exit codes, the worst first."""


@dataclass(frozen=True, slots=True)
class MakeOptions:
    """The command's options, as typed."""

    all: bool
    request: str
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


def run(options: MakeOptions) -> None:
    """Carry the command out; with --json an error is JSON on stdout too."""
    if options.request:
        _refuse_others(options, ("request",), "--request holds all that a run needs")
        _make_requested(_read_request(options.request))
    elif options.all:
        shared = ("all", "json", "quiet", "config", "cluster")
        _refuse_others(options, shared, "--all makes every show as it is configured", ", or name one show")
        _make_all(options)
    else:
        _make_typed(options)


def _refuse_others(options: MakeOptions, allowed: tuple[str, ...], why: str, instead: str = "") -> None:
    """Raise UsageError where an option is given that does not go with the others."""
    given = [each.name for each in fields(options) if getattr(options, each.name)]
    if other := next((name for name in given if name not in allowed), ""):
        raise UsageError(f"{why}: leave {other} out{instead}.")


def _make_typed(options: MakeOptions) -> None:
    """Make what was typed, and show the result."""
    try:
        found = settings.load(options.config)
        if options.output:
            found = found.publishing_to(options.output)
        if options.cluster:
            raise UsageError(
                "--cluster goes with --all: `tingbao make --all --cluster tcp://host:8786`. One briefing is made here."
            )
        result = _plan(options, found) if options.dry_run or options.script_out else _make(options, found)
    except TingbaoError as error:
        if options.json:
            print_json(_failure(error))
        raise
    if result.status == "planned" and options.script_out:
        _write_script(result.script, options.script_out)
    if options.json:
        print_json(_as_json(result, found))
    elif options.quiet:
        return
    elif result.status == "planned":
        _show_script(result.script, options.script_out)
    else:
        _show_episode(result, found)


def _plan(options: MakeOptions, settings: Settings) -> briefing.Result:
    """Return the script alone: there is no run to record."""
    with run_progress(quiet=options.quiet) as step:
        return briefing.plan(_order(options), settings, dt.datetime.now(dt.UTC), Progress(step))


def _make(options: MakeOptions, settings: Settings) -> briefing.Result:
    """Make the episode by a run that leaves its record and its log."""
    show = settings.pick_show(options.show).slug
    with (
        RunStore(settings.state).recording(show, edition=options.edition) as recorder,
        run_progress(quiet=options.quiet) as step,
    ):
        return _make_recorded(_order(options), settings, recorder, Progress(step, recorder.staged, recorder.count))


def _make_recorded(order: BriefingRequest, settings: Settings, recorder: RunLog, progress: Progress) -> briefing.Result:
    """Make the episode within the time limit; what comes of it goes to the record."""
    with time_limit.bounded(settings.service.time_limit, recorder):
        result = briefing.make(order, settings, dt.datetime.now(dt.UTC), progress)
    assert result.episode
    recorder.result(
        status=RunStatus(result.status),
        exit_code=0,
        edition=result.spec.edition,
        episode=result.episode.id,
        engine=result.episode.engine,
        warnings=tuple(result.warnings),
        timings=result.timings,
    )
    return result


def _make_requested(request: RunRequest) -> None:
    """Make the run of a request; it says what it does in its log alone."""
    with run_process.naming_worker(request.worker):
        found = settings.load(Path(request.config) if request.config else None, request.service)
        show, runs = found.pick_show(request.show).slug, RunStore(found.state)
    order = BriefingRequest(
        inputs=request.inputs,
        show=show,
        date=request.date,
        edition=request.edition,
        length=request.length,
        engine=request.engine,
        force=request.force,
        skip_if_published=request.trigger == "schedule",
    )
    report: dict[str, Any] = {}
    with runs.recording(show, id_=request.id, trigger=request.trigger, edition=request.edition) as recorder:
        try:
            with run_process.naming_worker(request.worker):
                progress = Progress(staged=recorder.staged, count=recorder.count)
                report = _as_json(_make_recorded(order, found, recorder, progress), found)
        except TingbaoError as error:
            report = _failure(error)
            raise
        finally:
            if request.report and report:
                runs.put_report(show, request.id, report)


def _read_request(source: str) -> RunRequest:
    text = read_stdin() if source == "-" else user_file.read_text(source, lambda text: UsageError(f"--request {text}"))
    return json_codec.load(RunRequest, text, "the request")


def _make_all(options: MakeOptions) -> None:
    """Make every show that is due; the exit code is the worst of theirs, 0 where nothing was due."""
    from service.commands.serve import exit_at, load_configured
    from service.runs.supervisor import RunSupervisor

    found = load_configured(options.config)
    if options.cluster is not None:
        found = found.on_cluster(options.cluster)
    signal.signal(signal.SIGTERM, exit_at(time_limit.TERMINATED))
    with service_log(quiet=options.quiet):
        runs = RunSupervisor(found).make_due(found, dt.datetime.now(dt.UTC), report=options.json)
    if options.json:
        print_json([_report(found, run) for run in runs])
    for run in runs:
        if options.quiet and run.exit_code not in (0, NothingToBrief.exit_code):
            sys.stderr.write(f"tingbao: {run.show}: {run.error}\n")
    codes = {run.exit_code or 0 for run in runs}
    if code := next((code for code in _WORST if code in codes), max(codes, default=0)):
        sys.exit(code)


def _report(settings: Settings, run: Run) -> dict[str, Any]:
    """Return what the run reported, or the same from its record where it could not."""
    recorded = {"status": str(run.status), "episode": run.episode, "error": run.error}
    return {
        "show": run.show,
        "edition": run.edition,
        **(RunStore(settings.state).report(run.show, run.id) or recorded),
    }


def _failure(error: TingbaoError) -> dict[str, Any]:
    return {"status": "failed", "error": str(error)}


def _order(options: MakeOptions) -> BriefingRequest:
    if options.script and options.inputs:
        raise UsageError("Give either inputs or --script: a script holds its stories already.")
    return BriefingRequest(
        inputs=options.inputs,
        show=options.show,
        date=parse_date(options.date),
        edition=options.edition,
        length=field_types.parse_length(options.length) if options.length else None,
        engine=options.engine,
        voices=options.voices,
        script=_read_script(options.script) if options.script else None,
        force=options.force,
    )


def _read_script(path: Path) -> Script:
    text = user_file.read_text(path, lambda text: UsageError(f"--script {text}"))
    script = json_codec.load(Script, text, str(path))
    _check_script(script, path)
    return script


def _check_script(script: Script, path: Path) -> None:
    """Raises UsageError that names the first thing in an edited script that cannot be spoken."""
    field_types.parse_length(str(script.length))
    if not script.segments:
        raise UsageError(f"{path}: there are no segments: nothing to say.")
    for number, segment in enumerate(script.segments):
        if segment.url and not _is_web_address(segment.url):
            raise UsageError(f"{path}: segments.{number}.url is {shown(segment.url)}: give a web address, or none.")
        if not segment.utterances:
            raise UsageError(f"{path}: segments.{number} ({segment.title}) has no utterances: take the segment out.")
        for place, utterance in enumerate(segment.utterances):
            where = f"{path}: segments.{number}.utterances.{place}"
            if not (utterance.spoken or utterance.written).strip():
                raise UsageError(f"{where} is empty: write something, or take the utterance out.")
            if not 0 <= utterance.pause <= LONGEST_PAUSE:
                raise UsageError(f"{where}: a pause of {utterance.pause:g} s: choose between 0 and {LONGEST_PAUSE:g}.")


def _is_web_address(url: str) -> bool:
    """Return whether the address can stand in a feed and in an MP3 file's tags."""
    try:
        web_url.split(url)
    except ValueError:
        return False
    return url.isascii()


def _write_script(script: Script, path: Path) -> None:
    data = json_codec.dump(script).encode("utf-8", "replace")
    user_file.write(path, data, lambda text: TingbaoError(f"--script-out {text}"))


def _as_json(result: briefing.Result, settings: Settings) -> dict[str, Any]:
    job, episode, script = result.spec, result.episode, result.script
    starts = _starts(result)
    return {
        "status": result.status,
        "show": job.show.slug,
        "episode": job.id,
        "edition": job.edition,
        "date": job.date.isoformat(),
        "guid": episode.guid if episode else None,
        "mp3": _mp3(result, settings) if episode else None,
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


def _mp3(result: briefing.Result, settings: Settings) -> str:
    assert result.episode
    held = PendingEpisodes(settings.state, result.spec.show.slug)
    if _waits(result) and (waiting := held.get(result.spec.id)):
        return str(held.audio(waiting))
    key = urls.episode_key(result.spec.show, result.spec.id, result.episode.mp3)
    return open_storage(settings.destination).location(key)


def _waits(result: briefing.Result) -> bool:
    """Whether the episode waits for approval: it has no guid before it is published."""
    return result.episode is not None and not result.episode.guid


def _show_episode(result: briefing.Result, settings: Settings) -> None:
    assert result.episode
    rows = [(clock(start), clock(end - start), segment.title) for segment, start, end in _starts(result)]
    print_table(("start", "length", "story"), rows)
    verb = {"made": "Made", "held": "Made, and waits for approval:"}.get(result.status, "Nothing has changed:")
    print_line()
    print_line(f"{verb} {result.episode.title}")
    print_line(
        f"  {clock(result.episode.seconds)} of {clock(result.spec.length)} asked for" + _short_note(result.script)
    )
    print_line(f"  audio      {_mp3(result, settings)}")
    if _waits(result):
        name = f"{result.spec.id} --show {result.spec.show.slug}"
        print_line(f"  publish    tingbao episodes approve {name}")
        print_line(f"  drop       tingbao episodes remove {name}")
        return
    page = open_storage(settings.destination).location(urls.key(result.spec.show, urls.INDEX))
    print_line(f"  page       {page}")
    served = "" if scheme(settings.destination) else "  (`tingbao serve` serves it)"
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
