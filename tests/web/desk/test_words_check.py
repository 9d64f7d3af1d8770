"""A text of the draft's page is checked over HTTP while it is typed; nothing is saved."""

import pytest

from service.pipeline.pending_episodes import PendingEpisodes
from tests.support.made_episode import HELD_ID

pytestmark = pytest.mark.slow
DRAFT = f"/desk/daily/{HELD_ID}"


@pytest.fixture
def check(editor):
    """Asks what is to be checked in a field; the answer as text."""
    editor.get(DRAFT)
    form = editor.form()

    def ask(field, **fields):
        sent = {name: form[name] for name in ("csrf", "version")} | {"field": field} | fields
        answer = editor.post(f"{DRAFT}/check", sent)
        assert answer.status == 200, answer.text
        return " ".join(editor.page.text_content().split()) if answer.body.strip() else ""

    return ask


def test_words_that_no_article_bears_out_are_named_in_chinese_and_nothing_is_saved(check, desk):
    told = check("say 1.2", **{"say 1.2": "一共有9876人到场。"})
    assert told.startswith("请核对")
    assert "9876人" in told
    pending = PendingEpisodes(desk.folder / ".tingbao", "daily")
    assert pending.newest_draft(pending.require(HELD_ID)) == 0


def test_what_stands_already_and_what_is_only_begun_has_no_warning(check, editor):
    form = editor.form()
    assert check("say 1.2", **{"say 1.2": f" {form['say 1.2']} "}) == ""
    assert check("own_title", own_title="停水通知", own_text="") == ""
    assert check("say 99.9", **{"say 99.9": "没有这一句。"}) == ""
    assert check("nothing") == ""


def test_what_cannot_be_said_is_told_before_it_is_saved(check):
    assert "超过 300 个字" in check("say 1.2", **{"say 1.2": "长" * 301})
    assert "超过 300 个字" in check("own_text", own_title="启事", own_text="长" * 301)


def test_after_the_episode_was_made_anew_nothing_is_said(check):
    assert check("say 1.2", version="another-0", **{"say 1.2": "一共有9876人到场。"}) == ""


def test_another_site_or_session_asks_in_vain(editor):
    editor.get(DRAFT)
    form = {**editor.form(), "field": "say 1.2"}
    assert editor.post(f"{DRAFT}/check", form, site="cross-site").status == 403
    assert editor.post(f"{DRAFT}/check", {**form, "csrf": "x"}).status == 403
    assert editor.post(f"{DRAFT}/check", {**form, "version": "x"}).status == 422


def test_without_a_script_the_warning_comes_at_saving(editor):
    editor.get(DRAFT)
    editor.press(DRAFT, t1_2="一共有9876人到场。")
    assert "9876人" in editor.text("//article[@id='p-1']//p[@class='warn']")
