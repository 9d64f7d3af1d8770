"""Which files, folders and addresses the inputs of a run mean."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.core import user_file
from service.core.messages import _
from service.core.printable import readable
from service.errors import SourceError, UsageError
from service.model import Skipped
from service.sources import file_kinds, unread_files
from service.sources.file_kinds import FileKind

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|(?:file|data|javascript):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundInputs:
    """What the inputs of a run lead to, in the order in which they were given."""

    files: tuple[str, ...] = ()
    """Paths: a file's as it was given, a folder's files as the folder was given joined with the rest."""
    urls: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    """What lies in the given folders and is not read; several files of one kind in one folder are one."""


def find(inputs: Sequence[str]) -> FoundInputs:
    """Return the files and URLs that inputs (files, folders, URLs) name; folders recursively, sorted, without dotfiles.

    A file that is reached twice is listed once. Raise UsageError for a path that does not exist or a given folder
    that cannot be read.
    """
    files: dict[str, str] = {}
    urls: dict[str, None] = {}
    skipped: list[Skipped] = []
    for given in inputs:
        if is_address(given):
            urls[given] = None
            continue
        for path in _files(given, skipped):
            files.setdefault(os.path.realpath(path), path)
    return FoundInputs(tuple(files.values()), tuple(urls), tuple(skipped))


def is_address(given: str) -> bool:
    """Return whether an input is meant as an address, and not as a path."""
    return bool(_URL.match(given))


def _files(given: str, skipped: list[Skipped]) -> Iterator[str]:
    try:
        mode = os.stat(given).st_mode  # noqa: PTH116  (paths stay the strings that were given)
    except (OSError, ValueError) as error:
        reason = user_file.reason(error)
        raise UsageError(
            _("{given}: {reason}: name a file, a folder or a URL that exists.", given=readable(given), reason=reason)
        ) from None
    if not stat.S_ISDIR(mode):
        yield given
        return
    waiting = [given]
    seen: set[tuple[int, int]] = set()
    while waiting:
        folder = waiting.pop()
        try:
            here = os.stat(folder)  # noqa: PTH116
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            if folder == given:
                raise UsageError(
                    _(
                        "{given}: {error}: make the folder readable.",
                        given=readable(given),
                        error=user_file.reason(error),
                    )
                ) from None
            skipped.append(
                Skipped(readable(folder), _("The folder cannot be read ({error}).", error=user_file.reason(error)))
            )
            continue
        if (here.st_dev, here.st_ino) in seen:  # a link that leads back
            continue
        seen.add((here.st_dev, here.st_ino))
        shown = [entry for entry in entries if not unread_files.is_hidden(entry.name)]
        folders = [entry for entry in shown if _is_folder(entry)]
        unread: list[tuple[str, FileKind]] = []
        for entry in shown:
            if entry in folders:
                continue
            try:
                kind = None if _is_text(entry.name) else _kind_of(entry.path)
            except SourceError as error:
                skipped.append(Skipped(readable(entry.path), str(error)))
                continue
            if kind is None or file_kinds.is_read(kind):
                yield entry.path
            else:
                unread.append((entry.name, kind))
        skipped += unread_files.named(f"{folder.rstrip('/')}/", unread)
        waiting += [entry.path for entry in reversed(folders)]


def _is_text(name: str) -> bool:
    """Return whether a file's name is one of a text; so is `page.htm?div=-1`, as wget saves what was asked for so."""
    return any(each.endswith(file_kinds.TEXT_SUFFIXES) for each in (name.lower(), name.lower().partition("?")[0]))


def _kind_of(path: str) -> FileKind:
    with user_file.opened(path, SourceError) as file:
        return file_kinds.kind_of(file)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle
        return False
