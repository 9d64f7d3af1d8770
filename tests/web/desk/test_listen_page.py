"""The page on which a whole programme is heard, over HTTP, as a browser without scripts has it."""

import time

import pytest

from tests.support.made_episode import HELD_ID

pytestmark = pytest.mark.slow
DRAFT = f"/desk/daily/{HELD_ID}"
PAGE = f"{DRAFT}/listen"


def source(editor):
    return editor.page.xpath("//audio/@src")


def until_ready(editor):
    deadline = time.monotonic() + 60
    while not source(editor):
        assert time.monotonic() < deadline
        assert "刷新" in editor.text()
        assert not editor.page.xpath("//*[@aria-labelledby='order']")  # nothing is computed for it
        editor.get(PAGE)
    return source(editor)[0]


def test_untouched_it_is_heard_at_once_whole_and_in_part(editor):
    assert editor.get(PAGE).status == 200
    (address,) = source(editor)
    assert editor.page.xpath("//*[@aria-labelledby='order']//li")
    whole = editor.get(address)
    assert (whole.status, whole.headers["content-type"]) == (200, "audio/mpeg")
    part = editor.get(address, Range="bytes=100-199")
    assert (part.status, part.body) == (206, whole.body[100:200])


def test_changed_it_is_made_by_one_tap_on_the_draft(editor):
    editor.get(PAGE)
    before = editor.get(source(editor)[0]).body
    editor.get(DRAFT)
    editor.post(DRAFT, editor.form() | {"say close.1": "今天就到这里。", "do": "save"})
    editor.get(PAGE)
    assert not source(editor)
    assert editor.get(f"{PAGE}/programme.mp3?version=1").status == 404
    editor.get(DRAFT)
    assert editor.page.xpath(f"//footer//form[@action='{PAGE}']")
    editor.post(PAGE, {"csrf": editor.csrf})
    assert (editor.answer.status, editor.answer.headers["location"]) == (303, PAGE)
    editor.get(PAGE)
    made = editor.get(until_ready(editor))
    assert made.status == 200
    assert made.body != before


def test_it_is_begun_by_a_page_of_ours_alone(editor):
    editor.get(DRAFT)
    editor.post(PAGE, {"csrf": "x"})
    assert editor.answer.status == 403
    assert editor.get(f"{PAGE}/programme.mp3?version=x").status == 422
