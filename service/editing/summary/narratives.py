"""Articles that tell in the order of events, and the sentence that tells how it came out.

News has its outcome in its first sentence, and may stop anywhere. A feature, and news that begins with a scene, come to
it last; cut short, they stop in the middle: a burst main and no repair, a lamp that nobody mends. Of 17 items of two
programmes of five minutes that a stranger judged, 10 could not go on air as they were, most of them such pieces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from service.editing import boilerplate, cohesion, news_sense
from service.editing.summary import headline_events, item_openings, passages
from service.editing.summary.body_text import Body
from service.editing.summary.candidates import Candidate
from service.editing.summary.feature_weights import frequency
from service.model import Article, Genre

GENRES = (Genre.FEATURE, Genre.PORTRAIT, Genre.INTERVIEW)
"""What tells in the order of events, however it begins."""
LAST_PART = 0.4
"""The share of an article, from its end, in which it comes to the outcome."""
FEWEST_LINES = 6
"""Sentences of the shortest article of which that can be said."""
MOST = 0.6
"""The share of an article from which on it is told whole, where no sentence of it tells an outcome."""
OWN_ROOM = 150
"""Characters that an outcome may have beyond those of its story: without it the others are for nothing."""
STANDS = 2
"""How surely a sentence tells an outcome that says how it stands now."""
COMMON_SHARE = 0.02
"""The share of news items that hold a pair of characters, from which on it ties no sentence to another."""
_FRESH = re.compile(r"[今昨](?:天|晨|晚|日|夜|早)|近日|日前|本周|(?<![月\d])\d{1,2}日(?![起至前后])")
_SINCE_A_DAY = re.compile(r"从[^，。“]{0,8}\d[日号月]起，(?![^。]{0,30}(?:施行|实施|执行|开通|停[水电航运业课]))")
"""How news begins that tells a tale: `从9日起，住户半夜总被一阵铃声吵醒。`"""
_BY_SOURCE = re.compile("据[^，。“]{2,24}(?:消息|通报|统计)，")
"""What an office has told, with its figures as a rule: `据浙江省卫生健康委消息，船队接诊4.27万人次。`"""
_ASKED = re.compile("接到[^，。]{0,16}(?:电话|来电|咨询|求助|投诉)")
"""`昨天一天，供电公司接到问电费的电话1460个。`: that people asked, and nothing of what they learned."""
_AT_AN_HOUR = re.compile(r"[^，。]{0,10}(?:\d+[时点]|[凌清]晨|傍晚|晚上|早上|早晨|午后|深夜|夜里|零点)")
"""How a tale begins: `昨天凌晨零点，振兴巷，队长冷启东蹲在一根立管前。`"""
_BY_REPORTER = re.compile("(?:[^，。]{0,10}，)?(?:本报)?记者(?!从)")
"""What the reporter did: `昨天中午，记者在食堂吃了一份萝卜烧牛腩。`"""
_CAME_TO_PASS = re.compile(
    r"(?:[今昨前当](?:天|日|晚|晨|夜)(?:[上下中]午|傍晚|晚上|夜里|凌晨)?|[^，。“”]{0,6}(?:\d|[一两二三四五六七八九十])[点时](?:[^，。“”]{1,4}分)?)"
    r"，?[^。“”？]{0,40}(?:[亮响好通到成完开修救醒来]了。|已[经断修恢拆换归改完]|转[到入出])"
)
"""What had come about at an hour or on a day, behind all that led to it: `当晚6点50分，19盏灯亮了。`"""
_AGE = re.compile(r"今年\d|\d岁")
"""A day word that dates nothing that was done: `柳闻莺今年26岁`."""


def is_narrative(article: Article, body: Body, begun: Sequence[Candidate]) -> bool:
    """Return whether the article tells in the order of events; `begun` is what the item begins with."""
    if len(body.lines) < FEWEST_LINES:
        return False
    if article.genre is Genre.NEWS:
        return begins_a_tale(begun[0].text)
    return article.genre in GENRES


def begins_a_tale(text: str) -> bool:
    """Return whether news that begins with the sentence tells in the order of events: a scene, or since when it was."""
    return news_sense.sets_scene(text) or _SINCE_A_DAY.match(text) is not None


def comes_to_it(first: str) -> bool:
    """Return whether with its first sentence news says what it comes to, by a day and a number, and sets no scene."""
    return news_sense.is_new(first) and boilerplate.has_count(first) and not begins_a_tale(first)


def needs(
    each: Candidate, left: Mapping[int, Sequence[Candidate]], own: Mapping[int, tuple[int, ...]], body: Body
) -> tuple[int, ...]:
    """Return the lines with which a sentence of a tale is told: what it needs, and how its part begins.

    `own`: for each sentence its passage.
    """
    lines = headline_events.needs(each, left)
    heads = {own.get(line, (line,))[0] for line in lines}
    leaning = [line for line in heads if not passages.begins_anew(body.lines[line].text)]
    parts = {body.lines[line].heading for line in leaning} - {""}
    firsts: dict[str, int] = {}
    for line in own:
        firsts.setdefault(body.lines[line].heading, line)
    starts = [firsts[part] for part in parts & firsts.keys()]
    begins = (at for first in starts for at in own[first] if at in left and at < each.line)
    needed = (at for begun in begins for at in headline_events.needs(left[begun][0], left))
    return tuple(sorted({*lines, *needed}))


def place(left: Iterable[Sequence[Candidate]], begun: Iterable[Candidate]) -> Candidate | None:
    """Return the first sentence that says who or where, where none that is told does."""
    if any(item_openings.names_its_place(each.text) for each in begun):
        return None
    return next((ways[0] for ways in left if item_openings.names_its_place(ways[0].text)), None)


def begins_with_news(begun: Iterable[str]) -> bool:
    """Return whether one of the sentences of a beginning is news: what an office tells, or somebody did just now.

    The item may stop there, and nowhere in what follows.
    """
    return any(
        _BY_SOURCE.match(text) is not None
        or (
            _FRESH.search(text) is not None
            and news_sense.is_new(text)
            and not (news_sense.sets_scene(text) or _AT_AN_HOUR.match(text) or _ASKED.search(text))
            and item_openings.is_about_something(text)
        )
        for text in begun
    )


def outcome(
    left: Iterable[Sequence[Candidate]], body: Body, known: Collection[str], pull: Callable[[Candidate], float]
) -> Candidate | None:
    """Return the sentence of the article's last part that tells best how it came out; None where none does.

    One that says how it stands now comes before one that tells what was done on a day; where the last part has
    neither, one further up will do. `known`: the pairs of characters
    of headline and beginning; what shares none that is rare must say itself whom or what it is about. `pull`: what each
    tells of the article for its length.
    """
    start = len(body.lines) * (1 - LAST_PART)
    understood = [ways[0] for ways in left if _is_understood(ways[0], known)]
    ranked = [(_nearness(each.text), pull(each), -each.line, each) for each in understood]
    late = [each for each in ranked if each[0] and each[3].line >= start]
    how_it_stands = [each for each in ranked if each[0] == STANDS]
    return max(late or how_it_stands, key=lambda each: each[:3], default=(0, 0.0, 0, None))[3]


def is_tied(each: Candidate, known: Collection[str]) -> bool:
    """Return whether a sentence shares a pair of characters with what is `known` that not all news share."""
    share = frequency()
    return any(len(gram) == 2 and gram in known and share(gram) < COMMON_SHARE for gram in each.concepts)


def _is_understood(each: Candidate, known: Collection[str]) -> bool:
    return is_tied(each, known) or each.refers or each.opener is not None or item_openings.is_about_something(each.text)


def is_most(body: Body, told: Iterable[str]) -> bool:
    """Return whether the sentences are as much of the article as makes it whole where nothing tells its outcome."""
    return sum(map(len, told)) >= MOST * sum(len(line.text) for line in body.lines)


def _nearness(text: str) -> int:
    """Return how surely a sentence tells an outcome: 2 how it stands, 1 what was done on a day, 0 neither."""
    if _BY_REPORTER.match(text) or "？" in text or cohesion.is_problem(text):
        return 0
    if not news_sense.has_fact(text):
        return int(_CAME_TO_PASS.match(text) is not None)
    if cohesion.tells_outcome(text):
        return STANDS
    return int(_CAME_TO_PASS.match(text) is not None or (news_sense.is_new(text) and _AGE.search(text) is None))
