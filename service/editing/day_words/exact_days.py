"""A word that names one day: what it is called on the programme's day."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.day_words import day_forms, mention_context
from service.editing.day_words.day_change import DayChange, NotTold
from service.editing.day_words.forecasts import is_announced
from service.editing.day_words.mentions import Mention, Unit, find
from service.editing.nearest_dates import in_its_year, nearest, nearest_of_month, skips_a_month

NEAR = dt.timedelta(days=7)
"""How near to its article's day a day of the month is surely the nearest of its number."""
_EXPLICIT_AHEAD = re.compile("(?:自|从|截至|截止|当地时间)$")
_EXPLICIT_BEHIND = re.compile("零时|前|后|起|以来|以前|之|当[天日晚]")
_REPORTED = re.compile("通报|公布|表示|说|称|介绍|告诉|获悉")
_FROM_THEN = re.compile(
    "[之以]?后(?!往)|开始(?!于)|[^，。；]{0,8}?(?:再|复[航工课播开映]|恢复|重新|补[上课考赛办]|照[旧常]|截止|[重续]开)|[之以]?前"
)
"""`15日后恢复`, `从28日开始`, `28日再开`, far from a day of that number: of which month it is nobody knows."""
_OPENS = re.compile("起，?(?:[^，。；]{0,10}?可(?!能)|预约|报名|登记|申报|申领|接受|受理|征集|招募|开售|放号|办理)")
"""`流感疫苗15日起预约`: what one can do from a day on may have come or not: the nearest is meant."""
_LASTS = re.compile("(?:将|持续|延续|开放|展出|延[长期]|截止)[^，。；了]{0,6}[到至]$")
"""`会议将持续至19日`, eleven days ahead: it is to come."""
_BOUND = re.compile("起|前|后|止")
"""`停诊到7日，8日起照常`: how far something goes, or from when on."""
_YEAR_OF_IT = re.compile(r"(?<!\d)(\d{4})年[^，。；：]*$")
_LATELY = 2
"""Days of last year that are called by their distance: 昨天 and 前天, and no more 去年12月30日."""
_BARE_DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[（(](?:星期|周)[一二三四五六日天][）)])?")
_IN_RUN = re.compile("[至到—–、和与及年每-]$")
_RUNS_ON = re.compile(
    r"(?:(?:上午|下午|晚上?|凌晨)?(?:\d{1,2}[时点](?:\d{1,2}分)?|零时))?[至到—–、和与及-]\d|[（(]|(?:事件|惨案|革命|运动|[大全]会)"
)
"""`7月30日8时起可查`, heard on that day, is 今天8时; of a run, 7月30日至8月2日, both ends stay."""
_PERMITTED = re.compile("可以|[可能]")
"""`周六可以来自习`: of this week, or of every one."""
_TOLD = re.compile(
    r"[了已曾]|过(?=[，。])|表示|说|宣布|发[布表生]|报道|称|证实|否认|通报|公布|介绍|获悉|举行|上[调涨]|下[跌降]|以来|[比达]\d"
)
"""Without it a weekday may be to come: `周六晚环湖路封闭`."""


def day_word(mention: Mention, day: ArticleDay | None, programme: dt.date) -> DayChange:
    """Return what becomes of 今天 and 明晚, by the bracket behind it or by the article's day."""
    date = _in_bracket(mention, day, programme)
    if date:
        evidence = f"bracket {mention.text}"
    elif day:
        date, evidence = day.date + dt.timedelta(days=mention.shift), day.evidence
    else:
        return DayChange(None, _("no date is known"))
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


def full_date(mention: Mention, text: str, day: ArticleDay | None, programme: dt.date) -> DayChange | None:
    """Return what becomes of 3月20日, whose year is said where it is another. Raise NotTold for one in no calendar."""
    near = day.date if day else programme
    year = mention.year or (near.year + mention.shift if mention.between else None)
    date = in_its_year(near, year, mention.month, mention.day)
    if date is None:
        raise NotTold(_("{mention} is in no calendar", mention=mention.text))
    last = nearest(date, date.year, mention.month, mention.last) if mention.last else date
    if last is None:
        raise NotTold(_("{mention} is in no calendar", mention=mention.text))
    became = mention.text
    if became.endswith(("）", ")")):
        became = re.split("[（(]", became)[0]
    moved = date.year != programme.year if day or mention.between else False
    named = _YEAR_OF_IT.search(text, max(0, mention.start - mention_context.REACH), mention.start)
    if named and int(named[1]) == date.year:  # `2027年除夕是2月5日`
        moved = False
    if not mention.year and (moved or (mention.between and near.year != programme.year)):
        became = day_forms.year_ahead(date.year, programme) + became.removeprefix(mention.between)
    lately = moved and 0 < (programme - date).days <= _LATELY
    if day and date == last and (day.date < date == programme or lately) and _is_bare(mention, text):
        became = day_forms.day(date, programme)
    why = _("{date}, {evidence}", date=date, evidence=day.evidence if day else _("its own words"))
    until = last if day or mention.year else None
    return DayChange(became, why, until, day is not None and date > day.date)


def _is_bare(mention: Mention, text: str) -> bool:
    """Return whether a date is that and no more: of no run of days, no part of a name."""
    plain = not mention.between and _BARE_DATE.fullmatch(mention.text) is not None
    beside = _IN_RUN.search(text, 0, mention.start) or _RUNS_ON.match(text, mention.end)
    return plain and beside is None


def date_of_month(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange | None:
    """Return what becomes of 9日 and 本月9日. Raise NotTold where the month that is meant is not known."""
    if re.search(r"月\d{1,2}日[^，。；、]{0,10}[至到]$", mention_context.just_before(mention, text)):
        return None
    date = _month_made_sure(mention, text, day)
    if date is None:
        raise NotTold(_("the month of {mention} is not known", mention=mention.text))
    why = f"{date}, {day.evidence}"
    if mention.last:
        last = nearest_of_month(date, mention.last)
        if last < date:
            last = nearest_of_month(date + dt.timedelta(days=15), mention.last)
        if mention.last > mention.day and last.month != date.month:
            raise NotTold(_("{mention} is in no calendar", mention=mention.text))
        run = re.split("[（(]", mention.text)[0]
        became = day_forms.month_ahead(date.year, date.month, programme) + run.removeprefix(mention.between)
        return DayChange(became, why, max(date, last), date > day.date)
    ahead = mention_context.just_before(mention, text)
    explicit = _EXPLICIT_AHEAD.search(ahead) or _EXPLICIT_BEHIND.match(text, mention.end)
    if explicit or abs((date - programme).days) > 2:
        became = day_forms.date_of(date, programme, by_day=True) + mention.part
    else:
        became = day_forms.day(date, programme, mention.part)
    return DayChange(became, why, date, date > day.date)


def _month_made_sure(mention: Mention, text: str, day: ArticleDay) -> dt.date | None:
    """Return the date of 9日 or 本月9日: the nearest, or in the month named before, or as the sentence means it.

    None where the month that is meant has no such day: 29日 on a page of 2 March 2026.
    """
    if mention.unit is Unit.MONTH_DAY:
        year, month = divmod(day.date.year * 12 + day.date.month - 1 + mention.shift, 12)
        in_month = mention.day <= calendar.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, mention.day) if in_month else None
    context = mention_context.just_before(mention, text)
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
    ahead = is_announced(text, mention.start, mention.end) or _LASTS.search(text, 0, mention.start) is not None
    if not ahead and _FROM_THEN.match(text, mention.end) and not mention_context.is_done(text, mention):
        return None
    bound = _BOUND.match(text, mention.end) or text[: mention.start].endswith(("到", "至"))
    if not (ahead or bound) and day.date < date and not _TOLD.search(text):
        return None  # `这两站28日过站不停`, on the 15th: to come, or a month ago
    if ahead or not _OPENS.match(text, mention.end):
        date = nearest_of_month(day.date + dt.timedelta(days=15 if ahead else -15), mention.day)
    return None if skips_a_month(date, day.date, mention.day) else date


def weekday(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange:
    """Return what becomes of 周六 and 下周三. Raise NotTold where the week that is meant is not known."""
    monday = day.date - dt.timedelta(days=day.date.weekday())
    if mention.shift == 9:
        date = monday + dt.timedelta(days=mention.day - 1)
        if mention.part == "feast" and programme == day.date:
            return DayChange(mention.text, _("as printed on its day"))
        ahead = mention.part in ("soon", "feast") or is_announced(text, mention.start, mention.end)
        permitted = mention.part == "near" and _PERMITTED.match(text, mention.end) and programme != day.date
        if permitted or (mention.part == "near" and date < day.date):
            raise NotTold(_("the week of {mention} is not known", mention=mention.text))
        if mention.part == "near":
            ahead = True
        if ahead and date < day.date:
            date += dt.timedelta(days=7)
        elif not ahead and date > day.date:
            date -= dt.timedelta(days=7)
        if not ahead and date != day.date and not _TOLD.search(text):
            if programme == day.date:
                return DayChange(mention.text, _("as printed on its day"))
            raise NotTold(_("whether {mention} is past is not known", mention=mention.text))
    else:
        date = monday + dt.timedelta(days=7 * mention.shift + mention.day - 1)
        if not mention.last and date < day.date and mention.shift >= 0 and mention_context.is_to_come(text, mention):
            raise NotTold(_("{mention} is said as coming, and was {date}", mention=mention.text, date=date))
    if mention.last:
        date = nearest_of_month(date, mention.last) or date
    became = day_forms.day(date, programme)
    return DayChange(became, f"{date}, {day.evidence}", date, date > day.date)
