"""A hub hears of each change of the feed, once it is out, and over a kill; whatever it answers, nothing fails."""

import dataclasses
import datetime as dt
import multiprocessing
import os
import re
import signal
from urllib.parse import parse_qs

import pytest

from service import settings
from service.model import Article, ToldArticle
from service.pipeline import article_queue, websub
from service.pipeline.article_queue import QueuedArticles
from service.pipeline.show_publisher import ShowPublisher
from service.pipeline.websub import HubCourier
from service.runs.notifier import Notifier
from service.runs.subprocess_pool import SubprocessPool
from service.storage.outbox import Outbox
from tests.support.http_server import Handler, serving
from tests.support.publishing_samples import episode, mp3

pytestmark = pytest.mark.usefixtures("one_drawing")

TOPIC = "https://radio.example.org/daily/feed.xml"
ARTICLES_TOPIC = "https://radio.example.org/daily/articles/feed.xml"


class Hub(Handler):
    """Answers as `manner` says, and notes what it is told and what the feed was then."""

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        feed = self.server.folder / "output" / "daily" / "feed.xml"
        self.server.told.append((form, feed.read_text("utf-8")))
        if self.server.manner == "silent":
            self.server.stopping.wait(10)
            return
        if self.server.manner == "hangs up":
            self.connection.close()
            return
        self.send_response(self.server.manner)
        if self.server.manner == 307:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def hub(tmp_path):
    with serving(Hub, told=[], manner=204, folder=tmp_path) as server:
        yield server


@pytest.fixture
def configure(tmp_path, hub, monkeypatch):
    """Load settings with that show and the hub, or another one."""

    def load(show='slug = "daily"', url=None):
        text = f'[service]\nbase_url = "https://radio.example.org"\nwebsub_hub = "{hub.url if url is None else url}"\n'
        (tmp_path / "tingbao.toml").write_text(f"{text}[[show]]\n{show}\n", "utf-8")
        return settings.load(tmp_path / "tingbao.toml")

    monkeypatch.setattr(websub, "HUB_TIMEOUT", 0.5)
    return load


def publisher(found):
    warnings = []
    return ShowPublisher(found, found.show[0], warnings.append)


def waiting(found):
    return [message.kind for message in Outbox(found.state).messages()]


def deliver_later(found):
    """What a service does with the outbox after all pauses."""
    notifier = Notifier(found, SubprocessPool())
    later = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=30)
    return Outbox(found.state).deliver(notifier.couriers(), clock=lambda: later)


def test_the_hub_is_told_once_the_feed_names_the_episode(hub, configure):
    found = configure()
    made = publisher(found).publish(episode(1, show="daily"), mp3())
    ((form, feed),) = hub.told
    assert form == {"hub.mode": ["publish"], "hub.url": [TOPIC], "hub.topic": [TOPIC]}
    assert made.mp3 in feed
    assert re.search(rf'<atom:link rel="hub" href="{re.escape(hub.url)}"/>', feed)
    assert f'href="{TOPIC}" rel="self"' in feed
    assert waiting(found) == []
    publisher(found).publish(episode(1, show="daily"), mp3())  # nothing has changed
    assert len(hub.told) == 1
    publisher(found).publish(episode(2, show="daily"), mp3())
    publisher(found).remove(made.id)
    assert len(hub.told) == 3
    assert made.mp3 not in hub.told[-1][1]


@pytest.mark.slow
@pytest.mark.parametrize("manner", [500, 429, 307, "silent", "hangs up", "absent"])
def test_a_hub_that_fails_fails_nothing_and_is_told_later(hub, configure, manner):
    hub.manner = manner
    found = configure(url="http://127.0.0.1:9/" if manner == "absent" else None)
    made = publisher(found).publish(episode(1, show="daily"), mp3())
    assert publisher(found).find(made.id) == made
    assert waiting(found) == ["websub"]
    hub.manner, hub.told[:] = 202, []
    found = configure()
    assert deliver_later(found) is None
    assert len(hub.told) == 1
    assert waiting(found) == []


def test_what_an_earlier_run_could_not_tell_the_next_one_does(hub, configure):
    hub.manner = 500
    found = configure()
    publisher(found).publish(episode(1, show="daily"), mp3())
    outbox = Outbox(found.state)
    (left,) = outbox.messages()
    assert (left.attempts, left.error) == (1, "HTTP 500")
    hub.manner = 204
    publisher(found).publish(episode(2, show="daily"), mp3())
    assert len(hub.told) == 2  # the hub reads the whole feed: of the first episode it is told after its pause
    deliver_later(found)
    assert waiting(found) == []


def killed(act):
    """Carry it out in a process that is killed where it calls `os.kill`."""
    process = multiprocessing.get_context("fork").Process(target=act)
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def test_a_run_that_is_killed_before_its_ping_is_told_of_by_the_service(hub, configure, monkeypatch):
    found = configure()

    def act():
        monkeypatch.setattr(websub, "_ping", lambda show: os.kill(os.getpid(), signal.SIGKILL))
        publisher(found).publish(episode(1, show="daily"), mp3())

    killed(act)
    assert publisher(found).find(episode(1).id)
    assert hub.told == []
    Notifier(found, SubprocessPool()).deliver(found)
    assert len(hub.told) == 1
    assert waiting(found) == []


def test_a_run_that_is_killed_before_the_feed_is_out_is_told_of_when_it_is(hub, configure, monkeypatch):
    from service.publishing import publish

    found = configure()
    publisher(found).publish(episode(1, show="daily"), mp3())
    hub.told.clear()

    def act():
        monkeypatch.setattr(publish, "publish", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        publisher(found).publish(episode(2, show="daily"), mp3())

    killed(act)
    Notifier(found, SubprocessPool()).deliver(found)
    assert hub.told == []  # the feed is as it was
    assert waiting(found) == ["websub"]
    publisher(found).publish(episode(2, show="daily"), mp3())
    assert len(hub.told) == 1
    assert waiting(found) == []


def test_a_feed_that_stays_as_it_was_is_not_waited_for_long(hub, configure, monkeypatch):
    from service.publishing import publish

    found = configure()
    publisher(found).publish(episode(1, show="daily"), mp3())

    def act():
        monkeypatch.setattr(publish, "publish", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        publisher(found).publish(episode(2, show="daily"), mp3())

    killed(act)
    later = dt.datetime.now(dt.UTC) + websub.PUBLISHED_WITHIN + dt.timedelta(minutes=1)
    couriers = {websub.KIND: HubCourier(lambda: found, clock=lambda: later)}
    assert Outbox(found.state).deliver(couriers, clock=lambda: later) is None
    assert len(hub.told) == 1
    assert waiting(found) == []


def test_a_publisher_that_fails_leaves_nothing_to_tell(hub, configure, monkeypatch):
    from service.errors import PublishError
    from service.publishing import publish

    found = configure()

    def full(*_):
        raise PublishError("The disk is full.")

    monkeypatch.setattr(publish, "publish", full)
    with pytest.raises(PublishError, match="full"):
        publisher(found).publish(episode(1, show="daily"), mp3())
    assert hub.told == []
    assert waiting(found) == []


def test_an_outbox_that_cannot_be_written_still_has_the_hub_told(hub, configure, monkeypatch):
    from service.errors import PublishError

    found = configure()

    def full(*_):
        raise PublishError("The disk is full.")

    monkeypatch.setattr(Outbox, "_write", full)
    publisher(found).publish(episode(1, show="daily"), mp3())
    assert len(hub.told) == 1


def queue_article(found, programme, url):
    """Keep an article as spoken, for that programme; return its id."""
    desk, article = publisher(found), Article("feed", "电车通车", ("电车通车了。",), url=url)
    queued = article_queue.by_id([article])
    (id_,) = queued
    desk.articles.put(QueuedArticles(programme.id, programme.date, programme.published, queued))
    told = ToldArticle(url, "", "feed", "", (), programme.id)
    desk.articles.keep(programme.id, dataclasses.replace(episode(1, show="daily"), id=id_, article=told), mp3())
    return id_


def topics(hub):
    return [form["hub.topic"][0] for form, _ in hub.told]


def test_the_hub_is_told_of_the_articles_feed_too_which_names_it(hub, configure):
    found = configure('slug = "daily"\narticles = true')
    programme = publisher(found).publish(episode(1, show="daily"), mp3())
    assert topics(hub) == [TOPIC]
    tram = "https://news.example.org/tram"
    queue_article(found, programme, tram)
    assert publisher(found).publish_articles(programme.id)
    assert topics(hub) == [TOPIC, ARTICLES_TOPIC]
    feed = (found.output / "daily" / "articles" / "feed.xml").read_text("utf-8")
    assert f'<atom:link rel="hub" href="{hub.url}"/>' in feed
    assert f'href="{ARTICLES_TOPIC}" rel="self"' in feed
    assert publisher(found).publish_articles(programme.id)  # nothing has changed
    assert publisher(found).publish_articles("2020-01-01")  # it has none
    assert len(hub.told) == 2
    publisher(found).withdraw_articles(article_queue.id_of(tram))
    assert topics(hub)[2:] == [ARTICLES_TOPIC]
    assert waiting(found) == []


def test_of_both_feeds_that_change_at_once_each_is_told_once(hub, configure):
    found = configure('slug = "daily"\narticles = true')
    first = episode(1, show="daily")
    queue_article(found, first, "https://news.example.org/tram")
    publisher(found).publish(first, mp3())  # as when it is approved: its articles are spoken already
    assert sorted(topics(hub)) == [ARTICLES_TOPIC, TOPIC]
    found, hub.told[:] = configure(), []  # the show tells none any more, and those that there are go with theirs
    publisher(found).remove(first.id)
    assert sorted(topics(hub)) == [ARTICLES_TOPIC, TOPIC]
    publisher(found).publish(episode(2, show="daily"), mp3())
    assert topics(hub)[2:] == [TOPIC]
    assert waiting(found) == []


def test_a_hub_that_fails_is_told_of_both_feeds_later(hub, configure):
    hub.manner = 500
    found = configure('slug = "daily"\narticles = true')
    first = episode(1, show="daily")
    queue_article(found, first, "https://news.example.org/tram")
    publisher(found).publish(first, mp3())
    assert len(hub.told) == 1  # who cannot be reached is not asked a second time at once
    assert waiting(found) == ["websub", "websub"]
    hub.manner, hub.told[:] = 204, []
    assert deliver_later(found) is None
    assert sorted(topics(hub)) == [ARTICLES_TOPIC, TOPIC]


@pytest.mark.parametrize("show", ['slug = "daily"\npath = "k3v9-unguessable"', 'slug = "daily"'])
def test_no_hub_hears_of_a_private_show_or_of_any_where_none_is_set(hub, configure, show):
    found = configure(show, None if "path" in show else "")
    publisher(found).publish(episode(1, show="daily"), mp3())
    assert hub.told == []
    assert b'rel="hub"' not in next((found.output / "").rglob("feed.xml")).read_bytes()
    assert waiting(found) == []


def test_a_hub_that_is_gone_is_not_asked_again(hub, configure):
    hub.manner = 410
    found = configure()
    publisher(found).publish(episode(1, show="daily"), mp3())
    assert waiting(found) == []
    hub.manner = 500
    publisher(found).publish(episode(2, show="daily"), mp3())
    found = configure(url="")
    assert deliver_later(found) is None
    assert len(hub.told) == 2
