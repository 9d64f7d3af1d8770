"""`./run bench`: what an episode costs, as ratios to floors measured in the same run. One table, JSON beside it.

Seconds depend on the machine and on what else it does; the ratios are what is compared between versions.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
MAKE = ("make", "--length", "5m", "--date", "2026-03-21", "--engine", "espeak", "--json")
ROUNDS = 3


def tingbao(*words: str, cwd: Path) -> tuple[float, str, float]:
    """Runs a command: seconds, what it printed, peak memory in megabytes (children included)."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "service.cli", *words]
    done = subprocess.run(command, cwd=cwd, env=environment(), capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - start
    return seconds, done.stdout, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def python(code: str) -> float:
    """Seconds of a fresh Python with that code, the best of some."""
    return best(
        lambda: subprocess.run([sys.executable, "-c", code], env=environment(), check=True, capture_output=True)
    )


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def best(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return min(times)


def cold_episode(folder: Path) -> tuple[float, dict[str, float], float, dict]:
    """The best of some cold runs: seconds, stages, megabytes, the manifest."""
    runs = []
    for _ in range(ROUNDS):
        for name in (".tingbao", "output"):
            shutil.rmtree(folder / name, ignore_errors=True)
        seconds, out, peak = tingbao(*MAKE, cwd=folder)
        runs.append((seconds, json.loads(out), peak))
    seconds, report, peak = min(runs, key=lambda run: run[0])
    manifest = json.loads((Path(folder, report["mp3"]).parent / "episode.json").read_text("utf-8"))
    return seconds, report["timings"], peak, manifest


def espeak_floor(manifest: dict) -> float:
    """Seconds of pure synthesis of the episode's text on two processes."""
    from service.speech import engines, voices
    from service.speech.engines import Request

    known = voices.load([ROOT / "voices"])
    requests = [
        Request(utterance["spoken"], known[segment["voice"]])
        for segment in manifest["script"]["segments"]
        for utterance in segment["utterances"]
    ]
    return best(lambda: list(engines.load("espeak").speak(requests)))


def encoding_floor(folder: Path, manifest: dict) -> float:
    """Seconds of LAME alone on the programme's PCM, half on each of two threads."""
    import miniaudio
    from audio_bench import _lame

    mp3 = next(folder.rglob(manifest["mp3"])).read_bytes()
    pcm = miniaudio.decode(mp3, nchannels=1).samples.tobytes()
    middle = len(pcm) // 4 * 2
    return best(lambda: _lame(pcm[:middle], pcm[middle:]))


PAGES = """
import resource, sys, time
from pathlib import Path
from service.sources import files, newspaper
pages = [files.read_page(str(path)) for path in sorted(Path(sys.argv[1]).iterdir())]
start, peaks = time.perf_counter(), []
for round in range(1000 // len(pages)):
    for page in pages:
        newspaper.read(page)
    peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(time.perf_counter() - start, peaks[len(peaks) // 10] / 1024, peaks[-1] / 1024)
"""


def thousand_pages() -> tuple[float, float, float]:
    """Seconds for a thousand newspaper pages on one core; megabytes after a tenth of them, and at the end."""
    command = [sys.executable, "-c", PAGES, str(ROOT / "seeds")]
    out = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True).stdout
    seconds, early, late = map(float, out.split())
    return seconds, early, late


def main() -> None:
    """Measures everything and prints the table; `--json` prints JSON instead."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        cold, stages, peak, manifest = cold_episode(folder)
        again = best(lambda: tingbao(*MAKE, cwd=folder))
        modules = "service.briefing, service.doors.making, service.publishing, service.audio.programme, service.sources"
        imports = python(
            f"import {modules}, service.sources.newspaper, service.speech.speaker, feedgen.feed, mutagen.id3"
            ", lameenc, soxr, miniaudio, pydub, numpy, jinja2, PIL.Image"
        )
        speaking, encoding = espeak_floor(manifest), encoding_floor(folder, manifest)
        floor = speaking + encoding
        rows = {
            "cold five-minute episode, seconds": round(cold, 2),
            **{f"  {stage}": seconds for stage, seconds in stages.items()},
            "floor: espeak on two processes": round(speaking, 2),
            "floor: LAME on two threads": round(encoding, 2),
            "Python with the same imports": round(imports, 2),
            "ratio: episode beyond the imports / floor": round((cold - imports) / floor, 2),
            "ratio: nothing changed / imports": round(again / imports, 2),
            "ratio: --help / import typer": round(
                best(lambda: tingbao("--help", cwd=folder), 7) / python("import typer"), 2
            ),
            "peak memory, megabytes": round(peak),
        }
    seconds, early, late = thousand_pages()
    rows["a thousand newspaper pages, seconds"] = round(seconds, 1)
    rows["ratio: memory after them / after a hundred"] = round(late / early, 2)
    import audio_bench

    sound = audio_bench.measure(audio_bench.made_up(10))
    rows["ratio: ten minutes mastered and encoded / LAME"] = round(sound.ratio, 2)
    rows["ratio: one part of it changed / all of it"] = round(sound.one_changed / sound.cold, 2)
    show(rows, sys.argv[1:])


def show(rows: dict[str, float], words: Sequence[str]) -> None:
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    if "--json" in words:
        print(json.dumps({"machine": machine, **{name.strip(): value for name, value in rows.items()}}, indent=1))
        return
    print(machine)
    for name, value in rows.items():
        print(f"{name:48} {value:>8}")


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]
    main()
