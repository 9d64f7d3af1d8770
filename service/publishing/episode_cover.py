"""An episode's own picture: its date and its lead headline, below the show's name or the show's own cover.

Apple takes episode art from 1400 pixels on (https://podcasters.apple.com/support/896-artwork-requirements).
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.model import Episode, Kind, Script, Show
from service.publishing import cover, lettering
from service.publishing.episode_view import printable, weekday

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

PIXELS = 1400
"""Pixels a side: the fewest that Apple takes; an app shows it at the width of a phone."""
TAG_PIXELS = 600
"""Pixels a side of the picture in the MP3, which comes before the sound: 1400 would delay it by up to 10 s of sound."""


@dataclass(frozen=True, slots=True)
class TextBox:
    """A place for text: pixels, and the sizes of letters that are tried, the largest first."""

    width: int
    height: int
    sizes: range


_MARGIN = 110
_RIGHT = PIXELS - _MARGIN
_RULE = 375
"""Where the rules below date and name are."""
_QUALITY = 75
_HEADLINE = TextBox(PIXELS - 2 * _MARGIN, 800, range(190, 83, -6))
_NAME = TextBox(560, 190, range(92, 47, -4))
_LEADING = 1.24
_CLAUSES = 0.6
"""Part of the largest size that letters may have for lines to end with clauses."""
_TOKEN = re.compile(
    r"[“‘《（〔「『]{0,3}(?:[0-9A-Za-z.,:/+_'&-]{1,12}|——|……|\S)[，。、；：？！）》〕」』”’…%％℃]{0,3}|\s+"
)
"""What must not be broken: numbers, Latin words, and a character with its quotation marks and punctuation."""
_PAUSE = re.compile(r"[，。；：？！,;?!]$|\s")


def headline_of(script: Script) -> str:
    """Return the headline of the programme's first story; empty where it tells none."""
    items = (segment for segment in script.segments if segment.kind in (Kind.STORY, Kind.BRIEF) and segment.title)
    return next((printable(segment.heading) for segment in items if not segment.is_editors), "")


@functools.lru_cache(maxsize=4)
def draw(show: Show, date: dt.date, headline: str) -> bytes:
    """Return the picture: JPEG, RGB, PIXELS square, the same bytes for the same arguments.

    A headline with a character that the shipped font lacks is left out: no empty box, and no other words either.
    """
    from PIL import Image, ImageDraw

    own = cover.cover_of(show) if show.cover else b""
    ground, accent = _colours(show, own)
    image = Image.new("RGB", (PIXELS, PIXELS), ground)
    pen = ImageDraw.Draw(image)
    name = lettering.drawable(printable(show.title)) or show.slug
    if own:
        side = _RULE - 110
        with Image.open(io.BytesIO(own)) as picture:
            image.paste(picture.resize((side, side), Image.Resampling.LANCZOS), (_RIGHT - side, 72))
    else:
        _write(pen, name, _NAME, (_RIGHT, _RULE - 65), "rs")
    pen.text(
        (_MARGIN, 150), f"{date.year}年 {weekday(date)}", font=lettering.font(54), fill=lettering.PAPER, anchor="ls"
    )
    day = f"{date.month}月{date.day}日"
    pen.text((_MARGIN, _RULE - 65), day, font=lettering.font(130), fill=lettering.PAPER, anchor="ls")
    pen.rectangle((_MARGIN, _RULE, _RIGHT, _RULE + 12), fill=accent)
    pen.rectangle((_MARGIN, _RULE + 22, _RIGHT, _RULE + 25), fill=lettering.PAPER)
    _write(pen, lettering.drawable(headline) or name, _HEADLINE, (_MARGIN, PIXELS - 130), "ls")
    return _jpeg(image)


def for_tag(picture: bytes) -> bytes:
    """Return the picture in the size that the MP3 holds: JPEG, TAG_PIXELS square."""
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as image:
        return _jpeg(image.resize((TAG_PIXELS, TAG_PIXELS), Image.Resampling.LANCZOS))


def of(show: Show, episode: Episode) -> bytes:
    """Return the picture of an episode."""
    return draw(show, episode.date, headline_of(episode.script))


def file_name(picture: bytes) -> str:
    """Return the name that the picture is published under: another one has another address, as Apple asks."""
    return f"cover-{hashlib.sha256(picture).hexdigest()[:8]}.jpg"


def _colours(show: Show, own: bytes) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Return ground and accent: the show's, or by the middle colour of its own cover, as dark as letters need it."""
    from PIL import Image

    if not own:
        return cover.colours(show)
    with Image.open(io.BytesIO(own)) as picture:
        middle = picture.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(middle, tuple)
    return cover.shades(*(each / 255 for each in middle[:3]))


def _write(pen: ImageDraw.ImageDraw, text: str, box: TextBox, foot: tuple[int, int], anchor: str) -> None:
    """Write text into a box that ends at `foot`: in the middle of its height if it begins at the left (`ls`)."""
    lines, size = fit(text, box)
    step, (x, y) = round(size * _LEADING), foot
    free = box.height - step * len(lines)
    y -= step * (len(lines) - 1) + (free // 2 if anchor == "ls" else 0)
    for line in lines:
        pen.text((x, y), line, font=lettering.font(size), fill=lettering.PAPER, anchor=anchor)
        y += step


def fit(text: str, box: TextBox = _HEADLINE) -> tuple[list[str], int]:
    """Return the text in lines, and their size in pixels; what is too long is cut.

    The size is the largest at which it fits, or a smaller one at which each line ends with a clause.
    """
    tokens = _TOKEN.findall(text)
    fitting = [(found, size) for size in box.sizes if (found := _fitting(tokens, box, size))]
    if fitting:
        large = [each for each in fitting if each[1] >= _CLAUSES * fitting[0][1]]
        chosen, size = next((each for each in large if each[0].broken_clauses == 0), fitting[0])
        return chosen.lines, size
    size = box.sizes[-1]
    lines = _laid_out(tokens, box.width / size).lines[: int(box.height / (size * _LEADING))]
    return [*lines[:-1], lines[-1].rstrip("，。；：、 ")[:-1] + "…"], size


@dataclass(frozen=True, slots=True)
class _Layout:
    lines: list[str]
    broken_clauses: int
    """How many lines end inside a clause."""

    @property
    def ems(self) -> float:
        """The width of the widest line."""
        return max(map(lettering.ems, self.lines))


def _fitting(tokens: list[str], box: TextBox, size: int) -> _Layout | None:
    """Return the text in lines of that size, of much the same length; None where it does not fit."""
    most = box.width / size
    found = _laid_out(tokens, most)
    if len(found.lines) * size * _LEADING > box.height or found.ems > most:
        return None
    while True:
        most -= 0.5
        narrower = _laid_out(tokens, most)
        if len(narrower.lines) > len(found.lines) or narrower.broken_clauses > found.broken_clauses:
            return found
        if narrower.ems > most:
            return found
        found = narrower


def _laid_out(tokens: list[str], most: float) -> _Layout:
    """Lay the tokens out on as few lines of at most `most` ems as can be, which end with clauses where they can.

    A token that is wider than a line has one of its own.
    """
    best: list[tuple[int, int, int]] = [(0, 0, 0)]
    """For each number of tokens: the lines that they take, those that end inside a clause, where the last begins."""
    for end in range(1, len(tokens) + 1):
        width, choices = 0.0, []
        broken = 0 if end == len(tokens) or _PAUSE.search(tokens[end - 1]) else 1
        for begin in range(end - 1, -1, -1):
            width += lettering.ems(tokens[begin])
            if width > most and begin < end - 1:
                break
            choices.append((best[begin][0] + 1, best[begin][1] + broken, begin))
        best.append(min(choices))
    lines, end = [], len(tokens)
    while end:
        begin = best[end][2]
        lines.append("".join(tokens[begin:end]).strip())
        end = begin
    return _Layout([line for line in reversed(lines) if line], best[-1][1])


def _jpeg(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY, subsampling=2, optimize=True)
    return buffer.getvalue()
