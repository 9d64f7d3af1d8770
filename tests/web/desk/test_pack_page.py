"""A pack of what is published is had at the desk, by who may see the show."""

import io
import zipfile

import pytest

from service import settings
from service.publishing import publish, upload_pack
from service.runs.run_records import RunStatus, RunStore
from service.storage.storage import open_storage
from tests.support.desk_client import DeskClient
from tests.support.publishing_samples import episode, mp3


@pytest.fixture
def published(desk, one_drawing, monkeypatch):
    """An episode of each show that is out, the run that made it, and its pack."""
    monkeypatch.setenv("TINGBAO_BASE_URL", desk.environment["TINGBAO_BASE_URL"])
    found = settings.load(desk.folder / "tingbao.toml")
    packs = {}
    for show in found.show:
        storage, publication = open_storage(found.destination), found.publication(show)
        made = publish.publish(storage, publication, episode(1, show=show.slug), mp3()).episode
        with RunStore(found.state).recording(show.slug) as recorder:
            recorder.result(status=RunStatus.MADE, exit_code=0, episode=made.id)
        packs[show.slug] = made, upload_pack.pack(storage, publication, made)
    return packs


def test_the_link_is_on_today_and_leads_to_the_pack(editor, published):
    made, files = published["daily"]
    editor.get("/desk/")
    (link,) = editor.page.xpath("//a[@download]")
    assert (link.text, link.get("href")) == ("发布包", f"/desk/daily/{made.id}/pack.zip")
    answer = editor.get(link.get("href"))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/zip")
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''daily-{made.id}.zip"
    assert "no-store" in answer.headers["cache-control"]
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        assert {name: archive.read(f"daily-{made.id}/{name}") for name in files} == files


def test_nobody_else_gets_it(desk, editor, published):
    made, _ = published["quiet"]
    assert editor.get(f"/desk/quiet/{made.id}/pack.zip").status == 404
    assert DeskClient(desk).get(f"/desk/daily/{made.id}/pack.zip").status == 401


@pytest.mark.parametrize("id_", ["2026-01-01-gone", "..", "%2e%2e", "a%00b"])
def test_what_is_not_published_is_not_found(id_, editor, published):
    answer = editor.get(f"/desk/daily/{id_}/pack.zip")
    assert answer.status == 404


@pytest.mark.slow
def test_one_tap_in_a_browser_saves_the_pack(opened, published, tmp_path):
    made, files = published["daily"]
    page = opened()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="发布包").click()
    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    assert saved.name == f"daily-{made.id}.zip"
    with zipfile.ZipFile(saved) as archive:
        assert len(archive.namelist()) == len(files)
