"""Where published files are kept: a small protocol, and one file with one class for each kind of place.

A key is a relative path with `/` between its parts (`daily/episodes/2026-03-21/transcript.vtt`). What a
server must say of a file (its type, how long it may be kept) follows from the name alone.
"""

from __future__ import annotations

import importlib
import re
from pathlib import PurePosixPath
from typing import Protocol, cast

from service.errors import ConfigError, PublishError

STORAGES = {
    "": "service.storage.folder:FolderStorage",
    "s3": "service.storage.s3:S3Storage",
}
"""The scheme of an address (a folder has none) -> `module:Class`, which is given the whole address."""

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".opml": "text/x-opml; charset=utf-8",
    ".png": "image/png",
    ".srt": "application/x-subrip",
    ".svg": "image/svg+xml",
    ".vtt": "text/vtt; charset=utf-8",
    ".xml": "application/rss+xml; charset=utf-8",
}
_HASHED = re.compile(r"-[0-9a-f]{8}\.(?:mp3|css|js)$")


def content_type(key: str) -> str:
    """The media type that a server should give the file of that name."""
    path = PurePosixPath(key)
    if path.name == "chapters.json":
        return "application/json+chapters"
    return _TYPES.get(path.suffix.lower(), "application/octet-stream")


def cache_control(key: str) -> str:
    """How long a server should let the file of that name be kept: for good where the name has its content's hash."""
    if _HASHED.search(key):
        return "public, max-age=31536000, immutable"
    return f"public, max-age={60 if key.endswith('.xml') else 300}"


class Storage(Protocol):
    """Keeps published files. Every method raises PublishError when the place itself fails."""

    def read(self, key: str) -> bytes | None:
        """The file's bytes, or None where there is no such file."""

    def folders(self) -> list[str]:
        """The names of the folders directly in the root, sorted."""

    def versions(self, folder: str) -> dict[str, str]:
        """The version of each file directly in the folder ("": the root), by key: another one for each replacement."""

    def write(self, key: str, data: bytes, over: str | None = None) -> str:
        """Put the whole file in place at once and return its version: a reader finds the old bytes or the new ones.

        With `over` only where the file still has that version ("": where there is none), checked and done in one:
        Conflict says that another publisher was faster. Where these very bytes stand already, nothing is written.
        """

    def delete(self, key: str) -> None:
        """Take the file away; nothing happens where there is none."""

    def exists(self, key: str) -> bool:
        """Whether the file is there."""

    def leftovers(self, prefix: str) -> list[str]:
        """The keys of what a cut-off write left half done below the folder `prefix`, to be deleted; sorted."""

    def list(self, prefix: str) -> list[str]:
        """The keys of all files below the folder `prefix`, sorted."""

    def digest(self, key: str) -> str | None:
        """The SHA-256 of the file's bytes in hexadecimal; None where there is no such file."""

    def place(self, key: str) -> str:
        """Where the file is, as a person would look for it: a path or an address."""


def scheme(place: str) -> str:
    """The scheme of the address of a storage, empty for a folder; ConfigError where there is no such storage."""
    found = place.partition("://")[0] if "://" in place else ""
    if found not in STORAGES:
        known = " or ".join(["a folder", *(f"an address that begins with {name}://" for name in STORAGES if name)])
        raise ConfigError(f"Nothing can be published at {place}: give {known}.")
    return found


def open_storage(place: str) -> Storage:
    """The storage at that place, a folder or an address; ConfigError where there is none of that kind."""
    module, _, attribute = STORAGES[scheme(place)].partition(":")
    return cast(Storage, getattr(importlib.import_module(module), attribute)(place))


def checked(key: str) -> str:
    """The key, if it names a file below the storage's root and nothing else; PublishError otherwise."""
    if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in key.split("/")):
        raise PublishError(f"{key!r} is no name for a published file.")
    return key


def overtaken(place: str) -> str:
    """The sentence of a Conflict."""
    return f"{place} has been written by another publisher meanwhile: run the command again."
