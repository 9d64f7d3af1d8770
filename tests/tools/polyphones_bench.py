"""Measures the readings of marked characters: all, those that are not the usual ones, and the mean over characters.

    python -m tests.tools.polyphones_bench NAME [--usual NAME...]

NAME: a set as in `learn_polyphones`. A reading is usual if most sentences of the character have it, in the sets of
--usual or, without them, in NAME itself; the others are the minority. Each set is read as it would be spoken.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict

from service.speech.pronunciation import Pronouncer
from tests.tools.learn_polyphones import marked


def usual_readings(names: list[str]) -> dict[str, str]:
    """Return the most frequent reading of each character in some sets."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        for text, place, reading in marked(name):
            counts[text[place]][reading] += 1
    return {char: count.most_common(1)[0][0] for char, count in counts.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name")
    parser.add_argument("--usual", action="append", default=[])
    given = parser.parse_args()
    usual = usual_readings(given.usual or [given.name])
    sentences = list(marked(given.name))
    pronouncer = Pronouncer()
    hits: dict[str, list[bool]] = defaultdict(list)
    minority: list[bool] = []
    started = time.process_time()
    for text, place, reading in sentences:
        found = pronouncer.read(text)[place]
        hit = found is not None and found.pinyin == reading
        hits[text[place]].append(hit)
        if usual.get(text[place]) != reading:
            minority.append(hit)
    spent = time.process_time() - started
    right = sum(map(sum, hits.values()))
    mean = sum(sum(each) / len(each) for each in hits.values()) / len(hits)
    print(
        f"{given.name}: {right / len(sentences):.2%} of {len(sentences)}, minority {sum(minority) / len(minority):.2%} "
        f"of {len(minority)}, mean over {len(hits)} characters {mean:.2%}, {1000 * spent / len(sentences):.2f} ms each"
    )


if __name__ == "__main__":
    main()
