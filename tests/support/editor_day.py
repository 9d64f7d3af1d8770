"""The pictures of `docs/editor-day.md`, and the seconds in its table: a morning at the desk, of invented news.

.venv/bin/python -m tests.support.editor_day docs/desk
"""

import datetime as dt
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from service.web.desk.people import DeskPeople
from tests.support.desk_client import NAME, PASSWORD
from tests.support.paths import ROOT
from tests.support.web_service import Service

CONFIG = """
[[show]]
slug = "daily"
title = "云湖早听"
engine = "espeak"
length = "100s"
approve = true
approve_otherwise = "publish"
draft_before = "45m"
approve_within = "30m"
"""
LOST = """
[[show]]
slug = "evening"
title = "云湖晚读"
engine = "espeak"
sources = ["https://yunhu.example/feed.xml"]
approve = true
"""
"""A show whose only source cannot be reached: its draft cannot be made."""
NEWS = {
    "A01版.txt": [
        "云雁大桥提前一个月通车",
        "横跨云湖的云雁大桥昨天正式通车，比原定工期提前一个月。大桥全长3218米，双向六车道。",
        "大桥通车后，云湖两岸的车程由40分钟缩短到6分钟。两条过桥公交线路同日开通，每天发车96班。",
        "县交通运输局局长何远说，施工期间湖区水质一直保持在二类以上。",
        "县医院门诊新楼启用",
        "县医院门诊新楼昨天启用，设有床位420张，诊室由36间增加到88间。",
        "新楼首日接诊1260人次。挂号、缴费可以在手机上完成，平均候诊时间缩短了25分钟。",
        "全县秋粮入库进度过八成",
        "截至昨天，全县秋粮入库12.6万吨，占计划的82%。县里设收购点34个，烘干能力每天4800吨。",
        "农户田秋生把自家的两万斤稻谷卖给了城东收购点，当天就拿到了货款。",
    ],
    "A02版.txt": [
        "城东菜市场改造完工",
        "城东菜市场改造昨天完工，摊位由80个增加到126个。改造由县住建局投资240万元。",
        "市场新设了农残检测室，每天公布检测结果。",
        "云湖湿地迎来首批越冬候鸟",
        "云湖湿地昨天迎来今年首批越冬候鸟，共有3200多只，比去年早到一周。",
        "湿地管理处增设了6处观鸟点，并提醒游客不要使用无人机。",
        "青禾小学开设木工课",
        "青禾小学从本学期起开设木工课，每周一节。首批160名学生做出了32把小板凳，送给村里的老人。",
        "县图书馆夜间开放到十点",
        "县图书馆从今天起夜间开放到十点，周末照常。馆里新添座位120个，藏书增加到18万册。",
    ],
}
LATE = (
    "西环路明起半幅封闭施工\n\n西环路从明天起半幅封闭施工，工期20天，请过往车辆绕行北环路。\n\n"
    "施工期间，3路、7路公交车改走云湖大道。"
)
PHONE, DESK = (390, 844), (1280, 800)
COLOURS = 48


def main(folder: Path) -> None:
    """Spend the morning, keep the pictures in the folder, and print what it took."""
    with tempfile.TemporaryDirectory() as name:
        place = prepared(Path(name) / "desk")
        took = by_hand(prepared(Path(name) / "hand"))
        command(place, "make", "--draft", "-q")
        DeskPeople(place / ".tingbao").add(NAME, PASSWORD)
        service = Service(place, config=settings_of(CONFIG)).start()
        try:
            took |= morning(service, folder)
        finally:
            service.stop()
        lost = prepared(Path(name) / "lost")
        DeskPeople(lost / ".tingbao").add(NAME, PASSWORD)
        service = Service(lost, config=settings_of(LOST)).start()
        try:
            failing(service, folder)
        finally:
            service.stop()
    sys.stdout.write(json.dumps(took, indent=1) + "\n")


def prepared(place: Path) -> Path:
    """Lay the news and the settings into a folder."""
    (place / "seeds").mkdir(parents=True)
    for page, paragraphs in NEWS.items():
        (place / "seeds" / page).write_text("\n\n".join(paragraphs), "utf-8")
    (place / "tingbao.toml").write_text(settings_of(CONFIG), "utf-8")
    return place


def settings_of(text: str) -> str:
    """Return the settings in a zone where it is between five and six in the morning: ahead of the programme."""
    ahead = (17 - dt.datetime.now(dt.UTC).hour) % 24 - 12
    return f'[service]\ntimezone = "Etc/GMT{-ahead:+d}"\n{text}'


def command(place: Path, *words: str) -> float:
    """Run a command; return the seconds that it took."""
    began = time.monotonic()
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "service.cli", *words], cwd=place, env=env, check=True, capture_output=True)
    return time.monotonic() - began


def by_hand(place: Path) -> dict[str, float]:
    """Drop the second story in the script's file, as it was done without the desk."""
    file = place / "script.json"
    written = command(place, "make", "--script-out", str(file))
    script = json.loads(file.read_text("utf-8"))
    story = [each for each in script["segments"] if each["kind"] in ("story", "brief")][1]
    lines = len(json.dumps(story, ensure_ascii=False, indent=1).splitlines())
    script["segments"].remove(story)
    file.write_text(json.dumps(script, ensure_ascii=False), "utf-8")
    made = command(place, "make", "--script", str(file), "--output", str(place / "other"), "-q")
    return {"script: lines of a story": lines, "script: written": written, "script: made again": made}


def morning(service: Service, folder: Path) -> dict[str, float]:
    """Do at the desk what an editor does between the draft and the feed; return the seconds of each task."""
    took: dict[str, float] = {}
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]}, locale="zh-CN")
        page.goto(f"http://127.0.0.1:{service.port}/desk/")
        page.locator("#name").fill(NAME)
        page.locator("#password").fill(PASSWORD)
        page.locator("#password").press("Enter")
        page.locator("a.draft").wait_for()
        keep(page, folder / "today.png")

        def saved(version: int) -> None:
            page.locator(f".foot small:has-text('版本 {version}')").wait_for()

        page.locator("a.draft").click()
        page.locator("#p-1").wait_for()
        keep(page, folder / "draft.png")
        for version, (task, part, button) in enumerate(
            (("drop a story", "#p-2", "去掉"), ("set the lead", "#p-2", "设为头条")), 1
        ):
            began = time.monotonic()
            page.locator(part).get_by_role("button", name=button, exact=True).click()
            saved(version)
            took[task] = time.monotonic() - began
        began = time.monotonic()
        page.locator("#p-opening summary").first.click()
        page.locator("[id='f-opening.1']").fill("各位听众早上好，这里是云湖早听。")
        page.locator("#p-opening").get_by_role("button", name="保存").first.click()
        saved(3)
        took["change a sentence"] = time.monotonic() - began
        page.locator("#p-1 details.sentence summary").first.click()
        page.locator("#p-1").scroll_into_view_if_needed()
        page.locator("#toast:empty").wait_for(state="attached")
        field = page.locator("#p-1 textarea").first
        said = field.input_value()
        field.fill(said.replace("126", "162"))
        page.locator("#p-1 output p").first.wait_for()
        keep(page, folder / "sentence.png")
        field.fill(said)

        page.goto(f"http://127.0.0.1:{service.port}/desk/daily/copy")
        page.locator("#text").fill(LATE)
        began = time.monotonic()
        page.get_by_role("button", name="交稿").click()
        page.locator("section.card").first.wait_for()
        took["send in copy and see it understood"] = time.monotonic() - began
        page.locator("section.card").scroll_into_view_if_needed()
        keep(page, folder / "copy.png")
        page.goto(f"http://127.0.0.1:{service.port}/desk/")
        keep(page, folder / "late.png")
        began = time.monotonic()
        page.get_by_role("button", name="连新来的一起重做").click()
        while not page.locator(".draft small:has-text('版本 4')").count():
            page.wait_for_timeout(300)
            page.goto(f"http://127.0.0.1:{service.port}/desk/")
        took["make it anew with late copy"] = time.monotonic() - began
        page.locator("a.draft").click()
        page.locator("#p-1").wait_for()
        page.get_by_role("link", name="发布", exact=True).click()
        page.locator("#at").wait_for()
        keep(page, folder / "publish.png")
        page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
        page.go_back()
        page.locator("#p-1").wait_for()
        page.evaluate("scrollTo(0, 0)")
        keep(page, folder / "wide.png")
        page.get_by_role("link", name="发布", exact=True).click()
        began = time.monotonic()
        page.get_by_role("button", name="现在发布").click()
        feed = service.folder / "output" / "daily" / "feed.xml"
        while not (feed.exists() and re.search(r"<item>", feed.read_text("utf-8"))):
            time.sleep(0.05)
        took["publish: tap to feed"] = time.monotonic() - began
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        keep_a_notice(page, service.port, folder / "items.png")
        page.goto(f"http://127.0.0.1:{service.port}/desk/")
        while page.locator("[data-again]").count():
            page.goto(f"http://127.0.0.1:{service.port}/desk/")
        keep(page, folder / "done.png")
        browser.close()
    return took


def keep_a_notice(page, port: int, path: Path) -> None:
    """Keep a standing item, and the picture of its page."""
    page.goto(f"http://127.0.0.1:{port}/desk/daily/items")
    page.locator("#title-new").fill("停水通知")
    page.locator("#text-new").fill("今晚十点到十二点，青禾路一带停水，请提前储水。")
    page.locator("#until-new").fill("2099-12-31")
    page.locator("section.card:last-of-type button.main").click()
    page.locator("#i-1").wait_for()
    keep(page, path)


def failing(service: Service, folder: Path) -> None:
    """Have a draft made that cannot be, and keep what the desk says of it."""
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]}, locale="zh-CN")
        page.goto(f"http://127.0.0.1:{service.port}/desk/")
        page.locator("#name").fill(NAME)
        page.locator("#password").fill(PASSWORD)
        page.locator("#password").press("Enter")
        page.get_by_role("button", name="现在就做稿").click()
        page.goto(f"http://127.0.0.1:{service.port}/desk/")
        while page.locator("[data-again]").count():
            page.wait_for_timeout(300)
            page.goto(f"http://127.0.0.1:{service.port}/desk/")
        page.locator(".state.is-failed").wait_for()
        keep(page, folder / "red.png")
        browser.close()


def keep(page, path: Path) -> None:
    """Keep what the screen shows, in a few colours."""
    page.wait_for_timeout(400)
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
