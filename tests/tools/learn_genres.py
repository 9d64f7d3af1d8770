"""Learns the weights of `service.sources.newspaper.genres` from papers whose articles have their genres.

    python -m tests.tools.learn_genres PAPER.json... [--leave-out NAME] [--out FILE]

PAPER.json: invented papers, typed block by block (`tests/data/papers`). Each page is read clean, half damaged and
damaged; an article is known by its headline. With --leave-out nothing is written: the paper of that name is left out
of the learning and read instead, clean. Needs python-crfsuite, which the service does without.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from service.model import Genre, Page
from service.sources.newspaper import genres, page_reader
from service.sources.newspaper.genre_features import features
from tests.support.paths import ROOT
from tests.tools.learn_page_types import packed
from tests.tools.typed_pages import flat, printed

OUT = ROOT / "service/sources/newspaper/genre_weights.json.gz"
DAMAGE = (0.0, 0.5, 1.0)
SAME = {"picture": "caption", "editorial": "comment", "letter": "comment", "weather": "notice", "explainer": "feature"}
"""Genres of the papers that the program does not tell apart."""
SETTINGS = {"c1": 0.05, "c2": 0.08, "feature.minfreq": 3, "max_iterations": 150}
"""Of L-BFGS, chosen on papers left out."""
LEAST = 0.05
"""A weight nearer to zero is left out."""

Example = tuple[list[str], str]


def examples(paper: dict[str, Any], damages: tuple[float, ...] = DAMAGE) -> Iterator[Example]:
    """Yield the features and the genre of each article that the reader finds on the paper's pages."""
    items = [item for page in paper["pages"] for item in page["items"] if item["kind"] != "furniture"]
    known = {flat(item["title"]): SAME.get(item["genre"], item["genre"]) for item in items if item.get("title")}
    r = random.Random(paper["paper"])
    seen: list[tuple[str, list[str]]] = []
    find = genres.genre

    def spy(head: Any, blocks: Any, alone: bool, page: list[str]) -> genres.GenreVerdict:
        lines = list(blocks)
        seen.append((flat(head.title), [*features(head, lines), *page]))
        return find(head, lines, alone, page)

    vars(page_reader)["genre"] = spy
    try:
        for page in paper["pages"]:
            for damage in damages:
                page_reader.read(Page("page.md", printed(page, r, damage).markdown))
    finally:
        vars(page_reader)["genre"] = find
    yield from ((found, known[title]) for title, found in seen if title in known)


def learn(rows: list[Example]) -> dict[str, Any]:
    """Return the weights."""
    try:
        import pycrfsuite
    except ImportError:
        sys.exit("python-crfsuite is missing: install it with `pip install python-crfsuite`.")
    trainer = pycrfsuite.Trainer(verbose=False)
    for found, genre in rows:
        trainer.append([found], [genre])
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder) / "model")
        trainer.train(model)
        tagger = pycrfsuite.Tagger()
        tagger.open(model)
        info = tagger.info()
    names = [genre.value for genre in Genre]
    table: dict[str, list[int]] = {}
    for (feature, genre), weight in sorted(info.state_features.items()):
        if abs(weight) >= LEAST:
            table.setdefault(feature, []).extend((names.index(genre), round(1000 * weight)))
    return {"genres": names, "features": table}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers", nargs="+", type=Path)
    parser.add_argument("--leave-out", default="")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    papers = {path.stem: json.loads(path.read_text("utf-8")) for path in options.papers}
    rows = [row for name, paper in papers.items() if name != options.leave_out for row in examples(paper)]
    weights = learn(rows)
    if not options.leave_out:
        provenance = f"Learnt by tests/tools/learn_genres.py from {', '.join(papers)}: {len(rows)} articles, {SETTINGS}"
        options.out.write_bytes(packed({"provenance": provenance, **weights}))
        print(f"{provenance}; {len(weights['features'])} features, {options.out.stat().st_size} bytes")
        return
    right: Counter[bool] = Counter()
    for found, genre in examples(papers[options.leave_out], (0.0,)):
        scores: Counter[str] = Counter()
        for feature in found:
            pairs = weights["features"].get(feature, [])
            for place, weight in zip(pairs[::2], pairs[1::2], strict=True):
                scores[weights["genres"][place]] += weight
        right[scores.most_common(1)[0][0] == genre] += 1
    print(f"{options.leave_out}: {right[True]} of {right.total()} right")


if __name__ == "__main__":
    main()
