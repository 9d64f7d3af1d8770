"""Numbers and dates of a reworded sentence against its source: the same amount beside the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.editing.facts.clause_alignment import ranked, told
from service.editing.facts.derived_numbers import is_derived, listed
from service.editing.facts.measures import CLASSIFIERS, Date, Quantity, agrees, same_unit
from service.editing.facts.source_alignment import Passage, Side, SourceSentence, likeness, near
from service.editing.facts.violation import FactViolation
from service.editing.facts.vocabulary import vocabulary

NEARER_RATIO = 3.0
"""A number is beside another thing when a different number of the source has surroundings this many times as like."""
CROSSED_RATIO = 1.4
"""Two numbers are exchanged when the exchange makes their surroundings this many times as like."""
NEARER_MARGIN = 6.0
"""... and this much more like (weighted bigrams)."""
FEWEST_BARE = 20
PAIR = 2
MOST_LISTED = 5
"""So many things of a list are counted without the source having their number."""
_LOOSELY = re.compile("左右|上下|前后|来")
"""What is told less exactly for the ear: 70天左右."""
_EXTREME = {
    "most": re.compile("最[高大长多远晚重]|上限|封顶|以[内下]|限额|不[超高多大]"),
    "least": re.compile("最[低小短少近早轻]|下限|起步|以上|不[少低小]|保底"),
}
"""What makes a number of the source the most or the least there is: 最高额度100万元."""
_TERMS = frozenset(("days", "years", "hours", "age"))
"""Times that one has waited in full when they are over: 满30天 for 经过30日."""
_RANGE = 12
"""Characters of a range ahead of its end."""
_THING_REACH = 12
"""Characters behind a number in which the thing stands that it counts."""
_CLAUSE_END = re.compile("[，。；：！？]")
_PART_OF_DAY = re.compile("[上下]午|[早晚夜晨]|中午|凌晨")
_UP = re.compile(
    "增长|上升|提高|增加|上涨|提升|[增涨]幅|高于|多于|[高多]出|[高多升]了|[高多]$|增[至到加收]|升[至到]|涨|增"
)
_DOWN = re.compile("减少|降低|回落|低于|少于|缩减|缩短|[低少]了|[低少]$|跌|降|减")
_RELATIVE: tuple[str, ...] = tuple(vocabulary()["dates"]["relative"])
_LOOSE = re.compile("一[^百千万亿成]?|一个?[天年月周]|一个?(?:小时|公里|公斤|平方米|星期|分钱)")
_SAME_YEAR = {"去年": "同比|同期|上届|历年", "上年": "同比|同期|上届|历年", "周六": "周五、六"}
"""Words that say the same in figures of a year."""
_BY_YEAR = frozenset(("去年", "上年", "前年", "明年", "后年"))
"""What may be told of a year that the source has in digits."""
_LAST_MONTH = frozenset(("上月", "上个月"))
_YEAR_WORD = re.compile("[今去前明后]年|上年")
_CENTURY = 2000
_YEAR_AHEAD = re.compile("(?:去|前|明|后)年$")
_OTHER_YEAR = re.compile(r"(?<!比)(?:去年|上年)(?!同期|同月|底|末)|[明前后]年|20\d\d年")
_DAYPARTS = [each for each in _RELATIVE if re.match("上午|下午|晚|凌晨|中午", each)]
"""Words that 17时 for 下午5时 leaves out."""

_KINDS = ("天", "年(?!底|初|末)", "月", "周")
"""Days, years, months and weeks: 上午 is no other word for 今天."""
_SEASONS = "春夏秋冬夜"
"""What one character tells: 今冬 and 越冬 are 冬天, 夜修 is 夜里修."""
_HOURS = {
    "上午|早": range(5, 12),
    "清晨": range(4, 8),
    "下午": range(12, 19),
    "晚|夜": range(18, 25),
    "傍晚": range(17, 20),
    "凌晨": range(6),
    "中午": range(11, 14),
}
"""The hours of each part of the day, in the words of news."""


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return what is wrong with the sentence's numbers and dates."""
    found = [fault for each in sentence.quantities if (fault := _number(each, sentence, origins, passage))]
    for date in sentence.dates:
        if fault := _date(date, sentence, origins, passage) or _of_another_year(date, sentence.text, passage):
            found.append(fault)
    found += _crossed(sentence, origins, passage)
    return found + _relative(sentence, origins, passage)


def _number(said: Quantity, sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> FactViolation | None:
    """Return what is wrong with a number: not in the source, beside another thing there, or the other way."""
    if _is_later(said, sentence.text, origins, passage) or _is_told_freely(said, origins, passage):
        return None
    bounded = any(
        each.bound in ("most", "least") and each.value == said.value and each.unit == said.unit != ""
        for at in origins
        for each in passage.sentences[at].quantities
    )
    if (_is_idle(said, passage.text) and not bounded and not _is_one_of(said, sentence, passage)) or _is_period(
        said, sentence.text, passage.text
    ):
        return None
    match, rival, bounded = _matched(said, near(sentence.text, said.start, said.end), origins, passage)
    if match is None:
        if said.ordinal and _is_placed(said, origins, passage):
            return None
        if not said.unit and _is_bare(said, origins, passage):
            return None
        if _is_some(said, origins, passage) or _is_thing(said, passage):
            return None
        if bounded and _is_bounded_so(said, sentence.text, passage):
            return None
        if is_derived(said, sentence, passage):
            return None
        reason = "the source has it more or less exactly" if bounded else "not in the source"
        return FactViolation(said.written, "number", reason)
    listed = any("分别" in passage.sentences[at].text for at in origins)
    if (
        rival
        and said.unit != "clock"
        and not listed
        and not ((match.sentence is not rival.sentence or not said.unit) and _tells(sentence, rival.quantity))
        and _is_nearer(rival.likeness, match.likeness)
    ):
        if is_derived(said, sentence, passage):
            return None
        return FactViolation(said.written, "number", f"the source has {rival.quantity.written} there")
    if _direction(sentence, said) * _direction(match.sentence, match.quantity) < 0:
        return FactViolation(said.written, "number", "the source has it the other way (up or down)")
    return None


@dataclass(frozen=True, slots=True)
class _SourceNumber:
    """A number of the source, and how much its surroundings are like those of the number that is checked."""

    likeness: float
    sentence: SourceSentence
    quantity: Quantity


def _matched(
    said: Quantity, surroundings: tuple[Side, Side], origins: Sequence[int], passage: Passage
) -> tuple[_SourceNumber | None, _SourceNumber | None, bool]:
    """Return the likeliest origin of the number, the likeliest other number, and whether only the exactness differs."""
    match: _SourceNumber | None = None
    rival: _SourceNumber | None = None
    bounded = False
    other_unit = any(
        known.value == said.value and known.unit and known.ordinal == said.ordinal and not same_unit(said, known)
        for each in passage.sentences
        for known in each.quantities
    )
    for at, sentence in enumerate(passage.sentences):
        for exact in sentence.quantities:
            known = _in_months(exact) if said.unit == "years" and said.bound and exact.unit == "days" else exact
            if not same_unit(said, known) or (other_unit and said.unit and not known.unit):
                continue
            alike = likeness(surroundings, near(sentence.text, known.start, known.end)) + _bonus(at, origins)
            if agrees(said, known):
                if match is None or alike > match.likeness:
                    match = _SourceNumber(alike, sentence, known)
            elif known.value == said.value:
                bounded = True
            elif said.unit != known.unit and not (said.unit and known.unit):
                continue  # one of the two counts nothing that is told
            elif rival is None or alike > rival.likeness:
                rival = _SourceNumber(alike, sentence, known)
    return match, rival, bounded


def _tells(sentence: SourceSentence, number: Quantity) -> bool:
    """Return whether a sentence has a number of the source: beside it, another is not told for it."""
    return any(agrees(each, number) and same_unit(each, number) for each in sentence.quantities)


def _in_months(days: Quantity) -> Quantity:
    """Return a number of days in months: 96天 are 三个多月."""
    return replace(days, value=days.value / 30, unit="years")


def _bonus(at: int, origins: Sequence[int]) -> float:
    """Return what is added to a likeness for standing in one of the sentences that the text draws on."""
    return 8.0 if origins and at == origins[0] else 4.0 if at in origins else 0.0


def _is_nearer(other: float, best: float) -> bool:
    """Return True when another number's surroundings are so much more alike that it is the one meant."""
    return other > best * NEARER_RATIO and other - best > NEARER_MARGIN


def _is_idle(said: Quantity, source: str) -> bool:
    """Return True for a number that comes and goes with the wording: 三 without a unit, 一棵 for 每棵."""
    if said.ordinal:
        return False
    if said.value < 10 and not said.unit and len(said.written) == 1 and not said.written.isdigit():
        return True
    return not said.bound and _is_loose(said.written, source)


def _is_one_of(said: Quantity, sentence: SourceSentence, passage: Passage) -> bool:
    """Return whether a one counts those of several whom the clause that is told counts too: 有一户 for 其中2户."""
    if not sentence.text[: said.start].endswith("有"):
        return False
    clause = next(each for each in reversed(told(sentence)) if each.clause.start <= said.start)
    return any(
        source.clause.text.startswith("其中") and each.start >= source.clause.start and same_unit(said, each)
        for _, source in ranked(clause, passage)[:1]
        for each in passage.sentences[source.sentence].quantities
    )


def _is_bounded_so(said: Quantity, text: str, passage: Passage) -> bool:
    """Return whether a number is told loosely for the ear, or is the most or the least of which the source tells."""
    if said.bound == "about":
        return _LOOSELY.search(text, said.end - 2, said.end + 2) is not None
    if said.bound == "least" and said.unit in _TERMS and text[: said.start].endswith("满"):
        return True
    return said.bound in _EXTREME and any(
        not known.bound
        and known.value == said.value
        and same_unit(said, known)
        and (_EXTREME[said.bound].search(each.clause_at(known.start).text) or _is_edge(known, said.bound, each.text))
        for each in passage.sentences
        for known in each.quantities
    )


def _is_thing(said: Quantity, passage: Passage) -> bool:
    """Return whether a number counts by a thing what the source has as many of by another word: 两盒 for 两只盒子."""
    if said.unit not in CLASSIFIERS or not said.unit:
        return False
    return any(
        known.value == said.value
        and known.unit in CLASSIFIERS
        and bool(known.unit)
        and said.unit in _CLAUSE_END.split(each.text[known.end : known.end + _THING_REACH])[0]
        for each in passage.sentences
        for known in each.quantities
    )


def _is_edge(number: Quantity, bound: str, text: str) -> bool:
    """Return whether a number is the least or the most of a range: 58元 of 从58元到128元."""
    if bound == "least":
        return text[: number.start].endswith("从") and text.startswith(("到", "至"), number.end)
    return text[: number.start].endswith(("到", "至")) and "从" in text[max(0, number.start - _RANGE) : number.start]


def _is_some(said: Quantity, origins: Sequence[int], passage: Passage) -> bool:
    """Return whether 几位 stands for several of whom the source gives no number there."""
    return (
        said.bound == "vague"
        and said.value == 1
        and bool(said.unit)
        and not any(same_unit(said, each) for at in origins for each in passage.sentences[at].quantities)
    )


def _is_later(said: Quantity, text: str, origins: Sequence[int], passage: Passage) -> bool:
    """Return whether a time without its part of the day is one of the source's afternoon: 五点半 for 17:30."""
    if said.unit != "clock" or said.value >= 12 * 60 or _PART_OF_DAY.search(text[: said.start][-3:]):
        return False
    later = replace(said, value=said.value + 12 * 60)
    known = (each for at in origins for each in passage.sentences[at].quantities if each.unit == "clock")
    return any(agrees(later, each) for each in known)


def _is_bare(said: Quantity, origins: Sequence[int], passage: Passage) -> bool:
    """Return whether the source has the number with a unit that the text leaves out: 限速60."""
    known = (each.written for at in origins for each in passage.sentences[at].quantities if each.unit)
    numbers = (re.match(r"\d+", each) for each in known)
    return said.value >= FEWEST_BARE and any(each and int(each.group()) == said.value for each in numbers)


def _is_placed(said: Quantity, origins: Sequence[int], passage: Passage) -> bool:
    """Return whether the source has the word for a place: 亚军 for 第二."""
    words = _PLACES.get(int(said.value))
    return bool(words) and any(re.search(str(words), passage.sentences[at].text) for at in origins)


def _is_told_freely(said: Quantity, origins: Sequence[int], passage: Passage) -> bool:
    """Return whether a small number counts what the source tells of without one."""
    return _is_counted(said, origins, passage) or _is_round(said, origins, passage)


def _is_counted(said: Quantity, origins: Sequence[int], passage: Passage) -> bool:
    """Return whether a small number can count what the source lists: 两座 of two named stations."""
    if (
        said.bound
        or said.ordinal
        or not PAIR <= said.value <= MOST_LISTED
        or (said.unit not in CLASSIFIERS and said.unit != "people")
        or not said.unit
    ):
        return False
    drawn = [passage.sentences[at] for at in origins]
    if said.value == PAIR and any(re.search("双|俩|一对", each.text) for each in drawn):
        return True
    if any(int(said.value) in listed(each.text) for each in drawn):
        return True
    listed_so = any(re.search("[、和与]", each.text) for each in drawn)
    return listed_so and not any(same_unit(said, each) for sentence in drawn for each in sentence.quantities)


def _is_round(said: Quantity, origins: Sequence[int], passage: Passage) -> bool:
    """Return whether a small number counts times of which the source numbers none there: 跑了两趟, 第二回."""
    if said.unit not in _TIMES or said.value > MOST_LISTED or said.bound:
        return False
    return not any(each.unit in _TIMES for at in origins for each in passage.sentences[at].quantities)


_TIMES = frozenset("次趟回遍轮")
_PLACES = {1: "冠军|夺冠|金牌|首[位次个]|居首|榜首|领跑", 2: "亚军|银牌|次席", 3: "季军|铜牌|殿军"}
_PERIODS = {3: "一季度", 6: "上半年", 9: "前三季度"}


def _is_period(said: Quantity, text: str, source: str) -> bool:
    """Return whether the first months of a year are the source's quarters: 前九个月 for 前三季度 or 1至9月."""
    if said.unit != "years" or text[said.start - 1 : said.start] not in ("前", "头"):
        return False
    months = int(said.value)
    return _PERIODS.get(months, "＿") in source or bool(
        re.search(rf"1月?[至到—–~～-]+{months}月|截至{months}月", source)
    )


def _is_loose(written: str, source: str) -> bool:
    """Return whether a one comes and goes with the wording: 一棵 for 每棵, 1名 for 一名."""
    return _LOOSE.fullmatch(written) is not None or bool(re.match(r"1(?!\d)", written) and "一" + written[1:] in source)


def _crossed(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return exchanged numbers: two of one sentence, each beside what the source has beside the other."""
    found = []
    if any("分别" in passage.sentences[at].text for at in origins):
        return []  # 甲、乙分别增长1%和2%: what stands beside a number does not tell what it counts
    known = [
        (each, near(passage.sentences[at].text, each.start, each.end))
        for at in origins[:1]
        for each in passage.sentences[at].quantities
    ]
    said = [(each, near(sentence.text, each.start, each.end)) for each in sentence.quantities]
    for i, (one, by_one) in enumerate(said):
        for other, by_other in said[i + 1 :]:
            if one.value == other.value or one.unit != other.unit or not _alike(one, other, sentence.text):
                continue
            ones = [around for each, around in known if agrees(one, each) and same_unit(one, each)]
            others = [around for each, around in known if agrees(other, each) and same_unit(other, each)]
            if len(ones) != 1 or len(others) != 1:
                continue
            straight = likeness(by_one, ones[0]) + likeness(by_other, others[0])
            if likeness(by_one, others[0]) + likeness(by_other, ones[0]) > CROSSED_RATIO * straight:
                found.append(FactViolation(one.written, "number", f"the source has {other.written} there"))
    return found


def _alike(one: Quantity, other: Quantity, text: str) -> bool:
    """Return whether two numbers without a unit count the same: what stands behind them is one character."""
    return bool(one.unit) or text[one.end : one.end + 1] == text[other.end : other.end + 1]


def _direction(sentence: SourceSentence, quantity: Quantity) -> int:
    """Return 1 where the number is a rise, -1 where it is a fall, 0 where it is neither or cannot be told."""
    if quantity.unit in ("clock", "years", "age", "hours"):
        return 0
    clause = sentence.clause_at(quantity.start)
    ahead = clause.text[: quantity.start - clause.start][-9:]
    ahead = re.split(r"[\d%]", ahead)[-1]
    ups, downs = list(_UP.finditer(ahead)), list(_DOWN.finditer(ahead))
    up, down = (ups[-1].end() if ups else 0), (downs[-1].end() if downs else 0)
    return (up > down) - (down > up)


def _date(said: Date, sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> FactViolation | None:
    surroundings = near(sentence.text, said.start, said.end)
    best = other = -1.0
    rival, drawn = "", False
    told = [(each.year, each.month, each.day) for each in sentence.dates]  # beside another date of its own it has both
    year = month = None
    for at, known_sentence in enumerate(passage.sentences):
        bonus = _bonus(at, origins)
        for known in known_sentence.dates:
            year = known.year or year
            month = known.month or (month if known.year is None else None)
            alike = likeness(surroundings, near(known_sentence.text, known.start, known.end)) + bonus
            full = (known.year or year, known.month or month, known.day)
            own = (known.year, known.month, known.day)
            if all(
                part is None or part == whole
                for part, whole in zip((said.year, said.month, said.day), full, strict=True)
            ) and not (said.day is None and known.day is not None and own[:2] == (None, None)):
                best, drawn = max(best, alike), drawn or at in origins[:1]
            elif alike > other and _is_as_fine(said, known) and (known.year, known.month, known.day) not in told:
                other, rival = alike, known.written
    if best < 0:
        return FactViolation(said.written, "date", "not in the source")
    if not drawn and _is_nearer(other, best):
        return FactViolation(said.written, "date", f"the source has {rival} there")
    return None


def _is_as_fine(one: Date, other: Date) -> bool:
    """Return whether two dates tell the same parts: no day stands where a year does."""
    return (one.day is None) == (other.day is None) and (one.month is None) == (other.month is None)


def _of_another_year(said: Date, text: str, passage: Passage) -> FactViolation | None:
    """Return a fault where the source has another month of the year that a word tells: 去年三月 for 去年11月."""
    word = _YEAR_AHEAD.search(text[: said.start])
    if said.month is None or not word:
        return None
    months = [
        (each.month, each.written)
        for sentence in passage.sentences
        for each in sentence.dates
        if each.month and sentence.text[: each.start].endswith(word.group())
    ]
    if not months or any(month == said.month for month, _ in months):
        return None
    return FactViolation(word.group() + said.written, "date", f"the source has {months[0][1]} there")


def _relative(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    drawn = "\n".join(passage.sentences[at].text for at in origins)
    found = []
    for pattern in _RELATIVE:
        if (match := re.search(pattern, sentence.text)) and not re.search(pattern, drawn):
            if (same := _SAME_YEAR.get(match.group())) and re.search(same, drawn):
                continue
            if _is_reckoned(match.group(), origins, passage):
                continue
            years = _OTHER_YEAR.findall(drawn.split("\n")[0])
            if match.group() == "今年" and all(each in sentence.text for each in years):
                continue
            if (
                match.group() in ("本月", "这个月")
                and re.search(r"\d月\d", drawn)
                and not re.search("[上下]个?月", drawn)
            ):
                continue
            if _is_told_exactly(match, pattern, sentence):
                continue
            if match.group()[0] in _SEASONS and match.group()[0] in drawn:
                continue
            if match.group()[0] == "晚" and "夜" in drawn:
                continue
            if any(_is_part(match.group(), each) for at in origins for each in passage.sentences[at].quantities):
                continue
            if not re.search(pattern, passage.text) or _others(pattern, drawn):
                found.append(FactViolation(match.group(), "date", "not in the source there"))
    return found


def _is_reckoned(word: str, origins: Sequence[int], passage: Passage) -> bool:
    """Return whether a word for a year or a month can stand for one that the source has in digits."""
    if word in _LAST_MONTH:
        return _has_month_before_another(passage)
    return word in _BY_YEAR and _has_year_in_digits(origins, passage)


def _has_year_in_digits(origins: Sequence[int], passage: Passage) -> bool:
    """Return whether the source has a year of this century there, and no word for a year."""
    drawn = [passage.sentences[at] for at in origins]
    years = [date.year for each in drawn for date in each.dates if date.year]
    return any(each >= _CENTURY for each in years) and not any(_YEAR_WORD.search(each.text) for each in drawn)


def _has_month_before_another(passage: Passage) -> bool:
    """Return whether the source has a month and the one behind it: 上个月 in November is 10月."""
    months = {date.month for each in passage.sentences for date in each.dates if date.month}
    return any(month % 12 + 1 in months for month in months)


def _is_told_exactly(word: re.Match[str], pattern: str, sentence: SourceSentence) -> bool:
    """Return whether a date stands right behind a word for a day, or a time behind a part of the day: 明天26日."""
    behind = [each.start for each in sentence.dates]
    if pattern in _DAYPARTS:
        behind += [each.start for each in sentence.quantities if each.unit == "clock"]
    return any(word.end() <= start <= word.end() + 1 for start in behind)


def _is_part(word: str, said: Quantity) -> bool:
    """Return whether a time of the clock lies in the part of the day that the word names: 20时 in 晚."""
    hours = next((hours for part, hours in _HOURS.items() if re.match(part, word)), range(0))
    return said.unit == "clock" and int(said.value // 60) in hours


def _others(pattern: str, drawn: str) -> bool:
    """Return whether the source has another such word where `pattern` is claimed: 上午 for 下午."""
    kind = next((each for each in _KINDS if re.search(each, pattern)), "")
    alike = [each for each in _RELATIVE if each != pattern and (not kind or re.search(kind, each))]
    return any(re.search(each, drawn) for each in alike)
