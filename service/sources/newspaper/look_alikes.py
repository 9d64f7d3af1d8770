"""A misread character inside a very common word, put right: 今夭 is 今天, 机器 was read 杌器, 己经 is 已经.

A character that makes no word and no usual pair with its neighbours, while one that looks alike makes a very common
word there, is that one. `look_alikes.tsv` says which look alike (pictures of GB 2312's characters in two fonts). What
looks faintly alike is it where the page has the same word and both neighbours elsewhere (蜜爪节 is 蜜瓜节), or
where the tagger finds a noun instead of a character alone (动车组列东 is 列车), or where all that the page says makes
it sure (`misread_evidence`). But for twins a page must have more than one such character: of 1,515,584 characters that
nobody scanned eleven looked misread, each the only one of its page (投贷联动, 禽流感致人死亡, 耍花拳绣腿).
Where a page has what is surely misread, likely ones are believed too: rare characters, and what the tagger takes for a
name of no place that is printed once and is a word as it is meant (钟褛 is 钟楼). Otherwise what is part of a name
stays (东汊 is no 东汉), and so does what can stand alone (一分多钟 is no 多种, 不太 no 不大).
Without the tagger, which knows names, only what needs no word list is corrected: numbers (misread_digits.py), frames
(misread_frames.py) and the weather's 晴.
"""

from __future__ import annotations

import enum
import functools
import itertools
import math
import re
from importlib import resources
from typing import NamedTuple

from service.language.lexical_tagger import NAMES, PERSON, PLACE, TaggedWord, tagged
from service.language.word_list import UNKNOWN_WORD_WEIGHT, parted, word_list
from service.sources.newspaper import misread_evidence
from service.sources.newspaper.continuation import bond, paired
from service.sources.newspaper.misread_digits import misread_digits
from service.sources.newspaper.misread_frames import misread_in_frames

HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_SUNNY = re.compile(
    r"(?<![\u4e00-\u9fff])睛(?=[，。；、,~～]|[转间到]|$)|(?<=[转间到])睛(?=[，。；、,~～]|$)|(?<=天)睛(?=[，。；、]|[转间]|$)"
)
"""`明天：睛，25℃`, `睛转多云`: a pupil (眼睛, 画龙点睛) is no clause and does not change."""
_TODAY = re.compile(r"令(?:(?=[晚年晨夏冬春秋])|(?<![\u4e00-\u9fff]令)(?=[天日早起]))")
"""`令晚23时起`, `全市令年种瓜`, `令早，`; none of 命令, 法令, 禁令, 令人, 令年轻人, 令日本, 令起诉."""
_CORRECTS = re.compile(r"误(?:为|作|写|刊|排|植)|更正|应为|错[别印]?字")
WHY = "a look-alike, and"
"""How the reason of a repair begins."""
LEAST_COUNT = 1_000
"""A very common word was counted so often; 今天 15,961 times, 机器 3,933, 免费 1,811."""
LEAST_GAIN, SURE_GAIN = 6.0, 8.0
"""By so much the logarithm of the text's probability must grow; for nearly the same forms SURE_GAIN is evidence enough.
"""
BONDED, FAINT_GAIN = 3.0, 6.0
"""By so much the bonds with the neighbours and the probability grow where the tagger finds a noun: chosen as the least
that leave 716,155 clean characters as they are. Of 8,249 characters misread on purpose 1,019 are put right, 4 wrongly.
"""
FAINT_COUNTS = range(10, 20_000)
"""A faint look-alike is a word of its own counted so often: 会 and 进 stand alone everywhere, and 不 has no count."""
RARER = 10
"""A character that merely looks alike must be so many times rarer as a word of its own than the word it would make."""
LEAST_PAGE_GAIN = 3.0
"""The same where the page is asked (`misread_evidence`)."""
LEAST_MISREAD = 2
"""So many of a page look misread where one that is no twin is believed."""
LEAST_SURE = 1
"""So many of a page are surely misread (numbers, frames, twins) where what is likely is believed; no page of 212 days
of broadcast news has one."""
JOINING = range(10, 60_000)
"""What is likely makes a word with characters counted so often as words: 一, 上 and 不 (not counted) join any."""
LONGEST_WORD = 4
_PERSONS = frozenset((PERSON,))
"""What the page prints otherwise is put right in all names but these: 李明辉 and 李朋辉 may be two people."""
_REACH = 30
"""Characters on both sides of it that tell the tagger whether a character is in a name."""


class LookAlike(NamedTuple):
    """A misread character, where it stands in the text, and the evidence."""

    start: int
    wrong: str
    right: str
    word: str


class _Meant(NamedTuple):
    gain: float
    right: str
    word: str
    printed: bool = False
    twins: bool = False
    likely: bool = False


class _Misreadings(NamedTuple):
    """Misread characters of a text."""

    sure: list[LookAlike]
    doubtful: list[LookAlike]
    """Where a page has one of them alone, it may be a rare word."""
    likely: list[LookAlike]
    """So they are where the page is known to be misread, and nowhere else."""


class _Counts(NamedTuple):
    """How many of a page's characters are surely misread, and how many look so."""

    sure: int
    doubtful: int


class Likeness(enum.IntEnum):
    """How much two characters look alike: the columns of look_alikes.tsv behind the first."""

    TWINS = 0
    ALIKE = 1
    FAINT = 2
    REMOTE = 3


_CORRELATIONS = {
    Likeness.TWINS: 0.95,
    Likeness.ALIKE: 0.89,
    Likeness.FAINT: 0.83,
    Likeness.REMOTE: 0.78,
}
"""About how their pictures correlate."""


@functools.cache
def meant_by() -> dict[str, dict[str, Likeness]]:
    """Return for each character those it may be misread from, and how much the two look alike."""
    table: dict[str, dict[str, Likeness]] = {}
    lines = resources.files(__package__).joinpath("look_alikes.tsv").read_text(encoding="utf-8").splitlines()
    for right, *columns in (line.split("\t") for line in lines[1:]):
        for likeness, characters in zip(Likeness, columns, strict=True):
            for wrong in characters:
                table.setdefault(wrong, {})[right] = likeness
    return table


def misread(text: str, page: str = "") -> list[LookAlike]:
    """Return the misread characters of a text, in order; `page` is all the page's text."""
    found = _by_line(page).get(text) if page else None
    found = found or _found(text, page)
    taken = list(found.sure)
    if found.doubtful or found.likely:
        counts = _counts(page or text)
        taken += found.doubtful if sum(counts) >= LEAST_MISREAD else []
        taken += found.likely if counts.sure >= LEAST_SURE else []
    return sorted(taken)


@functools.lru_cache(maxsize=8)
def _by_line(page: str) -> dict[str, _Misreadings]:
    """Return what is misread in each line of a page, each looked at once."""
    return {line: _found(line, page) for line in dict.fromkeys(page.splitlines())}


@functools.lru_cache(maxsize=8)
def _counts(page: str) -> _Counts:
    """Return how many characters of a page are misread or look so."""
    found = [_by_line(page)[line] for line in page.splitlines()]
    return _Counts(sum(len(each.sure) for each in found), sum(len(each.doubtful) for each in found))


def _found(text: str, page: str) -> _Misreadings:
    if tells_of_misprint(text):
        return _Misreadings([], [], [])
    found = _Misreadings(_plain(text), [], [])
    known = {each.start for each in found.sure}
    for run in HAN.finditer(text):
        at = 0
        for word, _ in parted(run[0]):
            place = run.start() + at
            if len(word) == 1 and word in meant_by() and place not in known:
                meant = (
                    _meant(run[0], at, page)
                    or _meant_noun(text, run.start(), run[0], at)
                    or _meant_today(run[0], at)
                    or _meant_by_page(text, run.start(), run[0], at, page)
                )
                if meant and (kind := _kind(text, place, meant, page, found)) is not None:
                    kind.append(LookAlike(place, word, meant.right, meant.word))
            at += len(word)
    return found


def _kind(text: str, at: int, meant: _Meant, page: str, found: _Misreadings) -> list[LookAlike] | None:
    """Return which list of those found the character belongs to; None if it is part of a name, and so stays."""
    if not _in_name(text, at, _PERSONS if meant.printed else NAMES):
        return found.sure if meant.twins else found.likely if meant.likely else found.doubtful
    return found.likely if _is_no_name(text, at, meant, page) else None


def _is_no_name(text: str, at: int, meant: _Meant, page: str) -> bool:
    """Return whether what looks like a name, of no place, is printed once and is a word, and no name, as meant."""
    name, as_meant = tagged_at(text, at), tagged_at(text[:at] + meant.right + text[at + 1 :], at)
    return (
        name is not None
        and as_meant is not None
        and not meant.likely
        and name.tag != PLACE
        and page.count(name.text) == 1
        and as_meant.text == meant.word
        and as_meant.tag not in NAMES
    )


def _plain(text: str) -> list[LookAlike]:
    """Return the misread characters that no word list is asked for."""
    found = [LookAlike(m.start(), "睛", "晴", "晴") for m in _SUNNY.finditer(text)]
    return found + [LookAlike(*each) for each in (*misread_in_frames(text), *misread_digits(text))]


def tells_of_misprint(text: str) -> bool:
    """Return whether a text tells of a misprint, which it has on purpose."""
    return bool(_CORRECTS.search(text))


def corrected(text: str, found: list[LookAlike]) -> str:
    """Return the text with these characters put right."""
    characters = list(text)
    for each in found:
        characters[each.start] = each.right
    return "".join(characters)


def _meant(run: str, at: int, page: str) -> _Meant | None:
    """Return what the character is meant to be, if it makes no word where it stands and another makes a common one."""
    if not is_alone(run, at):
        return None
    wrong, words = run[at], word_list()
    best: _Meant | None = None
    for right, likeness in meant_by()[wrong].items():
        text = run[:at] + right + run[at + 1 :]
        if likeness is Likeness.REMOTE or not (over := _words_over(text, at)):
            continue
        gain = text_weight(text) - text_weight(run)
        word = max(over, key=words.count)
        printed = _printed(text, at, wrong, over, page)
        if printed:
            sure = gain > 0
        else:
            sure = likeness is not Likeness.FAINT and gain >= LEAST_GAIN and words.count(word) >= LEAST_COUNT
            twins = likeness is Likeness.TWINS and gain >= SURE_GAIN
            sure = sure and (twins or words.count(wrong) * RARER < words.count(word))
        if sure and (not best or gain > best.gain):
            best = _Meant(gain, right, word, printed, likeness is Likeness.TWINS)
    return best


def _meant_noun(text: str, start: int, run: str, at: int) -> _Meant | None:
    """Return the common noun that the character is meant to be part of, if the tagger finds it a word of its own."""
    words = word_list()
    if words.count(run[at]) not in FAINT_COUNTS or not is_alone(run, at):
        return None
    best: _Meant | None = None
    for right, likeness in meant_by()[run[at]].items():
        if likeness is Likeness.REMOTE:
            continue
        whole = run[:at] + right + run[at + 1 :]
        word = max(
            (each for each in _words_over(whole, at) if words.count(each) >= LEAST_COUNT), key=words.count, default=""
        )
        gain = text_weight(whole) - text_weight(run)
        if not word or gain < FAINT_GAIN or _bonds(whole, at) - _bonds(run, at) < BONDED:
            continue
        place = start + at
        as_read, as_meant = tagged_at(text, place), tagged_at(text[:place] + right + text[place + 1 :], place)
        noun = as_read and as_meant and len(as_read.text) == 1 and as_meant.text == word and as_meant.tag == "n"
        if noun and (not best or gain > best.gain):
            best = _Meant(gain, right, word)
    return best


def _meant_by_page(text: str, start: int, run: str, at: int, page: str) -> _Meant | None:
    """Return what the character is meant to be by all that speaks for it, most of it on its page."""
    place = start + at
    if not page or not is_alone(run, at) or misread_evidence.is_repeated(text, place):
        return None
    apart = single_places(run)
    words, best, most = word_list(), None, misread_evidence.LIKELY
    for right, likeness in meant_by()[run[at]].items():
        whole = run[:at] + right + run[at + 1 :]
        word = max(_words_over(whole, at), key=words.count, default="")
        if word and not apart.issuperset(_places(whole, at, word)):
            continue
        gain = text_weight(whole) - text_weight(run) if word else 0.0
        if gain < LEAST_PAGE_GAIN:
            continue
        evidence = misread_evidence.Evidence(
            gain,
            _bonds(whole, at) - _bonds(run, at),
            _CORRELATIONS[likeness],
            math.log10(1 + words.count(word)),
            math.log10(1 + words.count(run[at])),
            len(word),
            *misread_evidence.printed(page, text, place, right, word),
        )
        odds = misread_evidence.log_odds(evidence)
        if odds > most:
            likely = misread_evidence.is_likely(evidence, run[at], right) and _joins(word, right)
            best, most = _Meant(gain, right, word, likely=likely), odds
    if most > misread_evidence.SURE:
        return best and best._replace(likely=False)
    return best if best and best.likely else None


def _joins(word: str, right: str) -> bool:
    """Return whether the other characters of the word are none that join any other."""
    return all(word_list().count(each) in JOINING for each in word if each != right)


def single_places(run: str) -> frozenset[int]:
    """Return the places of the characters of a run that are words by themselves."""
    ends = itertools.accumulate(len(word) for word, _ in parted(run))
    return frozenset(end - 1 for end, (word, _) in zip(ends, parted(run), strict=True) if len(word) == 1)


def _places(run: str, at: int, word: str) -> range:
    """Return the places that a word over one of them has: `馆一天` has a word in 一天, and no 第一."""
    start = run.index(word, max(0, at - len(word) + 1))
    return range(start, start + len(word))


def _meant_today(run: str, at: int) -> _Meant | None:
    """Return 今 for a 令 ahead of a part of the day or the year, if neither it nor that makes a word."""
    if not (found := _TODAY.match(run, at)) or _words_over(run, at):
        return None
    following = run[found.end()]
    alone = (parted(run[at + 1 :])[0][0] == following) and not (at and paired(run[at - 1], "令"))
    return _Meant(0.0, "今", f"今{following}", twins=True) if alone else None


def is_alone(run: str, at: int) -> bool:
    """Return whether the character makes no word and no usual pair where it stands."""
    beside = (at and paired(run[at - 1], run[at])) or (at + 1 < len(run) and paired(run[at], run[at + 1]))
    return not beside and not _words_over(run, at)


def _printed(run: str, at: int, read: str, words: list[str], page: str) -> bool:
    """Return whether the page has one of the words, and the character with each of its neighbours.

    Where it has the character as `read` with the same neighbours again, that is meant: 中奥关系 of a day with 中美.
    """
    pairs = run[at - 1 : at + 1] if at else "", run[at : at + 2]
    if any(page.count(pair[:n] + read + pair[n + 1 :]) > 1 for n, pair in ((1, pairs[0]), (0, pairs[1])) if pair):
        return False
    return all(len(pair) == 2 and pair in page for pair in pairs) and any(word in page for word in words)


def _bonds(run: str, at: int) -> float:
    """Return how strongly the character and its neighbours attract each other."""
    return sum(bond(run[n], run[n + 1]) for n in (at - 1, at) if 0 <= n < len(run) - 1)


def tagged_at(text: str, at: int) -> TaggedWord | None:
    """Return the tagged word that the character is in; None without the tagger."""
    start = max(0, at - _REACH)
    return next((each for each in tagged(text[start : at + _REACH]) if each.start <= at - start < each.end), None)


def _words_over(run: str, at: int) -> list[str]:
    """Return the words of two characters and more that hold the character."""
    starts = range(max(0, at - LONGEST_WORD + 1), at + 1)
    ends = ((start, end) for start in starts for end, _ in word_list().starting(run, start))
    return [run[start:end] for start, end in ends if end > at and end - start > 1]


@functools.lru_cache(64)
def text_weight(run: str) -> float:
    """Return the logarithm of the probability of the likeliest words of a run."""
    words = word_list()
    return sum(
        next((found.weight for end, found in words.starting(word, 0) if end == len(word)), UNKNOWN_WORD_WEIGHT)
        for word, _ in parted(run)
    )


def _in_name(text: str, at: int, names: frozenset[str]) -> bool:
    """Return whether the character is in a name of these kinds, or whether nothing tells."""
    word = tagged_at(text, at)
    return word is None or word.tag in names
