"""The pages in a real browser: played, sought, searched, read without scripts, checked for accessibility."""

import json
import re
import socket
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import urlopen

import pytest

from service.model import ToldArticle
from service.publishing import publish as publishing
from service.publishing import show_directory
from service.publishing import show_index as catalogues
from service.storage.local_folder import FolderStorage
from tests.support.publishing_samples import SHOW, episode, mp3, programme

pytestmark = pytest.mark.client

ARTICLE = "0123456789abcdef"
HOSTILE = 'Tom & "Jerry" <script>document.title="hacked"</script> \'x\' <img src=x onerror=alert(1)>'


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A published show on loopback: its address, and the address of its newest episode's page."""
    import uvicorn

    from service import settings
    from service.web.app import build

    root = tmp_path_factory.mktemp("output")
    listener = socket.create_server(("127.0.0.1", 0))
    base = f"http://127.0.0.1:{listener.getsockname()[1]}"
    storage = FolderStorage(root)
    show = replace(
        SHOW, xiaoyuzhou="https://www.xiaoyuzhoufm.com/podcast/1", ximalaya="https://www.ximalaya.com/album/1"
    )
    made = episode(1, segments=programme())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogues, "FEED_EPISODES", 2)
        patch.setattr(catalogues, "ARCHIVE_PAGE_EPISODES", 1)
        publishing.publish(storage, show, episode(-1), mp3(seconds=30))
        publishing.publish(storage, show, episode(title=HOSTILE, segments=hostile_segments()), mp3())
        publishing.publish(storage, show, made, mp3(330, made.seconds))
    bare = replace(show, slug="bare", path="bare")
    publishing.remove(storage, bare, publishing.publish(storage, bare, episode(), mp3()).episode.id)
    other = replace(show, slug="other", path="other", title=HOSTILE, description=HOSTILE)
    publishing.publish(storage, other, episode(), mp3())
    told = ToldArticle("https://news.example.org/bus?id=1&x=2", "", "feed", "要闻", ("何青",), made.id)
    article = episode(1, id=ARTICLE, title=HOSTILE, segments=programme()[1:4], article=told)
    article = replace(article, speakers={"a": "小云"}, voices=("a",))
    publishing.publish(storage, show.articles, article, mp3(330, article.seconds))
    local = replace(SHOW, slug="local", path="local", base_url=base)
    publishing.publish(storage, local, episode(1, segments=programme()), mp3())
    for each in (show, other):
        show_directory.add(storage, [show, other], each)

    app = build(lambda: settings.load().publishing_to(str(root)), None)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"{base}/daily/", f"{base}/daily/episodes/{made.id}/"
    server.should_exit = True
    thread.join()


KINDS = {
    "list": "",
    "archive": "archive-1.html",
    "empty list": "../bare/",
    "episode": "episodes/2026-03-22T0630/",
    "hostile episode": "episodes/2026-03-21T0630/",
    "all shows": "../",
    "article": f"articles/episodes/{ARTICLE}/",
    "articles": "articles/",
    "player": f"articles/episodes/{ARTICLE}/embed.html",
    "local list": "../local/",
    "local episode": "../local/episodes/2026-03-22T0630/",
}
"""Every kind of page, by its place below the show's."""
READY = "!document.querySelector('.controls').hidden"
"""The page's script is at work."""


def hostile_segments():
    first, story, *rest = programme()
    told = replace(story.utterances[0], written=HOSTILE, source=HOSTILE + "原话")
    return (first, replace(story, title=HOSTILE, utterances=(told,)), *rest)


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


def test_speed_is_heard_and_remembered(page):
    page.get_by_label("语速").select_option("2")
    page.get_by_role("button", name="播放", exact=True).click()
    until(page, "document.querySelector('audio').currentTime > 0.2")
    clocks = "[document.querySelector('audio').currentTime, performance.now() / 1000]"
    (media, wall), _, (later_media, later_wall) = (
        page.evaluate(clocks),
        page.wait_for_timeout(1500),
        page.evaluate(clocks),
    )
    assert (later_media - media) / (later_wall - wall) == pytest.approx(2, abs=0.3)
    page.reload()
    assert page.get_by_label("语速").input_value() == "2"
    assert page.evaluate("document.querySelector('audio').playbackRate") == 2


def test_nothing_of_the_sound_is_loaded_before_somebody_wants_it(page, served):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served[1])
    until(page, READY)
    page.wait_for_load_state("networkidle")
    assert asked
    assert not [url for url in asked if url.endswith(".mp3")]
    with page.expect_request(lambda request: request.url.endswith(".mp3")):
        page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('audio').currentTime >= 15")


def test_resumes_where_the_listener_left_off_in_each_episode(page, served):
    page.locator(".chapters a").nth(2).click()
    until(page, "document.querySelector('audio').currentTime > 46")
    page.get_by_role("button", name="暂停").click()
    left = at(page)
    page.close()
    again = page.context.new_page()
    again.goto(served[1])
    until(again, f"Math.abs(document.querySelector('audio').currentTime - {left}) < 1")
    assert again.locator(".at").inner_text() == "00:46"
    again.goto(served[0] + "episodes/2026-03-20T0630/")
    until(again, READY)
    assert at(again) == 0
    again.goto(f"{served[1]}#t=83")  # a link to a moment counts for more than the memory
    until(again, "Math.abs(document.querySelector('audio').currentTime - 83) < 1")


def test_keyboard(page):
    until(page, READY)
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
    for key, place, which in (("Enter", "1/3", 0), ("Enter", "2/3", 1), ("Shift+Enter", "1/3", 0)):
        page.locator("#find").press(key)
        assert page.locator(".found").inner_text() == place
        until(
            page,
            f"(() => {{ const box = document.querySelectorAll('mark')[{which}].getBoundingClientRect();"
            " return box.top > 100 && box.bottom < innerHeight; })()",
        )
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
    assert page.evaluate("navigator.clipboard.readText()") == f"{SHOW.base_url}/daily/feed.xml"


def test_media_session(context, served):
    """The keys of a headset and the lock screen: what the browser would call is called."""
    page = context().new_page()
    page.add_init_script(
        "window.keys = {}; const set = MediaSession.prototype.setActionHandler;"
        "MediaSession.prototype.setActionHandler = function (name, does) {"
        " keys[name] = does; set.call(this, name, does); };"
    )
    page.goto(served[1])
    chapters = [float(link.get_attribute("href").split("#t=")[1]) for link in page.locator(".chapters a").all()]
    page.evaluate("keys.play()")
    until(page, "document.querySelector('audio').currentTime > 0.2")
    page.evaluate("keys.nexttrack()")
    until(page, f"document.querySelector('audio').currentTime > {chapters[1]}")
    title, artist, album = page.evaluate(
        "[navigator.mediaSession.metadata.title, navigator.mediaSession.metadata.artist,"
        " navigator.mediaSession.metadata.album]"
    )
    assert (title, artist) == (page.locator(".chapters b").nth(1).inner_text(), SHOW.title)
    assert album.startswith("云州新增三条公交线路")
    cover = page.evaluate("navigator.mediaSession.metadata.artwork[0].src")
    assert page.request.get(cover).headers["content-type"] == "image/png"
    page.evaluate("keys.pause()")
    page.evaluate("keys.seekto({seekTime: 90})")
    until(page, "document.querySelector('audio').currentTime === 90")
    page.evaluate("keys.seekbackward({})")
    until(page, "document.querySelector('audio').currentTime === 75")
    page.evaluate("keys.seekforward({seekOffset: 20})")
    until(page, "document.querySelector('audio').currentTime === 95")
    assert page.evaluate("document.querySelector('audio').paused")


def test_the_time_line_seeks_and_names_the_story(page):
    until(page, READY)
    box = page.locator(".track svg").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2)
    until(
        page,
        "Math.abs(document.querySelector('audio').currentTime - document.querySelector('audio').duration * .75) < 2",
    )
    chapter = page.locator(".chapters a[aria-current]")
    assert chapter.locator("b").inner_text() == page.locator(".now").inner_text()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] / 2)
    assert page.locator(".seek").get_attribute("title") == page.locator(".chapters b").nth(1).inner_text()
    played = float(page.locator(".played").get_attribute("d").removeprefix("M0 7h"))
    assert played == pytest.approx(750, abs=12)


def test_download(page, served):
    with page.expect_download() as coming:
        page.get_by_role("link", name="下载音频").click()
    assert re.fullmatch(r"daily-2026-03-22T0630-\w{8}\.mp3", coming.value.suggested_filename)
    assert coming.value.path().stat().st_size == len(mp3(330, episode(1, segments=programme()).seconds))


def test_works_without_scripts(context, served):
    page = context(java_script_enabled=False).new_page()
    page.goto(served[1])
    assert page.locator("audio[controls]").is_visible()
    for scripted in (".controls", ".seek", "#find", "#share", "#copy"):
        assert not page.locator(scripted).is_visible()
    href = page.locator(".chapters a").nth(1).get_attribute("href")
    assert re.fullmatch(r"daily-2026-03-22T0630-\w{8}\.mp3#t=\d+\.\d\d", href)
    answer = page.request.get(page.url + href)
    assert answer.headers["content-type"] == "audio/mpeg"
    page.evaluate("document.querySelector('audio').play()")  # as the native player's button does
    until(page, "document.querySelector('audio').currentTime > 0.3")
    page.goto(served[0])
    page.locator(".brief a").nth(5).click()  # leads to the words, where no script can play them
    sentence = f"document.getElementById('{page.url.split('#')[1]}').getBoundingClientRect()"
    until(page, f"{sentence}.top >= 0 && {sentence}.bottom < innerHeight")


def test_the_policy_holds(context, served):
    """Were a tag to get through, it could neither run nor call out."""
    page = context().new_page()
    elsewhere = socket.create_server(("127.0.0.1", 0))
    elsewhere.setblocking(False)
    refused = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(served[1])
    page.evaluate(
        "const script = document.createElement('script'); script.textContent = 'window.ran = true';"
        "const picture = document.createElement('img'); picture.src = '"
        f"http://127.0.0.1:{elsewhere.getsockname()[1]}/spy.png';"
        "const button = document.createElement('p'); button.setAttribute('style', 'color: red');"
        "document.body.append(script, picture, button)"
    )
    until(page, "document.querySelector('img[src*=spy]').complete")
    assert page.evaluate("window.ran") is None
    with elsewhere, pytest.raises(BlockingIOError):
        elsewhere.accept()
    told = "\n".join(text for text in refused if "Content Security Policy" in text)
    assert {"style-src", "img-src", "script-src"} <= set(re.findall(r"\w+-src", told))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("kind", KINDS)
def test_no_accessibility_violation(context, served, scheme, width, kind):
    from axe_playwright_python.sync_playwright import Axe

    page = context(width=width, color_scheme=scheme, reduced_motion="reduce").new_page()
    assert page.goto(served[0] + KINDS[kind] + ("#t=50" if kind == "episode" else "")).ok
    if kind == "episode":
        page.wait_for_selector(".lit")
        page.locator("#find").fill("图书馆")
        page.locator("#find").press("Enter")
    for details in page.locator("summary").all():
        details.click()
    results = Axe().run(page)
    assert [f"{v['id']}: {v['nodes'][0]['html']}" for v in results.response["violations"]] == []


@pytest.fixture
def foreign(served):
    """The address of another site, whose page frames the player as the article's oEmbed says."""
    told = json.loads(urlopen(f"{served[0]}{KINDS['player'].replace('embed.html', 'oembed.json')}").read())
    player = told["html"].replace(SHOW.base_url, served[0].removesuffix("/daily/"))

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            text = f"<!doctype html><title>甲</title><h1>甲</h1>{player}".encode()
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_the_player_plays_on_another_sites_page_and_leaves_nothing_there(context, served, foreign):
    opened = context()
    page = opened.new_page()
    asked, faults = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(foreign)
    [_, frame] = page.frames
    frame.locator("audio").wait_for()
    assert not any(url.endswith(".mp3") for url in asked), "nothing of the sound before it is played"
    weight = frame.evaluate("performance.getEntries().reduce((sum, each) => sum + (each.transferSize || 0), 0)")
    assert weight < 4000
    frame.evaluate("document.querySelector('audio').play()")
    deadline = time.monotonic() + 5
    while not frame.evaluate("document.querySelector('audio').currentTime > 0.2"):
        assert time.monotonic() < deadline
        page.wait_for_timeout(30)
    own = [url for url in asked if not url.startswith(foreign)]
    assert own
    assert all(url.startswith(served[0]) for url in own)
    assert opened.cookies() == []
    assert frame.evaluate("Object.keys(localStorage).length") == 0
    box = page.locator("iframe").bounding_box()
    assert frame.evaluate("document.documentElement.scrollHeight") <= box["height"], "nothing of it has to be scrolled"
    assert [text for text in faults if "favicon" not in text and "404" not in text] == []


def test_no_other_page_can_be_framed(context, served, foreign):
    page = context().new_page()
    page.goto(foreign)
    address = served[0] + KINDS["article"]
    page.evaluate(f"document.querySelector('iframe').src = '{address}'")
    page.wait_for_timeout(300)
    assert page.frames[1].url != address


def test_what_a_screen_reader_meets(page):
    page.get_by_role("main").wait_for()
    page.get_by_role("banner").wait_for()
    page.get_by_role("contentinfo").wait_for()
    page.get_by_role("navigation", name="本期内容").wait_for()
    for region in ("播放器", "文字稿", "订阅收听"):
        page.get_by_role("region", name=region).wait_for()
    page.get_by_role("search").get_by_role("searchbox", name="在文字稿中查找").wait_for()
    slider = page.get_by_role("slider", name="播放位置")
    until(page, READY)
    slider.focus()
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('audio').currentTime === 5")
    assert slider.get_attribute("aria-valuetext").startswith("00:05，共02:")
    headings = [(h.evaluate("h => h.tagName"), h.inner_text()) for h in page.get_by_role("heading").all()]
    assert [tag for tag, _ in headings].count("H1") == 1
    assert ("H3", "下周气温回升") in headings


def test_every_stop_of_the_tab_key_can_be_seen(page):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    seen = 0
    while page.evaluate("document.activeElement !== document.body") and seen < 100:
        style = page.evaluate("(s => [s.outlineStyle, s.outlineWidth])(getComputedStyle(document.activeElement))")
        assert style[0] != "none", page.evaluate("document.activeElement.outerHTML")
        seen += 1
        page.keyboard.press("Tab")
    assert 25 < seen < 60  # chapters, controls, apps; the transcript is a single stop


@pytest.mark.parametrize(("motion", "behavior"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_reduced_motion(context, served, motion, behavior):
    page = context(reduced_motion=motion).new_page()
    page.add_init_script(
        "window.asked = []; const by = window.scrollBy;"
        "window.scrollBy = (options) => { asked.push(options.behavior); by.call(window, options); };"
    )
    page.goto(served[1])
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behavior
    page.locator(".transcript a[id]").nth(3).click()
    until(page, "document.querySelector('audio').played.length > 0")  # its wish is met, and overrides no other now
    page.evaluate("scrollTo({top: document.querySelector('.transcript').offsetTop, behavior: 'instant'})")
    page.evaluate("document.querySelector('audio').currentTime = 150")
    until(page, "asked.length > 0")
    assert set(page.evaluate("asked")) == {behavior}


def test_dark_mode(context, served):
    grounds = []
    for scheme in ("light", "dark"):
        page = context(color_scheme=scheme).new_page()
        page.goto(served[1])
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        grounds.append(sum(map(int, re.findall(r"\d+", colour))))
    assert grounds[0] > 600 > 150 > grounds[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_print(context, served, scheme):
    """On paper: the words, dark on white, and where they come from; nothing to press."""
    page = context(color_scheme=scheme).new_page()
    page.goto(served[1])
    page.emulate_media(media="print", color_scheme=scheme)
    for useless in (".player", ".subscribe", ".files", "search", ".bar"):
        assert not page.locator(useless).is_visible()
    assert page.locator(".transcript a[id]").last.is_visible()
    ink = page.evaluate("getComputedStyle(document.querySelector('.transcript .own h3')).color")
    assert sum(map(int, re.findall(r"\d+", ink))) < 330
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    address = page.evaluate("getComputedStyle(document.querySelector('.transcript small a'), '::after').content")
    assert "attr(href)" in address or "https://news.example.org/" in address
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_sticks_out(context, served, width, kind):
    page = context(width=width).new_page()
    page.goto(served[0] + KINDS[kind])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").bounding_box()["width"] <= width


def test_a_show_of_this_machine_alone_has_nothing_to_subscribe_to(context, served):
    page = context().new_page()
    faults = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    for kind in ("local list", "local episode"):
        page.goto(served[0] + KINDS[kind], wait_until="networkidle")
        local = page.get_by_role("region", name="本机试听")
        assert "base_url" in local.inner_text()
        assert local.get_by_role("link").count() == local.get_by_role("img").count() == 0
        assert page.locator(".apps, figure, #feed").count() == 0
        assert page.get_by_text("订阅", exact=True).count() == 0
    assert not page.request.get(served[0] + "../local/qr.svg").ok
    assert faults == []


WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 MicroMessenger/8.0.47"


@pytest.mark.parametrize(("agent", "shown"), [(WECHAT, True), (None, False)])
@pytest.mark.parametrize("width", [390, 1280])
def test_who_reads_in_wechat_is_told_how_to_go_on(context, served, agent, shown, width):
    page = context(width=width, **({"user_agent": agent} if agent else {})).new_page()
    page.goto(served[1])
    hint = page.get_by_text("微信里打不开播客应用")
    assert hint.is_visible() == shown
    if shown:
        assert "在浏览器打开" in hint.inner_text()
        assert hint.bounding_box()["width"] <= width
        from axe_playwright_python.sync_playwright import Axe

        assert Axe().run(page).response["violations"] == []


def test_the_show_leads_to_its_pages_on_platforms(page):
    links = {name: page.get_by_role("link", name=name).get_attribute("href") for name in ("小宇宙", "喜马拉雅")}
    assert links == {
        "小宇宙": "https://www.xiaoyuzhoufm.com/podcast/1",
        "喜马拉雅": "https://www.ximalaya.com/album/1",
    }


def test_hostile_title_is_text(context, served):
    page = context().new_page()
    alerts = []
    page.on("dialog", lambda dialog: alerts.append(dialog) or dialog.dismiss())
    page.goto(served[0] + "episodes/2026-03-21T0630/")
    assert " ".join(page.locator("h1").inner_text().split()) == HOSTILE
    assert HOSTILE in page.locator(".transcript").inner_text()
    assert page.title() == f"{HOSTILE} - {SHOW.title}"
    page.locator("#find").fill("<script>")
    assert page.locator("mark").count() == 1
    assert alerts == []


def test_the_page_of_all_shows_leads_to_each(context, served):
    page = context().new_page()
    faults = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("dialog", lambda dialog: faults.append(dialog.message) or dialog.dismiss())
    page.goto(served[0] + "../", wait_until="networkidle")
    shows = page.locator(".shows a")
    assert [name.strip() for name in page.locator(".shows span").all_inner_texts()] == [SHOW.title, HOSTILE]
    assert all(image.evaluate("image => image.naturalWidth > 0") for image in page.locator(".shows img").all())
    assert page.request.get(page.get_by_role("link", name="订阅全部").evaluate("link => link.href")).ok
    shows.first.click()
    page.wait_for_url(served[0])
    assert page.get_by_role("heading", level=1).inner_text() == SHOW.title
    assert faults == []


@pytest.mark.parametrize("kind", ["list", "episode"])
def test_weight(context, served, kind):
    """Everything but sound and cover stays under 60 KB."""
    page = context().new_page()
    answers = []
    page.on("response", lambda answer: re.search(r"\.mp3|cover", answer.url) or answers.append(answer))
    page.goto(served[0] + KINDS[kind], wait_until="networkidle")
    sizes = {answer.url.rsplit("/", 1)[1]: len(answer.body()) for answer in answers}
    assert {name.split("-")[0] for name in sizes} == {"", "style", "player", "qr.svg"}
    assert 20_000 < sum(sizes.values()) < 60_000
