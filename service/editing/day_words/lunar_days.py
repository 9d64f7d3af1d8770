"""What is foretold or ordered for a day of the lunar calendar, 年初一有雨, and the weather of a feast.

No table of that calendar is kept, so that nobody knows whether such a day has passed. What was done on one is told:
`腊月廿八，慰问品已送到`. Of six such sentences of a paper of New Year's Eve three were told as coming a week later.
"""

from __future__ import annotations

import datetime as dt
import re

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.day_words import feast_days
from service.editing.day_words.day_change import NotTold

NEAR = dt.timedelta(days=2)
"""How long after its article what is said of a feast may still be coming: the forecast for three days off."""

_LUNAR_DAY = re.compile(
    r"(?:[正腊冬]月|大?年)(?:初[一二三四五六七八九十]|[十廿][一二三四五六七八九]|二十|三十)"
    r"|(?:(?<![\u3400-\u9fff])|(?<=[到至于从]))初[一二三四五六七八九十](?!年级|学|[^，。]?班)|[大小]年夜"
)
_IS_NOW = re.compile(
    "(?:眼下|今天|现在|时[值逢]|正[是值逢]|适逢)[^，。]{0,6}?(?:农历|阴历)(?:[正腊冬二三四五六七八九十]{1,2}月)(?:初[一二三四五六七八九十]|[十廿][一二三四五六七八九]|二十|三十|十五)"
)
"""`眼下正是农历九月十七`: on the next day it is the eighteenth."""
_FEAST = re.compile("除夕|春节|元宵|元旦|清明|端午|中秋|重阳|国庆|五一(?!路|大道)")
_WEATHER = re.compile("[有降](?:[小中大暴阵雷]|到)*[雨雪霜]|放晴|[阴晴](?=[，。、；转]|天|$)|多云|降温|气温")
_ORDERED = re.compile(
    r"预计|有望|[将拟](?![军士领])|限(?=\d|[一二三四五六七八九十])|[不禁限](?:许|准|得|止|行)|须|请(?![求教假])"
    r"|(?<![需只重主首])要(?![求素点闻领道塞害件])"
)
_HAS_BEEN = re.compile("[已了曾]|过(?=[，。])|以来")


def left(text: str) -> str:
    """Return a sentence less the first clause, which says what day it is; empty where that is all, or none does.

    `眼下正是农历九月十七，天文大潮碰上大风。`
    """
    clause, _, rest = text.partition("，")
    return rest if _IS_NOW.match(clause) and not _IS_NOW.search(rest) else ""


def refuse_coming(text: str, day: ArticleDay, programme: dt.date) -> None:
    """Raise NotTold where a sentence without its quotations says what is to be on such a day, which may have passed."""
    age = programme - day.date
    if age.days > 0 and _IS_NOW.search(text):
        raise NotTold(_("a day of the lunar calendar is over"))
    if age.days <= 0 or _HAS_BEEN.search(text):
        return
    known = feast_days.last_day(text, day.date)
    lunar = known is None and _LUNAR_DAY.search(text) and (_WEATHER.search(text) or _ORDERED.search(text))
    if lunar or (known is None and age > NEAR and _FEAST.search(text) and _WEATHER.search(text)):
        raise NotTold(_("a feast or a day of the lunar calendar, perhaps, has passed"))
