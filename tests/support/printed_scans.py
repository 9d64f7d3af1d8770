"""Printed pages as a scanner or a telephone sees them: drawn, turned, aslant, shaded, blurred, noisy, compressed."""

from __future__ import annotations

import functools
import random
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from pypdfium2 import PdfDocument

from tests.support.pdf_writer import DrawnPage, pdf

Picture = NDArray[Any]
_WRITTEN = re.compile(r"BT /(F\d) ([\d.]+) Tf 1 0 0 1 (-?[\d.]+) (-?[\d.]+) Tm <([0-9a-f]{4})> Tj ET")
FONTS = {
    "F1": Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"),
    "F2": Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"),
}
"""Those of Debian's fonts-noto-cjk: text in one, heads and names in the other."""
_SIMPLIFIED = 2
"""The number of the forms for simplified characters in each of the files."""


def drawn(page: DrawnPage, dpi: int = 200) -> Picture:
    """Return a page as pixels: rows, columns, and blue, green, red.

    A reader of PDFs takes any font for one that a file only names, with Japanese forms: what has text is drawn here.
    """
    scale = dpi / 72
    plain = replace(page, frames=[])
    picture = Image.fromarray(PdfDocument(pdf([plain]))[0].render(scale=scale).to_numpy()[:, :, :3].copy())
    draw = ImageDraw.Draw(picture)
    for written in b"\n".join(each for frame in page.frames for each in frame).splitlines():
        font, size, x, y, code = _WRITTEN.fullmatch(written.decode()).groups()
        place = float(x) * scale, (page.height - float(y)) * scale
        draw.text(
            place, bytes.fromhex(code).decode("utf-16-be"), "black", _font(font, float(size) * scale), anchor="ls"
        )
    return np.ascontiguousarray(picture)


def outlined(page: DrawnPage) -> DrawnPage:
    """Return the page with its large type drawn as outlines, of which its text layer has nothing."""
    written = [line for frame in page.frames for line in frame]
    sizes = [float(_WRITTEN.fullmatch(line.decode())[2]) for line in written]
    body = max(set(sizes), key=sizes.count)
    large = [line for line, size in zip(written, sizes, strict=True) if size >= 1.18 * body]
    frames = [[line for line in frame if line not in large] for frame in page.frames]
    return replace(page, frames=[*filter(None, frames)], under=[*page.under, *map(_outline, large)])


def _outline(line: bytes) -> bytes:
    """Return a character as a path that is filled."""
    font, size, x, y, code = _WRITTEN.fullmatch(line.decode()).groups()
    em = 256
    picture = Image.new("L", (2 * em, 2 * em))
    place = em // 2, em + em // 2
    ImageDraw.Draw(picture).text(place, bytes.fromhex(code).decode("utf-16-be"), 255, _font(font, em), anchor="ls")
    shapes, _ = cv2.findContours(np.asarray(picture), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_TC89_L1)
    scale = float(size) / em
    drawn_shapes = []
    for shape in shapes:
        points = [
            f"{float(x) + (px - place[0]) * scale:.2f} {float(y) + (place[1] - py) * scale:.2f}" for [[px, py]] in shape
        ]
        drawn_shapes.append(f"{points[0]} m " + " ".join(f"{point} l" for point in points[1:]) + " h")
    return f"q 0 g {' '.join(drawn_shapes)} f* Q".encode()


@functools.cache
def _font(name: str, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS[name], size, index=_SIMPLIFIED)


def has_font() -> bool:
    """Return whether the fonts are there, which the pages are drawn in."""
    return all(path.exists() for path in FONTS.values())


def scanned(page: DrawnPage, seed: int, dpi: int = 200) -> bytes:
    """Return a page from a flatbed scanner: a little turned, its paper not white, as JPEG."""
    r = random.Random(f"scan-{seed}")
    picture = _printed_on_paper(drawn(page, dpi), r)
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), r.uniform(-0.5, 0.5), 1)
    picture = cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(235, 240, 240))
    picture = _with_noise(cv2.GaussianBlur(picture, (0, 0), r.uniform(0.4, 0.8)), r, 3)
    return _jpeg(picture, 80)


def photographed(page: DrawnPage, seed: int) -> bytes:
    """Return a telephone's photo of a page that lies on a dark table."""
    r = random.Random(f"photo-{seed}")
    picture = _printed_on_paper(drawn(page), r)
    height, width = picture.shape[:2]
    margin = round(0.07 * width)
    size = (width + 2 * margin, height + 2 * margin)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), r.choice((-1, 1)) * r.uniform(1, 3), 1)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turned = corners @ turn[:, :2].T.astype(np.float32) + turn[:, 2].astype(np.float32) + margin
    aslant = turned + np.array([[r.uniform(-1, 1) * 0.03 * width for _ in "xy"] for _ in corners], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, aslant.astype(np.float32))
    table = tuple(r.randint(40, 90) for _ in "bgr")
    picture = cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_CUBIC, borderValue=table)
    picture = _with_noise(cv2.GaussianBlur(_in_shadow(picture, r), (0, 0), r.uniform(0.7, 1.1)), r, 5)
    return _jpeg(picture, 60)


def _printed_on_paper(picture: Picture, r: random.Random) -> Picture:
    """Return the page in dark grey on yellowish paper, its grey pictures as pictures are: with light and shade."""
    light = picture.astype(np.float32) / 255
    flat = np.abs(light - 0x99 / 255) < 0.01
    height, width = picture.shape[:2]
    rough = np.random.default_rng(r.randrange(2**32)).random((height // 60 + 1, width // 60 + 1)).astype(np.float32)
    scene = cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC)[:, :, None]
    light = np.where(flat, 0.25 + 0.6 * scene, light)
    paper = np.array([r.uniform(215, 235), r.uniform(225, 243), r.uniform(230, 248)], np.float32)
    return np.clip(25 + light * (paper - 25), 0, 255).astype(np.uint8)


def _in_shadow(picture: Picture, r: random.Random) -> Picture:
    """Return the picture with light that falls off to one side, and the soft shadow of a hand or a lamp."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    a, b = r.uniform(-0.15, 0.15), r.uniform(-0.15, 0.15)
    light = 0.9 + a * (x / width - 0.5) + b * (y / height - 0.5)
    spot = ((x - r.random() * width) / (0.35 * width)) ** 2 + ((y - r.random() * height) / (0.3 * height)) ** 2
    light *= 1 - r.uniform(0.1, 0.3) * np.exp(-spot)
    return np.clip(picture * light[:, :, None], 0, 255).astype(np.uint8)


def _with_noise(picture: Picture, r: random.Random, sigma: float) -> Picture:
    noise = np.random.default_rng(r.randrange(2**32)).normal(0, sigma, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def _jpeg(picture: Picture, quality: int) -> bytes:
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
