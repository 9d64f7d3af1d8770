"""Nothing unsourced: what reworded text claims must stand in its source, beside the same things."""

from service.editing.facts.differing_figures import differing
from service.editing.facts.fact_check import check
from service.editing.facts.quotations import is_in, lost_speakers, speakers_of
from service.editing.facts.violation import FactViolation

__all__ = ["FactViolation", "check", "differing", "is_in", "lost_speakers", "speakers_of"]
