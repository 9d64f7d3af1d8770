"""The pages in a real browser: played, sought, searched, read without scripts, checked for accessibility."""

import re
import shutil
import socket
import threading
import time

import pytest
from publishing_samples import SHOW, episode, mp3, programme

from service.publishing import publish as publishing
from service.publishing.local import LocalStorage

pytestmark = pytest.mark.client
playwright = pytest.importorskip("playwright.sync_api", reason="the browser extra is not installed")

HOSTILE = 'Tom & "Jerry" <script>document.title="hacked"</script> \'x\' <img src=x onerror=alert(1)>'
FLAGS = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update"
    " --disable-sync --autoplay-policy=no-user-gesture-required"
)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A published show on loopback: its address, and the address of its episode's page."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    root = tmp_path_factory.mktemp("output")
    listener = socket.create_server(("127.0.0.1", 0))
    base = f"http://127.0.0.1:{listener.getsockname()[1]}"
    show = SHOW.__class__(**{**{name: getattr(SHOW, name) for name in SHOW.__slots__}, "base_url": base})
    storage = LocalStorage(root)
    made = episode(1, segments=programme())
    publishing.publish(storage, show, episode(title=HOSTILE, segments=hostile_segments()), mp3())
    page = publishing.publish(storage, show, made, mp3(330, made.seconds)).page_url

    server = uvicorn.Server(
        uvicorn.Config(Starlette(routes=[Mount("/", StaticFiles(directory=root, html=True))]), log_level="error")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"{base}/daily/", page
    server.should_exit = True
    thread.join()


def hostile_segments():
    from dataclasses import replace

    first, story, *rest = programme()
    story = replace(story, title=HOSTILE, utterances=(replace(story.utterances[0], written=HOSTILE),))
    return (first, story, *rest)


@pytest.fixture(scope="module")
def browser():
    path = shutil.which("chromium")
    if not path:
        pytest.skip("Debian's chromium is not installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def context(browser):
    opened = []

    def make(width=390, height=844, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def page(context, served):
    """The episode's page, loaded; any message on the console or request to another host fails the test."""
    page = context().new_page()
    faults = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: request.url.startswith(served[0]) or faults.append(request.url))
    page.goto(served[1])
    yield page
    assert faults == []


def at(page):
    return page.evaluate("document.querySelector('audio').currentTime")


def until(page, condition, seconds=5):
    """Wait for the condition: asked from outside, since the page's policy forbids what wait_for_function does."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < deadline, condition
        page.wait_for_timeout(30)


def test_plays_and_pauses(page):
    page.get_by_role("button", name="播放", exact=True).click()
    until(page, "document.querySelector('audio').currentTime > 0.3")
    assert page.locator(".at").inner_text() != ""
    page.get_by_role("button", name="暂停").click()
    assert page.evaluate("document.querySelector('audio').paused")


def test_chapter_seeks_and_is_marked(page):
    chapter = page.locator(".chapters a").nth(3)
    start = float(chapter.get_attribute("href").split("#t=")[1])
    chapter.click()
    until(page, f"document.querySelector('audio').currentTime > {start + 0.2}")
    assert at(page) < start + 3
    assert chapter.get_attribute("aria-current") == "true"
    assert page.locator(".now").inner_text() == chapter.locator("b").inner_text()


def test_sentence_seeks_lights_up_and_is_scrolled_to(page):
    sentence = page.locator(".transcript a[id]").nth(12)
    start = float(sentence.get_attribute("id")[2:])
    sentence.click()
    until(page, f"document.querySelector('audio').currentTime > {start}")
    assert "lit" in sentence.get_attribute("class")
    assert page.locator(".lit").count() == 1
    following = page.locator(".transcript a[id]").nth(13)
    # Out of sight, then its time comes: it is brought back.
    page.evaluate("window.scrollTo({top: document.querySelector('.transcript').offsetTop, behavior: 'instant'})")
    page.evaluate(f"document.querySelector('audio').currentTime = {following.get_attribute('id')[2:]}")
    until(
        page,
        "(() => { const lit = document.querySelectorAll('.transcript a[id]')[13], box = lit.getBoundingClientRect();"
        " return lit.className === 'lit' && box.top > 100 && box.bottom < innerHeight; })()",
    )


def test_speed_is_remembered(page, served):
    page.get_by_label("语速").select_option("1.5")
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.5
    page.reload()
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.5


def test_resumes_where_the_listener_left_off(page):
    page.locator(".chapters a").nth(2).click()
    until(page, "document.querySelector('audio').currentTime > 46")
    page.get_by_role("button", name="暂停").click()
    left = at(page)
    page.goto("about:blank")
    page.go_back()
    until(page, f"Math.abs(document.querySelector('audio').currentTime - {left}) < 1")


def test_keyboard(page):
    until(page, "document.querySelector('audio').readyState > 0")
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('audio').currentTime >= 15")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    until(page, "Math.abs(document.querySelector('audio').currentTime - 15) < 1")
    page.keyboard.press(" ")
    until(page, "!document.querySelector('audio').paused")
    page.keyboard.press(" ")
    until(page, "document.querySelector('audio').paused")
    page.keyboard.press("/")
    page.keyboard.type("候鸟 /")
    assert page.locator("#find").input_value() == "候鸟 /"
    page.keyboard.press("Escape")
    sentences = page.locator(".transcript a[id]")
    sentences.first.focus()
    page.keyboard.press("ArrowDown")
    assert sentences.nth(1).evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    until(page, "!document.querySelector('audio').paused")


def test_search(page):
    page.locator("#find").fill("图书馆")
    marks = page.locator(".transcript mark")
    assert marks.count() == 3
    assert page.locator(".found").inner_text() == "3处"
    assert {mark.inner_text() for mark in marks.all()} == {"图书馆"}
    page.locator("#find").press("Enter")
    assert page.locator(".found").inner_text() == "1/3"
    page.locator("#find").fill("没有的词")
    assert page.locator(".found").inner_text() == "没有"
    assert marks.count() == 0


@pytest.mark.parametrize(("fragment", "seconds"), [("t=83", 83), ("t=1:23.5", 83.5)])
def test_link_to_a_moment(page, served, fragment, seconds):
    page.goto("about:blank")
    page.goto(f"{served[1]}#{fragment}")
    until(page, f"Math.abs(document.querySelector('audio').currentTime - {seconds}) < 0.2")


def test_share_copies_a_link_to_the_moment(context, served):
    page = context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(f"{served[1]}#t=30")
    page.evaluate("delete Navigator.prototype.share")
    until(page, "document.querySelector('audio').currentTime > 29")
    page.get_by_role("button", name="分享此刻").click()
    until(page, "document.querySelector('.toast').textContent.startsWith('链接已复制')")
    assert page.evaluate("navigator.clipboard.readText()") == f"{served[1]}#t=30"
    page.get_by_role("button", name="复制").click()
    until(page, "document.querySelector('.toast').textContent === '订阅地址已复制'")
    assert page.evaluate("navigator.clipboard.readText()") == f"{served[0]}feed.xml"


def test_media_session(page):
    page.locator(".chapters a").nth(1).click()
    until(page, "navigator.mediaSession.metadata !== null && !document.querySelector('audio').paused")
    title, artist = page.evaluate("[navigator.mediaSession.metadata.title, navigator.mediaSession.metadata.artist]")
    assert (title, artist) == (page.locator(".chapters b").nth(1).inner_text(), SHOW.title)


def test_works_without_scripts(context, served):
    page = context(java_script_enabled=False).new_page()
    page.goto(served[1])
    assert page.locator("audio[controls]").is_visible()
    assert not page.locator(".controls").is_visible()
    assert not page.locator("#find").is_visible()
    href = page.locator(".chapters a").nth(1).get_attribute("href")
    assert re.fullmatch(r"daily-2026-03-22T0630-\w{8}\.mp3#t=\d+\.\d\d", href)
    answer = page.request.get(page.url + href)
    assert answer.headers["content-type"] == "audio/mpeg"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("which", [0, 1])
def test_no_accessibility_violation(context, served, scheme, which):
    from axe_playwright_python.sync_playwright import Axe

    page = context(color_scheme=scheme, reduced_motion="reduce").new_page()
    page.goto(served[which])
    if which:
        page.evaluate("document.querySelector('audio').currentTime = 50")
        page.wait_for_selector(".lit")
    results = Axe().run(page)
    assert [f"{v['id']}: {v['nodes'][0]['html']}" for v in results.response["violations"]] == []


def test_dark_mode(context, served):
    grounds = []
    for scheme in ("light", "dark"):
        page = context(color_scheme=scheme).new_page()
        page.goto(served[1])
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        grounds.append(sum(map(int, re.findall(r"\d+", colour))))
    assert grounds[0] > 600 > 150 > grounds[1]


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("which", [0, 1])
def test_nothing_sticks_out(context, served, width, which):
    page = context(width=width).new_page()
    page.goto(served[which])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").bounding_box()["width"] <= width


def test_hostile_title_is_text(context, served):
    page = context().new_page()
    alerts = []
    page.on("dialog", lambda dialog: alerts.append(dialog) or dialog.dismiss())
    page.goto(served[0] + "episodes/2026-03-21T0630/")
    assert page.locator("h1").inner_text().replace("\n", "") == HOSTILE
    assert HOSTILE in page.locator(".transcript").inner_text()
    assert page.title() == f"{HOSTILE} - {SHOW.title}"
    page.locator("#find").fill("<script>")
    assert page.locator("mark").count() == 1
    assert alerts == []


def test_weight(context, served):
    """Everything but sound and cover stays under 60 KB."""
    page = context().new_page()
    sizes = {}
    page.on("response", lambda answer: sizes.update({answer.url: int(answer.headers.get("content-length", 0))}))
    page.goto(served[1], wait_until="networkidle")
    weight = sum(size for url, size in sizes.items() if not re.search(r"\.mp3|cover", url))
    assert 10_000 < weight < 60_000
