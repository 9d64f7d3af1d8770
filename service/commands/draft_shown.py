"""`tingbao episodes draft`, and what else shows the draft of an episode that waits and changes nothing of it."""

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands import terminal
from service.commands.argument_types import (
    ConfigOption,
    EpisodeId,
    JsonOption,
    ShowOfOption,
    VersionOption,
    parse_version,
)
from service.commands.terminal import clock, print_json, print_line, run_progress
from service.core.messages import _
from service.errors import TingbaoError

if TYPE_CHECKING:
    from service.pipeline.draft_desk import DraftDesk
    from service.runs.draft_report import DraftReport

app = typer.Typer()

LATE = 0.5
"""Seconds by which a programme may be longer than was asked for without a word."""

Story = Annotated[str, typer.Argument(metavar="STORY", help="Its number, as `tingbao episodes draft ID` shows it.")]


@app.command("draft", epilog="Example: tingbao episodes draft 2026-03-21T0630")
def show_draft(
    id_: EpisodeId,
    version: Annotated[str | None, typer.Option(help="An earlier version; default: the newest.")] = None,
    show: ShowOfOption = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Show the draft of an episode that waits: numbered stories and sentences, predicted times, what is left out."""
    from service.runs import draft_report

    desk = desk_of(config, show, id_)
    report = draft_report.told(desk.show, desk.id, desk.view(desk.version(parse_version(version))))
    if json:
        print_json(asdict(report))
    else:
        _print_draft(report)


@app.command("article", epilog="Example: tingbao episodes article 2026-03-21T0630 4")
def article(
    id_: EpisodeId,
    story: Story,
    show: ShowOfOption = None,
    version: VersionOption = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Show the whole article of a story, sentence by sentence: * is told, - cannot be."""
    from service.pipeline import draft_article

    desk = desk_of(config, show, id_)
    found = draft_article.article_of(desk, desk.version(parse_version(version)), story)
    if json:
        print_json(asdict(found))
        return
    print_line(found.title)
    for each in (sentence for paragraph in found.paragraphs for sentence in paragraph):
        sign = "*" if each.told else " " if each.can_be_told else "-"
        print_line(f"{each.number or '':>4} {sign} {each.text}{f'  ({terminal.told(each.why)})' if each.why else ''}")
    for repair in found.repairs:
        what, where, why = map(terminal.told, (repair.what, repair.where, repair.why))
        print_line(_("{what}, {where}: {before} ({why})", what=what, where=where, before=repair.before, why=why))


@app.command("readings", epilog="Example: tingbao episodes readings 2026-03-21T0630 4.2")
def readings(
    id_: EpisodeId,
    target: Annotated[str, typer.Argument(metavar="SENTENCE", help="4.2, opening.1, headlines.2, briefs.1, close.1.")],
    show: ShowOfOption = None,
    version: VersionOption = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Show how each character of a sentence is read, and how else it may be."""
    from service.pipeline import draft_readings

    desk = desk_of(config, show, id_)
    found = draft_readings.readings_of(desk, desk.version(parse_version(version)), target)
    if json:
        print_json(asdict(found))
        return
    for each in found.characters:
        others = [reading for reading in each.choices if reading != each.reading]
        told = f"  {each.reading}  ({each.rule})" if each.reading else ""
        print_line(f"{each.text}{told}{', or ' if others else ''}{', '.join(others)}")


@app.command("listen", epilog="Example: tingbao episodes listen 2026-03-21T0630 --output programme.mp3")
def listen(
    id_: EpisodeId,
    output: Annotated[Path, typer.Option(help="The MP3 file to write.")] = Path("programme.mp3"),
    show: ShowOfOption = None,
    version: VersionOption = None,
    config: ConfigOption = None,
) -> None:
    """Write the whole programme as it would go out to a file; only what has changed is spoken."""
    from service.core import user_file
    from service.core.progress import Progress, StageTimer
    from service.pipeline import draft_audio
    from service.pipeline.kept_engines import KeptEngines

    desk = desk_of(config, show, id_)
    with run_progress() as step:
        made = draft_audio.make(desk, desk.version(parse_version(version)), StageTimer(Progress(step)), KeptEngines())
    user_file.write(output, made.read_bytes(), lambda text: TingbaoError(f"--output {text}"))
    print_line(_("Written: {output}", output=output))


def desk_of(config: Path | None, show: str | None, id_: str) -> "DraftDesk":
    """Return the draft of an episode. Raise UsageError where no such episode waits."""
    from service.commands.episodes import show_of
    from service.pipeline.draft_desk import DraftDesk
    from service.settings import load as load_settings

    settings = load_settings(config)
    return DraftDesk(settings, show_of(settings, show, id_), id_, dt.datetime.now(dt.UTC))


_MARKS = {"pinned": _("pinned"), "in_full": _("in full"), "worded": _("worded")}
"""What an editor has done with a story, and how it is said."""


def _print_draft(report: "DraftReport") -> None:
    recorded = f"  ({terminal.told(_('recorded'))})"
    for each in report.segments:
        own = [_("standing item") if each.standing else _("your own")] if each.own else []
        marks = [*own, *(told for name, told in _MARKS.items() if getattr(each, name))]
        state = f"  ({terminal.told(_('{marks}', marks=marks))})" if marks else ""
        print_line(f"{each.part:>9}  {clock(each.start)}  [{each.kind}] {each.title}{state}")
        for sentence in each.sentences:
            print_line(f"{sentence.target:>14}  {sentence.text}{recorded if sentence.sound else ''}")
    for word, pinyin in report.readings.items():
        print_line(_("read: {word} as {pinyin}", word=word, pinyin=pinyin))
    if report.left_out:
        print_line(_("left out:"))
    for story in report.left_out:
        print_line(f"{story.number or '-':>9}  {story.title}: {terminal.told(story.reason)}")
    for change in report.changes:
        print_line(_("changed: {told}", told=change.told))
    print_state(report)


def print_state(report: "DraftReport") -> None:
    """Print what is to be checked, and how long the programme would be."""
    for each in report.warnings:
        print_line(_("To check, in {part}: “{words}”: {fault}.", part=each.part, words=each.words, fault=each.fault))
    asked, seconds = report.budget_seconds, report.seconds
    length: str = _("{length} of {asked} asked for", length=clock(seconds), asked=clock(asked))
    if seconds - asked > LATE:
        length = _("{length}, {seconds:.1f} s too long", length=length, seconds=seconds - asked)
    if report.short:
        more, nothing = _("`tingbao episodes add` takes in what is left out"), _("the material ran out")
        length = _("{length}: {why}", length=length, why=more if report.material_left else nothing)
    print_line(_("Version {version}: {length}", version=report.version, length=length))
