"""Loudness and true peak as ITU-R BS.1770-4 defines them, for one channel of 24 kHz PCM.

The K-weighting is two biquads in a row. A recursive filter has no fast form in numpy, so it runs on rows of
60 samples: a matrix product gives what each row leaves in the filter's four memory cells, which is carried
from row to row by doubling (1, 2, 4, ... rows at once) until the filter has forgotten (64 rows, 0.16 s);
another gives each row's answer to its samples and the memory it starts from. The products are made a step at
a time: small enough for BLAS to leave its own threads asleep, which cost tenfold on a busy machine. Ten minutes
take 0.09 s, without scipy.
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING

from service.model import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEP = SAMPLE_RATE // 10
"""Samples in one step of the measurement (100 ms); a gating block is four of them."""
CELL = 96
"""Samples over which energy is summed (4 ms): a step is 25 of them and an MP3 frame six, so that what was measured
of chunks that begin on the grid of frames can be put together to steps of the whole."""
_ROW = 60
_DOUBLINGS = 6
_TAPS = 12
"""Samples on either side from which a value between two samples is interpolated."""
_BATCH = 4096
"""Rows oversampled at a time."""
_WINDOW = 200 * STEP
"""Samples measured at a time, 20 s, so that a long programme needs no more memory than a short one."""
_SHELF = (1681.974450955533, 3.999843853973347, 0.7071752369554196)
"""Frequency (Hz), gain (dB) and Q of the head's high shelf: BS.1770's 48 kHz coefficients, solved for the
analogue filter behind them, so that they can be had at any rate (as libebur128 and pyloudnorm do)."""
_HIGH_PASS = (38.13547087602444, 0.5003270373238773)
"""Frequency (Hz) and Q of the high pass."""
_ABSOLUTE_GATE = -70.0
_RELATIVE_GATE = -10.0


def integrated(pcm: NDArray[np.int16]) -> float:
    """Return the gated loudness of the whole, LUFS; minus infinity for silence."""
    return gated(step_powers(energies(pcm), len(pcm)))


def gated(powers: NDArray[np.float64]) -> float:
    """Return the gated loudness, LUFS, of consecutive steps (BS.1770-4, annex 1)."""
    import numpy as np

    if len(powers) == 0:
        return -math.inf
    blocks = np.convolve(powers, np.full(4, 0.25), "valid") if len(powers) >= 4 else powers.mean(keepdims=True)
    loud = blocks[blocks > _power(_ABSOLUTE_GATE)]
    if len(loud) == 0:
        return -math.inf
    loud = loud[loud > _power(level(float(loud.mean())) + _RELATIVE_GATE)]
    return level(float(loud.mean()))


def step_powers(energies: NDArray[np.float32], samples: int) -> NDArray[np.float64]:
    """Return the mean square in each step of 100 ms of a sound whose cells have these energies.

    `samples` is the sound's length; a last part-step counts too.
    """
    import numpy as np

    steps = -(-samples // STEP)
    cells = np.zeros(steps * (STEP // CELL), dtype=np.float64)
    cells[: len(energies)] = energies
    sizes = np.full(steps, float(STEP))
    sizes[-1:] = samples - STEP * (steps - 1)
    powers: NDArray[np.float64] = cells.reshape(steps, STEP // CELL).sum(axis=1) / sizes
    return powers


def energies(pcm: NDArray[np.int16]) -> NDArray[np.float32]:
    """Return the sum of squares of the K-weighted signal (full scale 1) in each cell; the last may be a part of one."""
    import numpy as np

    found = []
    for begin in range(0, len(pcm), _WINDOW):
        lead = min(begin, 2 * STEP)  # enough for the filter to forget what was before
        found.append(_window_energies(pcm[begin - lead : begin + _WINDOW])[lead // CELL :])
    return np.concatenate(found) if found else np.zeros(0, dtype=np.float32)


def true_peak(pcm: NDArray[np.int16]) -> float:
    """Return the largest value between samples too, dBTP, by four-fold oversampling (BS.1770-4, annex 2).

    Only rows whose highest sample could grow to the largest value of all are oversampled: the interpolator
    cannot raise a sound by more than the sum of its weights. That is seldom one row in ten.
    """
    import numpy as np

    weights, growth = _interpolator()
    rows = -(-len(pcm) // _ROW)
    sound = np.zeros((rows + 2) * _ROW, dtype=np.int16)
    sound[_ROW : _ROW + len(pcm)] = pcm
    table = sound.reshape(-1, _ROW)
    highs = np.maximum(table.max(axis=1), -table.min(axis=1).astype(np.int32))
    highest = float(highs.max())
    around = np.maximum(highs[1:-1], np.maximum(highs[:-2], highs[2:]))
    near = np.flatnonzero(around * growth > highest) + 1
    for some in range(0, len(near), _BATCH):
        picked = near[some : some + _BATCH]
        window = np.arange(-_TAPS, _ROW + _TAPS) + picked[:, None] * _ROW
        fine = sound[window].astype(np.float32).reshape(-1, 1, _ROW + 2 * _TAPS) @ weights
        highest = max(highest, float(fine.max()), -float(fine.min()))
    return 20 * math.log10(highest / 32768) if highest else -math.inf


def level(power: float) -> float:
    """Return the loudness, LUFS, of a K-weighted mean square."""
    return -0.691 + 10 * math.log10(power) if power > 0 else -math.inf


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))


def _window_energies(window: NDArray[np.int16]) -> NDArray[np.float32]:
    import numpy as np

    steps = -(-len(window) // STEP)
    sound = np.zeros(steps * STEP, dtype=np.int16)
    sound[: len(window)] = window
    leaves, answer, carries = _filter()
    # Each row is its samples and, behind them, the memory it starts from.
    rows = np.zeros((steps, STEP // _ROW, _ROW + 4), dtype=np.float32)
    np.multiply(sound.reshape(steps, -1, _ROW), np.float32(1 / 32768), out=rows[:, :, :_ROW], casting="unsafe")
    memory = (rows[:, :, :_ROW] @ leaves).reshape(-1, 4).astype(np.float64)
    for doubling, carry in enumerate(carries):
        memory[1 << doubling :] += memory[: -(1 << doubling)] @ carry
    rows.reshape(-1, _ROW + 4)[1:, _ROW:] = memory[:-1]
    weighted = (rows @ answer).reshape(-1, CELL)
    found: NDArray[np.float32] = np.einsum("ij,ij->i", weighted, weighted)
    return found[: -(-len(window) // CELL)]


@functools.cache
def _filter() -> tuple[NDArray[np.float32], NDArray[np.float32], list[NDArray[np.float64]]]:
    """Return the K-weighting on rows: the memory a row leaves, the answer to row and memory, carries over 2^n rows."""
    import numpy as np

    # The two biquads as one state-space system x' = A x + B u, y = C x + D u (transposed direct form).
    (b, a), (d, c) = _shelf(), _high_pass()
    step_a = np.array([[-a[1], 1], [-a[2], 0]])
    step_b = np.array([b[1] - a[1] * b[0], b[2] - a[2] * b[0]])
    step_c = np.array([[-c[1], 1], [-c[2], 0]])
    step_d = np.array([d[1] - c[1] * d[0], d[2] - c[2] * d[0]])
    first = np.array([1.0, 0.0])
    state = np.block([[step_a, np.zeros((2, 2))], [np.outer(step_d, first), step_c]])
    enter = np.concatenate([step_b, step_d * b[0]])
    leave = np.concatenate([first * d[0], first])
    through = b[0] * d[0]

    powers = [np.eye(4)]
    for _ in range(_ROW):
        powers.append(state @ powers[-1])
    impulse = [through] + [float(leave @ powers[n] @ enter) for n in range(_ROW - 1)]
    answer = np.zeros((_ROW + 4, _ROW))
    for row in range(_ROW):
        answer[row, row:] = impulse[: _ROW - row]
    answer[_ROW:] = np.array([leave @ powers[n] for n in range(_ROW)]).T
    leaves = np.array([powers[_ROW - 1 - n] @ enter for n in range(_ROW)])
    carries = [np.linalg.matrix_power(powers[_ROW], 1 << n).T for n in range(_DOUBLINGS)]
    return leaves.astype(np.float32), answer.astype(np.float32), carries


@functools.cache
def _interpolator() -> tuple[NDArray[np.float32], float]:
    """Return the three values between each two samples, for a row and its neighbourhood; by how much they can grow.

    A sinc under a Kaiser window, 24 samples wide: within 0.1 dB up to 10 kHz, where LAME cuts off at 64 kb/s.
    """
    import numpy as np

    weights = np.zeros((_ROW + 2 * _TAPS, 3 * _ROW))
    growth = 1.0
    for phase in (1, 2, 3):
        distance = np.arange(1 - _TAPS, _TAPS + 1) - phase / 4
        taps = np.sinc(distance) * np.i0(4.0 * np.sqrt(1 - (distance / _TAPS) ** 2)) / np.i0(4.0)
        growth = max(growth, float(np.abs(taps).sum()))
        for sample in range(_ROW):
            weights[sample + 1 : sample + 2 * _TAPS + 1, 3 * sample + phase - 1] = taps
    return weights.astype(np.float32), growth


def _shelf() -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    frequency, gain, q = _SHELF
    k = math.tan(math.pi * frequency / SAMPLE_RATE)
    high = 10 ** (gain / 20)
    band = high**0.4996667741545416
    a0 = 1 + k / q + k * k
    numerator = ((high + band * k / q + k * k) / a0, 2 * (k * k - high) / a0, (high - band * k / q + k * k) / a0)
    return numerator, (1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0)


def _high_pass() -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    frequency, q = _HIGH_PASS
    k = math.tan(math.pi * frequency / SAMPLE_RATE)
    a0 = 1 + k / q + k * k
    return (1.0, -2.0, 1.0), (1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0)
