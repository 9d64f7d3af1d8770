"""The status page in a real browser, and the published files for a player on another site."""

import contextlib
import datetime as dt
import json

import pytest

from service import settings
from service.errors import TingbaoError
from service.pipeline.pending_episodes import PendingEpisodes
from service.publishing.publish import publish
from service.runs.run_records import RunStatus, RunStore
from service.storage.storage import open_storage
from tests.support.http_server import Handler, serving
from tests.support.publishing_samples import episode, mp3, programme
from tests.support.web_service import TOKEN, Service, seeds

pytestmark = pytest.mark.client
playwright = pytest.importorskip("playwright.sync_api", reason="the browser extra is not installed")

HOSTILE = "<script>document.title='hacked'</script>" + "https://news.example.org/" + "a" * 200
CONFIG = """
[[show]]
slug = "daily"
title = "云州听报"
approve = true
approve_otherwise = "publish"

[[show]]
slug = "quiet"
title = "内部听报"
path = "k3Jd9sLq0PzX"
engine = "espeak"

[[show]]
slug = "young"
title = "新节目"
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A service that has seen success and failure, warnings, an outage, and an episode that waits."""
    found = Service(seeds(tmp_path_factory.mktemp("status")), config=CONFIG)
    settled = settings.load(found.folder / "tingbao.toml")
    past, storage = RunStore(settled.state), open_storage(settled.destination)
    for show in settled.show[:2]:
        made = episode(0, show=show.slug, segments=programme())
        with past.recording(show.slug, trigger="schedule", edition=made.id) as recorder:
            for stage, seconds in (("read", 0.4), ("edit", 1.2), ("speak", 62.5), ("produce", 3.1), ("publish", 0.7)):
                recorder.staged(stage, seconds)
            recorder.count("clips_spoken", 41)
            recorder.count("clips_cached", 12)
            publish(storage, settled.publication(show), made, mp3(330, made.seconds))
            warnings = (f"Skipped {HOSTILE}: it is no article.", "The voice 云扬 is gone; 晓晓 spoke instead.")
            recorder.result(status=RunStatus.MADE, exit_code=0, episode=made.id, engine="edge", warnings=warnings)
    with past.recording("daily", trigger="schedule", edition="2026-03-22T0630") as recorder:
        recorder.result(status=RunStatus.HELD, exit_code=0, episode="2026-03-22T0630", engine="espeak")
        waiting = episode(1, segments=programme(), title=f"云湖湿地迎来首批候鸟 {HOSTILE}")
        PendingEpisodes(settled.state, "daily").put(waiting, mp3(), dt.datetime.now(dt.UTC))
    with contextlib.suppress(TingbaoError), past.recording("quiet", trigger="api") as recorder:
        recorder.count("fallbacks", 1)
        raise TingbaoError(f"The engine edge cannot speak: {HOSTILE} was not answered; wait, or take another engine.")
    (settled.state / "edge.json").write_text(json.dumps({"failures": 3, "until": dt.datetime.now().timestamp() + 1800}))
    found.start()
    [sound] = (found.folder / "output" / "daily").rglob("*.mp3")
    for agent in ("AntennaPod/3.4.0", "<script>alert 1</script>", "Xiaoyuzhou/2.61.0(build:1402; iOS 17.4.1)"):
        found.get(f"/{sound.relative_to(found.folder / 'output')}", User_Agent=agent)
    yield found
    found.stop()


@pytest.fixture
def opened(browser, served):
    """Opens the page; any message on the console or request to another host fails the test."""
    contexts, faults = [], []

    def make(width=1440, scheme="light", enter=True):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("request", lambda request: f":{served.port}/" in request.url or faults.append(request.url))
        page.goto(f"http://127.0.0.1:{served.port}/status")
        if enter:
            page.get_by_label("The token").fill(TOKEN)
            page.get_by_role("button", name="Show the status").click()
            page.get_by_role("heading", name="Needs you").wait_for()
        return page

    yield make
    for context in contexts:
        context.close()
    assert [fault for fault in faults if "401" not in fault] == []  # the form is an answer to who brought no token


def test_the_token_opens_the_page_and_leaving_closes_it(opened):
    page = opened(enter=False)
    page.get_by_label("The token").fill("wrong")
    page.get_by_role("button", name="Show the status").click()
    page.get_by_role("alert").wait_for()
    page.get_by_label("The token").fill(TOKEN)
    page.get_by_role("button", name="Show the status").click()
    page.get_by_role("heading", name="Needs you").wait_for()
    page.get_by_role("link", name="Look again").click()
    page.get_by_role("heading", name="Needs you").wait_for()
    page.get_by_role("button", name="Leave").click()
    page.get_by_label("The token").wait_for()


def test_it_says_what_an_operator_asks(opened):
    page = opened()
    assert page.title() == "Tingbao: status"
    for details in page.locator("summary").all():
        details.click()
    said = page.locator("main").inner_text()
    for text in (
        *("quiet: the last run has failed", "Disk free", "Cache", "left alone for another 30 min", "Next run"),
        *("62.5", "speak", "41 / 12", "schedule", "api", "晓晓 spoke instead", "take another engine"),
        "other engines taken: 1",
        *("Waiting for approval", "it is published at", "tingbao episodes approve 2026-03-22T0630 --show daily"),
        *("Downloads", "30 days", "小宇宙 1", "AntennaPod 1", "<script>alert 1"),
        *("云州新增三条公交线路；云湖湿地", "No run yet.", "none yet", "private"),
    ):
        assert text in said, text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("enter", [False, True])
def test_it_is_read_by_everybody_on_any_screen(opened, width, scheme, enter):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(width, scheme, enter)
    for details in page.locator("summary").all():
        details.click()
    results = Axe().run(page)
    assert [f"{v['id']}: {v['nodes'][0]['html']}" for v in results.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for said in page.locator(".said p, .said li").all():
        assert said.evaluate("p => p.scrollWidth <= p.clientWidth"), said.inner_text()


def test_a_player_on_another_site_reads_ranges_and_what_they_are_of(browser, served):
    """Not the API, nor the status page, though the browser bears the cookie."""

    class Blank(Handler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()

    read = """async ([url, headers]) => {
        const answer = await fetch(url, {headers, credentials: 'omit'}), body = await answer.arrayBuffer();
        const told = ['content-range', 'etag', 'accept-ranges'].map(name => answer.headers.get(name));
        return [answer.status, body.byteLength, ...told];
    }"""
    [sound] = (served.folder / "output").glob("daily/episodes/*/*.mp3")
    base = f"http://127.0.0.1:{served.port}"
    with serving(Blank) as elsewhere:
        page = browser.new_page()
        page.goto(elsewhere.url)
        url, size = f"{base}/{sound.relative_to(served.folder / 'output')}", sound.stat().st_size
        got = page.evaluate(read, [url, {"Range": "bytes=100-199"}])
        assert got[:3] == [206, 100, f"bytes 100-199/{size}"]
        again = page.evaluate(read, [url, {"Range": "bytes=0-9", "If-Range": got[3]}])  # asks leave first
        assert again == [206, 10, f"bytes 0-9/{size}", got[3], "bytes"]
        assert page.evaluate(read, [f"{base}/daily/feed.xml", {}])[0] == 200
        for closed in ("/status", "/api/shows/daily/briefings", "/readyz"):
            with pytest.raises(playwright.Error, match="Failed to fetch"):
                page.evaluate(read, [base + closed, {}])
        page.close()
