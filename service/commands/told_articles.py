"""`tingbao articles`: list and withdraw articles that are told by themselves."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.argument_types import ConfigOption, JsonOption
from service.commands.terminal import clock, print_json, print_line, print_note, print_table
from service.core import web_url
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
    rows = [(each.id, clock(each.seconds), each.article.programme, each.title) for each in found if each.article]
    below = [each.article.url for each in found if each.article]
    print_table((_("id"), _("length"), _("programme"), _("title")), rows, below)


@app.command("withdraw", epilog="Example: tingbao articles withdraw https://news.example.org/2026/03/21/bus.html")
def withdraw(names: _NamesArgument, show: _ShowsOption = None, config: ConfigOption = None) -> None:
    """Take articles away, files, pages, feed and lists; no later run tells them, whatever the sources have.

    One that is not published yet is not told either. An address takes all articles at it, an id one alone. What a
    programme tells of it stays: `tingbao episodes` changes that.
    """
    noted, gone, waited = _ids(names), set[str](), set[str]()
    alone = dict.fromkeys(names, "")
    for publisher in _publishers(show, config):
        with publisher.lock():
            ids = {name: publisher.withdraws_alone(name) if _ID.fullmatch(name) else id_ for name, id_ in noted.items()}
            awaited = publisher.articles.awaited()
            out = publisher.withdraw_articles(*ids.values())
        gone.update(name for name, id_ in ids.items() if id_ in out)
        waited.update(name for name, id_ in ids.items() if id_ in awaited)
        alone.update((name, id_) for name, id_ in ids.items() if id_ != noted[name])
    for name, other in alone.items():
        print_line(_withdrawn(name, was_out=name in gone, waited=name in waited))
        if other:
            print_line(
                _(
                    "Others are at its address: `tingbao articles restore {other}` lets it alone be told again.",
                    other=other,
                )
            )


def _withdrawn(name: str, *, was_out: bool, waited: bool) -> str:
    if was_out:
        return _("Withdrew {name}.", name=name)
    if waited:
        return _("{name} was not published; it will not be.", name=name)
    return _(
        "No article is {name} now; one that comes is not told. `tingbao articles list` has those that are published.",
        name=name,
    )


@app.command("restore", epilog="Example: tingbao articles restore 3f0c6c41d07a9be2")
def restore(names: _NamesArgument, show: _ShowsOption = None, config: ConfigOption = None) -> None:
    """Let articles that were withdrawn be told again: the next run does, if its sources have them."""
    noted, restored = _ids(names), set[str]()
    for publisher in _publishers(show, config):
        with publisher.lock():
            restored.update(id_ for id_ in noted.values() if publisher.articles.restore(id_))
    if missed := [name for name, id_ in noted.items() if id_ not in restored]:
        raise UsageError(_("{missed} was not withdrawn.", missed=missed))
    print_line(_("Withdrawn no more: {names}. The next run tells it only if its sources have it.", names=names))


def _publishers(show: str | None, config: Path | None) -> "list[ShowPublisher]":
    """Return the publisher of the show that is named, else of each: shows may have the same sources."""
    from service.pipeline.show_publisher import ShowPublisher
    from service.settings import load as load_settings

    settings = load_settings(config)
    return [ShowPublisher(settings, each, _warn) for each in ([settings.pick_show(show)] if show else settings.show)]


def _warn(text: str) -> None:
    print_note(text)


def _ids(names: list[str]) -> dict[str, str]:
    """Return the ids of articles that are given by their ids or addresses. Raise UsageError where one is neither."""
    from service.pipeline.article_queue import id_of, one_form

    for name in names:
        if not _ID.fullmatch(name) and not _is_address(name):
            raise UsageError(
                _(
                    "{name} is neither an article's id (16 of the characters 0-9 and a-f) nor an address (https://…):"
                    " `tingbao articles list` has both.",
                    name=name,
                )
            )
    return {name: name if _ID.fullmatch(name) else id_of(one_form(name)) for name in names}


def _is_address(name: str) -> bool:
    try:
        web_url.split(name)
    except ValueError:
        return False
    return True
