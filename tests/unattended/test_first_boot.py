"""A machine that comes up with a clock of 1970, as small ones do until the network sets it."""

from pathlib import Path

import pytest

from tests.support.mornings import told, until

LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
pytestmark = [
    pytest.mark.client,
    pytest.mark.skipif(LIBRARY is None, reason="the Debian package faketime is not installed"),
]


@pytest.fixture
def clock(tmp_path_factory):
    """What gives processes another clock, and what sets it."""
    file = tmp_path_factory.mktemp("clock") / "time"

    def set_to(text):
        (new := file.with_suffix(".new")).write_text(f"{text}\n", "utf-8")
        new.replace(file)

    set_to("@1970-01-01 00:03:00")
    environment = {
        "LD_PRELOAD": str(LIBRARY),
        "FAKETIME_TIMESTAMP_FILE": str(file),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "TZ": "UTC",
    }
    return environment, set_to


def test_nothing_is_dated_1970_and_the_show_is_made_once_the_clock_is_set(morning, clock):
    environment, set_to = clock
    refused = morning.tingbao("make", **environment)
    assert refused.returncode == 1
    assert "The clock says 1970-01-01" in refused.stderr
    cron = morning.tingbao("make", "--all", "--quiet", **environment)
    assert (cron.returncode, cron.stdout, cron.stderr) == (0, "", "")
    checked = morning.tingbao("check", **environment)
    assert "before this program was written: set the clock" in checked.stdout

    serve = morning.serve(**environment)
    until(lambda: told(serve, "plan", standing="done"))
    assert serve.get("/healthz").status == 200
    assert told(serve, "run started") == []
    set_to("+0")
    until(lambda: told(serve, "clock set"))
    until(lambda: told(serve, "plan", edition=morning.edition, standing="done"))
    assert (morning.published(), morning.statuses()) == ([morning.edition], ["failed", "made"])
