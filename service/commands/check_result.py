"""What `tingbao check` finds: each thing looked at, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing looked at."""

    ok: bool
    """False for a fault: something will not work."""
    what: str
    found: str
    """How it is; for a fault or a note, with what to do."""
    note: bool = False
    """Nothing is broken, but a person should know."""

    @property
    def mark(self) -> str:
        """As a person reads it."""
        return "FAULT" if not self.ok else "note" if self.note else "ok"


def passed(what: str, found: str) -> CheckResult:
    """It is as it should be."""
    return CheckResult(True, what, found)


def note(what: str, found: str) -> CheckResult:
    """It works, but a person should know."""
    return CheckResult(True, what, found, note=True)


def fault(what: str, found: str) -> CheckResult:
    """It does not work."""
    return CheckResult(False, what, found)
