"""Learns the weights of `service.speech.pronunciation.polyphone_weights` from sentences with one marked reading each.

    python -m tests.tools.learn_polyphones NAME... [--leave-out FILE.jsonl...] [--out FILE]

NAME: the path of two files, NAME.sent with a sentence a line, the character between two signs ▁, and NAME.lb with its
reading. The shipped weights come from train and dev of the data set of G2PL (Apache-2.0; Interspeech 2023, "G2PL:
Lexicon Enhanced Chinese Polyphone Disambiguation with a New Dataset") and dev of that of g2pM (Apache-2.0). Sentences
of --leave-out ({"sentence": ...} a line) are not learned from. Only characters with EXAMPLES sentences get weights:
with fewer the network alone did as well on sentences left out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from service.speech import normalization
from service.speech.pronunciation.polyphone_features import features
from service.speech.pronunciation.polyphone_model import PolyphoneModel
from service.speech.pronunciation.polyphone_weights import LEAST, UNIT
from service.speech.pronunciation.word_path import WordPaths
from tests.support.paths import ROOT

OUT = ROOT / "service/speech/pronunciation/data/polyphone_weights.txt"
HEADER = (
    "# Weights of the features beside a character for each of its readings (polyphone_weights.py), in sixteenths. "
    "Learned\n# by tests/tools/learn_polyphones.py from the data sets of G2PL and g2pM (Apache-2.0). Character TAB "
    "readings TAB\n# factor of the network's log probability TAB weights, a blank and the feature TAB ...\n"
)
MARK = "▁"
EXAMPLES = 100
SEEN = 3
"""A feature seen in fewer sentences of a character is left out."""
RIDGE, STEPS, STEP = 0.1, 60, 0.1
"""The L2 penalty, the steps of Adam and their size: the best of a few on dev of G2PL, learning from train."""
FACTOR_PENALTY = 3.0
"""Keeps the factor of the network near one."""


class Example(NamedTuple):
    reading: str
    readings: list[str]
    network: list[float]
    found: list[str]


def marked(name: str) -> Iterator[tuple[str, int, str]]:
    """Yield each sentence of a set as it is spoken, the place of the marked character and its reading."""
    sentences = Path(f"{name}.sent").read_text(encoding="utf-8").splitlines()
    for line, label in zip(sentences, Path(f"{name}.lb").read_text(encoding="utf-8").split(), strict=True):
        place = line.index(MARK)
        text = line.replace(MARK, "")
        char = text[place]
        spoken = normalization.normalize(text)
        if spoken.count(char) == text.count(char):
            nth = text[:place].count(char)
            place = [index for index, each in enumerate(spoken) if each == char][nth]
            text = spoken
        yield text, place, label.replace("u:", "v")


def examples(names: list[str], left_out: set[str]) -> dict[str, list[Example]]:
    """Return the examples of each character."""
    model, paths = PolyphoneModel(), WordPaths()
    found: dict[str, list[Example]] = defaultdict(list)
    for name in names:
        for text, place, reading in marked(name):
            if text in left_out:
                continue
            ((readings, network),) = model.log_probabilities(text, [place])
            if reading in readings and len(readings) > 1:
                path = paths.best(text, True)
                index = next(index for index, step in enumerate(path) if step.end > place)
                found[text[place]].append(Example(reading, readings, network, features(text, path, index, place)))
    return found


def learned(each: list[Example]) -> tuple[float, dict[str, Any]]:
    """Return the network's factor and the features' weights for one character: logistic regression by Adam."""
    seen = Counter(feature for example in each for feature in example.found)
    names = [feature for feature, count in sorted(seen.items()) if count >= SEEN]
    row = {feature: index + 1 for index, feature in enumerate(names)}  # row 0 stands for none
    width = max(len(example.found) for example in each)
    rows = np.zeros((len(each), width), np.int64)
    for index, example in enumerate(each):
        known = [row[feature] for feature in example.found if feature in row]
        rows[index, : len(known)] = known
    network = np.maximum(np.array([example.network for example in each]), LEAST)
    gold = np.array([[reading == example.reading for reading in example.readings] for example in each], float)
    size = len(names) + 1
    values = np.zeros((size + 1, gold.shape[1]))  # the last row holds the factor, less one
    first, second = np.zeros_like(values), np.zeros_like(values)
    for step in range(1, STEPS + 1):
        factor = 1 + values[-1, 0]
        scores = values[rows].sum(1) + factor * network
        share = np.exp(scores - scores.max(1, keepdims=True))
        error = share / share.sum(1, keepdims=True) - gold
        spread = np.repeat(error, width, 0)
        slope = (
            np.stack([np.bincount(rows.ravel(), column, minlength=size + 1) for column in spread.T], 1) + RIDGE * values
        )
        slope[0] = slope[-1] = 0
        slope[-1, 0] = (error * network).sum() + FACTOR_PENALTY * values[-1, 0]
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        move = (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-6)
        values -= STEP * (0.3 if step > STEPS * 2 // 3 else 1) * move
    return float(1 + values[-1, 0]), dict(zip(names, values[1:size], strict=True))


def line(char: str, each: list[Example]) -> str:
    """Return the line of one character. Weights that move no reading by a sixteenth are left out."""
    factor, weights = learned(each)
    items = [char, " ".join(each[0].readings), f"{factor:.3f}"]
    for feature, values in weights.items():
        rounded = [round(UNIT * value) for value in values - values.mean()]
        if any(rounded) and feature == feature.strip() and "\t" not in feature:
            items.append(",".join(map(str, rounded)) + " " + feature)
    return "\t".join(items)


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="+")
    parser.add_argument("--leave-out", action="append", type=Path, default=[])
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    left_out = {
        normalization.normalize(json.loads(each)["sentence"])
        for file in given.leave_out
        for each in file.read_text(encoding="utf-8").splitlines()
    }
    found = examples(given.names, left_out)
    lines = [line(char, each) for char, each in sorted(found.items()) if len(each) >= EXAMPLES]
    given.out.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} characters, {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
