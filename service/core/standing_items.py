"""Standing items of a show: an announcement, an advertisement, a line of weather, on chosen days until a date.

Each goes into every programme of its days. Where a programme waits for its editor, he may drop it for that day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from service.model import Recording

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""What its days are called, in the order of `date.weekday`."""
MOST = 50
"""Standing items of a show."""


@dataclass(frozen=True, slots=True)
class StandingItem:
    """One of them."""

    name: str
    """Its title, as listeners see it; no other one of the show has it."""
    text: str = ""
    """What is said; of a recording what is said in it, or nothing."""
    recording: Recording | None = None
    """What is heard; None: the show's voice says the text."""
    place: int = 0
    """The number that it has among the programme's items; 0, or more than there are: it is the last."""
    days: tuple[str, ...] = ()
    """The weekdays of WEEKDAYS on which it is told; empty: on all."""
    since: dt.date | None = None
    """Its first day."""
    until: dt.date | None = None
    """Its last day."""
    on: bool = True
    """Whether it is told at all."""

    def airs_on(self, date: dt.date) -> bool:
        """Return whether the programme of that date has it."""
        begun = self.since is None or self.since <= date
        return self.on and begun and not self.is_over(date) and (not self.days or WEEKDAYS[date.weekday()] in self.days)

    def is_over(self, date: dt.date) -> bool:
        """Return whether its last day was before that date."""
        return self.until is not None and self.until < date


def of_day(items: Sequence[StandingItem], date: dt.date) -> tuple[StandingItem, ...]:
    """Return those that the programme of that date has, in their order."""
    return tuple(each for each in items if each.airs_on(date))
