"""`tingbao episodes draft`, and what an editor does with the draft of an episode that waits for approval."""

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.argument_types import (
    ByOption,
    ConfigOption,
    EpisodeId,
    JsonOption,
    ShowOfOption,
    VersionOption,
    parse_place,
    parse_version,
    user_name,
)
from service.commands.terminal import clock, print_json, print_line, run_progress
from service.errors import TingbaoError

if TYPE_CHECKING:
    from service.model import EditorChange
    from service.pipeline.draft_desk import DraftDesk
    from service.pipeline.draft_versions import DraftVersion
    from service.runs.draft_report import DraftReport

app = typer.Typer()

LATE = 0.5
"""Seconds by which a programme may be longer than was asked for without a word."""

ForGood = Annotated[bool, typer.Option("--for-good", help="In each programme of the show from then on.")]
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

    desk = _desk(config, show, id_)
    report = draft_report.told(desk.show, desk.id, desk.view(desk.version(parse_version(version))))
    if json:
        print_json(asdict(report))
    else:
        _print_draft(report)


@app.command("lead", epilog="Example: tingbao episodes lead 2026-03-21T0630 4")
def lead(
    id_: EpisodeId,
    story: Story,
    show: ShowOfOption = None,
    by: ByOption = "",
    version: VersionOption = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Have a story lead the programme."""
    _change(_desk(config, show, id_), "lead", story, by=by, on=version, json=json)


@app.command("move", epilog="Example: tingbao episodes move 2026-03-21T0630 4 2")
def move(
    id_: EpisodeId,
    story: Story,
    place: Annotated[str, typer.Argument(metavar="PLACE", help="The number that it is to have.")],
    show: ShowOfOption = None,
    by: ByOption = "",
    version: VersionOption = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Move a story. Between briefs it becomes a brief, away from them a story."""
    desk = _desk(config, show, id_)
    _change(desk, "move", story, by=by, on=version, json=json, place=parse_place("PLACE", place))


@app.command("drop", epilog="Example: tingbao episodes drop 2026-03-21T0630 4")
def drop(
    id_: EpisodeId,
    target: Annotated[str, typer.Argument(metavar="STORY", help="Its number; 4.2 is a sentence of it.")],
    show: ShowOfOption = None,
    by: ByOption = "",
    version: VersionOption = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Drop a story or a sentence."""
    _change(_desk(config, show, id_), "drop", target, by=by, on=version, json=json)


@app.command("add", epilog="Example: tingbao episodes add 2026-03-21T0630 2 --at 3")
def add(
    id_: EpisodeId,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Its number among what is left out.")],
    at: Annotated[str | None, typer.Option(help="Its place; default: where it fits best.")] = None,
    show: ShowOfOption = None,
    by: ByOption = "",
    version: VersionOption = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Add a story that is left out."""
    desk = _desk(config, show, id_)
    _change(desk, "add", number, by=by, on=version, json=json, place=0 if at is None else parse_place("--at", at))


@app.command("brief", epilog="Example: tingbao episodes brief 2026-03-21T0630 4")
def brief(
    id_: EpisodeId,
    story: Story,
    show: ShowOfOption = None,
    by: ByOption = "",
    version: VersionOption = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Tell a story among the briefs."""
    _change(_desk(config, show, id_), "brief", story, by=by, on=version, json=json)


@app.command("full", epilog="Example: tingbao episodes full 2026-03-21T0630 4")
def full(
    id_: EpisodeId,
    story: Story,
    show: ShowOfOption = None,
    by: ByOption = "",
    version: VersionOption = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Tell all of a story that may be told."""
    _change(_desk(config, show, id_), "full", story, by=by, on=version, json=json)


@app.command("pin", epilog="Example: tingbao episodes pin 2026-03-21T0630 4")
def pin(
    id_: EpisodeId,
    story: Story,
    off: Annotated[bool, typer.Option("--off", help="Let it be longer or shorter again.")] = False,
    show: ShowOfOption = None,
    by: ByOption = "",
    version: VersionOption = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Keep a story as long as it is, whatever happens to the others."""
    _change(_desk(config, show, id_), "unpin" if off else "pin", story, by=by, on=version, json=json)


@app.command("say", epilog='Example: tingbao episodes say 2026-03-21T0630 4.2 "大桥昨天通车。"')
def say(
    id_: EpisodeId,
    target: Annotated[
        str,
        typer.Argument(metavar="TARGET", help="4.2, opening.1, headlines.2, briefs.1, close.1; 4.title."),
    ],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is said there; '': nothing.")],
    show: ShowOfOption = None,
    by: ByOption = "",
    version: VersionOption = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Say something else: a sentence, a headline, the greeting, what leads to a story, the close."""
    _change(_desk(config, show, id_), "say", target, by=by, on=version, json=json, text=text)


@app.command("read", epilog='Example: tingbao episodes read 2026-03-21T0630 单县 "shan4 xian4"')
def read(
    id_: EpisodeId,
    word: Annotated[str, typer.Argument(metavar="WORD", help="A word of the programme.")],
    pinyin: Annotated[
        str, typer.Argument(metavar="PINYIN", help="A syllable for each character, with its tone; '': as usual.")
    ],
    for_good: ForGood = False,
    show: ShowOfOption = None,
    by: ByOption = "",
    version: VersionOption = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Have a word read so."""
    _change(_desk(config, show, id_), "read", word, by=by, on=version, json=json, text=pinyin, for_good=for_good)


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

    desk = _desk(config, show, id_)
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

    desk = _desk(config, show, id_)
    with run_progress() as step:
        made = draft_audio.make(desk, desk.version(parse_version(version)), StageTimer(Progress(step)), KeptEngines())
    user_file.write(output, made.read_bytes(), lambda text: TingbaoError(f"--output {text}"))
    print_line(f"Written: {output}")


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

    desk = _desk(config, show, id_)
    found = draft_article.article_of(desk, desk.version(parse_version(version)), story)
    if json:
        print_json(asdict(found))
        return
    print_line(found.title)
    for each in (sentence for paragraph in found.paragraphs for sentence in paragraph):
        sign = "*" if each.told else " " if each.can_be_told else "-"
        print_line(f"{each.number or '':>4} {sign} {each.text}{f'  ({each.why})' if each.why else ''}")
    for repair in found.repairs:
        print_line(f"{repair.what}, {repair.where}: {repair.before} ({repair.why})")


@app.command("tell", epilog="Example: tingbao episodes tell 2026-03-21T0630 4 7")
def tell(
    id_: EpisodeId,
    story: Story,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="A sentence's, as `episodes article` shows it.")],
    show: ShowOfOption = None,
    by: ByOption = "",
    version: VersionOption = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Tell a sentence of a story's article, where the article has it."""
    desk = _desk(config, show, id_)
    _change(desk, "tell", story, by=by, on=version, json=json, place=parse_place("NUMBER", number))


@app.command("own", epilog='Example: tingbao episodes own 2026-03-21T0630 停水通知 "今天夜里停水。" --at 1')
def own(
    id_: EpisodeId,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="Its title, as listeners see it.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is said.")],
    at: Annotated[str | None, typer.Option(help="Its place; default: the last.")] = None,
    show: ShowOfOption = None,
    by: ByOption = "",
    version: VersionOption = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Bring in an item of your own: an announcement, an advertisement, a line of weather."""
    place = 0 if at is None else parse_place("--at", at)
    _change(_desk(config, show, id_), "own", title, by=by, on=version, json=json, place=place, text=text)


@app.command("correct", epilog="Example: tingbao episodes correct 2026-03-21T0630 莲胡 莲湖 --for-good")
def correct(
    id_: EpisodeId,
    wrong: Annotated[str, typer.Argument(metavar="WRONG", help="What a scan got wrong.")],
    right: Annotated[str, typer.Argument(metavar="RIGHT", help="How it should read.")],
    for_good: ForGood = False,
    show: ShowOfOption = None,
    by: ByOption = "",
    version: VersionOption = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Put right what a scan got wrong, wherever the programme and the day's articles have it."""
    _change(_desk(config, show, id_), "correct", wrong, by=by, on=version, json=json, text=right, for_good=for_good)


@app.command("undo", epilog="Example: tingbao episodes undo 2026-03-21T0630")
def undo(
    id_: EpisodeId,
    show: ShowOfOption = None,
    by: ByOption = "",
    version: VersionOption = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Take the last change back."""
    desk = _desk(config, show, id_)
    before = desk.version(parse_version(version))
    after = desk.undo(before, user_name(by), _now())
    _tell(desk, after, "Taken back", before.change, as_json=json)


@app.command("redo", epilog="Example: tingbao episodes redo 2026-03-21T0630")
def redo(
    id_: EpisodeId,
    show: ShowOfOption = None,
    by: ByOption = "",
    version: VersionOption = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Make the change again that was taken back."""
    desk = _desk(config, show, id_)
    after = desk.redo(desk.version(parse_version(version)), user_name(by), _now())
    _tell(desk, after, "Made again", after.change, as_json=json)


def _desk(config: Path | None, show: str | None, id_: str) -> "DraftDesk":
    from service.commands.episodes import show_of
    from service.pipeline.draft_desk import DraftDesk
    from service.settings import load as load_settings

    settings = load_settings(config)
    return DraftDesk(settings, show_of(settings, show, id_), id_, _now())


def _change(
    desk: "DraftDesk",
    verb: str,
    target: str,
    *,
    by: str,
    on: str | None,
    json: bool,
    place: int = 0,
    text: str = "",
    for_good: bool = False,
) -> None:
    """Make the change and show what came of it."""
    from service.editing.programme_draft import Change, Verb

    change = Change(Verb(verb), target, place, text)
    after = desk.change(change, desk.version(parse_version(on)), user_name(by), _now(), for_good=for_good)
    _tell(desk, after, "Changed", after.change, as_json=json)


def _tell(
    desk: "DraftDesk", version: "DraftVersion", verb: str, change: "EditorChange | None", *, as_json: bool
) -> None:
    """Show what was done, and how the draft stands after it."""
    from service.runs import draft_report

    report = draft_report.told(desk.show, desk.id, desk.view(version))
    if as_json:
        print_json(asdict(report))
        return
    print_line(f"{verb}: {draft_report.described(change) if change else 'nothing'}")
    _print_state(report)


def _print_draft(report: "DraftReport") -> None:
    for each in report.segments:
        marks = ", ".join(name for name in ("pinned", "in_full", "worded") if getattr(each, name))
        state = f"  ({marks.replace('_', ' ')})" if marks else ""
        print_line(f"{each.part:>9}  {clock(each.start)}  [{each.kind}] {each.title}{state}")
        for sentence in each.sentences:
            print_line(f"{sentence.target:>14}  {sentence.text}")
    for word, pinyin in report.readings.items():
        print_line(f"read: {word} as {pinyin}")
    if report.left_out:
        print_line("left out:")
    for story in report.left_out:
        print_line(f"{story.number or '-':>9}  {story.title}: {story.reason}")
    for change in report.changes:
        print_line(f"changed: {change.told}")
    _print_state(report)


def _print_state(report: "DraftReport") -> None:
    for each in report.warnings:
        print_line(f"To check, in {each.part}: “{each.words}”: {each.fault}.")
    asked, seconds = report.budget_seconds, report.seconds
    late = f", {seconds - asked:.1f} s too long" if seconds - asked > LATE else ""
    short = ": the material ran out" if report.short else ""
    print_line(f"Version {report.version}: {clock(seconds)} of {clock(asked)} asked for{late}{short}")


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
