"""The results of `tingbao check`."""

from __future__ import annotations

from dataclasses import dataclass

from service.core.messages import _


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing that was checked."""

    ok: bool
    """False for a fault: something will not work."""
    what: str
    found: str
    """The state; for a fault or a note, with what to do."""
    note: bool = False
    """Nothing is broken, but a person should know."""

    @property
    def mark(self) -> str:
        """The kind of the result as it is printed."""
        return _("FAULT") if not self.ok else _("note") if self.note else _("ok")


def passed(what: str, found: str) -> CheckResult:
    """Return the result of a check that found nothing wrong."""
    return CheckResult(True, what, found)


def note(what: str, found: str) -> CheckResult:
    """Return the result for what works, but a person should know."""
    return CheckResult(True, what, found, note=True)


def fault(what: str, found: str) -> CheckResult:
    """Return the result for what does not work."""
    return CheckResult(False, what, found)
