"""What is seen beside a polyphone: the characters and words around it, as the names of features.

`polyphone_weights` has a weight for each that tells the readings of a character apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from service.speech.pronunciation.word_path import Step

NO_WORD = "$"
"""Stands for what is beyond the ends of the text."""
TOPIC_REACH = 6
"""Words on either side whose mere presence counts: what the sentence is about."""


def features(text: str, path: Sequence[Step], index: int, place: int) -> list[str]:
    """Return the features of the character at `place`, which is part of the word path[index].

    The first letter of each says what it is: a-e, A-E characters beside the place, l and r, L and R the nearest two
    words on either side, m-o, O, q and t their parts of speech, W, p and S the word that the character is part of,
    x a word nearby.
    """

    def char(offset: int) -> str:
        return text[place + offset] if 0 <= place + offset < len(text) else NO_WORD

    def word(offset: int) -> tuple[str, str]:
        if not 0 <= index + offset < len(path):
            return NO_WORD, NO_WORD
        step = path[index + offset]
        return text[step.start : step.end], step.part

    own = path[index]
    left, right = char(-2) + char(-1), char(1) + char(2)
    (before, before_part), (behind, behind_part) = word(-1), word(1)
    (second_before, second_before_part), (second_behind, second_behind_part) = word(-2), word(2)
    found = [
        f"a{char(-1)}", f"b{char(1)}", f"A{char(-2)}", f"B{char(2)}", f"c{left}", f"d{right}", f"e{char(-1)}{char(1)}",
        f"C{char(-3)}{left}", f"E{right}{char(3)}", f"S{_position(own, place)}", f"p{own.part}",
        f"l{before}", f"r{behind}", f"L{second_before}", f"R{second_behind}",
        f"m{before_part}", f"n{behind_part}", f"q{before_part}{behind_part}", f"o{second_before_part}{before_part}",
        f"O{behind_part}{second_behind_part}", f"t{before_part}{behind_part}{second_behind_part}",
    ]  # fmt: skip
    if own.end - own.start > 1:
        found.append(f"W{text[own.start : own.end]}")
    near = (*path[max(0, index - TOPIC_REACH) : index], *path[index + 1 : index + 1 + TOPIC_REACH])
    found += [f"x{text[step.start : step.end]}" for step in near if step.end - step.start > 1]
    return list(dict.fromkeys(found))


def _position(step: Step, place: int) -> str:
    """Return where in its word a character stands: alone, first, last or between."""
    if step.end - step.start == 1:
        return "alone"
    return "first" if place == step.start else "last" if place == step.end - 1 else "between"
