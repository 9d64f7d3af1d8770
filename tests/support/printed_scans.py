"""Printed pages as a scanner or a telephone sees them: drawn, turned, aslant, shaded, blurred, noisy, compressed."""

from __future__ import annotations

import random
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from pypdfium2 import PdfDocument

from tests.support.pdf_writer import DrawnPage, pdf, set_page

Picture = NDArray[Any]


def drawn(page: DrawnPage, dpi: int = 200) -> Picture:
    """Return a page as pixels: rows, columns, and blue, green, red."""
    return np.ascontiguousarray(PdfDocument(pdf([page]))[0].render(scale=dpi / 72).to_numpy()[:, :, :3])


def has_font() -> bool:
    """Return whether the system has a Chinese font: the pages name one and bring none."""
    return bool(drawn(set_page("灌")).min() < 128)


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
