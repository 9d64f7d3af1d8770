"""The model that is asked where words leave a reading open: g2pM's network, corrected by weights learned on news.

An embedding, one bidirectional LSTM layer of 32 cells and two dense layers, as in Park and Lee, "g2pM: A Neural
Grapheme-to-Phoneme Conversion Package for Mandarin Chinese" (2020; PyPI package g2pM, Apache-2.0). Only the package's
weights are used: its own loop takes 2 to 4 ms a sentence and chooses among all readings of all characters. It learned
from an encyclopedia; what news says otherwise is in polyphone_weights.py.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from service.speech.pronunciation.polyphone_features import features
from service.speech.pronunciation.polyphone_weights import PolyphoneWeights
from service.speech.pronunciation.word_path import Step

SPAN = 20
"""Characters of context that the network sees on either side."""
STRETCH = 1000
"""Characters that the network reads at a time: an utterance is shorter, and a long text takes no more memory."""
BEGIN, END, UNKNOWN = "시", "끝", "<UNK>"
"""The network's own symbols."""


class PolyphoneModel:
    """Chooses among the readings of a character by its context. The weights are loaded when it is first asked."""

    def read(self, text: str, path: Sequence[Step], places: Sequence[int]) -> list[str]:
        """Return the likeliest reading of the character at each of `places`, rising indices into `text`.

        `path` parts the text into words.
        """
        answers = []
        index = 0
        for place, (readings, network) in zip(places, self.log_probabilities(text, places), strict=True):
            while path[index].end <= place:
                index += 1
            corrected = self._corrections.of(text[place])
            scores = corrected.scores(network, features(text, path, index, place)) if corrected else network
            answers.append(readings[max(range(len(readings)), key=scores.__getitem__)])
        return answers

    def corrects(self, char: str) -> bool:
        """Return whether the network's answer for `char` is corrected by what news says."""
        return self._corrections.of(char) is not None

    def log_probabilities(self, text: str, places: Sequence[int]) -> Iterator[tuple[list[str], list[float]]]:
        """Yield the readings of each character and what the network alone thinks of them."""
        for _, near in itertools.groupby(places, key=lambda place: place // STRETCH):
            yield from self._near(text, list(near))

    def _near(self, text: str, places: list[int]) -> list[tuple[list[str], list[float]]]:
        import numpy as np

        weights = self._weights
        begin = max(0, places[0] - SPAN)
        window = text[begin : places[-1] + SPAN + 1]
        ids = [weights.ids.get(char, weights.ids[UNKNOWN]) for char in window]
        ids = [weights.ids[BEGIN], *ids, weights.ids[END]]
        forward = weights.forward.run(ids)
        backward = weights.backward.run(ids[::-1])[::-1]
        answers = []
        for place in places:
            here = place - begin + 1
            dense = weights.dense @ np.concatenate([forward[here], backward[here]]) + weights.dense_bias
            last, bias, readings = weights.readings(text[place])
            logits = last @ np.maximum(dense, 0) + bias
            logits -= logits.max()
            answers.append((readings, (logits - np.log(np.exp(logits).sum())).tolist()))
        return answers

    @cached_property
    def _corrections(self) -> PolyphoneWeights:
        return PolyphoneWeights()

    @cached_property
    def _weights(self) -> _Weights:
        return _Weights()


class _Direction:
    """One direction of the LSTM layer.

    A sigmoid is half the tanh of half its argument, plus a half: with the arguments halved here, one tanh serves all
    four gates. The inputs' part of the gates is worked out once for every character: the products that are left are so
    small that the linear algebra library keeps to one thread (more threads take four times as long).
    """

    def __init__(self, embeddings: Any, weight_in: Any, weight_back: Any, bias: Any) -> None:  # noqa: ANN401
        import numpy as np

        self._size: int = weight_back.shape[1]
        order = [0, 1, 3, 2]  # input, forget, output, update
        columns = np.concatenate([np.arange(gate * self._size, (gate + 1) * self._size) for gate in order])
        scale = np.repeat(np.array([0.5, 0.5, 0.5, 1], dtype=np.float32), self._size)
        self._inner = embeddings @ (weight_in[columns] * scale[:, None]).T + bias[columns] * scale
        self._recurrent = np.ascontiguousarray(weight_back.T[:, columns] * scale)

    def run(self, ids: list[int]) -> Any:  # noqa: ANN401
        """Return the hidden state at each step, steps x cells."""
        import numpy as np

        size = self._size
        hidden = cell = np.zeros(size, dtype=np.float32)
        states = np.empty((len(ids), size), dtype=np.float32)
        for step, gate in enumerate(self._inner[ids]):
            signal = np.tanh(gate + hidden @ self._recurrent)
            opened = signal[: 3 * size] * 0.5 + 0.5
            cell = opened[size : 2 * size] * cell + opened[:size] * signal[3 * size :]
            states[step] = hidden = opened[2 * size :] * np.tanh(cell)
        return states


class _Weights:
    """The network's weights."""

    def __init__(self) -> None:
        from g2pM import G2pM  # type: ignore[import-untyped]

        net: Any = G2pM()
        self.ids: dict[str, int] = net.char2idx
        self.forward = _Direction(net.embeddings, net.weight_ih, net.weight_hh, net.bias_ih + net.bias_hh)
        self.backward = _Direction(
            net.embeddings, net.weight_ih_reverse, net.weight_hh_reverse, net.bias_ih_reverse + net.bias_hh_reverse
        )
        self.dense, self.dense_bias = net.hidden_weight_l0, net.hidden_bias_l0
        self._last, self._last_bias = net.hidden_weight_l1, net.hidden_bias_l1
        self._rows: dict[str, int] = {name: row for row, name in net.idx2class.items()}
        self.names: dict[str, list[str]] = net.cedict
        self.readings = functools.cache(self._readings)

    def _readings(self, char: str) -> tuple[Any, Any, list[str]]:
        """Return the last layer's weights and biases for a character's readings, and the readings."""
        known = [name for name in self.names[char] if name in self._rows]
        rows = [self._rows[name] for name in known]
        return self._last[rows], self._last_bias[rows], [name.replace("u:", "v") for name in known]
