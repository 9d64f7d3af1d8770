"""Learns the weights of `service.editing.selection.news_value` from days as their editors ordered them.

    python -m tests.tools.learn_news_value PAPER.json... [--bulletins DAYS.jsonl] [--leave-out-each] [--told 20] [-v]
    python -m tests.tools.learn_news_value --protocol DAYS.jsonl

PAPER.json: invented papers, typed block by block, with an editor's order (`tests/data/papers`). Each page is printed
clean and read as the program reads it. DAYS.jsonl: a line {date, articles: [{title, body}]} is a day of a broadcast
bulletin in its order; it teaches order and protocol, never what is worth telling. What the program leaves out by its
genre takes no part; of several tellings of an event only the one that the editor told does.

For each day all pairs (told before told, told before left out): difference of features, logistic loss, the weight of a
pair 1/√rank of the first; a day's weights add up to the number it told. A ridge pulls to what is expected of a feature
(`EXPECTED`, else 0). Newton's method; no intercept, it cancels.

With --protocol it learns the order of the items that name a leader of the state in the headline among themselves, and
writes that table. Without --leave-out-each the table is written. With it each paper, and each block of four bulletin
days, is left out of the learning in turn and then ordered, bulletins shuffled; nothing is written.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.editing.selection import effect_today, news_value, protocol, weight_table
from service.editing.selection.article_text import Values
from service.editing.selection.best_telling import best_first
from service.editing.selection.clustering import clusters
from service.editing.selection.empty_news import too_short
from service.editing.selection.ranking import BEHIND
from service.editing.selection.story_signature import signature
from service.model import Article, Page
from service.sources.newspaper import page_reader
from tests.support.paths import ROOT
from tests.tools.typed_pages import flat, printed

OUT = ROOT / "service/editing/selection/news_weights.tsv"
PROTOCOL = ROOT / "service/editing/selection/protocol_weights.tsv"
RIDGE = 1.0
EXPECTED = {
    "not of the day": -2.5,
    "older": -0.8,
    "several sources": 0.8,
    "warned today": 1.2,
}
"""Log odds that no paper of one day can teach; all others are pulled to 0."""
STEPS = 25
BLOCK = 4
"""Bulletin days that are left out together: neighbours tell of the same matters."""
Vector = NDArray[np.float64]


@dataclass
class Day:
    """The articles of a day, with what the editor made of them."""

    name: str
    kind: str
    articles: list[Article]
    ids: list[str]
    order: list[str]
    told_on: dt.date | None = None
    """The programme's day."""
    poorer: set[str] = field(default_factory=set)
    """Articles whose event another article tells better."""
    rows: list[Values] = field(default_factory=list)
    groups: list[list[int]] = field(default_factory=list)
    """The articles of each story, the best telling first."""

    def prepare(self) -> Day:
        """Read the features and put the stories together."""
        found = news_value.features(self.articles)
        rows = zip(found, self.articles, strict=True)
        self.rows = [{**row, **effect_today.effects(article, self.told_on)} for row, article in rows]
        signatures = [signature(article) for article in self.articles]
        for members in clusters(signatures):
            best = best_first([(self.articles[i], signatures[i]) for i in members])
            known = {id(self.articles[i]): i for i in members}
            self.groups.append([known[id(article)] for article in best])
        return self


def paper_day(path: Path) -> Day:
    """Read a paper's pages as the program does."""
    paper = json.loads(path.read_text("utf-8"))
    items = {item["id"]: item for page in paper["pages"] for item in page["items"]}
    r = random.Random(7)
    day = Day(path.stem, "paper", [], [], paper["editor"]["order"])
    for same in paper["editor"].get("same", []):
        told = [each for each in same if each in day.order]
        day.poorer |= {each for each in same if each not in day.order} if told else set()
    day.poorer |= {name for name, item in items.items() if item.get("continues")}
    date = dt.date.fromisoformat(paper["date"])
    day.told_on = date + dt.timedelta(days="晚报" in paper["paper"])
    for page in paper["pages"]:
        here = {name: item for name, item in items.items() if item in page["items"]}
        source = Page(f"{paper['date']}-{page['page']}.md", printed(page, r, 0.0).markdown, date, "name")
        for article in page_reader.read(source):
            if article.genre.is_told and not too_short(article):
                day.articles.append(article)
                day.ids.append(_known(article, here))
    return day.prepare()


def _known(article: Article, items: dict[str, Any]) -> str:
    title, text = flat(article.title), flat(article.text)[:14]
    for name, item in items.items():
        if (
            title
            and item.get("title")
            and (flat(item["title"]) in title or (len(title) > 3 and title in flat(item["title"])))
        ):
            return name
    for name, item in items.items():
        if text and text in flat("".join(str(part) for block in item.get("blocks", []) for part in block[1:])):
            return name
    return "?"


def bulletin_days(path: Path) -> list[Day]:
    """Return the days of a bulletin; each article is a source of its own, so nothing says where it stood."""
    days = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        date = dt.datetime.strptime(row["date"], "%Y%m%d").date()
        numbered = list(enumerate(row["articles"]))
        random.Random(row["date"]).shuffle(numbered)
        articles = [
            Article(f"{n}.txt", each["title"], tuple(each["body"].split("\n")), published=date)
            for n, (_, each) in enumerate(numbered)
        ]
        ids = [str(place) for place, _ in numbered]
        days.append(Day(row["date"], "bulletin", articles, ids, sorted(ids, key=int), date).prepare())
    return days


def of_protocol(day: Day) -> Day:
    """Return the day's items that are subject to protocol."""
    kept = [i for i, row in enumerate(day.rows) if protocol.is_subject_to(row) and day.articles[i].genre not in BEHIND]
    ids = [day.ids[i] for i in kept]
    order = [name for name in day.order if name in ids]
    return replace(
        day, rows=[day.rows[i] for i in kept], articles=[day.articles[i] for i in kept], ids=ids, order=order
    )


def learn(days: Sequence[Day], names: Sequence[str]) -> Vector:
    """Return the weights."""
    place = {name: i for i, name in enumerate(names)}
    differences, counts = [], []
    for day in days:
        table = np.zeros((len(day.rows), len(names)))
        for i, row in enumerate(day.rows):
            for name, value in row.items():
                if name in place:
                    table[i, place[name]] = value
        rank = {name: n for n, name in enumerate(day.order)}
        told = sorted((rank[name], i) for i, name in enumerate(day.ids) if name in rank)
        out = [i for i, name in enumerate(day.ids) if name not in rank and name not in day.poorer]
        pairs = [(n, a, b) for n, (_, a) in enumerate(told, 1) for _, b in told[n:]]
        if day.kind == "paper":
            pairs += [(n, a, b) for n, (_, a) in enumerate(told, 1) for b in out]
        raw = np.array([1 / np.sqrt(n) for n, _, _ in pairs])
        differences.append(np.array([table[a] - table[b] for _, a, b in pairs]))
        counts.append(raw * len(told) / raw.sum())
    x, w = np.concatenate(differences), np.concatenate(counts)
    expected = np.array([EXPECTED.get(name, 0.0) for name in names])
    beta = expected.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ beta))
        step = np.linalg.solve(
            (x * (w * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(names)),
            x.T @ (w * (1 - p)) - RIDGE * (beta - expected),
        )
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    return beta


def ranked(day: Day, table: dict[str, float]) -> list[str]:
    """Return the day's stories by falling value, each by its best telling."""
    scores = [weight_table.total(table, row) for row in day.rows]
    news = [row if article.genre not in BEHIND else {} for row, article in zip(day.rows, day.articles, strict=True)]
    more = protocol.terms(news, scores)
    scores = [score + sum(terms.values()) for score, terms in zip(scores, more, strict=True)]
    keys = [(day.articles[group[0]].genre in BEHIND, -max(scores[i] for i in group), group[0]) for group in day.groups]
    return [day.ids[group[0]] for _, group in sorted(zip(keys, day.groups, strict=True))]


def measured(day: Day, told: Sequence[str]) -> dict[str, float]:
    """Return how a programme agrees with the editor's."""
    both = [day.order.index(name) for name in told if name in day.order]
    pairs = list(combinations(both, 2))
    return {
        "tau": sum(1 if a < b else -1 for a, b in pairs) / max(1, len(pairs)),
        "lead": float(told[0] == day.order[0]),
        "lead in three": float(told[0] in day.order[:3]),
        "first five": float(len(set(told[:5]) & set(day.order[:5]))),
        "left out": sum(name not in day.order for name in told) / len(told),
        "found": len(both) / len(day.order),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers", nargs="*", type=Path)
    parser.add_argument("--bulletins", type=Path)
    parser.add_argument("--protocol", type=Path, metavar="DAYS")
    parser.add_argument("--leave-out-each", action="store_true")
    parser.add_argument("--told", type=int, default=20)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("-v", action="store_true", dest="verbose")
    options = parser.parse_args()
    days = [paper_day(path) for path in options.papers]
    days += bulletin_days(options.bulletins) if options.bulletins else []
    names = list(news_value.WHY)
    if options.protocol:
        days = [each for each in map(of_protocol, bulletin_days(options.protocol)) if len(each.ids) > 1]
        write(PROTOCOL, names, learn(days, names), days)
        return
    if not options.leave_out_each:
        beta = learn(days, names)
        write(options.out, names, beta, days)
        return
    blocks: dict[str, list[Day]] = {}
    for i, day in enumerate(days):
        blocks.setdefault(day.name if day.kind == "paper" else f"block {i // BLOCK}", []).append(day)
    rows: dict[str, list[dict[str, float]]] = {}
    for block in blocks.values():
        rest = [day for day in days if day not in block]
        table = dict(zip(names, map(float, learn(rest, names)), strict=True))
        for day in block:
            order = ranked(day, table)
            told = order[: options.told] if day.kind == "paper" else order
            rows.setdefault(day.kind, []).append(measured(day, told))
            if options.verbose:
                print(day.name, {name: round(value, 2) for name, value in rows[day.kind][-1].items()})
                titles = {name: article.title[:14] for name, article in zip(day.ids, day.articles, strict=True)}
                print("  ", [f"{titles[n]}{'' if n in day.order else ' ✗'}" for n in told])
                print("   editor:", [titles.get(n, n) for n in day.order])
    for kind, found in rows.items():
        mean = {name: round(sum(row[name] for row in found) / len(found), 3) for name in found[0]}
        print(kind, len(found), mean)


def write(path: Path, names: Sequence[str], beta: Vector, days: Sequence[Day]) -> None:
    """Write the table, the largest weights first."""
    papers = [day.name for day in days if day.kind == "paper"]
    pairs = sorted(zip(names, beta, strict=True), key=lambda pair: (-abs(pair[1]), pair[0]))
    lines = [
        "# Log odds that an editor tells an article with the feature before one without it; written by",
        "# tests/tools/learn_news_value.py from" + "".join(f" the day of {name}," for name in papers),
        f"# {len(days) - len(papers)} days of a broadcast bulletin (order alone).",
        *(f"{name}\t{weight:.2f}" for name, weight in pairs if abs(weight) >= 0.005),
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines) - 3} weights of {len(names)} features written to {path}")


if __name__ == "__main__":
    main()
