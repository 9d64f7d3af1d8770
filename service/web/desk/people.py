"""Who may use the desk: a name, the hash of a password, and the shows that are theirs; a file of the state folder.

A password is hashed by scrypt (RFC 7914) of OpenSSL, with the cost that OWASP's Password Storage Cheat Sheet gives for
32 MiB of memory: N=2^15, r=8, p=3.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from service.core import json_codec
from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.errors import PublishError, UsageError
from service.storage import atomic_write

SHORTEST, LONGEST = 12, 200
"""Characters of a password. NIST SP 800-63B asks for eight at least; guesses here are few, but nothing else is asked
for than the password."""
_N, _R, _P = 2**15, 8, 3
_MEMORY = 64 * 1024 * 1024
"""Bytes that OpenSSL may use: 128·N·r, and some more."""
_NAME = re.compile(r"[^\W_][\w .·-]{0,39}")


@dataclass(frozen=True, slots=True)
class DeskPerson:
    """Somebody who may use the desk."""

    name: str
    salt: str
    """Hexadecimal."""
    hash: str
    """Of the password with the salt, hexadecimal."""
    shows: tuple[str, ...] = ()
    """The slugs of the shows that are theirs; empty: all."""

    def has(self, show: ShowSettings) -> bool:
        """Return whether the show is theirs."""
        return not self.shows or show.slug in self.shows


@dataclass(frozen=True, slots=True)
class DeskPeopleFile:
    """What is kept of them."""

    people: tuple[DeskPerson, ...] = ()


class DeskPeople:
    """The people of the desk; methods raise PublishError where the file cannot be used."""

    def __init__(self, state: Path) -> None:
        """`state` is the service's state folder."""
        self._path = state / "desk" / "people.json"

    def list(self) -> tuple[DeskPerson, ...]:
        """Return all of them, by name."""
        try:
            text = self._path.read_text("utf-8")
        except FileNotFoundError:
            return ()
        except (OSError, ValueError) as error:
            raise PublishError(_("{path} cannot be read: {error}.", path=self._path, error=error)) from error
        return json_codec.load(DeskPeopleFile, text, str(self._path)).people

    def get(self, name: str) -> DeskPerson | None:
        """Return the one of that name, if there is one."""
        return next((each for each in self.list() if each.name == name), None)

    def add(self, name: str, password: str, shows: tuple[str, ...] = ()) -> DeskPerson:
        """Add somebody, or give them a new password and other shows: whoever was logged in by that name is no more.

        Raise UsageError for a name or a password that cannot be.
        """
        if not _NAME.fullmatch(name):
            raise UsageError(
                _("A name has 1 to 40 letters or digits; spaces, dots and hyphens may stand between them.")
            )
        if not SHORTEST <= len(password) <= LONGEST:
            raise UsageError(
                _(
                    "A password has {shortest} to {longest} characters: a few words make a good one.",
                    shortest=SHORTEST,
                    longest=LONGEST,
                )
            )
        salt = secrets.token_bytes(16)
        person = DeskPerson(name, salt.hex(), _hash(password, salt), shows)
        self._write((*(each for each in self.list() if each.name != name), person))
        return person

    def remove(self, name: str) -> None:
        """Remove somebody. Raise UsageError where there is nobody of that name."""
        if not self.get(name):
            raise UsageError(_("There is nobody called {name!r}; `tingbao desk list` names them.", name=name))
        self._write(tuple(each for each in self.list() if each.name != name))

    def check(self, name: str, password: str) -> DeskPerson | None:
        """Return who that is, if the password is right. It takes as long where there is nobody of that name."""
        person = self.get(name)
        salt = bytes.fromhex(person.salt) if person else bytes(16)
        found = _hash(password[: LONGEST + 1], salt)
        return person if person and hmac.compare_digest(found, person.hash) else None

    def _write(self, people: tuple[DeskPerson, ...]) -> None:
        data = json_codec.dump(DeskPeopleFile(tuple(sorted(people, key=lambda each: each.name))))
        try:
            atomic_write.write(self._path, data.encode())  # nobody else may read it
        except OSError as error:
            raise PublishError(
                _("{path} cannot be written: {strerror}.", path=self._path, strerror=error.strerror)
            ) from error


def _hash(password: str, salt: bytes) -> str:
    given = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(given, salt=salt, n=_N, r=_R, p=_P, maxmem=_MEMORY).hex()
