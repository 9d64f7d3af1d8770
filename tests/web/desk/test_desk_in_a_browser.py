"""The desk in a real browser: by touch at 390 px, by keyboard, without scripts, by two at once, on a bad network."""

import itertools

import pytest

from service.web.desk.people import DeskPeople
from tests.support.desk_client import NAME, PASSWORD
from tests.support.desk_pages import drafted, saved, titles
from tests.support.made_episode import HELD_ID
from tests.support.paths import ROOT
from tests.support.sound_files import as_mp3, tone

pytestmark = pytest.mark.client
playwright = pytest.importorskip("playwright.sync_api", reason="the browser extra is not installed")

LIGHTEST = 120_000
"""Bytes of a page with its style sheet and its script."""
HOSTILE = "<script>document.title='hacked'</script><img src=x onerror=alert(1)>"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_screen_is_read_by_everybody_and_is_light(opened, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    def check():
        violations = Axe().run(page).response["violations"]
        assert [f"{each['id']}: {each['nodes'][0]['html']}" for each in violations] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page = opened(width, scheme)
    check()
    page.locator(".me > summary").click()
    check()
    drafted(page)
    check()
    beside = sum((ROOT / "service/web/desk" / name).stat().st_size for name in ("desk.css", "desk.js"))
    assert beside + len(page.content().encode()) < LIGHTEST
    for box in page.locator("article summary").all():
        box.click()
    check()
    draft = page.url
    page.locator("#p-1").get_by_role("link", name="读音、错字").first.click()
    page.locator(".characters a").first.click()
    page.locator("#choose summary").click()
    check()
    page.goto(draft)
    page.get_by_role("button", name="听整期").click()
    page.locator("audio").wait_for()
    check()
    page.goto(draft)
    page.get_by_role("link", name="全文 1").click()
    page.locator("summary", has_text="修补").click()
    check()
    page.goto(draft)
    page.locator(".bar").get_by_role("button", name="English").click()
    page.get_by_role("heading", name="Left out").wait_for()
    check()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("script", [True, False])
def test_standing_items_and_a_sound_are_kept_heard_and_brought_in(opened, desk, width, script):
    def check():
        if script:
            from axe_playwright_python.sync_playwright import Axe

            violations = Axe().run(page).response["violations"]
            assert [f"{each['id']}: {each['nodes'][0]['html']}" for each in violations] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            small = (
                "button, .button, .play, main select, main input:not([type=checkbox]):not([type=hidden]), .days label"
            )
            boxes = [each.bounding_box() for each in page.locator(small).all() if each.is_visible()]
            assert [each for each in boxes if each["height"] < 43.9] == []

    sound = {"name": f"ad{HOSTILE}.mp3", "mimeType": "audio/mpeg", "buffer": as_mp3(tone(3))}
    page = opened(width, script=script, scheme="dark" if script else "light")
    page.get_by_role("link", name="固定播的条目").first.click()
    check()
    new = page.locator("section[aria-labelledby=new]")
    new.get_by_label("标题").fill(f"停水通知{HOSTILE[:8]}")
    new.get_by_label("播什么").fill("今晚十点停水。请提前储水。")
    new.get_by_label("放在哪里").select_option("最前面")
    for day in ("周一", "周六"):
        new.get_by_label(day).check()
    new.get_by_label("到这天为止").fill("2099-12-31")
    new.get_by_role("button", name="加上").click()
    first = page.locator("section[aria-labelledby=i-1]")
    first.get_by_text("最前面 · 周一 周六").wait_for()
    new.get_by_label("标题").fill("书店广告")
    new.locator("[type=file]").set_input_files(sound)
    new.get_by_role("button", name="加上").click()
    second = page.locator("section[aria-labelledby=i-2]")
    second.get_by_text("录音 · 3 秒").wait_for()
    check()
    second.locator("summary").click()
    check()
    if script:
        second.locator("a.play").click()
        page.locator("a.play.on").wait_for()
        page.locator("a.play.on").wait_for(state="detached")  # it has been heard to its end
    new.get_by_label("标题").fill("坏的")
    new.locator("[type=file]").set_input_files({**sound, "buffer": b"%PDF-1.7 " + bytes(100)})
    new.get_by_role("button", name="加上").click()
    page.get_by_role("alert").get_by_text("这是PDF").wait_for()
    assert new.get_by_label("标题").input_value() == "坏的"
    page.locator(".bar").get_by_role("button", name="English").click()
    page.get_by_role("heading", name="Standing items").wait_for()
    check()
    page.locator(".bar").get_by_role("button", name="中文").click()
    for _ in range(2):
        first.locator("summary").click()
        first.get_by_role("button", name="删掉").click()
        page.locator("#sent").wait_for()
    page.get_by_text("还没有固定播的条目").wait_for()
    page.goto(f"http://127.0.0.1:{desk.port}/desk/daily/{HELD_ID}")
    page.get_by_role("link", name="加一段录音").click()
    check()
    page.get_by_label("标题").fill("书店广告")
    page.locator("[type=file]").set_input_files(sound)
    page.get_by_label("放在哪里").select_option("最前面")
    page.get_by_role("button", name="加上").click()
    page.locator("#p-1").get_by_text("自己加的").wait_for()
    assert titles(page)[0] == "书店广告"
    page.locator("#p-1 .sentence summary").click()
    check()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("script", [True, False])
def test_copy_is_sent_in_understood_mended_and_named_as_late(opened, desk, width, script):
    def check():
        if script:
            from axe_playwright_python.sync_playwright import Axe

            violations = Axe().run(page).response["violations"]
            assert [f"{each['id']}: {each['nodes'][0]['html']}" for each in violations] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width

    page = opened(width, script=script, scheme="dark" if script else "light")
    page.get_by_role("link", name="交稿").first.click()
    check()
    page.locator("#text").fill(f"云雁大桥通车\n\n云雁大桥昨天正式通车，全长3218米。\n\n{HOSTILE}两岸车程缩短到6分钟。")
    page.set_input_files("#files", {"name": f"坏{HOSTILE}.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    page.get_by_role("button", name="交稿").press("Enter")
    found = page.locator("details.found")
    found.first.wait_for()
    page.locator(".warn", has_text="没有读").wait_for()
    assert page.locator("main img, main script").count() == 0
    found.first.locator("summary").first.click()
    check()
    found.first.locator("input[name=text]").first.fill("大桥通车")
    found.first.get_by_role("button", name="改标题").press("Enter")
    page.locator("details.found > summary", has_text="大桥通车").wait_for()
    page.get_by_role("link", name="今天").click()
    late = page.locator("form.alert")
    assert late.count() == 0  # it was not made of the show's own sources for a due time
    page.locator("a.draft").click()
    page.get_by_role("link", name="发布", exact=True).click()
    page.locator(".alert", has_text="又来了").wait_for()
    check()
    page.locator("#at").fill("2026-01-01T06:30")
    page.get_by_role("button", name="到点再发").press("Enter")
    page.get_by_role("alert").wait_for()
    page.goto(f"http://127.0.0.1:{desk.port}/desk/daily/copy")
    for _ in range(2):
        page.get_by_role("button", name="撤回这份稿件").first.click()
    page.get_by_text("还没有人交稿").wait_for()


def test_a_story_is_dropped_by_touch_on_a_phone_and_the_page_stays(opened):
    page = drafted(opened(touch=True))
    first = titles(page)
    page.evaluate("window.stays = true")
    page.locator("#p-2").get_by_role("button", name="去掉", exact=True).tap()
    saved(page, 1)
    assert first[1] not in titles(page)
    assert page.evaluate("window.stays")
    page.locator(".foot").get_by_role("button", name="撤销").tap()
    saved(page, 2)
    assert titles(page) == first


def test_without_a_script_the_same_forms_work(opened):
    page = drafted(opened(script=False))
    first = titles(page)
    page.locator("#p-1").get_by_role("button", name="下移").click()
    saved(page, 1)
    assert titles(page)[:2] == first[1::-1]
    page.locator("#p-opening summary").first.click()
    page.locator("[id='f-opening.1']").fill("各位早上好。")
    page.locator("#p-opening").get_by_role("button", name="保存").first.click()
    saved(page, 2)
    assert "各位早上好。" in page.locator("#p-opening").inner_text()


def test_by_the_keyboard_alone(opened):
    page = drafted(opened(1280))
    first = titles(page)
    for _ in range(3):  # opening, headlines, the lead
        page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "p-1"
    page.keyboard.press("Alt+ArrowDown")
    saved(page, 1)
    assert titles(page)[:2] == first[1::-1]
    assert page.evaluate("document.activeElement.value") == "down 2"  # the same story's, in its new place
    page.keyboard.press("Alt+ArrowUp")
    saved(page, 2)
    page.locator("#p-opening summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "f-opening.1"
    page.keyboard.press("Control+A")
    page.keyboard.type("各位早上好。")
    page.keyboard.press("Control+Enter")
    saved(page, 3)
    assert "各位早上好。" in page.locator("#p-opening").inner_text()


def test_of_two_editors_the_later_one_is_told_and_saves_again(opened, desk):
    DeskPeople(desk.folder / ".tingbao").add("李编辑", PASSWORD)
    one, other = drafted(opened()), drafted(opened(name="李编辑"))
    one.locator("#p-1").get_by_role("button", name="下移").click()
    saved(one, 1)
    other.locator("#p-opening summary").first.click()
    other.locator("[id='f-opening.1']").fill("各位早上好。")
    other.locator("#p-opening").get_by_role("button", name="保存").first.click()
    alert = other.get_by_role("alert")
    alert.wait_for()
    assert NAME in alert.inner_text()
    assert other.locator("[id='f-opening.1']").input_value() == "各位早上好。"
    assert titles(other) == titles(one)
    other.locator("#p-opening").get_by_role("button", name="保存").first.click()
    saved(other, 2)
    assert "各位早上好。" in other.locator("#p-opening").inner_text()


def test_a_text_outlives_a_bad_network_and_a_closed_tab(opened):
    page = drafted(opened())
    page.locator("#p-opening summary").first.click()
    page.locator("[id='f-opening.1']").fill("各位早上好。")
    page.context.set_offline(True)
    page.locator("#p-opening").get_by_role("button", name="保存").first.click()
    page.locator("#toast", has_text="没有保存：网络不通").wait_for()
    page.context.set_offline(False)
    address = page.url
    page.close()
    again = page.context.new_page()
    again.goto(address)
    assert again.locator("[id='f-opening.1']").input_value() == "各位早上好。"
    again.locator("#p-opening").get_by_role("button", name="保存").first.click()
    saved(again, 1)
    again.reload()
    assert again.evaluate("localStorage.length") == 0


def test_a_session_that_has_ended_is_told_and_the_text_kept(opened):
    page = drafted(opened())
    page.locator("#p-opening summary").first.click()
    page.locator("[id='f-opening.1']").fill("各位早上好。")
    page.context.clear_cookies()
    page.locator("#p-opening").get_by_role("button", name="保存").first.click()
    page.locator("#toast", has_text="登录已经过期").wait_for()
    assert page.locator("[id='f-opening.1']").input_value() == "各位早上好。"


def test_a_hostile_headline_is_shown_and_never_done(opened):
    page = drafted(opened())
    page.locator("#p-1 .more summary").click()
    page.locator("[id='f-1.title']").fill(HOSTILE)
    page.locator("#p-1 .more").get_by_role("button", name="保存").click()
    saved(page, 1)
    page.reload()
    assert titles(page)[0] == HOSTILE
    assert page.title() != "hacked"
    assert page.locator("article img, article script").count() == 0


def test_a_sentence_is_heard_and_the_episode_published_on_a_phone(opened, desk):
    page = drafted(opened(touch=True))
    first = titles(page)
    page.locator("#p-2").get_by_role("button", name="去掉", exact=True).tap()
    saved(page, 1)
    page.get_by_role("link", name="听这一句 1.2", exact=True).tap()
    page.locator("#p-1 a.play.on").wait_for()
    page.get_by_role("link", name="发布", exact=True).tap()
    page.get_by_role("heading", name="改了什么").wait_for()
    assert first[1] in page.locator("section[aria-labelledby=changes]").inner_text()
    page.get_by_role("button", name="现在发布", exact=True).tap()
    page.get_by_text("没有等审的稿子").wait_for(timeout=60_000)
    page.get_by_role("link", name=HELD_ID).wait_for(timeout=60_000)
    assert NAME in page.locator("section", has_text=HELD_ID).inner_text()


@pytest.fixture
def reading(opened, desk):
    """Opens the readings of a sentence with 单县 in it; what is asked for to be heard is told."""

    def make(**options):
        (desk.folder / ".tingbao" / "editors" / "daily.json").unlink(missing_ok=True)
        page, heard = drafted(opened(**options)), []
        page.locator("#p-close summary").first.click()
        page.locator("[id='f-close.1']").fill("明天去单县。")
        page.locator("#p-close").get_by_role("button", name="保存").first.click()
        saved(page, 1)
        page.on("request", lambda request: "/audio/" in request.url and heard.append(request.url))
        page.locator("#p-close summary").first.click() if not page.locator("[id='f-close.1']").is_visible() else None
        page.locator("#p-close").get_by_role("link", name="读音、错字").first.click()
        page.locator(".characters a", has_text="单").click()
        return page, heard

    return make


def test_a_reading_is_chosen_by_touch_heard_at_once_and_kept(reading):
    page, heard = reading(touch=True)
    page.get_by_text("dān xiàn", exact=True).tap()
    page.locator(".choice a.play.on").wait_for()
    assert "pinyin=dan1+xian4" in heard[0]
    page.get_by_role("button", name="本期这样读").tap()
    page.locator("#p-close").wait_for()
    assert "单县" in page.locator("section[aria-labelledby=changes]").inner_text()


def test_a_reading_is_typed_and_heard_by_the_keyboard(reading):
    page, heard = reading(width=1280)
    page.get_by_label("别的读法").focus()
    page.keyboard.type("chán xiàn")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".choice button.on").wait_for()
    assert "word=%E5%8D%95%E5%8E%BF" in heard[0]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#p-close").wait_for()
    assert "单县" in page.locator("section[aria-labelledby=changes]").inner_text()


def test_the_whole_programme_is_made_by_a_tap_and_played(opened):
    page = drafted(opened(touch=True))
    page.locator("#p-close summary").first.tap()
    page.locator("[id='f-close.1']").fill("今天就到这里。")
    page.locator("#p-close").get_by_role("button", name="保存").first.tap()
    saved(page, 1)
    page.get_by_role("button", name="听整期").tap()
    page.locator("audio").wait_for(timeout=60_000)  # the page looks again by itself until then
    page.evaluate("document.querySelector('audio').play()")
    heard = "sound => new Promise(heard => sound.ontimeupdate = () => sound.currentTime && heard())"
    page.locator("audio").evaluate(heard)
    assert page.evaluate("Math.round(document.querySelector('audio').duration)") == 120


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_the_decision_is_read_by_everybody(opened, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = drafted(opened(360, scheme))
    page.locator("#p-1").get_by_role("button", name="下移").click()
    saved(page, 1)
    page.get_by_role("link", name="发布", exact=True).click()
    page.locator(".decide summary").click()
    violations = Axe().run(page).response["violations"]
    assert [f"{each['id']}: {each['nodes'][0]['html']}" for each in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("script", [True, False])
def test_an_own_item_that_is_begun_outlasts_every_other_button(opened, script):
    page = drafted(opened(1280, script=script))
    page.locator("#own-title").fill("停水通知")
    page.locator("#own-text").fill("今夜停水。")
    page.locator("#own-place").select_option("2")
    page.locator("#p-1").get_by_role("button", name="下移").click()
    saved(page, 1)
    now = [page.locator(f"#own-{name}").input_value() for name in ("title", "text", "place")]
    assert now == ["停水通知", "今夜停水。", "2"]
    if script:
        page.reload()
        assert page.locator("#own-text").input_value() == "今夜停水。"
        page.locator("#own-place").select_option("2")
    page.get_by_role("button", name="加上", exact=True).click()
    saved(page, 2)
    assert titles(page)[1] == "停水通知"
    page.reload()
    assert [page.locator(f"#own-{name}").input_value() for name in ("title", "text")] == ["", ""]


def test_pasted_copy_outlasts_a_session_and_what_is_refused_until_it_is_sent(opened, desk):
    page, copy = opened(1280), f"http://127.0.0.1:{desk.port}/desk/daily/copy"
    page.goto(copy)
    text = page.locator("#text")
    text.fill("云雁大桥通车\n\n云雁大桥昨天正式通车。")
    page.context.clear_cookies(name="tingbao_desk")
    page.get_by_role("button", name="交稿").click()
    page.locator("#name").fill(NAME)
    page.locator("#password").fill(PASSWORD)
    page.locator("#password").press("Enter")
    text.wait_for()
    assert text.input_value() == "云雁大桥通车\n\n云雁大桥昨天正式通车。"
    page.set_input_files("#files", {"name": "空.txt", "mimeType": "text/plain", "buffer": b""})
    page.get_by_role("button", name="交稿").click()
    page.get_by_role("alert").wait_for()
    assert text.input_value() == "云雁大桥通车\n\n云雁大桥昨天正式通车。"
    page.get_by_role("button", name="交稿").click()
    page.wait_for_url(copy)
    assert text.input_value() == ""
    page.reload()
    assert text.input_value() == ""
    page.get_by_role("button", name="撤回这份稿件").first.click()
    page.get_by_text("还没有人交稿").wait_for()


def test_while_copy_is_read_the_page_looks_again_and_never_at_what_somebody_writes(opened, desk):
    page, copy = opened(1280), f"http://127.0.0.1:{desk.port}/desk/daily/copy"
    looked, reads = [], f'<p role="status" data-again>稿件还在读 <a href="{copy}">刷新</a></p>'

    def being_read(route):
        looked.append(route.request.resource_type)
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</main>", f"{reads}</main>"))

    page.route(copy, being_read)
    page.clock.install()
    page.goto(f"{copy}#f-a.txt")
    page.locator("#text").fill("写到一半")
    page.clock.run_for(20_000)
    assert looked == ["document"]
    page.locator("#text").fill("")
    with page.expect_event("load"):
        page.clock.run_for(4_000)
    assert looked == ["document", "fetch", "document"]
    assert page.url == copy


@pytest.mark.parametrize("width", [390, 1280])
def test_a_warning_comes_while_one_types_and_goes_when_it_is_mended(opened, width):
    from axe_playwright_python.sync_playwright import Axe

    page = drafted(opened(width, "dark"))
    page.locator("#p-1 details.sentence summary").nth(1).click()
    field, told = page.locator("[id='f-1.2']"), page.locator("[id='c-1.2']")
    before = field.input_value()
    field.press_sequentially("一共有9876人到场。")
    told.get_by_text("9876人").wait_for()
    assert told.evaluate("box => box.tagName") == "OUTPUT"  # a live region
    assert field.get_attribute("aria-describedby") == told.get_attribute("id")
    violations = Axe().run(page).response["violations"]
    assert [f"{each['id']}: {each['nodes'][0]['html']}" for each in violations] == []
    field.fill(before)
    told.locator("p").first.wait_for(state="detached")
    page.locator("#own-title").fill("启事")
    page.locator("#own-text").fill("长" * 301)
    page.locator("#c-own").get_by_text("超过 300 个字").wait_for()
    page.locator("#own-text").fill("今夜停水。")
    page.locator("#c-own p").first.wait_for(state="detached")


def test_the_warning_of_a_saved_text_makes_way_for_that_of_what_is_typed(opened):
    page = drafted(opened(1280))
    page.locator("#p-1 details.sentence summary").nth(1).click()
    field = page.locator("[id='f-1.2']")
    before = field.input_value()
    field.fill("一共有9876人到场。")
    field.press("Control+Enter")
    saved(page, 1)
    stands = page.locator("#p-1 > .warn")
    stands.wait_for()
    page.locator("#p-1 details.sentence summary").nth(1).click()
    field.fill(before)
    stands.wait_for(state="hidden")
    field.fill("一共有9876人到场。")
    stands.wait_for()


def test_on_a_slow_network_an_older_answer_never_stands_below_newer_words(opened):
    page, waiting = drafted(opened()), []

    def answer(route):
        if "9876" in (route.request.post_data or ""):
            waiting.append(route)  # the first question is answered last
        else:
            route.continue_()

    page.route("**/check", answer)
    page.locator("#p-1 details.sentence summary").nth(1).click()
    field, told = page.locator("[id='f-1.2']"), page.locator("[id='c-1.2']")
    record = "box => { told = ''; new MutationObserver(() => told += box.innerText).observe(box, {childList: true}); }"
    told.evaluate(record)
    with page.expect_request("**/check"):
        field.fill("9876")
    field.fill("一共有5432人到场。")
    told.get_by_text("5432人").wait_for()
    waiting[0].fulfill(body="<p class=warn>OLD</p>", content_type="text/html")
    with page.expect_response("**/check"):
        field.fill("一共有4321人到场。")
    told.get_by_text("4321人").wait_for()
    assert "5432人" in page.evaluate("told")
    assert "OLD" not in page.evaluate("told")


def test_what_is_saved_before_it_was_checked_is_not_asked_about_any_more(opened):
    page, asked = drafted(opened()), []
    page.clock.install()
    page.on("request", lambda request: request.url.endswith("/check") and asked.append(request.url))
    page.locator("#p-1 details.sentence summary").nth(1).click()
    page.locator("[id='f-1.2']").fill("一共有9876人到场。")
    page.locator("[id='f-1.2']").press("Control+Enter")
    saved(page, 1)
    page.clock.run_for(2000)
    page.locator("#p-1 > .warn").wait_for()
    assert asked == []


@pytest.mark.parametrize("script", [True, False])
def test_the_time_line_leads_to_each_story_by_tap_and_by_keyboard(opened, script):
    page = drafted(opened(390, "dark", script=script))
    parts = page.locator(".time a")
    assert parts.count() == page.locator("article").count()
    second = page.locator(".time a[href='#p-2']")
    start = page.locator("#p-2 header .soft").inner_text().partition(" ")[0]
    assert f", {start}, " in second.get_attribute("aria-label")
    second.click()
    assert page.url.endswith("#p-2")
    assert 0 <= page.locator("#p-2").bounding_box()["y"] < 844
    page.locator(".time a[href='#p-1']").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#p-1")
    boxes = [each.bounding_box() for each in page.locator(".time a .shape").all()]
    seconds = [float(each.get_attribute("aria-label").split(", ")[-1].split()[0]) for each in parts.all()]
    widest = max(range(len(seconds)), key=seconds.__getitem__)
    assert boxes[widest]["width"] == max(each["width"] for each in boxes)
    assert all(one["x"] < other["x"] for one, other in itertools.pairwise(boxes))
