"""Learns the weights of `service.editing.selection.likeness` from the labelled pairs that are not held out, and from
what else the index finds alike among the different items of one bulletin.

    python -m tests.tools.learn_selection

prints the table to be put there, and precision, recall and F1 of both halves. Logistic regression by Newton's method.
"""

from __future__ import annotations

import sys

from tests.support.paths import ROOT

RIDGE = 0.3
"""Keeps the weights of what few pairs show near what is expected of them."""
EXPECTED = {
    "sites": 2.0,
    "other host": -3.0,
    "late": -4.0,
    "same work": 2.0,
    "points to": 1.5,
    "continued": 6.0,
}
"""Log odds; all others 0. National bulletins have few local sites and hosts, and the pairs bear no dates."""


def main() -> None:
    import numpy as np

    from service.editing.selection.similarity import features
    from service.editing.selection.story_signature import signature
    from tests.support import selection_pairs

    pairs = [*selection_pairs.load(), *selection_pairs.neighbours()]
    told = [features(signature(a), signature(b)) for _, _, a, b in pairs]
    names = ["intercept", *told[0]]
    table = np.array([[1.0, *row.values()] for row in told])
    same = np.array([float(pair[0]) for pair in pairs])
    held_out = np.array([pair[1] for pair in pairs])
    x, y = table[~held_out], same[~held_out]
    expected = np.array([EXPECTED.get(name, 0.0) for name in names])
    weights = np.zeros(len(names))
    ridge = RIDGE * np.diag([0.0] + [1.0] * (len(names) - 1))
    for _ in range(50):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - chance) - ridge @ (weights - expected)
        weights += np.linalg.solve(
            x.T @ (x * (chance * (1 - chance))[:, None]) + ridge + 1e-9 * np.eye(len(names)), slope
        )
    for name, value in zip(names, weights, strict=True):
        print(f'    "{name}": {value:.2f},')
    labelled = np.arange(len(same)) < len(selection_pairs.load())
    for half, rows in (
        ("learnt", ~held_out & labelled),
        ("held out", held_out & labelled),
        ("held out, all", held_out),
    ):
        found = table[rows] @ weights > 0
        right = float((found & (same[rows] == 1)).sum())
        precision, recall = right / found.sum(), right / same[rows].sum()
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{half}: {rows.sum()} pairs, precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "editing")]
    main()
