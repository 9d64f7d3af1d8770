"""Check that the newest episodes of a show, and its articles, are marked as synthetic: read back as published."""

from __future__ import annotations

from collections.abc import Iterator

from service.commands.check_result import CheckResult, fault, note, passed
from service.core import episode_id
from service.core.messages import _
from service.errors import TingbaoError
from service.model import Episode, Show
from service.pipeline import synthetic_marks
from service.pipeline.synthetic_marks import MissingMarks
from service.publishing import show_index
from service.storage.storage import Storage

NEWEST = 3
"""Episodes of a show that are read whole: three of five minutes have 7 MB, which a bucket sends in a second or two."""


def check(storage: Storage, show: Show) -> Iterator[CheckResult]:
    """Yield a note for each of the NEWEST episodes that lacks a mark, with what to do; nothing where none is published.

    What is missing breaks nothing: an earlier version made the episode.
    """
    what = _("{slug}: marks of its episodes as synthetic", slug=show.slug)
    if show.of_articles:
        what = _("{slug}: marks of its articles as synthetic", slug=show.slug)
    try:
        ids = show_index.load(storage, show).ids[-NEWEST:]
        episodes = [each for id_ in reversed(ids) if (each := show_index.readable_episode(storage, show, id_))]
        read = [(each, synthetic_marks.missing(storage, show, each)) for each in episodes]
    except TingbaoError as error:
        yield fault(what, str(error))
        return
    lacking = [(each, found) for each, found in read if found.sound or found.texts]
    yield from (note(f"{what}, {each.id}", _told(show, each, found)) for each, found in lacking)
    if episodes and not lacking:
        yield passed(
            what, _("all there in the newest {count}", count=len(episodes)) if len(episodes) > 1 else _("all there")
        )


def _told(show: Show, episode: Episode, found: MissingMarks) -> str:
    told = [f"{'; '.join((*found.sound, *found.texts))}."]
    if found.sound:
        again = _("{make_again} makes it anew", make_again=episode_id.make_again(show.slug, episode.id))
        again = _("a changed text is spoken anew") if show.of_articles else again
        told.append(_("Its sound stays as it was made, which is no fault; {again}.", again=again))
    if found.texts:
        told.append(_("`tingbao check --repair`, or the next episode, writes the texts anew."))
    return " ".join(told)
