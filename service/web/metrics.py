"""What Prometheus is told, in its text format (https://prometheus.io/docs/instrumenting/exposition_formats/)."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from service.runs.run_records import RunStatus, RunStore, Totals
from service.settings import Settings
from service.web import health
from service.web.health import ShowHealth

TYPE = "text/plain; version=0.0.4; charset=utf-8"
SETTLED = 2_000_000_000
"""Nanoseconds after which a folder's time tells it from any later one."""
_COUNTERS = {
    "articles": ("articles_read", "Articles read"),
    "clips_cached": ("cache_hits", "Sentences taken from the cache"),
    "clips_spoken": ("cache_misses", "Sentences that an engine was asked for"),
    "clips_refused": ("engine_errors", "Answers of an engine that failed a check"),
    "engine_failures": ("engine_failures", "Runs' engines that could not speak"),
    "fallbacks": ("engine_fallbacks", "Changes to another engine or voice within a run"),
}
"""Name in a run's record -> name and meaning here."""

Sample = tuple[dict[str, str], float]


class Metrics:
    """All metrics as text; what the runs come to is read again only where a show has had one since."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Path, str], tuple[int, Totals]] = {}

    def render(self, settings: Settings, now: dt.datetime) -> str:
        """The text. Blocking: reads the runs' records."""
        found, past = health.look(settings, now), RunStore(settings.state)
        totals = {show.slug: self._totals(settings, past, show.slug) for show in settings.show}
        return "".join([*_of_runs(totals), *_of_shows(found.shows, now), *_of_process(found)])

    def _totals(self, settings: Settings, past: RunStore, show: str) -> Totals:
        changed, key = past.changed(show), (settings.state, show)
        before, totals = self._kept.get(key, (0, Totals()))
        if changed == 0 or before != changed:
            settled = time.time_ns() - changed > SETTLED and next(past.newest(show), None)
            totals = past.totals(show)
            self._kept[key] = (changed if settled and settled.status is not RunStatus.RUNNING else 0, totals)
        return totals


def _of_runs(totals: dict[str, Totals]) -> Iterator[str]:
    runs = [({"show": slug, "status": str(name)}, n) for slug, each in totals.items() for name, n in each.runs.items()]
    yield _family("tingbao_runs_total", "counter", "Runs that have ended, by what came of them", runs)
    name = "tingbao_stage_seconds"
    yield _family(name, "summary", "Seconds of a run's stages", [], keep=True)
    for slug, each in totals.items():
        for stage, seconds in each.seconds.items():
            labels = {"show": slug, "stage": stage}
            yield _line(f"{name}_sum", labels, seconds) + _line(f"{name}_count", labels, each.stages.get(stage, 0))
    for counted, (short, meaning) in _COUNTERS.items():
        samples = [({"show": slug}, each.counts.get(counted, 0)) for slug, each in totals.items()]
        yield _family(f"tingbao_{short}_total", "counter", meaning, samples)


def _of_shows(shows: tuple[ShowHealth, ...], now: dt.datetime) -> Iterator[str]:
    for name, meaning, value in (
        ("last_success_timestamp_seconds", "When the last run that went well ended", lambda s: _stamp(s.last_success)),
        ("next_due_timestamp_seconds", "When the show is due next", lambda s: _stamp(s.next_due)),
        ("feed_age_seconds", "How long ago the feed was written", lambda s: s.feed_time and _age(s.feed_time, now)),
    ):
        samples = [({"show": each.show.slug}, found) for each in shows if (found := value(each)) is not None]
        yield _family(f"tingbao_{name}", "gauge", meaning, samples)


def _of_process(found: health.Health) -> Iterator[str]:
    yield _family("tingbao_ready", "gauge", "1 when /readyz has nothing to say", [({}, not found.reasons)])
    yield _family("tingbao_disk_free_bytes", "gauge", "Room where episodes are written", [({}, found.free)])
    memory = resident()
    yield _family("process_resident_memory_bytes", "gauge", "Memory of the service", [({}, memory)] if memory else [])


def resident(process: int | str = "self") -> int:
    """Bytes of memory of a process, 0 where the system does not tell (it does on Linux)."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _stamp(moment: dt.datetime | None) -> float | None:
    return moment.timestamp() if moment else None


def _age(moment: dt.datetime, now: dt.datetime) -> float:
    return max(0.0, round((now - moment).total_seconds(), 3))


def _family(name: str, kind: str, meaning: str, samples: Sequence[Sample], keep: bool = False) -> str:
    """A metric with its samples; nothing where it has none, unless it is to be kept."""
    if not samples and not keep:
        return ""
    return f"# HELP {name} {meaning}.\n# TYPE {name} {kind}\n" + "".join(_line(name, *sample) for sample in samples)


def _line(name: str, labels: dict[str, str], value: float) -> str:
    told = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
    return f"{name}{{{told}}} {value:.15g}\n" if told else f"{name} {value:.15g}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
