"""`tingbao desk`: who may use the editor's desk."""

import sys
from typing import Annotated

import typer

from service.commands.argument_types import ConfigOption, JsonOption
from service.commands.terminal import print_json, print_line, print_table, told
from service.core.messages import _

app = typer.Typer(help="Say who may use the editor's desk, /desk/ of `tingbao serve`.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="As it is typed to log in, and as records name them.")]


@app.command("add", epilog="Example: tingbao desk add 王编辑 --show daily")
def add(
    name: Name,
    show: Annotated[
        list[str] | None, typer.Option("--show", help="A show that is theirs, can be given several times; none: all.")
    ] = None,
    json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Let somebody use the desk, or give them a new password: it is asked for twice, or read from stdin."""
    from service import settings
    from service.web.desk.people import DeskPeople

    found = settings.load(config)
    shows = tuple(dict.fromkeys(found.pick_show(each).slug for each in show or ()))
    person = DeskPeople(found.state).add(name, _password(), shows)
    if json:
        print_json({"name": person.name, "shows": list(person.shows)})
    else:
        print_line(_("{name} may use the desk: {shows}.", name=name, shows=list(shows) or _("all shows")))


@app.command("list", epilog="Example: tingbao desk list")
def list_people(json: JsonOption = False, config: ConfigOption = None) -> None:
    """List who may use the desk, and the shows that are theirs."""
    from service import settings
    from service.web.desk.people import DeskPeople

    people = DeskPeople(settings.load(config).state).list()
    if json:
        print_json([{"name": each.name, "shows": list(each.shows)} for each in people])
    else:
        print_table((_("name"), _("shows")), [(each.name, ", ".join(each.shows) or "all") for each in people])


@app.command("remove", epilog="Example: tingbao desk remove 王编辑")
def remove(name: Name, json: JsonOption = False, config: ConfigOption = None) -> None:
    """Let somebody use the desk no more: who is logged in by that name is so no more at once."""
    from service import settings
    from service.web.desk.people import DeskPeople

    DeskPeople(settings.load(config).state).remove(name)
    if json:
        print_json({"removed": name})
    else:
        print_line(_("{name} may use the desk no more.", name=name))


def _password() -> str:
    """Return the password that is typed twice at a terminal, else the first line of stdin."""
    from service.errors import UsageError

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    import getpass

    password = getpass.getpass(told(_("Password: ")))
    if getpass.getpass(told(_("The same again: "))) != password:
        raise UsageError(_("The two are not the same: nothing was changed."))
    return password
