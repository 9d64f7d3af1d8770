"""Check what is published, and repair it for `tingbao check --repair`."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Generator, Iterator, Sequence

from service.commands.check_result import CheckResult, fault, note, passed
from service.core.episode_id import make_again
from service.core.url_scope import would_lose_address
from service.errors import TingbaoError
from service.model import Show
from service.pipeline.history import History
from service.pipeline.pending_episodes import PendingEpisodes
from service.publishing import relocate, repair, show_directory, show_index, urls
from service.runs.run_records import RunStatus, RunStore
from service.settings import Settings
from service.storage import show_lock
from service.storage.storage import Storage, open_storage

_MOVED = "The show was published here before its path was changed."


def check(settings: Settings, *, repair: bool) -> Iterator[CheckResult]:
    """Check each show's published files, in the order of the shows. With `repair` repair them."""
    storage, shows = open_storage(settings.destination), settings.publications
    lost = _missing_directory_files(storage, shows)
    formers = functools.cache(lambda: relocate.former_folders(storage, shows))  # a fault of the storage is each show's
    mended = []
    for show in shows:
        try:
            if repair:
                with show_lock.hold(settings.state / "locks", show.slug):
                    if (yield from _check_show(storage, show, settings, formers().get(show.slug, ()), mend=True)):
                        mended.append(show)
            else:
                yield from _check_show(storage, show, settings, formers().get(show.slug, ()), mend=False)
        except TingbaoError as error:
            yield fault(f"{show.slug}: what is published", str(error))
        yield from _check_pending(PendingEpisodes(settings.state, show.slug), show)
    try:
        if mended:
            show_directory.add(storage, shows, *mended)
    except TingbaoError as error:
        yield fault("the list of shows", str(error))
    left, problem = _missing_directory_files(storage, shows), "The list of shows is missing."
    for name in lost:
        if name in left:
            yield fault(name, f"{problem} `tingbao check --repair` mends it, where a show is whole.")
        else:
            yield note(name, f"{problem} It was made again.")


def _missing_directory_files(storage: Storage, shows: Sequence[Show]) -> tuple[str, ...]:
    """Return the locations of the directory's missing files; none where it cannot be read.

    The storage's own fault is reported with each show.
    """
    try:
        return show_directory.missing_files(storage, shows)
    except TingbaoError:
        return ()


def _check_pending(held: PendingEpisodes, show: Show) -> Iterator[CheckResult]:
    """Check the episodes that wait for approval. Only a run can make a damaged one again."""
    problem = "An episode that waited for approval is not whole any more. The next run makes it again while it is due,"
    try:
        for id_ in held.damaged():
            again = make_again(show.slug, id_).rstrip(",")
            cure = f"or {again}; `tingbao episodes remove {id_} --show {show.slug}` drops it."
            yield fault(str(held.folder(id_)), f"{problem} {cure}")
    except TingbaoError as error:
        yield fault(f"{show.slug}: what waits for approval", str(error))


def _check_show(
    storage: Storage, show: Show, settings: Settings, formers: Sequence[str], *, mend: bool
) -> Generator[CheckResult, None, bool]:
    """Check one show; return whether it was mended and has a feed. `formers`: where it was published before."""
    what = f"{show.slug}: what is published"
    if not formers and not storage.list(show.path) and (lost := _remembered_episodes(settings, show)):
        yield fault(
            what,
            f"of the episodes that were published ({lost}) nothing is in {storage.location(show.path)}: mount or"
            " restore the folder, or set output to where they are",
        )
        return False
    before = show_index.published_feed_url(storage, show).rsplit("/", 2)[0]
    if before not in ("", show.base_url):
        yield _changed_base_url(show, before)
        if mend or would_lose_address(before, show.base_url):
            return False
    for folder in formers:
        if relocate.has_begun_anew(storage, show, folder):
            yield note(storage.location(folder), f"{_MOVED} A run came before the move, so it stays a show of its own.")
        else:
            yield fault(
                storage.location(folder), f"{_MOVED} `tingbao shows move {folder} {show.path}` brings it along."
            )
    return (yield from _check_files(storage, show, settings, mend=mend))


def _changed_base_url(show: Show, before: str) -> CheckResult:
    """Return the fault of a show whose feed was published under another base URL."""
    unset = would_lose_address(before, show.base_url)
    found = "is not set" if unset else f"is {show.base_url}"
    otherwise = "" if unset else ", or let the next run move the feed"
    return fault(
        f"{show.slug}: base_url",
        f"the feed was published under {before}, and base_url {found}: set base_url (or TINGBAO_BASE_URL) as it"
        f" was{otherwise}; nothing is mended until then",
    )


def _check_files(storage: Storage, show: Show, settings: Settings, *, mend: bool) -> Generator[CheckResult, None, bool]:
    """Check the show's files, and those of its articles; with `mend` repair them first.

    Return whether they were mended and there is a feed.
    """
    whole = yield from _check_feed(storage, show, f"{show.slug}: what is published", mend=mend)
    if storage.versions(show.articles.path):
        whole &= yield from _check_feed(storage, show.articles, f"{show.slug}: its articles", mend=mend)
    if mend:
        History(settings.state).align(storage, show, dt.datetime.now(dt.UTC))
    return whole and storage.exists(urls.key(show, urls.FEED))


def _check_feed(storage: Storage, show: Show, what: str, *, mend: bool) -> Generator[CheckResult, None, bool]:
    """Check the files of one feed; with `mend` repair them first. Return whether they were mended."""
    plan = repair.plan_repair(storage, show)
    if mend:
        try:
            plan.staged.apply()
        except TingbaoError as error:
            yield fault(what, str(error))
            plan, mend = repair.plan_repair(storage, show), False  # what is left
    for damage in plan.damages:
        if not damage.remedy:
            yield fault(damage.location, damage.problem)
        elif mend:
            yield note(damage.location, f"{damage.problem} It was {damage.remedy}.")
        else:
            yield fault(damage.location, f"{damage.problem} `tingbao check --repair` mends it.")
    if not plan.damages:
        yield passed(what, "whole" if storage.exists(urls.key(show, urls.FEED)) else "nothing yet")
    return mend


def _remembered_episodes(settings: Settings, show: Show) -> int:
    """Return how many published episodes the history knows, or the run records where it is lost."""
    made = (RunStatus.MADE, RunStatus.UNCHANGED)
    known = History(settings.state).known(show.slug)
    return len(known or {run.episode for run in RunStore(settings.state).newest(show.slug) if run.status in made})
