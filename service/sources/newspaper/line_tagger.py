"""What each line of a page is: a linear-chain conditional random field over the features of `line_features`.

Its weights were learnt by `tests/tools/learn_page_types.py` and stand in `line_type_weights.json.gz`, in thousandths;
the sums are whole numbers, so that every machine finds the same types. The decoder is Viterbi's.
"""

from __future__ import annotations

import functools
import gzip
import json
from collections.abc import Sequence
from importlib import resources
from itertools import chain
from typing import TYPE_CHECKING, Any

from service.core import cpu_limit
from service.sources.newspaper.line_classes import Block
from service.sources.newspaper.line_features import features
from service.sources.newspaper.line_shape import SeenLine, seen
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.page_lines import Line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class LineTyper:
    """Tells the types of lines with learnt weights."""

    def __init__(self, weights: dict[str, Any]) -> None:
        """Take the weights: `types`, `features` (name -> pairs of a type's place and weight) and `transitions`."""
        import numpy as np

        self._types = [LineType(name) for name in weights["types"]]
        self._rows = {name: row for row, name in enumerate(weights["features"])}
        pairs = weights["features"].values()
        places = np.repeat(np.arange(len(pairs)), [len(each) // 2 for each in pairs])
        types, values = np.array(list(chain.from_iterable(pairs)), np.int64).reshape(-1, 2).T
        self._weights = np.zeros((len(pairs), len(self._types)), np.int64)
        self._weights[places, types] = values
        self._transitions = np.array(weights["transitions"], np.int64)

    def types(self, lines: Sequence[SeenLine]) -> list[LineType]:
        """Return the likeliest types of a page's lines together."""
        return self.decode(features(lines))

    def decode(self, found: Sequence[Sequence[str]]) -> list[LineType]:
        """Return the likeliest types of lines with these features."""
        if not found:
            return []
        best = self._score(found[0])
        came: list[NDArray[np.intp]] = []
        for each in found[1:]:
            cpu_limit.check()
            ways = best[:, None] + self._transitions
            came.append(ways.argmax(0))
            best = ways.max(0) + self._score(each)
        path = [int(best.argmax())]
        for back in reversed(came):
            path.append(int(back[path[-1]]))
        return [self._types[n] for n in reversed(path)]

    def _score(self, each: Sequence[str]) -> NDArray[np.int64]:
        known = [self._rows[name] for name in each if name in self._rows]
        scores: NDArray[np.int64] = self._weights[known].sum(0)
        return scores


@functools.cache
def shipped() -> LineTyper:
    """Return the typer with the weights that come with the program."""
    packed = resources.files(__package__).joinpath("line_type_weights.json.gz").read_bytes()
    return LineTyper(json.loads(gzip.decompress(packed)))


def seen_lines(rows: Sequence[Line], blocks: Sequence[Block]) -> tuple[list[SeenLine], list[int]]:
    """Return what is seen of the page's rows that hold something to read, and which rows those are."""
    found: list[SeenLine] = []
    places: list[int] = []
    broken = False
    for place, (row, block) in enumerate(zip(rows, blocks, strict=True)):
        if any(c.isalnum() for c in row.text):
            found.append(seen(block, row.text, broken))
            places.append(place)
            broken = False
        else:
            broken = True
    return found, places
