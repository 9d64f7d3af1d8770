"""Publishing, approving and removing: each does all that follows from it, whoever asks."""

import datetime as dt

import pytest

from service import settings
from service.core.progress import Progress
from service.errors import ConfigError, PublishError, UsageError
from service.pipeline.history import FILE, History
from service.pipeline.show_publisher import ShowPublisher
from service.publishing import cover, show_index, show_writer, urls
from service.runs import approval
from service.storage.storage import open_storage
from tests.support.publishing_samples import episode, mp3

CONFIG = '[[show]]\nslug = "daily"\nkeep = 2\n'


@pytest.fixture
def settled(tmp_path):
    (tmp_path / "tingbao.toml").write_text(CONFIG, "utf-8")
    return settings.load(tmp_path / "tingbao.toml")


@pytest.fixture
def warnings():
    return []


@pytest.fixture
def publisher(settled, warnings):
    return ShowPublisher(settled, settled.show[0], warnings.append)


def listed(settled):
    return show_index.load(open_storage(settled.destination), settled.publication(settled.show[0])).ids


def remembered(settled):
    return History(settled.state).known("daily")


def test_publishing_updates_feed_directory_history_and_pending(publisher, settled, warnings):
    first = episode(1, show="daily")
    publisher.hold_back(first, mp3(330))
    published = publisher.publish(first, mp3())
    assert (published.number, published.size) == (1, len(mp3()))
    assert publisher.find(first.id) == published
    assert listed(settled) == (first.id,)
    assert remembered(settled) == {first.id}
    assert publisher.pending.list() == ()
    assert b"daily/feed.xml" in open_storage(settled.destination).read(urls.OPML)
    assert warnings == []


def test_only_the_newest_are_kept_and_the_history_agrees(publisher, settled):
    made = [episode(number, show="daily") for number in (1, 2, 3)]
    for each in made:
        publisher.publish(each, mp3())
    newest = {each.id for each in made[1:]}
    assert set(listed(settled)) == newest
    assert remembered(settled) == newest


def test_an_approved_episode_is_remembered_as_aired(publisher, settled):
    waiting = episode(1, show="daily")
    publisher.hold_back(waiting, mp3())
    assert remembered(settled) == set()
    approved = approval.approve(settled, settled.show[0], waiting.id, "an editor", Progress())
    assert (approved.episode.id, approved.warnings) == (waiting.id, ())
    assert publisher.find(waiting.id)
    assert remembered(settled) == {waiting.id}
    with pytest.raises(UsageError, match="waits for approval"):
        approval.approve(settled, settled.show[0], waiting.id, "an editor", Progress())


def test_removing_drops_what_waits_and_unpublishes_the_rest(publisher, settled):
    published, waiting = episode(1, show="daily"), episode(2, show="daily")
    publisher.publish(published, mp3())
    publisher.hold_back(waiting, mp3())
    publisher.remove(published.id, waiting.id)
    assert publisher.find(published.id) is None
    assert publisher.pending.list() == ()
    assert (listed(settled), remembered(settled)) == ((), set())
    with pytest.raises(PublishError, match="has no episode"):
        publisher.remove("2020-01-01")


def test_an_episode_that_is_published_and_waits_again_stays_published_when_it_is_dropped(publisher):
    both = episode(1, show="daily")
    publisher.publish(both, mp3())
    publisher.hold_back(both, mp3(330))
    publisher.remove(both.id, held=True)
    assert publisher.find(both.id)
    assert publisher.pending.get(both.id) is None


def test_a_history_that_cannot_be_written_is_a_warning(publisher, settled, warnings):
    (settled.state / FILE).mkdir(parents=True)
    published = episode(1, show="daily")
    publisher.publish(published, mp3())
    assert publisher.find(published.id)
    assert len(warnings) == 1
    assert FILE in warnings[0]


def test_pending_episodes_count_the_time_that_they_wait(publisher):
    before = dt.datetime.now(dt.UTC)
    publisher.hold_back(episode(1, show="daily"), mp3())
    (waiting,) = publisher.pending.list()
    assert before <= waiting.since <= dt.datetime.now(dt.UTC)


@pytest.mark.slow
def test_what_no_episode_changes_is_prepared_beforehand(settled, warnings, monkeypatch):
    drawn, draw = [], cover.draw
    monkeypatch.setattr(cover, "draw", lambda show: drawn.append(show) or draw(show))
    show_writer.pictures.cache_clear()
    publisher = ShowPublisher(settled, settled.show[0].model_copy(update={"title": "未画过的封面"}), warnings.append)
    with publisher.preparing():
        pass
    assert len(drawn) == 1
    publisher.publish(episode(1, show="daily"), mp3())
    assert len(drawn) == 1
    show_writer.pictures.cache_clear()
    with publisher.preparing():
        pass
    publisher.publish(episode(2, show="daily"), mp3())
    assert len(drawn) == 1, "those that stand there are drawn again"


def test_a_cover_that_cannot_be_used_stops_the_publication_not_the_preparation(settled, warnings, tmp_path):
    (tmp_path / "tingbao.toml").write_text(f'{CONFIG}cover = "mine.png"\n', "utf-8")
    (tmp_path / "mine.png").write_bytes(b"no picture")
    settled = settings.load(tmp_path / "tingbao.toml")
    publisher = ShowPublisher(settled, settled.show[0], warnings.append)
    with publisher.preparing():
        pass
    with pytest.raises(ConfigError, match="cannot be read as a picture"):
        publisher.publish(episode(1, show="daily"), mp3())
