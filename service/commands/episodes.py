"""`tingbao episodes`: list, show, approve, pack and remove episodes."""

import datetime as dt
import json as jsonlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands import terminal
from service.commands.argument_types import (
    ByOption,
    ConfigOption,
    EpisodeId,
    JsonOption,
    PublishedOption,
    ShowOfOption,
    VersionOption,
    parse_version,
    user_name,
)
from service.commands.terminal import clock, print_json, print_line, print_note, print_table, run_progress
from service.core import user_file
from service.core.messages import _
from service.core.printable import one_line
from service.errors import TingbaoError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from service.core.show_settings import ShowSettings
    from service.model import Episode
    from service.settings import Settings

app = typer.Typer(help="List, show, approve, pack and remove episodes.", no_args_is_help=True)


@app.command("list", epilog="Example: tingbao episodes list")
def list_episodes(
    show: Annotated[str | None, typer.Option("--show", help="Which show; default: all.")] = None,
    json: JsonOption = False,
    output: PublishedOption = None,
    config: ConfigOption = None,
) -> None:
    """List each show's episodes that wait for approval, and the published ones, the newest first."""
    from service.pipeline.pending_episodes import PendingEpisodes
    from service.publishing import publish
    from service.storage.storage import open_storage

    settings = _settings(config, output)
    storage = open_storage(settings.destination)
    found: list[tuple[Episode, int | None]] = []
    for wanted in [settings.pick_show(show)] if show else settings.show:
        publication = settings.publication(wanted)
        pending = PendingEpisodes(settings.state, publication.slug)
        found += [(each.episode, pending.newest_draft(each)) for each in reversed(pending.list())]
        found += [(each, None) for each in publish.episodes(storage, publication)]
    if json:
        keys = ("id", "show", "guid", "title", "seconds", "mp3", "engine")
        print_json(
            [
                {key: getattr(each, key) for key in keys}
                | {"date": each.date.isoformat(), "held": draft is not None, "draft": draft}
                for each, draft in found
            ]
        )
    else:
        states = {None: "", 0: "held"}
        rows = [
            (
                each.show,
                each.id,
                clock(each.seconds),
                states.get(draft, _("held, draft {draft}", draft=draft)),
                each.title,
            )
            for each, draft in found
        ]
        print_table((_("show"), _("id"), _("length"), "", _("title")), rows)


@app.command("show", epilog="Example: tingbao episodes show 2026-03-21T0630")
def show_episode(
    id_: EpisodeId,
    show: ShowOfOption = None,
    json: JsonOption = False,
    output: PublishedOption = None,
    config: ConfigOption = None,
) -> None:
    """Show one episode: its script, its times, why each story was picked and what was left out."""
    from service.core import json_codec
    from service.pipeline.pending_episodes import PendingEpisodes
    from service.publishing import publish
    from service.runs import draft_report
    from service.storage.storage import open_storage

    settings = _settings(config, output)
    publication = settings.publication(show_of(settings, show, id_))
    waiting = PendingEpisodes(settings.state, publication.slug).get(id_)
    episode = waiting.episode if waiting else publish.find(open_storage(settings.destination), publication, id_)
    if episode is None:
        raise UsageError(
            _(
                "There is no episode {id_!r} of {slug}; `tingbao episodes list` names them.",
                id_=id_,
                slug=publication.slug,
            )
        )
    if json:
        print_json(jsonlib.loads(json_codec.dump(episode)))
        return
    print_line(f"{episode.title}  {clock(episode.seconds)}  {episode.engine}: {', '.join(episode.voices)}")
    for cue in episode.cues:
        segment = episode.script.segments[cue.segment]
        if cue.utterance == 0:
            print_line(
                f"\n{clock(cue.start)}  {segment.heading}"
                + (f"  ({terminal.told(segment.reason)})" if segment.reason else "")
            )
        print_line(f"    {segment.utterances[cue.utterance].written}")
    for each in episode.script.skipped:
        print_line(_("left out: {told}", told=each.told))
    for change in episode.edits:
        print_line(_("changed: {change}", change=draft_report.described(change)))


@app.command("approve", epilog="Example: tingbao episodes approve 2026-03-21T0630")
def approve_episode(
    id_: EpisodeId,
    show: ShowOfOption = None,
    by: ByOption = "",
    version: VersionOption = None,
    at: Annotated[str, typer.Option(help="Publish it then: 06:30, 2026-03-22T06:30; never: take the time back.")] = "",
    json: JsonOption = False,
    output: PublishedOption = None,
    config: ConfigOption = None,
) -> None:
    """Publish an episode that waits for approval: as its draft has it, or just as it was made."""
    from service.core.progress import Progress
    from service.runs import draft_report, recorded_run

    settings = _settings(config, output)
    wanted, number = show_of(settings, show, id_), parse_version(version)
    if at:
        _set_time(settings, wanted, id_, at, user_name(by), number)
        return
    with run_progress() as step:
        done = recorded_run.approve_typed(settings, wanted, id_, user_name(by), Progress(step), version=number)
    if json:
        print_json(draft_report.approved(done))
        return
    for change in done.episode.edits:
        print_line(_("changed: {change}", change=draft_report.described(change)))
    print_line(_("Published {id_}.", id_=id_))


def _set_time(settings: "Settings", show: "ShowSettings", id_: str, at: str, by: str, version: int | None) -> None:
    """Have the service publish the episode at that time, or no more."""
    from service.pipeline.pending_episodes import PendingEpisodes
    from service.runs import approval, publish_times

    day = PendingEpisodes(settings.state, show.slug).require(id_).episode.date
    zone, now = settings.cron(show).zone, dt.datetime.now(dt.UTC)
    time = None if at == "never" else publish_times.parse(at, zone, now, day)
    approval.set_time(settings, show, id_, time, by, version=version)
    print_line(
        _("{id_} is published at {time:%Y-%m-%d %H:%M %Z}, while a service runs.", id_=id_, time=time)
        if time
        else f"{id_} waits."
    )


@app.command("remove", epilog="Example: tingbao episodes remove 2026-03-21T0630")
def remove_episodes(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="As `tingbao episodes list` names them.")],
    show: ShowOfOption = None,
    held: Annotated[
        bool | None,
        typer.Option("--held/--published", help="Of one that is there twice: the one that waits, or the other."),
    ] = None,
    output: PublishedOption = None,
    config: ConfigOption = None,
) -> None:
    """Drop episodes that wait for approval; take published ones out of the feed, then off the pages and the disk."""
    from service.pipeline.show_publisher import ShowPublisher

    settings = _settings(config, output)
    publisher = ShowPublisher(settings, show_of(settings, show, *ids), _warn)
    with publisher.lock():
        publisher.remove(*ids, held=held)
    print_line(_("Removed {ids}.", ids=list(ids)))


@app.command("pack", epilog="Example: tingbao episodes pack 2026-03-21T0630 --to upload.zip")
def pack_episode(
    id_: EpisodeId,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", "-t", help="A .zip, or a folder; default: a .zip in this folder, named after show and episode."
        ),
    ] = None,
    show: ShowOfOption = None,
    json: JsonOption = False,
    output: PublishedOption = None,
    config: ConfigOption = None,
) -> None:
    """Pack a published episode for uploading by hand: sound, cover, and texts for 喜马拉雅 and a 公众号."""
    from service.publishing import publish, upload_pack
    from service.storage.storage import open_storage

    settings = _settings(config, output)
    publication = settings.publication(show_of(settings, show, id_))
    storage = open_storage(settings.destination)
    episode = publish.find(storage, publication, id_)
    if episode is None:
        raise UsageError(
            _(
                "No episode {id_!r} of {slug} is published; `tingbao episodes list` names them.",
                id_=id_,
                slug=publication.slug,
            )
        )
    name = upload_pack.name_of(episode)
    place, files = to or Path(f"{name}.zip"), upload_pack.pack(storage, publication, episode)
    _write_pack(place, {"": upload_pack.zipped(files, name)} if place.suffix.lower() == ".zip" else files)
    if json:
        print_json({"episode": id_, "show": publication.slug, "path": str(place), "files": list(files)})
        return
    print_line(
        _(
            "Packed {id_} into {place}: {count} files; its README.txt says what goes where.",
            id_=id_,
            place=place,
            count=len(files),
        )
    )


def _write_pack(place: Path, files: "Mapping[str, bytes]") -> None:
    """Write the files into that folder, which is made; one without a name is the place itself."""

    def refusal(text: str) -> TingbaoError:
        return TingbaoError(f"--to {text}")

    for name, data in files.items():
        if name:
            try:
                place.mkdir(exist_ok=True)
            except (OSError, ValueError) as error:
                raise refusal(
                    _(
                        "{place} is no folder that can be made: {reason}.",
                        place=one_line(str(place)),
                        reason=user_file.reason(error),
                    )
                ) from None
        user_file.write(place / name if name else place, data, refusal)


def _warn(text: str) -> None:
    print_note(text)


def _settings(config: Path | None, output: str | None) -> "Settings":
    """Return the settings, which publish in `output` if that is given."""
    from service.settings import load

    settings = load(config)
    return settings.publishing_to(output) if output else settings


def show_of(settings: "Settings", slug: str | None, *ids: str) -> "ShowSettings":
    """Return the show of that slug, or the one that has any of the episodes. Raise UsageError where several have."""
    from service.pipeline.pending_episodes import PendingEpisodes
    from service.publishing import urls
    from service.storage.storage import open_storage

    if slug or len(settings.show) == 1:
        return settings.pick_show(slug)
    storage, having = open_storage(settings.destination), []
    for show in settings.show:
        publication, held = settings.publication(show), PendingEpisodes(settings.state, show.slug)
        if any(held.folder(id_).exists() or storage.list(urls.key(publication, "episodes", id_)) for id_ in ids):
            having.append(show)
    if len(having) > 1:
        names = ", ".join(show.slug for show in having)
        raise UsageError(
            _("Several shows have an episode {ids}: name one with --show: {names}.", ids=" or ".join(ids), names=names)
        )
    return having[0] if having else settings.show[0]
