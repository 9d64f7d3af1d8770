"""Publishing and rejecting over HTTP: what was seen is what is decided on, and the record says who."""

import json
import time

import pytest

from service.pipeline.pending_episodes import PendingEpisodes
from service.runs.run_records import RunStore
from service.storage import show_lock
from tests.support.made_episode import HELD_ID

pytestmark = pytest.mark.slow
DRAFT = f"/desk/daily/{HELD_ID}"
DECIDE = f"{DRAFT}/decide"


def pressed(editor, what, **fields):
    """Press a button of the page as it stands; a `version` of another page may be given."""
    version = editor.page.xpath("//input[@name='version']/@value")[0]
    return editor.post(DECIDE, {"csrf": editor.csrf, "version": version, "do": what, **fields})


def waits(editor):
    return bool(PendingEpisodes(editor.service.folder / ".tingbao", "daily").get(HELD_ID))


def test_what_was_changed_is_summed_up_and_published_with_who_did_it(editor):
    editor.get(DRAFT)
    dropped = editor.titles()[0]
    editor.press(DRAFT, "drop 1")
    editor.get(DECIDE)
    assert dropped in editor.text("//section[@aria-labelledby='changes']")
    assert dropped not in editor.text("//section[@aria-labelledby='programme']")
    assert pressed(editor, "publish").headers["location"] == "/desk/"
    deadline = time.monotonic() + 60
    while waits(editor):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    runs = RunStore(editor.service.folder / ".tingbao")
    while (run := runs.list("daily")[0]).status == "running":
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert (run.status, run.approved_by, run.episode) == ("made", "王编辑", HELD_ID)
    manifest = json.loads(next((editor.service.folder / "output").rglob("episode.json")).read_text("utf-8"))
    assert [each["what"] for each in manifest["edits"]] == ["drop"]
    assert "王编辑" in editor.get("/desk/").text
    assert editor.get(DECIDE).status == 404


def test_rejected_it_is_gone(editor):
    editor.get(DECIDE)
    assert pressed(editor, "remove").status == 303
    assert not waits(editor)
    assert "没有等审的稿子" in editor.get("/desk/").text


def test_what_has_changed_since_it_was_seen_is_shown_again_and_nothing_is_done(editor):
    for what in ("publish", "remove"):
        editor.get(DECIDE)
        seen = editor.page.xpath("//input[@name='version']/@value")[0]
        editor.get(DRAFT)
        editor.press(DRAFT, "down 1")
        assert pressed(editor, what, version=seen).status == 409
        assert "又被改过" in editor.text("//*[@role='alert']")
        assert editor.page.xpath("//input[@name='version']/@value")[0] != seen
    assert waits(editor)


def test_while_a_run_is_at_work_nothing_is_rejected(editor):
    editor.get(DECIDE)
    with show_lock.hold(editor.service.folder / ".tingbao" / "locks", "daily"):
        assert pressed(editor, "remove").status == 409
    assert "正在做" in editor.text("//*[@role='alert']")
    assert waits(editor)


def test_no_other_site_and_no_other_button_decides(editor):
    editor.get(DECIDE)
    form = {"csrf": editor.csrf, "version": editor.page.xpath("//input[@name='version']/@value")[0]}
    assert editor.post(DECIDE, {**form, "do": "publish"}, site="cross-site").status == 403
    assert editor.post(DECIDE, {**form, "csrf": "x", "do": "publish"}).status == 403
    for what in ("", "eat"):
        assert editor.post(DECIDE, {**form, "do": what}).status == 422
    assert editor.get("/desk/quiet/x/decide").status == 404
    assert waits(editor)


def test_a_time_is_set_shown_with_who_set_it_and_taken_back(editor):
    editor.get(DECIDE)
    at = editor.page.xpath("//input[@name='at']/@value")[0]
    assert pressed(editor, "at", at=at).headers["location"] == "/desk/"
    editor.get("/desk/")
    assert f"{at[5:10]} {at[11:]} 自动发布（王编辑 定的）" in editor.text()
    assert "等你审" not in editor.text()
    assert editor.text("//section/header/b") == "定时"
    editor.get(DECIDE)
    assert "王编辑 定的" in editor.text("//*[@role='status']")
    assert pressed(editor, "wait").status == 303
    editor.get(DECIDE)
    assert not editor.page.xpath("//main//*[@role='status']")
    assert waits(editor)


@pytest.mark.parametrize("at", ["", "soon", "2020-01-01T00:00", "9999-01-01T00:00", "<b>"])
def test_a_time_that_cannot_be_is_refused_in_words(editor, at):
    editor.get(DECIDE)
    assert pressed(editor, "at", at=at).status == 422
    assert "时间" in editor.text("//*[@role='alert']")
    editor.get(DECIDE)
    assert not editor.page.xpath("//main//*[@role='status']")


def test_the_title_that_goes_out_is_on_every_page_after_another_lead_is_set(editor):
    editor.get(DRAFT)
    before, second = editor.text("//h1"), editor.titles()[1]
    editor.press(DRAFT, "lead 2")
    after = editor.text("//h1")
    assert after.startswith(second[:6])
    assert after != before
    editor.get(DECIDE)
    assert (editor.text("//h1"), editor.text("//header//del")) == (after, before)
    editor.get("/desk/")
    assert editor.text("//a[@class='draft']/b") == after
    assert after in editor.get(f"{DRAFT}/listen").text
    assert after in editor.get(f"{DRAFT}/article/1").text


def test_the_stories_that_the_length_brought_or_took_are_named(editor):
    editor.get(DRAFT)
    before = editor.titles()
    while set(editor.titles()) <= set(before):
        dropped = editor.titles()[0]
        assert editor.press(DRAFT, "drop 1").status == 200
    came = next(each for each in editor.titles() if each not in before)
    for page in (DRAFT, DECIDE):
        editor.get(page)
        assert f"因为时长，补进来 {came}" in editor.text("//section[@aria-labelledby='changes']")
    assert f"因为时长，去掉了 {dropped}" not in editor.text()
