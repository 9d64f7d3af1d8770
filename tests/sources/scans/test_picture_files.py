"""Pictures of each format, turned, large, small, damaged."""

import io
import random
import zlib

import numpy as np
import pytest
from PIL import Image

from service.sources.scans.picture_files import MOST_PIXELS, PictureRefusal, opened
from tests.support.examples import examples


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def striped(mode: str = "RGB", size: tuple[int, int] = (320, 480)) -> Image.Image:
    """Return a white picture whose upper left quarter is dark."""
    picture = Image.new("L", size, 250)
    picture.paste(20, (0, 0, size[0] // 2, size[1] // 2))
    return picture.convert(mode)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "BMP"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_each_format_gives_its_pixels(form, mode):
    pixels, pages = opened(saved(striped(mode), form))
    assert pixels.shape == (480, 320, 3)
    assert pixels[60, 60].max() < 60
    assert pixels[400, 300].min() > 220
    assert pages == 1


@pytest.mark.parametrize("mode", ["1", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_each_mode_is_dark_on_light(mode):
    picture = striped("L")
    if mode == "I;16":
        picture = Image.fromarray((np.asarray(picture, np.uint16) * 257).astype(np.uint16))
    else:
        picture = picture.convert(mode)
    pixels, _ = opened(saved(picture, "TIFF" if mode == "CMYK" else "PNG"))
    assert pixels[60, 60].max() < 60
    assert pixels[400, 300].min() > 220


def test_what_is_transparent_is_paper():
    picture = Image.new("RGBA", (320, 480), (0, 0, 0, 0))
    assert opened(saved(picture, "PNG"))[0].min() == 255


@pytest.mark.parametrize(("orientation", "dark"), [(1, (60, 60)), (3, (420, 260)), (6, (60, 420)), (8, (260, 60))])
def test_a_photo_stands_as_it_was_taken(orientation, dark):
    exif = Image.Exif()
    exif[0x0112] = orientation
    pixels, _ = opened(saved(striped(), "JPEG", exif=exif))
    assert pixels[dark].max() < 60


def test_the_pages_of_a_tiff_are_told_apart():
    first, second = striped(), Image.new("RGB", (320, 480), "white")
    raw = saved(first, "TIFF", save_all=True, append_images=[second])
    assert opened(raw)[1] == 2
    assert opened(raw, 1)[0].min() == 255


def bomb() -> bytes:
    """Return a PNG of 100,000 by 100,000 pixels in some hundred bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = (100_000).to_bytes(4, "big") * 2 + bytes([1, 0, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (bomb(), "large"),
        (saved(Image.new("1", (9_000, MOST_PIXELS // 9_000 + 1)), "PNG"), "large"),
        (saved(striped(size=(299, 400)), "PNG"), "small"),
        (saved(striped(), "JPEG")[:900], "damaged"),
        (b"\xff\xd8\xff\xe0", "damaged"),
        (saved(striped(), "GIF"), "damaged"),
    ],
    ids=["bomb", "over 60 megapixels", "small", "cut off", "a mark alone", "another format"],
)
def test_what_is_no_page_is_refused(raw, word):
    with pytest.raises(PictureRefusal) as refused:
        opened(raw)
    assert str(refused.value) == word


def test_damaged_pictures_are_opened_or_refused():
    chance = random.Random(23)
    refused = 0
    for form in ("JPEG", "PNG", "WEBP", "TIFF", "BMP"):
        whole = saved(striped(), form)
        for _ in range(examples(40, soak=2_000)):
            damaged = bytearray(whole)
            for _ in range(chance.randint(1, 8)):
                damaged[chance.randrange(min(400, len(damaged)))] = chance.randrange(256)
            try:
                pixels, _ = opened(bytes(damaged))
            except PictureRefusal:
                refused += 1
            else:
                assert pixels.ndim == 3
    assert refused
