"""LexRank's extracts (sumy) for the same articles and budgets, to compare with in the same run.

usage: python -m tests.tools.lexrank_summary GOLD.jsonl PRED.jsonl [--whole]

Needs `pip install sumy jieba`, which the package does not depend on. Sentences in the order of their rank until
the budget is full, said in the article's order; the last one is cut at the budget, or with --whole each is taken
only if it fits.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from sumy.nlp.tokenizers import Tokenizer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer

from service.editing.summary.body_text import size


class Ranked(LexRankSummarizer):
    """LexRank that hands out every sentence, the highest ranked first."""

    def _get_best_sentences(self, sentences, count, rating):
        return sorted(sentences, key=lambda sentence: -rating[sentence])


def extract(article: str, budget: int, whole: bool) -> str:
    """LexRank's sentences in the order of their rank, until the budget is full."""
    document = PlaintextParser.from_string(article, Tokenizer("chinese")).document
    order = {sentence: at for at, sentence in enumerate(document.sentences)}
    taken: list[tuple[int, str]] = []
    room = budget
    for sentence in Ranked()(document, len(order)):
        text = str(sentence)
        if size(text) > room:
            if whole:
                continue
            text = text[:room]
        taken.append((order[sentence], text))
        room -= size(text)
        if room <= 0:
            break
    return "".join(text for _, text in sorted(taken))


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("gold")
    ap.add_argument("pred")
    ap.add_argument("--whole", action="store_true")
    o = ap.parse_args()
    begun, out = time.perf_counter(), []
    for line in Path(o.gold).read_text("utf-8").splitlines():
        item = json.loads(line)
        out.append({"id": item["id"], "summary": extract(item["article"], size(item["summary"]), o.whole)})
    sys.stderr.write(f"{1000 * (time.perf_counter() - begun) / len(out):.1f} ms an article\n")
    Path(o.pred).write_text("".join(json.dumps(p, ensure_ascii=False) + "\n" for p in out), "utf-8")
