"""A five-minute episode spoken by kokoro, against the model's work alone and against the other engines.

What is compared are CPU seconds of all processes together, because the wall clock tells what else the machine does. The
model's work alone is measured in two halves, one before the episode and one behind it.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.speech import voice_profiles
from service.speech.engines.kokoro import Kokoro, worker_job
from service.speech.synthesis import speech_request
from service.speech.text_frontend import TextFrontend
from tests.support import edge_server
from tests.support.paths import ROOT
from tests.tools.measuring import environment

MAKE = ("make", "--length", "5m", "--date", "2026-03-21", "--json")
PROCESSES = 2
SAMPLE_SECONDS = 0.2
"""How often the memory of all processes is added up."""
COMMAND = "from service.cli import main; main()"
EDGE = "import edge_tts.communicate; edge_tts.communicate.WSS_URL = {address!r}; " + COMMAND
INFERENCE = """
import io, json, sys
import numpy, onnxruntime
from service.speech.kokoro import model_parts
whole = io.BytesIO()
model_parts.write(whole)
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = options.inter_op_num_threads = 1
model = onnxruntime.InferenceSession(whole.getvalue(), options, providers=["CPUExecutionProvider"])
for job in json.load(sys.stdin):
    speed = numpy.array([job["speed"]], numpy.float32)
    for request in job["requests"]:
        tokens, style = numpy.array([request["tokens"]]), numpy.array([request["style"]], numpy.float32)
        model.run(["audio"], {"tokens": tokens, "style": style, "speed": speed})
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    seconds: float
    cpu: float
    """CPU seconds of all its processes."""
    megabytes: float
    """The most memory that all its processes had at once, shared memory counted once."""
    out: str = ""


def rows() -> dict[str, float]:
    """Return the table's rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        planned = jobs(script(folder))
        before = inference(planned[::2])
        cold = make(folder, "kokoro")
        behind = inference(planned[1::2])
        manifest = json.loads((folder / json.loads(cold.out)["mp3"]).with_name("episode.json").read_text("utf-8"))
        floor = (before + behind) * phonemes(jobs(manifest["script"])) / phonemes(planned)
        again = make(folder, "kokoro")
        change_a_sentence(folder / "seeds", manifest["script"])
        changed = make(folder, "kokoro")
        espeak = make(folder, "espeak")
        with edge_server.running(edge_server.Service()) as address:
            edge = make(folder, "edge", EDGE.format(address=address))
    return {
        "kokoro: five minutes cold, seconds": round(cold.seconds, 1),
        "  CPU seconds of all processes": round(cold.cpu, 1),
        "  megabytes of all processes": round(cold.megabytes),
        "floor: the same phonemes by two processes, CPU seconds": round(floor, 1),
        "ratio: kokoro's episode / floor": round(cold.cpu / floor, 2),
        "ratio: kokoro, one sentence changed / cold": round(changed.cpu / cold.cpu, 3),
        "kokoro: nothing changed, CPU seconds": round(again.cpu, 2),
        "the same by espeak, CPU seconds": round(espeak.cpu, 2),
        "  megabytes by espeak": round(espeak.megabytes),
        "the same by edge's stand-in, CPU seconds": round(edge.cpu, 2),
        "  megabytes by edge's stand-in": round(edge.megabytes),
    }


def script(folder: Path) -> dict[str, Any]:
    """Return the script that is planned for kokoro; nothing is spoken."""
    words = [*MAKE, "--engine", "kokoro", "--script-out", "script.json"]
    subprocess.run(
        [sys.executable, "-c", COMMAND, *words], cwd=folder, env=environment(), capture_output=True, check=True
    )
    return dict(json.loads((folder / "script.json").read_text("utf-8")))


def jobs(script: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what kokoro's worker is asked for, utterance by utterance."""
    engine, known, front = Kokoro(), voice_profiles.load([ROOT / "voices"]), TextFrontend([ROOT / "voices"])
    found = []
    for segment in script["segments"]:
        for utterance in segment["utterances"]:
            spoken, readings = front.read(utterance["written"])
            pinyin = [reading.pinyin if reading else None for reading in readings]
            found.append(worker_job(speech_request(engine, spoken, pinyin, known[segment["voice"]])))
    return found


def phonemes(jobs: Sequence[dict[str, Any]]) -> int:
    """Return how many phonemes, marks included, the jobs have."""
    return sum(len(request["tokens"]) - 2 for job in jobs for request in job["requests"])


def change_a_sentence(pages: Path, script: dict[str, Any]) -> None:
    """Add some words to a sentence that is told."""
    told = [each["source"] for segment in script["segments"] for each in segment["utterances"] if each["source"]]
    for page, sentence in itertools.product(sorted(pages.iterdir()), told):
        text = page.read_text("utf-8")
        if text.count(sentence) == 1 and sentence.endswith("。"):
            page.write_text(text.replace(sentence, f"{sentence[:-1]}，前后共有七次。"), "utf-8")
            return
    raise RuntimeError("no sentence of the programme stands in one line of its page")


def make(folder: Path, engine: str, code: str = COMMAND) -> Cost:
    """Make the episode by that engine; what was spoken before is in the folder."""
    return measured([sys.executable, "-c", code, *MAKE, "--engine", engine], folder)


def measured(command: Sequence[str], folder: Path) -> Cost:
    """Run a command; raise CalledProcessError where it fails."""
    start, before = time.perf_counter(), children_cpu()
    process = subprocess.Popen(command, cwd=folder, env=environment(), stdout=subprocess.PIPE, text=True)
    with process, peak_memory(process.pid) as peak:
        out, _ = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(time.perf_counter() - start, children_cpu() - before, max(peak) / 1e6, out)


def inference(jobs: Sequence[dict[str, Any]]) -> float:
    """Return the CPU seconds that the model alone takes for the jobs, shared by so many processes."""
    before = children_cpu()
    processes = []
    for number in range(PROCESSES):
        process = subprocess.Popen(
            [sys.executable, "-c", INFERENCE], cwd=ROOT, env=environment(), stdin=subprocess.PIPE
        )
        assert process.stdin
        process.stdin.write(json.dumps(jobs[number::PROCESSES]).encode())
        process.stdin.close()
        processes.append(process)
    ended = [process.wait() for process in processes]
    if any(ended):
        raise RuntimeError("the model alone could not be measured")
    return children_cpu() - before


def children_cpu() -> float:
    """Return the CPU seconds of all children that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextlib.contextmanager
def peak_memory(root: int) -> Iterator[list[int]]:
    """Add up the memory of a process and all that come from it, in bytes, again and again; Linux alone tells it."""
    sums, ended = [0], threading.Event()

    def watch() -> None:
        while not ended.wait(SAMPLE_SECONDS):
            sums.append(sum(map(proportional_memory, descendants(root))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield sums
    finally:
        ended.set()
        watcher.join()


def descendants(root: int) -> list[int]:
    """Return a process and all that come from it."""
    found, rest = [], [root]
    while rest:
        found.append(rest.pop())
        for path in Path(f"/proc/{found[-1]}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                rest += map(int, path.read_text().split())
    return found


def proportional_memory(process: int) -> int:
    """Return the bytes of a process, of shared ones its share (PSS); nothing where it has ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
