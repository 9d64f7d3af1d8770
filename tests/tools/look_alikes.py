"""Derive look_alikes.tsv: which characters look like a usual one, by how far their printed forms cover each other.

usage: look_alikes.py SERIF.ttc SANS.ttc > service/sources/newspaper/look_alikes.tsv
Each character of GB 2312 is drawn in two fonts and blurred; alike are two whose pictures correlate by ALIKE or more,
faintly alike those that do by FAINT or more, and remotely those that do by REMOTE or more.
"""

from __future__ import annotations

import sys
from collections import Counter

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from service.language.word_list import word_list

SIZE, WIDTH, HEIGHT, BLUR = 40, 48, 52, 1.2
REMOTE, FAINT, ALIKE, TWINS = 0.76, 0.80, 0.86, 0.93
"""Correlations: 免 and 兔 have .93, 天 and 夭 .96, 己 and 已 .95; 种 and 钟 .88; 车 and 东 .83; 报 and 极 .77."""
LEAST_COUNT = 3_000
"""So often the usual character stands in the words of words.txt."""
WIDE = {"日": "曰"}
"""The same form set wider, which pictures do not cover."""


def pictures(path: str, characters: list[str]) -> numpy.ndarray:
    """Return each character's picture as a row of length 1 with the mean 0."""
    font = ImageFont.truetype(path, SIZE, index=2)
    rows = []
    for each in characters:
        image = Image.new("L", (WIDTH, HEIGHT), 0)
        ImageDraw.Draw(image).text((WIDTH // 2, HEIGHT // 2), each, font=font, fill=255, anchor="mm")
        small = image.filter(ImageFilter.GaussianBlur(BLUR)).resize((WIDTH // 2, HEIGHT // 2))
        row = numpy.asarray(small, dtype="f4").ravel()
        rows.append((row - row.mean()) / numpy.linalg.norm(row - row.mean()))
    return numpy.array(rows)


def main() -> None:
    """Print the table."""
    counts: Counter[str] = Counter()
    for word, count in word_list().counts():
        for each in word:
            counts[each] += count
    codes = (bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    characters = [each for code in codes if (each := code.decode("gb2312", "ignore"))]
    usual = [each for each in characters if counts[each] >= LEAST_COUNT]
    places = [characters.index(each) for each in usual]
    likeness = sum(p @ p[places].T for p in (pictures(path, characters) for path in sys.argv[1:])) / len(sys.argv[1:])
    print(
        "# A usual character TAB those nearly the same TAB alike TAB faintly TAB remotely (tests/tools/look_alikes.py)"
    )
    for n, right in enumerate(usual):
        twins = "".join(c for c, s in zip(characters, likeness[:, n], strict=True) if s >= TWINS and c != right)
        alike = "".join(c for c, s in zip(characters, likeness[:, n], strict=True) if ALIKE <= s < TWINS)
        faint = "".join(c for c, s in zip(characters, likeness[:, n], strict=True) if FAINT <= s < ALIKE)
        remote = "".join(c for c, s in zip(characters, likeness[:, n], strict=True) if REMOTE <= s < FAINT)
        if twins or alike or faint or remote or right in WIDE:
            print(right, twins, alike + WIDE.get(right, ""), faint, remote, sep="\t")


if __name__ == "__main__":
    main()
