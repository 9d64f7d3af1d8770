"""What an editor does with the draft of an episode that waits for approval: `tingbao episodes lead` and the like."""

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
from service.commands.draft_shown import Story, desk_of, print_state
from service.commands.terminal import print_json, print_line

if TYPE_CHECKING:
    from service.model import EditorChange, Recording
    from service.pipeline.draft_desk import DraftDesk
    from service.pipeline.draft_versions import DraftVersion

app = typer.Typer()

ForGood = Annotated[bool, typer.Option("--for-good", help="In each programme of the show from then on.")]


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
    _change(desk_of(config, show, id_), "lead", story, by=by, on=version, json=json)


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
    desk = desk_of(config, show, id_)
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
    _change(desk_of(config, show, id_), "drop", target, by=by, on=version, json=json)


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
    desk = desk_of(config, show, id_)
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
    _change(desk_of(config, show, id_), "brief", story, by=by, on=version, json=json)


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
    _change(desk_of(config, show, id_), "full", story, by=by, on=version, json=json)


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
    _change(desk_of(config, show, id_), "unpin" if off else "pin", story, by=by, on=version, json=json)


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
    _change(desk_of(config, show, id_), "say", target, by=by, on=version, json=json, text=text)


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
    _change(desk_of(config, show, id_), "read", word, by=by, on=version, json=json, text=pinyin, for_good=for_good)


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
    desk = desk_of(config, show, id_)
    _change(desk, "tell", story, by=by, on=version, json=json, place=parse_place("NUMBER", number))


@app.command(
    "own",
    epilog='Example: tingbao episodes own 2026-03-21T0630 停水通知 "今天夜里停水。" --at 1\n\n'
    "Example: tingbao episodes own 2026-03-21T0630 书店广告 --sound ad.mp3",
)
def own(
    id_: EpisodeId,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="Its title, as listeners see it.")],
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="What is said; with --sound what is said in it, or nothing.")
    ] = "",
    at: Annotated[str | None, typer.Option(help="Its place; default: the last.")] = None,
    sound: Annotated[
        Path | None, typer.Option(help="A sound instead of a voice: a WAV, MP3, OGG or FLAC file, up to 3 minutes.")
    ] = None,
    show: ShowOfOption = None,
    by: ByOption = "",
    version: VersionOption = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Bring in an item of your own: an announcement, an advertisement, a line of weather."""
    place, desk = 0 if at is None else parse_place("--at", at), desk_of(config, show, id_)
    _change(desk, "own", title, by=by, on=version, json=json, place=place, text=text, sound=sound)


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
    _change(desk_of(config, show, id_), "correct", wrong, by=by, on=version, json=json, text=right, for_good=for_good)


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
    desk = desk_of(config, show, id_)
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
    desk = desk_of(config, show, id_)
    after = desk.redo(desk.version(parse_version(version)), user_name(by), _now())
    _tell(desk, after, "Made again", after.change, as_json=json)


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
    sound: Path | None = None,
) -> None:
    """Make the change and show what came of it."""
    from service.editing.programme_draft import Change, Verb

    change = Change(Verb(verb), target, place, text, _recorded(desk, sound) if sound else None)
    after = desk.change(change, desk.version(parse_version(on)), user_name(by), _now(), for_good=for_good)
    _tell(desk, after, "Changed", after.change, as_json=json)


def _recorded(desk: "DraftDesk", sound: Path) -> "Recording":
    """Return the recording of a sound file. Raise UsageError where it is none."""
    from service.core import user_file
    from service.errors import UsageError
    from service.pipeline.recordings import MOST_BYTES

    return desk.recordings.save(user_file.read(sound, MOST_BYTES, lambda why: UsageError(f"--sound {why}")))


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
    print_state(report)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
