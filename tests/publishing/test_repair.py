"""What is published is damaged in every way, found, mended as far as it can be, and then nothing is found."""

import json
import re
import shutil
from dataclasses import replace

import pytest

from service.publishing import publish as publishing
from service.publishing import repair
from service.runs.run_records import RunStatus, RunStore
from service.storage.local_folder import FolderStorage
from tests.support import small_covers
from tests.support.publishing_acts import assert_whole
from tests.support.publishing_samples import SHOW, episode, mp3
from tests.support.tables import thinned

pytestmark = pytest.mark.usefixtures("one_drawing")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    with small_covers.drawn():
        for day in range(3):
            publishing.publish(FolderStorage(folder), SHOW, episode(day), mp3(440 + day))
    return folder


@pytest.fixture
def folder(published, tmp_path):
    return shutil.copytree(published, tmp_path / "output")


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def show_folder(folder):
    return folder / SHOW.path


def spoil(name):
    return lambda folder: (show_folder(folder) / name).write_bytes(b"{ spoiled")


def lose(name):
    return lambda folder: (show_folder(folder) / name).unlink()


def cover_of_episode(folder):
    [found] = (show_folder(folder) / EPISODE).glob("cover-*.jpg")
    return found


EPISODE = f"episodes/{episode(1).id}"

MENDED = {
    "a damaged feed": spoil("feed.xml"),
    "a lost page": lose("index.html"),
    "a lost cover": lose("cover-small.png"),
    "a damaged catalogue": spoil("show.json"),
    "a lost catalogue": lose("show.json"),
    "a damaged transcript": spoil(f"{EPISODE}/transcript.vtt"),
    "a lost cover of an episode": lambda folder: cover_of_episode(folder).unlink(),
    "a damaged cover of an episode": lambda folder: cover_of_episode(folder).write_bytes(b"\xff\xd8 spoiled"),
    "a cover that nothing names": lambda folder: cover_of_episode(folder).with_name("cover-00000000.jpg").touch(),
    "lost chapters": lose(f"{EPISODE}/chapters.json"),
    "a half written file": lambda folder: (show_folder(folder) / EPISODE / ".transcript.vtt.part").write_bytes(b"WEB"),
    "audio that nothing names": lambda folder: (show_folder(folder) / EPISODE / "x-00000000.mp3").write_bytes(b"x"),
    "a folder without a manifest": lambda folder: (
        (show_folder(folder) / "episodes" / "2026-01-01T0630").mkdir(),
        (show_folder(folder) / "episodes" / "2026-01-01T0630" / "a.mp3").write_bytes(b"x"),
    ),
}


@pytest.mark.parametrize("kind", thinned(MENDED, 4))
def test_what_can_be_made_again_is_as_it_was(kind, folder):
    before = files(folder)
    storage = FolderStorage(folder)
    assert repair.plan_repair(storage, SHOW).damages == ()
    MENDED[kind](folder)
    spoiled = files(folder)
    survey = repair.plan_repair(storage, SHOW)
    assert survey.damages
    assert all(fault.remedy for fault in survey.damages)
    assert files(folder) == spoiled  # looking touches nothing
    survey.staged.apply()
    assert files(folder) == before
    assert repair.plan_repair(storage, SHOW).damages == ()


def audio(folder):
    [found] = (show_folder(folder) / EPISODE).glob("*.mp3")
    return found


def test_an_episode_without_its_audio_leaves_the_feed_and_comes_back_with_it(folder):
    before, sound = files(folder), audio(folder).read_bytes()
    audio(folder).write_bytes(b"damaged")
    storage = FolderStorage(folder)
    survey = repair.plan_repair(storage, SHOW)
    assert [fault.location for fault in survey.damages if not fault.remedy] == [str(audio(folder))]
    survey.staged.apply()
    assert_whole(storage)
    assert episode(1).id not in (show_folder(folder) / "feed.xml").read_text("utf-8")
    audio(folder).write_bytes(sound)
    repair.plan_repair(storage, SHOW).staged.apply()
    assert set(files(folder)) == set(before)
    assert episode(1).id in (show_folder(folder) / "feed.xml").read_text("utf-8")


@pytest.mark.parametrize("spoiled", [False, True])
def test_an_episode_without_audio_and_manifest_is_gone_after_one_repair(spoiled, folder):
    if spoiled:
        audio(folder).write_bytes(b"damaged")
    else:
        audio(folder).unlink()
    lose(f"{EPISODE}/episode.json")(folder)
    storage = FolderStorage(folder)
    survey = repair.plan_repair(storage, SHOW)
    assert ["without copies" in each.problem for each in survey.damages if each.location.endswith(EPISODE)] == [True]
    survey.staged.apply()
    assert_whole(storage)
    assert storage.list(f"{SHOW.path}/{EPISODE}") == []
    assert episode(1).id not in (show_folder(folder) / "feed.xml").read_text("utf-8")
    assert repair.plan_repair(storage, SHOW).damages == ()


def test_a_feed_that_is_left_without_an_episode_is_mended_once_and_for_all(tmp_path):
    storage = FolderStorage(tmp_path)
    publishing.publish(storage, SHOW, episode(1), mp3())
    audio(tmp_path).write_bytes(b"damaged")
    repair.plan_repair(storage, SHOW).staged.apply()
    assert [fault.remedy for fault in repair.plan_repair(storage, SHOW).damages] == [""]


def test_a_damaged_manifest_is_a_persons_to_mend_and_the_feed_stands(folder):
    feed = (show_folder(folder) / "feed.xml").read_bytes()
    spoil(f"{EPISODE}/episode.json")(folder)
    survey = repair.plan_repair(FolderStorage(folder), SHOW)
    assert ["The manifest is damaged" in fault.problem for fault in survey.damages if not fault.remedy] == [True]
    survey.staged.apply()
    assert (show_folder(folder) / "feed.xml").read_bytes() == feed


@pytest.fixture
def installed(tingbao, tmp_path):
    """The command line in a folder with a show that has published an episode."""
    (tmp_path / "tingbao.toml").write_text(
        f'[service]\nbase_url = "{SHOW.base_url}"\n[[show]]\nslug = "daily"\n', "utf-8"
    )
    (tmp_path / "seeds").mkdir()
    from service import settings

    settled = settings.load()
    publishing.publish(FolderStorage(settled.output), settled.publication(settled.show[0]), episode(0), mp3())
    assert tingbao("check", "--repair").code == 0
    return tingbao


def faults(outcome):
    assert outcome.code == 1
    return {each["what"]: each["found"] for each in outcome.json if not each["ok"]}


@pytest.mark.slow
@pytest.mark.parametrize(
    "lost",
    [None, pytest.param("show.json", marks=pytest.mark.slow), pytest.param("index.html", marks=pytest.mark.slow)],
)
def test_another_base_url_is_named_and_never_taken_up(lost, installed, tmp_path):
    if lost:
        lose(lost)(tmp_path / "output")
    before, text = files(tmp_path / "output"), (tmp_path / "tingbao.toml").read_text("utf-8")
    for other, said in (
        ("https://cdn.example.net", "base_url is https://cdn.example.net: set .* or let the next run move the feed;"),
        ("http://127.0.0.1:8000", r"base_url is not set: set base_url \(or TINGBAO_BASE_URL\) as it was; nothing"),
    ):
        (tmp_path / "tingbao.toml").write_text(text.replace(SHOW.base_url, other), "utf-8")
        for how in ((), ("--repair",)):
            found = faults(installed("check", "--json", *how))["daily: base_url"]
            assert re.search(f"under {SHOW.base_url}, and {said}", found)
            assert files(tmp_path / "output") == before
    (tmp_path / "tingbao.toml").write_text(text, "utf-8")
    assert installed("check", "--repair").code == 0
    assert "daily: base_url" not in installed("check", "--json").out


def test_a_former_path_is_named_with_the_command_that_moves_it(installed, tmp_path):
    before = files(tmp_path / "output")
    config = f'[service]\nbase_url = "{SHOW.base_url}"\n[[show]]\nslug = "daily"\npath = "secret"\n'
    (tmp_path / "tingbao.toml").write_text(config, "utf-8")
    for how in ((), ("--repair",)):
        found = faults(installed("check", "--json", *how))["output/daily"]
        assert "`tingbao shows move daily secret`" in found
        assert files(tmp_path / "output") == before
    assert installed("shows", "move", "daily", "secret").code == 0
    assert installed("check", "--repair", "--json").code == 0
    assert not (tmp_path / "output" / "daily").exists()


@pytest.mark.parametrize("known_by", ["state.sqlite", pytest.param("runs", marks=pytest.mark.slow)])
def test_an_output_that_is_empty_is_not_whole(known_by, installed, tmp_path):
    state = tmp_path / ".tingbao"
    if known_by == "runs":
        (state / "state.sqlite").unlink()
        with RunStore(state).recording("daily") as recorder:
            recorder.result(status=RunStatus.MADE, episode=episode(0).id)
    (tmp_path / "output").rename(tmp_path / "unmounted")
    for how in ((), ("--repair",)):
        found = faults(installed("check", "--json", *how))["daily: what is published"]
        assert "(1) nothing is in" in found
        assert "mount or restore" in found
    (tmp_path / "unmounted").rename(tmp_path / "output")
    assert installed("check", "--repair", "--json").json[0]["found"] == "whole"


def test_what_could_not_be_mended_is_not_said_to_be(installed, tmp_path):
    whole = files(tmp_path / "output")
    transcript = f"daily/episodes/{episode(0).id}/transcript.vtt"
    (tmp_path / "output" / transcript).unlink()
    (tmp_path / "output" / "daily" / "index.html").unlink()
    (tmp_path / "output" / "daily" / ".index.html.part").mkdir()  # no file can be written there, by root neither
    mended = installed("check", "--repair", "--json")
    found = faults(mended)
    assert "index.html cannot be written" in found["daily: what is published"]
    assert "made again" not in mended.out
    assert [what for what in found if what.endswith(".vtt")] == []  # which came first, and was
    (tmp_path / "output" / "daily" / ".index.html.part").rmdir()
    assert installed("check", "--repair").code == 0
    assert files(tmp_path / "output") == whole


def test_the_command_finds_and_mends(installed, tmp_path):
    tingbao = installed
    before = files(tmp_path / "output")
    (tmp_path / "output" / "daily" / "feed.xml").unlink()
    found = tingbao("check", "--json")
    assert found.code == 1
    assert any("feed.xml" in each["what"] and not each["ok"] and "--repair" in each["found"] for each in found.json)
    mended = tingbao("check", "--repair", "--json")
    assert mended.code == 0
    assert any("feed.xml" in each["what"] and each["ok"] and each["note"] for each in mended.json)
    assert files(tmp_path / "output") == before
    assert [each["found"] for each in tingbao("check", "--repair", "--json").json] == ["whole"]
    assert json.loads((tmp_path / "output" / "daily" / "show.json").read_text("utf-8"))["guid"]
    for name in ("index.html", "shows.opml"):
        (tmp_path / "output" / name).unlink()
        found = tingbao("check", "--json")
        assert found.code == 1
        assert [each["what"].endswith(f"output/{name}") for each in found.json if "list of shows" in each["found"]] == [
            True
        ]
        assert tingbao("check", "--repair").code == 0
        assert files(tmp_path / "output") == before


def test_a_repair_deletes_last_and_keeps_audio_that_the_feed_names(folder):
    feed, old = show_folder(folder) / "feed.xml", audio(folder)
    stood, index = feed.read_bytes(), (show_folder(folder) / "show.json").read_bytes()
    storage = FolderStorage(folder)
    publishing.publish(storage, SHOW, episode(1), mp3(880))
    feed.write_bytes(stood)  # as a run that was cut off before the feed leaves it
    (show_folder(folder) / "show.json").write_bytes(index)
    (old.parent / "x-00000000.mp3").write_bytes(b"x")
    staged = repair.plan_repair(storage, SHOW).staged
    order = list(staged.changes)
    assert staged.changes[order[-1]] is None
    assert order.index(f"{SHOW.path}/feed.xml") < order.index(f"{SHOW.path}/{EPISODE}/x-00000000.mp3")
    staged.apply()
    assert old.exists()
    assert_whole(storage)


def test_an_episode_without_chapters_stays_when_its_manifest_is_lost(tmp_path):
    """The feed tells of no part of it: it has no sections, and stays as it stands."""
    storage = FolderStorage(tmp_path)
    bare = replace(episode(1), chapters=())
    for each in (bare, episode(2)):
        publishing.publish(storage, SHOW, each, mp3())
    lose(f"{EPISODE}/episode.json")(tmp_path)
    publishing.publish(storage, SHOW, episode(3), mp3())
    assert bare.id in (show_folder(tmp_path) / "feed.xml").read_text("utf-8")
    repair.plan_repair(storage, SHOW).staged.apply()
    assert bare.id in (show_folder(tmp_path) / "feed.xml").read_text("utf-8")
    assert_whole(storage)
