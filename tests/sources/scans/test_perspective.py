"""The perspective of a photographed page is undone by its lines alone."""

import numpy as np
import pytest

from service.sources.scans.perspective import Matrix, straightening, warped

SIZE = (1600, 2200)


def lines() -> np.ndarray:
    """Return the corners of the lines of three columns."""
    return np.array(
        [
            [[x, y], [x + width, y], [x + width, y + 24], [x, y + 24]]
            for x in (150, 620, 1090)
            for n, y in enumerate(range(300, 1900, 34))
            for width in [200 if n % 7 == 6 else 420]
        ],
        dtype=float,
    )


def aslant(turn: float, level: float, upright: float) -> Matrix:
    """Return the homography of a camera that is turned (radians) and not held straight."""
    x, y = np.array(SIZE) / 2
    centred = np.array([[1, 0, -x], [0, 1, -y], [0, 0, 1]])
    tilt = np.array([[1, 0, 0], [0, 1, 0], [level, upright, 1]])
    c, s = np.cos(turn), np.sin(turn)
    return np.linalg.inv(centred) @ np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]) @ tilt @ centred


@pytest.mark.parametrize(
    "camera", [aslant(0, 0, 0), aslant(0.05, 0, 0), aslant(-0.03, 4e-5, 0), aslant(0.02, -3e-5, 5e-5)]
)
def test_lines_are_level_and_columns_upright_again(camera):
    seen = warped(lines(), camera)
    chance = np.random.default_rng(23)
    seen += chance.normal(0, 0.7, (len(seen), 1, 2))
    seen[::29] += [[0, 0], [0, 30], [0, 30], [0, 0]]  # boxes that a detector has got wrong
    straight = warped(seen, straightening(list(seen), SIZE))
    right = np.delete(straight, np.s_[::29], axis=0)
    assert np.abs(right[:, 0, 1] - right[:, 1, 1]).max() < 3
    first = right[right[:, 0, 0] < np.median(right[:, 0, 0]) - 200]
    assert np.ptp(first[:, 0, 0]) < 8


def test_a_few_lines_leave_a_page_as_it_is():
    few = list(lines()[:3])
    assert warped(np.array(few), straightening(few, SIZE)) == pytest.approx(np.array(few), abs=1e-6)


def test_wild_boxes_leave_a_page_as_it_is():
    wild = list(np.random.default_rng(5).uniform(0, 1600, (60, 4, 2)))
    assert np.all(np.isfinite(straightening(wild, SIZE)))
