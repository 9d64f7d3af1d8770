"""The real page beside the repository, its articles named by reference: lines and stretches of the page."""

import pytest

from service.model import Page
from service.sources.newspaper import read
from tests.support.paths import SHARED

FILE = SHARED / "seeds" / "000_5ee49cbd64577680.txt"
pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the shared page is not beside the repository")

ARTICLES = (
    # headline's line, (name's line, where, how long)…, the lines of each paragraph
    (7, ((25, -4, 3),), ((9,), (11,), (15,), (17, 19), (21,), (23,))),
    (27, ((29, 4, 2), (29, 11, 3)), ((30,), (32,))),
    (36, ((38, 4, 2), (38, 11, 3)), ((39, 41), (43, 45), (47, 49))),
    (51, ((53, 4, 3), (53, 12, 3), (53, 16, 3)), ((54,), (56, 58), (60, 62), (64, 66), (68,))),
    (
        70,
        ((72, 6, 2), (72, 9, 3), (72, 19, 2), (72, 22, 2)),
        ((74,), (76,), (78, 80), (82,), (84, 86), (88,), (90, 92)),
    ),
    (108, ((104, 2, 3),), ((106,), (110, 112), (114,))),
    (116, ((118, 4, 2),), ((120,), (122,), (124,))),
    (126, ((128, 4, 3), (128, 12, 2), (128, 15, 3)), ((130,), (132,))),
    (134, ((136, 4, 3),), ((138,), (140,), (142,))),
    (144, ((146, 4, 3), (146, 12, 2), (146, 15, 2)), ((148,), (150,))),
    (152, ((154, 4, 3), (154, 12, 2)), ((156,), (158,), (160,))),
)
DATELINE = 6
"""Characters of a line's dateline with the blank after it."""
DATED = (39, 54, 120, 130, 138, 148, 156)


@pytest.fixture(scope="module")
def page():
    return FILE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rows(page):
    return ["", *page.split("\n")]


@pytest.fixture(scope="module")
def found(page):
    return read(Page(FILE.name, page))


def without_dateline(rows, number):
    return rows[number][DATELINE:] if number in DATED else rows[number]


def test_it_has_exactly_its_articles(rows, found):
    assert len(found) == len(ARTICLES) == 11
    for article, (line, _, _) in zip(found, ARTICLES, strict=True):
        assert article.title.replace("茌", "在") == rows[line].lstrip("# ")


def test_every_paragraph_is_whole_and_nothing_else_is_joined(rows, found):
    for article, (_, _, paragraphs) in zip(found, ARTICLES, strict=True):
        wanted = tuple("".join(without_dateline(rows, n) for n in lines).strip() for lines in paragraphs)
        assert tuple(p.replace("茌", "在") for p in article.paragraphs) == wanted
        joined = {f"line {n}" for lines in paragraphs for n in lines[1:]}
        assert {e.where for e in article.edits if e.what == "joined"} == joined


def test_authors_are_bare_names(rows, found):
    for article, (_, authors, _) in zip(found, ARTICLES, strict=True):
        wanted = []
        for line, start, length in authors:
            row = rows[line].strip()
            start = start if start >= 0 else len(row) + start
            wanted.append(row[start : start + length])
        assert list(article.authors) == wanted


def test_labels_and_kicker(rows, found):
    assert (found[0].section, found[0].kicker) == (rows[3], rows[5])
    assert found[5].section == rows[102].lstrip("# ")
    assert all(not a.section and not a.kicker for n, a in enumerate(found) if n not in (0, 5))


def test_what_is_left_out_is_recorded(rows, found):
    dropped = {e.where: e.before for a in found for e in a.edits if e.what == "dropped"}
    assert dropped == {f"line {n}": rows[n] for n in (13, 94, 96, 100)}


def test_the_sentence_without_its_beginning_is_marked(rows, found):
    (damaged,) = found[0].damaged
    assert rows[15].startswith(damaged)
    assert all(not a.damaged for a in found[1:])


def test_the_misread_place_is_corrected_everywhere_and_recorded(page, found):
    texts = [t for a in found for t in (a.title, *a.paragraphs)]
    assert not any("在平" in t for t in texts)
    assert sum(t.count("茌平") for t in texts) == page.count("在平") - page.split("\n")[24].count("在平")
    assert {e.what for a in found for e in a.edits if "茌" in e.why} == {"corrected"}
