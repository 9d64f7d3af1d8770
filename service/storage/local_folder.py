"""A folder on disk that any web server can serve. Each file appears whole, by a rename.

Whoever may read the folder itself may read what is in it, whatever the umask is: a web server is another user.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.core.messages import _
from service.errors import Conflict, PublishError, Unreadable
from service.storage.storage import checked_key, conflict_message

ROOT_MODE = 0o755
"""Of a folder that is made here: whoever wants fewer readers makes it, or changes it."""
READ_AND_ENTER, READ = 0o555, 0o444


def check_writable(folder: Path) -> None:
    """Raise PublishError where nothing can be written in the folder, or it cannot be made. Nothing is left there."""
    existing = next(each for each in (folder.absolute(), *folder.absolute().parents) if os.path.lexists(each))
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        why = (
            error.strerror
            if existing == folder.absolute()
            else _("nothing can be made in {existing}: {strerror}", existing=existing, strerror=error.strerror)
        )
        advice = _("free some room") if error.errno in (errno.ENOSPC, errno.EDQUOT) else _("change its owner")
        raise PublishError(
            _(
                "{folder} cannot be written: {why}: {advice}, or name another folder.",
                folder=folder,
                why=why,
                advice=advice,
            )
        ) from None


class FolderStorage:
    """The Storage in a folder."""

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)

    def make(self) -> None:
        """Make the folder where there is none, to be read by all. Raise OSError."""
        for folder in reversed([each for each in (self.root, *self.root.parents) if not each.exists()]):
            folder.mkdir(exist_ok=True)
            folder.chmod(ROOT_MODE)

    def location(self, key: str) -> str:
        """Return the file's path."""
        return str(self._path(key))

    def _path(self, key: str) -> Path:
        return self.root.joinpath(*checked_key(key).split("/"))

    def read(self, key: str) -> bytes | None:
        """Return the file's bytes, or None where there is no such file: a folder or a pipe in its place is none.

        Raise Unreadable where its mode forbids it.
        """
        path = self._path(key)
        try:
            return path.read_bytes() if path.is_file() else None
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except PermissionError as error:
            raise Unreadable(_("{path} cannot be read: {strerror}.", path=path, strerror=error.strerror)) from error
        except OSError as error:
            raise PublishError(_("{path} cannot be read: {strerror}.", path=path, strerror=error.strerror)) from error

    def folders(self) -> list[str]:
        """Return the names of the folders directly in the root, sorted; hidden ones are left out."""
        try:
            return sorted(path.name for path in self.root.iterdir() if path.is_dir() and not path.name.startswith("."))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise PublishError(
                _("{root} cannot be read: {strerror}.", root=self.root, strerror=error.strerror)
            ) from error

    def versions(self, folder: str) -> dict[str, str]:
        """Return the version of each file directly in the folder, by key."""
        try:
            path = self._path(folder) if folder else self.root
            paths = [path for path in path.iterdir() if not path.name.startswith(".")]
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except OSError as error:
            raise PublishError(_("{path} cannot be read: {strerror}.", path=path, strerror=error.strerror)) from error
        versions = ((path.relative_to(self.root).as_posix(), _version(path)) for path in paths)
        return {key: version for key, version in versions if version}

    def write(self, key: str, data: bytes, over: str | None = None) -> str:
        """Write the file beside its path, flush it to the disk, then rename it."""
        path = self._path(key)
        part = path.with_name(f".{path.name}.part")
        new = [folder for folder in path.parents if not folder.exists()]
        try:
            self.make()
            path.parent.mkdir(parents=True, exist_ok=True)
            readers = self.root.stat().st_mode & READ_AND_ENTER
            for folder in new:
                if self.root in folder.parents:
                    _let_read(folder, readers)
            with _locked(path.parent):
                current = _version(path)
                if over is not None and current and _holds(path, data):
                    return current
                if over not in (None, current):
                    raise Conflict(conflict_message(str(path)))
                part.unlink(missing_ok=True)  # left by a killed run, or a link that somebody laid there
                with part.open("xb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                _let_read(part, readers & READ)
                part.replace(path)
                for folder in (path.parent, *(folder.parent for folder in new)):
                    self._sync(folder)
                return _version(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink()
            raise PublishError(
                _("{path} cannot be written: {strerror}.", path=path, strerror=error.strerror)
            ) from error

    def delete(self, key: str) -> None:
        """Delete the file, and each folder that becomes empty by it."""
        path = self._path(key)
        try:
            with _locked(path.parent):
                path.unlink(missing_ok=True)
                path.with_name(f".{path.name}.part").unlink(missing_ok=True)  # left by a run that was killed
            for folder in path.parents:
                if folder == self.root or not folder.is_dir() or any(folder.iterdir()):
                    break
                folder.rmdir()
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            raise PublishError(
                _("{path} cannot be deleted: {strerror}.", path=path, strerror=error.strerror)
            ) from error

    def exists(self, key: str) -> bool:
        """Return whether the file exists."""
        return self._path(key).is_file()

    def digest(self, key: str) -> str | None:
        """Return the SHA-256 of the file's bytes in hexadecimal, or None where there is no such file."""
        data = self.read(key)
        return None if data is None else hashlib.sha256(data).hexdigest()

    def leftovers(self, prefix: str) -> list[str]:
        """Return the keys of the temporary files that killed writers left below the folder."""
        paths = (path for path in self._path(prefix).rglob(".*.part") if path.is_file())
        return sorted(path.relative_to(self.root).as_posix() for path in paths)

    def list(self, prefix: str) -> list[str]:
        """Return the keys of all files below the folder; files that are being written are left out."""
        folder = self._path(prefix)
        paths = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
        return sorted(path.relative_to(self.root).as_posix() for path in paths)

    @staticmethod
    def _sync(folder: Path) -> None:
        """Make the folder's new entries survive a power cut, where the system can."""
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other processes of this machine from writing in the folder, where its file system has locks."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _let_read(path: Path, readers: int) -> None:
    """Add the bits `readers` to the mode of a file or a folder."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode | readers != mode:
        path.chmod(mode | readers)


def _holds(path: Path, data: bytes) -> bool:
    """Return whether the file has these bytes already; one that may not be read is taken to have others."""
    try:
        return path.read_bytes() == data
    except PermissionError:
        return False


def _version(path: Path) -> str:
    """Return a text that changes whenever the file is replaced; empty where there is no file."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    return f"{status.st_mtime_ns}-{status.st_ino}-{status.st_size}" if stat.S_ISREG(status.st_mode) else ""
