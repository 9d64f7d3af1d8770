"""Bytes to text: which encoding is believed, and what is no text."""

import codecs

import pytest

from service.sources.decoding import decode, decode_markup, decode_page

TEXT = "青禾县春灌开始，三万亩麦田浇上返青水。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"])
def test_an_encoding_nobody_names_is_found(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_a_named_encoding_is_believed_by_the_sender_and_by_the_bytes():
    big5 = "青禾縣春灌開始".encode("big5")
    assert decode(big5) is None
    assert decode(big5, "big5") == "青禾縣春灌開始"
    marked = b'<meta charset="big5">' + big5
    assert decode(marked) == '<meta charset="big5">青禾縣春灌開始'


def test_what_is_valid_utf_8_is_that_whatever_it_declares():
    assert decode(TEXT.encode(), "gbk") == TEXT


@pytest.mark.parametrize("declared", ["latin-1", "base64", "no such encoding"])
def test_a_declared_encoding_that_cannot_hold_chinese_is_passed_over(declared):
    assert decode(TEXT.encode("gbk"), declared) == TEXT


def test_line_ends_become_line_feeds():
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


@pytest.mark.parametrize("raw", [bytes(range(256)) * 4, codecs.BOM_UTF8 + b"\xff", b"\xff\xfe\x00\xd8"])
def test_what_is_no_text_is_none(raw):
    assert decode(raw) is None


def test_damaged_markup_is_read_but_for_the_damage_and_binary_data_is_none():
    raw = TEXT.encode()
    damaged = raw[:-4] + b"\xff" + raw[-3:]
    assert decode(damaged) is None
    assert decode_markup(damaged) == TEXT[:-2] + "\ufffd" * 2 + TEXT[-1]
    assert decode_markup(b"\0" + damaged) is None
    assert decode_markup("青禾縣".encode("big5"), "text/html; charset=big5") == "青禾縣"


def test_a_page_is_read_but_for_a_few_damaged_bytes():
    raw = (TEXT * 3).encode()
    assert decode_page(raw) == TEXT * 3
    cut = decode_page(raw[:-1])
    assert cut == (TEXT * 3)[:-1] + "\ufffd"
    amid = decode_page(raw[:30] + b"\xff" + raw[30:])
    assert amid == TEXT[:10] + "\ufffd" + TEXT[10:] + TEXT * 2


def test_lines_of_two_encodings_are_each_read_as_what_they_are():
    lines = TEXT, "老粮仓办起旧书市集", "全年12.5%", "June 2", TEXT
    raw = b"\r\n".join(line.encode("gbk" if n % 2 else "utf-8") for n, line in enumerate(lines))
    assert decode_page(raw) == "\n".join(lines)


@pytest.mark.parametrize(
    "raw",
    [
        bytes(range(128, 256)) * 9,
        b"\0" + TEXT.encode() + b"\xff",
        ("青禾縣春灌開始，農民們忙著澆水。" * 3).encode("big5"),
        TEXT.encode() + b"\xff" * 9,
    ],
)
def test_what_is_damaged_too_much_is_no_page(raw):
    assert decode_page(raw) is None
