"""The day's articles, each told by itself: chosen with the programme, spoken behind it, out when it is out.

The programme never waits for them, and they never go out before it. An article whose words, voice and settings are as
they were is left as it is; of a changed one the clips of unchanged sentences come from the cache.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from service.core import episode_id, shipped_files
from service.core.messages import _
from service.core.progress import StageTimer
from service.errors import AudioError, EngineUnavailable, SpeechError, TingbaoError
from service.model import Article, Episode, Segment
from service.pipeline import article_queue
from service.pipeline.article_queue import QueuedArticles
from service.pipeline.cast import CastsLeft
from service.pipeline.episode_fingerprint import voice_files
from service.pipeline.episode_spec import EpisodeSpec
from service.pipeline.show_publisher import ShowPublisher


@dataclass(frozen=True, slots=True)
class ToldArticles:
    """What a run has done with articles told by themselves."""

    spoken: frozenset[str] = frozenset()
    """The ids of those that it spoke, for the first time or anew."""
    withdrawn: frozenset[str] = frozenset()
    """The ids of those that it took away."""


@dataclass(frozen=True, slots=True)
class DueArticle:
    """An article that is to be spoken, for the first time or anew."""

    id: str
    article: Article
    day: dt.date
    """The one that it is dated."""
    published: dt.datetime
    programme: str
    fingerprint: str
    """The hash of all that its sound depends on."""


def queue(
    spec: EpisodeSpec,
    publisher: ShowPublisher,
    articles: Sequence[Article],
    segments: Sequence[Segment],
    timer: StageTimer,
) -> None:
    """Write down which articles are to be told by themselves, before their programme is published or held back.

    `segments`: the programme's. A finished script is made of no articles: those that its programme has stay. Raise
    PublishError where the state folder cannot be written.
    """
    wanted = spec.show_settings.articles
    if not wanted or spec.script:
        return
    from service.editing import whole_article
    from service.editing.selection import Interests

    interests = Interests(**spec.show_settings.interests.model_dump())
    told = {(each.origin, each.title) for each in segments}
    chosen = []
    for each in articles:
        if wanted == "picks" and (each.source, each.title) not in told:
            continue
        if why := whole_article.left_out(each, spec.hand, interests, spec.date, spec.since):
            timer.note(_("Not told by itself: “{title}”: {why}.", title=each.title, why=why))
        else:
            chosen.append(each)
    found = article_queue.by_id(chosen, publisher.articles.withdrawn(), publisher.told_articles())
    publisher.articles.put(QueuedArticles(spec.id, spec.date, spec.published, found))


def finish(spec: EpisodeSpec, publisher: ShowPublisher, left: CastsLeft, timer: StageTimer) -> ToldArticles:
    """Speak what is queued, by this run or by one that was killed, and publish what belongs to published programmes.

    The show's lock is held only while something is published: an editor may approve the programme meanwhile. What
    cannot be done is a warning: the programme is out, and the next run does the rest.
    """
    spoken: set[str] = set()
    try:
        if publisher.articles.all():
            with timer.stage("articles", _("Articles")):
                for each in publisher.articles.all():
                    done = _is_wanted(spec, publisher, each) and _speak(spec, publisher, each, left, timer, spoken)
                    with publisher.lock():
                        _settle(spec, publisher, each, done=done)
    except (TingbaoError, OSError) as error:
        timer.warn(_("Not all articles are told by themselves yet: {error}", error=error))
    return ToldArticles(frozenset(spoken), frozenset(publisher.withdrawn))


def _is_wanted(spec: EpisodeSpec, publisher: ShowPublisher, queued: QueuedArticles) -> bool:
    """Return whether the show tells articles by themselves, and the programme of these waits or is published."""
    there = publisher.pending.get(queued.programme) or publisher.find(queued.programme)
    return bool(spec.show_settings.articles and there)


def _settle(spec: EpisodeSpec, publisher: ShowPublisher, queued: QueuedArticles, *, done: bool) -> None:
    """Publish what is spoken if its programme is out by now; forget the queue that is done, or that nobody wants."""
    programme = queued.programme
    if not _is_wanted(spec, publisher, queued):
        publisher.articles.drop(programme)
        return
    published = not publisher.pending.get(programme) and publisher.publish_articles(programme)
    if done and published and publisher.articles.get(programme) == queued:
        publisher.articles.drop(programme)


def due_articles(spec: EpisodeSpec, publisher: ShowPublisher, queued: QueuedArticles) -> list[DueArticle]:
    """Return the articles of a queue that are neither published nor kept as they would be spoken now."""
    due, own = [], voice_files(spec)
    for place, (id_, article) in enumerate(queued.articles.items()):
        before = publisher.published_article(id_)
        if before and before.article and before.article.programme > queued.programme:
            continue  # a later programme has told it anew
        day = article.stated_date or (before.date if before else queued.date)
        first = queued.published - dt.timedelta(seconds=place)  # apps list them in the order of their sources
        time = article.published_at or (before.published if before else first)
        fingerprint = _fingerprint(spec, article, day, own)
        versions: tuple[Episode | None, ...] = (before, publisher.articles.kept(queued.programme, id_))
        if spec.force or not any(each and each.fingerprint == fingerprint for each in versions):
            due.append(DueArticle(id_, article, day, time, queued.programme, fingerprint))
    return due


def _fingerprint(spec: EpisodeSpec, article: Article, day: dt.date, own: Sequence[str]) -> str:
    words = (article.title, article.paragraphs, article.subheads, article.damaged, article.cut)
    shown = (article.authors, article.section, article.url, article.guid, article.source, article.source_name)
    voice = (spec.casts[0].engine, spec.casts[0].voices[0].name, dict(spec.rules.readings), list(own))
    edits = [each.before for each in article.edits]
    show = (spec.show.title, spec.show.author, spec.show.language)
    return episode_id.fingerprint(
        words, edits, shown, show, day, voice, spec.show_settings.articles_length, shipped_files.code_version()
    )


def _speak(
    spec: EpisodeSpec,
    publisher: ShowPublisher,
    queued: QueuedArticles,
    left: CastsLeft,
    timer: StageTimer,
    done: set[str],
) -> bool:
    """Speak what is due of a queue, each mixed while the next is spoken; one that cannot be is left out for good.

    The ids of those that are spoken are added to `done`.

    Return False, with a warning, where there is no engine left, or no room: the next run goes on.
    """
    due = due_articles(spec, publisher, queued)
    if not due:
        return True
    from service.pipeline.article_speaker import ArticleSpeaker, SpokenArticle

    speaker = ArticleSpeaker(spec, left, timer)

    def keep(spoken: SpokenArticle) -> None:
        """Mix one on another thread, while the next is spoken."""
        try:
            publisher.articles.keep(queued.programme, *speaker.mix(spoken))
            timer.count("articles_spoken")
            done.add(spoken.due.id)
        except AudioError as error:
            timer.warn(_("“{title}” is not told by itself: {error}", title=spoken.due.article.title, error=error))

    with ThreadPoolExecutor(1) as mixer:
        mixing: Future[None] | None = None
        for number, each in enumerate(due):
            timer.step("Articles", number, len(due))
            try:
                spoken = speaker.speak(each)
            except EngineUnavailable as error:
                timer.warn(
                    _(
                        "{count} articles of {programme} wait for the next run: {error}",
                        count=len(due) - number,
                        programme=queued.programme,
                        error=error,
                    )
                )
                return False
            except SpeechError as error:
                timer.warn(_("“{title}” is not told by itself: {error}", title=each.article.title, error=error))
                continue
            if mixing:
                mixing.result()  # so that the sound of two is held, not of all
            mixing = mixer.submit(keep, spoken)
        if mixing:
            mixing.result()
    return True
