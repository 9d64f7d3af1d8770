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
RARE = 30.0
"""The weight of a name's beginning from which on a person is no statesman of whom every other report tells."""
LATE = 3
"""Days after which another report of a thing is of another thing, or news of it."""
_LABEL = re.compile(r"【[^】]*】")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?=日)")
_FIGURE = re.compile(r"(?<![\d.])(?:\d+\.\d+|\d{2,}|\d(?=[万亿]))[万亿]?(?![\d.年月日时点分号])")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文习尤翟单乐葛骆阮洪褚景"
    "牧鄢桑陶樊兰殷施洛柏水窦章云奚柳鲍安俞倪滕毕卞齐伍卜穆成宁祝裴盛管庄晏柴瞿连向古耿匡聂晁敖冷辛那简饶关查游权"
)
_PERSON = re.compile(
    rf"(?:(?<=[长记任者民员师理户授家人])(?P<after>[{_SURNAMES}][\u4e00-\u9fff]{{2}})"
    rf"|(?P<before>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=说|表示|介绍|告诉|主持|指出|强调|率|以\d))"
)
_SITE = re.compile(
    r"[\u4e00-\u9fff]{2}(?:小区|社区|街道|大桥|医院|水厂|电站|煤矿|湿地|公园|水库|机场|体育馆|博物馆|图书馆)"
)
_HOST = re.compile(r"([\u4e00-\u9fff]{2,16}?)(?:党组|党委)?(?:\d+月)?(?:\d+日)?(?:召开|举行|举办|组织|传达学习|开展)")
_ACTS = tuple(
    re.findall(
        r"\w+",
        """会谈 会见 会晤 欢迎 宴会 茶叙 参观 调研 考察 开幕 闭幕 开工 竣工 投产 通车 签署 贺电 贺信 复信 致电 座谈 常务会议
        协商会 见面会 颁授 招待会 发射 返回 着陆 对接 转运 审议 执法检查""",
    )
)
"""What happens at meetings, visits and launches: one headline's word that another report lacks tells them apart."""
_PLACES = tuple(
    re.findall(
        r"\w+",
        """美国 俄罗斯 日本 韩国 朝鲜 印度 巴基斯坦 伊朗 以色列 巴勒斯坦 黎巴嫩 乌克兰 英国 法国 德国 意大利 西班牙 加拿大
        澳大利亚 巴西 埃及 土耳其 沙特 越南 老挝 泰国 缅甸 柬埔寨 菲律宾 马来西亚 印度尼西亚 新加坡 文莱 蒙古国 哈萨克斯坦
        塔吉克斯坦 乌兹别克斯坦 吉尔吉斯斯坦 塞尔维亚 匈牙利 波兰 奥地利 瑞士 古巴 欧盟 非洲
        北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州
        云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门""",
    )
)
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
    figures: frozenset[str]
    """The numbers in headline and text, less dates, times and single digits."""
    people: frozenset[str]
    """Persons who speak or have an office."""
    sites: frozenset[str]
    """Streets, bridges, hospitals and the like, by name."""
    host: frozenset[str]
    """Of those who hold the meeting or event that the text begins with; empty: none."""
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
        figures=frozenset(_FIGURE.findall(f"{title}\n{body}")),
        people=frozenset(found["after"] or found["before"] for found in _PERSON.finditer(body)),
        sites=frozenset(_SITE.findall(f"{title}\n{body}")),
        host=frozenset(bigrams(host[1][-4:])) if (host := _HOST.search(body[:LEAD])) else frozenset(),
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
        "figures": _common(a.figures, b.figures),
        "other figures": float(min(len(a.figures), len(b.figures)) >= 2 and not a.figures & b.figures),
        "people": float(any(weight(name[:2]) > RARE for name in a.people & b.people)),
        "sites": float(bool(a.sites & b.sites)),
        "other host": 1 - _common(a.host, b.host) if a.host and b.host else 0.0,
        "other place": max(_other_place(a, b), _other_place(b, a)),
        "late": _late(a, b),
    }


def _other_actor(a: Trace, b: Trace) -> float:
    """Whether another report begins without the person of this one's headline."""
    return float(bool(a.actor) and a.actor not in b.opening[: OPENING + len(b.opening.partition("\n")[0])])


def _other_act(a: Trace, b: Trace) -> float:
    """The share of what was done, by this one's headline, of which another report does not tell at its beginning."""
    return _missing(a.acts, b.opening)


def _common(a: Set[str], b: Set[str]) -> float:
    """The share of the smaller set that the other has too; 0 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


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
    "intercept": -4.05,
    "text": 1.98,
    "title": 3.36,
    "lead": 1.51,
    "both leads": 0.69,
    "bare": 3.66,
    "other day": -2.80,
    "other actor": -3.32,
    "other act": -2.42,
    "figures": 1.74,
    "other figures": -1.19,
    "people": 1.17,
    "sites": 2.04,
    "other host": -3.13,
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
