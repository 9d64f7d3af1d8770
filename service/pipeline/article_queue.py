"""Articles that are to be told by themselves, in `articles/<show>/<episode>/` of the state folder.

What is to be spoken is on the disk before its episode is published or held back, and each article's sound as soon as it
is spoken. So wherever a run is killed, the next one speaks what is left, and says nothing twice. A queue is gone once
all of it is published.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from service.core import json_codec
from service.core.printable import one_line
from service.errors import SourceError, TingbaoError
from service.model import Article, Episode
from service.storage.local_folder import FolderStorage

_QUEUE = "queue.json"
_WITHDRAWN = "withdrawn.json"
_ID_CHARACTERS = 16
_ENCODED = re.compile(r"%[0-9a-fA-F]{2}")


@dataclass(frozen=True, slots=True)
class QueuedArticles:
    """The articles of one programme."""

    programme: str
    """The episode's id."""
    date: dt.date
    published: dt.datetime
    articles: dict[str, Article]
    """Without their repairs but those of bylines, by their ids."""


@dataclass(frozen=True, slots=True)
class WithdrawnArticles:
    """What editors have withdrawn: it is told no more by itself, whatever the sources have."""

    ids: tuple[str, ...] = ()
    """Each stands for every article that it names, as `names` says."""


class ArticleQueue:
    """The queues of one show. Every change but `keep` needs its lock; raises PublishError where it cannot write."""

    def __init__(self, state: Path, show: str) -> None:
        """`state` is the service's state folder."""
        self._files = FolderStorage(state / "articles" / show)

    def put(self, queued: QueuedArticles) -> None:
        """Write down what is to be told by itself, in place of what was before for the same programme."""
        self._files.write(f"{queued.programme}/{_QUEUE}", json_codec.dump(queued).encode())
        for name in self._names(queued.programme):
            if name.rpartition(".")[0] not in queued.articles and name != _QUEUE:
                self._files.delete(f"{queued.programme}/{name}")

    def all(self) -> tuple[QueuedArticles, ...]:
        """Return what is queued and not withdrawn, by programmes, the oldest first. What is damaged counts as none."""
        found = (self._queued(each) for each in self._files.folders())
        return tuple(sorted(filter(None, found), key=lambda each: (each.published, each.programme)))

    def get(self, programme: str) -> QueuedArticles | None:
        """Return what is queued with a programme; None where nothing is."""
        return self._queued(programme)

    def keep(self, programme: str, episode: Episode, mp3: bytes) -> None:
        """Keep an article's sound until the programme is out: the record last. What is queued no more is not kept."""
        queued = self._queued(programme)
        if not queued or episode.id not in queued.articles:
            return
        self._files.write(f"{programme}/{episode.id}.mp3", mp3)
        self._files.write(f"{programme}/{episode.id}.json", json_codec.dump(episode).encode())

    def kept(self, programme: str, id_: str) -> Episode | None:
        """Return an article that is spoken and not published yet; None where it is not, or is damaged."""
        key = f"{programme}/{id_}.json"
        data = self._files.read(key)
        try:
            found = data and json_codec.load(Episode, data.decode(), self._files.location(key))
        except (TingbaoError, ValueError):
            return None
        return found if found and self._files.exists(f"{programme}/{id_}.mp3") else None

    def sound(self, programme: str, id_: str) -> bytes:
        """Return the audio file of an article that is kept; empty where it is not there."""
        return self._files.read(f"{programme}/{id_}.mp3") or b""

    def published(self, programme: str, ids: Sequence[str]) -> None:
        """Forget the sounds of articles that are published now."""
        for id_ in ids:
            for ending in ("json", "mp3"):
                self._files.delete(f"{programme}/{id_}.{ending}")

    def awaited(self) -> frozenset[str]:
        """Return all ids by which what is queued may be withdrawn."""
        return frozenset(id_ for queued in self.all() for each in queued.articles.values() for id_ in names(each))

    def drop(self, programme: str) -> None:
        """Forget what is queued with a programme, the queue itself last; nothing happens where nothing is."""
        for name in sorted(self._names(programme), key=lambda name: name == _QUEUE):
            self._files.delete(f"{programme}/{name}")
        for key in self._files.leftovers(programme):
            self._files.delete(key)

    def withdraw(self, id_: str) -> None:
        """Remember that an article is withdrawn."""
        self._write_withdrawn(dict.fromkeys((*self.withdrawn(), id_)))

    def restore(self, id_: str) -> bool:
        """Let an article be told again; return whether it was withdrawn."""
        before = self.withdrawn()
        self._write_withdrawn(each for each in before if each != id_)
        return id_ in before

    def withdrawn(self) -> tuple[str, ...]:
        """Return the ids of what is withdrawn. Raise UsageError where the file is damaged: it must not come back."""
        data = self._files.read(_WITHDRAWN)
        if data is None:
            return ()
        place = self._files.location(_WITHDRAWN)
        return json_codec.load(WithdrawnArticles, data.decode("utf-8", "replace"), place).ids

    def _write_withdrawn(self, ids: Iterable[str]) -> None:
        self._files.write(_WITHDRAWN, json_codec.dump(WithdrawnArticles(tuple(ids))).encode())

    def _names(self, programme: str) -> list[str]:
        return [key.rpartition("/")[2] for key in self._files.list(programme)]

    def _queued(self, programme: str) -> QueuedArticles | None:
        key = f"{programme}/{_QUEUE}"
        data = self._files.read(key)
        try:
            found = data and json_codec.load(QueuedArticles, data.decode(), self._files.location(key))
        except (TingbaoError, ValueError):
            return None
        withdrawn = self.withdrawn()
        left = {id_: each for id_, each in found.articles.items() if names(each).isdisjoint(withdrawn)} if found else {}
        return replace(found, articles=left) if found else None


def by_id(
    articles: Sequence[Article],
    without: Collection[str] = (),
    published: Callable[[str], Episode | None] = lambda id_: None,
) -> dict[str, Article]:
    """Return the articles by what names each from run to run, less those so named; of two the same the first.

    That is the SHA-256 of its page's address (so that its site can compute it), else of its feed's name for it, else of
    its source, a line's end and its headline. Where several are at one address the first has the address's, each other
    that of address, a line's end and headline. What is `published` keeps its own, whoever comes to its address or
    leaves it.
    """
    at_address: dict[str, dict[str, str]] = {}
    for each in articles:
        if each.url:
            at_address.setdefault(each.url, {})[each.title] = ""
    for url, headlines in at_address.items():
        headlines.update(_ids_at(url, tuple(headlines), published))
    found: dict[str, Article] = {}
    for each in articles:
        id_ = at_address[each.url][each.title] if each.url else article_id(each)
        if names(each).isdisjoint(without):
            found.setdefault(id_, replace(each, edits=tuple(e for e in each.edits if e.what in ("dateline", "byline"))))
    return found


def _ids_at(url: str, headlines: Sequence[str], published: Callable[[str], Episode | None]) -> dict[str, str]:
    """Return the id of each article at one address by its headline; one that may be a corrected one is the first."""
    ids = {each: id_at(url, each) for each in headlines}
    left = [each for each in headlines if not published(ids[each])]
    if left:
        before = published(id_of(url)) if len(left) > 1 else None
        same = (each for each in left if before and one_line(each) == before.title)
        ids[next(same, left[0])] = id_of(url)
    return ids


def article_id(article: Article, *, alone: bool = True) -> str:
    """Return the id of an article. `alone`: it is the first or the only one at its address."""
    name = (article.url or article.guid) if alone else ""
    return id_of(name) if name else id_at(article.url or article.source, article.title)


def names(article: Article) -> frozenset[str]:
    """Return all ids by which an article is withdrawn: its own may change, as another one comes to its address."""
    own = (article_id(article), article_id(article, alone=False))
    return frozenset(own) | names_of(article.url, article.guid)


def names_of(url: str, guid: str) -> frozenset[str]:
    """Return the ids of an article's address and of its feed's name for it, as they are and in their one form."""
    return frozenset(id_of(each) for name in (url, guid) if name for each in (name, one_form(name)))


def one_form(url: str) -> str:
    """Return an address in the form that all its spellings share; what is none stays as it is.

    It is as sources note addresses: in ASCII, without a fragment. Percent-encoding is in capitals (RFC 3986, 6.2.2.1),
    which a source leaves as it finds it.
    """
    from service.sources import fetching

    try:
        return _ENCODED.sub(lambda found: found[0].upper(), fetching.address(url))
    except SourceError:
        return url


def id_at(place: str, headline: str) -> str:
    """Return the id of one of several articles at an address, or of one on a page that has no address."""
    return id_of(f"{place}\n{headline}")


def id_of(name: str) -> str:
    """Return the id of the article of that address or name: 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:_ID_CHARACTERS]
