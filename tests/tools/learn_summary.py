"""Learn the summarizer's weights, or cross-validate them: logistic regression pulled towards known weights.

usage: python -m tests.tools.learn_summary learn GOLD.jsonl    writes service/editing/summary/weights.tsv
       python -m tests.tools.learn_summary table COUNTS.tsv    writes service/editing/summary/document_frequencies.tsv
       python -m tests.tools.learn_summary validate GOLD.jsonl PRED.jsonl [--folds 5] [--prior-only]

GOLD: lines {id, title, kicker?, article, summary}. A bigram of the article is positive when the summary holds it.
The prior's weights (log odds) were found on 500 newspaper features and broadcast items with human summaries,
which are not at hand here; GOLD's references are the first paragraphs of broadcast items, a proxy. So what GOLD
says is added to the prior and does not replace it: weights are pulled to the prior by STRENGTH (an L2 penalty of that
factor on the difference; from 30 to 1000 the cross-validated R2 is the same, so the strongest was taken).
"""

from __future__ import annotations

import argparse
import collections
import json
import math
import sys
import time
from pathlib import Path

import numpy as np
from scipy import optimize, sparse

from service.editing.summary import feature_weights, features
from service.editing.summary.body_text import cut, size
from service.editing.summary.candidates import candidates
from service.editing.summary.concept_worth import value_concepts
from service.editing.summary.maximum_coverage import best_choice
from service.language import bigrams
from tests.support.paths import ROOT

HERE = ROOT / "service/editing/summary"
STRENGTH = 1000.0
FLOOR = 50


def ramp(name: str, edges: tuple[float, ...], low: float, high: float) -> dict[str, float]:
    steps = len(edges)
    return {f"{name}={i}": round(low + (high - low) * i / steps, 3) for i in range(steps + 1)}


PRIOR: dict[str, float] = {
    "intercept": -1.5,
    "title=yes": 0.44, "title=no": -0.63,
    "kicker=yes": 1.02, "kicker=no": -0.91,
    **ramp("title overlap", features.TITLE_OVERLAP_BINS, -0.63, 0.58),
    "subheading=yes": 0.38, "subheading=no": -0.49,
    "single=yes": -0.79,
    **ramp("centrality", features.CENTRALITY_BINS, -0.38, 0.31),
    "first sentence=0": 0.2, "first sentence=1": 0.35, "first sentence=5": -0.3,
    "first place=0": 0.35,
    "paragraph opening=yes": 0.32, "paragraph opening=no": -0.21,
    "last paragraph only=yes": 0.3,
    "spread=3": 0.36,
    "count=4": 0.31, "count=3": 0.15,
    "quoted=yes": -0.13,
    "speech=yes": -0.09,
}  # fmt: skip


def load(path: str) -> list[dict]:
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line.strip()]


def examples(items: list[dict]) -> tuple[list[list[list[str]]], list[list[bool]]]:
    xs, ys = [], []
    for item in items:
        body = cut([item["article"]])
        described = features.describe(body, item["title"], item.get("kicker", ""), feature_weights.frequency())
        held = set(bigrams.of(item["summary"]))
        xs.append([names for names, grams in described for _ in grams])
        ys.append([gram in held for _, grams in described for gram in grams])
    return xs, ys


def fit(xs: list[list[list[str]]], ys: list[list[bool]], strength: float) -> dict[str, float]:
    names = sorted({n for x in xs for row in x for n in row} | set(PRIOR))
    index = {n: i for i, n in enumerate(names)}
    rows, cols = [], []
    r = 0
    for x in xs:
        for row in x:
            for n in (*row, "intercept"):
                rows.append(r)
                cols.append(index[n])
            r += 1
    matrix = sparse.csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(r, len(names)))
    target = np.array([v for y in ys for v in y], dtype=float)
    prior = np.array([PRIOR.get(n, 0.0) for n in names])
    pull = np.full(len(names), strength)
    pull[index["intercept"]] = 0.01

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = matrix @ w
        p = 1 / (1 + np.exp(-z))
        d = w - prior
        value = float(np.sum(np.logaddexp(0, z) - target * z) + 0.5 * np.sum(pull * d * d))
        return value, matrix.T @ (p - target) + pull * d

    found = optimize.minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {n: float(found.x[i]) for n, i in index.items()}


def summarize(item: dict, table: dict[str, float]) -> str:
    body = cut([item["article"]])
    worth = value_concepts(body, item["title"], item.get("kicker", ""), table)
    choice = best_choice(candidates(body), worth, size(item["summary"]))
    return "".join(each.text for each in choice)


def validate(gold: list[dict], folds: int, strength: float) -> list[dict]:
    xs, ys = examples(gold)
    out = []
    seconds = 0.0
    for fold in range(folds):
        kept = [i for i in range(len(xs)) if i % folds != fold]
        table = fit([xs[i] for i in kept], [ys[i] for i in kept], strength)
        for item in gold[fold::folds]:
            begun = time.perf_counter()
            out.append({"id": item["id"], "summary": summarize(item, table)})
            seconds += time.perf_counter() - begun
    sys.stderr.write(f"{1000 * seconds / len(gold):.1f} ms an article\n")
    return out


def write_weights(table: dict[str, float], origin: str) -> None:
    head = [
        "# Log odds that a summary holds a bigram, by feature; written by tests/tools/learn_summary.py.",
        f"# Learned from {origin}, pulled towards the weights found on newspaper features (strength {STRENGTH:g}).",
    ]
    lines = [f"{name}\t{weight:.3f}" for name, weight in sorted(table.items())]
    (HERE / "weights.tsv").write_text("\n".join(head + lines) + "\n", "utf-8")


def write_table(path: str) -> None:
    rows = [line.split("\t") for line in Path(path).read_text("utf-8").splitlines()]
    total = int(rows[0][1])
    levels: dict[int, list[str]] = collections.defaultdict(list)
    for gram, count in rows[1:]:
        if int(count) >= FLOOR:
            levels[round(FLOOR * 2 ** (math.floor(4 * math.log2(int(count) / FLOOR)) / 4))].append(gram)
    head = [
        f"# In how many of {total} Chinese broadcast news items a character bigram occurs, rounded down to",
        f"# quarter octaves, rarer ones than {FLOOR} left out: the count, then the bigrams run together.",
        f"{total}\tdocuments",
    ]
    lines = [f"{count}\t{''.join(sorted(levels[count]))}" for count in sorted(levels, reverse=True)]
    (HERE / "document_frequencies.tsv").write_text("\n".join(head + lines) + "\n", "utf-8")


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=("learn", "table", "validate"))
    ap.add_argument("source")
    ap.add_argument("pred", nargs="?")
    ap.add_argument("--folds", type=int, default=5)
    ap.add_argument("--prior-only", action="store_true")
    ap.add_argument("--strength", type=float, default=STRENGTH)
    o = ap.parse_args()
    if o.what == "table":
        write_table(o.source)
    elif o.what == "learn":
        write_weights(fit(*examples(load(o.source)), STRENGTH), f"{len(load(o.source))} broadcast items")
    else:
        gold = load(o.source)
        if o.prior_only:
            table = collections.defaultdict(float, PRIOR)
            pred = [{"id": g["id"], "summary": summarize(g, table)} for g in gold]
        else:
            pred = validate(gold, o.folds, o.strength)
        Path(o.pred).write_text("".join(json.dumps(p, ensure_ascii=False) + "\n" for p in pred), "utf-8")
