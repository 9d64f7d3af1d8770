"""Which articles are the weather forecast, all of a day's one item at the very end, and which are warnings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.editing.selection.page_place import day_of
from service.model import Article, Genre

MOST_CHARACTERS = 500
"""A longer text is a report on the weather."""
BEGINNING = 80
"""The characters that a forecast's words stand in."""
LEAST_WORDS = 2
"""So many words of weather there make a notice a forecast."""
_TITLE = re.compile("天气(?:$|[（(])|^天气|天气预报")
_WORD = re.compile("[晴阴]|多云|小雨|中雨|大雨|暴雨|阵雨|雷雨|[小中大]雪|[有大]雾|[东南西北]风|级|℃|气温")
_STATION = re.compile("气象[台站局][^，。]{0,12}预报")
_ISSUED = re.compile("^.{0,30}气象[台站局][^，。]{0,16}(?:预报|发布)")
"""`据县气象台4月27日17时发布的预报，`: a report that is the forecast, whatever its headline."""
_OF_WEATHER = re.compile("(?!.*(?:寒潮|台风|暴|强降|高温|大雪|冻雨)).*(?:[晴阴雨雪雾]|多云|冷空气|降温|升温|回暖|气温)")
"""A headline of plain weather: `寒潮下周二到` is news, and stands where it ranks."""
_RANGE = re.compile("-?\\d{1,2}℃?[~～至到-]-?\\d{1,2}℃")
LEAST_RANGES = 2
"""So many days' temperatures make such a report a forecast."""
_SOMEBODY = re.compile("(?<!其)他|她")
"""Of whom a forecast never speaks: `退休的老站长把预报写在黑板上` is told of one who does."""
_QUOTATION = re.compile("“[^”]*+(?:”|$)")
"""The weather that somebody reads out or writes down."""
_WARNING = re.compile("(?:蓝|黄|橙|红)色预警|预警信号|(?:启动|提升)[^，。]{0,12}应急响应")
_AHEAD = re.compile("预报|转|多云|发布|今天|今日|明天|夜间")


def is_forecast(article: Article) -> bool:
    """Return whether an article forecasts the weather: by its headline, or a notice or brief by its first words.

    A headline that only speaks of weather (高温天气来袭, 雪来了) is a report's, and so is a text about somebody, or one
    that has its weather in a quotation only.
    """
    if len(article.text) > MOST_CHARACTERS or article.genre not in (Genre.NOTICE, Genre.BRIEF, Genre.NEWS):
        return False
    if _SOMEBODY.search(f"{article.title}\n{article.text}"):
        return False
    beginning = _QUOTATION.sub("", article.text[:BEGINNING])
    words = len(set(_WORD.findall(beginning)))
    if _TITLE.search(article.title):
        return words > 0
    if article.genre is Genre.NEWS and not is_warning(article) and _ISSUED.match(article.text):
        ranges = len(_RANGE.findall(article.text))
        return ranges >= LEAST_RANGES and _OF_WEATHER.match(article.title) is not None
    if words < LEAST_WORDS or not _AHEAD.search(beginning) or is_warning(article):
        return False
    return article.genre is Genre.NOTICE or (article.genre is Genre.BRIEF and bool(_STATION.search(beginning)))


def fullest(forecasts: Sequence[Article]) -> tuple[Article, ...]:
    """Return the forecasts, the one that is told first: of the newest day, whole, with most in it."""

    def order(article: Article) -> tuple[int, bool, int]:
        day = day_of(article)
        return -day.toordinal() if day else 0, bool(article.damaged), -len(article.text)

    return tuple(sorted(forecasts, key=order))


def is_warning(article: Article) -> bool:
    """Return whether an article tells of an official warning: that is news in a notice's form too."""
    return _WARNING.search(f"{article.title}\n{article.text[:BEGINNING]}") is not None
