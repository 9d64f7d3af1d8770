"""Files of a folder or an archive that are not read: which say nothing to anybody, and how the others are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from service.core.messages import _
from service.core.printable import readable
from service.model import Skipped
from service.sources.file_kinds import FileKind

_MOST_NAMED = 10
"""Files of one kind that are listed by name; a camera's folder has hundreds."""
_SYSTEM_FILES = ("thumbs.db", "desktop.ini", "__macosx")
"""What Windows and macOS write into folders and archives of their own accord: nothing that a person put there."""
_OPEN_DOCUMENT_MARK = "~$"
"""Begins the name of the file by which Word and WPS mark a document as open."""


def is_hidden(name: str) -> bool:
    """Return whether a file or folder of this name is passed over without a word."""
    return name.startswith((".", _OPEN_DOCUMENT_MARK)) or name.lower() in _SYSTEM_FILES


def named(folder: str, unread: Iterable[tuple[str, FileKind]]) -> Iterator[Skipped]:
    """Name the files of a folder that are not read, each kind of them once.

    `folder` ends in what parts it from a name. `unread` are the names of the files, and what they are.
    """
    kinds: dict[FileKind, list[str]] = {}
    for name, kind in unread:
        kinds.setdefault(kind, []).append(readable(name))
    for kind, names in kinds.items():
        if len(names) == 1:
            yield Skipped(
                f"{readable(folder)}{names[0]}",
                _("This is {one}, which is not read: {order}.", one=kind.one, order=kind.order),
            )
        else:
            more = len(names) - _MOST_NAMED
            listed = "、".join(names[:_MOST_NAMED])
            if more > 0:
                listed = _("{named} and {count} more", named=listed, count=more)
            yield Skipped(
                readable(folder),
                _(
                    "{count} {many} are not read ({listed}): {order}.",
                    count=len(names),
                    many=kind.many,
                    listed=listed,
                    order=kind.order,
                ),
            )
