"""Learns the weights of `service.sources.newspaper.line_tagger` from pages with a type for every line.

    python -m tests.tools.learn_page_types PAPER.json... [--pages PAGES.jsonl]
        [--bulletins BULLETINS.jsonl] [--out FILE] [--rounds N] [--copies N]

PAPER.json: invented papers, typed block by block (`tests/data/papers`); PAGES.jsonl: pages whose articles
are known, as those in `tests/data/pages` are, which are learnt too; BULLETINS.jsonl: texts of broadcast news.
Each printed page is learnt clean, ten times damaged and ten times remixed, or `--copies` times: with fewer copies and
rounds two ways of learning can be compared in minutes. Needs python-crfsuite, which the service does without:
`pip install python-crfsuite`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from service.sources.newspaper.line_classes import blocks
from service.sources.newspaper.line_features import features
from service.sources.newspaper.line_tagger import seen_lines
from service.sources.newspaper.page_lines import lines
from service.sources.newspaper.reflow import unwrapped
from tests.support.page_damage import Told, page
from tests.support.paths import ROOT
from tests.tools.typed_pages import TypedPage, derived, printed, remixed, typed_rows

OUT = ROOT / "service/sources/newspaper/line_type_weights.json.gz"
SEED = 2026
COPIES = 10
"""Damaged copies of each page, and as many remixed ones."""
BROADCAST, KNOWN = 500, 4
"""Pages of bulletins; times that each known page is learnt, as printed ones come often."""
SETTINGS = {"c1": 0.3, "c2": 1.0, "feature.minfreq": 3, "feature.possible_transitions": True}
"""Of L-BFGS: c2 is what makes a paper that was left out readable; 0.02 costs a seventh of its articles."""
LEAST = 0.02
"""A weight nearer to zero is left out."""


def pages(papers: list[Path], known: Path | None, bulletins: Path | None, copies: int = COPIES) -> Iterator[TypedPage]:
    """Return the pages to learn from."""
    for path in papers:
        paper = json.loads(path.read_text("utf-8"))
        r = random.Random(f"{SEED} {path.stem}")
        for printed_page in paper["pages"]:
            yield printed(printed_page, r, 0.0)
            for n in range(copies):
                yield printed(printed_page, r, (0.4, 0.7, 1.0)[n % 3])
            for n in range(copies):
                yield printed(remixed(paper, r), r, (0.0, 0.5, 1.0, 1.0)[n % 4])
    for path in sorted((ROOT / "tests/data/pages").glob("*.md")):
        articles = json.loads(path.with_suffix(".json").read_text("utf-8"))
        whole = [{**a, "body": "\n".join(a["paragraphs"])} for a in articles]
        yield from (derived({"markdown": path.read_text("utf-8"), "articles": whole}),) * KNOWN
    if bulletins:
        yield from broadcast(bulletins)
    if known:
        for row in known.read_text("utf-8").splitlines():
            yield from (derived(json.loads(row)),) * KNOWN


def broadcast(bulletins: Path) -> Iterator[TypedPage]:
    """Return pages of the texts of bulletins, with the damage of `tests.support.page_damage`."""
    days = [json.loads(row)["articles"] for row in bulletins.read_text("utf-8").splitlines()]
    articles = [a for day in days for a in day if a["body"]]
    for seed in range(BROADCAST):
        rng = random.Random(f"{SEED} {seed}")
        text, gold = page(rng, [_told(a, rng) for a in rng.sample(articles, rng.randint(2, 9))])
        yield derived(
            {
                "markdown": text,
                "articles": [{"title": t.title, "kicker": t.kicker, "body": "\n".join(t.paragraphs)} for t in gold],
            }
        )


def _told(article: dict[str, str], rng: random.Random) -> Told:
    """Return the article or its beginning; of a headline in two parts the first is sometimes a kicker."""
    texts = article["body"].split("\n")
    kicker, _, title = article["title"].rpartition(" ")
    split = kicker and len(title) >= 6 and rng.random() < 0.5
    return Told(
        title if split else article["title"],
        tuple(texts[: rng.randint(2, 5)] if rng.random() < 0.7 else texts),
        (),
        kicker if split else "",
    )


def example(typed: TypedPage) -> tuple[list[list[str]], list[str]]:
    """Return the features and the types of the page's lines."""
    rows = unwrapped(lines(typed.markdown))
    found = blocks(rows)
    seen, places = seen_lines(rows, found)
    types = typed_rows(typed)
    return features(seen), [types[place].value for place in places]


def learn(examples: list[tuple[list[list[str]], list[str]]], rounds: int) -> dict[str, Any]:
    """Return the weights."""
    try:
        import pycrfsuite
    except ImportError:
        sys.exit("python-crfsuite is missing: install it with `pip install python-crfsuite`.")
    trainer = pycrfsuite.Trainer(verbose=False)
    for strings, types in examples:
        trainer.append(strings, types)
    trainer.set_params({**SETTINGS, "max_iterations": rounds})
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder) / "model")
        trainer.train(model)
        tagger = pycrfsuite.Tagger()
        tagger.open(model)
        info = tagger.info()
    types = sorted(tagger.labels())
    place = {name: n for n, name in enumerate(types)}
    rows: dict[str, list[int]] = {}
    for (name, type_), weight in sorted(info.state_features.items()):
        if abs(weight) >= LEAST:
            rows.setdefault(name, []).extend((place[type_], round(1000 * weight)))
    table = [[round(1000 * info.transitions.get((a, b), 0.0)) for b in types] for a in types]
    return {"types": types, "features": rows, "transitions": table}


def packed(table: dict[str, Any]) -> bytes:
    """Return the weights as the program reads them: the same bytes for the same weights."""
    return gzip.compress(json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers", nargs="+", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--bulletins", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--rounds", type=int, default=120)
    parser.add_argument("--copies", type=int, default=COPIES)
    options = parser.parse_args()
    learnt = pages(options.papers, options.pages, options.bulletins, options.copies)
    examples = [example(typed) for typed in learnt]
    weights = learn([pair for pair in examples if pair[1]], options.rounds)
    known = [path.stem for path in (options.pages, options.bulletins) if path]
    provenance = (
        f"Learnt by tests/tools/learn_page_types.py from {', '.join([p.stem for p in options.papers] + known)}: "
        f"{len(examples)} pages, {sum(len(types) for _, types in examples)} lines, {options.rounds} rounds, {SETTINGS}"
    )
    options.out.write_bytes(packed({"provenance": provenance, **weights}))
    print(f"{provenance}; {len(weights['features'])} features, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
