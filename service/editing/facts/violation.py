"""What is wrong with one claim."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FactViolation:
    """A claim of the text that its source does not bear out."""

    claim: str
    """The words, as the text has them (for what is missing: as the source has them)."""
    kind: str
    """number, date, name, negation, hedge, quotation or word."""
    reason: str
    """One phrase: not in the source, beside another thing, ..."""
