"""Check settings whose form is right, but which cannot do what they are for."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from service.commands.check_result import CheckResult, fault, note, passed
from service.core import email_address, hook_address, log, messages, setting_errors
from service.core.hook_address import HookAddress, HookKind
from service.core.messages import _
from service.core.printable import one_line, shown
from service.errors import SourceError, UsageError
from service.runs import hooks
from service.settings import ServiceSettings, Settings
from service.sources import fetching, files, source_preview

_PREFIX = setting_errors.variable("")
_OTHERS = {
    *log.SECRETS,
    *hooks.VARIABLES,
    messages.LANGUAGE_VARIABLE,
    "TINGBAO_AZURE_REGION",
    "TINGBAO_AZURE_BASE_URL",
    "TINGBAO_TRACEBACK",
}
"""Variables that are no settings; those of a hook are there when a hook calls the command."""


def variables(given: Mapping[str, str]) -> Iterator[CheckResult]:
    """Name each variable of the environment that looks like one of the program's and is none."""
    variables = {*map(setting_errors.variable, ServiceSettings.model_fields), *_OTHERS}
    known = sorted(each.removeprefix(_PREFIX) for each in variables if each.startswith(_PREFIX))
    for name in sorted(given):
        inner = name.upper().removeprefix(_PREFIX)
        if name.upper().startswith(_PREFIX) and inner not in known and not log.is_secret(name):
            if near := difflib.get_close_matches(inner[:100], known, 1, 0.7):
                yield fault(
                    one_line(name),
                    _("nothing reads this variable: did you mean {name}?", name=f"{_PREFIX}{near[0]}"),
                )
            else:
                yield note(
                    one_line(name), _("nothing reads this variable: docs/configuration.md names those there are")
                )


def hook_targets(settings: Settings, given: Mapping[str, str]) -> Iterator[CheckResult]:
    """Check that the program of each hook is there, and what a robot or e-mail needs is set; nobody is asked."""
    for name, hook in hooks.named(settings.service):
        yield _hook_target(name, hook_address.parse(hook), settings.service, given)


def _hook_target(name: str, address: HookAddress, service: ServiceSettings, given: Mapping[str, str]) -> CheckResult:
    if address.kind is HookKind.WEBHOOK:
        return passed(name, "an address")
    if missing := hooks.missing(address, service, given):
        return fault(name, missing if address.kind is HookKind.MAIL else f"{address.kind}: {missing}")
    if address.kind is HookKind.MAIL:
        return passed(name, _("e-mail to {count}", count=len(address.words)))
    if address.kind is not HookKind.COMMAND:
        return passed(name, f"a robot: {address.kind}")
    program = address.words[0]
    if shutil.which(program):
        return passed(name, _("{program} is there", program=one_line(program)))
    why = _("may not be executed: chmod +x it") if Path(program).is_file() else _("is not there: correct it")
    return fault(name, _("the program {program} {why}, or give an http(s) address", program=shown(program), why=why))


def source(
    what: str, given: str, home: Path, allowed_hosts: Collection[str], columns: Mapping[str, str]
) -> Iterator[CheckResult]:
    """Check that a source can be read: what a path holds, an address of a form that is read and may be reached."""
    if files.is_address(given):
        try:
            host = _private_host(fetching.address(given), allowed_hosts)
        except SourceError as error:
            yield fault(what, str(error).removeprefix(f"{given}: "))
        else:
            hint = _('{host} is not public: if it is meant, set allowed_hosts = ["{host}"] in [service]', host=host)
            yield fault(what, hint) if host else passed(what, "an address")
        return
    path = home / given
    if not path.exists():
        yield fault(
            what, _("{path} is not there; put pages into it, or name what is to be read in `sources`", path=path)
        )
        return
    try:
        found = source_preview.preview(str(path), columns)
    except UsageError as error:
        yield fault(what, str(error))
        return
    one, several = _("ready: 1 file to read now"), _("ready: {count} files to read now", count=found.files)
    yield passed(what, one if found.files == 1 else several)
    for each in found.skipped:
        yield note(what, each.told)
    if found.unopened:
        yield note(
            what,
            _(
                "{unopened} files are not opened here, for it takes long: a run names what is wrong there",
                unopened=found.unopened,
            ),
        )


def _private_host(url: str, allowed_hosts: Collection[str]) -> str:
    """Return the host of an address where it is a number, or this machine, that no run may reach; else nothing."""
    from service.core import network
    from service.core.public_addresses import is_public

    origins = network.origins(url)
    if any(network.is_named(each, allowed_hosts) for each in origins):
        return ""
    host = next(iter(origins))[0]
    try:
        return "" if host != "localhost" and is_public(host) else host
    except ValueError:  # a name, which is resolved when it is asked
        return ""


def email(what: str, given: str) -> Iterator[CheckResult]:
    """Check the owner's address."""
    if not given:
        yield note(what, _("not set; podcast directories write there to see whose show it is"))
    elif not email_address.is_plausible(given):
        yield fault(
            what, _("{given} is no address that directories can write to: news@example.org", given=shown(given))
        )
