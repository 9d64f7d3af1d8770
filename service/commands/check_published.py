"""What `tingbao check` finds wrong with what is published, and `tingbao check --repair` mends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from service.commands.check_result import CheckResult, fault, fine, note
from service.core.url_scope import would_lose_address
from service.errors import TingbaoError
from service.model import Show
from service.pipeline.history import History
from service.pipeline.pending import PendingEpisodes
from service.publishing import relocate, repair, show_directory, show_index, urls
from service.runs.run_records import RunStatus, RunStore
from service.settings import Settings
from service.storage import show_lock
from service.storage.storage import Storage, open_storage

_MOVED = "The show was published here before its path was changed."


def published(settled: Settings, *, repair: bool) -> Iterator[CheckResult]:
    """What is wrong with each show's published files, in the order of the shows; mended where `repair` asks for it."""
    storage = open_storage(settled.destination)
    lost = _lost(storage, settled)
    for wanted in settled.show:
        show = settled.publication(wanted)
        try:
            if repair:
                with show_lock.hold(settled.state / "locks", show.slug):
                    yield from _show(storage, show, settled, mend=True)
            else:
                yield from _show(storage, show, settled, mend=False)
        except TingbaoError as error:
            yield fault(f"{show.slug}: what is published", str(error))
        yield from _waiting(PendingEpisodes(settled.state, show.slug), show)
    left, problem = _lost(storage, settled), "The list of shows is missing."
    for place in lost:
        if place in left:
            yield fault(place, f"{problem} `tingbao check --repair` mends it, where a show is whole.")
        else:
            yield note(place, f"{problem} It was made again.")


def _lost(storage: Storage, settled: Settings) -> tuple[str, ...]:
    """Where the list of shows is missing; nowhere where it cannot be looked for, which is said of each show."""
    try:
        return show_directory.lost(storage, settled.publications)
    except TingbaoError:
        return ()


def _waiting(held: PendingEpisodes, show: Show) -> Iterator[CheckResult]:
    """What of the show cannot wait for approval any more; only a run can mend it."""
    problem = "An episode that waited for approval is not whole any more. The next run makes it again while it is due;"
    try:
        for id_ in held.damaged():
            cure = f"`tingbao episodes remove {id_} --show {show.slug}` drops it."
            yield fault(str(held.folder(id_)), f"{problem} {cure}")
    except TingbaoError as error:
        yield fault(f"{show.slug}: what waits for approval", str(error))


def _show(storage: Storage, show: Show, settled: Settings, *, mend: bool) -> Iterator[CheckResult]:
    what = f"{show.slug}: what is published"
    formers = relocate.former_folders(storage, settled.publications, show)
    if not formers and not storage.list(show.path) and (lost := _remembered(settled, show)):
        yield fault(
            what,
            f"of the episodes that were published ({lost}) nothing is in {storage.place(show.path)}: mount or restore"
            " the folder, or set output to where they are",
        )
        return
    before = show_index.address(storage, show).rsplit("/", 2)[0]
    if before not in ("", show.base_url):
        unset = would_lose_address(before, show.base_url)
        found = "is not set" if unset else f"is {show.base_url}"
        otherwise = "" if unset else ", or let the next run move the feed"
        yield fault(
            f"{show.slug}: base_url",
            f"the feed was published under {before}, and base_url {found}: set base_url (or TINGBAO_BASE_URL) as it"
            f" was{otherwise}; nothing is mended until then",
        )
        if mend or unset:
            return
    for folder in formers:
        if relocate.has_begun_anew(storage, show, folder):
            yield note(storage.place(folder), f"{_MOVED} A run came before the move, so it stays a show of its own.")
        else:
            yield fault(storage.place(folder), f"{_MOVED} `tingbao shows move {folder} {show.path}` brings it along.")
    survey = repair.survey(storage, show)
    if mend:
        try:
            survey.rehearsal.perform()
        except TingbaoError as error:
            yield fault(what, str(error))
            survey, mend = repair.survey(storage, show), False  # what is left
    for each in survey.faults:
        if not each.mending:
            yield fault(each.place, each.problem)
        elif mend:
            yield note(each.place, f"{each.problem} It was {each.mending}.")
        else:
            yield fault(each.place, f"{each.problem} `tingbao check --repair` mends it.")
    if mend:
        if storage.exists(urls.key(show, urls.FEED)):
            show_directory.add(storage, settled.publications, show)
        History(settled.state).align(storage, show, dt.datetime.now(dt.UTC))
    if not survey.faults:
        yield fine(what, "whole")


def _remembered(settled: Settings, show: Show) -> int:
    """How many published episodes of the show the history, or where it is lost the runs' records, know of."""
    made = (RunStatus.MADE, RunStatus.UNCHANGED)
    known = History(settled.state).known(show.slug)
    return len(known or {run.episode for run in RunStore(settled.state).newest(show.slug) if run.status in made})
