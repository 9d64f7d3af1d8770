"""What `tingbao check` finds wrong with what is published, and `tingbao check --repair` mends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from service import locks
from service.doors.finding import Finding, fault, fine, note
from service.errors import TingbaoError
from service.history import History
from service.model import Show
from service.publishing import directory, moving, places, repair
from service.publishing.storage import Storage, open_storage
from service.settings import Settings


def published(settled: Settings, *, repair: bool) -> Iterator[Finding]:
    """What is wrong with each show's published files, in the order of the shows; mended where `repair` asks for it."""
    storage = open_storage(settled.destination)
    for wanted in settled.show:
        show = settled.publication(wanted)
        try:
            if repair:
                with locks.hold(settled.state / "locks", show.slug):
                    yield from _show(storage, show, settled, mend=True)
            else:
                yield from _show(storage, show, settled, mend=False)
        except TingbaoError as error:
            yield fault(f"{show.slug}: what is published", str(error))


def _show(storage: Storage, show: Show, settled: Settings, *, mend: bool) -> Iterator[Finding]:
    for folder in moving.formers(storage, settled.publications, show):
        place, problem = storage.place(folder), "The show was published here before its path was changed."
        if mend:
            yield note(place, f"{problem} It was brought to its new path.")
        else:
            yield fault(place, f"{problem} The next run or `tingbao check --repair` brings it along.")
    if mend:
        moving.settle(storage, settled.publications, show)
    survey = repair.survey(storage, show)
    what = f"{show.slug}: what is published"
    for each in survey.faults:
        if not each.mending:
            yield fault(each.place, each.problem)
        elif mend:
            yield note(each.place, f"{each.problem} It was {each.mending}.")
        else:
            yield fault(each.place, f"{each.problem} `tingbao check --repair` mends it.")
    if mend:
        survey.rehearsal.perform()
        if storage.exists(places.key(show, places.FEED)):
            directory.add(storage, settled.publications, show)
        History(settled.state).align(storage, show, dt.datetime.now(dt.UTC))
    if not survey.faults:
        yield fine(what, "whole")
