"""What is wrong with one claim."""

from __future__ import annotations

from dataclasses import dataclass

from service.core.messages import _

KINDS = {
    "number": _("number"),
    "date": _("date"),
    "name": _("name"),
    "negation": _("negation"),
    "hedge": _("hedge"),
    "quotation": _("quotation"),
    "word": _("word"),
    "speech": _("speech"),
}
"""What a claim is about, in words."""


@dataclass(frozen=True, slots=True)
class FactViolation:
    """A claim of the text that its source does not bear out."""

    claim: str
    """The words, as the text has them (for what is missing: as the source has them)."""
    kind: str
    """number, date, name, negation, hedge, quotation or word."""
    reason: str
    """One phrase: not in the source, beside another thing, ..."""

    @property
    def told(self) -> str:
        """Kind and reason, for a person."""
        return _("{kind}: {reason}", kind=KINDS[self.kind], reason=self.reason)
