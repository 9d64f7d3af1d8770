"""The invented pairs of `tests/data/selection`: one story or two, and which telling is better."""

from service.model import Article, Genre
from tests.support.paths import DATA

FURTHER = "further_tellings.txt"
"""Of further kinds; all of them are kept for reporting."""


def pairs(name="better_tellings.txt"):
    """(in the half that is kept for reporting, the better one's index or None where they are two stories, both)."""
    blocks = (DATA / "selection" / name).read_text("utf-8").split("\n## ")[1:]
    return [_pair(number, block) for number, block in enumerate(blocks, 1)]


def _pair(number, block):
    better, *lines = block.strip().split("\n")
    return number % 4 in (3, 0), int(better) - 1 if better != "0" else None, tuple(map(_article, lines, "ab"))


def _article(line, source):
    title, text = line.split("|", 1)
    genre, mark, rest = title.partition(":")
    return Article(source, rest if mark else title, (text,), genre=Genre(genre) if mark else Genre.NEWS)
