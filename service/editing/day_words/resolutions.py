"""What becomes of each word that names a day, a week, a month or a year, on the programme's day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from service.editing.article_day import ArticleDay
from service.editing.attribution import speech_acts
from service.editing.day_words import compound_times, day_forms
from service.editing.day_words.counted_stretches import CountedFrom
from service.editing.day_words.forecasts import is_announced
from service.editing.day_words.mentions import Mention, Unit, find
from service.editing.nearest_dates import in_its_year, nearest, nearest_of_month, skips_a_month

NEAR = dt.timedelta(days=7)
"""How near to its article's day a day of the month is surely the nearest of its number."""
EXACTNESS = 10
"""The part of a stretch that may have passed: 一个月后 is said for three days more."""
REACH = 60
"""Characters ahead of a day's number in which its month may stand."""

_COMPARED = re.compile("[比较与跟同]上个?[周月星]")
_EXPLICIT_AHEAD = re.compile("(?:自|从|截至|截止|当地时间)$")
_EXPLICIT_BEHIND = re.compile("零时|前|后|起|以来|以前|之|当[天日晚]")
_REPORTED = re.compile("通报|公布|表示|说|称|介绍|告诉|获悉")
_FROM_THEN = re.compile(
    "[之以]?后(?!往)|开始(?!于)|[^，。；]{0,8}?(?:再|复[航工课播开映]|恢复|重新|补[上课考赛办]|照[旧常]|截止|[重续]开)|[之以]?前"
)
"""`15日后恢复`, `从28日开始`, `28日再开`, far from a day of that number: of which month it is nobody knows."""
_OPENS = re.compile("起，?(?:可以?|预约|报名|登记|申报|申领|接受|受理|征集|招募|开售|放号|办理)")
"""`流感疫苗15日起预约`: what one can do from a day on may have come or not: the nearest is meant."""


_BOUND = re.compile("起|前|后|止")
"""`停诊到7日，8日起照常`: how far something goes, or from when on."""
_TAKES_EFFECT = re.compile("(?:正式)?(?:施行|实施|生效|执行)")
_UNTIL = re.compile(r"[至到]|[^，。；]{1,4}[至到][^，。；]{0,3}\d{1,2}日")
_TO_COME = re.compile("将(?![军士领])|即将|预计|计划|拟(?!定)|有望|打算|(?<![需只])还?要(?![求素点闻领道塞害件])")
_YEAR_OF_IT = re.compile(r"(?<!\d)(\d{4})年[^，。；：]*$")
_GOES_ON = re.compile("以来，?[^。；]{0,30}?(?:一直|始终|持续|[每天日]{2}|都[是在有没]|[均仍]|没有|未)")
"""`上周以来一直是晴天`: nobody says that it was so up to the programme's day."""
_STRETCH = re.compile("刚刚过去|过去")
"""Without it what was is heard as now: `刚刚过去的周末，最高气温冲到26摄氏度`."""
_YEARS_AGO = re.compile("(?P<years>.*年)[之以]?前的?昨[天日]")
"""`三十年前的昨天`: of the same day of the year."""
_RUN_OF_DAYS = re.compile(
    r"(?:未来|今后|接下来|往后)的?(?P<number>\d|[二三四五两])[天日]|(?P<from>[今明])[天日]?起(?P<later>[二三四五六七两])天"
)
_WEATHER = re.compile("[雨雪晴阴雾霾]|多云|气温|降温")
_NUMBERS = "一二三四五六七"
_CLAUSE = re.compile("，?[^，；。：]{0,80}")
_COMES = re.compile(
    "将?(?:出现|迎来|到来|来袭|登陆|生成|经历|遭遇)的(?:新?一[轮次股场波]|[^，。]{0,6}(?:冷空气|寒潮|台风|过程))"
)
"""`未来两天将出现的新一轮冷空气`: once, on which of them nobody says."""
_MONTHS_OF = re.compile(r"(?P<name>上半年|春|夏|秋|一季度|前三季度|二季度|三季度)|(?<!\d)(?P<month>\d{1,2})月")
_SOON = dt.timedelta(days=100)
"""How far ahead a month of the next year is meant: `1月起还将办市集`, in December."""
_OF_A_YEAR = re.compile(r"(?:[去前今明上]|\d{4})年(?!底|末|以来|来)[^，。；：]*$")
_FROM_MONTH = re.compile(r"(\d{1,2})月(?:份|初)?起")
_FIRST_MONTH_OF_WINTER = 10
_LAST_MONTHS = {"上半年": 6, "春": 5, "夏": 8, "秋": 11, "一季度": 3, "二季度": 6, "三季度": 9, "前三季度": 9}


_PERMITTED = re.compile("可以|[可能]")
"""`周六可以来自习`: of this week, or of every one."""
_TOLD = re.compile(
    r"[了已曾]|过(?=[，。])|表示|说|宣布|发[布表生]|报道|称|证实|否认|通报|公布|介绍|获悉|举行|上[调涨]|下[跌降]|以来|[比达]\d"
)
"""Without it a weekday may be to come: `周六晚环湖路封闭`."""
_PART_OF_MONTH = re.compile("[底末中]|[中下]旬")
_FIRST_DAYS = {"底": 31, "末": 31, "中": 11, "中旬": 11, "下旬": 21}
_DONE = re.compile("[已了曾]|过(?=[，。])|以来")
_THAT_DAY = re.compile("[当同][天日晚]")
_DATES = (Unit.DAY, Unit.DATE, Unit.FULL_DATE, Unit.MONTH_DAY)


class NotTold(Exception):
    """The sentence cannot be told; the message says why."""


@dataclass(frozen=True, slots=True)
class DayChange:
    """What becomes of a mention."""

    became: str | None
    """None: the word is left out, where the sentence stands without it."""
    why: str
    until: dt.date | None = None
    """The last day that is meant."""
    ahead: bool = False
    """It lies behind the article's day."""


def resolve(mention: Mention, text: str, day: ArticleDay | None, programme: dt.date) -> DayChange | None:
    """Return what becomes of a mention; None where it stays as it is and is no word of a day."""
    if mention.unit in (Unit.DAY, Unit.BESIDE):
        return _day(mention, day, programme)
    if mention.unit is Unit.FULL_DATE:
        return _full_date(mention, text, day, programme)
    if day is None and mention.unit is Unit.COUNTED:
        raise NotTold(f"the day of {mention.text} is not known")
    if day is None:
        return None if mention.unit in (Unit.YEAR, Unit.MONTHS, Unit.LATELY) else DayChange(None, "no date is known")
    return _RESOLVED.get(mention.unit, _vague)(mention, text, day, programme)


def _day(mention: Mention, day: ArticleDay | None, programme: dt.date) -> DayChange:
    date = _in_bracket(mention, day, programme)
    if date:
        evidence = f"bracket {mention.text}"
    elif day:
        date, evidence = day.date + dt.timedelta(days=mention.shift), day.evidence
    else:
        return DayChange(None, "no date is known")
    formal = mention.text[1:2] == "日" and mention.unit is Unit.DAY
    became = day_forms.day(date, programme, mention.part, formal=formal) + (
        mention.between if mention.unit is Unit.DAY else ""
    )
    if mention.text == "今":
        became = became.removesuffix("天") if date == programme else became
    return DayChange(became, f"{date}, {evidence}", date, mention.shift > 0)


def _in_bracket(mention: Mention, day: ArticleDay | None, programme: dt.date) -> dt.date | None:
    """Return the date that stands behind the word, if one does."""
    if not mention.day:
        return None
    near = day.date if day else programme
    if mention.month:
        return nearest(near, mention.year or None, mention.month, mention.day)
    return nearest_of_month(near + dt.timedelta(days=mention.shift), mention.day) if day else None


def _full_date(mention: Mention, text: str, day: ArticleDay | None, programme: dt.date) -> DayChange | None:
    near = day.date if day else programme
    year = mention.year or (near.year + mention.shift if mention.between else None)
    date = in_its_year(near, year, mention.month, mention.day)
    if date is None:
        raise NotTold(f"{mention.text} is in no calendar")
    last = nearest(date, date.year, mention.month, mention.last) if mention.last else date
    if last is None:
        raise NotTold(f"{mention.text} is in no calendar")
    became = mention.text
    if became.endswith(("）", ")")):
        became = re.split("[（(]", became)[0]
    moved = date.year != programme.year if day or mention.between else False
    named = _YEAR_OF_IT.search(text, max(0, mention.start - REACH), mention.start)
    if named and int(named[1]) == date.year:  # `2027年除夕是2月5日`
        moved = False
    if not mention.year and (moved or (mention.between and near.year != programme.year)):
        became = day_forms.year_ahead(date.year, programme) + became.removeprefix(mention.between)
    why = f"{date}, {day.evidence if day else 'its own words'}"
    until = last if day or mention.year else None
    return DayChange(became, why, until, day is not None and date > day.date)


def _date(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange | None:
    if re.search(r"月\d{1,2}日[^，。；、]{0,10}[至到]$", _just_before(mention, text)):
        return None
    date = _month_made_sure(mention, text, day)
    if date is None:
        raise NotTold(f"the month of {mention.text} is not known")
    why = f"{date}, {day.evidence}"
    if mention.last:
        last = nearest_of_month(date, mention.last)
        if last < date:
            last = nearest_of_month(date + dt.timedelta(days=15), mention.last)
        if mention.last > mention.day and last.month != date.month:
            raise NotTold(f"{mention.text} is in no calendar")
        run = re.split("[（(]", mention.text)[0]
        became = day_forms.month_ahead(date.year, date.month, programme) + run.removeprefix(mention.between)
        return DayChange(became, why, max(date, last), date > day.date)
    explicit = _EXPLICIT_AHEAD.search(_just_before(mention, text)) or _EXPLICIT_BEHIND.match(text, mention.end)
    if explicit or abs((date - programme).days) > 2:
        became = day_forms.date_of(date, programme, by_day=True) + mention.part
    else:
        became = day_forms.day(date, programme, mention.part)
    return DayChange(became, why, date, date > day.date)


def _just_before(mention: Mention, text: str) -> str:
    """Return what stands ahead of a mention, near enough to say how it is meant."""
    return text[max(0, mention.start - REACH) : mention.start]


def _month_made_sure(mention: Mention, text: str, day: ArticleDay) -> dt.date | None:
    """Return the date of 9日 or 本月9日: the nearest, or in the month named before, or as the sentence means it.

    None where the month that is meant has no such day: 29日 on a page of 2 March 2026.
    """
    if mention.unit is Unit.MONTH_DAY:
        year, month = divmod(day.date.year * 12 + day.date.month - 1 + mention.shift, 12)
        in_month = mention.day <= calendar.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, mention.day) if in_month else None
    context = _just_before(mention, text)
    for before in reversed(find(context) if "月" in context else ()):
        if before.unit is Unit.FULL_DATE and (date := nearest(day.date, before.year or None, before.month, before.day)):
            ahead = bool(is_announced(text, mention.start, mention.end) or _OPENS.match(text, mention.end))
            told = _REPORTED.search(
                context, before.end
            )  # `5月12日通报，10日晚…`: what is reported was before the report
            past = not ahead and (mention.day < before.day or told)
            found = nearest_of_month(date + dt.timedelta(days=-14 if past else 14), mention.day)
            own = nearest_of_month(day.date, mention.day)  # `5月1日的票今日开售，返程票27日起发售`, on 24 April
            return None if abs(own - day.date) <= NEAR and own != found and before.month != own.month else found
    for before in find(context):  # `5日完成招标，20日开工`: the second is not before the first
        if before.unit is Unit.DATE and before.day < mention.day and (date := _month_made_sure(before, text, day)):
            return nearest_of_month(date + dt.timedelta(days=mention.day - before.day), mention.day)
    date = nearest_of_month(day.date, mention.day)
    if abs(date - day.date) <= NEAR:
        return date
    ahead = is_announced(text, mention.start, mention.end)
    if not ahead and _FROM_THEN.match(text, mention.end) and not _DONE.search(text, mention.end):
        return None
    bound = _BOUND.match(text, mention.end) or text[: mention.start].endswith(("到", "至"))
    if not (ahead or bound) and day.date < date and not _TOLD.search(text):
        return None  # `这两站28日过站不停`, on the 15th: to come, or a month ago
    if ahead or not _OPENS.match(text, mention.end):
        date = nearest_of_month(day.date + dt.timedelta(days=15 if ahead else -15), mention.day)
    return None if skips_a_month(date, day.date, mention.day) else date


def _weekday(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange:
    monday = day.date - dt.timedelta(days=day.date.weekday())
    if mention.shift == 9:
        date = monday + dt.timedelta(days=mention.day - 1)
        if mention.part == "feast" and programme == day.date:
            return DayChange(mention.text, "as printed on its day")
        ahead = mention.part in ("soon", "feast") or is_announced(text, mention.start, mention.end)
        permitted = mention.part == "near" and _PERMITTED.match(text, mention.end) and programme != day.date
        if permitted or (mention.part == "near" and date < day.date):
            raise NotTold(f"the week of {mention.text} is not known")
        if mention.part == "near":
            ahead = True
        if ahead and date < day.date:
            date += dt.timedelta(days=7)
        elif not ahead and date > day.date:
            date -= dt.timedelta(days=7)
        if not ahead and date != day.date and not _TOLD.search(text):
            if programme == day.date:
                return DayChange(mention.text, "as printed on its day")
            raise NotTold(f"whether {mention.text} is past is not known")
    else:
        date = monday + dt.timedelta(days=7 * mention.shift + mention.day - 1)
        if not mention.last and date < day.date and mention.shift >= 0 and is_to_come(text, mention):
            raise NotTold(f"{mention.text} is said as coming, and was {date}")
    if mention.last:
        date = nearest_of_month(date, mention.last) or date
    became = day_forms.day(date, programme)
    return DayChange(became, f"{date}, {day.evidence}", date, date > day.date)


def is_to_come(text: str, mention: Mention) -> bool:
    """Return whether the sentence says that something will be: on Sunday, 本周四 may be the next Thursday."""
    return _TO_COME.search(text, mention.end) is not None


def _clause_is_to_come(text: str, mention: Mention) -> bool:
    """Return whether the clause that a mention begins says so, or the next where it stands alone in its own."""
    found = _CLAUSE.match(text, mention.end)
    return found is not None and _TO_COME.search(text, mention.end, found.end()) is not None


def months_until(text: str, year: int) -> dt.date:
    """Return the last day of what a year's 春天, 上半年, 第三季度 or 1至4月 names; of any other words the year's."""
    last = _MONTHS_OF.search(text)
    month = 12
    if last and last["month"]:
        month = min(12, int(last["month"]))
    elif last:
        month = _LAST_MONTHS[last["name"]]
    return dt.date(year, max(1, month), calendar.monthrange(year, max(1, month))[1])


def _week(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange:
    monday = day.date + dt.timedelta(days=7 * mention.shift - day.date.weekday())
    distance = (monday - programme + dt.timedelta(days=programme.weekday())).days // 7
    word = {-1: "上", 0: "本", 1: "下"}.get(distance)
    why = f"week of {monday}, {day.evidence}"
    until = monday + dt.timedelta(days=6)
    ahead = mention.shift > 0 or (mention.text.endswith("周末") and day.date < until - dt.timedelta(days=1))
    rest = mention.text.removeprefix(mention.text[0]).removeprefix(mention.text[0])
    if "日" in mention.text and programme != day.date:
        return DayChange(re.split("[（）()]", mention.text)[1], why, until, ahead)
    became = word + rest if word and mention.text[0] != "这" else None
    if mention.text == "周末":
        became = mention.text if distance == 0 else None
    if programme == day.date:
        became = mention.text
    elif mention.part == "compared":
        if distance != mention.shift:
            raise NotTold(f"what is compared with {mention.text} is of {day.date}")
        became = mention.text
    elif _GOES_ON.match(text, mention.end):
        raise NotTold(f"{mention.text}以来 is until {day.date}")
    elif word and distance != mention.shift and _COMPARED.search(text):
        raise NotTold(f"{mention.text} is compared with the week before")
    elif mention.text[0] == "这" and word:
        became = word + rest.removeprefix("个").removeprefix("一")
    return DayChange(became, why, until, ahead)


def _month(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange:
    year, number = divmod(day.date.year * 12 + day.date.month - 1 + mention.shift, 12)
    number += 1
    until = dt.date(year, number, calendar.monthrange(year, number)[1])
    same = (day.date.year, day.date.month) == (programme.year, programme.month)
    third = mention.text if mention.text.endswith("旬") else ""
    became = mention.text if same else day_forms.month(year, number, programme) + third
    if became != mention.text and _COMPARED.search(text):  # `本月比上月多一成` is not 上月比上月
        became = f"{day_forms.year_ahead(year, programme)}{number}月{third}"
    ahead = mention.shift > 0 or (mention.shift == 0 and _is_later_in_month(mention, text, day.date))
    return DayChange(became, f"{year}-{number:02}, {day.evidence}", until, ahead)


def _is_later_in_month(mention: Mention, text: str, date: dt.date) -> bool:
    """Return whether the sentence plans something for a part of the month behind its day: `月底完工`."""
    part = _PART_OF_MONTH.match(text, mention.end)
    return part is not None and date.day < _FIRST_DAYS[part[0]] and not _DONE.search(text, mention.end)


def _quarter(mention: Mention, _text: str, day: ArticleDay, programme: dt.date) -> DayChange | None:
    if quarter_of(day.date) == quarter_of(programme):
        return None
    year, number = divmod(quarter_of(day.date) + mention.shift, 4)
    until = dt.date(year, 3 * number + 3, calendar.monthrange(year, 3 * number + 3)[1])
    became = f"{day_forms.year_ahead(year, programme)}{'一二三四'[number]}季度"
    return DayChange(became, f"quarter until {until}, {day.evidence}", until, mention.shift > 0)


def quarter_of(date: dt.date) -> int:
    """Return the quarter's number, counted through all years."""
    return date.year * 4 + (date.month - 1) // 3


def _months(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange | None:
    """Return how months without a year are said: those of the article's, or of the next where they are to come."""
    if _OF_A_YEAR.search(text, max(0, mention.start - REACH), mention.start):
        return None  # `去年也是12月补发的`
    number = day.date.year
    to_come = _clause_is_to_come(text, mention)
    if to_come and months_until(mention.text, number) < day.date:
        number += 1
        if months_until(mention.text, number) - day.date > _SOON:
            raise NotTold(f"{mention.text} is said as coming, and is over in {day.date.year}")
    if to_come and _has_begun(mention, text, number, day.date, programme):
        raise NotTold(f"{mention.text} is said as coming, and has begun")
    if number == programme.year:
        return None
    became = day_forms.year_ahead(number, programme) + mention.text
    return DayChange(became, f"{number}, {day.evidence}", dt.date(number, 12, 31))


def _year(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange | None:
    if day.date.year == programme.year:
        return None
    if compound_times.is_compound(mention.text):
        became, first, until = compound_times.years(mention.text, day.date.year, programme.year)
        return DayChange(became, f"{became}, {day.evidence}", dt.date(until, 12, 31), first > day.date.year)
    if mention.shift < 0 and compound_times.is_a_year_before(text, mention.start, mention.end):
        raise NotTold(f"{mention.text} counts from {day.date}")
    if mention.text == "上年":
        return None
    number = day.date.year + mention.shift
    why = f"{number}, {day.evidence}"
    if set(mention.text) & set("春夏秋冬"):
        return _season(mention, number, day, programme, why)
    if mention.text.endswith("度"):
        return DayChange(f"{number}年度", why)
    if re.match(r"\d{1,3}岁", text[mention.end : mention.end + 4]):
        return DayChange(None, why)
    if mention.shift < 0 and text.startswith(("同期", "同月"), mention.end):
        return DayChange(day_forms.year(number, programme), why)
    return DayChange(day_forms.year(number, programme), why, dt.date(number, 12, 31))


def _has_begun(mention: Mention, text: str, year: int, date: dt.date, programme: dt.date) -> bool:
    """Return whether what a sentence says will be from a month of that year on has begun since: `11月起还将办市集`."""
    found = _FROM_MONTH.match(text, mention.start)
    if found is None or not 1 <= int(found[1]) <= 12:
        return False
    return date < dt.date(year, int(found[1]), 1) <= programme


def _season(mention: Mention, year: int, day: ArticleDay, programme: dt.date, why: str) -> DayChange | None:
    """Return how 今秋 and 明春 are said in another year; 今冬 lasts until February."""
    season = mention.text[1]
    if season != "冬":
        became = f"今{season}" if year == programme.year else f"{day_forms.year(year, programme)}{season}天"
        return DayChange(became, why, months_until(season, year), mention.shift > 0)
    if mention.shift == 0 and day.date.month >= _FIRST_MONTH_OF_WINTER and programme <= dt.date(year + 1, 2, 28):
        return None
    raise NotTold(f"which winter is meant by {mention.text} is not sure")


def _counted(mention: Mention, _text: str, day: ArticleDay, programme: dt.date) -> DayChange | None:
    """Return the date that a stretch leads to; a long one stays as long as it is about right."""
    age = max(0, (programme - day.date).days)
    if age == 0:
        return None
    if mention.part == CountedFrom.TODAY and mention.day:
        date = day.date + dt.timedelta(days=mention.day * (-1 if mention.between == "前" else 1))
        became = day_forms.day(date, programme) + ("前" if mention.between == "内" else "")
        return DayChange(became, f"{date}, {day.evidence}", date, mention.shift > 0)
    few = mention.between == "前" and mention.text[0] in "几数"
    exactly = 1 if mention.day else EXACTNESS
    if (exactly == 1 or age * exactly > abs(mention.shift)) and not (few and age <= -mention.shift):
        raise NotTold(f"{mention.text} is counted from {day.date}")
    return None


def _vague(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange | None:
    age = (programme - day.date).days
    if mention.unit is Unit.UNTIL_NOW:
        if age <= 0:
            return None
        if not mention.text.endswith("今"):  # it is told as what was reported then (`passing_states`)
            return DayChange(None, f"of {day.date}, {day.evidence}")
        within = mention.text == "至今" and _just_before(mention, text)[-1:] not in ("", "，", "；")
        until = "到" if within else "截至"
        return DayChange(until + day_forms.day(day.date, programme), f"{day.date}, {day.evidence}")
    if mention.text.endswith("即日起") and age > 0 and _UNTIL.match(text, mention.end):
        # `即日起公示至12月15日`: its end says it; `即日起至12月15日，山路关闭` needs a beginning, whose day nobody
        # says: a council that met two days ahead of the paper may have meant its own
        began = "从现在起" if text[mention.end] in "至到" else ""
        return DayChange(began, f"of {day.date}, {day.evidence}")
    if mention.text.endswith("即日起") and any(each.unit in _DATES for each in find(text[: mention.start])):
        return None  # `县农机局4月1日公告，补贴即日起受理`
    if is_announced(text, mention.start, mention.end) and age > 2:
        raise NotTold(f"{mention.text} of {day.date} has passed")
    if mention.text.endswith("即日起") and age > 0:
        if _TAKES_EFFECT.match(text, mention.end):
            return DayChange("已", f"{day.date}, {day.evidence}")  # `印发六条措施，自即日起施行`
        return DayChange(None, f"of {day.date}, {day.evidence}")
    if age > mention.shift and _STRETCH.match(mention.text):
        raise NotTold(f"{mention.text} is until {day.date}")
    return DayChange(None, f"of {day.date}, {day.evidence}") if age > mention.shift else None


def _span(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange | None:
    age = (programme - day.date).days
    if age > 0 and (ago := _YEARS_AGO.fullmatch(mention.text)):
        return _years_ago(ago["years"], day, programme)
    if (
        age <= 0
        and mention.text.endswith(("天", "日"))
        and (bare := compound_times.undated(mention.text)) != mention.text
    ):
        return DayChange(bare, f"of {day.date}, {day.evidence}")
    general = text.startswith(("内", "的"), mention.end) and not is_announced(text, mention.start, mention.end)
    if age <= 0:
        return None
    if general and not compound_times.is_compound(mention.text):
        if any(each.unit is Unit.DAY and each.shift == 0 and each.start < mention.start for each in find(text)):
            raise NotTold(f"{mention.text} is counted from {day.date}")  # `今天订票量是未来一周内的最高值`
        return None
    if compound_times.is_compound(mention.text):
        return _compound_days(mention, text, day, programme)
    if _is_in_words_of_a_day(mention, text):
        return None
    if (mention.shift > 1 or mention.text[0] in "今明") and (run := _run_of_days(mention, text, day, programme)):
        return run
    if mention.shift <= 3 or age * 3 > mention.shift:
        raise NotTold(f"{mention.text} of {day.date} has passed or begun")
    return None


def _is_in_words_of_a_day(mention: Mention, text: str) -> bool:
    """Return whether somebody says it, on a day that the sentence names: it counts from that, as he said it.

    `外长当天表示，希望各方在今后几天停火`. What is foretold of the weather is nobody's wish.
    """
    ahead = text[: mention.start]
    said = not _WEATHER.search(text) and any(each.end <= mention.start for each in speech_acts.find(ahead))
    dated = any(each.unit in (*_DATES, Unit.FROM_TEXT, Unit.WEEKDAY) for each in find(ahead))
    return said and (dated or _THAT_DAY.search(ahead) is not None)


def _years_ago(years: str, day: ArticleDay, programme: dt.date) -> DayChange:
    """Return the date of `三十年前的昨天`; in the next year it is one more."""
    date = day.date - dt.timedelta(days=1)
    if date.year != programme.year:
        raise NotTold(f"{years}前 counts from {day.date}")
    return DayChange(f"{years}前的{date.month}月{date.day}日", f"{date}, {day.evidence}, in its year")


def _compound_days(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange:
    """Return what is left of 今明两天, or the dates of 昨今两天."""
    clause = _CLAUSE.match(text, mention.end)
    became = compound_times.days_gone(mention.text, day.date, programme)
    if not became:
        became = compound_times.days_left(mention.text, clause[0] if clause else "", day.date, programme)
    if not became:
        raise NotTold(f"{mention.text} of {day.date} has passed or begun")
    return DayChange(became, f"of {day.date}, {day.evidence}")


def _run_of_days(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange | None:
    """Return what is left of 今起三天 and 未来三天, whose first day may be the next; None where nothing is for sure."""
    found = _RUN_OF_DAYS.fullmatch(mention.text)
    if found is None or (found["later"] and _WEATHER.search(text)):
        return None
    number = found["number"] or found["later"]
    count = int(number) if number.isdigit() else _NUMBERS.find(number) + 1 or 2
    if found["later"]:
        first = day.date + dt.timedelta(days=found["from"] == "明")
        last = first + dt.timedelta(days=count - 1)
        if last < programme:
            raise NotTold(f"{mention.text} has passed ({last})")
        became = f"{first.month}月{first.day}日至{last.month}月{last.day}日"
        if first.month == last.month:
            became = f"{first.month}月{first.day}日至{last.day}日"
        return DayChange(became, f"{first} to {last}, {day.evidence}", last, ahead=True)
    last = day.date + dt.timedelta(days=count - 1)
    left = (last - programme).days
    clause = _CLAUSE.match(text, mention.end)
    if not 0 <= left <= 1 or (clause and (compound_times.TOGETHER.search(clause[0]) or _COMES.search(clause[0]))):
        return None  # `未来三天，气温将下降8度`: not in those that are left
    return DayChange("今明两天" if left else "今天", f"until {last}, {day.evidence}", last, ahead=True)


_RESOLVED: dict[Unit, Callable[[Mention, str, ArticleDay, dt.date], DayChange | None]] = {
    Unit.DATE: _date,
    Unit.MONTH_DAY: _date,
    Unit.WEEKDAY: _weekday,
    Unit.WEEK: _week,
    Unit.MONTH: _month,
    Unit.QUARTER: _quarter,
    Unit.MONTHS: _months,
    Unit.YEAR: _year,
    Unit.COUNTED: _counted,
    Unit.SPAN: _span,
}
"""What is counted from the article's day, by its unit."""
