"""Rules, boxes and pictures in the image of a page that stands upright and has an em of EM pixels.

What is darker than the paper around it is ink. Without the lines of text, ink that is long and thin is a rule; four
rules around a place, and an even tint, are a box; what is dense is a picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from service.sources.page_layout.geometry import Area

EM = 20.0
"""Pixels of the text's size: measures below are in ems, and hold for it."""
_PAPER = 4.0
"""Ems: the paper's brightness is that of the brightest within so far."""
_INK = 0.8
"""Of the paper's brightness: what is darker is ink. A hair rule of a scan at 150 dpi has 0.7."""
_DARK = 0.86
"""Of the page's brightness: an area that is darker is a picture's, or the table's around the page."""
_SHORTEST_RULE = 2.5
_THICKEST_RULE = 0.4
_GAP_IN_RULE = 0.5
"""Ems that are mended: paper is rough."""
_LEAST_PICTURE = 3.0
"""Ems of either side."""
_DENSE = 0.45
"""Share of a picture's box that is dark."""
_CORNER = 0.8
"""Ems by which the rules of a frame miss one another at its corners."""
_LEAST_FRAME = 4.0
_TINT_FROM, _TINT_TO = 0.80, 0.965
"""Of the page's brightness: an even tint, such as 7 % of black."""

Mask = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class ImageMarks:
    """What was found, in pixels of the image."""

    rules: tuple[Area, ...]
    frames: tuple[Area, ...]
    pictures: tuple[Area, ...]


def image_marks(grey: NDArray[np.uint8], text: Sequence[Area]) -> ImageMarks:
    """Return the marks of a page. `text` are the places of its lines, which are no marks."""
    paper = _paper(grey)
    bright = np.clip(grey.astype(np.float32) / np.maximum(paper, 1), 0, 1)
    covered = np.zeros_like(grey)
    for area in text:
        top, bottom = max(0, round(area.top) - 2), max(0, round(area.bottom) + 3)
        covered[top:bottom, max(0, round(area.left) - 2) : max(0, round(area.right) + 3)] = 255
    pictures = _pictures(grey, covered)
    ink = np.where((bright < _INK) & (covered == 0), 255, 0).astype(np.uint8)
    for area in pictures:
        ink[round(area.top) - 1 : round(area.bottom) + 2, round(area.left) - 1 : round(area.right) + 2] = 0
    level, upright = _rules(ink, across=True), _rules(ink, across=False)
    frames = _frames(level, upright)
    sides = [rule for rule in (*level, *upright) if not any(_is_side(rule, frame) for frame in frames)]
    return ImageMarks(tuple(sides), (*frames, *_tints(grey, frames, pictures)), tuple(pictures))


def _paper(grey: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return how bright the paper is at each place: the brightest around, smoothed."""
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    side = int(_PAPER * EM / 4) | 1
    brightest = cv2.dilate(small, np.ones((side, side), np.uint8))
    smooth = cv2.blur(cv2.erode(brightest, np.ones((side, side), np.uint8)), (side, side))
    return np.asarray(cv2.resize(smooth, grey.shape[::-1], interpolation=cv2.INTER_LINEAR), dtype=np.float32)


def _pictures(grey: NDArray[np.uint8], covered: Mask) -> list[Area]:
    """Return the dense dark areas. What reaches the image's edge is what the page lies on."""
    white = float(np.percentile(grey, 90))
    wide = int(20 * EM) | 1
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    lit = cv2.blur(cv2.dilate(small, np.ones((wide // 4, wide // 4), np.uint8)), (wide // 4, wide // 4))
    paper = np.maximum(cv2.resize(lit, grey.shape[::-1]).astype(np.float32), 0.5 * white)
    dark = np.where((grey < _DARK * paper) & (covered == 0), 255, 0).astype(np.uint8)
    thick = int(0.7 * EM)
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((thick // 2, thick // 2), np.uint8))
    solid = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((2 * thick, 2 * thick), np.uint8))
    height, width = grey.shape
    found = []
    count, _, stats, _ = cv2.connectedComponentsWithStats(solid)
    for x, y, w, h, size in stats[1:count]:
        at_edge = x <= 1 or y <= 1 or x + w >= width - 1 or y + h >= height - 1
        if not at_edge and min(w, h) >= _LEAST_PICTURE * EM and size >= _DENSE * w * h:
            found.append(Area(float(x), float(y), float(x + w), float(y + h)))
    return found


def _rules(ink: Mask, *, across: bool) -> list[Area]:
    """Return the thin long pieces of ink that lie across, or stand upright."""
    least, mend = int(_SHORTEST_RULE * EM), int(_GAP_IN_RULE * EM)
    thin = np.ones((3, 1) if across else (1, 3), np.uint8)
    spread = cv2.dilate(ink, thin)  # a rule that is not quite level goes from one row to the next
    long = cv2.morphologyEx(
        cv2.morphologyEx(spread, cv2.MORPH_OPEN, _bar(least // 2, across)), cv2.MORPH_CLOSE, _bar(mend, across)
    )
    count, _, stats, _ = cv2.connectedComponentsWithStats(long)
    found = []
    for x, y, w, h, _size in stats[1:count]:
        length, thickness = (w, h) if across else (h, w)
        if length >= least and thickness - 2 <= max(_THICKEST_RULE * EM, length * 0.02):
            found.append(Area(float(x), float(y), float(x + w), float(y + h)))
    return found


def _bar(length: int, across: bool) -> Mask:
    return np.ones((1, length) if across else (length, 1), np.uint8)


def _frames(level: Sequence[Area], upright: Sequence[Area]) -> list[Area]:
    """Return the boxes that four rules form."""
    corner = _CORNER * EM
    found = []
    for top in level:
        for bottom in level:
            if bottom.top - top.top < _LEAST_FRAME * EM or top.width < _LEAST_FRAME * EM:
                continue
            if abs(top.left - bottom.left) > corner or abs(top.right - bottom.right) > corner:
                continue
            ends = (top.left + bottom.left) / 2, (top.right + bottom.right) / 2
            sides = [
                any(
                    abs(rule.middle - x) < corner
                    and rule.top < top.bottom + corner / 2
                    and rule.bottom > bottom.top - corner / 2
                    and rule.top > top.top - corner
                    and rule.bottom < bottom.bottom + corner
                    for rule in upright
                )
                for x in ends
            ]
            if all(sides):
                found.append(Area(ends[0], top.top, ends[1], bottom.bottom))
    return found


def _is_side(rule: Area, frame: Area) -> bool:
    """Return whether a rule is one of a frame's four."""
    corner = _CORNER * EM
    if rule.width >= rule.height:
        at_edge = min(abs(rule.top - frame.top), abs(rule.bottom - frame.bottom)) < corner / 2
        return at_edge and abs(rule.left - frame.left) < corner and abs(rule.right - frame.right) < corner
    at_edge = min(abs(rule.middle - frame.left), abs(rule.middle - frame.right)) < corner / 2
    return at_edge and rule.shared_height(frame) > 0.9 * rule.height


def _tints(grey: NDArray[np.uint8], frames: Sequence[Area], pictures: Sequence[Area]) -> list[Area]:
    """Return the boxes that are evenly tinted: edges of the paper's brightness, all around, that are straight.

    The pictures in a box are of it.
    """
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    plain = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))  # the paper between characters
    side = int(30 * EM / 4) | 1
    lit = cv2.blur(cv2.dilate(plain, np.ones((side, side), np.uint8)), (side, side))
    share = plain.astype(np.float32) / np.maximum(lit, 1)
    tinted = np.where((share > _TINT_FROM) & (share < _TINT_TO), 255, 0).astype(np.uint8)
    for picture in pictures:
        left, top, right, bottom = (
            round(each / 4) for each in (picture.left, picture.top, picture.right, picture.bottom)
        )
        around = tinted[max(0, top - 6) : bottom + 6, max(0, left - 6) : right + 6]
        inside = tinted[top:bottom, left:right]
        if around.sum() - inside.sum() > 0.6 * 255 * (around.size - inside.size):
            tinted[max(0, top - 2) : bottom + 2, max(0, left - 2) : right + 2] = 255
    opened = cv2.morphologyEx(tinted, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(opened)
    height, width = small.shape
    found = []
    for x, y, w, h, size in stats[1:count]:
        area = Area(4.0 * x, 4.0 * y, 4.0 * (x + w), 4.0 * (y + h))
        at_edge = x <= 1 or y <= 1 or x + w >= width - 1 or y + h >= height - 1
        small_box = min(area.width, area.height) < _LEAST_FRAME * EM
        if at_edge or small_box or size < 0.9 * w * h or any(frame.holds(area, EM) for frame in frames):
            continue
        found.append(area)
    return found
