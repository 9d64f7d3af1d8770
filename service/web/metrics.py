"""What Prometheus is told, in its text format (https://prometheus.io/docs/instrumenting/exposition_formats/)."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric, SummaryMetricFamily
from prometheus_client.registry import Collector

from service.audience import download_report
from service.audience.audio_request import ARTICLES
from service.audience.download_store import OTHER_APPS, DownloadCounts
from service.audience.user_agents import KNOWN_APPS
from service.runs.run_records import RunStatus, RunStore, Totals
from service.settings import Settings
from service.web import health

TYPE = "text/plain; version=0.0.4; charset=utf-8"
SETTLED = 2_000_000_000
"""Nanoseconds after which a folder's time tells it from any later one."""
_COUNTERS = {
    "articles": ("articles_read", "Articles read"),
    "clips_cached": ("cache_hits", "Sentences taken from the cache"),
    "clips_spoken": ("cache_misses", "Sentences that an engine was asked for"),
    "clips_refused": ("engine_errors", "Answers of an engine that failed a check"),
    "paid_characters": ("paid_characters", "Characters sent to engines that may charge for them"),
    "model_questions": ("model_questions", "Questions to language models"),
    "model_tokens_in": ("model_question_tokens", "Tokens of questions to language models"),
    "model_tokens_out": ("model_answer_tokens", "Tokens of their answers"),
    "model_millionths": ("model_cost_millionths", "Their cost by the configured prices, in millionths"),
    "engine_failures": ("engine_failures", "Runs' engines that could not speak"),
    "fallbacks": ("engine_fallbacks", "Changes to another engine or voice within a run"),
}
"""Name in a run's record -> name and meaning here."""


class Metrics:
    """All metrics as text; a show's totals are read again only after a run of it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Path, str], tuple[int, Totals]] = {}

    def render(self, settings: Settings, now: dt.datetime, downloads: DownloadCounts | None = None) -> str:
        """Return the text; without `downloads`, none of them. Blocking: reads the runs' records."""
        found, past = health.check_health(settings, now), RunStore(settings.state)
        totals = {show.slug: self._totals(settings, past, show.slug) for show in settings.show}
        registry = CollectorRegistry()
        registry.register(_Collector(totals, found, now, downloads))
        return generate_latest(registry).decode()

    def _totals(self, settings: Settings, past: RunStore, show: str) -> Totals:
        changed, key = past.changed(show), (settings.state, show)
        before, totals = self._kept.get(key, (0, Totals()))
        if changed == 0 or before != changed:
            settled = time.time_ns() - changed > SETTLED and next(past.newest(show), None)
            totals = past.totals(show)
            self._kept[key] = (changed if settled and settled.status is not RunStatus.RUNNING else 0, totals)
        return totals


class _Collector(Collector):
    """The metric families of one moment; a family without samples is left out."""

    def __init__(
        self, totals: dict[str, Totals], found: health.Health, now: dt.datetime, downloads: DownloadCounts | None = None
    ) -> None:
        self._totals, self._health, self._now, self._downloads = totals, found, now, downloads

    def collect(self) -> Iterator[Metric]:
        """Yield each family once, with its samples."""
        yield from (family for family in self._families() if family.samples or family.type == "summary")

    def _families(self) -> Iterator[Metric]:
        yield from self._of_runs()
        yield from self._of_shows()
        if self._downloads:
            yield from self._of_downloads(self._downloads)
        yield _gauge("tingbao_ready", "1 when /readyz has nothing to say", [([], not self._health.reasons)])
        yield _gauge("tingbao_disk_free_bytes", "Room where episodes are written", [([], self._health.free)])
        memory = resident()
        yield _gauge("process_resident_memory_bytes", "Memory of the service", [([], memory)] if memory else [])

    def _of_runs(self) -> Iterator[Metric]:
        runs = CounterMetricFamily(
            "tingbao_runs", "Runs that have ended, by what came of them.", labels=["show", "status"]
        )
        stages = SummaryMetricFamily("tingbao_stage_seconds", "Seconds of a run's stages.", labels=["show", "stage"])
        for slug, each in self._totals.items():
            for status, number in each.runs.items():
                runs.add_metric([slug, str(status)], number)
            for stage, seconds in each.seconds.items():
                stages.add_metric([slug, stage], each.stages.get(stage, 0), seconds)
        yield runs
        yield stages
        for counted, (short, meaning) in _COUNTERS.items():
            counter = CounterMetricFamily(f"tingbao_{short}", f"{meaning}.", labels=["show"])
            for slug, each in self._totals.items():
                counter.add_metric([slug], each.counts.get(counted, 0))
            yield counter

    def _of_shows(self) -> Iterator[Metric]:
        shows = self._health.shows
        successes = [([s.show.slug], s.last_success.timestamp()) for s in shows if s.last_success]
        meaning = "When the last run that went well ended"
        yield _gauge("tingbao_last_success_timestamp_seconds", meaning, successes, ["show"])
        due = [([s.show.slug], s.next_due.timestamp()) for s in shows]
        yield _gauge("tingbao_next_due_timestamp_seconds", "When the show is due next", due, ["show"])
        ages = [([s.show.slug], _age(s.feed_time, self._now)) for s in shows if s.feed_time]
        yield _gauge("tingbao_feed_age_seconds", "How long ago the feed was written", ages, ["show"])

    def _of_downloads(self, counts: DownloadCounts) -> Iterator[Metric]:
        shows = CounterMetricFamily("tingbao_downloads", "Downloads by the IAB's rules.", labels=["show"])
        numbers = download_report.by_show(counts)
        slugs = [each.show.slug for each in self._health.shows]
        for name in (*slugs, *(f"{slug}/{ARTICLES}" for slug in slugs)):
            if name in slugs or name in numbers:
                shows.add_metric([name], numbers[name])
        yield shows
        apps = CounterMetricFamily("tingbao_app_downloads", "Downloads of all shows by known apps.", labels=["app"])
        known: Counter[str] = Counter()
        for app, number in download_report.by_app(counts).items():
            known[app if app in KNOWN_APPS else OTHER_APPS] += number
        for app, number in sorted(known.items()):
            apps.add_metric([app], number)
        yield apps


def _gauge(
    name: str, meaning: str, samples: Sequence[tuple[Sequence[str], float]], labels: Sequence[str] = ()
) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, f"{meaning}.", labels=labels)
    for values, value in samples:
        family.add_metric(values, value)
    return family


def resident(process: int | str = "self") -> int:
    """Return the bytes of memory of a process, 0 where the system does not tell (it does on Linux)."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _age(moment: dt.datetime, now: dt.datetime) -> float:
    return max(0.0, round((now - moment).total_seconds(), 3))
