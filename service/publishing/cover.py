"""The show's picture: the user's own, checked, or one drawn from the show's name."""

from __future__ import annotations

import colorsys
import functools
import hashlib
import io
import itertools
import re
from typing import TYPE_CHECKING

from service.core import user_file
from service.core.messages import _
from service.errors import ConfigError
from service.model import Show
from service.publishing import lettering
from service.publishing.episode_view import printable

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

DRAWN_PIXELS = 1600
"""Pixels a side of the drawn cover: within Apple's bounds, and quickly drawn."""
SMALL_PIXELS = 320
"""Pixels a side of the picture on a page."""
MAX_BYTES = 40_000_000
"""Bytes of a cover: the largest picture that Apple takes, RGB without compression, has 27 million."""
MIN_PIXELS, MAX_PIXELS = 1400, 3000
"""Pixels a side that Apple takes (https://podcasters.apple.com/support/896-artwork-requirements)."""

_PNG_DEPTH_OFFSET = 24
"""The byte of a PNG file that holds its bits a colour, which Pillow does not report."""
_MARGIN = 150
Colour = tuple[int, int, int]
_GROUND, _ACCENT = 0.27, 0.72
"""The lightness of a cover's colours."""
_NAME_BOX = (DRAWN_PIXELS - 2 * _MARGIN, 860)
_WAVE_HEIGHT = 250
_BARS = 33
_WORD = re.compile(r"[\x21-\x7e]{1,14}|\S")
_MAX_LINES = 4


def draw(show: Show) -> bytes:
    """Return the default cover: PNG, RGB, DRAWN_PIXELS square, the same bytes for the same show.

    It has a masthead's rules, the name as large as it fits, and a sound wave that looks like a column of print. The
    slug determines colour and wave.
    """
    from PIL import Image, ImageDraw

    seed = _seed(show)
    ground, accent = colours(show)
    image = Image.new("RGB", (DRAWN_PIXELS, DRAWN_PIXELS), ground)
    pen = ImageDraw.Draw(image)
    right, foot = DRAWN_PIXELS - _MARGIN, DRAWN_PIXELS - _MARGIN
    pen.rectangle((_MARGIN, _MARGIN, right, _MARGIN + 17), fill=lettering.PAPER)
    pen.rectangle((_MARGIN, _MARGIN + 31, right, _MARGIN + 36), fill=lettering.PAPER)
    _write_name(pen, printable(show.title) or show.slug, top=_MARGIN + 80)
    _draw_wave(pen, seed, middle=foot - _WAVE_HEIGHT // 2 - 10, accent=accent)
    return _png(image)


def accents(show: Show) -> tuple[str, str]:
    """Return the show's colour as CSS writes it, for text on a light page and on a dark one."""
    light, dark = colours(show)[0], _colour(_seed(show), 0.74, 0.52)
    return "#{:02x}{:02x}{:02x}".format(*light), "#{:02x}{:02x}{:02x}".format(*dark)


def colours(show: Show) -> tuple[Colour, Colour]:
    """Return the ground of the show's covers, and its accent."""
    return _colour(_seed(show), _GROUND, 0.52), _colour(_seed(show), _ACCENT, 0.75, turn=0.12)


def shades(red: float, green: float, blue: float) -> tuple[Colour, Colour]:
    """Return that colour (from 0 to 1 each) as a ground and as an accent, as dark and as light as `colours`."""
    hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
    saturation = min(saturation, 0.52)
    return _rgb(hue, _GROUND, saturation), _rgb(hue, _ACCENT, saturation)


def _seed(show: Show) -> bytes:
    return hashlib.sha256(show.slug.encode()).digest()


def _colour(seed: bytes, lightness: float, saturation: float, turn: float = 0.0) -> Colour:
    return _rgb(int.from_bytes(seed[:2], "big") / 65536 + turn, lightness, saturation)


def _rgb(hue: float, lightness: float, saturation: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue % 1, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def _write_name(pen: ImageDraw.ImageDraw, name: str, top: int) -> None:
    _, height = _NAME_BOX
    lines, size = _fit_name(name)
    face = lettering.font(size)
    step = round(size * 1.14)
    at = top + (height - step * len(lines)) // 2 + step // 2
    for line in lines:
        left, _, right, _ = face.getbbox(line, anchor="ls")
        middle = -0.35 * size if line.isascii() else -0.38 * size
        pen.text(
            (DRAWN_PIXELS / 2 - (left + right) / 2, at - middle), line, font=face, fill=lettering.PAPER, anchor="ls"
        )
        at += step


def _fit_name(name: str) -> tuple[list[str], int]:
    """Return the name in lines, and the largest size in pixels at which they fit. A name that is too long is cut."""
    if not lettering.has_glyphs(name):
        name = "听报"
    words = _WORD.findall(name)
    best: tuple[list[str], int] = ([name], 0)
    while True:
        for count in range(1, min(_MAX_LINES, len(words)) + 1):
            lines = _break_lines(words, count)
            widest = max(map(lettering.ems, lines))
            size = int(min(_NAME_BOX[0] / widest, _NAME_BOX[1] / (1.14 * len(lines)), 520))
            if size > best[1]:
                best = (lines, size)
        if best[1] >= 110 or len(words) <= 1:
            return best
        words = [*words[:-2], "…"] if words[-1] == "…" else [*words[:-1], "…"]


def _break_lines(words: list[str], count: int) -> list[str]:
    """Distribute the words over `count` lines of much the same width; a shorter line comes last."""
    whole = sum(map(_width, words))
    lines: list[list[str]] = [[]]
    done = 0.0
    for word in words:
        full = whole * len(lines) / count - 0.01
        if lines[-1] and done >= full and len(lines) < count:
            lines.append([])
        lines[-1].append(word)
        done += _width(word)
    return [_join_words(line) for line in lines]


def _width(word: str) -> float:
    return 0.6 * len(word) + 0.3 if word.isascii() else 1.0


def _join_words(words: list[str]) -> str:
    """Join words to a line: a space between Latin ones only."""
    line = words[0]
    for before, word in itertools.pairwise(words):
        line += f" {word}" if before.isascii() and word.isascii() else word
    return line


def _draw_wave(pen: ImageDraw.ImageDraw, seed: bytes, middle: int, accent: Colour) -> None:
    step = (DRAWN_PIXELS - 2 * _MARGIN) / (_BARS - 1)
    stream = hashlib.sha512(seed).digest()
    for bar in range(_BARS):
        swell = 1 - abs(bar - (_BARS - 1) / 2) / (_BARS / 2)
        height = max(0.10, (0.25 + 0.75 * stream[bar] / 255) * swell**0.7) * _WAVE_HEIGHT / 2
        x = _MARGIN + bar * step
        colour = accent if abs(bar - _BARS // 2) <= 1 else lettering.PAPER
        pen.rounded_rectangle((x - 9, middle - height, x + 9, middle + height), radius=9, fill=colour)


def check(path: str) -> bytes:
    """Return the user's own cover, byte for byte. Raise ConfigError as `examine` does, and where it cannot be read."""
    data = user_file.read(path, MAX_BYTES, lambda text: ConfigError(_("The cover {text}", text=text)))
    examine(data, path)
    return data


def examine(data: bytes, name: str) -> None:
    """Check that Apple takes the cover. `name` is used in messages.

    Raise ConfigError that says what is wrong: not a PNG or JPEG, not square, too small or large, not RGB of 8 bits.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as image:
            kind, mode, (width, height) = image.format, image.mode, image.size
            if kind in ("PNG", "JPEG") and width == height <= MAX_PIXELS:
                image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ConfigError(
            _(
                "The cover {name} cannot be read as a picture ({error}): give a PNG or JPEG.",
                name=name,
                error=_pillow_reason(error),
            )
        ) from None
    if kind not in ("PNG", "JPEG"):
        raise ConfigError(_("The cover {name} is a {kind}: give a PNG or JPEG.", name=name, kind=kind))
    if width != height or not MIN_PIXELS <= width <= MAX_PIXELS:
        raise ConfigError(
            _(
                "The cover {name} has {width} x {height} pixels: give a square of {min_pixels} to {max_pixels} pixels.",
                name=name,
                width=width,
                height=height,
                min_pixels=MIN_PIXELS,
                max_pixels=MAX_PIXELS,
            )
        )
    if mode != "RGB":
        raise ConfigError(
            _("The cover {name} has the colour mode {mode}: save it as RGB without transparency.", name=name, mode=mode)
        )
    if kind == "PNG" and data[_PNG_DEPTH_OFFSET] != 8:
        raise ConfigError(
            _("The cover {name} has {bits} bits a colour: save it with 8.", name=name, bits=data[_PNG_DEPTH_OFFSET])
        )


@functools.cache
def cover_of(show: Show) -> bytes:
    """Return the show's cover, PNG or JPEG: the user's own, checked, or the drawn one."""
    return check(show.cover) if show.cover else draw(show)


def side_pixels(show: Show) -> int:
    """Return the pixels a side of the show's cover."""
    from PIL import Image

    if not show.cover:
        return DRAWN_PIXELS
    with Image.open(show.cover) as image:
        return image.width


def file_name(data: bytes) -> str:
    """Return the cover's published name: its suffix says what it is, as Apple asks."""
    return "cover.png" if data.startswith(b"\x89PNG") else "cover.jpg"


@functools.lru_cache(maxsize=2)
def small(data: bytes) -> bytes:
    """Return the cover for a page: PNG, SMALL_PIXELS square."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        return _png(image.convert("RGB").resize((SMALL_PIXELS, SMALL_PIXELS), Image.Resampling.LANCZOS))


def _pillow_reason(error: Exception) -> str:
    """Return Pillow's message without the object's representation."""
    return str(error).partition(" <")[0]


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
