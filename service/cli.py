"""The command line: each command is a few lines that call its module in `commands/`.

Annotations as strings would cost Typer 70 ms: there are none here.
"""

import gc
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from service.commands import (
    cache,
    desk,
    draft_shown,
    episode_draft,
    episodes,
    help_text,
    inspect,
    items,
    shows,
    source_list,
    standard_streams,
    stats,
    terminal,
    told_articles,
    voices,
)
from service.commands.argument_types import (
    DropOption,
    JsonOption,
    LeadOption,
    LogFormatOption,
    PinOption,
    parse_log_format,
    parse_port,
)
from service.core import system_limits
from service.core.messages import _, of_error
from service.core.printable import sentence
from service.errors import TingbaoError

app = typer.Typer(
    name="tingbao",
    help="The newspaper, spoken: the day's Chinese news as a Mandarin podcast.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(inspect.app, name="inspect")
episodes.app.add_typer(draft_shown.app)
episodes.app.add_typer(episode_draft.app)
app.add_typer(episodes.app, name="episodes")
app.add_typer(told_articles.app, name="articles")
app.add_typer(items.app, name="items")
app.add_typer(shows.app, name="shows")
app.add_typer(source_list.app, name="sources")
app.add_typer(stats.app, name="stats")
app.add_typer(voices.app, name="voices")
app.add_typer(cache.app, name="cache")
app.add_typer(desk.app, name="desk")

Config = Annotated[Path | None, typer.Option(help="The config file; default: tingbao.toml here, if there is one.")]


@app.command(epilog="Example: tingbao make seeds --length 5m --engine espeak")
def make(
    inputs: Annotated[
        list[str] | None, typer.Argument(help="Files, folders, feed or article URLs; none: the show's own.")
    ] = None,
    show: Annotated[str | None, typer.Option(help="Which show; default: the first.")] = None,
    date: Annotated[str | None, typer.Option(help="The programme's date, YYYY-MM-DD; default: today.")] = None,
    edition: Annotated[str, typer.Option(help="A name of your own for this edition.")] = "",
    length: Annotated[str | None, typer.Option(help="How long the whole file lasts: 5m, 90s, 2m30s.")] = None,
    engine: Annotated[str, typer.Option(help="Who speaks: auto, azure, edge, espeak, kokoro, openai, sherpa.")] = "",
    voice: Annotated[list[str] | None, typer.Option(help="An anchor, by voice name; give it twice for two.")] = None,
    lead: LeadOption = None,
    pin: PinOption = None,
    drop: DropOption = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="The folder to publish in, or s3://bucket/prefix.")
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="Print the script; synthesize nothing.")] = False,
    script_out: Annotated[Path | None, typer.Option(help="Stop at the script and write it there.")] = None,
    script: Annotated[Path | None, typer.Option(help="Go on from this script, edited or not.")] = None,
    no_llm: Annotated[
        bool, typer.Option("--no-llm", help="Tell everything in the articles' own sentences this time.")
    ] = False,
    draft: Annotated[
        bool,
        typer.Option(
            "--draft",
            help="Make a draft now, for its editor: of today's edition where it is missing, else of the next one.",
        ),
    ] = False,
    force: Annotated[bool, typer.Option(help="Make it again though nothing has changed.")] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="Make every show that is due; no other choice goes with it.")
    ] = False,
    cluster: Annotated[
        str | None, typer.Option(help="With --all: a Dask cluster's scheduler, tcp://host:8786; '': this machine.")
    ] = None,
    request: Annotated[str, typer.Option(hidden=True, help="A run's request as JSON, a file; -: stdin.")] = "",
    json: JsonOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing unless it fails.")] = False,
    config: Config = None,
) -> None:
    """Make one briefing, end to end: articles in, a podcast episode out."""
    from service.commands import make as command

    episode = command.EpisodeOptions(
        inputs=tuple(inputs or ()),
        show=show,
        date=date,
        edition=edition,
        length=length,
        engine=engine,
        voices=tuple(voice or ()),
        lead=tuple(lead or ()),
        pin=tuple(pin or ()),
        drop=tuple(drop or ()),
        script=script,
        no_llm=no_llm,
        draft=draft,
        force=force,
    )
    options = command.MakeOptions(
        all=all_,
        cluster=cluster,
        request=request,
        output=output,
        dry_run=dry_run,
        script_out=script_out,
        json=json,
        quiet=quiet,
        config=config,
    )
    command.run(episode, options)


@app.command(epilog="Example: tingbao serve --port 8000")
def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[
        int | None, typer.Option(help="The port to listen on.", metavar="NUMBER", parser=parse_port)
    ] = None,
    no_schedule: Annotated[bool, typer.Option("--no-schedule", help="Serve only; make nothing by itself.")] = False,
    log_format: LogFormatOption = "text",
    config: Config = None,
) -> None:
    """Serve what is published: feed, pages and audio; and make each show when it is due."""
    from service.commands import serve as command

    command.serve(config, host, port, keep_schedule=not no_schedule, json_log=parse_log_format(log_format))


@app.command(epilog="Example: tingbao schedule --list")
def schedule(
    list_: Annotated[bool, typer.Option("--list", help="List the next runs, and make nothing.")] = False,
    json: JsonOption = False,
    log_format: LogFormatOption = "text",
    config: Config = None,
) -> None:
    """Make each show when it is due, without the web server; or list the next runs."""
    from service.commands import serve as command

    if list_ or json:
        command.list_runs(config, as_json=json)
    else:
        command.run(config, json_log=parse_log_format(log_format))


@app.command(epilog="Example: tingbao init && editor tingbao.toml")
def init(
    path: Annotated[Path, typer.Argument(help="Where to write it.")] = Path("tingbao.toml"),
) -> None:
    """Write a commented tingbao.toml with every setting and its default."""
    from service.commands import init as command

    command.init(path)


@app.command(epilog="Example: tingbao check --feed output/tingbao/feed.xml")
def check(
    feed: Annotated[
        str | None, typer.Option(help="Check this feed, a file or a URL, against PSP-1 and Apple's rules.")
    ] = None,
    listen: Annotated[
        str | None, typer.Option(help="Hear this episode, an id or a file, and name what does not sound right.")
    ] = None,
    ask: Annotated[
        bool, typer.Option("--ask", help="Ask each show's language model one small question, and show its answer.")
    ] = False,
    notify: Annotated[
        bool, typer.Option("--notify", help="Send a trial card to whomever the hooks name, and say what each answers.")
    ] = False,
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend what is published: feed, pages and history from the manifests.")
    ] = False,
    json: JsonOption = False,
    config: Config = None,
) -> None:
    """Diagnose the configuration, the engines, the folders and the feeds."""
    from service.commands import check as command

    command.run(feed, listen, ask=ask, notify=notify, repair=repair, as_json=json, config=config)


MOST_LINES = 50
"""Lines of an error: a configuration has one for each fault."""
STOPPED = (129, 130, 143)
"""The exit codes of a command that SIGHUP, Ctrl-C (by Typer) or SIGTERM has stopped."""


GARBAGE_THRESHOLD = 50_000
"""New objects after which Python looks for cycles to free; at its own 700 a tenth of a second of a run went into that.

A run leaves few cycles: its peak memory is the same.
"""


def main() -> None:
    """Run a command; an error is one sentence on stderr and its exit code, and with --json an object on stdout too."""
    gc.set_threshold(GARBAGE_THRESHOLD)
    standard_streams.prepare()
    try:
        try:
            command = typer.main.get_command(app)
            help_text.in_language(command)
            if code := command(standalone_mode=False):
                sys.exit(code)
        finally:
            standard_streams.finish()
    except TingbaoError as error:
        _end(of_error(error), error.exit_code, on_stdout=not error.told)
    except SystemExit as stop:
        if stop.code in STOPPED:
            sys.stderr.write(f"\ntingbao: {terminal.told(_('stopped; what is published is whole.'))}\n")
        raise
    except BrokenPipeError:
        sys.exit(141)
    except typer.Abort:
        terminal.print_note("Aborted!")
        sys.exit(1)
    except Exception as fault:
        if usage := getattr(fault, "format_message", None):  # of Typer: the call is wrong
            help_text.refuse(fault)
            _print_failure(usage(), 2)
            sys.exit(2)
        if os.environ.get("TINGBAO_TRACEBACK"):
            raise
        _end(system_limits.refusal(fault) or _own_fault(fault), 1)


def _own_fault(fault: Exception) -> str:
    return _(
        "{name}: {fault}: this is a fault of the program. What is published is whole; set TINGBAO_TRACEBACK=1 to see"
        " where it is, and report it.",
        name=type(fault).__name__,
        fault=fault,
    )


def _end(text: str, code: int, *, on_stdout: bool = True) -> NoReturn:
    """End the command with an error."""
    if on_stdout:
        _print_failure(text, code)
    sys.stderr.write("".join(f"tingbao: {sentence(line)}\n" for line in terminal.told(text).split("\n")[:MOST_LINES]))
    sys.exit(code)


def _print_failure(text: str, code: int) -> None:
    """Print an error as JSON, if JSON was asked for: a program that reads stdout finds it there."""
    if "--json" not in sys.argv[1:]:
        return
    try:
        terminal.print_json({"status": "failed", "error": text, "exit_code": code})
        sys.stdout.flush()
    except (BrokenPipeError, TingbaoError):
        standard_streams.discard_stdout()


if __name__ == "__main__":
    main()
