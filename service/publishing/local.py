"""A folder on disk that any web server can serve: each file appears whole, by a rename."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from service.errors import PublishError
from service.publishing.storage import checked


class LocalStorage:
    """A folder that any web server can serve."""

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)

    def place(self, key: str) -> str:
        """See Storage."""
        return str(self._path(key))

    def _path(self, key: str) -> Path:
        return self.root.joinpath(*checked(key).split("/"))

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
