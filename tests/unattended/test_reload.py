"""SIGHUP on a configuration that is not there in full: it is refused, and the old one goes on."""

import signal

import pytest

from service import settings
from service.commands import serve
from service.runs.scheduler import Scheduler
from service.web import server
from tests.support.web_service import free_port


@pytest.mark.parametrize("cut", ["", "\n \t\n", "# the morning's shows\n"])
def test_a_file_that_was_cut_off_before_its_first_setting_is_refused(cut, tmp_path, events):
    config = tmp_path / "tingbao.toml"
    config.write_text('[[show]]\nslug = "daily"\n[[show]]\nslug = "evening"\n', "utf-8")
    service = Scheduler(lambda: settings.load(config))
    config.write_text(cut, "utf-8")
    service.reload()
    ((event, fields),) = events()
    assert event == "config refused"
    assert f"{config} is empty" in fields["error"]
    assert [show.slug for show in service.settings.show] == ["daily", "evening"]

    config.write_text('[[show]]\nslug = "noon"\n', "utf-8")
    service.reload()
    assert events()[1:] == [("config taken up", {"shows": ["noon"]})]
    assert [show.slug for show in service.settings.show] == ["noon"]


def test_a_service_without_a_schedule_reads_it_again_too(tmp_path, events, monkeypatch):
    config, shows = tmp_path / "tingbao.toml", []

    def run(in_force, supervisor, listener):
        for text in ('[[show]]\nslug = "noon"\n', ""):
            config.write_text(text, "utf-8")
            signal.raise_signal(signal.SIGHUP)
            shows.append([show.slug for show in in_force().show])

    config.write_text('[[show]]\nslug = "daily"\n', "utf-8")
    monkeypatch.setattr(server, "run", run)
    before = signal.getsignal(signal.SIGHUP)
    try:
        serve.serve(config, "127.0.0.1", free_port(), keep_schedule=False, json_log=True)
    finally:
        signal.signal(signal.SIGHUP, before)
    assert shows == [["noon"], ["noon"]]
    assert [event for event, _ in events()] == ["config taken up", "config refused"]


def test_a_service_that_began_with_an_empty_file_may_keep_it(tmp_path, events):
    config = tmp_path / "tingbao.toml"
    config.write_text("", "utf-8")
    service = Scheduler(lambda: settings.load(config))
    service.reload()
    assert events() == [("config taken up", {"shows": ["tingbao"]})]
