"""A storage that collects changes: they can be read back, and reach the storage below only when they are applied."""

from __future__ import annotations

import hashlib

from service.errors import Unreadable
from service.storage.storage import Storage


class StagedStorage:
    """A Storage over another one, which it changes only in `apply`. It has one user at a time."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self.changes: dict[str, bytes | None] = {}
        """The bytes to be written by key, None for a file to be deleted, in order."""

    def read(self, key: str) -> bytes | None:
        """Return the file's bytes as they would be after the changes."""
        return self.changes[key] if key in self.changes else self._storage.read(key)

    def folders(self) -> list[str]:
        """Return the folders of the storage below: no new folder is staged."""
        return self._storage.folders()

    def versions(self, folder: str) -> dict[str, str]:
        """Return the versions of the folder's files as they would be after the changes."""
        versions = self._storage.versions(folder)
        for key, data in self.changes.items():
            if key.rpartition("/")[0] == folder:
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
        data = self.changes.get(key)
        if data is not None:
            return hashlib.sha256(data).hexdigest()
        return None if key in self.changes else self._storage.digest(key)

    def location(self, key: str) -> str:
        """Return the file's location in the storage below."""
        return self._storage.location(key)

    def apply(self) -> None:
        """Make the changes in their order. Raise PublishError where one cannot be made."""
        for key, data in self.changes.items():
            if data is None:
                self._storage.delete(key)
            else:
                self._storage.write(key, data)


def _version(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
