"""The labelled pairs of tests/data/selection/pairs.tsv, with their texts from the shared bulletins."""

import json
import re

from service.model import Article
from tests.support.paths import DATA, SHARED

PAIRS = DATA / "selection" / "pairs.tsv"
BULLETINS = SHARED / "bench" / "xwlb_dev.jsonl"
LEARNT_UNTIL = "20260519"
"""Pairs of later days are held out."""


def load():
    """(same story, held out, one telling, another) for each pair; the bulletins must be there."""
    days = {day["date"]: day for day in map(json.loads, BULLETINS.read_text("utf-8").splitlines())}
    rows = []
    for line in PAIRS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            same, day, first, other_day, second = line.split("\t")
            held_out = day > LEARNT_UNTIL
            rows.append((same == "1", held_out, telling(days[day], first), telling(days[other_day], second)))
    return rows


def neighbours():
    """The same rows for what the index finds alike within one bulletin: items, and headlines beside other items."""
    from service.editing.selection.clustering import candidates
    from service.editing.selection.story_signature import signature

    rows = []
    for line in BULLETINS.read_text("utf-8").splitlines():
        day = json.loads(line)
        places = [
            f"{i}.{j}" if "items" in each else f"{i}"
            for i, each in enumerate(day["articles"])
            for j, _ in enumerate(each.get("items", [0]))
        ]
        bodies = [telling(day, f"b{place}") for place in places]
        items = [telling(day, f"a{place}") for place in places]
        headlines = [telling(day, f"h{i}") for i, text in enumerate(day["headlines"]) if not text.endswith("：")]
        told = [*bodies, *headlines]
        found = [(told[i], told[j]) for i, j in candidates([signature(each) for each in told]) if i < len(bodies) <= j]
        titles = {id(body): _bare(item.title) for body, item in zip(bodies, items, strict=True)}
        found = [(a, b) for a, b in found if not _bare(b.title).startswith(titles[id(a)])]
        found += [(items[i], items[j]) for i, j in candidates([signature(item) for item in items])]
        rows += [(False, day["date"] > LEARNT_UNTIL, a, b) for a, b in found]
    return rows


def _bare(title):
    return re.sub(r"【[^】]*】|[\s（）()：:]", "", title)


def telling(day, name):
    """One telling, as the head of pairs.tsv explains its name."""
    kind, place = name[0], name[1:]
    if kind == "h":
        return Article("bulletin", re.sub(r"^(\d+\.|（\d+）)", "", day["headlines"][int(place)]), ())
    number, _, item = place.partition(".")
    found = day["articles"][int(number)]
    found = found["items"][int(item)] if item else found
    title, body = found["title"], found["body"]
    sentences = re.findall(r"[^。！？]+[。！？]*[”’]*", body.replace("\n", ""))
    return {
        "a": lambda: Article("bulletin", title, tuple(body.split("\n"))),
        "b": lambda: Article("bulletin", "", tuple(body.split("\n"))),
        "r": lambda: Article("bulletin", "", tuple(sentences[1:])),
        "o": lambda: Article("bulletin", title, tuple(s for i, s in enumerate(sentences) if i % 3 != 2)),
        "e": lambda: Article("bulletin", "", tuple(s for i, s in enumerate(sentences) if i % 3 != 1)),
    }[kind]()
