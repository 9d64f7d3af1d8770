"""Covers: drawn for any name, or the user's own, checked."""

import io
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from service.errors import ConfigError
from service.publishing import cover
from tests.support.publishing_samples import SHOW
from tests.support.tables import thinned

PAPER = (250, 245, 235)


def drawn(**changes):
    return Image.open(io.BytesIO(cover.draw(replace(SHOW, **changes))))


NAMES = (
    "云州听报",
    "听报",
    "聽報",
    "Yunzhou Daily News",
    "长" * 80,
    "茌平区每日要闻播报",
    "W" * 60,
    "𰻝",
    "\u200b",
    "甲\n乙",
)


@pytest.mark.parametrize("title", thinned(NAMES, 10))
def test_any_name_makes_a_cover_that_apple_takes(title):
    image = drawn(title=title)
    assert (image.format, image.mode, image.size) == ("PNG", "RGB", (cover.DRAWN_PIXELS, cover.DRAWN_PIXELS))
    assert 1400 <= cover.DRAWN_PIXELS <= 3000
    # The name stands in its box with paper-coloured letters, and nothing touches the edge.
    box = image.crop((150, 230, 1450, 1090))
    inked = next(count for count, pixel in box.getcolors(1 << 20) if pixel == PAPER)
    assert inked > 0.005 * box.width * box.height
    ground = image.getpixel((2, 2))
    assert all(image.getpixel((x, y)) == ground for x in range(0, 1600, 7) for y in (20, 1580))
    assert all(image.getpixel((x, y)) == ground for y in range(0, 1600, 7) for x in (20, 1580))


@pytest.mark.slow
def test_the_same_show_has_the_same_cover_and_another_has_another():
    assert cover.draw(SHOW) == cover.draw(SHOW)
    assert drawn(slug="evening").getpixel((2, 2)) != drawn().getpixel((2, 2))
    assert cover.draw(replace(SHOW, title="云州晚报")) != cover.draw(SHOW)


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_shows_colour_can_be_read():
    """WCAG 2.2 asks 4.5 to 1 for text; links stand on the page and on cards, and letters on the colour itself."""
    for number in range(200):
        light, dark = cover.accents(replace(SHOW, slug=f"show-{number}"))
        assert min(contrast(light, ground) for ground in ("#f7f3ea", "#fffdf8")) >= 4.5, light
        assert min(contrast(dark, ground) for ground in ("#171613", "#211f1b")) >= 4.5, dark


def own(tmp_path, mode="RGB", size=(1400, 1400), name="own.png"):
    path = tmp_path / name
    Image.new(mode, size).save(path)
    return str(path)


@pytest.mark.parametrize(("name", "published"), [("own.png", "cover.png"), ("own.jpg", "cover.jpg")])
def test_the_users_own_cover_is_kept_as_it_is(tmp_path, name, published):
    path = own(tmp_path, name=name, size=(1500, 1500))
    data = cover.check(path)
    assert data == Path(path).read_bytes()
    assert cover.file_name(data) == published
    small = Image.open(io.BytesIO(cover.small(data)))
    assert (small.format, small.size) == ("PNG", (cover.SMALL_PIXELS, cover.SMALL_PIXELS))


@pytest.mark.parametrize(
    ("making", "problem"),
    thinned(
        [
            ({"size": (1400, 1500)}, "1400 x 1500 pixels"),
            ({"size": (1399, 1399)}, "1399 x 1399 pixels"),
            ({"size": (3001, 3001)}, "3001 x 3001 pixels"),
            ({"mode": "RGBA"}, "colour mode RGBA"),
            ({"mode": "CMYK", "name": "own.jpg"}, "colour mode CMYK"),
            ({"name": "own.gif", "mode": "P"}, "is a GIF"),
        ],
        5,
    ),
)
def test_an_unfit_cover_is_named_with_its_fault(tmp_path, making, problem):
    with pytest.raises(ConfigError, match=problem):
        cover.check(own(tmp_path, **making))


def test_a_cover_of_sixteen_bits_is_named(tmp_path):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    def png(depth, side=1400):
        line = b"\0" + bytes([120] * (3 * depth // 8)) * side
        head = struct.pack(">IIBBBBB", side, side, depth, 2, 0, 0, 0)
        chunks = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(line * side)), chunk(b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)

    (tmp_path / "own.png").write_bytes(png(8))
    cover.check(str(tmp_path / "own.png"))
    (tmp_path / "own.png").write_bytes(png(16))
    with pytest.raises(ConfigError, match="16 bits a colour: save it with 8"):
        cover.check(str(tmp_path / "own.png"))


def test_no_picture_at_all(tmp_path):
    with pytest.raises(ConfigError, match="no such file"):
        cover.check(str(tmp_path / "absent.png"))
    (tmp_path / "text.png").write_bytes(b"no picture")
    with pytest.raises(ConfigError, match="cannot be read as a picture"):
        cover.check(str(tmp_path / "text.png"))
    whole = cover.draw(SHOW)
    (tmp_path / "cut.png").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ConfigError, match="cannot be read as a picture"):
        cover.check(str(tmp_path / "cut.png"))
