"""What our own server has noted: whole lines only, each once, by many processes at once."""

import multiprocessing
import os

import pytest

from service.audience.audio_request import AudioRequest
from service.audience.month_salts import ListenerKeys
from service.audience.own_access import FILE, OwnAccess

LISTENER = ListenerKeys(24315, b"\x01" * 12, None)


def request(number, app="AntennaPod"):
    return AudioRequest(number, "daily/episodes/e/a.mp3", 0, 99, "198.51.100.7", "AntennaPod/3.4", app)


def taken(own):
    found = []
    own.take(found.extend)
    return found


def test_what_was_noted_is_given_once(tmp_path):
    own = OwnAccess(tmp_path / "audience")
    own.append(request(1, "云州 App"), LISTENER)
    own.append(request(2), LISTENER._replace(before=b"\x02" * 12))
    first, second = taken(own)
    assert (first.time, first.file, first.first, first.last, first.app) == (
        1,
        "daily/episodes/e/a.mp3",
        0,
        99,
        "云州 App",
    )
    assert first.listener == LISTENER
    assert second.listener.before == b"\x02" * 12
    assert taken(own) == []


def test_neither_address_nor_agent_is_written(tmp_path):
    OwnAccess(tmp_path).append(request(1), LISTENER)
    text = (tmp_path / FILE).read_bytes()
    assert b"198.51.100.7" not in text
    assert b"3.4" not in text
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("cut", range(2, 60, 7))
def test_a_line_that_was_cut_off_spoils_no_other(tmp_path, cut):
    own = OwnAccess(tmp_path)
    own.append(request(1), LISTENER)
    own.append(request(2), LISTENER)
    os.truncate(tmp_path / FILE, (tmp_path / FILE).stat().st_size - cut)
    own.append(request(3), LISTENER)
    assert [each.time for each in taken(own)] == [1, 3]


def test_lines_that_are_none_are_left_out(tmp_path):
    (tmp_path / FILE).write_bytes(b"\xff\xfe\nx\ty\n\t\t\t\t\t\t\t\t.\n1\ta\tb\tc\td\te\tf\tg\t.\n")
    assert taken(OwnAccess(tmp_path)) == []


def test_what_fails_is_given_again(tmp_path):
    own = OwnAccess(tmp_path)
    own.append(request(1), LISTENER)

    def fail(requests):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        own.take(fail)
    own.append(request(2), LISTENER)
    assert [each.time for each in taken(own)] == [1, 2]
    assert taken(own) == []


def _append_many(folder, start, number):
    own = OwnAccess(folder)
    for time in range(start, start + number):
        own.append(request(time), LISTENER)


def test_no_request_is_lost_while_many_processes_note_and_one_takes(tmp_path):
    spawn = multiprocessing.get_context("fork")
    writers = [spawn.Process(target=_append_many, args=(tmp_path, start, 2000)) for start in (0, 10_000, 20_000)]
    for each in writers:
        each.start()
    own, found = OwnAccess(tmp_path), []
    while any(each.is_alive() for each in writers):
        found += taken(own)
    for each in writers:
        each.join()
        assert each.exitcode == 0
    found += taken(own)
    times = sorted(each.time for each in found)
    assert times == [start + number for start in (0, 10_000, 20_000) for number in range(2000)]
