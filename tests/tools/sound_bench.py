"""Counts what the ear stumbles over in programmes of ten minutes, class by class.

    ./run sound [--days BULLETINS.jsonl] [FOLDER[=DATE]...]

FOLDER holds a day's pages; DATE is the programme's day, else the folder's name. A line of BULLETINS.jsonl is a
broadcast day, {date, articles: [{title, body}]}, told on that day. Nothing is spoken: the times are predicted.
The lists of words are this file's own, so that no rule is measured by itself; what they call an actor, a place or an
event is rough, and only differences between two versions mean anything. `-v` prints each case.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from service.editing import selection, story_options
from service.language import regions, sentences
from service.model import Article, Genre, Kind, Segment, Story, Utterance
from service.pipeline import length
from service.sources.gather import gather

SECONDS = 600
VOICES = ["甲", "乙"]
PACE = 4.3
"""Characters a second."""
AGAIN_WITHIN = 15.0
"""Seconds within which a headline is not to be said twice."""
HELD = 0.8
"""The share of a headline that its sentence holds when both need not be said."""

_PLACE_FORM = re.compile(
    r"[\u4e00-\u9fff]{2}(?:[省市县区镇乡村州旗岛湾港]|街道|社区|小区)|全[国省市县区]|[我本][国省市县区]|各地|世界|中方|[中美俄英法日韩德印欧]"
)
_COUNTRY = re.compile(
    r"[\u4e00-\u9fff](?:国|斯坦|利亚|尼亚|大利|拉克|兰|亚|朗|以色列|黎巴嫩|古巴|埃及|欧盟|东盟|联合国|北约)"
)
_ACTOR = re.compile(
    r"中央|国务院|党委|政协|人大|总书记|主席|总[理统]|部门|[\u4e00-\u9fff](?:[部委局署院厅处所队社厂站馆组团](?![分位长])|办公室)"
    r"|[部委局署院厅处所队站馆厂社组]长|公司|集团|企业|大学|学校|医院|银行|法院|检察|公安|警方|民警|中心|协会|学会|联盟|政府|团队|研究"
    r"|书记|市长|县长|主任|教授|专家|记者|工程师|选手|医生|老师|师傅|[大爷阿]婆|大爷|奶奶|先生|女士|负责人|发言人|代表|\d+岁|^[\u4e00-\u9fff]{2,3}(?=[在同对就]|会见|致|主持|出席)|工程|大桥|隧道|铁路|卫星|飞船|条例|办法|法案|村民|居民|市民|群众"
)
_EVENT = re.compile(
    r"发布|印发|出台|施行|实施|启动|开工|通车|通水|开通|投产|建成|启用|发射|举行|召开|会见|会谈|宣布|表示|强调|指出|增长|下降|上涨|下跌|上升"
    r"|达到?|完成|获|夺|胜|负|判|通报|抽检|救|遇难|受伤|封闭|停[水电航火运]|恢复|开幕|闭幕|签|成立|上线|推出|公布|提出|警告|袭击|打击|进入"
    r"|开[始放镰展行]|落[户成]|揭牌|试行|实行|收购|增[开加至]|减|调整|任免|出土|发现|登记|报名|预警|警报|响应|投用|试航|合龙|调研|批示|指示|致电|贺信|致辞|落幕|招生|拟|将|破|创|赔|升|降|涨|跌"
)
_NUMBER = re.compile(r"\d")
_SCENE = re.compile(
    r"^(?:[“‘][^”’]{9}|(?!\d+月|[昨今前明][天日]|当地时间)[^，]{0,6}(?:清晨|凌晨|傍晚|夜里|晚上|早上|早晨|午后|上午|中午|下午)[^，]{0,6}[，点]"
    r"|走进|推开|站在|沿着|初夏|盛夏|深秋)"
)
_LABEL = re.compile(r"^(?:[^，。：“”]{1,6}：(?!“)|[问答][：:])")
_BODY_NOUN = re.compile(r"[，。！？、：；“”‘’《》（）\s—…·]")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*")
    parser.add_argument("--days", type=Path)
    parser.add_argument("-v", action="store_true")
    wanted = parser.parse_args()
    for name, days in (("papers", list(paper_days(wanted.folders))), ("bulletins", list(bulletins(wanted.days)))):
        counted: Counter[str] = Counter()
        for date, articles in days:
            for fault, words in faults(*programme(articles, date)):
                counted[fault] += 1
                if wanted.v and words:
                    print(f"{date} {fault}: {words}")
        if days:
            print(json.dumps({"of": name, "days": len(days), **dict(sorted(counted.items()))}, ensure_ascii=False))


def paper_days(folders: Iterable[str]) -> Iterator[tuple[dt.date, tuple[Article, ...]]]:
    for each in folders:
        folder, _, date = each.partition("=")
        yield (
            dt.date.fromisoformat(date or Path(folder).name),
            gather([folder], now=dt.datetime.now(dt.UTC)).articles,
        )


def bulletins(file: Path | None) -> Iterator[tuple[dt.date, tuple[Article, ...]]]:
    for line in file.read_text("utf-8").splitlines() if file else ():
        told = json.loads(line)
        date = dt.datetime.strptime(told["date"], "%Y%m%d").date()
        yield (
            date,
            tuple(
                Article(f"{n}.txt", each["title"], tuple(each["body"].split("\n")), published=date)
                for n, each in enumerate(told["articles"])
            ),
        )


def programme(articles: Sequence[Article], date: dt.date) -> tuple[tuple[Segment, ...], dict[tuple[str, str], Article]]:
    """Return the segments of the day's programme, and its articles by source and headline."""
    stories: Sequence[Story] = selection.choose(articles, until=date).stories
    options = story_options.tell(stories, VOICES, date, length=SECONDS)
    fixed = length.fixed_segments("听报", date, options, VOICES, SECONDS)
    fitted = length.predict(options, fixed, SECONDS, dict.fromkeys(VOICES, PACE))
    return fitted.segments, {(story.lead.source, story.lead.title): story.lead for story in stories}


def faults(segments: Sequence[Segment], articles: dict[tuple[str, str], Article]) -> Iterator[tuple[str, str]]:
    """Yield each fault by its class, with the words; and what there is of each kind, without words."""
    yield from _around(segments)
    for segment in segments:
        if segment.kind is Kind.HEADLINES:
            for each in segment.utterances[1:]:
                yield "n announced", ""
                if not is_news(each.written):
                    yield "announced, no news", each.written
        for each in segment.utterances:
            yield "n utterances", ""
            if len(each.written) > 60:
                yield "utterance over 60", each.written
            if len(each.written) > 100:
                yield "utterance over 100", each.written
        if segment.origin and segment.kind in (Kind.STORY, Kind.BRIEF):
            yield from _of_item(segment, articles[segment.origin, segment.title])


def _of_item(segment: Segment, article: Article) -> Iterator[tuple[str, str]]:
    yield "n items", ""
    head, body = _parts(segment, article)
    said = [each.written for each in body]
    first = said[0] if said else ""
    if head and any(_held(head, each) >= HELD for each in said):
        yield "headline and its sentence", f"{head} | {max(said, key=lambda each: _held(head, each))}"
    if head and len(_bare(head)) <= 5 and not _NUMBER.search(head):
        yield "label told", head
    for each in said:
        if _LABEL.match(each):
            yield "label told", each
    if not (_ACTOR.search(first) or has_place(first)):
        yield "first sentence without who or where", f"{head} | {first}"
    if _SCENE.match(first):
        yield "begins with a scene", f"{head} | {first}"
    if article.genre in (Genre.NEWS, Genre.BRIEF):
        yield "n news items", ""
        news = _news_sentence(article)
        if news and not any(each.source in news or news in each.source for each in body if each.source):
            yield "news sentence missing", f"{head} | {first} | {news}"


def _around(segments: Sequence[Segment]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the programme's own words."""
    frames: Counter[str] = Counter()
    at, heard = 0.0, dict[str, float]()
    briefs = sum(bool(each.origin) for each in segments if each.kind is Kind.BRIEF)
    for segment in segments:
        if segment.kind is Kind.BRIEF and not segment.origin and briefs == 1:
            yield "briefs announced for one", segment.utterances[0].written
        if segment.kind is Kind.STORY and "：" in segment.utterances[0].written[:12]:
            frames[re.sub(r"：.*", "：", segment.utterances[0].written)] += 1
        for each in segment.utterances:
            bridge = segment.kind is Kind.STORY and each is segment.utterances[0] and "：" in each.written
            text = _bare(each.written.partition("：")[2] if bridge else each.written)
            if text in heard and at - heard[text] <= AGAIN_WITHIN:
                yield "headline twice within 15 s", each.written
            at += len(each.written) / PACE + each.pause
            heard[text] = at
    for frame, times in frames.items():
        for _ in range(times - 1):
            yield "frame again", frame


def _parts(segment: Segment, article: Article) -> tuple[str, list[Utterance]]:
    """Return the headline that an item is told under, if any, and its sentences."""
    own = _bare("".join((article.kicker, article.title, article.subtitle)))
    first, *rest = segment.utterances
    if not first.source:  # a frame without a headline
        return "", rest
    if not rest or not all(_bare(part) in own for part in first.source.split()):
        return "", [first, *rest]
    said = first.written if segment.kind is Kind.BRIEF else first.written.partition("：")[2] or first.written
    return said, rest


def is_news(text: str) -> bool:
    """Return whether the words have an actor or a place, and an event or a number."""
    return bool(_ACTOR.search(text) or has_place(text)) and bool(_EVENT.search(text) or _NUMBER.search(text))


def has_place(text: str) -> bool:
    return bool(_PLACE_FORM.search(text) or _COUNTRY.search(text) or _regions().search(text))


def _news_sentence(article: Article) -> str:
    """Return the first of an article's first four sentences that is news and no scene."""
    found = [each for part in article.paragraphs[:4] for line in part.split("\n") for each in sentences.split(line)]
    return next((each for each in found[:4] if is_news(each) and not _SCENE.match(each) and len(each) > 15), "")


@functools.cache
def _regions() -> re.Pattern[str]:
    """Return what finds a province or prefecture by its short name."""
    provinces = regions.provinces()
    return re.compile("|".join({each.short_name for top in provinces for each in (top, *top.parts) if each.is_named}))


def _held(headline: str, sentence: str) -> float:
    wanted, said = (_pairs(_bare(text)) for text in (headline, sentence))
    return len(wanted & said) / max(1, len(wanted))


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _bare(text: str) -> str:
    return _BODY_NOUN.sub("", text)


if __name__ == "__main__":
    main()
