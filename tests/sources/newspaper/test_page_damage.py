"""Invented articles, damaged at random by `page_damage`: how many come back whole."""

import dataclasses
import json
import random
import re
import unicodedata

import pytest

from service.model import Page
from service.sources.newspaper import read
from tests.support.examples import SOAK
from tests.support.page_damage import Told, page
from tests.support.paths import DATA, SHARED

CORPUS = DATA / "pages" / "corpus.json"
DEVELOPMENT = SHARED / "bench"
PAGES = 60 if SOAK else 25


def flat(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


@pytest.mark.slow
def test_damaged_pages_give_their_articles_back():
    told = [
        Told(a["title"], tuple(a["paragraphs"]), (), a["kicker"])
        for a in json.loads(CORPUS.read_text(encoding="utf-8"))
    ]
    right = authors = wanted = made = 0
    for seed in range(PAGES):
        rng = random.Random(seed)
        text, gold = page(rng, rng.sample(told, rng.randint(4, 9)))
        found = {flat(a.title): a for a in read(Page("page.md", text))}
        wanted += len(gold)
        made += len(found)
        for true in gold:
            if article := found.get(flat(true.title)):
                right += flat(article.text) == flat("".join(true.paragraphs))
                authors += set(article.authors) == set(true.authors)
    assert 2 * right / (wanted + made) >= 0.92
    assert authors / wanted >= 0.96


@pytest.mark.slow
@pytest.mark.skipif(not DEVELOPMENT.exists(), reason="the development pages are not beside the repository")
def test_the_development_pages_reach_their_targets(monkeypatch):
    monkeypatch.syspath_prepend(str(DEVELOPMENT))
    from score_pages import score

    rows = (DEVELOPMENT / "pages_dev.jsonl").read_text(encoding="utf-8").splitlines()
    pages = [json.loads(row) for row in rows]
    found = {p["id"]: [dataclasses.asdict(a) for a in read(Page(p["id"], p["markdown"]))] for p in pages}
    result = score(pages, found)
    assert result["f1"] >= 0.95
    assert result["paragraphs_f1"] >= 0.95
    assert result["authors_f1"] >= 0.97
    assert result["foreign_per_1000"] <= 2
