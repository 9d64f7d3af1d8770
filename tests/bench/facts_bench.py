"""Prints how many corruptions `facts.check` catches and how many true rewordings it faults, by kind.

`python tests/bench/facts_bench.py [-v]`; development: its own articles and even seeds; reporting: articles and odd
seeds that the rules were not made with.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent.parent)]

import facts_set

from service.editing.facts import check

SEEDS = {"development": (0, 2), "reporting": (1, 3)}
CALLED = {"n": "notation", "o": "order", "a": "attribution", "v": "verbs"}


def measure(name: str, verbose: bool = False) -> tuple[dict[str, tuple[int, int]], dict[str, tuple[int, int]]]:
    """(kind of rewording -> faulted, all), (kind of error -> caught, all)."""
    alarms: dict[str, list[bool]] = {}
    caught: dict[str, list[bool]] = {kind: [] for kind in facts_set.KINDS}
    for article in facts_set.read(name):
        for kind, text in article.rewordings:
            faults = check(text, article.source)
            alarms.setdefault(CALLED[kind], []).append(bool(faults))
            if faults and verbose:
                print("ALARM ", text, *(f"\n         {each}" for each in faults))
            for error in facts_set.KINDS:
                seen: set[str] = set()
                for seed in SEEDS[name]:
                    wrong = facts_set.corrupted(article, text, error, seed)
                    if wrong is None or wrong in seen:
                        continue
                    seen.add(wrong)
                    caught[error].append(bool(check(wrong, article.source)))
                    if verbose and not caught[error][-1]:
                        print(f"MISSED {error:10}", wrong, "\n      was         ", text)
    return tuple({kind: (sum(each), len(each)) for kind, each in table.items()} for table in (alarms, caught))


def main() -> None:
    verbose = "-v" in sys.argv
    names = [each for each in SEEDS if each in sys.argv] or list(SEEDS)
    for name in names:
        start = time.perf_counter()
        alarms, caught = measure(name, verbose)
        print(name, f"({time.perf_counter() - start:.1f} s)")
        for title, table in (("faulted", alarms), ("caught", caught)):
            for kind, (some, of) in (*table.items(), ("all", tuple(map(sum, zip(*table.values(), strict=True))))):
                print(f"  {title:8} {kind:12} {some:4} of {of:4}  {some / max(1, of):6.1%}")


if __name__ == "__main__":
    main()
