"""The stories that a show has told in the days before an episode, so that it does not tell them again."""

from __future__ import annotations

import tempfile
from pathlib import Path

from service.core.messages import _
from service.core.progress import StageTimer
from service.editing.selection import AiredStory
from service.errors import PublishError, TingbaoError
from service.pipeline.episode_spec import EpisodeSpec
from service.pipeline.history import History
from service.pipeline.pending_episodes import PendingEpisodes
from service.storage.storage import open_storage


def recently_aired(spec: EpisodeSpec, timer: StageTimer) -> tuple[AiredStory, ...]:
    """Return the stories of the show's published and pending episodes of the last days.

    None for inputs named by hand: whoever names them wants them told.
    """
    if spec.since is None:
        return ()
    pending = PendingEpisodes(spec.settings.state, spec.show.slug).before(spec.id, spec.published)
    return (*_published(spec, timer), *((episode.date, story) for episode in pending for story in episode.aired))


def _published(spec: EpisodeSpec, timer: StageTimer) -> tuple[AiredStory, ...]:
    """Return the published stories by the history or, where that cannot be used, by the manifests."""
    storage, history = open_storage(spec.settings.destination), History(spec.settings.state)
    try:
        if not history.align(storage, spec.show, spec.published):
            timer.warn(
                _("The history {path} was damaged; it has been made again from what is published.", path=history.path)
            )
        return history.before(spec.show.slug, spec.id, spec.published)
    except PublishError:
        raise
    except TingbaoError as error:
        timer.warn(_("{error} This time what was aired is read from the manifests.", error=error))
    with tempfile.TemporaryDirectory() as folder:
        instead = History(Path(folder))
        instead.align(storage, spec.show, spec.published)
        return instead.before(spec.show.slug, spec.id, spec.published)
