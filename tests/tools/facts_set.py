"""The facts set: true rewordings (tests/data/facts) and their corruption, one error each, by a seeded generator.

A set file holds invented articles. `# ` begins one with its title, `@ kind` names its people, places and organizations,
`= ` is a sentence of it, and the lines below that are rewordings of the sentence, by their kind: `n` the notation of
numbers is changed, `o` clauses are put in another order, `a` an attribution is turned, `v` verbs and function words are
exchanged. The generator knows the names by these lists and has word lists of its own: it shares nothing with the check.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.support.paths import DATA

DATA = DATA / "facts"
KINDS = ("digit", "unit", "swap", "date", "name", "quotation", "negation", "hedge", "added")
STRANGERS = {
    "person": ("邓一鸣", "袁淑芬", "洪波", "左志超", "柯玉琴"),
    "place": ("双河镇", "东阿县", "红旗村", "沧澜市", "泰国"),
    "organization": ("市审计局", "鸿达公司", "省统计局", "万和集团"),
}
UNITS = {
    **{"公里": ("米", "海里"), "海里": ("公里",), "米": ("公里",), "毫米": ("厘米",)},
    **{"万元": ("亿元", "元"), "亿元": ("万元", "亿美元"), "亿美元": ("亿元",)},
    **{"万吨": ("吨", "万公斤"), "吨": ("公斤",), "亩": ("公顷", "平方米"), "平方米": ("亩",)},
    **{"%": ("个百分点",), "个百分点": ("%",), "成": ("倍",), "万千瓦": ("千瓦",), "摄氏度": ("米",)},
    **{"户": ("人",), "名": ("户",), "人次": ("户",), "万人次": ("人次",), "只": ("种",), "种": ("只",), "张": ("间",)},
    **{"小时": ("天",), "分钟": ("小时",), "天": ("个月",), "周": ("个月",), "年": ("个月",), "岁": ("个月",)},
}
MOVED = {
    **{"今年": "去年", "去年": "前年", "明年": "后年", "上半年": "下半年", "下半年": "上半年", "一季度": "二季度"},
    **{"周五": "周六", "上午": "下午", "下午": "上午", "年底": "年初", "清晨": "傍晚"},
}
_HAN = "一二三四五六七八九"


@dataclass
class Article:
    """One invented article with its rewordings: (kind, text)."""

    title: str
    names: dict[str, list[str]] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)
    rewordings: list[tuple[str, str]] = field(default_factory=list)

    @property
    def source(self) -> str:
        return "\n".join((self.title, *self.sentences))


def read() -> list[Article]:
    """The articles of the set."""
    articles: list[Article] = []
    for line in (DATA / "rewordings.txt").read_text("utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "#":
            articles.append(Article(rest))
        elif mark == "@":
            kind, *names = rest.split()
            articles[-1].names[kind] = names
        elif mark == "=":
            articles[-1].sentences.append(rest)
        elif mark in "noav" and mark:
            articles[-1].rewordings.append((mark, rest))
    return articles


def corrupted(article: Article, text: str, kind: str, seed: int) -> str | None:
    """The rewording with one error of that kind; None where it offers no place for one."""
    chance = random.Random(zlib.crc32(f"{kind} {seed} {text}".encode()))
    offers = list(dict.fromkeys(each for each in _OFFERS[kind](article, text, chance) if each != text))
    return chance.choice(offers) if offers else None


def _put(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _digits(article: Article, text: str, chance: random.Random) -> Iterator[str]:
    for match in re.finditer(r"[1-9](?=[\d.,]*(?![\d.,:：年月日时点]))", text):
        if re.match(r"[\d.]*(?:[:：年月日时]|至\d+日|—\d+月|点(?!\d))", text[match.start() :]) or text[
            : match.start()
        ].endswith(":"):
            continue
        yield _put(text, match.start(), match.end(), chance.choice([d for d in "123456789" if d != match.group()]))
    for match in re.finditer(f"[{_HAN}](?=[十百千万亿])|(?<=[十百千万点])[{_HAN}](?![年月日])", text):
        yield _put(text, match.start(), match.end(), chance.choice([d for d in _HAN if d != match.group()]))


def _units(article: Article, text: str, chance: random.Random) -> Iterator[str]:
    for old, news in UNITS.items():
        for match in re.finditer(
            rf"(?<=[\d十百千万余多两三四五六七八九]){re.escape(old)}(?!以|底|初|前|\d|[月])", text
        ):
            if old == "年" and re.search(r"\d{4}$|[一二〇九]{4}$", text[: match.start()]):
                continue
            if old == "成" and re.match("成[了二三四五为]|成立", text[match.start() :]):
                continue
            for new in news:
                yield _put(text, match.start(), match.end(), new)


def _swaps(article: Article, text: str, chance: random.Random) -> Iterator[str]:
    numbers = list(
        re.finditer(
            r"(?<![\d.L第])(\d[\d.]*)(?=(万?亿?(?:元|公里|米|%|名|张|个|家|只|人|亩|吨|座|天|辆|件|度|岁|项|种|块|分钟)))",
            text,
        )
    )
    for i, one in enumerate(numbers):
        for other in numbers[i + 1 :]:
            if one.group(1) != other.group(1):
                middle = text[one.end() : other.start()]
                if re.fullmatch("[^，。；]{0,4}[至到—][^，。；]{0,3}", middle):
                    continue
                yield text[: one.start()] + other.group(1) + middle + one.group(1) + text[other.end() :]


def _dates(article: Article, text: str, chance: random.Random) -> Iterator[str]:
    for match in re.finditer(r"\d+(?=[年月日时])(?!年来|年零)", text):
        old = int(match.group())
        step = chance.choice([-2, -1, 1, 2])
        unit = text[match.end()]
        if (unit == "年" and old < 1900) or text[match.end() : match.end() + 2] in ("时后", "日游"):
            continue
        limit = {"年": 3000, "月": 12, "日": 28, "时": 23}[unit]
        new = old + step
        if not 1 <= new <= limit:
            new = old - step
        if new >= 1:
            yield _put(text, match.start(), match.end(), str(new))
    for here, there in MOVED.items():
        if here in text:
            yield text.replace(here, there, 1)


def _names(article: Article, text: str, chance: random.Random) -> Iterator[str]:
    for kind, names in article.names.items():
        for name in names:
            if name in text:
                others = [each for each in names if each not in text and each not in name and name not in each]
                outside = [each for each in STRANGERS[kind] if not (kind == "place" and each[-1] != name[-1])]
                for other in (*others, chance.choice(outside or list(STRANGERS[kind]))):
                    yield text.replace(name, other)


def _quotations(article: Article, text: str, chance: random.Random) -> Iterator[str]:
    """What one person says given to another person or body of the same article."""
    said = re.search("表示|介绍|说|告诉记者|认为|坦言|提醒|强调|回忆", text)
    speakers = [*article.names.get("person", ()), *article.names.get("organization", ())]
    if not said:
        return
    for name in article.names.get("person", ()):
        if name in text:
            for other in speakers:
                if other not in text:
                    yield text.replace(name, other)


def _negations(article: Article, text: str, chance: random.Random) -> Iterator[str]:
    dropped = (
        ("没有(?=[发出崩溃收确上恢变人想支餐供拆问增额大明])", ""),
        (r"并?不(?!断|仅|但|少|同|久|过|到\d|到[一二两三五]|足|低|超|慎|门|排除|动产|锈|愁|懈|至于)", ""),
        ("尚未|还未|从未", "已"),
        ("(?<!尚)(?<!还)未(?=[见发出经供恢收确公])", ""),
        ("禁止|严禁", "允许"),
        ("无(?=人员|大碍)", "有"),
        ("没(?=花|想)", ""),
        ("不得", "可以"),
    )
    for pattern, new in dropped:
        for match in re.finditer(pattern, text):
            yield _put(text, match.start(), match.end(), new)


_BOUNDS = (
    r"(?:超过|超(?!龄|高|越|市)|突破|(?<!习)近(?!日|年|期)|(?<![签节预合纽])约|大约|至少|最少|不低于|不少于|不超过|接近|不足|不到"
    r"|预计|有望|力争|拟|计划|打算|可能|或许|初步|原则上|(?<!进一步)基本)"
)


def _hedges(article: Article, text: str, chance: random.Random) -> Iterator[str]:
    for match in re.finditer(_BOUNDS, text):
        if text[match.start() : match.start() + 2] in ("警戒",) or re.match(
            "超过警戒|近年|约定|计划书", text[match.start() :]
        ):
            continue
        yield _put(text, match.start(), match.end(), "")
    for match in re.finditer(r"(?<=[\d十百千万])[多余](?=[人只件种名万])|左右|以上(?!楼|安全)|以内", text):
        yield _put(text, match.start(), match.end(), "")


def _added(article: Article, text: str, chance: random.Random) -> Iterator[str]:
    """A hedge or a negation that the source does not have."""
    bounded = "突破|至少|最少|不到|不足|低于|少于|接近|大约|最多"
    number = (
        r"(?<![\d.第至到前后约近超过余—L:：])"
        + "".join(f"(?<!{word})" for word in bounded.split("|"))
        + r"\d+(?:\.\d+)?(?=[万亿]*(?:元|人|吨|%|亩|公里|辆|名|户|件))(?![万亿]*[元人吨%亩公里辆名户件][多以左余])"
    )
    for match in re.finditer(number, text):
        yield _put(text, match.start(), match.start(), chance.choice(["超", "近", "约", "至少"]))
    for match in re.finditer("(?<![不未没])(?:正式投入|投入使用|通车|开园|开幕|签约|开通|获得|恢复|完成)", text):
        yield _put(text, match.start(), match.start(), chance.choice(["未", "没有", "有望", "可能"]))


_OFFERS = {
    "digit": _digits,
    "unit": _units,
    "swap": _swaps,
    "date": _dates,
    "name": _names,
    "quotation": _quotations,
    "negation": _negations,
    "hedge": _hedges,
    "added": _added,
}
