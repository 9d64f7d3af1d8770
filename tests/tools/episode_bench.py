"""A five-minute episode with espeak, from the seeds."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.paths import ROOT
from tests.tools.measuring import ROUNDS, best, environment, python, tingbao

MAKE = ("make", "--length", "5m", "--date", "2026-03-21", "--engine", "espeak", "--json")
MODULES = """
import json, sys
from service.cli import main
try:
    main()
except SystemExit:
    print(json.dumps([name for name in sys.modules if name != "__main__"]), file=sys.stderr)
"""
IMPORTS = """
import contextlib, importlib, json, sys
for name in json.load(sys.stdin):
    with contextlib.suppress(ImportError):
        importlib.import_module(name)
"""


def rows() -> dict[str, float]:
    """The table's rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        cold, stages, peak, manifest = cold_episode(folder)
        again = best(lambda: tingbao(*MAKE, cwd=folder))
        changed = one_story_changed(folder)
        imports = imports_of_run(folder)
        speaking, encoding = espeak_floor(manifest), encoding_floor(folder, manifest)
        helped = best(lambda: tingbao("--help", cwd=folder), 7)
    return {
        "cold five-minute episode, seconds": round(cold, 2),
        **{f"  {stage}": seconds for stage, seconds in stages.items()},
        "floor: espeak on two processes": round(speaking, 2),
        "floor: LAME on two threads": round(encoding, 2),
        "Python with the same imports": round(imports, 2),
        "ratio: episode beyond the imports / floor": round((cold - imports) / (speaking + encoding), 2),
        "ratio: nothing changed / imports": round(again / imports, 2),
        "ratio: one story changed / cold": round(changed / cold, 2),
        "ratio: --help / import typer": round(helped / python("import typer"), 2),
        "peak memory, megabytes": round(peak),
    }


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


def imports_of_run(folder: Path) -> float:
    """The best of some fresh Pythons that import what a cold run has imported at its end, seconds."""
    for name in (".tingbao", "output"):
        shutil.rmtree(folder / name, ignore_errors=True)
    run = subprocess.run(
        [sys.executable, "-c", MODULES, *MAKE],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    modules = run.stderr.splitlines()[-1]
    again = [sys.executable, "-c", IMPORTS]
    return best(lambda: subprocess.run(again, input=modules, env=environment(), text=True, check=True))


def one_story_changed(folder: Path) -> float:
    """The best of some runs, each after one sentence of the first page has become another."""
    page = next(path for path in sorted((folder / "seeds").iterdir()))
    text, times = page.read_text("utf-8"), []
    for number in range(ROUNDS):
        first = text.index("。", len(text) // 4)
        page.write_text(f"{text[:first]}，这是第{number + 2}次修改{text[first:]}", "utf-8")
        times.append(tingbao(*MAKE, cwd=folder)[0])
    return min(times)


def espeak_floor(manifest: dict) -> float:
    """Seconds of pure synthesis of the episode's text on two processes."""
    from service.speech import engines, voice_profiles
    from service.speech.engines import SpeechRequest

    known = voice_profiles.load([ROOT / "voices"])
    requests = [
        SpeechRequest(utterance["spoken"], known[segment["voice"]])
        for segment in manifest["script"]["segments"]
        for utterance in segment["utterances"]
    ]
    return best(lambda: list(engines.load("espeak").speak(requests)))


def encoding_floor(folder: Path, manifest: dict) -> float:
    """Seconds of LAME alone on the programme's PCM, half on each of two threads."""
    import miniaudio

    from tests.tools.audio_bench import _lame

    mp3 = next(folder.rglob(manifest["mp3"])).read_bytes()
    pcm = miniaudio.decode(mp3, nchannels=1).samples.tobytes()
    middle = len(pcm) // 4 * 2
    return best(lambda: _lame(pcm[:middle], pcm[middle:]))
