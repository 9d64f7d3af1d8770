"""What is told only behind the fall that it answers: `对头水紫菜加价5%收购` behind `价钱却跌了`.

Alone it turns its story round: who hears only of the higher price hears that prices rise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_RAISES = re.compile("加价|溢价收|提价收|高于市价|保底价|保护价收|托底收")
_FELL = re.compile(
    "(?:价[格钱]?|行情)(?!值)[^，。；：“”]{0,6}?(?:跌|下降|降了|走低|回落|低迷)|[跌降]价(?!值)|滞销|卖不[动出]"
)
_DENIED = re.compile("[不没未无](?:会|曾|有)?[跌降滞]")


def needed(lines: Sequence[str]) -> dict[int, int]:
    """Return, by sentence that tells of a raise against a fall, the last sentence ahead that tells of the fall."""
    fallen = [at for at, line in enumerate(lines) if _FELL.search(line) and not _DENIED.search(line)]
    found = {
        at: max((fall for fall in fallen if fall < at), default=at)
        for at, line in enumerate(lines)
        if _RAISES.search(line) and not _FELL.search(line)
    }
    return {at: fall for at, fall in found.items() if fall < at}
