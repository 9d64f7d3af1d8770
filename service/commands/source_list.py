"""`tingbao sources`: what a show reads, changed in its configuration."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.terminal import print_json, print_line
from service.core.messages import _

if TYPE_CHECKING:
    from service.sources.opml import ListedFeed

_SHOW = re.compile(r"^\[\[show\]\].*$", re.MULTILINE)
_DEFAULT = re.compile(r"^# ?sources = .*$", re.MULTILINE)
"""How `tingbao init` writes the setting where it has its default."""

app = typer.Typer(help="Add the feeds of your reader to a show.", no_args_is_help=True)


@app.command("import", epilog="Example: tingbao sources import feeds.opml --show tech")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The OPML file that your reader exported.")],
    show: Annotated[str | None, typer.Option(help="Which show; default: the first.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON on stdout and nothing else.")] = False,
    config: Annotated[Path | None, typer.Option(help="The config file.")] = None,
) -> None:
    """Add each feed that an OPML file lists to the sources of a show; what stands there already stays as it is.

    The configuration keeps its comments and its order.
    """
    import os

    from service.core import user_file
    from service.core.printable import one_line
    from service.errors import UsageError
    from service.settings import CONFIG_FILE, load
    from service.sources import opml
    from service.storage import atomic_write

    path = config or Path(CONFIG_FILE)
    if not os.path.lexists(path):
        raise UsageError(_("There is no config file {path}: write one with `tingbao init`.", path=one_line(str(path))))
    slugs = [each.slug for each in load(path).show]
    if show and show not in slugs:
        raise UsageError(_("There is no show {show!r}; there are: {slugs}.", show=show, slugs=list(slugs)))
    found, refused = opml.feeds(user_file.read(file, user_file.MAX_TEXT_SIZE, UsageError), one_line(str(file)))
    text, added = _with_feeds(user_file.read_text(path, UsageError), slugs.index(show) if show else 0, found)
    if added:
        atomic_write.write(path, text.encode("utf-8"))
    if json:
        urls = [each.url for each in added]
        print_json({"show": show or slugs[0], "added": urls, "known": len(found) - len(added), "refused": refused})
        return
    for each in added:
        print_line(f"  {each.title}: {each.url}")
    for url in refused:
        print_line(_("  left out, no address that is read: {url}", url=url))
    feeds = _("1 feed") if len(added) == 1 else _("{count} feeds", count=len(added))
    told = _("Added {feeds} to {show}", feeds=feeds, show=show or slugs[0])
    if known := len(found) - len(added):
        told = _("{told}; {known} stood there already", told=told, known=known)
    print_line(_("{told}.", told=told))


def _with_feeds(text: str, number: int, feeds: "tuple[ListedFeed, ...]") -> "tuple[str, list[ListedFeed]]":
    """Return a configuration with the feeds among the sources of its show of that number, and those that were added."""
    import tomlkit

    document = tomlkit.parse(text)
    shows: Any = document.setdefault("show", tomlkit.aot())
    if not shows:
        shows.append(tomlkit.table())
    if "sources" not in shows[number] and (shown := _uncommented(text, number)):
        return _with_feeds(shown, number, feeds)
    sources = shows[number].setdefault("sources", tomlkit.array())
    added = [each for each in feeds if each.url not in sources]
    for each in added:
        sources.append(each.url)
    if added:
        sources.multiline(True)
    return tomlkit.dumps(document), added


def _uncommented(text: str, number: int) -> str:
    """Return a configuration whose show has an empty list of sources where it had the default as a comment.

    Empty where there is no such comment in that show.
    """
    begins = [each.end() for each in _SHOW.finditer(text)]
    if number >= len(begins):
        return ""
    end = begins[number + 1] if number + 1 < len(begins) else len(text)
    found = _DEFAULT.search(text, begins[number], end)
    return f"{text[: found.start()]}sources = []{text[found.end() :]}" if found else ""
