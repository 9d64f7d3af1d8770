"""A picture's bytes -> its pixels, upright and of a size that is worked with."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

Pixels = NDArray[np.uint8]
"""Rows, columns, and blue, green, red, as OpenCV has them."""

MOST_BYTES = 100_000_000
"""Of a file: an uncompressed scan of a broadsheet page has some 60 MB in grey."""
MOST_PIXELS = 60_000_000
"""A broadsheet page at 200 dots per inch has 13 million, a phone's photo 12 to 50."""
MOST_PAGES = 200
"""Of a TIFF: a day's paper has 4 to 64."""
LEAST_SIDE = 300
"""Pixels: nothing that is smaller holds a line of text and its headline."""
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP")
"""By Pillow's names. Others are not opened: each decoder more is one more that hostile files reach."""


class PictureRefusal(Exception):
    """A picture that is not read; its text is a word that `scanned_pages` explains."""


def pages(raw: bytes) -> int:
    """Return how many pages a picture has: a TIFF may have several. Raise PictureRefusal."""
    with _decoding(raw) as picture:
        count = int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
        if count > MOST_PAGES:
            raise PictureRefusal("long")
        return count


def opened(raw: bytes, number: int = 0) -> Pixels:
    """Return the pixels of a picture's page, turned as its EXIF data says. Raise PictureRefusal."""
    with _decoding(raw) as picture:
        picture.seek(number)
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise PictureRefusal("large")
        if min(width, height) < LEAST_SIDE:
            raise PictureRefusal("small")
        return _pixels(ImageOps.exif_transpose(picture))


@contextlib.contextmanager
def _decoding(raw: bytes) -> Iterator[Image.Image]:
    """Open a picture; whatever its decoder raises inside becomes PictureRefusal."""
    if len(raw) > MOST_BYTES:
        raise PictureRefusal("heavy")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # metadata that is odd, and bombs, which are refused
            with Image.open(io.BytesIO(raw), formats=FORMATS) as picture:
                yield picture
    except (Image.DecompressionBombError, MemoryError):
        raise PictureRefusal("large") from None
    except UnidentifiedImageError:
        raise PictureRefusal("damaged") from None
    except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError, LookupError, TypeError, AttributeError):
        raise PictureRefusal("damaged") from None  # what Pillow's decoders raise for damaged files


def _pixels(picture: Image.Image) -> Pixels:
    """Return a picture on white: what is transparent is paper. Greys that are finer than 8 bits become so many.

    Files of such greys do not say how far they reach: 10, 12 or 16 bits, or from 0 to 1. The lightest is the paper.
    """
    if picture.mode.startswith(("I", "F")):
        grey = np.nan_to_num(np.asarray(picture, dtype=np.float32), posinf=0, neginf=0).clip(0)
        grey *= 255 / (float(grey.max()) or 1.0)
        picture = Image.fromarray(grey.astype(np.uint8))
    elif picture.has_transparency_data:
        coloured = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", coloured.size, "white"), coloured)
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])
