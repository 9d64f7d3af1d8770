"""The weather forecast on the programme's day: in its order, whole, and nothing of a time that has passed.

A forecast is no report: each of its sentences says something else, most have no verb (`晴，南风3级`), and what
counts is how near it is. Its sentences are told from the first on, as far as there is room.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from service.core.messages import _
from service.editing import day_words, retold_headlines
from service.editing.retold_levels import RetoldLevel, RetoldSentence
from service.editing.retold_summary import RetoldSummary
from service.language import brackets, sentences
from service.model import Article, DayWord

TITLE = "天气预报"
"""The title of a forecast whose headline names no place: 今明天气, 前半周雷雨降温."""
_BRACKETED = re.compile("（[^（）]{0,40}）")
_DAYS_AHEAD = re.compile(
    "(?:[今明后][天日晚]?|昨[天晚日]|夜间|白天|未来|一周|[本下]周|周[一二三四五六日末]|[一二两三四五六七]天"
    r"|\d{1,2}[月日]|[到至起和、\s])+"
)
_OF_PLACE = re.compile("[\u4e00-\u9fff]{2,10}天气(?:预报)?")
_ISSUED = re.compile(
    r"[^，。；：]{2,24}(?:发布|预报)[：，]|[\u3400-\u9fff]{0,12}气象(?:[台局站]|中心)(?:\d{1,2}月)?[^，。；：]{1,10}\d{1,2}[时点][：，]"
)
"""Who says it, and when: 市气象台今天15时发布：, 市气象台6月11日18时："""
_ISSUED_ALONE = re.compile(r"[^，。；：]{2,30}(?:发布|预报)。?")
"""The same without what it says: a signature."""
_VERB = re.compile("(?:发布|预报)$")
_FROM_TODAY = re.compile("今(?:天|晚|日)(?:夜间|晚上|白天|下午|傍晚)?[到至](?=明[天日])")
"""What a programme of the next day leaves away: 今天夜间到明天白天."""
_PASSED = re.compile("昨|前天|上周|上月")
_PLACE_ROW = re.compile("[\u4e00-\u9fff（）、]{2,14}：")
"""How the row of a place in a table begins: 北京：晴. It is of the day on which the forecast begins."""
_TIDE_ROW = re.compile("[\u3400-\u9fff]{2,10}(?:港|站|口|湾|岛|码头|渡口)：(?=[^；]*潮)")
"""`潮头港：今晚高潮23时20分；明天低潮…`: of what place the tides are that are left."""
_BETWEEN_FIGURES = re.compile(r"(?<=[\u4e00-\u9fff])\s+|(?<!\s)\s+(?=[\u4e00-\u9fff])")


def retell(article: Article, most: int, programme: dt.date) -> RetoldSummary:
    """Return the forecast, one sentence more with each level, of up to `most` characters."""
    told: list[RetoldSentence] = []
    levels: list[RetoldLevel] = []
    room, untold = most, 0
    day = day_words.article_day(article, programme)
    for source, text, words in _sentences(article, day, programme):
        if not text:
            untold += 1
        elif len(text) <= room:
            by = None if told else _issuer(article, day, programme)
            told += [by] if by and not text.startswith(by.text.removesuffix("发布预报。")) else []
            room -= len(text)
            told.append(RetoldSentence(text, source, words))
            levels.append(RetoldLevel(tuple(told), float(len(told))))
        else:
            break
    headline = retold_headlines.headline_on(article, levels, day, programme)
    note = _("{untold} sentences of the forecast are of a time that has passed", untold=untold) if untold else ""
    return RetoldSummary(tuple(levels), headline, shown_title=_title(article), note=note)


def _issuer(article: Article, day: day_words.ArticleDay | None, programme: dt.date) -> RetoldSentence | None:
    """Return who issued the forecast, and when, told before it; None where the article does not say it."""
    for paragraph in article.paragraphs:
        for source in sentences.split(paragraph):
            printed = source.strip("（）。")
            found = _ISSUED.match(printed) or (_ISSUED_ALONE.fullmatch(printed) if source.startswith("（") else None)
            said = day_words.tell(found[0].rstrip("：，。"), day, programme) if found else None
            if said and said.text:
                return RetoldSentence(f"{_VERB.sub('', said.text)}发布预报。", source, said.words)
    return None


def _title(article: Article) -> str:
    """Return its title without the days in it, which are the paper's; empty where the printed one stays."""
    bare = _DAYS_AHEAD.sub("", _BRACKETED.sub("", article.title))
    called = bare if _OF_PLACE.fullmatch(bare) else TITLE
    return called if called != article.title else ""


def _sentences(
    article: Article, day: day_words.ArticleDay | None, programme: dt.date
) -> Iterator[tuple[str, str, tuple[DayWord, ...]]]:
    """Yield each sentence and how it is told, its text empty where its time has passed.

    A sentence without a day of its own is of the time of the one before, the first and a place's row of the forecast's
    own day.
    """
    passed = old = day is not None and day.date < programme
    for paragraph in article.paragraphs:
        for source in (each for line in paragraph.split("\n") for each in sentences.split(line)):
            printed = brackets.told(source).strip()
            if (
                not printed
                or printed.startswith("（")
                or _ISSUED_ALONE.fullmatch(printed)
                or any(source in broken for broken in article.damaged)
            ):
                continue
            passed = passed or (old and _PLACE_ROW.match(printed) is not None)
            text, words, passed = _told(printed, day, programme, passed=passed)
            yield source, text, words


def _told(
    printed: str, day: day_words.ArticleDay | None, programme: dt.date, *, passed: bool
) -> tuple[str, tuple[DayWord, ...], bool]:
    """Return what is told of a sentence, its day words, and whether its last clause is of a time that has passed."""
    issued = _ISSUED.match(printed)
    start = issued.end() if issued else 0
    row = _TIDE_ROW.match(printed, start)
    clauses: list[str] = []
    words: list[DayWord] = []
    for clause in printed[start:].rstrip("。").split("；"):
        if day and day.date + dt.timedelta(days=1) == programme:
            clause = _FROM_TODAY.sub("", clause)
        said = day_words.tell(clause, day, programme)
        if said.words or said.text is None:
            passed = said.text is None or any(_PASSED.match(word.became) for word in said.words)
        if said.text and not passed:
            clauses.append(said.text)
            words += said.words
    if not clauses:
        return "", (), passed
    if row and not clauses[0].startswith(row[0]):
        clauses[0] = row[0] + clauses[0]
    by = day_words.tell(printed[:start], day, programme) if start else None
    if by and by.text:
        foretells = _VERB.search(by.text.rstrip("：，")) is not None
        clauses[0] = (by.text if foretells else f"{by.text.rstrip('：，')}预报：") + clauses[0]
        words = [*by.words, *words]
    text = _BETWEEN_FIGURES.sub("，", "；".join(clauses))
    return text if text[-1:] in "。！？" else f"{text}。", tuple(words), passed
