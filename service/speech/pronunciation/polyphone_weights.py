"""Weights that correct the network for the characters that news uses most: a log-linear model over its answer.

The score of a reading is the network's log probability for it, times a factor of the character, plus the weights of
the features found beside the character (polyphone_features.py): Berger, Della Pietra and Della Pietra, "A Maximum
Entropy Approach to Natural Language Processing" (1996). Learned by tests/tools/learn_polyphones.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from service.speech.pronunciation.dictionaries import lines

UNIT = 16
"""polyphone_weights.txt has sixteenths."""
LEAST = -8.0
"""No log probability of the network counts as less: it is often far too sure."""


class CharacterWeights:
    """The weights of one character."""

    def __init__(self, line: str) -> None:
        """Take a line of polyphone_weights.txt apart."""
        _, _, factor, *weights = line.split("\t")
        self._factor = float(factor)
        self._weights: dict[str, list[float]] = {}
        for item in weights:
            numbers, feature = item.split(" ", 1)
            self._weights[feature] = [int(number) / UNIT for number in numbers.split(",")]

    def scores(self, network: Sequence[float], found: Sequence[str]) -> list[float]:
        """Return a score for each reading from the network's log probabilities and the features found."""
        scores = [self._factor * max(each, LEAST) for each in network]
        for feature in found:
            for index, weight in enumerate(self._weights.get(feature, ())):
                scores[index] += weight
        return scores


class PolyphoneWeights:
    """polyphone_weights.txt: a line for each character, taken apart when it is first asked for."""

    def __init__(self) -> None:
        self._lines = {line[0]: line for line in lines("polyphone_weights.txt")}
        self._characters: dict[str, CharacterWeights] = {}

    def of(self, char: str) -> CharacterWeights | None:
        """Return the weights of a character; None: it has none."""
        if char not in self._characters and char in self._lines:
            self._characters[char] = CharacterWeights(self._lines[char])
        return self._characters.get(char)
