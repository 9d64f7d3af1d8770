"""A folder on disk that any web server can serve: each file appears whole, by a rename."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.errors import Conflict, PublishError
from service.storage.storage import checked, overtaken


class FolderStorage:
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

    def folders(self) -> list[str]:
        """See Storage."""
        try:
            return sorted(path.name for path in self.root.iterdir() if path.is_dir() and not path.name.startswith("."))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise PublishError(f"{self.root} cannot be read: {error.strerror}.") from error

    def versions(self, folder: str) -> dict[str, str]:
        """See Storage."""
        try:
            path = self._path(folder) if folder else self.root
            paths = [path for path in path.iterdir() if not path.name.startswith(".")]
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except OSError as error:
            raise PublishError(f"{path} cannot be read: {error.strerror}.") from error
        found = ((path.relative_to(self.root).as_posix(), _version(path)) for path in paths)
        return {key: version for key, version in found if version}

    def write(self, key: str, data: bytes, over: str | None = None) -> str:
        """See Storage: written beside its place, flushed to the disk, then renamed."""
        path = self._path(key)
        part = path.with_name(f".{path.name}.part")
        new = [folder for folder in path.parents if not folder.exists()]
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with _alone_in(path.parent):
                standing = _version(path)
                if over is not None and standing and path.read_bytes() == data:
                    return standing
                if over not in (None, standing):
                    raise Conflict(overtaken(str(path)))
                with part.open("wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                part.replace(path)
                for folder in (path.parent, *(folder.parent for folder in new)):
                    self._settle(folder)
                return _version(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink()
            raise PublishError(f"{path} cannot be written: {error.strerror}.") from error

    def delete(self, key: str) -> None:
        """See Storage; a folder that becomes empty goes too."""
        path = self._path(key)
        try:
            with _alone_in(path.parent):
                path.unlink(missing_ok=True)
                path.with_name(f".{path.name}.part").unlink(missing_ok=True)  # left by a run that was killed
            for folder in path.parents:
                if folder == self.root or not folder.is_dir() or any(folder.iterdir()):
                    break
                folder.rmdir()
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            raise PublishError(f"{path} cannot be deleted: {error.strerror}.") from error

    def exists(self, key: str) -> bool:
        """See Storage."""
        return self._path(key).is_file()

    def digest(self, key: str) -> str | None:
        """See Storage."""
        data = self.read(key)
        return None if data is None else hashlib.sha256(data).hexdigest()

    def leftovers(self, prefix: str) -> list[str]:
        """See Storage."""
        found = (path for path in self._path(prefix).rglob(".*.part") if path.is_file())
        return sorted(path.relative_to(self.root).as_posix() for path in found)

    def list(self, prefix: str) -> list[str]:
        """See Storage; files still being written are not named."""
        folder = self._path(prefix)
        found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
        return sorted(path.relative_to(self.root).as_posix() for path in found)

    @staticmethod
    def _settle(folder: Path) -> None:
        """Make what was put into the folder survive a power cut, where the system can."""
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """No other process of this machine writes in the folder meanwhile, where its file system can promise that."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _version(path: Path) -> str:
    """What tells this file from the one that replaces it; empty where there is none."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    return f"{found.st_mtime_ns}-{found.st_ino}-{found.st_size}" if stat.S_ISREG(found.st_mode) else ""
