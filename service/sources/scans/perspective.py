"""What turns a photographed or skewed page into one whose lines are level and whose columns are upright.

Lines of print meet in one point far to the side, and the edges of columns in one far below: where they do is fitted to
the lines that were found, robustly, since some boxes are wrong. The two points give the homography (Hartley and
Zisserman, Multiple View Geometry, 2003, section 8.6).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Quad = NDArray[np.float64]
"""The corners of a line: upper left, upper right, lower right, lower left."""

_LONG = 5.0
"""Heights: a box that is wider tells its slope."""
_FEWEST = 8
"""Lines or pairs of lines of which a direction is fitted; fewer leave it as it is."""
_SAME_EDGE = 0.35
"""Heights by which the left edges of two lines of a column differ, at most, once they are turned."""
_FURTHEST = 12.0
"""Heights between two lines of a column whose ends show how it stands."""
_STEEPEST = 0.35
"""A slope that is larger is a wrong fit: photos are straighter."""
_ROUNDS = 12


def straightening(quads: Sequence[Quad], size: tuple[int, int]) -> Matrix:
    """Return the homography for a page of that width and height. Around its middle, sizes stay as they are."""
    middle = np.array(size) / 2
    scale = max(size) / 2
    boxes = (np.array(quads, dtype=np.float64).reshape(-1, 4, 2) - middle) / scale
    level = _level_point(boxes)
    upright = _upright_point(boxes, level)
    (s, p), (t, q) = level, upright
    back = np.array([[1.0, t, 0.0], [s, 1.0, 0.0], [p, q, 1.0]])
    centred = np.array([[1 / scale, 0, -middle[0] / scale], [0, 1 / scale, -middle[1] / scale], [0, 0, 1]])
    return np.asarray(np.linalg.inv(centred) @ np.linalg.inv(back) @ centred)


def warped(points: NDArray[np.float64], matrix: Matrix) -> NDArray[np.float64]:
    """Return points, each an x and a y in the last axis, where a homography puts them."""
    placed = points @ matrix[:, :2].T + matrix[:, 2]
    return np.asarray(placed[..., :2] / placed[..., 2:])


def _level_point(boxes: NDArray[np.float64]) -> tuple[float, float]:
    """Return where lines meet, (1, s, p): a line at (x, y) has the slope (s - p y) / (1 - p x)."""
    height = _side(boxes, 3, 0)
    width = _side(boxes, 1, 0)
    long = boxes[width > _LONG * height]
    if len(long) < _FEWEST:
        return 0.0, 0.0
    left, right = (long[:, 0] + long[:, 3]) / 2, (long[:, 1] + long[:, 2]) / 2
    along = right - left
    return _fitted(along[:, 1] / along[:, 0], (left + right) / 2, np.hypot(*along.T))


def _upright_point(boxes: NDArray[np.float64], level: tuple[float, float]) -> tuple[float, float]:
    """Return where the edges of columns meet, (t, 1, q), by the left ends of lines that follow one another."""
    slope = level[0]
    height = float(np.median(_side(boxes, 3, 0))) if len(boxes) else 0.0
    left = (boxes[:, 0] + boxes[:, 3]) / 2
    right = (boxes[:, 1] + boxes[:, 2]) / 2
    skews, places, weights = [], [], []
    for edge in (left, right):
        apart = edge[None, :, :] - edge[:, None, :]
        beside, below = apart[..., 0] + slope * apart[..., 1], apart[..., 1] - slope * apart[..., 0]
        pairs = (
            (below > 0.5 * height)
            & (below < _FURTHEST * height)
            & (np.abs(beside) < _SAME_EDGE * height + 0.12 * below)
        )
        one, other = np.nonzero(pairs)
        run = edge[other] - edge[one]
        skews.append(run[:, 0] / run[:, 1])
        places.append((edge[one] + edge[other]) / 2)
        weights.append(run[:, 1])
    skew, place, weight = np.concatenate(skews), np.concatenate(places), np.concatenate(weights)
    if len(skew) < _FEWEST:
        return -slope, 0.0
    return _fitted(skew, place[:, ::-1], weight)


def _fitted(
    slopes: NDArray[np.float64], places: NDArray[np.float64], weights: NDArray[np.float64]
) -> tuple[float, float]:
    """Fit s and p to slope = s + p (slope x - y), outliers weighed down (Geman and McClure's weights)."""
    rows = np.stack([np.ones_like(slopes), slopes * places[:, 0] - places[:, 1]], axis=1)
    heavy = weights.copy()
    found = np.array([np.median(slopes), 0.0])
    for _ in range(_ROUNDS):
        off = np.abs(rows @ found - slopes)
        spread = max(1e-4, 1.5 * float(np.median(off)))
        heavy = weights / (1 + (off / spread) ** 2) ** 2
        root = np.sqrt(heavy)
        found = np.linalg.lstsq(rows * root[:, None], slopes * root, rcond=None)[0]
    if not np.all(np.isfinite(found)) or np.abs(found).max() > _STEEPEST:
        return 0.0, 0.0
    return float(found[0]), float(found[1])


def _side(boxes: NDArray[np.float64], one: int, other: int) -> NDArray[np.float64]:
    return np.asarray(np.hypot(*(boxes[:, one] - boxes[:, other]).T))
