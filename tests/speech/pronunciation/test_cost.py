"""What importing and loading may cost: the model only when a text needs it."""

from __future__ import annotations

import subprocess
import sys


def loaded_by(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_the_model_is_loaded_only_when_words_and_rules_leave_a_reading_open() -> None:
    code = (
        "import sys; from service.speech.pronunciation import Pronouncer; p = Pronouncer();"
        "print('numpy' in sys.modules); p.read('会议强调发展，天气很好。'); print('g2pM' in sys.modules);"
        "p.read('门口挂着纸糊的灯，他量了又量。'); print('g2pM' in sys.modules)"
    )
    assert loaded_by(code).split() == ["False", "False", "True"]
