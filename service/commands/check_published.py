"""Check what is published, and repair it for `tingbao check --repair`."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Generator, Iterator, Sequence

from service.commands.check_result import CheckResult, fault, note, passed
from service.core.episode_id import make_again
from service.core.messages import _
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

_MOVED = _("The show was published here before its path was changed.")


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
            yield fault(_("{slug}: what is published", slug=show.slug), str(error))
        yield from _check_pending(PendingEpisodes(settings.state, show.slug), show)
    try:
        if mended:
            show_directory.add(storage, shows, *mended)
    except TingbaoError as error:
        yield fault(_("the list of shows"), str(error))
    left, problem = _missing_directory_files(storage, shows), _("The list of shows is missing.")
    for name in lost:
        if name in left:
            yield fault(name, _("{problem} `tingbao check --repair` mends it, where a show is whole.", problem=problem))
        else:
            yield note(name, _("{problem} It was made again.", problem=problem))


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
    problem = _(
        "An episode that waited for approval is not whole any more. The next run makes it again while it is due,"
    )
    try:
        for id_ in held.damaged():
            again = make_again(show.slug, id_).rstrip(",")
            cure = _(
                "or {again}; `tingbao episodes remove {id_} --show {slug}` drops it.",
                again=again,
                id_=id_,
                slug=show.slug,
            )
            yield fault(str(held.folder(id_)), f"{problem} {cure}")
    except TingbaoError as error:
        yield fault(_("{slug}: what waits for approval", slug=show.slug), str(error))


def _check_show(
    storage: Storage, show: Show, settings: Settings, formers: Sequence[str], *, mend: bool
) -> Generator[CheckResult, None, bool]:
    """Check one show; return whether it was mended and has a feed. `formers`: where it was published before."""
    what = _("{slug}: what is published", slug=show.slug)
    if not formers and not storage.list(show.path) and (lost := _remembered_episodes(settings, show)):
        yield fault(
            what,
            _(
                "of the episodes that were published ({lost}) nothing is in {location}: mount or restore"
                " the folder, or set output to where they are",
                lost=lost,
                location=storage.location(show.path),
            ),
        )
        return False
    before = show_index.published_feed_url(storage, show).rsplit("/", 2)[0]
    if before not in ("", show.base_url):
        yield _changed_base_url(show, before)
        if mend or would_lose_address(before, show.base_url):
            return False
    for folder in formers:
        if relocate.has_begun_anew(storage, show, folder):
            yield note(
                storage.location(folder),
                _("{moved} A run came before the move, so it stays a show of its own.", moved=_MOVED),
            )
        else:
            yield fault(
                storage.location(folder),
                _(
                    "{moved} `tingbao shows move {folder} {path}` brings it along.",
                    moved=_MOVED,
                    folder=folder,
                    path=show.path,
                ),
            )
    return (yield from _check_files(storage, show, settings, mend=mend))


def _changed_base_url(show: Show, before: str) -> CheckResult:
    """Return the fault of a show whose feed was published under another base URL."""
    if would_lose_address(before, show.base_url):
        said = _(
            "the feed was published under {before}, and base_url is not set: set base_url (or TINGBAO_BASE_URL)"
            " as it was; nothing is mended until then",
            before=before,
        )
    else:
        said = _(
            "the feed was published under {before}, and base_url is {now}: set base_url (or TINGBAO_BASE_URL)"
            " as it was, or let the next run move the feed; nothing is mended until then",
            before=before,
            now=show.base_url,
        )
    return fault(_("{show}: base_url", show=show.slug), said)


def _check_files(storage: Storage, show: Show, settings: Settings, *, mend: bool) -> Generator[CheckResult, None, bool]:
    """Check the show's files, and those of its articles; with `mend` repair them first.

    Return whether they were mended and there is a feed.
    """
    whole = yield from _check_feed(storage, show, _("{slug}: what is published", slug=show.slug), mend=mend)
    if storage.versions(show.articles.path):
        yield from _left_behind(storage, show, mend=mend)
        whole &= yield from _check_feed(storage, show.articles, _("{show}: its articles", show=show.slug), mend=mend)
    if mend:
        History(settings.state).align(storage, show, dt.datetime.now(dt.UTC))
    return whole and storage.exists(urls.key(show, urls.FEED))


def _left_behind(storage: Storage, show: Show, *, mend: bool) -> Iterator[CheckResult]:
    """Tell of articles that are at a former base URL while their show is at the present one; mending moves them."""
    own, articles = (show_index.published_feed_url(storage, each) for each in (show, show.articles))
    if articles in ("", urls.url(show.articles, urls.FEED)) or own != urls.url(show, urls.FEED):
        return
    what = _("{show}: its articles", show=show.slug)
    problem = _("Their feed and pages name {former} and not the present address.", former=articles)
    if mend:
        yield note(what, _("{problem} They were moved.", problem=problem))
    else:
        cure = _("The next `tingbao make --show {slug}` moves them, and so does --repair.", slug=show.slug)
        yield fault(what, f"{problem} {cure}")


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
            yield note(damage.location, _("{problem} It was {remedy}.", problem=damage.problem, remedy=damage.remedy))
        else:
            yield fault(damage.location, _("{problem} `tingbao check --repair` mends it.", problem=damage.problem))
    if not plan.damages:
        yield passed(what, "whole" if storage.exists(urls.key(show, urls.FEED)) else "nothing yet")
    return mend


def _remembered_episodes(settings: Settings, show: Show) -> int:
    """Return how many published episodes the history knows, or the run records where it is lost."""
    made = (RunStatus.MADE, RunStatus.UNCHANGED)
    known = History(settings.state).known(show.slug)
    return len(known or {run.episode for run in RunStore(settings.state).newest(show.slug) if run.status in made})
