"""Whether two articles tell the same story: by what they share of the words that few other articles have."""

from __future__ import annotations

import datetime as dt
import functools
import math
import re
import zlib
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from service.editing.summary.text import bigrams, unbracketed
from service.editing.summary.weights import frequency
from service.model import Article

LEAD, OPENING = 100, 45
"""Characters at the beginning of a text that tell who did what, when and where; and who did it."""
SAMPLE = 4
"""One in so many character pairs goes into a signature."""
LATE = 3
"""Days after which another report of a thing is of another thing, or news of it."""
_LABEL = re.compile(r"【[^】]*】")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?=日)")
_FIGURE = re.compile(r"\d+(?:\.\d+)?(?![\d.年月日])")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文习尤翟单乐"
)
_ACTS = (
    "会谈 会见 会晤 欢迎 宴会 茶叙 参观 调研 考察 开幕 闭幕 开工 竣工 投产 通车 签署 贺电 贺信 复信 致电"
    " 座谈 常务会议 协商会 见面会 颁授 招待会 发射 返回 着陆 对接 转运 审议 执法检查"
).split()
"""What happens at meetings, visits and launches: one headline's word that another report lacks tells them apart."""
_PLACES = (
    "美国 俄罗斯 日本 韩国 朝鲜 印度 巴基斯坦 伊朗 以色列 巴勒斯坦 黎巴嫩 乌克兰 英国 法国 德国 意大利 西班牙 加拿大 澳大利亚"
    " 巴西 埃及 土耳其 沙特 越南 老挝 泰国 缅甸 柬埔寨 菲律宾 马来西亚 印度尼西亚 新加坡 文莱 蒙古国 哈萨克斯坦 塔吉克斯坦"
    " 乌兹别克斯坦 吉尔吉斯斯坦 塞尔维亚 匈牙利 波兰 奥地利 瑞士 古巴 欧盟 非洲"
    " 北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南"
    " 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
).split()
_ACTOR = re.compile(
    rf"^([{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)"
    r"(?=会见|会晤|同|与|举行|主持|在|出席|对|致|复信|签署|会谈|调研|考察|为|向|就|访问|强调|参观|主席|先后|率)"
)


@dataclass(frozen=True, slots=True)
class Trace:
    """What is compared of an article; sets of its character pairs, unless said otherwise."""

    title: frozenset[str]
    """Of the beginning, where there is no headline."""
    lead: frozenset[str]
    text: frozenset[str]
    """Of title and paragraphs."""
    bare: bool
    """There is no paragraph: the headline is all."""
    days: frozenset[str]
    """The days of the month that the lead names."""
    actor: str
    """The person whom the headline begins with; empty: none."""
    acts: tuple[str, ...]
    """The words of the headline for what was done."""
    figures: tuple[str, ...]
    """The numbers in the headline."""
    places: tuple[str, ...]
    """The countries and provinces in the headline."""
    opening: str
    """Headline and lead as text."""
    words: str
    """All of it as text."""
    published: dt.date | None
    """None where the source does not tell."""


def trace(article: Article) -> Trace:
    """The trace of an article; without paragraphs its headline is all there is."""
    title = _LABEL.sub("", article.title).strip()
    body = unbracketed(article.text)
    actor = _ACTOR.match(title)
    return Trace(
        title=frozenset(bigrams(title or body[:OPENING])),
        lead=frozenset(bigrams(body[:LEAD] or title)),
        text=frozenset(bigrams(f"{title}\n{body}")),
        bare=not body,
        days=frozenset(_DAY.findall(article.text[:LEAD])),
        actor=actor[1] if actor else "",
        acts=tuple(act for act in _ACTS if act in title),
        figures=tuple(_FIGURE.findall(title)),
        places=tuple(place for place in _PLACES if place in title),
        opening=f"{title}\n{body[:LEAD]}",
        words=f"{title}\n{article.text}",
        published=article.published if article.dated_by != "modification time" else None,
    )


@functools.cache
def weight(gram: str) -> float:
    """How much a shared pair says: the less, the more of the news has it (its negative log share)."""
    return math.log(frequency()(gram)) ** 2


def covered(part: Set[str], whole: Set[str]) -> float:
    """The share of a text's pairs, by weight, that another text has too; 0 for a text without any."""
    total = sum(map(weight, part))
    return sum(map(weight, part & whole)) / total if total else 0.0


def features(a: Trace, b: Trace) -> dict[str, float]:
    """What speaks for and against one story, each 0 to 1, symmetrical in both."""
    titles = sorted((covered(a.title, b.text), covered(b.title, a.text)))
    leads = sorted((covered(a.lead, b.text), covered(b.lead, a.text)))
    bare = a.bare or b.bare
    return {
        "text": 0.0 if bare else max(covered(a.text, b.text), covered(b.text, a.text)),
        "title": titles[1],
        "lead": 0.0 if bare else leads[1],
        "both leads": 0.0 if bare else leads[0],
        "bare": float(bare),
        "other day": float(bool(a.days and b.days and not a.days & b.days)),
        "other actor": max(_other_actor(a, b), _other_actor(b, a)),
        "other act": max(_other_act(a, b), _other_act(b, a)),
        "other figure": max(_other_figure(a, b), _other_figure(b, a)),
        "other place": max(_other_place(a, b), _other_place(b, a)),
        "late": _late(a, b),
    }


def _other_actor(a: Trace, b: Trace) -> float:
    """Whether another report begins without the person of this one's headline."""
    return float(bool(a.actor) and a.actor not in b.opening[: OPENING + len(b.opening.partition("\n")[0])])


def _other_act(a: Trace, b: Trace) -> float:
    """The share of what was done, by this one's headline, of which another report does not tell at its beginning."""
    return _missing(a.acts, b.opening)


def _other_figure(a: Trace, b: Trace) -> float:
    """The share of this headline's numbers that another report lacks."""
    return 0.0 if b.bare else _missing(a.figures, b.words)


def _other_place(a: Trace, b: Trace) -> float:
    """The share of this headline's countries and provinces that another report lacks."""
    return _missing(a.places, b.words)


def _missing(words: Sequence[str], text: str) -> float:
    return sum(word not in text for word in words) / len(words) if words else 0.0


def _late(a: Trace, b: Trace) -> float:
    if a.published is None or b.published is None:
        return 0.0
    return float(abs((a.published - b.published).days) >= LATE)


WEIGHTS = {
    "intercept": -4.18,
    "text": 2.74,
    "title": 3.40,
    "lead": 1.96,
    "both leads": 1.03,
    "bare": 3.96,
    "other day": -2.97,
    "other actor": -3.39,
    "other act": -2.65,
    "other figure": -2.06,
    "other place": -1.23,
    "late": -4.00,
}
"""Log odds."""


def same_story(a: Trace, b: Trace) -> float:
    """The probability that both tell the same story."""
    told = features(a, b)
    return 1 / (1 + math.exp(-WEIGHTS["intercept"] - sum(WEIGHTS[name] * value for name, value in told.items())))


def signature(articles: Iterable[Article]) -> str:
    """A sample of the articles' pairs, to know the story again days later: always the same one for the same texts."""
    return " ".join(sorted(gram for gram in _text(articles) if _sampled(gram)))


def known_share(article: Article, signatures: Iterable[str]) -> float:
    """The share of the article's text, by weight, that these signatures know already."""
    known = {gram for each in signatures for gram in each.split()}
    return covered({gram for gram in _text([article]) if _sampled(gram)}, known)


def _text(articles: Iterable[Article]) -> frozenset[str]:
    return frozenset[str]().union(*(trace(article).text for article in articles))


def _sampled(gram: str) -> bool:
    return zlib.crc32(gram.encode()) % SAMPLE == 0
