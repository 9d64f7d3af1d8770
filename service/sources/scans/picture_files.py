"""A picture's bytes -> its pixels, upright and of a size that is worked with."""

from __future__ import annotations

import io
import warnings

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
"""Of a TIFF."""
LEAST_SIDE = 300
"""Pixels: nothing that is smaller holds a line of text and its headline."""
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP")
"""By Pillow's names. Others are not opened: each decoder more is one more that hostile files reach."""


class PictureRefusal(Exception):
    """A picture that is not read; its text is a word that `scanned_pages` explains."""


def opened(raw: bytes, number: int = 0) -> tuple[Pixels, int]:
    """Return the pixels of a picture's page, turned as its EXIF data says, and how many pages it has.

    Raise PictureRefusal.
    """
    if len(raw) > MOST_BYTES:
        raise PictureRefusal("heavy")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # metadata that is odd, and bombs, which are refused below
            with Image.open(io.BytesIO(raw), formats=FORMATS) as picture:
                pages = min(getattr(picture, "n_frames", 1), MOST_PAGES) if picture.format == "TIFF" else 1
                picture.seek(number)
                width, height = picture.size
                if width * height > MOST_PIXELS:
                    raise PictureRefusal("large")
                if min(width, height) < LEAST_SIDE:
                    raise PictureRefusal("small")
                upright = ImageOps.exif_transpose(picture)
                return _pixels(upright), pages
    except (Image.DecompressionBombError, MemoryError):
        raise PictureRefusal("large") from None
    except UnidentifiedImageError:
        raise PictureRefusal("damaged") from None
    except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError, LookupError, TypeError, AttributeError):
        raise PictureRefusal("damaged") from None  # what Pillow's decoders raise for damaged files


def _pixels(picture: Image.Image) -> Pixels:
    """Return a picture on white: what is transparent is paper. 16 bits of grey become 8."""
    if picture.mode.startswith(("I", "F")):
        grey = np.asarray(picture, dtype=np.float32)
        scale = 255 / max(1.0, 65535.0 if grey.max() > 255 else 255.0)
        picture = Image.fromarray((grey * scale).clip(0, 255).astype(np.uint8))
    elif picture.has_transparency_data:
        coloured = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", coloured.size, "white"), coloured)
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])
