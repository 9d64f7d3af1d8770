"""An article's headline as it is told on the programme's day: what announces the story, and its shown title."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from service.core.messages import _
from service.editing import day_words, hanging_sentences, news_sense, stale_advice, wording
from service.editing.retold_levels import RetoldLevel
from service.language import bigrams
from service.model import Article

_TO_COME = re.compile(r"([今明])([天日晚夜早晨])[^，。：；\s]{0,6}?([\u3400-\u9fff]{2})(?=[，。：；\s]|$)")
"""What a headline says of the day or the next: `半决赛对手今晚产生`, `老城区今夜停水`."""
_ENDING = re.compile(r"今[天日晚][^，。：；\s]{0,4}?(举[行办]|开[幕赛启]|上演|揭[幕晓]|打响|公布)(?=[，。：；\s]|$)")
"""`公祭仪式今天上午举行` above `上午10时，将举行仪式`, which is over."""
_ASKED = re.compile("请(?![求教示假柬帖])(?:[勿不]要?|务必|尽快)?([^，。；！\\s]{3,8})")
"""`下游村民请远离河道`: what a headline asks of people until a day that only the text has."""
_CALLS = re.compile("即将|就要|(?<!即)将(?![军士领])|周末|预约|报名|招募|征集|抢票|开售")
"""What a headline says of a time that is over, where nothing of a day is told below."""
_OF_THE_WEEK = re.compile("本周|本月|周末")
"""`头茬新茶本周上市`: a plan when it was printed."""
_IN_FORCE = re.compile(
    "暂[缓停不]|错时|限[行号流速]|单行|封[路闭湖山]|绕行|免费|优先|[停缓][航运课水电]|每[天日晚半隔][^，。；\\s]{0,6}"
)
"""What a headline says to be in force: `居民暂缓返家`, `三处停车场免费停车`."""
_GOES_ON = re.compile("但|[也却而则并还又]|同时")
"""What of a headline goes with the clause ahead of it: `周六可以来自习，但不许上课`."""
_REPORT = re.compile("据[^，。“”]{2,24}报道，")
"""`据外国媒体4日报道，…`: of what day the state is that a headline above it tells."""
_LOST_GRAMS = 3
"""Pairs of characters of a headline, at the least, that only what is over has, where the headline goes with it."""
_QUOTED_DAY = re.compile("“[^“”]{0,30}(?:[今明昨][天日晚早晨夜]|后天)[^“”]{0,30}”")
"""`“今晚还有六级”不实`: marks are not heard, and the evening is over."""
_HOUR = re.compile(r"[今明后]天?(?:上午|下午|中午|晚上?|夜里|凌晨)?\d{1,2}[时点](?:\d{1,2}分)?")


def headline_on(
    article: Article,
    levels: Sequence[RetoldLevel],
    day: day_words.ArticleDay | None,
    programme: dt.date,
    untold: Collection[str] = (),
) -> wording.Headline:
    """Return what announces the story: its headline on that day, else the main clause of what is told first.

    `untold`: the article's sentences that cannot be told on it.
    """
    shortest = levels[0].sentences if levels else ()
    texts = [each.text for each in shortest]
    found = wording.headline(article, *texts)
    if found.own:
        longest = levels[-1].sentences if levels else ()
        told_text = "".join(each.text for each in longest)
        found = replace(found, text=wording.without_untold(found.text, told_text, found.source))
        told = title_on(found.text, article, day, programme)
        if told.text is None:
            kept = _clauses_on(found.text, day, programme)
            found = replace(found, text=wording.without_bare_label(kept, found.source) if kept else kept)
            told = title_on(found.text, article, day, programme) if found.text else told
        texts_told = [each.text for each in longest]
        if told.text is not None and not is_over(article, found.text, untold, texts_told):
            later = day is not None and day.date != programme
            text = _of_later_day(told.text, article, day, programme) if later and day else told.text
            if text:
                return replace(found, text=text, days=tuple(each for each in told.words if each.became in text))
        found = wording.headline(replace(article, title="", kicker="", subtitle=""), *texts)
    clause_of = next((each for each in shortest if each.text == found.source), None)
    if not (found.text and clause_of):
        return found
    if day and programme > day.date and not _of_later_day(found.text, article, day, programme):
        return replace(found, text="")
    cut, _, _ = clause_of.text.partition(found.text)
    text = found.text
    later = day is not None and day.date != programme and day_words.names_a_day(cut)
    if later or day_words.is_ahead(cut, programme):  # what comes, or was on another day, is announced with its day
        days = [each.became for each in clause_of.days if each.became and each.became in cut]
        heads = [cut, *(f"{each}，" for each in days if later and not day_words.is_ahead(cut, programme))]
        text = next((f"{head}{text}" for head in heads if len(head + text) <= wording.LONGEST_HEADLINE), "")
    return replace(found, text=text, source=clause_of.source, days=clause_of.days)


def _of_later_day(headline: str, article: Article, day: day_words.ArticleDay, programme: dt.date) -> str:
    """Return a headline as it is told on a later day: no hour without its day, no warning that has lapsed."""
    kept = day_words.without_lapsed_warning(headline, article.text, day, programme)
    if kept != headline and len(kept) < wording.SHORTEST_CLAUSE:
        return ""
    return day_words.without_bare_clocks(day_words.without_bare_times(kept))


def title_on(title: str, article: Article, day: day_words.ArticleDay | None, programme: dt.date) -> day_words.Told:
    """Return a headline on the programme's day, without a day that its article takes back, or that is over."""
    if day and programme > day.date and _QUOTED_DAY.search(title):
        return day_words.Told(None, why=_("who hears it counts the day of a quotation from his own"))
    sure = day_words.without_gone(day_words.without_contradicted(title, article.text, day, programme), day, programme)
    if sure is None:
        return day_words.Told(None, why=_("a weekday of it is over"))
    report = next((each for each in article.text.split("\n") if _REPORT.match(each)), "")
    return day_words.tell(sure, day, programme, article.title, report)


def _clauses_on(headline: str, day: day_words.ArticleDay | None, programme: dt.date) -> str:
    """Return a headline's clauses that can be told on that day, where they say who or where; else nothing.

    `离开学还有7天，桐坞小学挂上了最后一块黑板` is told without its count.
    """
    clauses: list[str] = []
    dropped = False
    for each in headline.split("，"):
        gone = _QUOTED_DAY.search(each) or day_words.tell(each, day, programme).text is None
        dropped = bool(gone) or (dropped and _GOES_ON.match(each) is not None)
        clauses += [] if dropped else [each]
    kept = "，".join(clauses)
    return kept if len(kept) >= wording.SHORTEST_CLAUSE and news_sense.has_who_or_where(kept) else ""


def _passed(untold: Collection[str]) -> list[str]:
    """Return the sentences that are not told as they announce what is over."""
    if not isinstance(untold, Mapping):
        return []
    return [each for each, why in untold.items() if stale_advice.PASSED in why]


def _why(untold: Collection[str], sentence: str) -> str:
    return untold[sentence] if isinstance(untold, Mapping) else ""


def is_over(article: Article, title: str, untold: Collection[str], told: Sequence[str]) -> bool:
    """Return whether a headline of the article speaks of what cannot be told on the day; `told`: what is."""
    return _announces(article, untold) or _tells_untold(title, untold, told)


def _tells_untold(title: str, untold: Collection[str], told: Sequence[str]) -> bool:
    """Return whether more of a headline stands only in what is over than in what is told: `国庆七天天气前晴后雨`."""
    passed, text = "".join(_passed(untold)), "".join(told)
    if passed and _CALLS.search(title) and not any(map(day_words.names_a_day, told)):
        return True
    if any(asked[1] in passed and asked[1] not in text for asked in _ASKED.finditer(title)):
        return True
    gone = passed + "".join(each for each in untold if _why(untold, each) == hanging_sentences.OF_WHAT_IS_OVER)
    if gone and any(_is_over_in(found, title, gone, text) for found in _IN_FORCE.finditer(title)):
        return True
    for clause in (title, *(each for each in re.split(r"[，。：；\s]", title) if _OF_THE_WEEK.search(each))):
        grams = set(bigrams.of(clause))
        kept = {each for each in grams if each in text}
        lost = {each for each in grams if each in passed} - kept
        if len(lost) >= (_LOST_GRAMS if clause == title else 1) and len(lost) > len(kept):
            return True
    return False


def _is_over_in(found: re.Match[str], title: str, passed: str, told: str) -> bool:
    """Return whether what a headline says to be in force stands only in what is over: by its words, or its thing's."""
    thing = title[found.end() : found.end() + 2]
    return found[0] not in told and (found[0] in passed or (len(thing) > 1 and thing in passed and thing not in told))


def _announces(article: Article, untold: Collection[str]) -> bool:
    """Return whether the headline says in short what a sentence announces that cannot be told.

    It names the same hour, 今天上午10时28分试鸣警报 above `今天上午10时28分…将试鸣`, or the same day and deed.
    """
    ending = _ENDING.search(article.title)
    if ending and any(ending[1] in each for each in _passed(untold)):
        return True
    if any(hour[0] in each for hour in _HOUR.finditer(article.title) for each in untold):
        return True
    to_come = [(f"{found[1]}[{found[2]}日天晚夜早晨]", found[3]) for found in _TO_COME.finditer(article.title)]
    return any(re.search(day, each) and what in each for day, what in to_come for each in untold)


def shown_title(article: Article, headline: wording.Headline, title: str | None) -> str:
    """Return what is told as the story's title; empty where that is its printed one but for blanks and marks.

    Where the printed one tells no news, what is announced is its title too, if that does, or has the line above it:
    `“这趟船，我开到最后一班”` says nothing to who has not read `62年的崔家渡停航，摆渡42年的崔长河上岸` above it.
    """
    has_line_above = headline.own and article.kicker and headline.source.startswith(f"{article.kicker} ")
    tells_more = news_sense.tells_news(headline.text) or has_line_above
    if headline.text and not news_sense.tells_news(article.title) and tells_more:
        title = headline.text
    shown = headline.text or day_words.undated(article.title) if title is None else title
    return "" if _bare(shown) == _bare(article.title) else shown


def _bare(title: str) -> str:
    return "".join(filter(str.isalnum, title))
