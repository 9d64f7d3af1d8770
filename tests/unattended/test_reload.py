"""SIGHUP on a configuration that is not there in full: it is refused, and the old one goes on."""

import pytest

from service import settings
from service.runs.scheduler import Scheduler


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


def test_a_service_that_began_with_an_empty_file_may_keep_it(tmp_path, events):
    config = tmp_path / "tingbao.toml"
    config.write_text("", "utf-8")
    service = Scheduler(lambda: settings.load(config))
    service.reload()
    assert events() == [("config taken up", {"shows": ["tingbao"]})]
