"""Who is logged in at the desk: a file for each session, so that it can be ended from elsewhere and outlives a restart.

The cookie is a random number. Its file has its hash for a name: who reads the state folder cannot log in with it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from service.core import json_codec
from service.core.messages import _
from service.errors import PublishError, TingbaoError
from service.storage import atomic_write
from service.web.desk.people import DeskPeople, DeskPerson

LASTS = dt.timedelta(days=7)
"""How long a session lasts: an editor types the password once a week on the phone."""


@dataclass(frozen=True, slots=True)
class DeskSessionFile:
    """What is kept of a session."""

    name: str
    password: str
    """The hash of the password that was given: a new one ends the session."""
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class DeskSession:
    """Somebody who is logged in."""

    token: str
    person: DeskPerson

    @property
    def csrf(self) -> str:
        """What each form of the session's pages carries: no other site can know it."""
        return hmac.new(self.token.encode(), b"form", hashlib.sha256).hexdigest()

    def sent(self, given: str) -> bool:
        """Return whether a form with that value comes from a page of the session."""
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.csrf.encode())


class DeskSessions:
    """The sessions; methods raise PublishError where the state folder cannot be used."""

    def __init__(self, state: Path) -> None:
        """`state` is the service's state folder."""
        self._people, self._folder = DeskPeople(state), state / "desk" / "sessions"

    def begin(self, person: DeskPerson, now: dt.datetime) -> DeskSession:
        """Begin a session, always with a new token: one that was planted in a browser stays worth nothing."""
        for path, kept in self._all():
            if kept is None or kept.until <= now:
                _removed(path)
        session = DeskSession(secrets.token_urlsafe(32), person)
        kept = DeskSessionFile(person.name, _digest(person.hash), now + LASTS)
        path = self._path(session.token)
        try:
            atomic_write.write(path, json_codec.dump(kept).encode())
        except OSError as error:
            raise PublishError(
                _("{path} cannot be written: {strerror}.", path=path, strerror=error.strerror)
            ) from error
        return session

    def get(self, token: str, now: dt.datetime) -> DeskSession | None:
        """Return the session of a token; None where there is none, it has ended, or the person is gone."""
        kept = _read(self._path(token)) if token else None
        person = self._people.get(kept.name) if kept and now < kept.until else None
        if not kept or not person or kept.password != _digest(person.hash):
            return None
        return DeskSession(token, person)

    def end(self, session: DeskSession) -> None:
        """End a session: its token is worth nothing any more."""
        _removed(self._path(session.token))

    def end_all(self, person: DeskPerson) -> None:
        """End all sessions of somebody, on whatever device."""
        for path, kept in self._all():
            if kept and kept.name == person.name:
                _removed(path)

    def _path(self, token: str) -> Path:
        return self._folder / f"{_digest(token)}.json"

    def _all(self) -> Iterator[tuple[Path, DeskSessionFile | None]]:
        return ((path, _read(path)) for path in self._folder.glob("*.json"))


def _removed(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise PublishError(_("{path} cannot be removed: {strerror}.", path=path, strerror=error.strerror)) from error


def _read(path: Path) -> DeskSessionFile | None:
    """Return what is kept there; None where nothing is, or it is damaged."""
    try:
        kept = json_codec.load(DeskSessionFile, path.read_text("utf-8"), str(path))
    except (OSError, ValueError, TingbaoError):
        return None
    return kept if kept.until.tzinfo else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
