"""Where published files are kept: a small protocol, and a folder on disk behind it.

A key is a relative path with `/` between its parts (`daily/episodes/2026-03-21/transcript.vtt`). What a
server must say of a file (its content type) follows from the name alone, so no storage keeps it.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path, PurePosixPath
from typing import Protocol

from service.errors import PublishError

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".png": "image/png",
    ".srt": "application/x-subrip",
    ".svg": "image/svg+xml",
    ".vtt": "text/vtt; charset=utf-8",
    ".xml": "application/rss+xml; charset=utf-8",
}


def content_type(key: str) -> str:
    """The media type that a server should give the file of that name."""
    path = PurePosixPath(key)
    if path.name == "chapters.json":
        return "application/json+chapters"
    return _TYPES.get(path.suffix.lower(), "application/octet-stream")


class Storage(Protocol):
    """Keeps published files. Every method raises PublishError when the place itself fails."""

    def read(self, key: str) -> bytes | None:
        """The file's bytes, or None where there is no such file."""

    def write(self, key: str, data: bytes) -> None:
        """Put the whole file in place at once: a reader finds the old bytes or the new ones, never a part."""

    def delete(self, key: str) -> None:
        """Take the file away; nothing happens where there is none."""

    def exists(self, key: str) -> bool:
        """Whether the file is there."""

    def list(self, prefix: str) -> list[str]:
        """The keys of all files below the folder `prefix`, sorted."""


class LocalStorage:
    """A folder that any web server can serve."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _path(self, key: str) -> Path:
        parts = key.split("/")
        if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts):
            raise PublishError(f"{key!r} is no name for a published file.")
        return self.root.joinpath(*parts)

    def read(self, key: str) -> bytes | None:
        """See Storage."""
        try:
            return self._path(key).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise PublishError(f"{self._path(key)} cannot be read: {error.strerror}.") from error

    def write(self, key: str, data: bytes) -> None:
        """See Storage: written beside its place, flushed to the disk, then renamed."""
        path = self._path(key)
        part = path.with_name(f".{path.name}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
            self._settle(path.parent)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink()
            raise PublishError(f"{path} cannot be written: {error.strerror}.") from error

    def delete(self, key: str) -> None:
        """See Storage; a folder that becomes empty goes too."""
        path = self._path(key)
        try:
            path.unlink(missing_ok=True)
            path.with_name(f".{path.name}.part").unlink(missing_ok=True)  # left by a run that was killed
            for folder in path.parents:
                if folder == self.root or not folder.is_dir() or any(folder.iterdir()):
                    break
                folder.rmdir()
        except NotADirectoryError:
            return
        except OSError as error:
            raise PublishError(f"{path} cannot be deleted: {error.strerror}.") from error

    def exists(self, key: str) -> bool:
        """See Storage."""
        return self._path(key).is_file()

    def list(self, prefix: str) -> list[str]:
        """See Storage; files still being written are not named."""
        folder = self._path(prefix)
        found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
        return sorted(path.relative_to(self.root).as_posix() for path in found)

    @staticmethod
    def _settle(folder: Path) -> None:
        """Make the rename itself survive a power cut, where the system can."""
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
