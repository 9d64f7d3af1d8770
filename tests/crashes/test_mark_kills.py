"""A run that is killed around its publishing: what it told of a reading list is marked read once it is out, once."""

import signal

import pytest

from tests.crashes.conftest import carrying_out
from tests.support import listening, reading_services
from tests.support.examples import SOAK

ID = "2026-03-21T0630"
STRIDE, DENSE = (1, 1) if SOAK else (397, 17)
"""Of the acts before the feed, and of those behind it, every so manieth is the run's last."""


@pytest.fixture(scope="module")
def process():
    """A stage process that knows the secret."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(*reading_services.SECRETS["wallabag"])
        with carrying_out() as found:
            yield found


@pytest.fixture
def bag(stage):
    """A wallabag whose entries a show reads, and which it marks one by one."""
    with reading_services.service("wallabag") as service:
        for day in stage.folder.joinpath("seeds").glob("*.txt"):
            for part in day.read_text("utf-8").split("# ")[1:]:
                title, _, text = part.partition("\n")
                service.add(title, f"<p>{text.strip()}</p>" * 3)
        stage.configure(f'sources = ["{service.source}"]\nmark_read = true\n[service]\nallowed_hosts = ["127.0.0.1"]\n')
        yield service


def forget(bag):
    """Everything is unread again."""
    bag.marked.clear()
    for each in bag.entries:
        each.read = False


def marking_acts(outcome):
    """The numbers of a run's acts from the feed's replacement on."""
    names = [places[-1] for _, *places in outcome.acts]
    feed = max(number for number, name in enumerate(names) if name.endswith("feed.xml"))
    return feed, range(feed, len(names))


@pytest.mark.slow
@pytest.mark.parametrize("peril", ["kill", "power"])
def test_a_run_killed_anywhere_marks_what_is_out_and_the_next_marks_the_rest(peril, stage, bag):
    stage.keep()
    undisturbed = stage.make(21)
    assert undisturbed.code == 0, undisturbed.err
    output = stage.folder / "output"
    after, wanted = listening.episodes(output), sorted(bag.marked)
    assert len(wanted) >= 2
    assert len(bag.unread()) >= 1
    feed, behind = marking_acts(undisturbed)
    written = [n for n in behind if ".tingbao/marks/" in undisturbed.acts[n][-1]]
    assert written
    for number in sorted({*range(0, feed, STRIDE), feed, *written[::DENSE], *behind[:: 3 * DENSE], behind[-1]}):
        where = f"{peril} {number} {undisturbed.acts[number]}"
        stage.put_back()
        forget(bag)
        assert stage.make(21, at=number, peril=peril).code == -signal.SIGKILL, where
        if listening.episodes(output) is None:
            assert bag.marked == [], where
        so_far = list(bag.marked)
        assert set(so_far) <= set(wanted), where
        assert stage.make(21).code == 0, where
        assert listening.episodes(output) == after, where
        assert set(bag.marked) == set(wanted), where
        assert len(bag.marked) <= len(wanted) + 1, where  # the one whose answer was not written down
        before = list(bag.marked)
        assert stage.make(21).code == 0, where
        assert bag.marked == before, where


@pytest.mark.slow
def test_between_publishing_and_marking_a_kill_leaves_the_mark_to_the_next_run_once(stage, bag):
    stage.keep()
    undisturbed = stage.make(21)
    _, behind = marking_acts(undisturbed)
    first_mark = next(n for n in behind if ".tingbao/marks/" in undisturbed.acts[n][-1])
    wanted = sorted(bag.marked)
    stage.put_back()
    forget(bag)
    bag.fail("/api/entries/", reading_services.text_answer("down", 500))
    assert stage.make(21, at=first_mark - 1, peril="kill").code == -signal.SIGKILL
    assert set(listening.episodes(stage.folder / "output")) == {ID}
    assert bag.marked == []
    bag.faults.clear()
    assert stage.make(21).code == 0
    assert sorted(bag.marked) == wanted
    assert stage.make(22).code == 0
    assert len(bag.marked) == len(set(bag.marked))


@pytest.mark.slow
def test_an_approval_killed_before_its_marks_leaves_them_to_the_next_run(stage, bag):
    stage.configure(
        f'sources = ["{bag.source}"]\nmark_read = true\napprove = true\n[service]\nallowed_hosts = ["127.0.0.1"]\n'
    )
    assert stage.make(21).code == 0
    assert bag.marked == []
    stage.keep()
    undisturbed = stage("episodes", "approve", ID)
    assert undisturbed.code == 0, undisturbed.err
    wanted = sorted(bag.marked)
    assert len(wanted) >= 2
    feed, behind = marking_acts(undisturbed)
    for number in sorted({feed - 1, *behind[:: 4 * DENSE], behind[-1]}):
        where = f"{number} {undisturbed.acts[number]}"
        stage.put_back()
        forget(bag)
        assert stage("episodes", "approve", ID, at=number).code == -signal.SIGKILL, where
        if listening.episodes(stage.folder / "output") is None:
            assert bag.marked == [], where
        stage("episodes", "approve", ID)  # does the rest, or says that nothing waits any more
        assert stage.make(21).code == 0, where
        assert set(bag.marked) == set(wanted), where
        assert len(bag.marked) <= len(wanted) + 1, where
