"""Which edition a briefing is, and what is new for it."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from service import settings
from service.pipeline.episode_spec import BriefingRequest, is_portable, resolve

NOON = dt.datetime(2026, 3, 21, 4, 0, tzinfo=dt.UTC)
"""In Shanghai; a Saturday."""


@pytest.fixture
def job(tmp_path):
    def make(config="", now=NOON, **order):
        path = tmp_path / "tingbao.toml"
        path.write_text(f'[[show]]\nengine = "espeak"\nsources = ["."]\n{config}', "utf-8")
        return resolve(BriefingRequest(**order), settings.load(path), now)

    return make


TWICE = 'schedule = "0 6,18 * * *"'


@pytest.mark.parametrize(
    ("config", "order", "id_", "published", "since"),
    [
        ("", {}, "2026-03-21T0630", "2026-03-21T06:30", "2026-03-19T18:30"),
        (TWICE, {}, "2026-03-21T0600", "2026-03-21T06:00", "2026-03-20T06:00"),
        ('schedule = "0 18 * * *"', {}, "2026-03-21T1800", "2026-03-21T18:00", "2026-03-20T06:00"),
        ('schedule = "30 6 * * 1-5"', {}, "2026-03-21T0630", "2026-03-21T06:30", "2026-03-19T18:30"),
        (TWICE, {"date": dt.date(2026, 3, 20)}, "2026-03-20T1800", "2026-03-20T18:00", "2026-03-19T18:00"),
        (TWICE, {"date": dt.date(2026, 3, 25)}, "2026-03-25T0600", "2026-03-25T06:00", "2026-03-24T06:00"),
        (TWICE, {"edition": "2026-03-20T0600"}, "2026-03-20T0600", "2026-03-20T06:00", "2026-03-19T06:00"),
        ("", {"edition": "extra"}, "2026-03-21-extra", "2026-03-21T00:00", "2026-03-19T18:30"),
        ("", {"inputs": ("page.txt",), "edition": "extra"}, "2026-03-21-extra", "2026-03-21T00:00", None),
    ],
)  # fmt: skip
def test_the_edition_its_time_and_what_is_new(job, config, order, id_, published, since):
    zone = ZoneInfo("Asia/Shanghai")
    found = job(config, **order)
    assert found.id == id_
    assert found.published == dt.datetime.fromisoformat(published).replace(tzinfo=zone)
    assert found.since == (since and dt.datetime.fromisoformat(since).replace(tzinfo=zone))


def test_a_show_has_a_time_zone_of_its_own(job):
    found = job('timezone = "America/New_York"', now=dt.datetime(2026, 3, 8, 12, 0, tzinfo=dt.UTC))
    assert found.published == dt.datetime(2026, 3, 8, 10, 30, tzinfo=dt.UTC)  # the clocks went forward that night
    assert found.since == dt.datetime(2026, 3, 7, 11, 30, tzinfo=dt.UTC) - dt.timedelta(hours=12)
    assert job('timezone = "America/New_York"', now=dt.datetime(2026, 3, 8, 3, 0, tzinfo=dt.UTC)).date.day == 7


def test_any_worker_can_make_a_show_unless_a_model_of_the_users_own_may_speak(tmp_path):
    path = tmp_path / "tingbao.toml"
    path.write_text("", "utf-8")

    def found(engine, asked=""):
        path.write_text(f'[[show]]\nengine = "{engine}"\n', "utf-8")
        settled = settings.load(path)
        return is_portable(settled.show[0], settled, asked)

    assert [found(engine) for engine in ("auto", "edge", "espeak", "kokoro", "sherpa")] == [True] * 5
    (tmp_path / "voices").mkdir()
    voice = 'engine = "sherpa"\nspeaker = "小云"\nlanguage = "zh-CN"\npace = 4.0\n[settings]\nmodel = "models/vits"\n'
    (tmp_path / "voices" / "sherpa-xiaoyun.toml").write_text(voice, "utf-8")
    asked = {engine: found(engine) for engine in ("auto", "edge", "espeak", "kokoro", "sherpa")}
    assert asked == {"auto": False, "edge": False, "espeak": True, "kokoro": True, "sherpa": False}
    assert (found("auto", "espeak"), found("espeak", "sherpa")) == (True, False)


def test_a_show_that_reads_a_reading_list_is_made_where_its_secret_is(tmp_path):
    path = tmp_path / "tingbao.toml"
    path.write_text('[[show]]\nengine = "espeak"\nsources = ["seeds", "miniflux+https://reader.example"]\n', "utf-8")
    settled = settings.load(path)
    assert not is_portable(settled.show[0], settled)
