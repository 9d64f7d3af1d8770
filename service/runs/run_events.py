"""What hooks are told of a run: the fields of the event, which a contract holds fast (docs/notifications.md)."""

from __future__ import annotations

import contextlib
from dataclasses import asdict

from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.errors import TingbaoError
from service.model import Episode, Kind
from service.pipeline.pending_episodes import PendingEpisodes
from service.publishing import publish, urls
from service.runs.run_records import Run, RunStatus, RunStore
from service.settings import Settings, desk_url
from service.storage.storage import open_storage

SETTING = {"success": "on_success", "approval": "on_approval", "failure": "on_failure"}
"""Which setting names the hooks of an event."""


def kind_of(run: Run) -> str:
    """Return which event a run is that has ended; empty: none.

    Of a run that was due and failed the hooks hear when the show is given up, not at each attempt.
    """
    if run.status is RunStatus.MADE:
        return "success"
    if run.status is RunStatus.HELD:
        return "approval"
    failed = run.status in (RunStatus.FAILED, RunStatus.LOST)
    return "failure" if failed and run.trigger != "schedule" else ""


def event_of(kind: str, settings: Settings, show: ShowSettings, run: Run, id_: str) -> dict[str, object]:
    """Return what a hook is told. `id_` is the same however often it is told."""
    publication = settings.publication(show)
    episode = _episode(kind, settings, show, run)
    told: dict[str, object] = {
        "event": kind,
        "id": id_,
        "show": show.slug,
        "title": show.title,
        "edition": run.edition,
        "episode": run.episode,
        "headline": episode.title if episode else "",
        "lead": _lead(episode) if episode else "",
        "seconds": round(episode.seconds, 1) if episode else None,
        "link": urls.episode_url(publication, episode) if episode and kind == "success" else "",
        "audio": urls.episode_url(publication, episode, episode.mp3) if episode and kind == "success" else "",
        "feed": urls.url(publication, urls.FEED),
        "error": run.error or (_("The run was cut off: its process is gone.") if run.status is RunStatus.LOST else ""),
        "advice": _advice(kind, show, run),
        "log": str(RunStore(settings.state).log_path(run).absolute()),
    }
    if kind == "approval":
        told["desk"] = f"{desk_url(settings.service)}/desk/{show.slug}/{run.episode}"
    plain = {
        key: value for key, value in asdict(run).items() if key in ("id", "trigger", "engine", "warnings", "timings")
    }
    return {**told, "run": plain}


def failure_advice(show: ShowSettings, edition: str) -> str:
    """Return what is to be done about a show that could not be made."""
    command = f"tingbao make --show {show.slug}{f' --edition {edition}' if edition else ''}"
    return _(
        "The feed stands as it was. See that what the error names is mended (`tingbao check` helps), then `{command}`.",
        command=command,
    )


def _advice(kind: str, show: ShowSettings, run: Run) -> str:
    if kind == "approval":
        return _(
            "`tingbao episodes approve {episode} --show {slug}` publishes it, `remove` drops it, and"
            " `draft` shows it, to be changed.",
            episode=run.episode,
            slug=show.slug,
        )
    return failure_advice(show, run.edition) if kind == "failure" else ""


def _episode(kind: str, settings: Settings, show: ShowSettings, run: Run) -> Episode | None:
    """Return the run's episode; None where there is none, or it cannot be read: what is told is the poorer for it."""
    if not run.episode:
        return None
    with contextlib.suppress(TingbaoError, OSError):
        if kind == "approval":
            waiting = PendingEpisodes(settings.state, show.slug).get(run.episode)
            return waiting.episode if waiting else None
        return publish.find(open_storage(settings.destination), settings.publication(show), run.episode)
    return None


def _lead(episode: Episode) -> str:
    """Return the first sentence that is told of the first story, past the words that only lead to it."""
    items = [
        segment
        for segment in episode.script.segments
        if segment.kind in (Kind.STORY, Kind.BRIEF) and segment.utterances and not segment.is_lead_in
    ]
    first = next((segment for segment in items if not segment.is_editors), items[0] if items else None)
    if first is None:
        return ""
    return next((each.written for each in first.utterances if each.source), first.utterances[0].written)
