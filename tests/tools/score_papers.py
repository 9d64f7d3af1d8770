"""How well papers' pages are read with all their heading marks, without a third of the headlines' marks, without any.

    python -m tests.tools.score_papers PAPER.json... [--pages PAGES.jsonl] [--weights FILE] [--seed N]

Pages are printed by `make_papers.py`, clean and damaged, and scored by `score_pages.py`, both beside the repository. To
know how a paper is read that nothing has seen, learn weights from the others: `learn_page_types.py --copies 3
--rounds 80 --out FILE` is enough to compare two ways of learning. A row is a paper, a figure is F1; the last row pools.
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import importlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from service.model import Page
from service.sources.newspaper import page_reader, read
from service.sources.newspaper.line_tagger import LineTyper, shipped
from tests.support.paths import SHARED

LOST = 1 / 3
"""Share of the headlines whose marks are lost."""
MARKS = ("all", "some", "none")
COPIES = 2
"""Damaged pages of each printed page."""
_MARK = re.compile(r"^#+ ", re.MULTILINE)

Pages = list[dict[str, Any]]


def without_marks(markdown: str) -> str:
    """Return the page as plain lines, as some tools and persons give it."""
    return _MARK.sub("", markdown)


def without_some(markdown: str, titles: Collection[str], r: random.Random) -> str:
    """Return the page without the marks of a random third of the headlines, which are in `titles`."""
    rows = markdown.split("\n")
    return "\n".join(bare if (bare := _MARK.sub("", row)) in titles and r.random() < LOST else row for row in rows)


def with_fewer_marks(pages: Pages) -> dict[str, Pages]:
    """Return the pages with all, some and none of their marks."""
    some = [
        {**page, "markdown": without_some(page["markdown"], _titles(page), random.Random(page["id"]))} for page in pages
    ]
    none = [{**page, "markdown": without_marks(page["markdown"])} for page in pages]
    return dict(zip(MARKS, (pages, some, none), strict=True))


def _titles(page: dict[str, Any]) -> set[str]:
    every = [article["title"] for article in page["articles"]] + (page.get("ignorable") or [])
    return {text.split("\n")[0] for text in every}


def printed(path: Path, seed: int, make: Any) -> Iterator[tuple[str, Pages]]:
    """Return the paper's pages, clean and damaged."""
    paper = json.loads(path.read_text("utf-8"))
    for name, clean, copies in (("clean", True, 1), ("damaged", False, COPIES)):
        r = random.Random(seed)
        made = [
            {"id": f"{page['page']}-{copy}", **make(page, paper, r, clean)}
            for page in paper["pages"]
            for copy in range(copies)
        ]
        yield name, [page for page in made if page["articles"]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers", nargs="*", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    sys.path.insert(0, str(SHARED / "bench"))
    make, score = importlib.import_module("make_papers").make, importlib.import_module("score_pages").score
    sets = {path.stem: dict(printed(path, options.seed, make)) for path in options.papers}
    if options.pages:
        rows = options.pages.read_text("utf-8").splitlines()
        sets[options.pages.stem] = {"clean": [json.loads(row) for row in rows]}
    typer = LineTyper(json.loads(gzip.decompress(options.weights.read_bytes()))) if options.weights else shipped()
    pooled: dict[str, Counter[str]] = {}
    with patch.object(page_reader, "shipped", return_value=typer):
        for name, kinds in sets.items():
            figures = []
            for kind, pages in kinds.items():
                for marks, each in with_fewer_marks(pages).items():
                    found = {p["id"]: [dataclasses.asdict(a) for a in read(Page(p["id"], p["markdown"]))] for p in each}
                    result = score(each, found)
                    figures.append(f"{kind} {marks} {result['f1']:.3f}")
                    pooled.setdefault(f"{kind} {marks}", Counter()).update(
                        {key: result[key] for key in ("recovered", "predicted", "articles")}
                    )
            print(name, *figures, sep="\t", flush=True)
    means = [
        f"{kind} {2 * n['recovered'] / (n['predicted'] + n['articles']):.3f}" for kind, n in pooled.items() if n.total()
    ]
    print("together", *means, sep="\t")


if __name__ == "__main__":
    main()
