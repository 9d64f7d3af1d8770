"""What `make --json` prints of a run: of one that has made an episode or a script, or of one that has failed."""

from __future__ import annotations

import json
from typing import Any

from service.briefing import Result
from service.core import json_codec
from service.errors import TingbaoError
from service.model import Segment
from service.pipeline.pending_episodes import PendingEpisodes
from service.publishing import article_feed, urls
from service.runs.run_records import Run, RunStore
from service.settings import Settings
from service.storage.storage import open_storage


def made(result: Result, settings: Settings) -> dict[str, Any]:
    """Return the report of what came of a run."""
    spec, episode, script = result.spec, result.episode, result.script
    return {
        "status": result.status,
        "show": spec.show.slug,
        "episode": spec.id,
        "edition": spec.edition,
        "date": spec.date.isoformat(),
        "guid": episode.guid if episode else None,
        "mp3": audio_location(result, settings) if episode else None,
        "feed": urls.url(spec.show, urls.FEED) if episode else None,
        "seconds": round(episode.seconds, 3) if episode else None,
        "budget_seconds": spec.length,
        "short": script.short,
        "engine": episode.engine if episode else spec.casts[0].engine,
        "voices": list(episode.voices) if episode else [voice.name for voice in spec.casts[0].voices],
        "stories": [
            {
                "title": segment.title,
                "source": segment.origin,
                "own": segment.is_editors,
                "seconds": round(end - start, 2),
                "start": round(start, 2),
            }
            for segment, start, end in story_times(result)
        ],
        "skipped": [{"title": each.title, "reason": each.reason} for each in script.skipped],
        **_articles(result, settings),
        "warnings": list(result.warnings),
        "timings": result.timings,
        **planned(result),
    }


def failed(error: TingbaoError) -> dict[str, Any]:
    """Return the report of a run that has failed."""
    return {"status": "failed", "error": str(error)}


def reported(settings: Settings, run: Run) -> dict[str, Any]:
    """Return what the run has reported, or the same from its record where it could not."""
    recorded = {"status": str(run.status), "episode": run.episode, "error": run.error}
    kept = RunStore(settings.state).report(run.show, run.id)
    return {"show": run.show, "edition": run.edition, **(kept or recorded)}


def story_times(result: Result) -> list[tuple[Segment, float, float]]:
    """Return each story's segment with its start and end, seconds; of a planned script as predicted."""
    rows = []
    for i, segment in enumerate(result.script.segments):
        if segment.origin:
            cues = [cue for cue in result.episode.cues if cue.segment == i] if result.episode else []
            times = result.prediction.times[i] if result.prediction else (0.0, 0.0)
            rows.append((segment, cues[0].start, cues[-1].end) if cues else (segment, *times))
    return rows


def told_articles(result: Result, settings: Settings) -> tuple[str, ...] | None:
    """Return the ids of the day's articles that are told by themselves; None where the show wants none."""
    if not result.spec.show_settings.articles or not result.episode:
        return None
    return article_feed.of_programme(open_storage(settings.destination), result.spec.show, result.spec.id)


def _articles(result: Result, settings: Settings) -> dict[str, Any]:
    """Return how many articles are told by themselves, and what the run did with them; None where none are wanted."""
    if (told := told_articles(result, settings)) is None:
        return {"articles": None, "articles_done": None}
    done, show = result.articles, result.spec.show.articles
    return {
        "articles": len(told),
        "articles_done": {
            "spoken": len(done.spoken),
            "unchanged": len(set(told) - done.spoken),
            "withdrawn": len(done.withdrawn),
            "page": urls.url(show, urls.INDEX),
            "list": urls.url(show, urls.article_list(urls.FEED)),
            "feed": urls.url(show, urls.FEED),
        },
    }


def planned(result: Result) -> dict[str, Any]:
    """Return a planned script, and by which share the voices may be faster or slower and still make it."""
    if not result.prediction:
        return {}
    holds = {name: round(getattr(result.prediction, name), 4) for name in ("faster", "slower")}
    return {"script": json.loads(json_codec.dump(result.script)), "holds_while": holds}


def audio_location(result: Result, settings: Settings) -> str:
    """Return where the episode's MP3 file is: published, or held back."""
    assert result.episode
    held = PendingEpisodes(settings.state, result.spec.show.slug)
    if needs_approval(result) and (waiting := held.get(result.spec.id)):
        return str(held.audio(waiting))
    key = urls.episode_key(result.spec.show, result.spec.id, result.episode.mp3)
    return open_storage(settings.destination).location(key)


def needs_approval(result: Result) -> bool:
    """Return whether the episode waits for approval: it has no guid before it is published."""
    return result.episode is not None and not result.episode.guid
