"""Short commands with a limit, and their end."""

import os
import sys

import pytest

from service.runs.subprocess_pool import SubprocessPool

ENV = dict(os.environ)


def run(code, limit=30.0, body=b"", pool=None):
    (pool or SubprocessPool()).run([sys.executable, "-S", "-c", code], limit, ENV, body)


def test_the_body_is_on_its_stdin(tmp_path):
    place = tmp_path / "got"
    run(f"import sys; open({str(place)!r}, 'wb').write(sys.stdin.buffer.read())", body="正文".encode())
    assert place.read_text("utf-8") == "正文"


def test_a_failure_says_its_code_and_the_last_line():
    with pytest.raises(OSError, match=r"it ended with code 3: last$"):
        run("import sys; print('first\\nlast', file=sys.stderr); sys.exit(3)")


def test_what_cannot_be_started_is_an_error_too():
    with pytest.raises(OSError, match="no-such-command"):
        SubprocessPool().run(["no-such-command"], 1, ENV)


def test_what_takes_too_long_is_killed():
    with pytest.raises(TimeoutError, match=r"longer than 0\.1 s"):
        run("import signal; signal.pause()", limit=0.1)


def test_after_the_end_nothing_is_started(tmp_path):
    pool = SubprocessPool()
    pool.stop()
    with pytest.raises(OSError, match="about to end"):
        run(f"open({str(tmp_path / 'got')!r}, 'w')", pool=pool)
    assert not (tmp_path / "got").exists()
