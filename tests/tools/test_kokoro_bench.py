"""What the bench of kokoro measures a programme by."""

import subprocess
import sys

import pytest

from tests.tools import kokoro_bench

BUSY = "import time\nwhile time.process_time() < 0.3: pass"
"""Three tenths of a second of computing, in a child of a child."""
NESTED = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}], check=True); print('done')"
LARGE = "import time; held = b'x' * 60_000_000; time.sleep(1)"


def said(written, voice="kokoro-anhe", source=""):
    return {"voice": voice, "utterances": [{"written": written, "source": source}]}


@pytest.mark.slow
def test_the_cpu_of_all_processes_counts(tmp_path):
    cost = kokoro_bench.measured([sys.executable, "-c", NESTED], tmp_path)
    assert cost.cpu >= 0.3
    assert cost.out == "done\n"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells it")
def test_the_memory_of_all_processes_counts(tmp_path):
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {LARGE!r}], check=True)"
    assert kokoro_bench.measured([sys.executable, "-c", nested], tmp_path).megabytes > 60


def test_a_command_that_fails_is_not_measured(tmp_path):
    with pytest.raises(subprocess.CalledProcessError):
        kokoro_bench.measured([sys.executable, "-c", "raise SystemExit(3)"], tmp_path)


def test_the_floor_has_the_programme_s_own_phonemes():
    one, two = ({"segments": [said(text)]} for text in ("今天多云。", "今天多云。今天多云。"))
    assert 0 < kokoro_bench.phonemes(kokoro_bench.jobs(one)) < kokoro_bench.phonemes(kokoro_bench.jobs(two))
    assert (
        kokoro_bench.jobs({"segments": [said("今天多云。"), said("明天有雨。", "kokoro-bochuan")]})[1]["speed"] == 0.9
    )


def test_a_sentence_that_is_told_is_changed(tmp_path):
    (tmp_path / "page.md").write_text("今天多云。明天有雨。", "utf-8")
    kokoro_bench.change_a_sentence(tmp_path, {"segments": [said("明天有雨。", source="明天有雨。")]})
    assert (tmp_path / "page.md").read_text("utf-8") == "今天多云。明天有雨，前后共有七次。"
    with pytest.raises(RuntimeError, match="no sentence"):
        kokoro_bench.change_a_sentence(tmp_path, {"segments": [said("后天晴。", source="后天晴。")]})
