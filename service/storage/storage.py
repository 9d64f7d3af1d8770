"""Where published files are kept: one protocol, and one class in a file of its own for each kind of storage.

A key is a relative path with `/` between its parts (`daily/episodes/2026-03-21/transcript.vtt`). The media type of
a file and the time for which it may be cached follow from its name.
"""

from __future__ import annotations

import importlib
import re
from pathlib import PurePosixPath
from typing import Protocol, cast

from service.core.messages import _
from service.errors import ConfigError, PublishError

STORAGES = {
    "": "service.storage.local_folder:FolderStorage",
    "s3": "service.storage.s3:S3Storage",
}
"""The scheme of an address (a folder has none) -> `module:Class`, which is given the whole address."""

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".opml": "text/x-opml; charset=utf-8",
    ".png": "image/png",
    ".srt": "application/x-subrip",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".xml": "application/rss+xml; charset=utf-8",
}
_HASHED = re.compile(r"-[0-9a-f]{8}\.(?:mp3|jpg|css|js)$")


def content_type(key: str) -> str:
    """Return the media type that a server should give the file of that name."""
    path = PurePosixPath(key)
    if path.name == "chapters.json":
        return "application/json+chapters"
    return _TYPES.get(path.suffix.lower(), "application/octet-stream")


def cache_control(key: str) -> str:
    """Return the Cache-Control header for the file of that name: no end where the name holds a hash of the content."""
    if _HASHED.search(key):
        return "public, max-age=31536000, immutable"
    return f"public, max-age={60 if key.endswith('.xml') else 300}"


class Storage(Protocol):
    """Keeps published files. Every method raises PublishError when the storage itself fails."""

    def read(self, key: str) -> bytes | None:
        """Return the file's bytes, or None where there is no such file."""

    def folders(self) -> list[str]:
        """Return the names of the folders directly in the root, sorted."""

    def versions(self, folder: str) -> dict[str, str]:
        """Return the version of each file directly in the folder ("": the root), by key; each write changes it."""

    def write(self, key: str, data: bytes, over: str | None = None) -> str:
        """Put the whole file in place at once and return its version: a reader finds the old bytes or the new ones.

        With `over` the file is written only where it still has that version ("": where there is no file), in one
        operation. Raise Conflict where another publisher was faster. Write nothing where the file has these bytes.
        """

    def delete(self, key: str) -> None:
        """Delete the file. Do nothing where there is none."""

    def exists(self, key: str) -> bool:
        """Return whether the file exists."""

    def leftovers(self, prefix: str) -> list[str]:
        """Return the keys of half-written files below the folder `prefix`, sorted. They may be deleted."""

    def list(self, prefix: str) -> list[str]:
        """Return the keys of all files below the folder `prefix`, sorted."""

    def digest(self, key: str) -> str | None:
        """Return the SHA-256 of the file's bytes in hexadecimal, or None where there is no such file."""

    def location(self, key: str) -> str:
        """Return the path or address of the file, as messages name it."""


def scheme(location: str) -> str:
    """Return the scheme of a storage's address, empty for a folder. Raise ConfigError where no storage has it."""
    name = location.partition("://")[0] if "://" in location else ""
    if name not in STORAGES:
        known = " or ".join(
            ["a folder", *(_("an address that begins with {each}://", each=each) for each in STORAGES if each)]
        )
        raise ConfigError(_("Nothing can be published at {location}: give {known}.", location=location, known=known))
    return name


def open_storage(location: str) -> Storage:
    """Return the storage at a folder or an address. Raise ConfigError where there is none of that kind."""
    module, __, attribute = STORAGES[scheme(location)].partition(":")
    return cast(Storage, getattr(importlib.import_module(module), attribute)(location))


def checked_key(key: str) -> str:
    """Return the key if it names a file below the storage's root. Raise PublishError otherwise."""
    if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in key.split("/")):
        raise PublishError(_("{key!r} is no name for a published file.", key=key))
    return key


def conflict_message(location: str) -> str:
    """Return the message of a Conflict."""
    return _("{location} has been written by another publisher meanwhile: run the command again.", location=location)
