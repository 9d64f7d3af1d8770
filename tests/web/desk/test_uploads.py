"""Forms with files, as browsers and as nobody should send them."""

import contextlib
import random

import pytest

from service.runs.sent_copy import MOST_FILES
from service.web.desk import uploads
from service.web.desk.uploads import Upload, parsed
from service.web.problems import Problem


def form(*parts, boundary=b"xx", end=b"--\r\n"):
    body = b"".join(b"--" + boundary + b"\r\n" + head + b"\r\n\r\n" + data + b"\r\n" for head, data in parts)
    return body + b"--" + boundary + end


def field(name, data=b"1"):
    return b'Content-Disposition: form-data; name="' + name + b'"', data


def file(name, data=b"1"):
    head = b'Content-Disposition: form-data; name="f"; filename="' + name + b'"\r\nContent-Type: text/plain'
    return head, data


def test_fields_and_files_are_as_they_were_sent():
    data = b"\r\n--x\r\n\0\xff" + bytes(range(256)) + b"\r\n"
    found = parsed(form(field(b"csrf", "值".encode()), file("头版.txt".encode(), data), file(b"b%22.txt")), b"xx")
    assert found.fields == {"csrf": "值"}
    assert found.files == (Upload("头版.txt".encode(), data), Upload(b'b".txt', b"1"))


def test_a_field_for_files_that_was_left_empty_is_none():
    assert parsed(form(file(b"", b"")), b"xx").files == ()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--xx",
        form(field(b"a"), end=b""),
        form(field(b"a"))[:-30],
        form((b"Content-Type: text/plain", b"1")),
        form((b"", b"")),
        b'--xx\r\nContent-Disposition: form-data; name="a"\r\n1\r\n--xx--\r\n',
    ],
)
def test_what_is_cut_off_or_no_form_is_refused(body):
    with pytest.raises(Problem) as told:
        parsed(body, b"xx")
    assert told.value.status_code == 400


def test_a_form_of_too_many_parts_is_refused():
    with pytest.raises(Problem) as told:
        parsed(form(*[field(b"a")] * (uploads.MOST_PARTS + 1)), b"xx")
    assert told.value.status_code == 413
    assert parsed(form(*[field(b"a")] * (uploads.MOST_PARTS - 1)), b"xx").fields == {"a": "1"}


def test_a_days_files_come_in_one_form():
    empty = file(b"", b"")
    found = parsed(form(field(b"csrf"), field(b"text"), *[file(b"a.txt")] * MOST_FILES, empty), b"xx")
    assert len(found.files) == MOST_FILES


def test_whatever_comes_is_a_form_or_a_problem():
    dice, whole = random.Random(7), form(field(b"csrf"), file(b"a.txt", b"\0" * 50))
    for _ in range(2000):
        body = bytearray(whole)
        for _ in range(dice.randint(1, 8)):
            body[dice.randrange(len(body))] = dice.randrange(256)
        with contextlib.suppress(Problem):
            found = parsed(bytes(body[: dice.randint(0, len(body))]), b"xx")
            assert len(found.files) <= 2
