"""A sentence as it is told on the programme's day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.editing.day_words import day_forms
from service.editing.day_words.article_day import ArticleDay
from service.editing.day_words.forecasts import is_announced, is_former_plan, is_in_force
from service.editing.day_words.mentions import Mention, Unit, find, is_age, mask
from service.editing.day_words.nearest_dates import in_its_year, nearest, nearest_of_month
from service.model import DayWord, Utterance

NEAR = dt.timedelta(days=7)
"""How near to its article's day a day of the month is surely the nearest of its number."""
REACH = 60
"""Characters ahead of a day's number in which its month may stand."""
TERM_LENGTH = 10
"""Characters of a quotation below which, without a mark inside, it is a term or a name."""

_QUOTATION = re.compile("“([^“”]*)”")
_DAY_IN_QUOTATION = re.compile(
    "(?<![如当])今[天日晚早晨]|[今昨明]儿|昨[天日晚]|(?<![说表声证文清光])明[天日晚早]|(?<![目之以当])前天|(?<![今以雨最先])后天(?![形培性])"
)
_AGE_IN_QUOTATION = re.compile(
    "的?(?:中国|我国|世界|时代|社会|青年|年轻|生活|幸福|成就|我们|孩子|农村|乡村|城市|农民|科技)"
)
_SAID = re.compile("[说称道：示出调]，?$|[说称示出调]：$|：$")
_DATED_START = re.compile(r"^(?:[今昨前明后][天日晚]|本月|\d|去年|当[天日晚]|近日|日前|此前|在[^，]{0,12}[日天时]，)")
_EXPLICIT_AHEAD = re.compile("(?:自|从|截至|截止|当地时间)$")
_EXPLICIT_BEHIND = re.compile("零时|前|后|起|以来|以前|之")
_REPORTED = re.compile("通报|公布|表示|说|称|介绍|告诉|获悉")
_OPENS = re.compile("起，?(?:可以?|预约|报名|登记|申报|申领|接受|受理|征集|招募|开售|放号|办理)")
"""`流感疫苗15日起预约`: what one can do from a day on may have come or not: the nearest is meant."""
_RUN_ON = re.compile(r"[至到—–\-]{1,2}(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日")
_ON_AHEAD = re.compile("(?:夜间|夜里|晚上|白天|[上下]午)?[到至](?:明[天晚日早晨]|后天)")
"""今晚到明天，多云转阴: a forecast without a word of foretelling."""
_BOUND_AHEAD = re.compile("(?:[于在从到至自是和与及、比较截定原]|最[快早晚迟]|早在|直到)$")
_BOUND_BEHIND = re.compile("[的是起至到和与及、—]|以来|开始|之")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence on the programme's day."""

    text: str | None
    """None: it is not told."""
    words: tuple[DayWord, ...] = ()
    why: str = ""
    """Why it is not told."""


class _NotTold(Exception):
    """The sentence cannot be told; the message says why."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What becomes of a mention."""

    became: str | None
    """None: the word is left out, where the sentence stands without it."""
    why: str
    until: dt.date | None = None
    """The last day that is meant."""
    ahead: bool = False
    """It lies behind the article's day."""


def tell(sentence: str, day: ArticleDay | None, programme: dt.date, source: str = "") -> Told:
    """Return the sentence of an article of that day as it is told on the programme's, and each word that names a day.

    It is not told when a day that it needs is not known, when it announces what has passed, or when a quotation in it
    says 今天 of another day that the sentence does not name. `source`: what the article has, where the sentence
    has lost the brackets that date its words.
    """
    known = [each for each in find(source) if each.unit is Unit.DAY and each.day] if source else []
    mentions = _with_dates(find(sentence, frozenset(each.text[:2] for each in known)), source)
    masked = mask(sentence)
    pieces: list[str] = []
    words: list[DayWord] = []
    at = 0
    try:
        for each in mentions:
            change = _resolved(each, masked, day, programme)
            if change is None:
                continue
            _refuse_passed(each, change, masked, day, programme)
            became, end = change.became, each.end
            if became is None:
                end = _end_without(each, masked)
                became = ""
            pieces += [sentence[at : each.start], became]
            at = end
            if each.unit is not Unit.FULL_DATE or became != each.text:
                words.append(DayWord(each.text, became, change.why))
        text = "".join((*pieces, sentence[at:])).lstrip("，、")
        return _with_dated_quotations(text, tuple(words), day, programme)
    except _NotTold as reason:
        return Told(None, (), str(reason))


def as_told(text: str, utterances: Sequence[Utterance]) -> str:
    """Return a text with the day words of its sentences as these utterances tell them."""
    words: dict[str, list[DayWord]] = {}
    for each in utterances:
        known = words.setdefault(each.source, [])
        known += [word for word in each.days if word not in known]
    for source, changes in words.items():
        if source and changes:
            text = text.replace(source, _replayed(source, changes))
    return text


def _replayed(sentence: str, words: Sequence[DayWord]) -> str:
    """Return the sentence with these words in place of those that it has, from its start on."""
    at = 0
    for word in words:
        if not word.was:
            sentence = f"{word.became}，{sentence}"
        elif (place := sentence.find(word.was, at)) >= 0:
            behind = place + len(word.was)
            sentence = sentence[:place] + word.became + sentence[behind:]
            at = place + len(word.became)
    return sentence


def _with_dates(mentions: Sequence[Mention], source: str) -> list[Mention]:
    """Return the mentions with the dates that stand behind them in the source, where it has as many of each word."""
    dated = [each for each in find(source) if each.unit is Unit.DAY] if source else []
    bare = [each for each in mentions if each.unit is Unit.DAY and not each.day]
    origins: dict[int, Mention] = {}
    for word in {each.text for each in bare}:
        here = [each for each in bare if each.text == word]
        there = [each for each in dated if each.text.startswith(word)]
        if len(here) == len(there):
            origins |= {each.start: origin for each, origin in zip(here, there, strict=True) if origin.day}
    return [_dated(each, origins[each.start]) if each.start in origins else each for each in mentions]


def _dated(mention: Mention, origin: Mention) -> Mention:
    """Return the mention with the date that stands behind it in the source."""
    text = mention.text if origin.between else origin.text
    return replace(mention, year=origin.year, month=origin.month, day=origin.day, text=text)


def _refuse_passed(mention: Mention, change: _Change, text: str, day: ArticleDay | None, programme: dt.date) -> None:
    """Raise _NotTold where what is told as coming has passed."""
    if change.until is None or change.until >= programme:
        return
    if mention.unit is Unit.DAY and mention.shift == 0 and _ON_AHEAD.match(text, mention.end):
        raise _NotTold(f"{mention.text} is foretold, and has passed ({change.until})")
    if mention.unit is Unit.FULL_DATE and day and (run := _RUN_ON.match(text, mention.end)):
        last = nearest(change.until, None, int(run["month"] or change.until.month), int(run["day"]))
        if last and last >= programme:
            return
    ahead = change.ahead and not is_in_force(text, mention.end) and not is_former_plan(text, mention.start)
    if ahead or is_announced(text, mention.start, mention.end):
        raise _NotTold(f"{mention.text} has passed ({change.until})")


def _end_without(mention: Mention, text: str) -> int:
    """Return where the sentence goes on without the word; raise _NotTold where it cannot."""
    before, after = text[max(0, mention.start - 2) : mention.start], text[mention.end : mention.end + 2]
    if _BOUND_AHEAD.search(before) or _BOUND_BEHIND.match(after):
        raise _NotTold(f"the day of {mention.text} is not known")
    head = not before or before[-1] in "，；。：！？"
    return mention.end + (1 if head and after.startswith("，") else 0)


def _resolved(mention: Mention, text: str, day: ArticleDay | None, programme: dt.date) -> _Change | None:
    """Return what becomes of a mention; None where it stays as it is and is no word of a day."""
    if mention.unit in (Unit.DAY, Unit.BESIDE):
        return _day(mention, day, programme)
    if mention.unit is Unit.FULL_DATE:
        return _full_date(mention, day, programme)
    if day is None:
        return None if mention.unit in (Unit.YEAR, Unit.MONTHS, Unit.LATELY) else _Change(None, "no date is known")
    if mention.unit in (Unit.DATE, Unit.MONTH_DAY):
        return _date(mention, text, day, programme)
    if mention.unit is Unit.WEEKDAY:
        return _weekday(mention, text, day, programme)
    if mention.unit is Unit.WEEK:
        return _week(mention, day, programme)
    if mention.unit is Unit.MONTH:
        return _month(mention, day, programme)
    if mention.unit in (Unit.YEAR, Unit.MONTHS):
        return _year(mention, text, day, programme)
    return _vague(mention, text, day, programme)


def _day(mention: Mention, day: ArticleDay | None, programme: dt.date) -> _Change:
    date = _in_bracket(mention, day, programme)
    if date:
        evidence = f"bracket {mention.text}"
    elif day:
        date, evidence = day.date + dt.timedelta(days=mention.shift), day.evidence
    else:
        return _Change(None, "no date is known")
    formal = mention.text[1:2] == "日" and mention.unit is Unit.DAY
    became = day_forms.day(date, programme, mention.part, formal=formal) + (
        mention.between if mention.unit is Unit.DAY else ""
    )
    if mention.text == "今":
        became = became.removesuffix("天") if date == programme else became
    return _Change(became, f"{date}, {evidence}", date, mention.shift > 0)


def _in_bracket(mention: Mention, day: ArticleDay | None, programme: dt.date) -> dt.date | None:
    """Return the date that stands behind the word, if one does."""
    if not mention.day:
        return None
    near = day.date if day else programme
    if mention.month:
        return nearest(near, mention.year or None, mention.month, mention.day)
    return nearest_of_month(near + dt.timedelta(days=mention.shift), mention.day) if day else None


def _full_date(mention: Mention, day: ArticleDay | None, programme: dt.date) -> _Change | None:
    near = day.date if day else programme
    year = mention.year or (near.year + mention.shift if mention.between else None)
    date = in_its_year(near, year, mention.month, mention.day)
    if date is None:
        return None
    last = nearest(date, None, mention.month, mention.last) if mention.last else date
    became = mention.text
    if became.endswith(("）", ")")):
        became = re.split("[（(]", became)[0]
    moved = date.year != programme.year if day or mention.between else False
    if not mention.year and (moved or (mention.between and near.year != programme.year)):
        became = day_forms.year_ahead(date.year, programme) + became.removeprefix(mention.between)
    why = f"{date}, {day.evidence if day else 'its own words'}"
    until = last if day or mention.year else None
    return _Change(became, why, until, day is not None and date > day.date)


def _date(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> _Change | None:
    if re.search(r"月\d{1,2}日[^，。；、]{0,10}[至到]$", _just_before(mention, text)):
        return None
    date = _month_made_sure(mention, text, day)
    if date is None:
        raise _NotTold(f"the month of {mention.text} is not known")
    why = f"{date}, {day.evidence}"
    if mention.last:
        last = nearest_of_month(date, mention.last) or date
        if last < date:
            last = nearest_of_month(date + dt.timedelta(days=15), mention.last) or date
        became = day_forms.month_ahead(date.year, date.month, programme) + mention.text.removeprefix(mention.between)
        return _Change(became, why, max(date, last), date > day.date)
    explicit = _EXPLICIT_AHEAD.search(_just_before(mention, text)) or _EXPLICIT_BEHIND.match(text, mention.end)
    if explicit or abs((date - programme).days) > 2:
        became = day_forms.date_of(date, programme, by_day=True) + mention.part
    else:
        became = day_forms.day(date, programme, mention.part)
    return _Change(became, why, date, date > day.date)


def _just_before(mention: Mention, text: str) -> str:
    """Return what stands ahead of a mention, near enough to say how it is meant."""
    return text[max(0, mention.start - REACH) : mention.start]


def _month_made_sure(mention: Mention, text: str, day: ArticleDay) -> dt.date | None:
    """Return the date of 9日 or 本月9日: the nearest, or in the month named before, or as the sentence means it."""
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
            return nearest_of_month(date + dt.timedelta(days=-14 if past else 14), mention.day)
    for before in find(text[: mention.start]):  # `5日完成招标，20日开工`: the second is not before the first
        if before.unit is Unit.DATE and before.day < mention.day and (date := _month_made_sure(before, text, day)):
            return nearest_of_month(date + dt.timedelta(days=mention.day - before.day), mention.day)
    date = nearest_of_month(day.date, mention.day)
    if date is None or abs(date - day.date) <= NEAR:
        return date
    ahead = is_announced(text, mention.start, mention.end)
    if not ahead and _OPENS.match(text, mention.end):
        return date
    return nearest_of_month(day.date + dt.timedelta(days=15 if ahead else -15), mention.day)


def _weekday(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> _Change:
    monday = day.date - dt.timedelta(days=day.date.weekday())
    if mention.shift == 9:
        date = monday + dt.timedelta(days=mention.day - 1)
        ahead = is_announced(text, mention.start, mention.end)
        if ahead and date < day.date:
            date += dt.timedelta(days=7)
        elif not ahead and date > day.date:
            date -= dt.timedelta(days=7)
    else:
        date = monday + dt.timedelta(days=7 * mention.shift + mention.day - 1)
    if mention.last:
        date = nearest_of_month(date, mention.last) or date
    became = day_forms.day(date, programme)
    return _Change(became, f"{date}, {day.evidence}", date, date > day.date)


def _week(mention: Mention, day: ArticleDay, programme: dt.date) -> _Change:
    monday = day.date + dt.timedelta(days=7 * mention.shift - day.date.weekday())
    distance = (monday - programme + dt.timedelta(days=programme.weekday())).days // 7
    word = {-1: "上", 0: "本", 1: "下"}.get(distance)
    why = f"week of {monday}, {day.evidence}"
    until = monday + dt.timedelta(days=6)
    ahead = mention.shift > 0 or (mention.text.endswith("周末") and day.date < until - dt.timedelta(days=1))
    became = word + mention.text[1:] if word and mention.text[0] != "这" else None
    if mention.text[0] == "这" and distance == 0:
        became = mention.text
    elif mention.text[0] == "这" and word:
        became = word + mention.text[1:].removeprefix("个").removeprefix("一")
    return _Change(became, why, until, ahead)


def _month(mention: Mention, day: ArticleDay, programme: dt.date) -> _Change:
    year, number = divmod(day.date.year * 12 + day.date.month - 1 + mention.shift, 12)
    number += 1
    until = dt.date(year, number, calendar.monthrange(year, number)[1])
    same = (day.date.year, day.date.month) == (programme.year, programme.month)
    became = mention.text if same else day_forms.month(year, number, programme)
    return _Change(became, f"{year}-{number:02}, {day.evidence}", until, mention.shift > 0)


def _year(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> _Change | None:
    if day.date.year == programme.year:
        return None
    if mention.unit is Unit.MONTHS:
        ahead = day_forms.year_ahead(day.date.year, programme)
        return _Change(ahead + mention.text, f"{day.date.year}, {day.evidence}", dt.date(day.date.year, 12, 31))
    number = day.date.year + mention.shift
    why = f"{number}, {day.evidence}"
    if re.match(r"\d{1,3}岁", text[mention.end : mention.end + 4]):
        return _Change(None, why)
    if mention.shift < 0 and text.startswith(("同期", "同月"), mention.end):
        return _Change(day_forms.year(number, programme), why)
    return _Change(day_forms.year(number, programme), why, dt.date(number, 12, 31))


def _vague(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> _Change | None:
    age = (programme - day.date).days
    if mention.unit is Unit.UNTIL_NOW:
        if age <= 0:
            return None
        return _Change(f"截至{day_forms.day(day.date, programme)}", f"{day.date}, {day.evidence}")
    if mention.unit is Unit.SPAN:
        general = text.startswith(("内", "的"), mention.end) and not is_announced(text, mention.start, mention.end)
        if age <= 0 or general:
            return None
        if mention.shift <= 3 or age * 3 > mention.shift:
            raise _NotTold(f"{mention.text} of {day.date} has passed or begun")
        return None
    if is_announced(text, mention.start, mention.end) and age > 2:
        raise _NotTold(f"{mention.text} of {day.date} has passed")
    return _Change(None, f"of {day.date}, {day.evidence}") if age > mention.shift else None


def _with_dated_quotations(text: str, words: tuple[DayWord, ...], day: ArticleDay | None, programme: dt.date) -> Told:
    """Return the sentence with its date ahead where a quotation says 今天 of another day."""
    misleading = [
        quoted
        for quoted in _QUOTATION.finditer(text)
        if (len(quoted[1]) >= TERM_LENGTH or re.search("[，。！？]", quoted[1]))
        and (said := _DAY_IN_QUOTATION.search(quoted[1]))
        and not (is_age(quoted[1], said.start(), said.end()) and _AGE_IN_QUOTATION.match(quoted[1], said.end()))
    ]
    if not misleading or (day and day.date == programme):
        return Told(text, words)
    ahead = text[: misleading[0].start()]
    if day is None:
        raise _NotTold("a quotation says 今天 of a day that is not known")
    dated = day_forms.day(day.date, programme)
    if any(word.became and word.became in ahead for word in words):
        return Told(text, words)
    if not ahead or _DATED_START.match(text) or not _SAID.search(ahead):
        raise _NotTold("a quotation says 今天 of another day")
    word = DayWord("", dated, f"{day.date}, {day.evidence}, for 今天 in a quotation")
    return Told(f"{dated}，{text}", (word, *words))
