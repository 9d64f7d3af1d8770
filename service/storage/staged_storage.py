"""A storage that collects changes: they can be read back, and reach the storage below only when they are applied."""

from __future__ import annotations

import contextlib
import hashlib

from service.errors import Conflict, PublishError, Unreadable
from service.storage.storage import Storage, conflict_message


class StagedStorage:
    """A Storage over another one, which it changes only in `apply`. It has one user at a time."""

    def __init__(self, storage: Storage, guard: str = "") -> None:
        """`guard`: the file that every publisher of this folder writes: once another has, nothing is deleted."""
        self._storage, self._guard = storage, guard
        self.changes: dict[str, bytes | None] = {}
        """The bytes to be written by key, None for a file to be deleted, in order."""
        self._seen: dict[str, dict[str, str]] = {}
        """The versions of the files below by folder, from before the first of them was read."""
        if guard:
            self._seen_in(_folder(guard))

    def read(self, key: str) -> bytes | None:
        """Return the file's bytes as they would be after the changes."""
        if key in self.changes:
            return self.changes[key]
        self._seen_in(_folder(key))
        return self._storage.read(key)

    def _seen_in(self, folder: str) -> dict[str, str]:
        """Return the versions of the folder's files below as they were first seen; none where it may not be listed."""
        if folder not in self._seen:
            self._seen[folder] = {}
            with contextlib.suppress(PublishError):
                self._seen[folder] = self._storage.versions(folder)
        return self._seen[folder]

    def folders(self) -> list[str]:
        """Return the folders of the storage below: no new folder is staged."""
        return self._storage.folders()

    def versions(self, folder: str) -> dict[str, str]:
        """Return the versions of the folder's files as they would be after the changes."""
        versions = dict(self._seen_in(folder)) or self._storage.versions(folder)
        for key, data in self.changes.items():
            if _folder(key) == folder:
                versions.pop(key, None)
                versions |= {key: _version(data)} if data is not None else {}
        return versions

    def write(self, key: str, data: bytes, over: str | None = None) -> str:
        """Stage a write. There is no other writer here, and so no Conflict."""
        if not self._holds(key, data):
            self.changes.pop(key, None)
            self.changes[key] = data
        return _version(data)

    def _holds(self, key: str, data: bytes) -> bool:
        """Return whether the file would have these bytes; one that may not be read is written anew."""
        try:
            return self.read(key) == data
        except Unreadable:
            return False

    def delete(self, key: str) -> None:
        """Stage a deletion."""
        if self.exists(key):
            self.changes.pop(key, None)
            self.changes[key] = None

    def exists(self, key: str) -> bool:
        """Return whether the file would exist after the changes."""
        return self.changes[key] is not None if key in self.changes else self._storage.exists(key)

    def leftovers(self, prefix: str) -> list[str]:
        """Return the half-written files of the storage below."""
        return self._storage.leftovers(prefix)

    def list(self, prefix: str) -> list[str]:
        """Return the keys that would be below the folder after the changes."""
        changed = {key: data for key, data in self.changes.items() if key.startswith(f"{prefix}/")}
        unchanged = (key for key in self._storage.list(prefix) if key not in changed)
        return sorted([*unchanged, *(key for key, data in changed.items() if data is not None)])

    def digest(self, key: str) -> str | None:
        """Return the digest that the file would have after the changes."""
        self._seen_in(_folder(key))
        data = self.changes.get(key)
        if data is not None:
            return hashlib.sha256(data).hexdigest()
        return None if key in self.changes else self._storage.digest(key)

    def location(self, key: str) -> str:
        """Return the file's location in the storage below."""
        return self._storage.location(key)

    def apply(self) -> None:
        """Make the changes in their order, each only over what was seen below.

        Raise Conflict where another publisher has written meanwhile, PublishError where a change cannot be made.
        """
        for key, data in self.changes.items():
            if data is not None:
                seen = self._seen_in(_folder(key))
                seen[key] = self._storage.write(key, data, over=seen.get(key, ""))
            elif self._guard and self._is_changed(self._guard):
                raise Conflict(conflict_message(self._storage.location(self._guard)))
            else:
                self._storage.delete(key)

    def _is_changed(self, key: str) -> bool:
        """Return whether the file below is another than was seen, or written here since."""
        folder = _folder(key)
        return self._storage.versions(folder).get(key) != self._seen_in(folder).get(key)


def _folder(key: str) -> str:
    return key.rpartition("/")[0]


def _version(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
