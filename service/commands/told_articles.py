"""`tingbao articles`: list and withdraw articles that are told by themselves."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.argument_types import ConfigOption, JsonOption
from service.commands.terminal import clock, print_json, print_line, print_note, print_table
from service.core.messages import _
from service.errors import UsageError

if TYPE_CHECKING:
    from service.pipeline.show_publisher import ShowPublisher

app = typer.Typer(help="List and withdraw the articles that are told by themselves.", no_args_is_help=True)
_NamesArgument = Annotated[
    list[str], typer.Argument(metavar="ARTICLE...", help="Their ids as `tingbao articles list` has them, or addresses.")
]
_ShowOption = Annotated[str | None, typer.Option("--show", help="Which show; default: the first.")]
_ShowsOption = Annotated[str | None, typer.Option("--show", help="Which show; default: all.")]
_ID = re.compile(r"[0-9a-f]{16}")


@app.command("list", epilog="Example: tingbao articles list --json")
def list_articles(show: _ShowOption = None, json: JsonOption = False, config: ConfigOption = None) -> None:
    """List the articles that are published by themselves, the one that came last first."""
    from service.publishing import publish
    from service.settings import load as load_settings
    from service.storage.storage import open_storage

    settings = load_settings(config)
    articles = settings.publication(settings.pick_show(show)).articles
    found = [each for each in publish.episodes(open_storage(settings.destination), articles) if each.article]
    if json:
        print_json(
            [
                {"id": each.id, "title": each.title, "seconds": each.seconds, "mp3": each.mp3}
                | {name: getattr(each.article, name) for name in ("url", "guid", "source", "programme", "whole", "cut")}
                for each in found
            ]
        )
        return
    rows = [
        (each.id, clock(each.seconds), each.article.programme if each.article else "", each.title) for each in found
    ]
    print_table((_("id"), _("length"), _("programme"), _("title")), rows)


@app.command("withdraw", epilog="Example: tingbao articles withdraw https://news.example.org/2026/03/21/bus.html")
def withdraw(names: _NamesArgument, show: _ShowsOption = None, config: ConfigOption = None) -> None:
    """Take articles away, files, pages, feed and lists; no later run tells them, whatever the sources have.

    One that is not published yet is not told either. An address takes all articles at it, an id one alone. What a
    programme tells of it stays: `tingbao episodes` changes that.
    """
    gone = set[str]()
    known = dict.fromkeys(names, "")
    for publisher in _publishers(show, config):
        with publisher.lock():
            ids = {name: publisher.withdraws_alone(name) if _ID.fullmatch(name) else _id(name) for name in names}
            out = publisher.withdraw_articles(*ids.values())
        gone.update(name for name, id_ in ids.items() if id_ in out)
        known.update((name, id_) for name, id_ in ids.items() if id_ != _id(name))
    for name, other in known.items():
        print_line(
            _("Withdrew {name}.", name=name)
            if name in gone
            else _("{name} was not published; it will not be.", name=name)
        )
        if other:
            print_line(
                _(
                    "Others are at its address: `tingbao articles restore {other}` lets it alone be told again.",
                    other=other,
                )
            )


@app.command("restore", epilog="Example: tingbao articles restore 3f0c6c41d07a9be2")
def restore(names: _NamesArgument, show: _ShowsOption = None, config: ConfigOption = None) -> None:
    """Let articles that were withdrawn be told again: the next run does, if its sources have them."""
    ids, restored = list(map(_id, names)), set[str]()
    for publisher in _publishers(show, config):
        with publisher.lock():
            restored.update(id_ for id_ in ids if publisher.articles.restore(id_))
    if missed := [name for name, id_ in zip(names, ids, strict=True) if id_ not in restored]:
        raise UsageError(_("{missed} was not withdrawn.", missed=list(missed)))
    print_line(_("The next run tells what its sources have of them."))


def _publishers(show: str | None, config: Path | None) -> "list[ShowPublisher]":
    """Return the publisher of the show that is named, else of each: shows may have the same sources."""
    from service.pipeline.show_publisher import ShowPublisher
    from service.settings import load as load_settings

    settings = load_settings(config)
    return [ShowPublisher(settings, each, _warn) for each in ([settings.pick_show(show)] if show else settings.show)]


def _warn(text: str) -> None:
    print_note(text)


def _id(name: str) -> str:
    """Return the id of an article that is given by its id, its page's address or its feed's name for it."""
    from service.pipeline.article_queue import id_of

    return name if _ID.fullmatch(name) else id_of(name)
