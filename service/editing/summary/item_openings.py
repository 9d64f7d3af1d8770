"""Which sentence an item begins with: the news, said so that it can be understood, and never the scene.

A listener has no headline before his eyes and no page to look back at. An item begins in the first paragraphs, where
its people and things are introduced, with the sentence that is nearest to the headline; what stands before it leads up
to it and is not told. Judged by ear on eight papers, 14 of 23 items that could not be aired had begun further down, at
a sentence that looked more like news by its words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from service.editing import news_sense
from service.editing.summary import spoken_sentences
from service.editing.summary.body_text import Body
from service.editing.summary.candidates import Candidate
from service.model import Article

PARAGRAPHS = 2
"""Paragraphs with a fit sentence, from the first on, in which an item begins: later ones lean on who is named there."""
SHORTEST, SHORTEST_OF_CLAUSES = 8, 16
"""Characters of the shortest sentence to begin with, and of one with a comma: `冬枣富民，枣乡振兴。` is none."""
FIRST_FACTOR = 2.0
"""How much more the first fit sentence counts than the others."""
NEW_FACTOR, NEW_THIS_YEAR_FACTOR = 2.0, 1.5
"""How much more a sentence counts that tells what somebody did, or what happened to him, on a day; or this year."""
_QUOTATION = re.compile(
    r"“(?![^“”，。！？]{2,30}”[^“”，。]{0,10}(?:[昨今前明][天日]|\d日|近日|日前|开幕|举行|上线|启动))"
)
"""Somebody's words; `“海的手艺——贝雕展”昨天开幕` begins with a name."""
_LABEL = re.compile("[^，。：“]{2,4}人：")
"""What a form asks for: `来电人：柑子巷读者尹女士`."""
_BARE_POST = re.compile("[站馆校院队厂所社园店组班]长(?![江城])")
"""A post without its place, `站长祁怀远拿出拍卖记录`: where he is was said before."""
_BEFORE_THAT = re.compile("此前(?![一几两\\d])")
"""`此前转移的群众，今天起返家。`: before what is told first."""
_OF_WHAT_WAS_TOLD = re.compile(
    "(?:法院|检察院|检察机关|警方|公安机关|民警)?(?:经?审理|经?审查|调查)?查明，|经(?:审理|审查|核?查|核实|调查|[排抢]?[修查抽]排?)[，：]|会议(?:决定|确定|明确|指出|强调|要求|认为|提出|通报)|(?:首任|首批|首日)(?![^，。]{0,4}[市省县国])"
    "|[^，。“]{1,8}方面，"
    "|(?:该)?(?:中心|学校|医院|公司|项目|工程|基地|园区|平台|景区|线路|展览|活动)(?=[占整设总由将已共位内现采配建拥])"
)
"""What stands behind the news of which it is: `经查，…`, `会议确定，…`, `首任校长由…担任。`, `中心整合了…`."""
_ANYWHERE = re.compile(
    "老旧?小区|小区|社区|街道|全[国省市县区球]|[我本][国省市县区]|各地|世界|市区|城区|境内|居民|群众|市民|老人|村民|项目"
)
"""Places and people that are no particular ones."""
_NUMBERED_PEOPLE = re.compile(r"(?<!\d)\d{1,9}[余多万]?[人户名位个岁]")
"""`担架上的人43岁`: nobody is named by it."""
LINES_AHEAD = 4
"""Sentences ahead of a beginning among which the one is that says where."""
_COMPARED = re.compile("[同环]比|[增下][长降加][^，。]{0,2}\\d")
_SHOWN = re.compile("(?:数据|统计|监测|报告|公报|普查|调查)[^，。]{0,6}(?:显示|表明|，)")
_SHOWN_OR_DATED = re.compile(f"{_SHOWN.pattern}|[年月季周日]|[昨今]|期间|[说称]|表示|介绍|发布|公布")
"""What says whose a figure is, or of what time."""
SCENE_FACTOR = 0.5
"""What is left of a scene without a day and a place: it may hold the news of an article with no other beginning."""


def is_fit(candidate: Candidate) -> bool:
    """Return whether an item can begin with the stretch: no quotation, no slogan, nothing that points back.

    A quotation may whose speaker is told first, with the day on which he said it.
    """
    who, _, said = spoken_sentences.speaker_first(candidate.text).partition("：“")
    text = f"{who}：“{said}" if said and news_sense.is_of_a_day(who) else candidate.text
    return (
        not is_short(candidate)
        and not _QUOTATION.match(text)
        and not any(each.match(text) for each in (_LABEL, _BARE_POST, _BEFORE_THAT, _OF_WHAT_WAS_TOLD))
        and not news_sense.points_back(text)
    )


def is_short(candidate: Candidate) -> bool:
    """Return whether the stretch is too short to tell much: `先登记，再备案。`"""
    return candidate.size < (SHORTEST_OF_CLAUSES if "，" in candidate.text else SHORTEST)


def beginnings(alone: Mapping[int, Candidate], body: Body) -> Sequence[int]:
    """Return the sentences, of those that can be told `alone`, with which the item may begin; all where none is fit."""
    fit = [line for line in sorted(alone) if is_fit(alone[line])]
    paragraphs = sorted({body.lines[line].paragraph for line in fit})[:PARAGRAPHS]
    return [line for line in fit if body.lines[line].paragraph in paragraphs] or sorted(alone)


def factor(candidate: Candidate, first: int) -> float:
    """Return how much more a stretch counts as the beginning; `first` is the first sentence that may be it."""
    found = FIRST_FACTOR if candidate.line == first else 1.0
    if news_sense.is_new(candidate.text):
        return found * (NEW_FACTOR if news_sense.is_of_a_day(candidate.text) else NEW_THIS_YEAR_FACTOR)
    bare = news_sense.sets_scene(candidate.text) and not news_sense.is_dated_place(candidate.text)
    return found * (SCENE_FACTOR if bare else 1.0)


def place_of(best: Candidate, standing: Mapping[int, Candidate], article: Article) -> Candidate | None:
    """Return the nearest sentence ahead that says who or where, where neither the beginning nor the headline does.

    `去年6月，改造工程开工，样样都要动“骨头”。` is told behind `柏汀三村建于1994年，一共有21栋楼。`
    """
    told = (best.text, article.title, article.kicker, article.subtitle)
    if any(names_its_place(_NUMBERED_PEOPLE.sub("", each)) for each in told):
        return None
    ahead = (line for line in sorted(standing, reverse=True) if best.line - LINES_AHEAD <= line < best.line)
    return next((standing[line] for line in ahead if names_its_place(standing[line].text)), None)


def source_of(best: Candidate, standing: Mapping[int, Candidate], body: Body) -> Candidate | None:
    """Return the sentence just ahead that says whose figures those are that the item would begin with, if one does.

    `餐饮消费大幅攀升，同比增长36.9%。` has neither source nor period: it is told behind `县商务局数据显示，…`.
    """
    ahead = standing.get(best.line - 1)
    if ahead is None or body.lines[best.line].first or not _COMPARED.search(best.text):
        return None
    return ahead if _SHOWN.search(ahead.text) and not _SHOWN_OR_DATED.search(best.text) else None


def is_about_something(text: str) -> bool:
    """Return whether the sentence names somebody, a place or a thing, and not just any."""
    return news_sense.is_about(_ANYWHERE.sub("", text))


def names_its_place(text: str) -> bool:
    """Return whether the sentence says who or where, by more than `居民` or `小区`."""
    return news_sense.has_who_or_where(_ANYWHERE.sub("", text))
