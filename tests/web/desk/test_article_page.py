"""The page of a whole article over HTTP, as a browser without scripts has it."""

import pytest

from tests.support.made_episode import HELD_ID

pytestmark = pytest.mark.slow
DRAFT = f"/desk/daily/{HELD_ID}"


def test_a_sentence_is_told_by_one_tap_and_is_marked_then(editor):
    editor.get(DRAFT)
    link = editor.page.xpath("//article[@id='p-1']//a[contains(@href, '/article/')]/@href")[0]
    assert editor.get(link).status == 200
    marked = len(editor.page.xpath("//mark[@class='told']"))
    button = editor.page.xpath("//button[@class='plus']")[0]
    form = {each.get("name"): each.get("value") for each in button.xpath("ancestor::form/input")}
    editor.post(DRAFT, {**form, "do": button.get("value")})
    assert (editor.answer.status, editor.answer.headers["location"]) == (303, f"{DRAFT}#p-1")
    editor.get(link)
    assert len(editor.page.xpath("//mark[@class='told']")) == marked + 1
    assert not editor.page.xpath(f"//button[@value='{button.get('value')}']")
    editor.get(DRAFT)
    assert "播这一句" in editor.text("//section[@aria-labelledby='changes']")
    editor.post(DRAFT, {**form, "do": button.get("value")})  # on the version that was seen
    assert editor.answer.status == 409


def test_what_has_no_article_is_a_page_that_says_so(editor):
    for part in ("99", "opening", "x"):
        assert editor.get(f"{DRAFT}/article/{part}").status == 422
        assert "打不开" in editor.text()
