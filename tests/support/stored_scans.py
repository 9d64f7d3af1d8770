"""What `scans.recognition` answers, drawn up by hand: the lines of a page, no networks needed."""

from __future__ import annotations

from typing import Any

from tests.support.set_type import column, line

BODY = ">>青禾县十二个乡 镇同时开闸放水， 比去年早五天。 >>渠边的农户清理 了斗门。"


def answer(*, doubts: tuple[tuple[str, int], ...] = (), headed: bool = True) -> dict[str, Any]:
    """Return the answer for a page of one article."""
    lines = [*[line("春灌开闸", 30, 100, 20)] * headed, *column(BODY, 30, 130, 9)]
    return {
        "pages": 1,
        "width": 800,
        "height": 1000,
        "lines": [
            {
                "text": each.text,
                "area": [each.area.left, each.area.top, each.area.right, each.area.bottom],
                "size": each.size,
                "vertical": False,
                "score": 0.5 if doubts and n == 1 else 1.0,
                "doubts": [*doubts] if n == 1 else [],
            }
            for n, each in enumerate(lines)
        ],
        "rules": [],
        "frames": [],
        "pictures": [],
    }
