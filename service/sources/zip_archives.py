"""A ZIP, member by member: names in whatever encoding they are, nothing unpacked to disk, all of it bounded."""

from __future__ import annotations

import contextlib
import datetime as dt
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from service.core.messages import _
from service.errors import SourceError

MOST_MEMBERS = 2_000
"""Files in one archive: a day's issue in text, pictures and PDFs has some 300."""
MOST_UNPACKED = 200_000_000
"""Bytes of all members together, as the archive states them; a member never gives more than it states."""
MOST_RATIO = 100
"""How many bytes one packed byte may give. DEFLATE packs text to a third, and zeros to a thousandth."""
_SMALL = 100_000
"""Bytes of a member whose ratio does not matter: so little is never a bomb."""
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
"""Bits of a member's flags (APPNOTE 4.4.4)."""
_FIRST_YEAR = 1981
"""A date in 1980 is what programs write that know none: a ZIP counts from there."""


@contextlib.contextmanager
def opened(file: IO[bytes], name: str, *, as_one: bool = True) -> Iterator[zipfile.ZipFile]:
    """Give the archive in a file within all bounds. Raise SourceError, which begins with `name`.

    A document is read `as_one`, and one member that unpacks to far more is a reason against all. Of a folder that was
    packed it is none against the others: `read_member` refuses it.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise SourceError(_("{name}: the file is damaged: copy or send it again.", name=name)) from None
    with archive:
        members = archive.infolist()
        _check(members if as_one else [each for each in members if not _is_bomb(each)], name)
        yield archive


def check(file: IO[bytes], name: str) -> None:
    """Raise SourceError, which begins with `name`, for an archive that cannot be opened: perhaps it is a document."""
    with opened(file, name, as_one=False):
        pass


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > max(_SMALL, MOST_RATIO * member.compress_size)


def _check(members: list[zipfile.ZipInfo], name: str) -> None:
    """Raise SourceError for an archive that is beyond the bounds."""
    if len(members) > MOST_MEMBERS:
        raise SourceError(
            _(
                "{name}: the archive has over {most_members:,} files: unpack it and give the folder.",
                name=name,
                most_members=MOST_MEMBERS,
            )
        )
    if sum(each.file_size for each in members) > MOST_UNPACKED:
        size = MOST_UNPACKED // 1_000_000
        raise SourceError(
            _("{name}: the archive holds over {size} MB: unpack it and give the folder.", name=name, size=size)
        )
    if any(map(_is_bomb, members)):
        raise SourceError(
            _("{name}: the archive unpacks to far more than it holds: make it anew from its files.", name=name)
        )


def member_name(member: zipfile.ZipInfo) -> str:
    """Return a member's path in the archive: its folders and its name, parted by `/`; a folder's ends in one.

    Parts that lead nowhere or out of the archive (`.`, `..`, a root) are left out, and `\\` parts as `/` does.
    """
    path = _decoded_name(member).replace("\\", "/")
    parts = [part for part in path.split("/") if part not in ("", ".", "..")]
    return "/".join(parts) + ("/" if path.endswith("/") else "")


def _decoded_name(member: zipfile.ZipInfo) -> str:
    """Return a member's name: UTF-8 where it says or proves so, else GB18030, as Windows writes it in China."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    raw = member.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        with contextlib.suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return member.filename


def member_date(member: zipfile.ZipInfo) -> dt.date | None:
    """Return the day on which a member was written; None where the archive does not know it."""
    with contextlib.suppress(ValueError):
        day = dt.date(*member.date_time[:3])
        return day if day.year >= _FIRST_YEAR else None
    return None


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, most: int) -> bytes:
    """Return a member's bytes. Raise SourceError, which begins with `name`, for one over `most` bytes or damaged."""
    if member.flag_bits & _ENCRYPTED:
        raise SourceError(_("{name}: this is locked by a password: unpack it and give the folder.", name=name))
    if _is_bomb(member):
        raise SourceError(_("{name}: the file unpacks to far more than it holds: pack it again.", name=name))
    if member.file_size > most:
        raise SourceError(_("{name}: the file is over {value} MB: split it.", name=name, value=most // 1000000))
    try:
        return archive.read(member)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError):
        raise SourceError(_("{name}: the file is damaged in the archive: pack it again.", name=name)) from None
