"""The show's picture."""

from __future__ import annotations

import functools
import colorsys
import hashlib
import io
from pathlib import Path

from service.errors import ConfigError
from service.model import Show

SIZE = 1600
SMALL = 320
SMALLEST, LARGEST = 1400, 3000
"""Pixels a side that Apple takes (https://podcasters.apple.com/support/896-artwork-requirements)."""


def colour(slug: str) -> tuple[int, int, int]:
    """The show's colour: a deep one of its own, from its slug."""
    turn = int.from_bytes(hashlib.sha256(slug.encode()).digest()[:2]) / 65536
    red, green, blue = colorsys.hls_to_rgb(turn, 0.30, 0.55)
    return round(red * 255), round(green * 255), round(blue * 255)


def draw(show: Show) -> bytes:
    """The default cover: PNG, RGB, SIZE pixels square."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (SIZE, SIZE), colour(show.slug))
    pen = ImageDraw.Draw(image)
    unit = SIZE // 16
    for row in range(3, 13, 2):
        pen.rectangle((2 * unit, row * unit, 14 * unit, row * unit + unit // 3), fill=(255, 255, 255))
    return _png(image)


def check(path: str) -> bytes:
    """The user's own cover, byte for byte.

    Raises ConfigError that says what is wrong: not a PNG or JPEG, not square, too small or large, not RGB.
    """
    from PIL import Image

    try:
        data = Path(path).read_bytes()
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            kind, mode, (width, height) = image.format, image.mode, image.size
    except OSError as error:
        raise ConfigError(f"The cover {path} cannot be read as a picture ({error}): give a PNG or JPEG.") from None
    if kind not in ("PNG", "JPEG"):
        raise ConfigError(f"The cover {path} is {kind}: give a PNG or JPEG.")
    if width != height or not SMALLEST <= width <= LARGEST:
        raise ConfigError(
            f"The cover {path} has {width} x {height} pixels: give a square of {SMALLEST} to {LARGEST} pixels."
        )
    if mode != "RGB":
        raise ConfigError(f"The cover {path} has the colour mode {mode}: save it as RGB without transparency.")
    return data


@functools.cache
def of(show: Show) -> bytes:
    """The show's cover, PNG or JPEG: the user's own, checked, or the drawn one."""
    return check(show.cover) if show.cover else draw(show)


def small(data: bytes) -> bytes:
    """The cover for a page: PNG, SMALL pixels square."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        return _png(image.convert("RGB").resize((SMALL, SMALL), Image.Resampling.LANCZOS))


def _png(image: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)  # type: ignore[attr-defined]
    return buffer.getvalue()
