"""Publish, approve and remove the episodes of one show, with all that follows from it.

Files, pages and feed are written by `service.publishing.publish`. After it come the list of shows, the retention of
old episodes, the history of what was aired, and the episodes that wait for approval.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager

from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.errors import TingbaoError, UsageError
from service.model import Article, Episode, ListEntry
from service.pipeline import websub
from service.pipeline.article_queue import ArticleQueue, QueuedArticles, id_at, names_of
from service.pipeline.history import History
from service.pipeline.pending_episodes import PendingEpisodes, Versions
from service.pipeline.read_marks import ReadMarks
from service.publishing import article_feed, publish, show_directory, show_index, urls
from service.settings import Settings
from service.storage import show_lock
from service.storage.local_folder import check_writable
from service.storage.storage import open_storage, scheme

_MARKING = 90.0
"""Seconds that one reading list may take to mark entries: Readwise Reader lets wait up to a minute."""


class ShowPublisher:
    """The published and the pending episodes of one show. Every change needs the show's `lock`."""

    def __init__(self, settings: Settings, show: ShowSettings, warn: Callable[[str], None]) -> None:
        """`warn` is told what was found damaged, and that the history cannot be written."""
        self._settings, self._keep, self._mark_read, self._warn = settings, show.keep, show.mark_read, warn
        self._tells_articles = bool(show.articles)
        self._show = settings.publication(show)
        self._storage = open_storage(settings.destination)
        self._history = History(settings.state)
        self.pending = PendingEpisodes(settings.state, show.slug)
        self.marks = ReadMarks(settings.state, show.slug)
        self.articles = ArticleQueue(settings.state, show.slug)
        self.withdrawn: set[str] = set()
        """The articles that this publisher has withdrawn, because their programmes have them no more."""

    def lock(self) -> AbstractContextManager[None]:
        """Hold the show's lock; raise Locked where another process has it."""
        return show_lock.hold(self._settings.state / "locks", self._show.slug)

    def check_place(self) -> None:
        """Raise PublishError where the output folder cannot be written; of a bucket that is seen only by writing."""
        if not scheme(self._settings.destination):
            check_writable(self._settings.output / self._show.path)

    @contextmanager
    def preparing(self) -> Iterator[None]:
        """Compile the templates and draw what pictures are wanted on another thread while the work inside goes on."""
        with ThreadPoolExecutor(1) as thread:
            # What is wrong with the show's cover publishing raises again.
            thread.submit(publish.prepare, self._storage, self._show)
            yield

    def find(self, id_: str) -> Episode | None:
        """Return the episode as listeners have it: in the feed, with all its files."""
        return publish.find(self._storage, self._show, id_)

    def hold_back(
        self,
        episode: Episode,
        mp3: bytes,
        material: bytes = b"",
        *,
        read_at: dt.datetime | None = None,
        versions: Versions = lambda after: {},
        late_material: bytes = b"",
    ) -> None:
        """Keep the finished episode until it is approved or removed, with what a draft of it can be made from.

        The rest is as in `PendingEpisodes.put`.
        """
        now = dt.datetime.now(dt.UTC)
        self.pending.put(episode, mp3, now, material, read_at=read_at, versions=versions, late_material=late_material)

    def publish(self, episode: Episode, mp3: bytes) -> Episode:
        """Publish the episode; an earlier version of it that waits for approval is dropped.

        Return it with the guid, number and file name that it was given. Raise PublishError where it cannot be
        written: the feed that stood still stands.
        """
        with self._announced():
            published = publish.publish(self._storage, self._show, episode, mp3)
            for warning in published.warnings:
                self._warn(warning)
            self.update_directory_and_retention(episode.id)
            self._after_feed(lambda: self.pending.drop(episode.id))
            self._publish_articles(episode.id)
            self._after_feed(lambda: self._history.add(published.episode))
            self.mark_read()
            return published.episode

    def published_article(self, id_: str) -> Episode | None:
        """Return the article of that id that is told by itself, as listeners have it."""
        return article_feed.find(self._storage, self._show, id_)

    def told_articles(self) -> Callable[[str], Episode | None]:
        """Return what `published_article` is, and asks the storage of none that the list of them has not."""
        there = article_feed.published(self._storage, self._show)
        return lambda id_: self.published_article(id_) if id_ in there else None

    def publish_articles(self, programme: str) -> bool:
        """Publish the articles that are spoken for a published programme; withdraw those that it has no more.

        Return False, with a warning, where that fails: the next run does the rest.
        """
        if not self.articles.get(programme):
            return True
        with websub.announced(self._settings, self._storage, self._show.articles):
            return self._publish_articles(programme)

    def _publish_articles(self, programme: str) -> bool:
        queued = self.articles.get(programme)
        return self._after_feed(lambda: self._publish_queued(queued) if queued else self._follow_show())

    def _follow_show(self) -> None:
        """Have the published articles follow their show's settings, also where none is told any more."""
        if self._storage.exists(urls.key(self._show.articles, urls.FEED)):
            article_feed.follow_show(self._storage, self._show)

    def _publish_queued(self, queued: QueuedArticles) -> None:
        programme = queued.programme
        kept = {id_: spoken for id_ in queued.articles if (spoken := self.articles.kept(programme, id_))}
        published = article_feed.publish_day(
            self._storage,
            self._show,
            programme,
            tuple(queued.articles),
            tuple(kept),
            lambda id_: (kept[id_], self.articles.sound(programme, id_)),
        )
        for warning in published.warnings:
            self._warn(warning)
        self.withdrawn.update(published.withdrawn)
        self.articles.published(programme, tuple(kept))
        publish.publish_all(self._storage, self._show, ())  # the show's page leads to its articles from the first on

    def withdraw_articles(self, *ids: str) -> tuple[str, ...]:
        """Take articles away for good, whatever the sources have; return the ids that named published ones.

        The id of an address stands for all articles at it.
        """
        for id_ in ids:
            self.articles.withdraw(id_)
        named = {id_: {id_} for id_ in ids}
        for each in publish.episodes(self._storage, self._show.articles):
            for id_ in _names(each).intersection(ids):
                named[id_].add(each.id)
        with websub.announced(self._settings, self._storage, self._show.articles):
            gone = article_feed.withdraw(self._storage, self._show, set().union(*named.values()))
        return tuple(id_ for id_ in ids if not named[id_].isdisjoint(gone))

    def withdraws_alone(self, id_: str) -> str:
        """Return the id that withdraws one article alone: its own; another where more are at the address that it names.

        It is the one that the article has if another is the first at its address.
        """
        published = publish.episodes(self._storage, self._show.articles)
        there = [(each.id, each.article.url, each.title) for each in published if each.article]
        there += [
            (own, each.url, each.title) for queued in self.articles.all() for own, each in queued.articles.items()
        ]
        __, url, title = next((each for each in there if each[0] == id_), ("", "", ""))
        several = url and any(each[0] != id_ for each in there if each[1] == url)
        return id_at(url, title) if several else id_

    def note_told(self, episode: Episode, told: Iterable[ListEntry], articles: Iterable[Article]) -> None:
        """Write down which entries of reading lists the episode tells, before it is published or held back.

        Only where the show wants them marked read. `articles`: all that were read. Raise PublishError where the state
        folder cannot be written.
        """
        if self._mark_read:
            self.marks.put(episode, told, articles)

    def mark_read(self) -> None:
        """Mark read in reading lists what published episodes have told, if the show wants that, and what is open yet.

        What cannot be marked is a warning: the next run tries again.
        """
        if self._mark_read:
            self._after_feed(self._settle_marks)

    def _settle_marks(self) -> None:
        for warning in self.marks.settle(self.find, self._marked):
            self._warn(warning)

    def _marked(self, source: str, ids: Sequence[str]) -> Iterator[Sequence[str]]:
        from service.sources import reading_lists
        from service.sources.fetching import Client, FetchLimits

        client = Client(FetchLimits(run=_MARKING), allowed_hosts=self._settings.service.allowed_hosts)
        return reading_lists.opened(reading_lists.parse(source), client).mark_read(ids)

    def approve(self, id_: str) -> Episode:
        """Publish the pending episode with the bytes that were held back; after an interruption, do the rest.

        Raise UsageError where no such episode waits.
        """
        waiting = self.pending.require(id_)
        return self.publish(waiting.episode, self.pending.audio(waiting).read_bytes())

    def remove(self, *ids: str, held: bool | None = None) -> None:
        """Drop those that wait for approval, damaged or whole; unpublish the others.

        An episode that is made again may be there twice, published and held: `held` says which of the two is meant.
        Raise UsageError where that is not said, or such a one does not wait; PublishError where none is published.
        """
        waiting = {id_ for id_ in ids if self.pending.get(id_)}.union(self.pending.damaged()).intersection(ids)
        if held is None:
            self._refuse_twins(waiting)
        elif not held:
            waiting = set()
        elif missing := [id_ for id_ in ids if id_ not in waiting]:
            self.pending.require(missing[0])
        for id_ in waiting:
            self.pending.drop(id_)
            self.articles.drop(id_)
        if published := [id_ for id_ in ids if id_ not in waiting]:
            with self._announced():
                article_feed.withdraw_day(self._storage, self._show, published)
                publish.remove(self._storage, self._show, *published)
            self._after_feed(lambda: self._history.forget(self._show.slug, *published))

    def _refuse_twins(self, waiting: Iterable[str]) -> None:
        """Raise UsageError where one that waits is published under the same id."""
        for id_ in sorted(waiting):
            if self._storage.exists(urls.episode_key(self._show, id_, urls.MANIFEST)):
                held, out = self.pending.get(id_), show_index.readable_episode(self._storage, self._show, id_)
                raise UsageError(
                    _(
                        "{id} is there twice: “{held}” waits for approval, and “{published}” is published. Name one"
                        " with --held or --published.",
                        id=id_,
                        held=held.episode.title if held else "?",
                        published=out.title if out else "?",
                    )
                )

    def update_directory_and_retention(self, newest: str) -> None:
        """List the show among all shows, and remove the episodes beyond those that it keeps; never `newest`.

        Also for an episode that was published before: the run that published it may have been cut off here.
        """
        self._after_feed(lambda: show_directory.add(self._storage, self._settings.publications, self._show))
        self._after_feed(lambda: self._retain(newest))

    def _retain(self, newest: str) -> None:
        if not self._keep:
            return
        article_feed.withdraw_day(
            self._storage, self._show, publish.beyond(self._storage, self._show, self._keep, newest)
        )
        if removed := publish.keep(self._storage, self._show, self._keep, newest):
            self._after_feed(lambda: self._history.forget(self._show.slug, *removed))

    def _announced(self) -> AbstractContextManager[None]:
        """Tell the hub what changes inside: of the articles' feed where there is one, or is to be one."""
        articles = self._show.articles
        is_one = self._tells_articles or (articles.hub and self._storage.exists(urls.key(articles, urls.FEED)))
        return websub.announced(self._settings, self._storage, self._show, *([articles] if is_one else []))

    def _after_feed(self, task: Callable[[], None]) -> bool:
        """Do what comes after the feed. What fails is a warning: the episode is out, and the next run does the rest."""
        try:
            task()
        except (TingbaoError, OSError) as error:
            self._warn(str(error))
            return False
        return True


def _names(episode: Episode) -> frozenset[str]:
    """Return the ids by which an article that is told by itself is withdrawn."""
    told = episode.article
    return names_of(told.url, told.guid) | {id_at(told.url, episode.title)} if told else frozenset()
