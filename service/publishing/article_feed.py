"""The articles of a show, each an episode of the feed in the show's folder `articles/`: published and withdrawn.

Which articles a programme has, a list beside it says (`articles.json`), and an article says which programme had it
last. The list names more than there is while files are written, never less: a run that is cut off leaves nothing that
the next one would not find and take away.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from service.model import Episode, Show
from service.publishing import publish, show_index, urls
from service.publishing.show_writer import ShowWriter
from service.storage.storage import Storage


@dataclass(frozen=True, slots=True)
class PublishedDay:
    """What became of a programme's articles."""

    withdrawn: tuple[str, ...]
    """The ids of those that it has no more."""
    warnings: tuple[str, ...]


def of_programme(storage: Storage, show: Show, programme: str) -> tuple[str, ...]:
    """Return the ids of the articles that the list beside a programme names; none where it is lost."""
    data = storage.read(urls.episode_key(show, programme, urls.ARTICLES))
    try:
        found = json.loads(data or b"{}")["articles"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return ()
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()


def find(storage: Storage, show: Show, id_: str) -> Episode | None:
    """Return the article of that id as it is published; None where its manifest or its sound is lost or damaged."""
    found = show_index.readable_episode(storage, show.articles, id_)
    return found if found and found.article and publish.has_sound(storage, show.articles, found) else None


def published(storage: Storage, show: Show) -> frozenset[str]:
    """Return the ids of the articles that are published; none where their list is damaged: nothing can be added."""
    try:
        return frozenset(show_index.load(storage, show.articles).ids)
    except show_index.DamagedShowIndex:
        return frozenset()


def publish_day(
    storage: Storage,
    show: Show,
    programme: str,
    wanted: Sequence[str],
    new: Sequence[str],
    load: Callable[[str], tuple[Episode, bytes]],
) -> PublishedDay:
    """Publish the articles of a programme, and withdraw those that it had and has no more.

    `wanted`: the ids of all of them. `new`: those that are spoken now, which `load` gives one at a time. Raise
    PublishError where a file cannot be written: the next run does the rest.
    """
    before = of_programme(storage, show, programme)
    gone = [id_ for id_ in before if id_ not in wanted and _belongs(storage, show, id_, programme)]
    stay = [id_ for id_ in wanted if id_ not in new]
    moved = list(_moved(storage, show, stay, programme))
    warnings: list[str] = []
    if new or gone or moved or before != tuple(wanted):
        _write_list(storage, show, programme, (*wanted, *(id_ for id_ in before if id_ not in wanted)))
        is_first = not storage.exists(urls.key(show.articles, urls.INDEX))
        publish.begin(storage, show.articles)
        for episode in moved:
            writer = ShowWriter(storage, show.articles, episode.id)
            writer.put_episode(show_index.load(storage, show.articles), episode)
        done = publish.publish_all(storage, show.articles, map(load, new), wanted)
        warnings += dict.fromkeys(warning for each in done for warning in each.warnings)
        gone = [*withdraw(storage, show, gone)]
        if is_first and done:
            publish.rewrite_lists(storage, show)
    else:
        follow_show(storage, show)
    there = set(show_index.load(storage, show.articles).ids)
    _write_list(storage, show, programme, [id_ for id_ in wanted if id_ in there])
    return PublishedDay(tuple(gone), tuple(warnings))


def follow_show(storage: Storage, show: Show) -> None:
    """Have feed, lists, pages and players say what the show says now: its address, its hub, its texts."""
    publish.publish_all(storage, show.articles, ())


def withdraw(storage: Storage, show: Show, ids: Iterable[str]) -> tuple[str, ...]:
    """Take articles out of feed, lists and pages, then delete their files; return the ids of those that there were.

    May be called again after it was cut off.
    """
    if not (wanted := list(ids)):
        return ()  # a show without articles is asked nothing
    index = show_index.load(storage, show.articles)
    left = {item.key.split("/")[-2] for item in index.retired if item.key.count("/") > 1}
    known = [id_ for id_ in wanted if id_ in index.ids or id_ in left or _files(storage, show, id_)]
    if known:
        publish.remove(storage, show.articles, *known)
    return tuple(known)


def withdraw_day(storage: Storage, show: Show, programmes: Iterable[str]) -> None:
    """Withdraw the articles of programmes that are to be removed, but for those that another one had later."""
    withdraw(
        storage,
        show,
        [id_ for each in programmes for id_ in of_programme(storage, show, each) if _belongs(storage, show, id_, each)],
    )


def _belongs(storage: Storage, show: Show, id_: str, programme: str) -> bool:
    """Return whether no later programme has the article; what is damaged belongs to whom lists it."""
    found = show_index.readable_episode(storage, show.articles, id_)
    return not (found and found.article and found.article.programme > programme)


def _moved(storage: Storage, show: Show, ids: Iterable[str], programme: str) -> Iterator[Episode]:
    """Yield the published articles that an earlier programme had, as this one's."""
    for id_ in ids:
        found = show_index.readable_episode(storage, show.articles, id_)
        if found and found.article and found.article.programme < programme:
            yield replace(found, article=replace(found.article, programme=programme))


def _files(storage: Storage, show: Show, id_: str) -> list[str]:
    return storage.list(urls.key(show.articles, "episodes", publish.checked_id(id_)))


def _write_list(storage: Storage, show: Show, programme: str, ids: Sequence[str]) -> None:
    """Write which articles a programme has; delete the list where it has none."""
    key = urls.episode_key(show, programme, urls.ARTICLES)
    if ids:
        storage.write(key, (json.dumps({"articles": list(ids)}, indent=1) + "\n").encode())
    elif storage.exists(key):
        storage.delete(key)
