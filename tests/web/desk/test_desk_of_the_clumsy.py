"""The desk in a browser for who writes on while it saves, loses answers, and has a keyboard or a reader of screens."""

import pytest

from service.web.desk.people import DeskPeople
from tests.support.desk_client import PASSWORD
from tests.support.desk_pages import drafted, saved, titles
from tests.support.made_episode import HELD_ID

pytestmark = pytest.mark.client
DRAFT = f"**/desk/daily/{HELD_ID}"
NARROWEST = 44
"""Pixels of what is touched, either way: WCAG 2.2, 2.5.5. A part of the time-line may be narrow: it leads to a story
that is on the same page, which is that criterion's exception for an equivalent."""
TOO_SMALL = """limit => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter(each => !each.matches(".hide, .skip, [type=hidden], svg a")).map(each => each.closest("label") ?? each)
  .filter(each => { const {width, height} = each.getBoundingClientRect();
                    return width && height && (Math.round(width) < limit || Math.round(height) < limit); })
  .map(each => each.outerHTML.slice(0, 120))"""


def opening(page):
    """The field of the first sentence, open."""
    field = page.locator("[id='f-opening.1']")
    if not field.is_visible():
        page.locator("#p-opening summary").first.click()
    return field


def save(page):
    page.locator("#p-opening").get_by_role("button", name="保存").first.click()


def focused(page):
    return page.evaluate("document.activeElement.value || document.activeElement.id || document.activeElement.tagName")


def test_what_is_written_while_the_answer_is_on_its_way_stays_and_so_does_the_cursor(opened):
    page = drafted(opened(1280))
    field = opening(page)
    field.fill("各位早上好。")
    held = []
    page.route(DRAFT, lambda route: held.append(route))
    save(page)
    field.press("End")
    page.keyboard.type("今天是周六。")
    page.locator("#p-close summary").first.click()
    page.locator("[id='f-close.1']").fill("明天再见，朋友们。")
    page.locator("[id='f-close.1']").press("Home")
    held[0].continue_()
    saved(page, 1)
    page.unroute(DRAFT)
    assert opening(page).input_value() == "各位早上好。今天是周六。"
    page.keyboard.type("好，")
    assert page.locator("[id='f-close.1']").input_value() == "好，明天再见，朋友们。"
    page.reload()
    assert page.locator("[id='f-close.1']").input_value() == "好，明天再见，朋友们。"
    save(page)
    saved(page, 3)
    page.reload()
    assert opening(page).input_value() == "各位早上好。"
    assert page.evaluate("localStorage.length") == 0


def test_the_keyboard_stays_where_the_change_was_made(opened):
    page = drafted(opened(1280))

    def press(button, version):
        page.locator(button).focus()
        page.keyboard.press("Enter")
        saved(page, version)
        return focused(page)

    assert press("#p-1 [value='pin 1']", 1) == "unpin 1"
    assert press(".foot [value=undo]", 2) == "redo"  # there is nothing more to undo
    assert press(".foot [value=redo]", 3) == "undo"
    assert press("#p-2 [value='drop 2']", 4) == "p-2"  # the story that has come in its place
    before = titles(page)
    brought = press("[value='add 1']", 5)
    assert titles(page)[int(brought.removeprefix("p-")) - 1] not in before
    page.locator("#p-1 .sentence summary").nth(1).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    page.keyboard.type("就是这样。")
    page.keyboard.press("Control+Enter")
    saved(page, 6)
    page.keyboard.press("Enter")  # it is that sentence's again
    assert page.locator("#p-1 .sentence").nth(1).evaluate("each => each.open")


def test_a_text_whose_answer_was_lost_is_sent_again_and_nobody_is_alarmed(opened):
    page = drafted(opened())

    def lost(route):
        route.fetch()
        route.abort("internetdisconnected")

    page.route(DRAFT, lost)
    opening(page).fill("各位早上好。")
    save(page)
    page.locator("#toast", has_text="没有保存：网络不通").wait_for()
    page.unroute(DRAFT)
    save(page)
    saved(page, 1)
    assert page.get_by_role("alert").count() == 0
    assert page.evaluate("localStorage.length") == 0


def test_a_text_that_was_not_saved_is_found_in_its_story_wherever_that_stands_now(opened, desk):
    DeskPeople(desk.folder / ".tingbao").add("李编辑", PASSWORD)
    page, other = drafted(opened()), drafted(opened(name="李编辑"))
    page.locator("#p-2 .sentence summary").nth(1).click()  # the first announces the story, and is another in front
    page.locator("[id='f-2.2']").fill("我写的，还没有保存。")
    other.locator("#p-2").get_by_role("button", name="上移").click()
    saved(other, 1)
    page.reload()
    assert page.locator("[id='f-1.2']").input_value() == "我写的，还没有保存。"
    other.locator("#p-1").get_by_role("button", name="去掉", exact=True).click()
    saved(other, 2)
    page.reload()
    assert page.locator(".alert textarea").input_value() == "我写的，还没有保存。"
    page.get_by_role("button", name="不用留了").click()
    assert page.locator(".alert").count() == 0
    assert page.evaluate("localStorage.length") == 0


def test_a_double_click_asks_once(opened):
    page = opened(1280)
    stopped = page.evaluate("""() => {
      const stopped = [], form = document.querySelector("form[action='/desk/language']");
      document.addEventListener("submit", event => { stopped.push(event.defaultPrevented); event.preventDefault(); });
      form.requestSubmit();
      form.requestSubmit();
      return stopped;
    }""")
    assert stopped == [False, True]


def test_a_reader_of_screens_has_the_place_where_the_desk_speaks_before_it_does(opened):
    page = drafted(opened())
    assert page.locator("#toast").evaluate("each => getComputedStyle(each).display") != "none"


def test_everything_that_is_touched_is_large_enough_for_a_finger(opened, desk):
    page = opened(360, touch=True)
    at = f"http://127.0.0.1:{desk.port}/desk/daily"
    page.goto(f"{at}/copy")
    page.locator("#text").fill("云雁大桥通车\n\n云雁大桥昨天正式通车，全长3218米。\n\n两岸车程缩短到6分钟。")
    page.get_by_role("button", name="交稿").click()
    page.locator("details.found > summary").first.click()
    found = {"copy": page.evaluate(TOO_SMALL, NARROWEST)}
    page.get_by_role("button", name="撤回这份稿件").click()
    page.get_by_text("还没有人交稿").wait_for()
    for name in ("", "/article/1", "/reading/1.1?at=1", "/listen", "/decide", "/nothing"):
        page.goto(f"{at}/{HELD_ID}{name}")
        for box in page.locator("article summary").all():
            box.click()
        found[name] = page.evaluate(TOO_SMALL, NARROWEST)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert {name: each for name, each in found.items() if each} == {}
