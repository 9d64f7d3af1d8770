"""Words for days, parts of the day, months and years: 上午 is no 下午, and 今年 no 去年."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.core.messages import _
from service.editing.facts import named_days
from service.editing.facts.measures import Quantity
from service.editing.facts.source_alignment import Passage, SourceSentence
from service.editing.facts.violation import FactViolation
from service.editing.facts.vocabulary import vocabulary

_RELATIVE: tuple[str, ...] = tuple(vocabulary()["dates"]["relative"])
_SAME_YEAR = {"去年": "同比|同期|上届|历年", "上年": "同比|同期|上届|历年", "周六": "周五、六"}
"""Words that say the same in figures of a year."""
_BY_YEAR = frozenset(("去年", "上年", "前年", "明年", "后年"))
"""What may be told of a year that the source has in digits."""
_LAST_MONTH = frozenset(("上月", "上个月"))
_YEAR_WORD = re.compile("[今去前明后]年|上年")
_CENTURY = 2000
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
    """Return the words for a time that the source has not, or has otherwise there."""
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
                found.append(FactViolation(match.group(), "date", _("not in the source there")))
    return found


def _is_reckoned(word: str, origins: Sequence[int], passage: Passage) -> bool:
    """Return whether a word for a year, a month or a day can stand for what the source has in digits."""
    drawn = [date for at in origins for date in passage.sentences[at].dates]
    if any((each.month, each.day) in named_days.days(word) for each in drawn):
        return True
    months = {each.month for at in origins[:1] for each in passage.sentences[at].dates if each.month}
    if months and months <= named_days.months(word):
        return True
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
