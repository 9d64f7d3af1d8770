"""The model that is asked where words leave a reading open: g2pM's network (PyPI package g2pM, Apache-2.0).

An embedding, one bidirectional LSTM layer of 32 cells and two dense layers, as in Park and Lee, "g2pM: A Neural
Grapheme-to-Phoneme Conversion Package for Mandarin Chinese" (2020). Only the package's weights are used: its own loop
takes both directions apart, step by step, and chooses among all readings of all characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

BEGIN, END, UNKNOWN = "시", "끝", "<UNK>"
"""The network's own symbols."""


class Model:
    """Chooses among the readings of a character by its context. The weights are loaded when it is first asked."""

    def knows(self, char: str) -> bool:
        """Whether the model can tell readings of `char` apart."""
        return char in self._weights.readings

    def read(self, text: str, places: Sequence[int]) -> list[str]:
        """The likeliest reading of the character at each of `places`, indices into `text`."""
        import numpy as np

        weights = self._weights
        ids = [weights.ids.get(char, weights.ids[UNKNOWN]) for char in text]
        inputs = weights.embeddings[[weights.ids[BEGIN], *ids, weights.ids[END]]]
        both = np.stack([inputs, inputs[::-1]])  # direction, step, feature
        gates = (both @ weights.inner + weights.bias).swapaxes(0, 1)
        hidden = cell = np.zeros((2, 1, weights.size), dtype=np.float32)
        states = np.empty((len(inputs), 2, weights.size), dtype=np.float32)
        for step, gate in enumerate(gates):
            signal = np.tanh(gate[:, None] + hidden @ weights.recurrent)
            enter, forget, update, output = np.split(signal, 4, axis=2)
            cell = (forget + 1) / 2 * cell + (enter + 1) / 2 * update
            hidden = (output + 1) / 2 * np.tanh(cell)
            states[step] = hidden[:, 0]
        answers = []
        for place in places:
            state = np.concatenate([states[place + 1, 0], states[len(text) - place, 1]])
            dense = np.maximum(weights.dense @ state + weights.dense_bias, 0)
            rows = weights.rows[text[place]]
            scores = weights.last[rows] @ dense + weights.last_bias[rows]
            answers.append(weights.readings[text[place]][int(scores.argmax())])
        return answers

    @cached_property
    def _weights(self) -> _Weights:
        return _Weights()


class _Weights:
    """The network's weights, laid out for both directions at once."""

    def __init__(self) -> None:
        import numpy as np
        from g2pM import G2pM

        net: Any = G2pM()
        self.ids: dict[str, int] = net.char2idx
        self.embeddings = net.embeddings
        self.size: int = net.weight_hh.shape[1]
        half = np.repeat(np.array([0.5, 0.5, 1, 0.5], dtype=np.float32), self.size)
        """A sigmoid is half a tanh of half its argument, plus a half: so one tanh serves all four gates."""
        self.inner = np.stack([net.weight_ih.T, net.weight_ih_reverse.T]) * half
        self.recurrent = np.stack([net.weight_hh.T, net.weight_hh_reverse.T]) * half
        forward, backward = net.bias_ih + net.bias_hh, net.bias_ih_reverse + net.bias_hh_reverse
        self.bias = np.stack([forward, backward])[:, None] * half
        self.dense, self.dense_bias = net.hidden_weight_l0, net.hidden_bias_l0
        self.last, self.last_bias = net.hidden_weight_l1, net.hidden_bias_l1
        classes = {name: row for row, name in net.idx2class.items()}
        self.rows = {
            char: [classes[name] for name in names if name in classes]
            for char, names in net.cedict.items()
            if len(names) > 1
        }
        self.readings = {
            char: tuple(net.idx2class[row].replace("u:", "v") for row in rows) for char, rows in self.rows.items()
        }
