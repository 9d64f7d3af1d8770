"""Two or three days or years in one word: 昨今两天, 明后日, 今明两年, 明后年. Of days those are told that are left.

A time a year before the article, 去年这时候, is neither 去年 nor 前年 in the next year.
"""

from __future__ import annotations

import datetime as dt
import re

from service.editing.day_words import day_forms

_DATE = r"(?:[（(][^（）()]{0,20}\d[日号][）)])?"
DAYS = (
    f"(?:昨[天日]?{_DATE}[、和]今[天日]?{_DATE}两天|(?:前昨今|昨今明)[三几][天日]"
    f"|(?<![如当至迄])[今昨]{_DATE}明{_DATE}[两二]?[天日]|今{_DATE}明{_DATE}后{_DATE}(?:[三几][天日]|(?![三几]?年))"
    f"|(?<![光清透文说表证声阐])明{_DATE}后{_DATE}[两二]?[天日]|(?:前昨|昨今){_DATE}[两二][天日])"
)
"""With the dates in brackets inside: `今（4月23日）明两天`, `今明（3月14日和3月15日）两天`."""
YEARS = (
    "(?:(?<![如当至迄从])今明后?[两二三几]?年|(?<![光清透文说表证声阐今])明后[两二几]?年|(?<![过失])去今明?[两二三]年"
    "|(?<![以从])前去今?[两二三]年)"
)
_BRACKETS = re.compile("[（(][^（）()]*[）)]")
_COMPOUND = re.compile(f"{DAYS}|{YEARS}")
_TIME_OF_YEAR = re.compile(
    "的?(?:(?P<counted>同[期月])|这[个一]?(?:时[候节间]|会儿?|[天日月]|[几两]天|段)|此[时刻]|[今当]天|现在)"
)
_IN_YEAR = re.compile("今年|年度|(?:19|20)\\d\\d年|[上下]半年|季度|\\d月|[本上]月|全年")
"""What data are of, `今年1至11月，…比去年同期`: it is told of its year, and so is what it is compared with."""
_SHIFTS_OF_DAYS = {"前": -2, "昨": -1, "今": 0}
_SHIFTS = {"前": -2, "去": -1, "今": 0, "明": 1, "后": 2}
TOGETHER = re.compile(
    "[共总]|累计|合计|先后|陆续|相继|接连|分别|各|过程|轮番|交替|[升降]温|下降|上升|[转]|由|依次|逐[日渐步]"
)
"""What is said of all the days together, or of one after the other: it is not so of those that are left."""
_AMOUNT = re.compile(
    r"[^每均]{0,12}?\d[\d.]*[万亿多余]*(?:公?[亩顷斤里]|[公千万]?吨|人|户|元|[千立]?瓦时|立方米|[件辆趟场架班艘台套头只份张尾株棵])"
)
"""`今明两天开割约1.6万亩`: so much on both together, as one does it and none foretells it."""
_NAMES = {(0, 1): "今明两年", (1, 2): "明后两年", (0, 2): "今明后三年"}


def is_compound(text: str) -> bool:
    """Return whether the word names more than one: 今明两年, and not 今后几天."""
    return _COMPOUND.fullmatch(text) is not None


def undated(text: str) -> str:
    """Return such a word without the dates in brackets inside: 今明两天 of `今（4月23日）明两天`."""
    return _BRACKETS.sub("", text)


def years(text: str, year: int, programme: int) -> tuple[str, int, int]:
    """Return how such years of an article are said in the programme's year, the first of them and the last."""
    shifts = [_SHIFTS[char] for char in text if char in _SHIFTS]
    first, last = year + shifts[0], year + shifts[-1]
    return _NAMES.get((first - programme, last - programme)) or f"{first}年至{last}年", first, last


def is_a_year_before(text: str, start: int, end: int) -> bool:
    """Return whether the year at that place is counted from the article's day, as no year or month is named ahead."""
    found = _TIME_OF_YEAR.match(text, end)
    return found is not None and not (found["counted"] and _IN_YEAR.search(text, 0, start))


def days_left(text: str, clause: str, date: dt.date, programme: dt.date) -> str:
    """Return how the days are said that are left on the programme's, of those from an article's date on that are named.

    `clause`: what is said of them. Empty where none are left, or what is said is not so of each.
    """
    if text[0] in "前昨":
        return ""
    last = date + dt.timedelta(days=max(_SHIFTS[char] for char in text if char in _SHIFTS))
    left = (last - programme).days
    if _AMOUNT.match(clause) and not TOGETHER.search(clause):
        return "昨天和今天" if text[0] == "今" and left == 0 and (programme - date).days == 1 else ""
    if not 0 <= left <= 1 or TOGETHER.search(clause):
        return ""
    return "今明两天" if left else "今天"


def days_gone(text: str, date: dt.date, programme: dt.date) -> str:
    """Return how 昨今两天 of an article's date are said on the programme's day; empty for days to come."""
    if not text.startswith(("昨", "前")) or "明" in text:
        return ""
    shifts = [_SHIFTS_OF_DAYS[char] for char in text if char in _SHIFTS_OF_DAYS]
    first, last = (date + dt.timedelta(days=shift) for shift in (min(shifts), max(shifts)))
    if (programme - first).days == 2 and (programme - last).days == 1:
        return "前天和昨天"
    end = f"{last.month}月" if last.month != first.month else ""
    return f"{day_forms.date_of(first, programme)}至{end}{last.day}日"
