"""Written to spoken: examples beside their gold, by class, and the texts of the shared bench by reference."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.speech.normalization import RULES, normalize
from service.speech.normalization.rule import apply_all
from tests.support.paths import ROOT, SHARED
from tests.support.tables import every_row

DATA = ROOT / "tests" / "data" / "normalization"

Example = tuple[str, str, str]


def bare(text: str) -> str:
    """What is heard: no punctuation, no signs, no spaces, no case."""
    kept = unicodedata.normalize("NFKC", text).lower()
    return "".join(char for char in kept if unicodedata.category(char)[0] not in "PSZC")


def readings(gold: str) -> set[str]:
    """Every spoken form that `{a|b}` in the gold allows."""
    parts = [part.strip("{}").split("|") if part.startswith("{") else [part] for part in re.split(r"(\{[^}]*\})", gold)]
    return {bare("".join(choice)) for choice in itertools.product(*parts)}


def examples(name: str) -> list[Example]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    assert all(len(row) == 3 for row in rows)
    return rows  # type: ignore[return-value]


INVENTED = examples("sentences.tsv")


@every_row(("kind", "written", "spoken"), INVENTED, ids=[f"{kind}-{n}" for n, (kind, *_) in enumerate(INVENTED)])
def test_invented_sentence(kind: str, written: str, spoken: str) -> None:
    assert bare(normalize(written)) in readings(spoken)


def referenced() -> list[Example]:
    """Sentences of the shared texts, made into (place, written, gold) from the stored tokens."""
    texts: dict[str, list[str]] = {}
    rows: list[Example] = []
    for line in (DATA / "by_reference.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        path = SHARED / entry["file"]
        if not path.exists():
            pytest.skip(f"{path} is not there: the gold is kept by reference only")
        if entry["file"] not in texts:
            whole = path.read_text(encoding="utf-8")
            texts[entry["file"]] = whole.splitlines() if path.suffix == ".jsonl" else [whole]
        record: object
        if path.suffix == ".jsonl":
            number, *keys = entry["record"].split("/")
            record = json.loads(texts[entry["file"]][int(number)])
            for key in keys:
                record = record[int(key)] if isinstance(record, list) else record[key]  # type: ignore[index]
        else:
            record = texts[entry["file"]][0]
        written = str(record)[entry["offset"] : entry["offset"] + entry["length"]]
        gold, end = "", 0
        for offset, token, said in entry["tokens"]:
            assert written[offset : offset + len(token)] == token, "the shared text has changed"
            gold += written[end:offset] + said
            end = offset + len(token)
        rows.append((f"{entry['file']} {entry['record']} {entry['offset']}", written, gold + written[end:]))
    return rows


def test_sentences_of_the_shared_texts() -> None:
    rows = referenced()
    wrong = [place for place, written, gold in rows if bare(normalize(written)) not in readings(gold)]
    assert len(rows) >= 200
    assert len(wrong) <= len(rows) // 100, wrong


def test_every_rule_has_an_example_that_needs_it() -> None:
    """A rule whose absence no example notices is not proved by anything."""
    touched: dict[str, list[tuple[str, str]]] = {rule.name: [] for rule in RULES}
    for _, written, _ in INVENTED:
        text, names = written, []
        for rule in RULES:
            before, text = text, rule.apply(text)
            if text != before:
                names.append(rule.name)
        for name in names:
            touched[name].append((written, text))
    idle = [
        name
        for name, sentences in touched.items()
        if all(apply_all([rule for rule in RULES if rule.name != name], written) == said for written, said in sentences)
    ]
    assert not idle


def test_text_without_notation_comes_back_as_it_is() -> None:
    text = "县里的老人爱听戏，“台上一分钟，台下十年功”——他们说。"
    assert normalize(text) == text


@given(
    st.text(
        alphabet="零一二3中文A-*\\$_#<>^|`/~@=%&＊＄＃＼＾＿｜～＠＝／％﹣‑–－★●◆□○℃→↓▲😀\u202e\u200b\ufffd ，。°(）",
        max_size=40,
    )
)
def test_no_engine_is_sent_a_sign_that_says_nothing(text: str) -> None:
    spoken = normalize(text)
    heard = "，。、：；？！…—·“”‘’（）() "
    assert all(char.isalnum() or char in heard or char in "-/&" for char in spoken)
    assert not re.search("(?<![A-Za-z])[-/&]|[-/&](?![A-Za-z])", spoken)
