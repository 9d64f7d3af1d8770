"""Derive the shipped tables of words and characters from public dictionaries; run by hand when those change.

usage: pronunciation_tables.py COMPLETE.json DICT.txt   (needs the PyPI packages pypinyin and pypinyin-dict)

COMPLETE.json is json/complete.json of the npm package @pinyin-pro/data (ISC licence): words with readings, and with the
frequencies of jieba's dictionary (MIT licence). DICT.txt is jieba/dict.txt of the PyPI package jieba 0.42.1 (MIT
licence): the part of speech of each word. Characters that it lacks come from pypinyin (MIT licence); whether a
word is a word is asked of pypinyin-dict's copies of CC-CEDICT and others, because many that were counted are not.
corrections.txt beside the tables holds what a person changed: a word, its reading ("-": leave the word out) and, where
the source lacks it, its count.
"""

from __future__ import annotations

import collections
import functools
import importlib
import json
import sys
from pathlib import Path

from pypinyin.contrib.tone_convert import to_tone3
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

from tests.support.paths import ROOT

DATA = ROOT / "service/speech/pronunciation/data"
RARE, UNATTESTED = 10, 50
"""Words seen less often than RARE are kept only if a character in them is not read its usual way; words that no other
dictionary has must be seen UNATTESTED times."""
ORIGIN = (
    "Derived by tests/tools/pronunciation_tables.py from @pinyin-pro/data 1.3.1 (ISC licence), which has the counts of "
    "jieba's dictionary (MIT licence), from jieba 0.42.1 (parts of speech), "
    "from pypinyin 0.55 (MIT licence) and from corrections.txt."
)
DICTIONARIES = ("cc_cedict", "large_pinyin", "zdic_cibs")
SAME_PART = {"z": "a", "y": "u", "e": "u", "o": "u", "h": "u", "k": "u", "g": "x", "i": "l", "j": "n"}
OWN_PART = {"vn": "g", "zg": "x"}
"""Tags of two letters that are parts of their own: a verb that is a noun as well, and a character not looked at."""
EVEN_TONE = {"一": "yi1", "不": "bu4"}


@functools.cache
def numbered(syllable: str) -> str:
    """`xíng` as `xing2`, `de` as `de5`."""
    return to_tone3(syllable, neutral_tone_with_five=True).replace("ü", "v")


def corrections() -> dict[str, tuple[tuple[str, ...], int]]:
    """What was set by hand: {word: (syllables, count)}; no syllables: the word is left out."""
    fixed = {}
    for line in table("corrections.txt"):
        word, reading, *count = line.split("\t")
        fixed[word] = (() if reading == "-" else tuple(reading.split()), int(count[0]) if count else 0)
    return fixed


def table(name: str) -> list[str]:
    """The lines of a shipped table, comments left out."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def local(word: str, syllables: tuple[str, ...], places: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The reading of `word`, that of a place in it taken from the gazetteer: 应城市 from 应城."""
    if word[-1] in "县区市州省镇山河" and word[:-1] in places:
        return (*places[word[:-1]], syllables[-1])
    return places.get(word, syllables)


def simplified(word: str) -> bool:
    """Whether the word is written in the simplified standard."""
    try:
        word.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def word_lists() -> list[dict[str, list[list[str]]]]:
    """The readings of words in four other dictionaries."""
    dictionaries = [importlib.import_module(f"pypinyin_dict.phrase_pinyin_data.{name}") for name in DICTIONARIES]
    return [phrases_dict, *(dictionary.phrases_dict for dictionary in dictionaries)]


def agreed(lists: list[dict[str, list[list[str]]]]) -> dict[str, tuple[str, ...]]:
    """The words of pypinyin's list on whose reading two more of the four dictionaries agree and none differs."""
    counts = collections.Counter(word for each in lists for word in each if 2 <= len(word) <= 5 and simplified(word))
    readings = {}
    for word in (word for word, times in counts.items() if times >= 3 and word in phrases_dict):
        found = {
            tuple(EVEN_TONE.get(c, numbered(s[0])) for c, s in zip(word, each[word], strict=False))
            for each in lists
            if word in each
        }
        if len(found) == 1 and len(reading := found.pop()) == len(word):
            readings[word] = reading
    return readings


@functools.cache
def _name_characters() -> tuple[set[str], set[str]]:
    surnames = {name for line in table("surnames.txt") for name in line.split("\t")[1].split()}
    return surnames, set("".join(line for line in table("given.txt") if line.startswith(("often", "fairly"))))


def personal(word: str) -> bool:
    """Whether the word looks like a person's name, which names.py reads better."""
    surnames, given = _name_characters()
    return len(word) == 3 and word[0] in surnames and set(word[1:]) <= given


def parts_of_speech(source: Path) -> dict[str, str]:
    """The part of speech of each word that jieba has: the first letter of its tag, particles and sounds as one."""
    tags = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        word, _, tag = line.split()
        tags[word] = OWN_PART.get(tag) or SAME_PART.get(tag[0], tag[0])
    return tags


def main(source: Path, tagged: Path) -> None:
    """Write characters.txt and words.txt."""
    parts = parts_of_speech(tagged)
    complete = {
        w: v for w, v in json.loads(source.read_text(encoding="utf-8")).items() if v and len(v[0].split()) == len(w)
    }
    fixed = corrections()
    usual = {chr(code): numbered(readings.split(",")[0]) for code, readings in pinyin_dict.items()}
    usual |= {word: numbered(value[0]) for word, value in complete.items() if len(word) == 1}
    usual |= {word: reading[0] for word, (reading, _) in fixed.items() if len(word) == 1}
    by_reading = collections.defaultdict(list)
    for char in sorted(usual):
        by_reading[usual[char]].append(char)
    lines = [f"{reading}\t{''.join(chars)}" for reading, chars in sorted(by_reading.items())]
    header = "# How every character is usually read: reading TAB characters. "
    (DATA / "characters.txt").write_text("\n".join([header + ORIGIN, *lines]) + "\n", encoding="utf-8")

    lists = word_lists()
    known = set().union(*lists)
    sure = agreed(lists)
    fixed_parts = {
        word: part
        for line in table("parts_of_speech.txt")
        for part, words in [line.split("\t")]
        for word in words.split()
    }
    places = {name: tuple(reading.split()) for name, reading in (line.split("\t") for line in table("places.txt"))}
    groups: dict[str, list[str]] = collections.defaultdict(list)
    for word in sorted(complete | dict.fromkeys(fixed) | sure):
        value = complete.get(word)
        count = round(value[1] * 1e12) if value and len(value) > 1 else 3
        if word in fixed:
            syllables, count = fixed[word][0], fixed[word][1] or count
        elif value:
            syllables = tuple(EVEN_TONE.get(c, numbered(s)) for c, s in zip(word, value[0].split(), strict=True))
            syllables = local(word, syllables, places)
        else:
            syllables = sure[word]
        if not syllables:
            continue
        plain = all(usual[char] == syllable for char, syllable in zip(word, syllables, strict=True))
        if word not in fixed and (
            not simplified(word)
            or (plain and count < RARE)
            or (word not in known and (count < UNATTESTED or personal(word)))
        ):
            continue
        part = fixed_parts.get(word) or parts.get(word, "x")
        groups[word[0]].append(f"{word[1:]}:{count}{part}" + ("" if plain else ":" + " ".join(syllables)))
    lines = ["\t".join((first, *words)) for first, words in sorted(groups.items())]
    header = (
        "# Words by first character: TAB rest:count, the letter of its part of speech (parts_of_speech.txt), and "
        ":reading where it is not the usual one. "
    )
    (ROOT / "service/language/words.txt").write_text("\n".join([header + ORIGIN, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
