"""`tingbao items`: what a show tells beside the news on its days: announcements, advertisements, a line of weather."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands import terminal
from service.commands.argument_types import ByOption, ConfigOption, JsonOption, parse_date, parse_place, user_name
from service.commands.terminal import print_json, print_line, print_table
from service.core.messages import _

if TYPE_CHECKING:
    from service.runs.standing_desk import ReportedItem, StandingDesk

app = typer.Typer(
    help="Keep what a show tells beside the news: on its days, in each programme, until a date.", no_args_is_help=True
)

ShowOption = Annotated[str | None, typer.Option("--show", help="Which show; default: the first.")]
ItemName = Annotated[str, typer.Argument(metavar="TITLE", help="Its title, as listeners see it.")]
ListVersion = Annotated[
    str | None, typer.Option("--version", help="Only if the list still is as `items list --json` had it.")
]


@app.command("list", epilog="Example: tingbao items list --show daily")
def list_items(show: ShowOption = None, json: JsonOption = False, config: ConfigOption = None) -> None:
    """List the standing items of a show, in their order."""
    _tell(_desk(config, show), "", as_json=json)


@app.command(
    "keep",
    epilog='Example: tingbao items keep 停水通知 "今晚十点停水。" --at 1 --days mon,sat --until 2026-03-31\n\n'
    "Example: tingbao items keep 书店广告 --sound ad.mp3\n\nExample: tingbao items keep 书店广告 --off",
)
def keep(
    name: ItemName,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="What is said; with --sound what is said in it, or nothing.")
    ] = None,
    sound: Annotated[
        str | None,
        typer.Option(help="A sound instead of a voice: a WAV, MP3, OGG or FLAC file, up to 3 minutes; '': a voice."),
    ] = None,
    at: Annotated[str | None, typer.Option(help="Its place among the items: 1, 2 …; last: behind all.")] = None,
    days: Annotated[
        str | None, typer.Option(help="daily, weekdays, some of mon,tue,wed,thu,fri,sat,sun, or 周一、三、五.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="Its first day, YYYY-MM-DD; '': at once.")] = None,
    until: Annotated[str | None, typer.Option(help="Its last day, YYYY-MM-DD; '': for good.")] = None,
    on: Annotated[bool | None, typer.Option("--on/--off", help="Tell it, or keep it and tell it not.")] = None,
    show: ShowOption = None,
    by: ByOption = "",
    version: ListVersion = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Keep a standing item, or change one: what is not given stays as it is."""
    from service.core import user_file
    from service.core.standing_items import StandingItem
    from service.errors import UsageError
    from service.pipeline.recordings import MOST_BYTES
    from service.runs.standing_desk import ANY

    desk = _desk(config, show)
    item = desk.get(name) or StandingItem(name)
    if text is not None:
        item = replace(item, text=text)
    if sound == "":
        item = replace(item, recording=None)
    elif sound:
        data = user_file.read(sound, MOST_BYTES, lambda why: UsageError(f"--sound {why}"))
        item = replace(item, recording=desk.recordings.require(desk.send(data)))
    if at is not None:
        item = replace(item, place=0 if at == "last" else parse_place("--at", at))
    if days is not None:
        item = replace(item, days=_days(days))
    if since is not None:
        item = replace(item, since=parse_date(since) if since else None)
    if until is not None:
        item = replace(item, until=parse_date(until) if until else None)
    if on is not None:
        item = replace(item, on=on)
    desk.put(name, item, version or ANY, user_name(by))
    _tell(desk, f"Kept “{name}”.", as_json=json)


@app.command("remove", epilog="Example: tingbao items remove 停水通知")
def remove(
    name: ItemName,
    show: ShowOption = None,
    by: ByOption = "",
    version: ListVersion = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Remove a standing item. A draft that has it keeps it."""
    from service.runs.standing_desk import ANY

    desk = _desk(config, show)
    desk.remove(name, version or ANY, user_name(by))
    _tell(desk, f"Removed “{name}”.", as_json=json)


def _desk(config: Path | None, show: str | None) -> "StandingDesk":
    from service import settings
    from service.runs.standing_desk import StandingDesk

    found = settings.load(config)
    return StandingDesk(found, found.pick_show(show))


def _days(text: str) -> tuple[str, ...]:
    """Return the weekdays that `daily`, 工作日 or a list means. Raise UsageError for others, when it is kept."""
    from service.core import chinese_input
    from service.core.standing_items import WEEKDAYS

    text = chinese_input.plain(text).strip()
    if (numbers := chinese_input.weekdays(text)) is not None:
        return () if len(numbers) == 7 else tuple(WEEKDAYS[number - 1] for number in numbers)
    known = {"daily": (), "weekdays": WEEKDAYS[:5]}
    return known[text] if text in known else tuple(each.strip() for each in text.split(","))


def _tell(desk: "StandingDesk", done: str, *, as_json: bool) -> None:
    """Show what was done, and the list as it stands after it."""
    from service.core import json_codec

    report = desk.report(dt.datetime.now(dt.UTC))
    if as_json:
        import json

        print_json(json.loads(json_codec.dump(report)))
        return
    if done:
        print_line(done)
    rows = [(each.name, _told(each), _when(each), _state(each)) for each in report.items]
    print_table((_("title"), _("what"), _("when"), ""), rows)


def _told(item: "ReportedItem") -> str:
    what = f"{item.text[:20]}{'…' if len(item.text) > 20 else ''}"
    if item.seconds:
        what = _("sound, {seconds:.0f} s", seconds=item.seconds)
    place = _("place {place}", place=item.place) if item.place else _("last")
    return f"{terminal.told(what) if item.seconds else what}  ({terminal.told(place)})"


def _when(item: "ReportedItem") -> str:
    days = ",".join(item.days) or _("every day")
    if item.since and item.until:
        return _("{days} from {since} until {until}", days=days, since=item.since, until=item.until)
    if item.since:
        return _("{days} from {since}", days=days, since=item.since)
    return _("{days} until {until}", days=days, until=item.until) if item.until else days


def _state(item: "ReportedItem") -> str:
    said = {_("over"): item.over, _("off"): not item.on, _("its sound is lost"): item.lost}
    return terminal.told(_("{states}", states=[word for word, holds in said.items() if holds]))
