"""Names of persons: where one probably stands in a text, and how it is read."""

from __future__ import annotations

from collections.abc import Iterator

from service.language.word_list import WordList
from service.speech.pronunciation.dictionaries import lines

_OFFICES_TAKEN_UP = frozenset("任应查区乐会称都过")
"""Surnames that before an office are more often another word: 任局长 is to be its head."""

SURNAME_WEIGHT = -12.0
"""The logarithm of the probability that a given surname stands here."""
COMMON_WEIGHT, FAIR_WEIGHT, ODD_WEIGHT = -4.6, -6.2, -9.5
"""The same for a character of the given name, by how usual it is there."""
CUE_BONUS = 7.0
"""What a title before the name or a verb of speech behind it adds; half of that: a name in a list."""
COMMON_WORD_COUNT = 2000
"""A word counted so often (国家) is no given name unless a title says so."""
WORD_COUNT = 15
"""A surname and one character that were counted so often as a word (宁愿, 盖章) are that word, not a name."""
DOING_COUNT = 150
"""The same where a verb stands behind them: 车长带领, but 高峰介绍."""
_PARTICLES = frozenset("了过着的地得在是不为与和把被")
"""What shows behind 盖, 解 or 查 that they are verbs: 局长盖了章."""
_MARKS = "，。；：、！？“”‘’（）《》… \u3000\n"
_AFTER_NO_VILLAGE = ("民", "里", "级", "务", "支书", "情", "干部", "账")
"""What behind 解村 or 查村 shows that no village is meant: 解村民之忧."""
_AFTER_NO_ELDER = ("元", "位", "于", "价", "单", "曲", "队", "何", *"间独身亲页方调品词打")
"""What behind 小单 or 老任 shows that no person is meant: 小单价."""


class PersonNames:
    """Finds what may be a person's name."""

    def __init__(self, usual: dict[str, str], words: WordList) -> None:
        self._words = words
        self._usual = usual
        self._surnames: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._cued: frozenset[str] = frozenset()
        for line in lines("surnames.txt"):
            reading, names = line.split("\t")
            if reading == "cued":
                self._cued = frozenset(names.split())
                continue
            for name in names.split():
                syllables = tuple(usual[char] for char in name) if reading == "usual" else tuple(reading.split())
                if all(name != known for known, _ in self._surnames.get(name[0], ())):
                    self._surnames.setdefault(name[0], []).append((name, syllables))
        cues: dict[str, list[str]] = {}
        for line in lines("cues.txt"):
            kind, listed = line.split("\t")
            cues.setdefault(kind, []).extend(listed.split())
        self._before, self._after = tuple(cues["before"]), tuple(cues["after"])
        self._people = tuple(cues["people"])
        self._titles, self._personal = tuple(cues["title"]), tuple(cues["personal"])
        self._elders, self._villages = frozenset(cues["elder"]), tuple(cues["village"])
        self._weights: dict[str, float] = {}
        self._given = dict(usual)
        for line in lines("given.txt"):
            kind, chars = line.split("\t")
            if kind == "reading":
                char, reading = chars.split()
                self._given[char] = reading
            else:
                for char in chars:
                    self._weights.setdefault(char, COMMON_WEIGHT if kind == "often" else FAIR_WEIGHT)

    def usual(self, char: str) -> bool:
        """Return whether `char` is usual in given names."""
        return char in self._weights

    def starting(self, text: str, start: int) -> Iterator[tuple[int, float, tuple[str, ...]]]:
        """Return the names that may begin at `text[start]`: end, logarithm of the probability, reading."""
        for surname, reading in self._surnames.get(text[start], ()):
            if not text.startswith(surname, start):
                continue
            rest = start + len(surname)
            if self._alone(text, start, rest, surname):
                yield rest, SURNAME_WEIGHT + CUE_BONUS, reading
            for end in (rest + 1, rest + 2):
                given = text[rest:end]
                if end > len(text) or any(char not in self._given for char in given):
                    break
                weight = self._weigh(text, start, rest, end, reading)
                if weight is not None:
                    yield end, weight, reading + tuple(self._given[char] for char in given)

    def _weigh(self, text: str, start: int, rest: int, end: int, reading: tuple[str, ...]) -> float | None:
        """Return the log probability that text[start:end] is a name, given from `rest` on; None: it is none."""
        surname, given = text[start:rest], text[rest:end]
        ordinary = surname in self._cued
        own = reading != tuple(self._usual[char] for char in surname)
        usual_given = all(char in self._weights for char in given)
        left = start
        while left and text[left - 1] in " \u3000：":
            left -= 1
        before = text.endswith(self._before, 0, left)
        if own and _PARTICLES.intersection(given):
            return None
        doing = text.startswith(self._after, end)
        listed = self._listed(text, start, end)
        cued = before or text.startswith(self._titles, end)
        if not ordinary:
            cued = cued or text.endswith(self._people, 0, left) or doing
        elif own and usual_given:
            cued = cued or (listed and surname in self._elders) or (text.endswith(self._people, 0, left) and doing)
        if (
            ordinary
            and len(given) == 1
            and not before
            and not listed
            and self._words.frequent(given, COMMON_WORD_COUNT)
        ):
            return None
        if not cued and (ordinary or (len(given) == 1 and not listed)):
            return None
        if not usual_given and (ordinary or (own and not (before and (doing or _closed(text, end))))):
            return None
        if own and surname in self._elders and not (cued or listed or start == 0 or text[start - 1] in _MARKS):
            return None
        if len(given) == 2 and not before and self._words.frequent(given, COMMON_WORD_COUNT):
            return None
        if len(given) == 1 and self._words.frequent(surname + given, DOING_COUNT if doing else WORD_COUNT):
            return None
        weight = SURNAME_WEIGHT + sum(self._weights.get(char, ODD_WEIGHT) for char in given)
        return weight + (CUE_BONUS if cued else CUE_BONUS / 2 if listed else 0)

    def _listed(self, text: str, start: int, end: int) -> bool:
        """Return whether another person's name stands beside text[start:end]: 王伟、单立, 张力和曾城."""
        left = text[start - 1 : start] in ("、", "和", "与", "及") and any(
            self._like_a_name(text[start - size : start - 1]) for size in (3, 4) if start >= size
        )
        right = text[end : end + 1] in ("、", "和", "与", "及") and any(
            self._like_a_name(text[end + 1 : end + size]) for size in (3, 4)
        )
        return left or right

    def _like_a_name(self, text: str) -> bool:
        """Return whether `text` is a surname and one or two characters that are usual in given names."""
        return (
            len(text) in (2, 3)
            and any(name == text[0] for name, _ in self._surnames.get(text[0], ()))
            and all(char in self._weights for char in text[1:])
            and (text[0] not in self._cued or not self._words.frequent(text, WORD_COUNT))
        )

    def _alone(self, text: str, start: int, end: int, surname: str) -> bool:
        """Return whether the surname stands without a given name: 姓解, 解先生, 小解说, 老解, 解家庄, 任楼村."""
        if text.endswith("姓", 0, start) and not text.endswith(("老百姓", "百姓"), 0, start):
            return True
        titles = self._personal if surname in _OFFICES_TAKEN_UP else self._titles
        if text.startswith(titles, end):
            return True
        if surname not in self._elders:
            return False
        village = max((len(word) for word in self._villages if text.startswith(word, end)), default=0)
        return (village > 0 and not text.startswith(_AFTER_NO_VILLAGE, end + village)) or (
            text[start - 1 : start] in ("老", "小") and start > 0 and not text.startswith(_AFTER_NO_ELDER, end)
        )


def _closed(text: str, end: int) -> bool:
    """Return whether a clause ends at `end`."""
    return end >= len(text) or text[end] in _MARKS
