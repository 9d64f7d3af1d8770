"""Put stories in the order of airing: a strong lead, the anchors taking turns, briefs, comment, a light item last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import TypeVar

from service.editing.editors_hand import COMMENT
from service.editing.selection import places, topics
from service.editing.selection.article_text import article_text
from service.model import Article, Kind, Segment, Story

_LIGHT_SECTION = re.compile(
    r"体育|文化|文旅|文娱|娱乐|副刊|艺术|旅游|天气|气象|生活|民俗|暖心|身边好人|图片新闻|光影|影像"
)
_LIGHT = re.compile(
    r"世乒赛|世锦赛|世界杯|亚运|奥运|全运会|运动会|马拉松|足球|篮球|乒乓|羽毛球|排球|游泳|夺冠|摘金|联赛|[夺获摘][^，]{0,6}金牌"
    r"|电影|票房|电视剧|非遗|文物|博物[馆院]|美术馆|展览|画展|影展|音乐[会节]|戏曲|京剧|舞剧|话剧|庙会|灯会|花[展节会]|赏花|花开|民俗|年味|古籍|考古"
    r"|大熊猫|候鸟|天鹅|白鹭|白鹤|朱鹮|东方白鹳|萌宠|动物园|野生动物|宝宝"
    r"|天气晴|晴好|气温回升|回暖|升温|初雪|彩虹|流星雨|日食|月食|红月亮"
    r"|暖心|见义勇为|好人|寿星|趣味|打卡|美食|避暑|踏青|春游|出游"
)
_GRAVE = re.compile(
    r"死|亡|伤|遇难|失联|事故|灾|袭击|战[争事火]|冲突|停火|导弹|制裁|疫情|病毒|暴雨|强降雨|台风|洪|地震|火灾|抢险|救援|犯罪|判[处决刑]|调查|贪|腐"
    r"|总书记|主席|总理|总统|部长|书记|市长|省长|习近平|讲话|会见|会谈|会议|座谈|调研|部署|指示|条例|规定|意见|纪念"
)
Item = TypeVar("Item")
ABROAD = "abroad"
"""The block of foreign news."""
LEAD_SHARE = 0.8
"""The share of the lead's score from which on a story that is not light may lead in its place."""


def is_light(article: Article) -> bool:
    """Return whether section and headline tell of sport, culture, fair weather, animals or people: nothing grave."""
    title = f"{article.kicker} {article.title}"
    light = _LIGHT_SECTION.search(article.section) or _LIGHT.search(title)
    return light is not None and _GRAVE.search(title) is None


def strong_lead(stories: Sequence[Story]) -> tuple[Story, ...]:
    """Return the stories by rank; a light one leads only where none that is not light comes near it.

    What the editor has lead does so in any case.
    """
    if stories and stories[0].by_hand:
        return tuple(stories)
    first = next((s for s in stories if not is_light(s.lead) and s.score >= LEAD_SHARE * stories[0].score), None)
    return (first, *(s for s in stories if s is not first)) if first else tuple(stories)


FIRST_STORIES = 5
"""So many stories are the day's news: where twice as many are told, a light one among them stands where it ranks."""
RANKED = "ranked"
"""The block of the lead and what follows it: they stand by rank alone, and behind them what is of one subject."""
LEAST_TURN = 3
"""Stories of the blocks behind it that an anchor tells before the other one's turn: one sentence each is hectic."""


class Ending(IntEnum):
    """What may end a programme, the strongest last."""

    NONE = 0
    COMMENT = 1
    LIGHT = 2
    FORECAST = 3


WEATHER = (Ending.NONE, "weather")
"""Ending and block of news of the weather."""


def ending(story: Story, index: int, count: int) -> Ending:
    """Return how a story of that rank (0: the lead), of so many, may end the programme."""
    if story.forecast:
        return Ending.FORECAST
    if story.by_hand:
        return Ending.NONE
    if index > 0 and story.lead.genre in COMMENT:
        return Ending.COMMENT
    first = FIRST_STORIES if count > 2 * FIRST_STORIES else 1
    return Ending.LIGHT if index >= first and is_light(story.lead) else Ending.NONE


def block(article: Article) -> str:
    """Return what its neighbours in the programme share with it: `abroad`, or the subject at home; empty: none."""
    text = article_text(article)
    return ABROAD if places.place(text, frozenset()).get("abroad") else topics.subject(article)


def turns(blocks: Sequence[str], voices: int) -> list[int]:
    """Return which of the voices tells each story, given their blocks by rank.

    The first stories change hands one by one, the blocks behind them at a change of subject.
    """
    turn, told, found = -1, LEAST_TURN, [0] * len(blocks)
    for name, members in _in_order([(n, block) for n, block in enumerate(blocks)]):
        for at, member in enumerate(members):
            if name == RANKED or (at == 0 and told >= LEAST_TURN):
                turn, told = turn + 1, 0
            found[member] = turn % voices
            told = LEAST_TURN if name == RANKED else told + 1
    return found


def _in_order(items: Sequence[tuple[Item, str]]) -> list[tuple[str, list[Item]]]:
    """Return the blocks of items by rank: where the first of each stands, and abroad last."""
    blocks: dict[str, list[Item]] = {}
    for n, (item, name) in enumerate(items):
        blocks.setdefault(name or f"{n}", []).append(item)
    return sorted(blocks.items(), key=lambda block: (block[0] != RANKED, block[0] == ABROAD))


def arrange(
    told: Sequence[tuple[Segment, Ending, str]],
) -> tuple[tuple[Segment, ...], tuple[Segment, ...], tuple[Segment, ...]]:
    """Return stories, briefs and what follows them, of segments by rank, each with its ending and its block.

    Behind the first stories these stand in blocks, as the briefs do, abroad after home. Comment follows them. The first
    light one comes last of all but the forecast: told at length it follows briefs and comment, as a brief it is the
    last of them. The forecast ends the programme, behind what else is told of the weather and is none of the first.
    """
    light = next((segment for segment, ending, _ in told if ending is Ending.LIGHT), None)
    comment = [segment for segment, ending, _ in told if ending is Ending.COMMENT]
    if forecast := [segment for segment, ending, _ in told if ending is Ending.FORECAST]:
        forecast = [*(segment for segment, ending, name in told if (ending, name) == WEATHER), *forecast]
    apart = [light, *comment, *forecast]
    rest = [(segment, name) for segment, _, name in told if segment not in apart]
    full = [(segment, name) for segment, name in rest if segment.kind is Kind.STORY]
    stories = in_blocks(full)
    briefs = in_blocks([(segment, name) for segment, name in rest if segment.kind is Kind.BRIEF])
    if light and light.kind is Kind.STORY:
        return stories, briefs, (*comment, light, *forecast)
    return stories, (*briefs, light) if light else briefs, (*comment, *forecast)


def in_blocks(items: Sequence[tuple[Segment, str]]) -> tuple[Segment, ...]:
    """Return items by rank, but those of one block together where its first stands, and abroad last."""
    order: list[Segment] = []
    for _, each in _in_order(items):
        order += unlike(each, order[-1] if order else None)
    return tuple(order)


def unlike(segments: Sequence[Segment], before: Segment | None = None) -> tuple[Segment, ...]:
    """Return them as ranked, but no bridge comes twice in a row; `before` is what stands ahead of them."""
    left = list(segments)
    order: list[Segment] = []
    while left:
        last = order[-1] if order else before
        following = min(left, key=lambda segment: last is not None and _opening_words(segment) == _opening_words(last))
        left.remove(following)
        order.append(following)
    return tuple(order)


def _opening_words(segment: Segment) -> str:
    return segment.utterances[0].written.partition("：")[0]
