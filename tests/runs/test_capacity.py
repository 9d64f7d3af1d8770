"""How many runs are made at once: as configured, else what cores and memory allow."""

import os

import pytest

from service.core import memory
from service.runs import capacity
from service.speech.engines import kokoro

NEURAL = kokoro.MODEL_BYTES + 8 * kokoro.WORKER_BYTES


@pytest.mark.parametrize(("parallel", "free", "runs"), [(0, 2.5, 2), (0, 0.3, 1), (0, 1000, 8), (5, 0.3, 5)])
@pytest.mark.parametrize(
    ("engines", "needed"), [(("espeak",), 0), (("espeak", "auto"), NEURAL), (("edge",), NEURAL), (("kokoro",), NEURAL)]
)
def test_one_run_a_core_as_far_as_the_memory_reaches(monkeypatch, parallel, free, runs, engines, needed):
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    monkeypatch.setattr(memory, "free", lambda: int(free * (capacity.RUN_BYTES + needed)))
    assert capacity.runs(parallel, engines) == runs
