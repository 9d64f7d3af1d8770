"""How many examples a property is tried with: a few in the quick run, more in CI, many in the soak."""

import os

CI = os.environ.get("EXAMPLES") == "ci"
SOAK = os.environ.get("EXAMPLES") == "soak"
QUICK_SHARE = 4
"""The quick run tries one of so many of CI's examples."""


def examples(ci: int, soak: int | None = None) -> int:
    """Return how many examples this run tries.

    `ci`: how many `./run ci` tries. `soak`: how many `./run soak` tries; None: as many as CI.
    """
    if SOAK:
        return ci if soak is None else soak
    return ci if CI else max(1, ci // QUICK_SHARE)
