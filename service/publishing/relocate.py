"""Move what a show has published from one folder to another: episodes, guids and all.

The feed is copied last and deleted first, so at every instant the show is whole in one of the two folders. A move that
was cut off is completed by the same move again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace

from service.core.messages import _
from service.errors import UsageError
from service.model import Show
from service.publishing import publish, show_directory, show_index, urls
from service.publishing.show_index import DamagedShowIndex, ShowIndex
from service.storage.storage import Storage


def former_folders(storage: Storage, shows: Sequence[Show]) -> dict[str, tuple[str, ...]]:
    """Return the folders, none of the configured `shows`, in which shows were published before, by the slug."""
    taken, found = {each.path for each in shows}, dict[str, tuple[str, ...]]()
    for folder in storage.folders() if shows else ():
        if folder not in taken:
            with contextlib.suppress(DamagedShowIndex):
                if index := show_index.read(storage, replace(shows[0], path=folder)):
                    found[index.show] = (*found.get(index.show, ()), folder)
    return found


def has_begun_anew(storage: Storage, show: Show, former: str) -> bool:
    """Return whether the show's folder has a feed already, with another guid than the former folder."""
    if not _has_feed(storage, show.path):
        return False
    index = show_index.read(storage, replace(show, path=former))
    return index is None or index.guid != show_index.load(storage, show).guid


def move(storage: Storage, shows: Sequence[Show], show: Show, former: str) -> int:
    """Move the show from the folder `former` to its `path`, which the configured `shows` name; count its episodes.

    Raise UsageError where that folder is none of the show's, or the show has begun anew at its path; PublishError
    where files cannot be written: the feed that stood still stands.
    """
    index = show_index.read(storage, replace(show, path=former))
    if index is None:
        raise UsageError(
            _(
                "Nothing is published in {former}: name the folder where the show was before.",
                former=storage.location(former),
            )
        )
    if index.show != show.slug:
        raise UsageError(
            _(
                "{former} belongs to the show {show!r}, and the path {path!r} to {slug!r}.",
                former=storage.location(former),
                show=index.show,
                path=show.path,
                slug=show.slug,
            )
        )
    if has_begun_anew(storage, show, former):
        raise UsageError(
            _(
                "Both {former} and {path} have episodes, since a run came before the move. Two feeds are not "
                "merged: delete the folder that you do not want to keep.",
                former=storage.location(former),
                path=storage.location(show.path),
            )
        )
    if _has_feed(storage, former):
        _bring(storage, show, former, index.at(show))
    elif not _has_feed(storage, show.path):
        raise UsageError(
            _(
                "{former} has no feed any more: it is what a move to another folder has left. Move the show from "
                "there first; `tingbao check` names it.",
                former=storage.location(former),
            )
        )
    show_directory.add(storage, shows, show)
    _delete(storage, former)
    return len(show_index.load(storage, show).ids)


def _has_feed(storage: Storage, folder: str) -> bool:
    """Return whether the folder is whole: its feed is written last and deleted first."""
    return storage.exists(f"{folder}/{urls.FEED}")


def _bring(storage: Storage, show: Show, former: str, index: ShowIndex) -> None:
    """Copy the episodes and write the pages and the feed anew; before them those of its articles.

    Where the feed is there already, the move was cut off behind it, and a run may have come since: nothing of it is
    overwritten.
    """
    inside = f"{former}/{show.articles.path.rpartition('/')[2]}"
    if not show.of_articles and (found := show_index.read(storage, replace(show.articles, path=inside))):
        _bring(storage, show.articles, inside, found.at(show.articles))
    if not _has_feed(storage, show.path):
        _copy(storage, former, show, overwrite=True)
        obsolete = (replace(each, key=urls.key(show, each.key.removeprefix(f"{former}/"))) for each in index.retired)
        moved = _without_secret(replace(index, retired=tuple(obsolete)), show, former)
        publish.rebuild(storage, show, moved, former=former)
        return
    present = show_index.load(storage, show)
    _copy(storage, former, show, overwrite=False)
    for id_ in index.ids:
        present = present.adding(id_)
    publish.rebuild(storage, show, _without_secret(present, show, former))


def _without_secret(index: ShowIndex, show: Show, former: str) -> ShowIndex:
    """Return the index without the former address where that is private: what is published must not tell it."""
    return index if former.partition("/")[0] == show.slug else index.forgetting(former)


def _copy(storage: Storage, former: str, show: Show, *, overwrite: bool) -> None:
    """Copy what is not made anew for the new path; `show.json` first, so that a run in between keeps the guids."""
    first = f"{former}/{urls.SHOW_INDEX}"
    for key in sorted(storage.list(former), key=lambda key: key != first):
        name = key.removeprefix(f"{former}/")
        if urls.key(show, name).startswith(f"{show.articles.path}/"):
            continue  # it is there already
        if "/" not in name and name.endswith((".xml", ".html")):
            continue
        target = urls.key(show, name)
        existing = storage.digest(target)
        if existing and not overwrite:
            continue
        if existing != storage.digest(key) and (data := storage.read(key)) is not None:
            storage.write(target, data)


def _delete(storage: Storage, folder: str) -> None:
    """Delete the folder: what names other files before them, and `show.json`, which names its show, last."""
    for key in storage.leftovers(folder):
        storage.delete(key)
    last, first = f"{folder}/{urls.SHOW_INDEX}", f"{folder}/{urls.FEED}"
    for key in sorted(storage.list(folder), key=lambda key: (key == last, key != first, not key.endswith(".xml"), key)):
        storage.delete(key)
