"""`tingbao make`: one episode or script, as typed; one that the supervisor requests; or all shows that are due."""

from __future__ import annotations

import datetime as dt
import gc
import sys
from dataclasses import dataclass, fields, replace
from pathlib import Path

from service import briefing, settings
from service.commands import make_result, script_file
from service.commands.argument_types import parse_date, parse_wishes
from service.commands.terminal import command_log, print_json, print_note, read_stdin, run_progress
from service.core import episode_id, field_types, json_codec, memory, user_file
from service.core.messages import _
from service.core.progress import Progress
from service.errors import NothingToBrief, UsageError
from service.pipeline.episode_spec import BriefingRequest
from service.runs import recorded_run, run_report
from service.runs.request import RunRequest
from service.settings import Settings

_WORST = (1, 2, 4, NothingToBrief.exit_code)
"""Exit codes, the worst first."""


@dataclass(frozen=True, slots=True)
class EpisodeOptions:
    """What is to be made, as typed."""

    inputs: tuple[str, ...]
    show: str | None
    date: str | None
    edition: str
    length: str | None
    engine: str
    voices: tuple[str, ...]
    lead: tuple[str, ...]
    pin: tuple[str, ...]
    drop: tuple[str, ...]
    script: Path | None
    no_llm: bool
    draft: bool
    force: bool


@dataclass(frozen=True, slots=True)
class MakeOptions:
    """How it is to be made and shown, as typed."""

    all: bool
    cluster: str | None
    request: str
    output: str | None
    dry_run: bool
    script_out: Path | None
    json: bool
    quiet: bool
    config: Path | None


def run(episode: EpisodeOptions, options: MakeOptions) -> None:
    """Carry the command out."""
    gc.freeze()  # what is imported stays: to look for garbage among it takes a tenth of a second a run
    given = [each.name for part in (episode, options) for each in fields(part) if getattr(part, each.name)]
    if options.request:
        _refuse_others(given, ("request",), _("--request holds all that a run needs"))
        memory.check()
        recorded_run.make_requested(_read_request(options.request))
    elif options.all:
        shared = ("all", "json", "quiet", "config", "cluster")
        _refuse_others(given, shared, _("--all makes every show as it is configured"), _("or name one show"))
        _make_all(options)
    else:
        memory.check()
        _make_typed(episode, options)


def _refuse_others(given: list[str], allowed: tuple[str, ...], why: str, instead: str = "") -> None:
    """Raise UsageError where an option is given that does not go with the others."""
    if other := next((name for name in given if name not in allowed), ""):
        remedy = _("leave {other} out", other=other)
        if instead:
            remedy = _("{remedy}, {instead}", remedy=remedy, instead=instead)
        raise UsageError(_("{why}: {remedy}.", why=why, remedy=remedy))


def _make_typed(episode: EpisodeOptions, options: MakeOptions) -> None:
    """Make what was typed, and show the result."""
    found = settings.load(options.config)
    if options.output:
        found = found.publishing_to(options.output)
    if options.cluster:
        raise UsageError(
            _("--cluster goes with --all: `tingbao make --all --cluster tcp://host:8786`. One briefing is made here.")
        )
    if options.script_out:
        script_file.check_place(options.script_out)
    if episode.draft:
        episode = _of_next_edition(episode, found, quiet=options.quiet)
    result = _result(_briefing_request(episode), options, found)
    if result.status == "planned" and options.script_out:
        script_file.write(result.script, options.script_out)
    if options.json:
        print_json(run_report.made(result, found))
    elif options.quiet:
        return
    elif result.status == "planned":
        make_result.show_script(result, options.script_out)
    else:
        make_result.show_episode(result, found, options.output)


def _of_next_edition(episode: EpisodeOptions, found: Settings, *, quiet: bool) -> EpisodeOptions:
    from service.runs.supervisor import draft_due, draft_edition

    if episode.edition or episode.inputs or episode.script or episode.date:
        raise UsageError(
            _(
                "--draft makes today's edition or the next one of the show's own sources: "
                "leave inputs, date and edition out."
            )
        )
    show = found.pick_show(episode.show)
    now = dt.datetime.now(dt.UTC)
    edition = draft_edition(found, show, now)
    if draft_due(found, show, now) <= now and not quiet:
        print_note(_("Today's edition {edition} is missing: this is its draft, not the next one's.", edition=edition))
    return replace(episode, edition=edition)


def _result(request: BriefingRequest, options: MakeOptions, settings: Settings) -> briefing.Result:
    """Return the episode, made by a run that is recorded; or the script alone, of which there is nothing to record."""
    planned = options.dry_run or options.script_out is not None
    if options.script_out and request.script:
        raise UsageError(_("--script-out plans a new script: leave --script out, or check yours with --dry-run."))
    with run_progress(quiet=options.quiet, stages=not planned) as step:
        if planned:
            return briefing.plan(request, settings, dt.datetime.now(dt.UTC), Progress(step))
        return recorded_run.make_typed(request, settings, Progress(step))


def _briefing_request(episode: EpisodeOptions) -> BriefingRequest:
    if episode.script and episode.inputs:
        raise UsageError(_("Give either inputs or --script: a script holds its stories already."))
    if episode.script and (episode.lead or episode.pin or episode.drop):
        raise UsageError(_("A script's stories stand as they are: leave --lead, --pin and --drop out."))
    return BriefingRequest(
        inputs=episode.inputs,
        show=episode.show,
        date=parse_date(episode.date),
        edition=episode_id.checked_edition(episode.edition) if episode.edition else "",
        length=field_types.parse_length(episode.length) if episode.length else None,
        engine=episode.engine,
        voices=episode.voices,
        lead=parse_wishes("--lead", episode.lead),
        pin=parse_wishes("--pin", episode.pin),
        drop=parse_wishes("--drop", episode.drop),
        script=script_file.read(episode.script) if episode.script else None,
        no_llm=episode.no_llm,
        force=episode.force,
    )


def _read_request(source: str) -> RunRequest:
    text = read_stdin() if source == "-" else user_file.read_text(source, lambda text: UsageError(f"--request {text}"))
    request = json_codec.load(RunRequest, text, "the request")
    if request.length is not None:
        field_types.parse_length(f"{request.length:g}")
    if request.edition:
        episode_id.checked_edition(request.edition)
    for name in ("lead", "pin", "drop"):
        parse_wishes(f"the request's {name}", getattr(request, name))
    return request


def _make_all(options: MakeOptions) -> None:
    """Make every show that is due; the exit code is the worst of theirs, 0 where nothing was due."""
    from service.commands.serve import load_configured
    from service.runs.supervisor import RunSupervisor

    found = load_configured(options.config)
    if options.cluster is not None:
        found = found.on_cluster(options.cluster)
    with command_log(quiet=options.quiet):
        runs = RunSupervisor(found).make_due(found, dt.datetime.now(dt.UTC), report=options.json)
    if options.json:
        print_json([run_report.reported(found, run) for run in runs])
    for run in runs:
        if options.quiet and run.exit_code not in (0, NothingToBrief.exit_code):
            sys.stderr.write(f"tingbao: {run.show}: {run.error}\n")
    codes = {run.exit_code or 0 for run in runs}
    if code := next((code for code in _WORST if code in codes), max(codes, default=0)):
        sys.exit(code)
