"""How far the sound of a whole draft is, as the API tells it; apart from what makes it, which takes long to load."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProgrammeSound:
    """How far the sound of a version is."""

    version: int
    state: str
    """`none`, `making`, `ready` or `failed`."""
    step: str = ""
    """What is being done: Speaking, Mixing and encoding."""
    done: int = 0
    total: int = 0
    """How many of the step's parts are done, of how many; 0: nobody knows."""
    error: str = ""
    """Why it failed."""
