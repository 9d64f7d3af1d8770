"""What importing and loading may cost: the model only when a text needs it."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc

import pytest

from service.speech.pronunciation.polyphone_model import STRETCH, PolyphoneModel


def loaded_by(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_the_model_is_loaded_only_when_words_and_rules_leave_a_reading_open() -> None:
    code = (
        "import sys; from service.speech.pronunciation import Pronouncer; p = Pronouncer();"
        "print('numpy' in sys.modules); p.read('会议强调发展，天气很好。'); print('g2pM' in sys.modules);"
        "p.read('门口挂着纸糊的灯，他量了又量。'); print('g2pM' in sys.modules)"
    )
    assert loaded_by(code).split() == ["False", "False", "True"]


@pytest.mark.slow
def test_a_long_text_takes_the_memory_of_a_short_one() -> None:
    model = PolyphoneModel()
    list(model.log_probabilities("解", [0]))  # what is loaded once is not counted
    one = peak(model, STRETCH)
    assert peak(model, 6 * STRETCH) < 2 * one


def peak(model: PolyphoneModel, size: int) -> int:
    """Return the most bytes that the model holds while it reads a text of that size."""
    tracemalloc.start()
    try:
        assert sum(1 for _ in model.log_probabilities("解" * size, range(size))) == size
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
