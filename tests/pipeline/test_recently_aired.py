"""What a show has told lately: published or pending, and whatever has become of the history."""

from dataclasses import replace

import pytest

from service.pipeline.history import FILE
from service.pipeline.recently_aired import recently_aired
from service.pipeline.show_publisher import ShowPublisher
from tests.support.publishing_samples import episode, mp3


@pytest.fixture
def spec(spec_of):
    return spec_of()


@pytest.fixture
def yesterday(spec):
    """An episode of the show of the day before, with what it told."""
    day = spec.published.replace(day=20)
    told = replace(episode(1), id="2026-03-20T0630", show="daily", date=day.date(), published=day)
    return replace(told, aired=(replace(_aired(), title="水厂完工"),))


def _aired():
    from service.model import Aired

    return Aired("", "水厂完工。", "水厂 完工|12万||")


def publisher(spec, timer):
    return ShowPublisher(spec.settings, spec.show_settings, timer.warn)


def titles(spec, timer):
    return [story.title for _, story in recently_aired(spec, timer)]


def test_a_published_episode_is_remembered(spec, timer, yesterday):
    publisher(spec, timer).publish(yesterday, mp3())
    assert titles(spec, timer) == ["水厂完工"]
    assert timer.warnings == []


def test_a_pending_episode_counts_while_it_waits(spec, timer, yesterday):
    publisher(spec, timer).hold_back(yesterday, mp3())
    assert titles(spec, timer) == ["水厂完工"]
    publisher(spec, timer).remove(yesterday.id)
    assert titles(spec, timer) == []


def test_a_damaged_history_is_made_again_with_a_warning(spec, timer, yesterday):
    publisher(spec, timer).publish(yesterday, mp3())
    (spec.settings.state / FILE).write_bytes(b"no database, but long enough to be read as one" * 100)
    assert titles(spec, timer) == ["水厂完工"]
    assert "was damaged" in timer.warnings[0]


def test_without_a_usable_history_the_manifests_are_read(spec, timer, yesterday):
    publisher(spec, timer).publish(yesterday, mp3())
    (spec.settings.state / FILE).unlink()
    (spec.settings.state / FILE).mkdir()
    assert titles(spec, timer) == ["水厂完工"]
    assert "read from the manifests" in timer.warnings[0]


def test_inputs_named_by_hand_are_told_whatever_was_aired(spec_of, timer, yesterday, page):
    by_hand = spec_of(inputs=(str(page),))
    publisher(by_hand, timer).publish(yesterday, mp3())
    assert titles(by_hand, timer) == []
