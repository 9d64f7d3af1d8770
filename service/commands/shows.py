"""`tingbao shows`: what is done with a whole show."""

from pathlib import Path
from typing import Annotated

import typer

from service.commands.terminal import print_json, print_line
from service.core.messages import _

app = typer.Typer(help="Move a show whose path was changed.", no_args_is_help=True)


@app.command("move", epilog="Example: tingbao shows move q7Xw2-kd93 daily")
def move(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The folder below the output where it is published now.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its path, as the configuration has it.")],
    json: Annotated[bool, typer.Option("--json", help="Print JSON on stdout and nothing else.")] = False,
    config: Annotated[Path | None, typer.Option(help="The config file.")] = None,
) -> None:
    """Move what a show has published to its changed path, guids and all; the former address is gone then.

    Change `path` in the configuration first, and move before the show's next run. A move that was cut off is completed
    by the same command.
    """
    from service import settings
    from service.errors import UsageError
    from service.publishing import relocate
    from service.storage import show_lock
    from service.storage.storage import open_storage

    loaded = settings.load(config)
    storage, published = open_storage(loaded.destination), loaded.publications
    show = next((each for each in published if each.path == new), None)
    if show is None:
        raise UsageError(_("No show of the configuration has the path {new!r}: set it there first.", new=new))
    if owner := next((each for each in published if each.path == old), None):
        raise UsageError(
            _(
                "{old!r} is the path of the show {slug!r} in the configuration: change it there first.",
                old=old,
                slug=owner.slug,
            )
        )
    if old not in storage.folders():
        raise UsageError(
            _(
                "There is no folder {old!r} in {destination}: name the one where the show was before.",
                old=old,
                destination=loaded.destination,
            )
        )
    with show_lock.hold(loaded.state / "locks", show.slug):
        episodes = relocate.move(storage, published, show, old)
    if json:
        print_json({"show": show.slug, "old": old, "new": new, "episodes": episodes})
    else:
        place = storage.location(new)
        if episodes == 1:
            print_line(_("Moved {slug} with 1 episode to {place}.", slug=show.slug, place=place))
        else:
            print_line(
                _("Moved {slug} with {episodes} episodes to {place}.", slug=show.slug, episodes=episodes, place=place)
            )
