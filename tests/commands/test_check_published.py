"""`tingbao check` over what many shows have published: twice the shows are twice the work, and no picture is drawn."""

from collections import Counter

import pytest

from service import settings
from service.commands import check_published
from service.pipeline.pending_episodes import PendingEpisodes
from service.publishing import cover, show_directory
from service.publishing import publish as publishing
from service.storage.local_folder import FolderStorage
from tests.support import small_covers
from tests.support.publishing_samples import episode, mp3


@pytest.fixture
def installation(tmp_path, monkeypatch):
    """Called with a number: the settings of so many shows, each with an episode."""
    monkeypatch.chdir(tmp_path)

    def make(count):
        text = "".join(f'[[show]]\nslug = "s{n}"\n' for n in range(count))
        (tmp_path / "tingbao.toml").write_text(text, "utf-8")
        found = settings.load()
        storage = FolderStorage(found.output)
        with small_covers.drawn():
            for show in found.publications:
                publishing.publish(storage, show, episode(show=show.slug), mp3())
        show_directory.add(storage, found.publications, *found.publications)
        return found

    return make


@pytest.fixture
def work(monkeypatch):
    """How often what costs has been done since it was last cleared."""
    done = Counter()

    def count(owner, name):
        act = getattr(owner, name)

        def counted(*args, **kwargs):
            done[name] += 1
            return act(*args, **kwargs)

        monkeypatch.setattr(owner, name, counted)

    for name in ("read", "folders", "versions", "list", "digest"):
        count(FolderStorage, name)
    count(settings.Settings, "publication")
    count(cover, "draw")
    return done


@pytest.mark.slow
@pytest.mark.parametrize("repair", [False, True])
def test_twice_the_shows_are_twice_the_work(installation, work, repair):
    spent = []
    for shows in (4, 8):
        found = installation(shows)
        work.clear()
        assert all(each.ok for each in check_published.check(found, repair=repair))
        spent.append(dict(work))
    assert "draw" not in spent[1]
    assert spent[0]["read"] > 4
    assert {name: times for name, times in spent[1].items() if times > 2 * spent[0][name]} == {}


def test_a_picture_that_is_damaged_is_drawn_again(installation, work):
    found = installation(1)
    [show] = found.publications
    path = found.output / show.path / "cover-small.png"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    with small_covers.drawn():
        assert [each.what for each in check_published.check(found, repair=False) if not each.ok] == [str(path)]
        assert all(each.ok for each in check_published.check(found, repair=True))
    assert path.read_bytes() == whole


def test_a_show_that_was_moved_is_told_where_it_was(installation, tmp_path):
    found = installation(2)
    text = (tmp_path / "tingbao.toml").read_text("utf-8").replace('slug = "s1"', 'slug = "s1"\npath = "elsewhere"')
    (tmp_path / "tingbao.toml").write_text(text, "utf-8")
    faults = [each for each in check_published.check(settings.load(), repair=False) if not each.ok]
    assert [each.what for each in faults] == [str(found.output / "s1")]
    assert "tingbao shows move s1 elsewhere" in faults[0].found


def test_what_waits_and_is_damaged_names_the_commands_that_mend_it(installation, monkeypatch):
    monkeypatch.setattr(PendingEpisodes, "damaged", lambda self: ("2026-03-22T0630",))
    found = [each.found for each in check_published.check(installation(1), repair=False) if not each.ok]
    [told] = [each for each in found if "waited for approval" in each]
    assert "`tingbao make --show s0 --date 2026-03-22 --edition 2026-03-22T0630`" in told
    assert "`tingbao episodes remove 2026-03-22T0630 --show s0` drops it" in told
