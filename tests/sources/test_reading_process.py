"""A program that reads in a process of its own: its answers, and how it ends."""

import contextlib
import os

import pytest

from service.sources.reading_process import answers


def said(program: str, *parts: bytes) -> list[dict[str, object]]:
    return list(answers(["-c", program], *parts))


def test_the_program_reads_the_parts_and_its_lines_are_answers():
    echo = "import sys, json\nfor line in sys.stdin: print(json.dumps({'read': line}))"
    assert said(echo, b"order\n", b"bytes") == [{"read": "order\n"}, {"read": "bytes"}]


@pytest.mark.parametrize(
    ("ending", "word"), [("os.abort()", "crash"), ("os.kill(os.getpid(), signal.SIGXCPU)", "time")]
)
def test_how_it_dies_is_the_last_answer(ending, word):
    program = f"import os, signal\nprint('{{\"page\": 1}}', flush=True)\n{ending}"
    assert said(program) == [{"page": 1}, {"refused": word}]


def test_our_own_modules_can_be_imported():
    assert said("from service.errors import SourceError; print('{}')") == [{}]


def test_it_ends_with_the_reading():
    endless = "while True: print('{}', flush=True)"
    with contextlib.closing(answers(["-c", endless])) as more:
        next(more)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
