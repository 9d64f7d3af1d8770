"""What is published is damaged in every way, found, mended as far as it can be, and then nothing is found."""

import json
import shutil

import pytest
from publishing_acts import assert_whole
from publishing_samples import SHOW, episode, mp3

from service.publishing import publish as publishing
from service.publishing import repair
from service.publishing.local import LocalStorage

pytestmark = pytest.mark.usefixtures("one_drawing")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    for day in range(3):
        publishing.publish(LocalStorage(folder), SHOW, episode(day), mp3(440 + day))
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


EPISODE = f"episodes/{episode(1).id}"

MENDED = {
    "a damaged feed": spoil("feed.xml"),
    "a lost page": lose("index.html"),
    "a lost cover": lose("cover-small.png"),
    "a damaged catalogue": spoil("show.json"),
    "a lost catalogue": lose("show.json"),
    "a damaged transcript": spoil(f"{EPISODE}/transcript.vtt"),
    "lost chapters": lose(f"{EPISODE}/chapters.json"),
    "a half written file": lambda folder: (show_folder(folder) / EPISODE / ".transcript.vtt.part").write_bytes(b"WEB"),
    "audio that nothing names": lambda folder: (show_folder(folder) / EPISODE / "x-00000000.mp3").write_bytes(b"x"),
    "a folder without a manifest": lambda folder: (
        (show_folder(folder) / "episodes" / "2026-01-01T0630").mkdir(),
        (show_folder(folder) / "episodes" / "2026-01-01T0630" / "a.mp3").write_bytes(b"x"),
    ),
}


@pytest.mark.parametrize("kind", MENDED)
def test_what_can_be_made_again_is_as_it_was(kind, folder):
    before = files(folder)
    storage = LocalStorage(folder)
    assert repair.survey(storage, SHOW).faults == ()
    MENDED[kind](folder)
    spoiled = files(folder)
    survey = repair.survey(storage, SHOW)
    assert survey.faults
    assert all(fault.mending for fault in survey.faults)
    assert files(folder) == spoiled  # looking touches nothing
    survey.rehearsal.perform()
    assert files(folder) == before
    assert repair.survey(storage, SHOW).faults == ()


def audio(folder):
    [found] = (show_folder(folder) / EPISODE).glob("*.mp3")
    return found


def test_an_episode_without_its_audio_leaves_the_feed_and_comes_back_with_it(folder):
    before, sound = files(folder), audio(folder).read_bytes()
    audio(folder).write_bytes(b"damaged")
    storage = LocalStorage(folder)
    survey = repair.survey(storage, SHOW)
    assert [fault.place for fault in survey.faults if not fault.mending] == [str(audio(folder))]
    survey.rehearsal.perform()
    assert_whole(storage)
    assert episode(1).id not in (show_folder(folder) / "feed.xml").read_text("utf-8")
    audio(folder).write_bytes(sound)
    repair.survey(storage, SHOW).rehearsal.perform()
    assert set(files(folder)) == set(before)
    assert episode(1).id in (show_folder(folder) / "feed.xml").read_text("utf-8")


def test_a_feed_that_is_left_without_an_episode_is_mended_once_and_for_all(tmp_path):
    storage = LocalStorage(tmp_path)
    publishing.publish(storage, SHOW, episode(1), mp3())
    audio(tmp_path).write_bytes(b"damaged")
    repair.survey(storage, SHOW).rehearsal.perform()
    assert [fault.mending for fault in repair.survey(storage, SHOW).faults] == [""]


def test_a_damaged_manifest_is_a_persons_to_mend_and_the_feed_stands(folder):
    feed = (show_folder(folder) / "feed.xml").read_bytes()
    spoil(f"{EPISODE}/episode.json")(folder)
    survey = repair.survey(LocalStorage(folder), SHOW)
    assert ["The manifest is damaged" in fault.problem for fault in survey.faults if not fault.mending] == [True]
    survey.rehearsal.perform()
    assert (show_folder(folder) / "feed.xml").read_bytes() == feed


def test_the_command_finds_and_mends(tingbao, tmp_path):
    (tmp_path / "tingbao.toml").write_text(
        f'[service]\nbase_url = "{SHOW.base_url}"\n[[show]]\nslug = "daily"\n', "utf-8"
    )
    (tmp_path / "seeds").mkdir()
    from service import settings

    settled = settings.load()
    publishing.publish(LocalStorage(settled.output), settled.publication(settled.show[0]), episode(0), mp3())
    assert tingbao("check", "--repair").code == 0
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
