"""`tingbao inspect`: show what one stage makes of an input."""

import datetime as dt
import json as jsonlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from service.commands import terminal
from service.commands.argument_types import DropOption, LeadOption, PinOption, parse_characters
from service.commands.terminal import print_json, print_line, print_note, run_progress, stdin_lines
from service.core import memory
from service.core.messages import _
from service.core.printable import json_text, one_line
from service.errors import UsageError
from service.model import MODIFICATION_TIME, Article, Recognition

_EVIDENCE = {
    "book": _("book"),
    "column": _("column"),
    "feed": _("feed"),
    "folder": _("folder"),
    "issue": _("issue"),
    "metadata": _("metadata"),
    "name": _("name"),
    "page": _("page"),
    "text": _("text"),
}
"""What may say an article's date, by the word that its evidence begins with."""

app = typer.Typer(help="Look into a stage: articles, picks, summaries, facts, speech.", no_args_is_help=True)


@app.command(epilog="Example: tingbao inspect articles --json page.txt")
def articles(
    files: Annotated[list[str], typer.Argument(help="Newspaper pages.")],
    json: Annotated[bool, typer.Option("--json", help="Print an array of articles.")] = False,
    config: Annotated[Path | None, typer.Option(help="The config file, for your own corrections.")] = None,
) -> None:
    """Show the articles found in pages, and what was repaired on the way."""
    memory.reserve()
    from service import sources
    from service.core import json_codec
    from service.settings import load as load_settings

    settings = load_settings(config)
    with run_progress(quiet=json) as step:
        found = sources.gather(
            files,
            now=dt.datetime.now(dt.UTC),
            allowed_hosts=settings.service.allowed_hosts,
            corrections=dict(settings.show[0].corrections),
            columns=dict(settings.show[0].columns),
            tell=step,
        )
    scans = {page.source: page.recognition for page in found.pages if page.recognition}
    if json:
        print_json(
            [
                {**jsonlib.loads(json_codec.dump(article)), **_scan(scans.get(article.source))}
                for article in found.articles
            ]
        )
    else:
        for article in found.articles:
            _show_article(article, scans.get(article.source))
    for each in found.skipped:
        print_note(_("skipped {told}", told=each.told))


def _scan(recognition: Recognition | None) -> dict[str, Any]:
    """Return what `--json` says of an article's page besides, where that was a picture."""
    if recognition is None:
        return {}
    return {"scan": {"score": recognition.score, "unowned": recognition.unowned, "doubts": len(recognition.doubts)}}


def _show_article(article: Article, recognition: Recognition | None) -> None:
    label = f"[{article.section}] " if article.section else ""
    print_line(f"# {label}{article.title}")
    print_line(_("  from {value}", value=one_line(article.url or article.source)))
    if article.kicker:
        print_line(_("  kicker: {kicker}", kicker=article.kicker))
    if article.subtitle:
        print_line(_("  subtitle: {subtitle}", subtitle=article.subtitle))
    if article.authors:
        print_line(_("  by: {authors}", authors="、".join(article.authors)))
    print_line(
        _(
            "  {count} paragraphs, {characters} characters, prominence {prominence:.2f}",
            count=len(article.paragraphs),
            characters=len(article.text),
            prominence=article.prominence,
        )
    )
    if recognition:
        print_line(
            _(
                "  recognized with a score of {score:.3f}; {unowned:.0%} of the page's lines have no headline",
                score=recognition.score,
                unowned=recognition.unowned,
            )
        )
    for sentence in article.damaged:
        print_line(_("  not told: {sentence}", sentence=sentence))
    if article.published:
        print_line(_("  dated {day} by {evidence}", day=article.published, evidence=_evidence(article.dated_by)))
    for edit in article.edits:
        what, where, why = map(terminal.told, (edit.what, edit.where, edit.why))
        print_line(_("  - {what} ({where}): {why}: {before}", what=what, where=where, why=why, before=edit.before[:40]))
    print_line()


def _evidence(dated_by: str) -> str:
    """Return what says an article's date: `text 2026年3月21日` is the head of its text."""
    kind, _space, words = dated_by.partition(" ")
    if dated_by == MODIFICATION_TIME:
        return _("modification time")
    return f"{terminal.told(_EVIDENCE[kind])} {words}" if kind in _EVIDENCE else dated_by or _("its source")


@app.command(epilog="Example: tingbao inspect copy --show daily")
def copy(
    show: Annotated[str | None, typer.Option(help="Which show; default: the first.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print an object with the files.")] = False,
    config: Annotated[Path | None, typer.Option(help="The config file.")] = None,
) -> None:
    """Show what was understood of the copy that was sent in for the next programme."""
    memory.reserve()
    from service.commands import inspect_copy

    inspect_copy.run(show, as_json=json, config=config)


@app.command(epilog="Example: tingbao inspect picks seeds")
def picks(
    inputs: Annotated[list[str] | None, typer.Argument(help="As for `tingbao make`; none: the show's own.")] = None,
    show: Annotated[str | None, typer.Option(help="Which show; default: the first.")] = None,
    date: Annotated[str | None, typer.Option(help="The programme's date, YYYY-MM-DD; default: today.")] = None,
    length: Annotated[
        str | None, typer.Option(help="Show what a programme of that length would tell of them: 5m, 90s.")
    ] = None,
    lead: LeadOption = None,
    pin: PinOption = None,
    drop: DropOption = None,
    json: Annotated[bool, typer.Option("--json", help="Print an object with picks, skipped and warnings.")] = False,
    config: Annotated[Path | None, typer.Option(help="The config file.")] = None,
) -> None:
    """Show which stories would be picked, with their scores, and what would be left out, with reasons."""
    memory.reserve()
    from service.commands import inspect_picks

    hand = {"lead": tuple(lead or ()), "pin": tuple(pin or ()), "drop": tuple(drop or ())}
    inspect_picks.run(tuple(inputs or ()), show, date, hand, length=length, as_json=json, config=config)


@app.command(epilog="Example: tingbao inspect summary --chars 120 page.txt")
def summary(
    file: Annotated[str | None, typer.Argument(help="A page.")] = None,
    chars: Annotated[
        int,
        typer.Option(
            help="Characters a summary may have, blanks not counted.", metavar="NUMBER", parser=parse_characters
        ),
    ] = 200,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help="Read lines {id,title,kicker,article,chars} on stdin, write lines {id,summary}."),
    ] = False,
) -> None:
    """Summarize each article by its own sentences."""
    memory.reserve()
    from service.editing.summary import extract

    if jsonl:
        for number, line in enumerate(stdin_lines(), 1):
            if line.strip():
                row = _row(line, number)
                found = extract(row.title, row.kicker, row.article.split("\n"), row.chars)
                text = "".join(sentence.text for sentence in found)
                print_line(json_text({"id": row.id, "summary": text}))
        return
    if file is None:
        raise UsageError(_("Name a page, or give --jsonl and lines on stdin."))
    from service import sources

    for article in sources.gather([file], now=dt.datetime.now(dt.UTC)).articles:
        found = extract(article.title, article.kicker, article.paragraphs, chars, article.damaged)
        print_line(f"# {article.title}")
        print_line("".join(sentence.text for sentence in found))
        print_line()


@dataclass(frozen=True, slots=True)
class SummaryOrder:
    """A line of `--jsonl`."""

    id: str | int | float | None
    """Given back as it came."""
    title: str
    article: str
    """Its paragraphs, one a line."""
    chars: int
    """Characters that the summary may have, 1 or more."""
    kicker: str = ""


def _row(line: str, number: int) -> SummaryOrder:
    from service.core import json_codec

    row = json_codec.load(SummaryOrder, line, _("Line {number} of stdin", number=number))
    if row.chars < 1:
        raise UsageError(
            _("Line {number} of stdin: chars is {chars}: it must be 1 or more.", number=number, chars=row.chars)
        )
    return row


@app.command(
    epilog='Example: echo \'{"id": 1, "title": "中心启用", "source": "中心占地120亩。", "text": "中心占地130亩。"}\''
    " | tingbao inspect facts"
)
def facts() -> None:
    """Check reworded texts against their sources.

    Reads lines {id,title,source,text} on stdin and writes lines {id,ok,faults}, each fault with claim, kind and reason.
    """
    memory.reserve()
    from service.commands import inspect_facts

    inspect_facts.run()


@app.command(epilog="Example: tingbao inspect speech 茌平区3月21日")
def speech(
    text: Annotated[list[str] | None, typer.Argument(help="What to read; none: the lines on stdin.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print a JSON object a line.")] = False,
    config: Annotated[Path | None, typer.Option(help="The config file, for your own voices/ beside it.")] = None,
) -> None:
    """Show how each text is said and read: spoken text, pinyin, and the rule behind each reading.

    A line in traditional characters is shown in them, each with the reading that its simplified word has.
    """
    memory.reserve()
    from service.pipeline.episode_spec import voice_folders
    from service.settings import load as load_settings
    from service.speech.text_frontend import TextFrontend

    reader = TextFrontend(voice_folders(load_settings(config)))
    for line in text or stdin_lines():
        written = line.rstrip("\r\n")
        spoken, readings = reader.read(written)
        spoken = reader.in_print(written, spoken)
        if json:
            pinyin = [reading.pinyin if reading else None for reading in readings]
            rules = [reading.rule if reading else None for reading in readings]
            row = {"written": written, "spoken": spoken, "pinyin": pinyin, "rules": rules}
            print_line(json_text(row))
            continue
        print_line(spoken)
        print_line("  " + " ".join(f"{c}={r.pinyin}({r.rule})" for c, r in zip(spoken, readings, strict=True) if r))
