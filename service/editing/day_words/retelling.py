"""A sentence as it is told on the programme's day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.day_words import (
    bare_forecasts,
    day_forms,
    days_of_text,
    days_still_to_come,
    done_steps,
    ended_terms,
    equated_days,
    feast_days,
    issued_warnings,
    lunar_days,
    one_day_measures,
    open_outcomes,
    other_days,
    passing_states,
    quoted_days,
    reference_days,
    unended_states,
)
from service.editing.day_words.day_change import DayChange, NotTold
from service.editing.day_words.forecasts import (
    as_begun,
    as_happened,
    is_aimed,
    is_announced,
    is_begun,
    is_begun_run,
    is_bidden,
    is_foretold_today,
    is_former_plan,
    is_in_force,
    is_in_small_hours,
    is_measure_from,
    is_printed_plan,
    is_set_for_today,
    is_wanted,
    opens_as_run,
    own_clause,
)
from service.editing.day_words.mentions import Mention, Unit, find, mask
from service.editing.day_words.resolutions import resolve
from service.editing.nearest_dates import nearest
from service.language import sentences
from service.model import DayWord, Utterance

_RUN_ON = re.compile(
    r"(?:\d{1,2}[时点](?:\d{1,2}分)?|零[时点])?[至到—–\-]{1,2}(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:(?P<hour>\d{1,2})[时点])?"
)
_LAST_EARLY_HOUR = 8
"""`3月18日22时至3月20日6时停水`: on the 20th it is over when the programme is heard."""
_ON_AHEAD = re.compile("(?:夜间|夜里|晚上|白天|[上下]午)?[到至](?:明[天晚日早晨]|后天)")
"""今晚到明天，多云转阴: a forecast without a word of foretelling."""
_BOUND_AHEAD = re.compile("(?:[于在从到至自是和与及、比较截定原]|最[快早晚迟]|早在|直到)$")
_BOUND_BEHIND = re.compile("[的是起至到和与及、—就才便刚还]|以来|开始|之")

_BY_THE_END = re.compile("[底末][之以]?前|[底末]?[之以]?内|[底末]?(?:截止|为止|结束)")
_MAY_BE = re.compile("[^，。；]{0,12}(?:可能|或将|或会|料将)(?=继续|会|将|有|再|出现|上|下|达|降|升|变|是)")
"""`本周叶菜价格可能继续上涨`, told when the week is over."""
_THEN_WILL = re.compile("[^，。；]{0,16}，[^，。；]{0,6}?(?<!即)将(?![军士领])")
"""`取消了本周末的行程，他将留在县里`."""
_BEFORE = re.compile("之?前(?!后|往|期|来|[一几两三\\d])")
"""`25日前领取`: on the 25th it is too late."""
_BY_MORNING = re.compile("(?:早高峰|早[上晨]|清晨|天亮|上班|[4-7][时点])(?:开始|到来)?[之以]?前(?!往)")
"""`预计明天早高峰前恢复`: over when the programme is heard."""
_LASTS_UNTIL = re.compile("(?:持续|延续|维持|停[水电航运]|封闭)[^，。]{0,4}[到至]$")
_MORNING = re.compile("早|[清凌]?晨|天亮")
_SAID = re.compile("(?:说|称|表示|指出|强调|介绍|告诉[^，]{1,8}|透露|回忆|认为)，")
_SHOWN = re.compile("[写列贴挂印画标登]着")
"""`昨天上午…。白板上列着明天的菜`: what somebody saw counts from when he saw it."""
_SCENE = re.compile("记者[^，。“”]{0,16}?(?:赶到|来到|走进|到达|抵达|见到)[^，。“”]{0,20}时，")
"""`记者赶到镇里时，雨还在下。预报说，未来两天是晴天。`: on which day he came nobody says."""
_NOTE = re.compile("(?:[写贴挂留发][^，。：]{0,12}|(?:纸|牌|条|留言|短信|微信|朋友圈|日记|信)[^，。：]{0,6})：$")
"""`昨晚，他在门上贴了张纸：今天最后一天`: the words of whoever wrote it, and of the day on which he did."""
_BADE = re.compile("[让叫催][她他][^，。]{0,6}$|[说称]，?[^，。]{0,10}$")
"""`10月16日，…说“客服”让她今天之内办完`: what somebody said on a day that the sentence names."""
_NOTE_REACH = 60
"""Characters ahead of a word in which that stands."""
_SAID_UNITS = (Unit.DAY, Unit.WEEKDAY, Unit.WEEK, Unit.SPAN)
_NAMED = (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)
_GOES_ON = dt.timedelta(days=7)
"""How long after its first day something that began then, `明起，四路车改道`, is taken to go on."""
_HAS_BEEN = re.compile("已|了|曾|过(?=[，。])")

_PAPER_OUT = re.compile("(今天出版的[^。，]{2,30}?)将(?=[^。，]{0,4}(?:发表|刊[发登载]|登载|推出))")
"""`明天出版的晚报将发表…`, heard on that day: it is out."""
_COUNTED_TO_A_DATE = re.compile(
    r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})天[之以]?[后前]的(?=(?:\d{1,2}月)?\d{1,2}日)"
)
"""`3天后的12月25日8时，通道开通`: the date says it on any day."""
_SAID_TWICE = re.compile("([今昨前明后]天|\\d{1,2}月\\d{1,2}日)，?(?:也就是|即)\\1")
"""`改在周四，也就是明天`, where both have become 今天."""
_EVENING = re.compile("(?<=[昨今明])天晚(?![上会报宴间点饭])")
_SAME_DAY = str.maketrans("天日", "日天")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence on the programme's day."""

    text: str | None
    """None: it is not told."""
    words: tuple[DayWord, ...] = ()
    why: str = ""
    """Why it is not told."""
    hangs: str | None = None
    """The sentence that says the day of its beginning (当天, 2时50分): it is told only behind that; None: of none."""


def tell(sentence: str, day: ArticleDay | None, programme: dt.date, source: str = "", ahead: str = "") -> Told:
    """Return the sentence of an article of that day as it is told on the programme's, and each word that names a day.

    It is not told when a day that it needs is not known, when it announces what has passed, or when a quotation in it
    says 今天 of another day that the sentence does not name. `source`: what the article has, where the sentence
    has lost the brackets that date its words. `ahead`: what the article says before it.
    """
    sentence = _COUNTED_TO_A_DATE.sub("", sentence) if day and programme > day.date else sentence
    known = [each for each in find(source) if each.unit is Unit.DAY and each.day] if source else []
    mentions = _with_dates(find(sentence, frozenset(each.text[:2] for each in known)), source)
    quoted = quoted_days.is_open(ahead) and not set("“”") & set(sentence)
    mentions, masked = ([] if quoted else mentions), mask(sentence)
    pieces: list[str] = []
    words: list[DayWord] = []
    at, before = 0, None
    try:
        if day:
            _refuse_whole(masked, ahead, day, programme)
        for each in mentions:
            change = _changed(each, masked, ahead, day, programme)
            if change is None:
                continue
            became, end = change.became, each.end
            if became is None:
                end = _end_without(each, change, masked)
                became = ""
            if became and words and words[-1].became and each.start == at and Unit.DAY is each.unit is before:
                became = f"到{became}"  # 昨夜今晨
            if became[:1].isdigit() and sentence[: each.start][-1:].isdigit():
                became = f"，{became}"  # `热线96120今天开通`: a number ahead does not run into the date
            before = each.unit
            pieces += [_as_far_as_begun(sentence[at : each.start], each, masked, day, programme), became]
            at = end
            if each.unit is not Unit.FULL_DATE or became != each.text:
                words.append(DayWord(each.text, became, change.why))
        text = _SAID_TWICE.sub(r"\1", "".join((*pieces, sentence[at:])).lstrip("，、"))
        text = _EVENING.sub("晚", text)
        if day and programme > day.date:
            text = _without_future(text, mentions, masked, day, programme)
        text, dates = quoted_days.dated(text, ahead, day, programme)
        if day and programme > day.date and not quoted and not dates:
            text, dates = passing_states.dated(text, masked, ahead, day, programme)
        return Told(text, (*dates, *words), hangs=_hangs(masked, ahead, words, day, programme))
    except NotTold as reason:
        left = _left(sentence, day, programme) if day and not quoted else ""
        return tell(left, day, programme, source, ahead) if left else Told(None, (), str(reason))


def _left(sentence: str, day: ArticleDay, programme: dt.date) -> str:
    """Return what is left of a sentence when the first of what it foretells or says of its day has passed."""
    foretold = days_still_to_come.of_weather(sentence, day, programme)
    return foretold or issued_warnings.left(sentence, day, programme) or lunar_days.left(sentence)


def _without_future(text: str, mentions: Sequence[Mention], masked: str, day: ArticleDay, programme: dt.date) -> str:
    """Return a sentence of a later day without the 将 of what has happened or begun since."""
    own = [each for each in mentions if _is_own(each)]
    if any(is_set_for_today(masked, each.end) for each in own):
        text = as_happened(text)
    text = _PAPER_OUT.sub(r"\1", text)
    begun = any(is_begun_run(masked, each.start, each.end) for each in own)
    return as_begun(text) if begun or any(_has_opened(each, masked, day, programme) for each in mentions) else text


def _changed(mention: Mention, masked: str, ahead: str, day: ArticleDay | None, programme: dt.date) -> DayChange | None:
    """Return what becomes of a word; None where it stays. Raise NotTold where its sentence cannot be told."""
    if day:
        _refuse_written_before(mention, masked, day, programme)
    if day and ahead:
        _refuse_said_before(mention, masked, ahead, day, programme)
    if day and equated_days.is_equation(masked, mention):
        equated_days.refuse_out_of_week(mention, day, programme)
        return None
    change = None
    if mention.unit is Unit.FROM_TEXT:
        change = days_of_text.resolve_from_text(mention, masked, ahead, day, programme)
    else:
        if mention.unit is Unit.COUNTED and mention.between != "内" and day:
            change = days_of_text.counted_from_text(mention, masked, ahead, day, programme)
        meant = days_of_text.with_month(mention, masked, ahead, day) if ahead and day else mention
        change = change or resolve(meant, masked, day, programme)
    if change and day and ahead and mention.unit is Unit.DAY:
        change = _as_spoken(mention, change, masked, ahead, day, programme)
    if change:
        _refuse_passed(mention, change, masked, day, programme)
    return change


def _as_spoken(
    mention: Mention, change: DayChange, text: str, ahead: str, day: ArticleDay, programme: dt.date
) -> DayChange:
    """Return what becomes of 今天 in what somebody says, where a scene has its day by number: it is heard from that.

    `5月20日，总理会见总统。总理表示，今天上午…` is told as 5月20日上午, not as 昨天上午. Raise NotTold where the scene
    is of another day than the article: `5月25日，…韩正表示，…。今天，…` of the 26th.
    """
    near = ahead.rpartition("\n")[2]
    own = _SAID.search(text, 0, mention.start) is not None
    if not own and not (near and _SAID.search(sentences.split(near)[0])):
        return change
    scene = days_of_text.numbered_scene(ahead, day, programme)
    if scene and scene != day.date and not mention.day:
        raise NotTold(_("{mention} is of what was said on {scene}", mention=mention.text, scene=scene))
    if programme == day.date or scene is None or mention.shift != 0 or change.until is None:
        return change
    said = day_forms.date_of(change.until, programme) + mention.part + mention.between
    return replace(change, became=said)


def _as_far_as_begun(ahead: str, mention: Mention, text: str, day: ArticleDay | None, programme: dt.date) -> str:
    """Return what stands ahead of a run of days, `将于6月2日至6日来访`, without 将 where it has begun before."""
    run = mention.unit is Unit.FULL_DATE and (mention.last or _RUN_ON.match(text, mention.end))
    if day is None or not run or not ahead.endswith("将于"):
        return ahead
    first = nearest(day.date, mention.year or None, mention.month, mention.day)
    return ahead.removesuffix("将于") + "于" if first and first < programme else ahead


def _has_opened(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> bool:
    """Return whether a run of days with which a clause begins had its first before the programme's day."""
    if mention.unit is not Unit.FULL_DATE or not opens_as_run(text, mention.start, mention.end):
        return False
    if not (mention.last or _RUN_ON.match(text, mention.end)):
        return False
    first = nearest(day.date, mention.year or None, mention.month, mention.day)
    return first is not None and first < programme


def _hangs(masked: str, ahead: str, words: Sequence[DayWord], day: ArticleDay | None, programme: dt.date) -> str | None:
    """Return the sentence without which nobody knows of which day this one begins; raise NotTold where none says it."""
    begins = reference_days.hangs(masked) if ahead.strip() and day else ""
    if begins and day and day.date == programme:
        return _evening_before(begins, ahead, day)
    if not begins or any(word.was in begins and word.was != word.became for word in words):
        return None
    hour = re.search("[时点]$", begins) is not None
    holder = reference_days.holder(ahead, near=not reference_days.stays(begins), hour=hour)
    if not holder:
        raise NotTold(_("no sentence near says of which day {begins} is", begins=begins))
    return holder


def _evening_before(begins: str, ahead: str, day: ArticleDay) -> str | None:
    """Return the sentence of a day before the article's from which 当晚 is; None where that is of its own day."""
    if begins[-2:] not in ("当晚", "当夜"):
        return None
    holder = reference_days.holder(ahead)
    dates = [date for _, date in reference_days.dates_in(holder, day, day.date)]
    return holder if dates and max(dates) < day.date else None


def _refuse_whole(masked: str, ahead: str, day: ArticleDay, programme: dt.date) -> None:
    """Raise NotTold where what a masked sentence says is over, by words that name no day."""
    lunar_days.refuse_coming(masked, day, programme)
    feast_days.refuse(masked, day, programme)
    open_outcomes.refuse_feast(masked, day, programme)
    days_of_text.refuse_before_event(masked, ahead, day, programme)
    bare_forecasts.refuse(masked, ahead, day, programme)
    ended_terms.refuse(masked, ahead, day, programme)
    done_steps.refuse(masked, ahead, day, programme)
    unended_states.refuse(masked, day, programme)
    issued_warnings.refuse(masked, day, programme)
    one_day_measures.refuse(masked, day, programme)


def as_told(text: str, utterances: Sequence[Utterance]) -> str:
    """Return a text with the day words of its sentences as these utterances tell them."""
    words: dict[str, list[DayWord]] = {}
    for each in utterances:
        known = words.setdefault(each.source, [])
        known += [word for word in each.days if word not in known]
    for source, changes in words.items():
        for line in source.split("\n") if changes else ():  # a reworded sentence has several
            text = text.replace(line, _replayed(line, changes)) if line else text
    return text


def _replayed(sentence: str, words: Sequence[DayWord]) -> str:
    """Return the sentence with these words in place of those that it has, from its start on."""
    at = 0
    for word in words:
        if not word.was:
            sentence = f"{word.became}，{sentence}"
        elif (place := _place(sentence, word.was, at)) >= 0:
            behind = place + len(word.was)
            sentence = sentence[:place] + word.became + sentence[behind:]
            at = place + len(word.became)
    return sentence


def _place(sentence: str, word: str, start: int) -> int:
    """Return where the sentence has the word; 昨日 for 昨天, as a language model may write it."""
    found = sentence.find(word, start)
    return found if found >= 0 else sentence.find(word.translate(_SAME_DAY), start)


def _with_dates(mentions: Sequence[Mention], source: str) -> list[Mention]:
    """Return the mentions with the dates that stand behind them in the source, where it has as many of each word."""
    mentions = [_week_with_dates(each, source) for each in mentions]
    dated = [each for each in find(source) if each.unit is Unit.DAY] if source else []
    bare = [each for each in mentions if each.unit is Unit.DAY and not each.day]
    origins: dict[int, Mention] = {}
    for word in {each.text for each in bare}:
        here = [each for each in bare if each.text == word]
        there = [each for each in dated if each.text.startswith(word)]
        if len(here) == len(there):
            origins |= {each.start: origin for each, origin in zip(here, there, strict=True) if origin.day}
    return [_dated(each, origins[each.start]) if each.start in origins else each for each in mentions]


def _week_with_dates(mention: Mention, source: str) -> Mention:
    """Return a week with the dates that stand behind it in the source: `上周（3月9日至15日）`."""
    if mention.unit is not Unit.WEEK or not source:
        return mention
    known = [each for each in find(source) if each.unit is Unit.WEEK and each.text.startswith(mention.text)]
    return replace(mention, text=known[0].text) if len(known) == 1 else mention


def _dated(mention: Mention, origin: Mention) -> Mention:
    """Return the mention with the date that stands behind it in the source."""
    text = mention.text if origin.between else origin.text
    return replace(mention, year=origin.year, month=origin.month, day=origin.day, text=text)


def _refuse_passed(mention: Mention, change: DayChange, text: str, day: ArticleDay | None, programme: dt.date) -> None:
    """Raise NotTold where what is told as coming has passed."""
    put_off = is_former_plan(text, mention.start)  # `原定今晚开街的夜市`
    if put_off or change.until is None or not _has_passed(mention, change.until, text, day, programme):
        return
    if mention.unit is Unit.FROM_TEXT and day and change.until < day.date:
        return  # it was over when it was written: `次日，民警将他抓获`
    if (day is None or change.until >= day.date) and is_bidden(text, mention.start, mention.end):
        raise NotTold(_("{mention} has passed ({date})", mention=mention.text, date=change.until))
    dated = mention.unit in (Unit.DATE, Unit.MONTH_DAY, Unit.FULL_DATE) and not mention.last
    own = (mention.unit is Unit.DAY and mention.shift == 0) or (dated and day and change.until == day.date)
    if own and (is_foretold_today(text, mention.start, mention.end) or _ON_AHEAD.match(text, mention.end)):
        raise NotTold(_("{mention} is foretold, and has passed ({until})", mention=mention.text, until=change.until))
    if _is_planned(mention, change.until, text, day):
        raise NotTold(_("{mention} is planned, and has passed ({until})", mention=mention.text, until=change.until))
    if mention.unit is Unit.FULL_DATE and day and (run := _RUN_ON.match(text, mention.end)):
        last = nearest(change.until, None, int(run["month"] or change.until.month), int(run["day"]))
        if last == programme and int(run["hour"] or 24) <= _LAST_EARLY_HOUR:
            raise NotTold(_("{mention} has passed ({date})", mention=mention.text, date=last))
        if last and last >= programme:
            return
    if (
        mention.unit in (Unit.WEEK, Unit.MONTH, Unit.YEAR)
        and _BY_THE_END.match(text, mention.end)
        and not _HAS_BEEN.search(_clause(mention, text))
    ):
        raise NotTold(_("{mention} has passed ({date})", mention=mention.text, date=change.until))
    if _goes_on(mention, change.until, text, programme):
        return
    ahead = change.ahead and not is_in_force(text, mention.end)
    if ahead or is_announced(text, mention.start, mention.end):
        raise NotTold(_("{mention} has passed ({date})", mention=mention.text, date=change.until))


def _clause(mention: Mention, text: str) -> str:
    """Return the clause of a mention, with the next where it stands alone."""
    return re.split("[，；。：]", text[: mention.start])[-1] + own_clause(text, mention.end)


def _goes_on(mention: Mention, until: dt.date, text: str, programme: dt.date) -> bool:
    """Return whether what began on that day goes on: `明起，四路车改道`, `从今天到3月3日，馆里将办展览`."""
    if mention.unit is not Unit.DAY:
        return False
    if mention.shift == 0:
        return is_begun_run(text, mention.start, mention.end)
    return mention.shift > 0 and programme - until <= _GOES_ON and is_begun(text, mention.start, mention.end)


def _is_own(mention: Mention) -> bool:
    """Return whether a word means the article's own day: 今天, 今晚."""
    return mention.unit is Unit.DAY and mention.shift == 0


def _is_planned(mention: Mention, until: dt.date, text: str, day: ArticleDay | None) -> bool:
    """Return whether somebody only means to do something then, or something waits for it.

    What the paper only plans for its own day is planned, too.
    """
    aimed = is_wanted(text, mention.start) or is_aimed(text, mention.start, mention.end)
    if aimed or open_outcomes.waits(text, mention.start, mention.end):
        return day is None or until >= day.date
    if day is None or until < day.date:
        return False
    if mention.unit in (Unit.WEEK, Unit.WEEKDAY) and _THEN_WILL.match(text, mention.end):
        return True
    if mention.unit in (Unit.WEEK, Unit.MONTH):
        return _MAY_BE.match(text, mention.end) is not None
    if not _is_own(mention):
        return False
    planned = is_printed_plan(text, mention.start, mention.end) and not is_measure_from(text, mention.end)
    return planned and day.evidence.startswith("page")


def _has_passed(mention: Mention, until: dt.date, text: str, day: ArticleDay | None, programme: dt.date) -> bool:
    """Return whether the time is over when the programme is heard; its own day's small hours are."""
    if until < programme:
        return True
    own = day is not None and day.date == programme
    numbered = mention.unit in (Unit.DATE, Unit.MONTH_DAY, Unit.FULL_DATE)
    if until == programme and not own and numbered and _BEFORE.match(text, mention.end):
        return True
    if until == programme and not own and _BY_MORNING.match(text, mention.end):
        return True
    if until == programme and not own and _LASTS_UNTIL.search(text, 0, mention.start):
        return "晨" in mention.text or "早" in mention.text or _MORNING.match(text, mention.end) is not None
    return until == programme and not own and is_in_small_hours(text, mention.end)


def _refuse_written_before(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> None:
    """Raise NotTold where somebody wrote or said the word on another day, which the sentence names ahead of it."""
    left = max(0, mention.start - _NOTE_REACH)
    if mention.unit not in _SAID_UNITS:
        return
    later = day.date != programme
    if later and mention.unit is Unit.DAY and mention.text[1:] == "天" and other_days.is_saying(text):
        raise NotTold(_("{mention} is of any day", mention=mention.text))
    if later and other_days.is_told_to_somebody(text, mention.start):
        raise NotTold(_("{mention} is of the day on which somebody said it", mention=mention.text))
    if later and other_days.is_said_then(text, mention.start):
        raise NotTold(_("{mention} counts from a day that nobody names", mention=mention.text))
    colon = text.rfind("：", left, mention.start) + 1
    noted = text[left:colon] if colon and _NOTE.search(text, left, colon) else ""
    if any(date != day.date for _, date in reference_days.dates_in(noted, day, programme)):
        raise NotTold(_("{mention} counts from the day on which it was written", mention=mention.text))
    if mention.shift >= 0 and (said := _BADE.search(text, left, mention.start)):
        dates = [date for _, date in reference_days.dates_in(text[left : said.start()], day, programme)]
        if dates and day.date - dates[-1] > dt.timedelta(days=1):
            raise NotTold(_("{mention} was said on {dates}", mention=mention.text, dates=dates[-1]))


def _refuse_said_before(mention: Mention, text: str, ahead: str, day: ArticleDay, programme: dt.date) -> None:
    """Raise NotTold where somebody said the word on a day well before the article's: 她说，明天就能采茶."""
    spoken = mention.unit is Unit.DAY and reference_days.speaks(text, mention.start)
    if spoken and day.date != programme and reference_days.is_past(ahead, text[: mention.start], day):
        raise NotTold(_("{mention} is of a past that is told of", mention=mention.text))
    if mention.unit in (Unit.DAY, Unit.SPAN) and mention.shift > 0 and day.date != programme:
        for line in sentences.split(ahead.rpartition("\n")[2]):
            if (scene := _SCENE.match(line)) and not reference_days.names_time(line):
                raise NotTold(
                    _(
                        "{mention} counts from the day of a scene that has none: {scene}",
                        mention=mention.text,
                        scene=scene[0],
                    )
                )
    shown = _SHOWN.search(text, 0, mention.start)
    if mention.unit not in _SAID_UNITS or not (shown or _SAID.search(text, 0, mention.start)):
        return
    said = days_of_text.spoken_on(ahead, day, programme).date
    if shown and said != day.date:
        raise NotTold(_("{mention} may count from the day on which it was shown", mention=mention.text))
    if said and day.date - said > dt.timedelta(days=1):
        raise NotTold(_("{mention} was said on {said}", mention=mention.text, said=said))


def _end_without(mention: Mention, change: DayChange, text: str) -> int:
    """Return where the sentence goes on without the word; raise NotTold where it cannot.

    Without its day what comes is heard as here, and so is what was in a week that has no word any more.
    """
    undated = change.ahead or (mention.shift > 0 and mention.unit in _NAMED) or mention.unit is Unit.WEEKDAY
    if undated or (mention.unit is Unit.WEEK and (mention.start or not _HAS_BEEN.search(text))):
        raise NotTold(_("the day of {mention} is not known", mention=mention.text))
    before, after = text[max(0, mention.start - 2) : mention.start], text[mention.end : mention.end + 2]
    if _BOUND_AHEAD.search(before) or _BOUND_BEHIND.match(after):
        raise NotTold(_("the day of {mention} is not known", mention=mention.text))
    head = not before or before[-1] in "，；。：！？"
    return mention.end + (1 if head and after.startswith("，") else 0)
