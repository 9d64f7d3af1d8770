"""`tingbao cache`: show and prune the cache of what was spoken and encoded."""

from typing import Annotated

import typer

from service.commands.argument_types import ConfigOption, JsonOption
from service.commands.terminal import print_json, print_line
from service.core.messages import _

app = typer.Typer(help="Look at the cache of what was spoken, and make it smaller.", no_args_is_help=True)


@app.command(epilog="Example: tingbao cache show")
def show(json: JsonOption = False, config: ConfigOption = None) -> None:
    """Show how much the cache holds, and how much it may."""
    from service.settings import load as load_settings
    from service.storage.disk_cache import DiskCache

    settings = load_settings(config)
    cache = DiskCache(settings.state / "clips")
    usage, held, most = cache.usage(), len(cache.pinned_keys()), settings.service.cache
    if json:
        print_json({"entries": usage.entries, "bytes": usage.bytes, "held": held, "limit": most})
    else:
        print_line(
            _(
                "{folder}: {entries} clips and encoded parts, {size} of {most}",
                folder=cache.folder,
                entries=usage.entries,
                size=_size(usage.bytes),
                most=_size(most),
            )
        )
        print_line(
            _("{held} clips belong to episodes published in the last 30 days and are kept in any case", held=held)
        )


@app.command(epilog="Example: tingbao cache prune --to 500M")
def prune(
    to: Annotated[str | None, typer.Option(help="How much may stay; default: the setting `cache`.")] = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Remove what was not used for longest; what episodes of the last 30 days are made of stays."""
    from service.core import field_types
    from service.settings import load as load_settings
    from service.storage.disk_cache import DiskCache

    settings = load_settings(config)
    most = field_types.parse_size(to) if to else settings.service.cache
    removed = DiskCache(settings.state / "clips").prune(most)
    if json:
        print_json({"entries": removed.entries, "bytes": removed.bytes})
    else:
        print_line(
            _("Removed {entries} clips and encoded parts, {size}.", entries=removed.entries, size=_size(removed.bytes))
        )


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"
