"""Articles to ranked Stories: what is new, each story once, by how much it matters, with reasons."""

from service.editing.selection.aired import Past, aired
from service.editing.selection.choice import Choice, Pick, choose
from service.editing.selection.interests import Interests

__all__ = ["Choice", "Interests", "Past", "Pick", "aired", "choose"]
