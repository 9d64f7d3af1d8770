"""Articles to ranked Stories: what is new, each story once, by how much it matters, with reasons."""

from service.editing.editors_hand import EditorsHand
from service.editing.selection.already_aired import AiredStory, aired
from service.editing.selection.interests import Interests
from service.editing.selection.page_place import page_numbers
from service.editing.selection.select import RankedStory, Selection, choose, is_told_by_another, untimely
from service.editing.selection.skip_reasons import counted_reasons, waiting

__all__ = [
    "AiredStory",
    "EditorsHand",
    "Interests",
    "RankedStory",
    "Selection",
    "aired",
    "choose",
    "counted_reasons",
    "is_told_by_another",
    "page_numbers",
    "untimely",
    "waiting",
]
