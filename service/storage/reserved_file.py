"""A small file whose room on the disk is taken before it is known what will stand in it."""

from __future__ import annotations

import contextlib
from pathlib import Path


class ReservedFile:
    """Room for one file that must be written, though the disk may be full by then: its blocks and its inode."""

    def __init__(self, path: Path, size: int) -> None:
        """Take room for `size` bytes; `path` is a name of its own until then. Raise OSError where there is none."""
        self._path = path
        try:
            path.write_bytes(bytes(size))
        except BaseException:
            self.release()
            raise

    def become(self, path: Path, data: bytes) -> None:
        """Replace the file at `path` at once by this one with that content, as `atomic_write.write` does.

        Raise OSError where the data are larger than the room and no more can be had, or the room was given back.
        """
        with self._path.open("r+b") as file:
            file.write(data)
            file.truncate()
        self._path.replace(path)

    def release(self) -> None:
        """Give back what was not used."""
        with contextlib.suppress(OSError):
            self._path.unlink()
