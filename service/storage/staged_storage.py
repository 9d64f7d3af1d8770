"""A storage on which changes are only rehearsed: read back as if they were made, and written nowhere until they are."""

from __future__ import annotations

import hashlib

from service.storage.storage import Storage


class StagedStorage:
    """A Storage over another one, which it does not touch. It has one user at a time."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self.changes: dict[str, bytes | None] = {}
        """What would be written, or deleted (None), in order."""

    def read(self, key: str) -> bytes | None:
        """See Storage."""
        return self.changes[key] if key in self.changes else self._storage.read(key)

    def folders(self) -> list[str]:
        """See Storage; those that stand: no show is rehearsed that has none."""
        return self._storage.folders()

    def versions(self, folder: str) -> dict[str, str]:
        """See Storage."""
        found = self._storage.versions(folder)
        for key, data in self.changes.items():
            if key.rpartition("/")[0] == folder:
                found.pop(key, None)
                found |= {key: _version(data)} if data is not None else {}
        return found

    def write(self, key: str, data: bytes, over: str | None = None) -> str:
        """See Storage; nobody else writes here, so there is no Conflict."""
        if self.read(key) != data:
            self.changes.pop(key, None)
            self.changes[key] = data
        return _version(data)

    def delete(self, key: str) -> None:
        """See Storage."""
        if self.exists(key):
            self.changes.pop(key, None)
            self.changes[key] = None

    def exists(self, key: str) -> bool:
        """See Storage."""
        return self.changes[key] is not None if key in self.changes else self._storage.exists(key)

    def leftovers(self, prefix: str) -> list[str]:
        """See Storage."""
        return self._storage.leftovers(prefix)

    def list(self, prefix: str) -> list[str]:
        """See Storage."""
        changed = {key: data for key, data in self.changes.items() if key.startswith(f"{prefix}/")}
        stand = (key for key in self._storage.list(prefix) if key not in changed)
        return sorted([*stand, *(key for key, data in changed.items() if data is not None)])

    def digest(self, key: str) -> str | None:
        """See Storage."""
        data = self.changes.get(key)
        if data is not None:
            return hashlib.sha256(data).hexdigest()
        return None if key in self.changes else self._storage.digest(key)

    def place(self, key: str) -> str:
        """See Storage."""
        return self._storage.place(key)

    def perform(self) -> None:
        """Make the changes, in their order; PublishError where one cannot be made."""
        for key, data in self.changes.items():
            if data is None:
                self._storage.delete(key)
            else:
                self._storage.write(key, data)


def _version(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
