"""The button by which an editor has a draft made, over HTTP."""

import datetime as dt
import time

import pytest

from service import settings
from service.core import cron
from service.core.episode_id import edition_of_due
from service.pipeline.pending_episodes import PendingEpisodes, PublishTime
from service.runs.run_records import RunStore
from tests.support.made_episode import HELD_ID, undated

pytestmark = pytest.mark.slow
MAKE = "/desk/daily/make"


def ended(desk):
    """The last run, when it has ended."""
    runs, deadline = RunStore(desk.folder / ".tingbao"), time.monotonic() + 120
    while not (found := runs.list("daily")) or not found[0].has_ended:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return found[0]


def test_the_next_draft_is_made_now_and_waits(desk, editor):
    PendingEpisodes(desk.folder / ".tingbao", "daily").drop(HELD_ID)
    undated(desk.folder)
    page = editor.get("/desk/")
    assert "现在就做稿" in page.text
    asked = dt.datetime.now(dt.UTC)
    assert editor.post(MAKE, {"csrf": editor.csrf}).headers["location"] == "/desk/"
    assert "正在做" in editor.get("/desk/").text
    run = ended(desk)
    found = settings.load(desk.folder / "tingbao.toml")
    schedule = found.cron(found.show[0])
    today = [edition_of_due(each) for each in (cron.latest_due(schedule, asked), cron.next_due(schedule, asked))]
    assert (run.status, run.trigger) == ("held", "api")
    assert run.edition in today
    editor.get("/desk/")
    assert editor.page.xpath("//a[@class='draft']/@href") == [f"/desk/daily/{run.episode}"]
    (desk.folder / "seeds" / "晚.txt").write_text("云湖", "utf-8")
    assert "定好的发布时间不变" not in editor.get("/desk/").text
    pending = PendingEpisodes(desk.folder / ".tingbao", "daily")
    pending.publish_at(pending.require(run.episode), PublishTime(asked + dt.timedelta(days=1), "李编辑"))
    editor.get("/desk/")
    assert "定好的发布时间不变" in editor.text("//form[input[@name='edition']]")
    pending.drop(run.episode)


def test_it_takes_a_page_of_the_session_and_a_show_of_its_own(desk, editor):
    editor.get("/desk/")
    form = {"csrf": editor.csrf}
    runs = RunStore(desk.folder / ".tingbao")
    before = [len(runs.list(show)) for show in ("daily", "quiet")]
    for fields in ({}, {"csrf": "x"}):
        assert editor.post(MAKE, fields).status == 403
    assert editor.post(MAKE, form, site="cross-site").status == 403
    assert editor.get(MAKE).status in (404, 405)
    for other in ("quiet", "none"):
        assert editor.post(f"/desk/{other}/make", form).status == 404
    assert [len(runs.list(show)) for show in ("daily", "quiet")] == before
