"""Rules, boxes, tints and pictures in the image of a page."""

import cv2
import numpy as np
import pytest

from service.sources.page_layout.geometry import Area
from service.sources.scans.image_marks import image_marks

PAPER, INK = 235, 40


def page(shade: float = 0.0) -> np.ndarray:
    """Return an empty page; `shade`: how much darker its right edge is than its left."""
    grey = np.full((1200, 900), PAPER, np.float32) * np.linspace(1, 1 - shade, 900, dtype=np.float32)
    return (grey + np.random.default_rng(1).normal(0, 2, grey.shape)).clip(0, 255).astype(np.uint8)


def near(area: Area, *sides: float) -> bool:
    return (area.left, area.top, area.right, area.bottom) == pytest.approx(sides, abs=8)


@pytest.mark.parametrize("shade", [0.0, 0.3])
def test_rules_are_found_in_light_and_shade(shade):
    grey = page(shade)
    cv2.line(grey, (100, 300), (800, 303), INK, 2)
    cv2.line(grey, (450, 350), (450, 900), INK, 2)
    marks = image_marks(grey, [])
    level, upright = sorted(marks.rules, key=lambda rule: -rule.width)
    assert near(level, 100, 300, 800, 303)
    assert near(upright, 450, 350, 450, 900)
    assert not marks.frames
    assert not marks.pictures


def test_four_rules_are_a_box_and_no_rules():
    grey = page()
    cv2.rectangle(grey, (100, 200), (500, 700), INK, 2)
    cv2.line(grey, (100, 184), (500, 184), INK, 2)
    marks = image_marks(grey, [])
    [frame] = marks.frames
    assert near(frame, 100, 200, 500, 700)
    assert len(marks.rules) == 1


def test_an_even_tint_is_a_box():
    grey = page()
    grey[200:700, 100:500] = (grey[200:700, 100:500] * 0.9).astype(np.uint8)
    [frame] = image_marks(grey, []).frames
    assert near(frame, 100, 200, 500, 700)


def test_a_tinted_box_holds_its_picture():
    grey = page()
    grey[200:700, 100:500] = (grey[200:700, 100:500] * 0.9).astype(np.uint8)
    grey[500:680, 120:480] = np.random.default_rng(2).integers(20, 200, (180, 360))
    marks = image_marks(grey, [])
    [frame], [picture] = marks.frames, marks.pictures
    assert near(frame, 100, 200, 500, 700)
    assert near(picture, 120, 500, 480, 680)


def test_a_picture_is_found_and_the_table_around_the_page_is_none():
    grey = page()
    grey[:60], grey[:, :60] = 60, 60
    grey[300:600, 200:600] = np.random.default_rng(2).integers(20, 200, (300, 400))
    [picture] = image_marks(grey, []).pictures
    assert near(picture, 200, 300, 600, 600)


def test_text_is_no_mark():
    grey = page()
    grey[300:320, 100:500] = INK
    assert image_marks(grey, [Area(100, 300, 500, 320)]).rules == ()
