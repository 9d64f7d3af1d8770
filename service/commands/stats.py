"""`tingbao stats`: who listened, counted from requests; and the logs of web servers that are read for it."""

import csv
import datetime as dt
import functools
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.argument_types import ConfigOption, JsonOption, parse_date
from service.commands.terminal import print_json, print_line, print_table, run_progress
from service.core.messages import _
from service.core.printable import one_line, shown
from service.errors import UsageError

if TYPE_CHECKING:
    from service.audience.request_intake import IntakeReport

app = typer.Typer(help="Who listened: downloads by episode, day, app and story.")

KINDS = ("episode", "day", "app", "story")


@app.callback(invoke_without_command=True, epilog="Example: tingbao stats --by app --since 2026-03-01")
def stats(
    context: typer.Context,
    by: Annotated[str, typer.Option("--by", help="episode, day, app or story.")] = "episode",
    show: Annotated[str | None, typer.Option("--show", help="Which show; default: all.")] = None,
    since: Annotated[str | None, typer.Option(help="Only downloads from this day on: 2026-03-01.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV on stdout: every day, episode and app.")] = False,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Tell who listened: downloads by the IAB's rules, of our own server and of the logs that were imported."""
    if context.invoked_subcommand:
        if by != KINDS[0] or show or since or as_csv or json or config:
            raise UsageError(_("An option stands before `import`: those of `import` stand behind it."))
        return
    from service.audience import download_report
    from service.audience.audience import Audience
    from service.settings import load as load_settings

    if by not in KINDS:
        raise UsageError(_("--by is {by}: choose {kinds}.", by=shown(by), kinds=list(KINDS)))
    if as_csv and json:
        raise UsageError(_("--csv and --json were both given: choose one."))
    first = parse_date(since)
    settings = load_settings(config)
    slug = settings.pick_show(show).slug if show else None
    counts = Audience(settings).counts(dt.datetime.now(dt.UTC))
    found = download_report.since(counts, first, slug)
    if as_csv:
        text = io.StringIO()
        table = download_report.story_rows(found) if by == "story" else download_report.day_rows(found)
        csv.writer(text, lineterminator="\n").writerows(table)
        sys.stdout.write(text.getvalue())
    elif json:
        print_json(download_report.document(found))
    else:
        headings, *rows = download_report.table(found, by)
        if rows:
            print_table(headings, rows)
        else:
            print_line(
                _("No downloads yet. `tingbao serve` counts its own, `tingbao stats import LOG` those of others.")
            )


@app.command("import", epilog="Example: tingbao stats import /var/log/nginx/access.log /var/log/nginx/access.log.*.gz")
def import_logs(
    logs: Annotated[
        list[Path], typer.Argument(metavar="LOG...", help="Logs of a web server, gzip or not, in any order.")
    ],
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Count the downloads in logs of a web server: nginx, Apache, Amazon S3, CloudFront.

    What was read before counts once: logs may overlap, and be read again.
    """
    from service.audience.audience import Audience
    from service.settings import load as load_settings

    settings = load_settings(config)
    audience, now = Audience(settings), dt.datetime.now(dt.UTC)
    reports = {}
    with run_progress() as step:
        for number, path in enumerate(logs, 1):
            name = one_line(str(path))
            told = functools.partial(_step, step, name, number, len(logs))
            reports[name] = audience.read_log(path, now, told)
    if json:
        print_json([{"log": name, **_told(report)} for name, report in reports.items()])
        return
    for name, report in reports.items():
        print_line(
            _(
                "{name}: {lines:,} lines, {taken:,} requests for audio, {new:,} new",
                name=name,
                lines=report.lines,
                taken=report.taken,
                new=report.new,
            )
        )
        for line in _remarks(report):
            print_line(f"    {line}")


def _step(step: Callable[[str, int, int], None], name: str, number: int, logs: int, lines: int) -> None:
    step(f"{name}: {lines:,} lines", number, logs)


def _told(report: "IntakeReport") -> dict[str, Any]:
    return {
        "lines": report.lines,
        "requests": report.taken,
        "new": report.new,
        "left_out": dict(sorted(report.left_out.items())),
        "unreadable_lines": report.unreadable,
        "closed_months": sorted(report.closed),
    }


def _remarks(report: "IntakeReport") -> Iterator[str]:
    """Yield what a person should know of a log that was read."""
    for reason, number in sorted(report.left_out.items()):
        yield f"{number:,} {reason}"
    if report.unreadable:
        first = ", ".join(map(str, report.unreadable))
        yield _("the first that cannot be read: line {first}; formats: `tingbao stats import --help`", first=first)
    if report.closed:
        yield _(
            "{closed}: listeners of that time are not known any more; nothing was added",
            closed=sorted(report.closed),
        )
    if report.without_agent:
        yield _(
            "{without_agent:,} without a user agent: neither bots nor listeners at one address can be told",
            without_agent=report.without_agent,
        )
    if report.somewhere:
        yield _(
            "{somewhere:,} parts without their place: log $sent_http_content_range to tell stories apart",
            somewhere=report.somewhere,
        )
