"""Words of a reworded sentence that its source has not: names that no word list knows, and things that are added.

A rewording has words of its own, most of them verbs and what goes with them: 亏本, 打了个平手, 稍有赚头. A name shows
by characters that no common word joins (沧澜, 左志超); an added fact by several nouns of which the source has nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.core.messages import _
from service.editing.facts.source_alignment import Passage
from service.editing.facts.violation import FactViolation
from service.language import lexical_tagger, surnames
from service.language.word_list import UNKNOWN_WORD_WEIGHT, parted, word_list

HARMLESS = frozenset(
    "的了着过在于和与及或并且而也都又还则就才把被由让使给对向从自至到以为是有无这那其该此各每等个名位家项条种次些之所将要会能可应须需已曾正再更最很较共约超近达逾"
    "不没未上下内外中前后间里时月日年号点分人说称道指谈讲表示介绍认据经按照通过随因如若但却虽只仅起来去出进入成做作当用新大小多少高低长短好一二三四五六七八九十百千万亿两零"
    "增减升降涨跌建设开办启动投产完毕结束获得收取送交接办理它他她我你们今明昨早晚全总共同合计均大约左右余半同比环将即掉完住开走回见给"
)
"""Characters that reword without naming."""
_NEVER_GIVEN = frozenset("了的着过得在是和与把被就都也不没时")
"""Characters of no given name: 关了门 is none."""
_NAMING = frozenset("nvabxmzs")
"""Parts of speech of the characters that names consist of."""
_OWN_VOICE = frozenset(("评论", "作者", "读者", "社论", "书评", "文章", "记者", "时候"))
"""Nouns that add nothing: who tells, and when."""
RARE = -11.0
"""Two characters are a name where one of them is seldom a word of its own: 沧澜, not 肉价 (log of its probability)."""
STRANGE_NOUNS, NEW_NOUNS = 2, 4
"""Nouns, none of whose characters the source has, and nouns that it has not, from which on something is added."""


def faults(text: str, passage: Passage) -> list[FactViolation]:
    """Return the names and the additions of a sentence, in which numbers are masked."""
    found: list[str] = []
    strange: list[str] = []
    new: list[str] = []
    for run in re.finditer(r"[\u4e00-\u9fff]+", text):
        words = list(_words(run, passage.text))
        counted = text[: run.start()].endswith("＿")
        person = "" if counted else _person(words)
        found += [person] if person else _names(words, passage.text)
        for word, part, known in words:
            if part == "n" and len(word) > 1 and not known and word not in (*_OWN_VOICE, *new):
                new.append(word)
                if not any(char in passage.text for char in word):
                    strange.append(word)
    found = [each for each in found if lexical_tagger.is_named(text, text.find(each), text.find(each) + len(each))]
    violations = [FactViolation(name, "name", _("neither in the source nor an ordinary word")) for name in found]
    if len(strange) >= STRANGE_NOUNS or len(new) >= NEW_NOUNS:
        violations.append(FactViolation("、".join(strange or new), "word", _("not in the source")))
    return violations


def _words(run: re.Match[str], source: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the words of a run of characters, their part of speech, and whether the source has two of them together."""
    text, at = run.string, run.start()
    for word, part in parted(run.group()):
        end = at + len(word)
        grams = {text[i : i + 2] for i in range(max(run.start(), at - (len(word) == 1)), min(run.end() - 1, end))}
        inside = {word[i : i + 2] for i in range(len(word) - 1)} or grams
        yield word, part, any(gram in source for gram in inside)
        at = end


def _person(words: list[tuple[str, str, bool]]) -> str:
    """Return what begins like a person: a surname and two characters that no word joins; else an empty string."""
    first = [word for word, _, known in words[:3] if len(word) == 1 and not known]
    named = len(first) == 3 and first[0] in surnames.IN_TEXT and not _NEVER_GIVEN.intersection(first[1:])
    return "".join(first) if named else ""


def _names(words: list[tuple[str, str, bool]], source: str) -> Iterator[str]:
    """Yield what no word joins: single characters side by side that the source has not so, a noun among them."""
    run = ""
    noun = False
    for word, part, known in [*words, ("", "", True)]:
        if len(word) == 1 and not known and part in _NAMING and word not in HARMLESS:
            run += word
            noun = noun or part in "nx"
            continue
        known = len(run) == 2 and all(char in source for char in run)
        if len(run) > 1 and noun and not known and (len(run) > 2 or min(map(_weight, run)) < RARE):
            yield run
        run, noun = "", False


def _weight(char: str) -> float:
    """Return the logarithm of the probability of a character as a word."""
    return max((word.weight for end, word in word_list().starting(char, 0)), default=UNKNOWN_WORD_WEIGHT)
