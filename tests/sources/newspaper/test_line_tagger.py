"""The decoder against trying every path, and the weights that are shipped."""

import gzip
import itertools
import json
import random
from importlib import resources

from service.sources.newspaper.line_classes import blocks
from service.sources.newspaper.line_tagger import LineTyper, seen_lines, shipped
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.page_lines import lines


def test_the_decoder_finds_the_best_of_all_paths():
    for seed in range(30):
        rng = random.Random(seed)
        types = ["headline", "prose", "subhead"]
        features = {name: [x for k in range(3) for x in (k, rng.randint(-900, 900))] for name in "abcd"}
        transitions = [[rng.randint(-900, 900) for _ in types] for _ in types]
        found = [rng.sample([*features, "unknown"], 3) for _ in range(5)]
        scores = {
            path: sum(
                features[f][2 * k + 1] for each, k in zip(found, path, strict=True) for f in each if f in features
            )
            + sum(transitions[a][b] for a, b in itertools.pairwise(path))
            for path in itertools.product(range(3), repeat=5)
        }
        typer = LineTyper({"types": types, "features": features, "transitions": transitions})
        path = tuple(types.index(type_.value) for type_ in typer.decode(found))
        assert scores[path] == max(scores.values())


def test_no_line_has_no_type():
    assert shipped().types([]) == []


def test_the_shipped_weights_are_small_and_say_where_they_come_from():
    packed = resources.files("service.sources.newspaper").joinpath("line_type_weights.json.gz").read_bytes()
    assert len(packed) < 150_000
    weights = json.loads(gzip.decompress(packed))
    assert weights["provenance"].startswith("Learnt by tests/tools/learn_page_types.py from ")
    assert set(weights["types"]) <= {t.value for t in LineType}


def test_lines_without_a_word_are_not_typed():
    rows = lines("# 大桥检修\n\n![](a.jpg)\n\n---\n\n大桥从今天起夜间检修。\n")
    seen, places = seen_lines(rows, blocks(rows))
    assert [rows[place].text for place in places] == ["大桥检修", "大桥从今天起夜间检修。"]
    assert [line.after_break for line in seen] == [False, True]


def test_a_page_is_typed():
    text = "五月的白鹭湾湿地芦苇青青，两百只东方白鹳在浅滩停歇觅食，市民在步道上观鸟。"
    rows = lines(f"候鸟归来\n\n# 白鹭湾飞来白鹳\n\n□本报记者 方远\n\n{text}\n\n{text[:20]}\n\n{text[20:]}\n")
    types = shipped().types(seen_lines(rows, blocks(rows))[0])
    assert types[1:4] == [LineType.HEADLINE, LineType.BYLINE, LineType.PROSE]
    assert types[5] is LineType.CONTINUATION
