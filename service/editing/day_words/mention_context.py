"""What stands around a word that names a day, and says how it is meant."""

from __future__ import annotations

import re

from service.editing.day_words.mentions import Mention

REACH = 60
"""Characters ahead of a day's number in which its month may stand."""
_TO_COME = re.compile("将(?![军士领])|即将|预计|计划|拟(?!定)|有望|打算|(?<![需只])还?要(?![求素点闻领道塞害件])")
_CLAUSE = re.compile("，?[^，；。：]{0,80}")
_DONE = re.compile("[已了曾]|过(?=[，。])|以来")


def just_before(mention: Mention, text: str) -> str:
    """Return what stands ahead of a mention, near enough to say how it is meant."""
    return text[max(0, mention.start - REACH) : mention.start]


def is_to_come(text: str, mention: Mention) -> bool:
    """Return whether the sentence says that something will be: on Sunday, 本周四 may be the next Thursday."""
    return _TO_COME.search(text, mention.end) is not None


def clause_is_to_come(text: str, mention: Mention) -> bool:
    """Return whether the clause that a mention begins says so, or the next where it stands alone in its own."""
    return _TO_COME.search(clause_behind(text, mention)) is not None


def clause_behind(text: str, mention: Mention) -> str:
    """Return the rest of the clause that a mention begins, or the next one where it stands alone in its own."""
    found = _CLAUSE.match(text, mention.end)
    return found[0] if found else ""


def is_done(text: str, mention: Mention) -> bool:
    """Return whether the sentence says behind a mention that something has been."""
    return _DONE.search(text, mention.end) is not None
