"""A program that reads in a process of its own: its answers, and how it ends."""

import contextlib
import errno
import os
import tempfile

import pytest

from service.sources import reading_process
from service.sources.reading_process import answers
from tests.support.child_processes import children


def said(program: str, *parts: bytes) -> list[dict[str, object]]:
    return list(answers(["-c", program], *parts))


def test_the_program_reads_the_parts_and_its_lines_are_answers():
    echo = "import sys, json\nfor line in sys.stdin: print(json.dumps({'read': line}))"
    assert said(echo, b"order\n", b"bytes") == [{"read": "order\n"}, {"read": "bytes"}]


MISSING = {"refused": "crash", "said": "ModuleNotFoundError: No module named 'no_module_of_that_name'"}


@pytest.mark.parametrize(
    ("ending", "last"),
    [
        ("os.abort()", {"refused": "crash", "said": "SIGABRT"}),
        ("os.kill(os.getpid(), signal.SIGXCPU)", {"refused": "time"}),
        ("import no_module_of_that_name", MISSING),
        ("sys.stderr.write('tag ignored\\n' * 9_000); os._exit(3)", {"refused": "crash", "said": "tag ignored"}),
        ("os._exit(3)", {"refused": "crash"}),
        ("os.write(1, b'{\"page\": '); os.abort()", {"refused": "crash", "said": "SIGABRT"}),
    ],
    ids=["signal", "time", "exception", "complaints", "silence", "amid an answer"],
)
def test_how_it_dies_is_the_last_answer(ending, last):
    program = f"import os, signal, sys\nprint('{{\"page\": 1}}', flush=True)\n{ending}"
    assert said(program) == [{"page": 1}, last]


def test_a_long_answer_comes_whole():
    [found] = said("import json; print(json.dumps({'text': '渠' * 300_000}))")
    assert found == {"text": "渠" * 300_000}


@pytest.mark.slow
def test_one_that_says_nothing_is_ended(monkeypatch):
    monkeypatch.setattr(reading_process, "SILENCE", 0.5)
    before = children()
    assert said("import signal; signal.pause()") == [{"refused": "time"}]
    assert children() <= before


def test_where_there_is_no_room_for_it_that_is_its_answer(monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    [found] = said("print('{}')")
    assert found["refused"] == "crash"
    assert "No space left" in str(found["said"])


def test_a_reason_shows_what_the_program_said():
    reasons = {"crash": "the reader crashes here: export it again", "empty": "this has no page: look at it"}
    assert reading_process.reason({"refused": "empty"}, reasons) == "this has no page: look at it"
    told = reading_process.reason({"refused": "crash", "said": "SIGABRT"}, reasons)
    assert told == "the reader crashes here (SIGABRT): export it again"
    assert reading_process.reason({"pages": 2}, reasons) == ""


def test_our_own_modules_can_be_imported():
    assert said("from service.errors import SourceError; print('{}')") == [{}]


def test_it_ends_with_the_reading():
    before, endless = children(), "while True: print('{}', flush=True)"
    with contextlib.closing(answers(["-c", endless])) as more:
        next(more)
    assert children() <= before
