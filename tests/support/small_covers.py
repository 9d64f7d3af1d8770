"""Covers of 60 pixels, for every test whose subject is not the cover."""

import contextlib
import functools
import hashlib
import io
from unittest.mock import patch

from service.publishing import cover, episode_cover


@contextlib.contextmanager
def drawn():
    """Draw small covers meanwhile, one a show."""
    cover.cover_of.cache_clear()
    with (
        patch.object(cover, "draw", _square),
        patch.object(cover, "small", lambda data: data),
        patch.object(episode_cover, "draw", _episodes),
        patch.object(episode_cover, "for_tag", lambda data: data),
    ):
        yield
    cover.cover_of.cache_clear()


@functools.cache
def _square(show):
    """A plain square in a colour of the show's own, as PNG."""
    from PIL import Image

    with io.BytesIO() as out:
        Image.new("RGB", (60, 60), tuple(hashlib.sha256(show.slug.encode()).digest()[:3])).save(out, "PNG")
        return out.getvalue()


@functools.cache
def _episodes(show, date, headline):
    """The same in a colour of the day's and the headline's own, as JPEG."""
    from PIL import Image

    with io.BytesIO() as out:
        colour = tuple(hashlib.sha256(f"{show.slug} {date} {headline}".encode()).digest()[:3])
        Image.new("RGB", (60, 60), colour).save(out, "JPEG")
        return out.getvalue()
