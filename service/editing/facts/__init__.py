"""Nothing unsourced: what reworded text claims must stand in its source, beside the same things."""

from service.editing.facts.checking import check
from service.editing.facts.fault import Fault

__all__ = ["Fault", "check"]
