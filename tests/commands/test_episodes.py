"""`tingbao episodes` where several shows have episodes of the same id."""

import datetime as dt
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from service import settings
from service.pipeline.pending_episodes import PendingEpisodes
from service.publishing.publish import publish
from service.storage.storage import open_storage
from tests.support.publishing_samples import episode, mp3

BOTH, ONE = "2026-03-21T0630", "2026-03-22T0630"


@pytest.fixture
def published(tmp_path, one_drawing):
    """Two shows with an episode of one id each; the second has another beside it."""
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "east"\n[[show]]\nslug = "west"\n', "utf-8")
    settled = settings.load(tmp_path / "tingbao.toml")
    for show, days in zip(settled.show, ((0,), (0, 1)), strict=True):
        for day in days:
            publish(open_storage(settled.destination), settled.publication(show), episode(day, show=show.slug), mp3())
    assert sorted(path.name for path in tmp_path.glob("output/*/episodes/*")) == [BOTH, BOTH, ONE]
    return tmp_path / "output"


@pytest.mark.parametrize("verb", ["show", "remove"])
def test_an_id_that_several_have_needs_the_show(verb, tingbao, published):
    refused = tingbao("episodes", verb, BOTH)
    assert refused.code == 2
    assert "Several shows have an episode 2026-03-21T0630: name one with --show: east, west." in refused.err
    assert tingbao("episodes", verb, BOTH, "--show", "west").code == 0
    assert (published / "east" / "episodes" / BOTH).exists()
    assert (published / "west" / "episodes" / BOTH).exists() == (verb == "show")


def test_an_id_that_one_has_is_enough(tingbao, published):
    assert tingbao("episodes", "show", ONE, "--json").json["show"] == "west"
    assert tingbao("episodes", "remove", ONE).code == 0
    assert not (published / "west" / "episodes" / ONE).exists()
    assert tingbao("episodes", "show", ONE).code == 2


def test_what_is_published_elsewhere_is_found_there(tingbao, published, tmp_path):
    published.rename(tmp_path / "elsewhere")
    assert tingbao("episodes", "list", "--json").json == []
    found = tingbao("episodes", "list", "--output", "elsewhere", "--json").json
    assert sorted((each["show"], each["id"]) for each in found) == [("east", BOTH), ("west", BOTH), ("west", ONE)]
    assert tingbao("episodes", "show", ONE).code == 2
    assert tingbao("episodes", "show", ONE, "-o", "elsewhere", "--json").json["show"] == "west"
    assert tingbao("episodes", "remove", ONE).code != 0
    assert tingbao("episodes", "remove", ONE, "-o", "elsewhere").code == 0
    assert not (tmp_path / "elsewhere" / "west" / "episodes" / ONE).exists()


def test_an_episode_that_is_there_twice_is_not_removed_by_mistake(tingbao, published, tmp_path):
    west = settings.load().show[1]
    pending = PendingEpisodes(tmp_path / ".tingbao", west.slug)
    again = replace(episode(1, show=west.slug), title="重做的一期")
    pending.put(again, mp3(), dt.datetime.now(dt.UTC))
    refused = tingbao("episodes", "remove", ONE)
    assert refused.code == 2
    title = episode(1).title
    assert f"{ONE} is there twice: “重做的一期” waits for approval, and “{title}” is published." in refused.err
    assert pending.get(ONE)
    assert (published / "west" / "episodes" / ONE).exists()
    assert tingbao("episodes", "remove", ONE, "--held").code == 0
    assert not pending.get(ONE)
    assert (published / "west" / "episodes" / ONE).exists()
    assert tingbao("episodes", "remove", ONE, "--held", "--show", "west").code == 2  # it waits no more
    pending.put(again, mp3(), dt.datetime.now(dt.UTC))
    assert tingbao("episodes", "remove", ONE, "--published").code == 0
    assert pending.get(ONE)
    assert not (published / "west" / "episodes" / ONE).exists()
    assert tingbao("episodes", "remove", ONE).code == 0
    assert not pending.get(ONE)


def test_a_pack_is_a_zip_or_a_folder_of_the_same_files(tingbao, published, tmp_path):
    done = tingbao("episodes", "pack", ONE, "--json").json
    assert (done["show"], done["path"]) == ("west", f"west-{ONE}.zip")
    assert "/*.zip" in (Path(__file__).parents[2] / ".gitignore").read_text("utf-8").split()  # where it is made often
    with zipfile.ZipFile(tmp_path / done["path"]) as archive:
        packed = {name: archive.read(f"west-{ONE}/{name}") for name in done["files"]}
    told = tingbao("episodes", "pack", ONE, "--to", "upload")
    assert f"Packed {ONE} into upload: {len(packed)} files" in told.out
    assert {path.name: path.read_bytes() for path in (tmp_path / "upload").iterdir()} == packed
    first = (tmp_path / done["path"]).read_bytes()
    assert tingbao("episodes", "pack", ONE, "-t", "again.ZIP").code == 0
    assert (tmp_path / "again.ZIP").read_bytes() == first


def test_what_was_published_elsewhere_is_packed_from_there(tingbao, published, tmp_path):
    published.rename(tmp_path / "elsewhere")
    assert tingbao("episodes", "pack", ONE, "--show", "west").code == 2
    assert tingbao("episodes", "pack", ONE, "--output", "elsewhere", "--to", "pack.zip").code == 0
    assert zipfile.is_zipfile(tmp_path / "pack.zip")


@pytest.mark.parametrize("place", ["no/such/folder", "no/such/pack.zip", "tingbao.toml"])
def test_a_place_where_no_pack_can_be_is_named(place, tingbao, published, tmp_path):
    before = (tmp_path / "tingbao.toml").read_bytes()
    refused = tingbao("episodes", "pack", ONE, "--to", place)
    assert refused.code == 1
    assert f"--to {place}" in refused.err
    assert (tmp_path / "tingbao.toml").read_bytes() == before


def test_only_what_is_published_is_packed(tingbao, published):
    refused = tingbao("episodes", "pack", "2026-03-23T0630", "--show", "west")
    assert refused.code == 2
    assert "is published" in refused.err
