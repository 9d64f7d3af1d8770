"""Articles to ranked Stories: what is new, each story once, by how much it matters, with reasons."""

from service.editing.editors_hand import EditorsHand
from service.editing.selection.already_aired import AiredStory, aired
from service.editing.selection.interests import Interests
from service.editing.selection.page_place import page_numbers
from service.editing.selection.select import LEFT_OUT_BY, SAME_STORY, RankedStory, Selection, choose, untimely
from service.editing.selection.skip_reasons import counted_reasons, waiting

__all__ = [
    "LEFT_OUT_BY",
    "SAME_STORY",
    "AiredStory",
    "EditorsHand",
    "Interests",
    "RankedStory",
    "Selection",
    "aired",
    "choose",
    "counted_reasons",
    "page_numbers",
    "untimely",
    "waiting",
]
