"""A show whose `path` was changed: what it has published comes along, under the same guids.

All of it is copied into the new folder, `show.json` first and the feed last; only then does the former folder go, its
feed first and its `show.json`, by which it is found, last. Where that was cut off, the next call goes on.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace

from service.model import Show
from service.publishing import publish, show_directory, urls
from service.publishing import show_index as catalogues
from service.publishing.show_index import DamagedShowIndex, ShowIndex
from service.storage.storage import Storage


def formers(storage: Storage, shows: Sequence[Show], show: Show) -> dict[str, ShowIndex]:
    """The folders in which the show was published before, each with its catalogue.

    None is a folder of one of the configuration's `shows`. Where the show has episodes at its present path and another
    guid there, it is another podcast by now, and what is left of the former one is not touched.
    """
    taken, found = {each.path for each in shows}, {}
    for folder in storage.folders():
        if folder not in taken:
            with contextlib.suppress(DamagedShowIndex):
                catalogue = catalogues.read(storage, replace(show, path=folder))
                if catalogue and catalogue.show == show.slug:
                    found[folder] = catalogue
    if not found:
        return {}
    longest = max(found.values(), key=lambda each: len(each.ids))
    guid = catalogues.load(storage, show).guid if _is_whole(storage, show.path) else longest.guid
    return {folder: catalogue for folder, catalogue in found.items() if catalogue.guid == guid}


def settle(storage: Storage, shows: Sequence[Show], show: Show) -> tuple[str, ...]:
    """Brings what the show has published in former folders to its present one; those folders, which are gone now.

    Raises PublishError where a file cannot be written: the feed that stood still stands.
    """
    found = formers(storage, shows, show)
    if found and not _is_whole(storage, show.path):
        for folder in found:
            _copy(storage, folder, show)
        folder = max(found, key=lambda each: (_is_whole(storage, each), len(found[each].ids)))
        publish.rebuild(storage, show, _moved(found[folder], folder, show), told_in=folder)
    if found:
        show_directory.add(storage, shows, show)
    for folder in found:
        _clear(storage, folder)
    return tuple(found)


def _is_whole(storage: Storage, folder: str) -> bool:
    """Whether there is a feed in the folder: it comes last and goes first."""
    return storage.exists(f"{folder}/{urls.FEED}")


def _copy(storage: Storage, folder: str, show: Show) -> None:
    """Copies what is not made anew for the new path, the catalogue first: by it a copy that was cut off is found."""
    first = f"{folder}/{urls.SHOW_INDEX}"
    for key in sorted(storage.list(folder), key=lambda key: key != first):
        name = key.removeprefix(f"{folder}/")
        if "/" not in name and name.endswith((".xml", ".html")):
            continue
        target = urls.key(show, name)
        if storage.digest(target) != storage.digest(key) and (data := storage.read(key)) is not None:
            storage.write(target, data)


def _moved(catalogue: ShowIndex, folder: str, show: Show) -> ShowIndex:
    """The catalogue with the keys that its files have in the new folder."""
    retired = (replace(each, key=urls.key(show, each.key.removeprefix(f"{folder}/"))) for each in catalogue.retired)
    return replace(catalogue, retired=tuple(retired))


def _clear(storage: Storage, folder: str) -> None:
    """Takes the folder away: what names other files before them."""
    for key in storage.leftovers(folder):
        storage.delete(key)
    last, first = f"{folder}/{urls.SHOW_INDEX}", f"{folder}/{urls.FEED}"
    for key in sorted(storage.list(folder), key=lambda key: (key == last, key != first, not key.endswith(".xml"), key)):
        storage.delete(key)
