"""Pictures of each format, turned, large, small, damaged."""

import io
import random
import zlib

import numpy as np
import pytest
from PIL import Image

from service.sources.scans.picture_files import MOST_PAGES, MOST_PIXELS, PictureRefusal, opened, pages
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
    raw = saved(striped(mode), form)
    pixels = opened(raw)
    assert pixels.shape == (480, 320, 3)
    assert pixels[60, 60].max() < 60
    assert pixels[400, 300].min() > 220
    assert pages(raw) == 1


@pytest.mark.parametrize("mode", ["1", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_each_mode_is_dark_on_light(mode):
    picture = striped("L")
    if mode == "I;16":
        picture = Image.fromarray((np.asarray(picture, np.uint16) * 257).astype(np.uint16))
    else:
        picture = picture.convert(mode)
    pixels = opened(saved(picture, "TIFF" if mode == "CMYK" else "PNG"))
    assert pixels[60, 60].max() < 60
    assert pixels[400, 300].min() > 220


def test_what_is_transparent_is_paper():
    picture = Image.new("RGBA", (320, 480), (0, 0, 0, 0))
    assert opened(saved(picture, "PNG")).min() == 255


@pytest.mark.parametrize(("orientation", "dark"), [(1, (60, 60)), (3, (420, 260)), (6, (60, 420)), (8, (260, 60))])
def test_a_photo_stands_as_it_was_taken(orientation, dark):
    exif = Image.Exif()
    exif[0x0112] = orientation
    pixels = opened(saved(striped(), "JPEG", exif=exif))
    assert pixels[dark].max() < 60


def test_the_pages_of_a_tiff_are_told_apart():
    first, second = striped(), Image.new("RGB", (320, 480), "white")
    raw = saved(first, "TIFF", save_all=True, append_images=[second])
    assert pages(raw) == 2
    assert opened(raw, 1).min() == 255


def test_the_pages_of_a_tiff_are_counted_whatever_they_are():
    thumbnail = Image.new("L", (40, 60))
    raw = saved(thumbnail, "TIFF", save_all=True, append_images=[striped()])
    assert pages(raw) == 2
    with pytest.raises(PictureRefusal, match="small"):
        opened(raw)
    assert opened(raw, 1)[60, 60].max() < 60


def test_a_tiff_of_too_many_pages_is_refused():
    leaf = Image.new("1", (8, 8))
    assert pages(saved(leaf, "TIFF", save_all=True, append_images=[leaf] * (MOST_PAGES - 1))) == MOST_PAGES
    with pytest.raises(PictureRefusal, match="long"):
        pages(saved(leaf, "TIFF", save_all=True, append_images=[leaf] * MOST_PAGES))


@pytest.mark.parametrize(
    ("white", "kind"), [(1, "float32"), (255, "float32"), (1023, "uint16"), (4095, "uint16"), (65535, "int32")]
)
def test_greys_of_any_depth_are_dark_on_light(white, kind):
    """As floating numbers from 0 to 1, and of 8, 10, 12 and 16 bits: the file does not say which."""
    grey = np.asarray(striped("L")) / 250 * white
    pixels = opened(saved(Image.fromarray(grey.astype(kind)), "TIFF"))
    assert pixels[60, 60].max() < 60
    assert pixels[400, 300].min() > 220


def test_what_is_no_number_is_no_light():
    grey = np.full((480, 320), 200, np.float32)
    grey[0, :3] = np.nan, np.inf, -np.inf
    pixels = opened(saved(Image.fromarray(grey), "TIFF"))
    assert (pixels[0, :3].max(), pixels[1:].min()) == (0, 255)


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


def wholes() -> dict[str, bytes]:
    """Return a small picture in many forms: of each decoder's branches one that a scanner or a telephone writes."""
    exif = Image.Exif()
    exif[0x0112] = 6
    grey = striped("L")
    deep = Image.fromarray((np.asarray(grey, np.uint16) * 257).astype(np.uint16))
    return {
        "photo": saved(striped(), "JPEG", exif=exif),
        "progressive": saved(striped(), "JPEG", progressive=True),
        "ink": saved(striped("CMYK"), "JPEG"),
        "png": saved(striped(), "PNG", exif=exif),
        "palette": saved(striped("P"), "PNG"),
        "clear": saved(striped("LA"), "PNG"),
        "deep": saved(deep, "PNG"),
        "webp": saved(striped(), "WEBP", exif=exif),
        "lossless": saved(striped("RGBA"), "WEBP", lossless=True),
        "tiff": saved(striped(), "TIFF", exif=exif),
        "lzw": saved(striped(), "TIFF", compression="tiff_lzw"),
        "fax": saved(striped("1"), "TIFF", compression="group4"),
        "pages": saved(striped(), "TIFF", save_all=True, append_images=[grey, striped("CMYK")]),
        "float": saved(striped("F"), "TIFF"),
        "bmp": saved(striped(), "BMP"),
        "bits": saved(striped("1"), "BMP"),
    }


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """Return a file with some bytes changed, most at its head, where a format says what follows; some are cut off."""
    raw = bytearray(whole)
    reach = chance.choice((400, len(raw)))
    for _ in range(chance.randint(1, 10)):
        raw[chance.randrange(min(reach, len(raw)))] = chance.randrange(256)
    return bytes(raw[: chance.choice((len(raw),) * 5 + (chance.randrange(len(raw)),))])


def test_damaged_pictures_are_opened_or_refused():
    chance = random.Random(23)
    refused = 0
    forms = list(wholes().values())
    for n in range(examples(240, soak=10_000)):
        raw = damaged(forms[n % len(forms)], chance)
        try:
            height, width, colours = opened(raw, chance.randrange(pages(raw))).shape
        except PictureRefusal:
            refused += 1
        else:
            assert height * width <= MOST_PIXELS
            assert colours == 3
    assert refused
