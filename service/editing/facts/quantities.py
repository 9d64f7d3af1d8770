"""Numbers, measures and dates in any notation, as values that compare: 7.4万人 is 七万四千名."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

_DIGITS = {char: i for i, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}

_MEASURES: dict[str, tuple[str, Fraction]] = {}
for _dimension, _table in {
    "mass": {"吨": 10**6, "公斤": 1000, "千克": 1000, "斤": 500, "克": 1, "毫克": Fraction(1, 1000)},
    "length": {
        "公里": 1000, "千米": 1000, "里": 500, "海里": 1852, "米": 1, "厘米": Fraction(1, 100), "毫米": Fraction(1, 1000)
    },
    "area": {
        "平方公里": 10**6, "平方千米": 10**6, "公顷": 10**4, "亩": Fraction(2000, 3), "平方米": 1, "平米": 1, "㎡": 1
    },
    "volume": {"立方米": 1000, "方": 1000, "升": 1, "毫升": Fraction(1, 1000)},
    "energy": {"千瓦时": 1, "度电": 1, "度": 1},
    "power": {"吉瓦": 10**6, "兆瓦": 1000, "千瓦": 1, "瓦": Fraction(1, 1000)},
    "heat": {"摄氏度": 1, "℃": 1},
    "money": {"毛": Fraction(1, 10), "毛钱": Fraction(1, 10), "角": Fraction(1, 10), "元": 1, "块": 1, "块钱": 1, "元人民币": 1},
    "dollar": {"美元": 1}, "euro": {"欧元": 1}, "yen": {"日元": 1}, "hkd": {"港元": 1}, "pound": {"英镑": 1},
    "rouble": {"卢布": 1},
    "points": {"个百分点": 1, "百分点": 1},
    "times": {"倍": 1},
    "age": {"岁": 1, "周岁": 1},
    "years": {"个月": 1, "年": 12, "周年": 12},
    "days": {"天": 1, "个星期": 7, "星期": 7, "周": 7, "个工作日": 1, "工作日": 1},
    "hours": {"小时": 3600, "个小时": 3600, "钟头": 3600, "分钟": 60, "秒": 1, "秒钟": 1},
    "people": {"人": 1, "名": 1, "位": 1, "个人": 1, "名人": 1},
    "visits": {"人次": 1}, "households": {"户": 1, "户家庭": 1}, "level": {"级": 1}, "floor": {"层": 1},
    "session": {"届": 1}, "place": {"位次": 1}, "storey": {"楼": 1},
}.items():  # fmt: skip
    _MEASURES |= {name: (_dimension, Fraction(size)) for name, size in _table.items()}
_LIKE = ("栋幢座", "台辆部", "家所", "件起宗", "场次", "株棵", "只头", "条项", "本册", "支枝", "列趟班", "处个", "款种类")
"""Classifiers that may stand for one another; 个 may for any."""
_CLASSIFIERS = "个项家座所间处条款种类件台辆套栋幢支枝部场次起宗株棵只头匹架艘列趟班本册篇幅张枚颗粒盏口眼片道门对双份封笔单期批例环块节盘袋箱瓶亩"
_MASKED = re.compile(
    "(?<![零〇一二两三四五六七八九十百千万亿点])(?:一些|一起|一直|一定|一般|一样|一致|一体|统一|一带一路|[一另]方面|另一|(?<!分)之一|唯一|第一(?![十百千万])|第?[一二三四]季度|一线|一流|一批|一系列"
    "|[进逐]?一步步?|一旦|一律|一切|一同|一道|一手|一边|一路|一心|一时|一度|一向|一再|一经|一行|一代|不一|单一|专一|逐一|万一|一一|一会|一下|一笔账"
    "|一点(?![零一二三四五六七八九])|一刻|同一|某一|每一|这一|那一|任一|一如|一举|一连|一股|一片|一派|十分|百姓|千家万户|千方百计|千千万万|万众|万千(?![瓦克米])|万物|万象"
    "|百花|百货|百科|百强|千古|千里|万里|两岸|两会|两国|两地|两侧|两旁|两头|两山|三农|三亚|三峡|三明|三门峡|三角|四川|四平|四季|四周|四处|四面"
    "|五台|五指|五谷|五金|六安|六盘水|七夕|七台河|八达岭|九江|九寨|十堰|二手|二维码|二次|二是|(?<!之)一是|三是|四是|五是|三轮|三维|百色|千岛|万宁|万州"
    "|万达|[一二三]产|一个(?!半|百分)|[一二三]等奖|一种|一家|一份|一条|一场|一座|一项|一位|一名|一件|一次|一支|一张|一幅|一口|一把|一处|一段|一颗|一声|一句|一遍|一圈)"
)
_HAN = "零〇一二两三四五六七八九十百千万亿"
_BEFORE = (
    ("most", "不超过|至多|最多|不高于|不大于|不多于"),
    ("least", "至少|不少于|不低于|最少|最低|起码"),
    ("over", "超过|突破|超出|多于|高于|大于|超|逾|破|(?<![经通路渡])过(?!去)|上(?=[百千万亿])"),
    ("under", "接近|将近|不足|不到|低于|少于|不满|近(?!年|期|日|[0-9一二两三四五六七八九十]+(?:年|个月|天|日))"),
    ("about", "大约|大概|(?<![节签预合制])约|大致|差不多"),
)
_AFTER = (
    ("over", "多|余|以上|[^，。；]{0,3}以上"),
    ("under", "以下"),
    ("most", "以内|之内"),
    ("about", "左右|上下|前后|许"),
)
_NUMBER = re.compile(
    r"百分之(?P<percent>[\d.]+|[" + _HAN + r"点]+)"
    r"|(?P<below>[\d]+|[" + _HAN + r"]+)分之(?P<above>[\d]+|[" + _HAN + r"]+)"
    r"|(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?!\d)"
    r"|(?P<double>翻了?一?番)"
    r"|(?P<half>[过一]半(?!天|小时|年|个)|(?<=[近约超])半(?=[，。；是的])|半数|大半)"
    r"|(?P<digit>两|三|四)位数"
    r"|(?P<vague>[数几](?=[十百千万亿])|十?几(?=[个名位人家户天年岁元亩吨]))(?P<scale>[十百千万亿]*)"
    r"|(?P<arabic>\d[\d,]*(?:\.\d+)?)(?P<group>[十百千]?万?亿|[十百千]?万|千|百)?(?P<more>(?:\d+(?:\.\d+)?[亿万千])*)"
    r"|(?P<han>[" + _HAN + r"]+(?<!千(?=[瓦克米]))(?:点[零〇一二三四五六七八九]+)?(?:[万亿]+)?)"
)
_UNIT = re.compile("|".join(sorted(map(re.escape, _MEASURES), key=len, reverse=True)) + f"|[{_CLASSIFIERS}]")
_CLOCK = re.compile(r"(?P<h>时(?!间|候|代|刻|期)|点(?!多|位))(?:(?P<half>半)|(?P<m>[\d零一二三四五六七八九十]+)分)?")


_FAR = re.compile(
    r"(?:(?P<about>(?:大约|约|大概)占[^，；。、]{1,16}的)|(?P<most>最多|至多)[\u4e00-\u9fff]{1,4}|(?:至少|最少|起码)[\u4e00-\u9fff]{1,4})$"
)
_SHARE = re.compile("约占$")
_SHARED = re.compile(r"[\d.万亿千百十元人名户]+[\u4e00-\u9fff]{2,12}的(?:[一二三四五六七八九十百]+分之|[一二三四五六七八九]成|\d)")
"""约占486万元经费的三分之一: the third is meant, not the sum."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its measure, where it stands in a text."""

    written: str
    value: Fraction
    unit: str
    """A dimension (mass, money, ratio, ...), a classifier, or empty; `year`, `month`, `day`: see Date."""
    bound: str
    """over, under, about, least, most, digits, vague, or empty: exact."""
    start: int
    end: int
    precision: Fraction = Fraction(1)
    """The worth of its last digit: 7.4万 has a thousand."""
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date, as far as it is told."""

    written: str
    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int


def chinese(words: str) -> Fraction | None:
    """The value of a number in Chinese characters; None for what is none (七八, 三四十)."""
    whole, _, rest = words.partition("点")
    if not whole:
        return None
    if rest and (group := re.search("[万亿]+$", rest)):
        found = chinese(f"{whole}点{rest[: group.start()]}")
        return None if found is None else found * _scale(group.group())
    fraction = Fraction(int("".join(str(_DIGITS[char]) for char in rest)), 10 ** len(rest)) if rest else Fraction(0)
    if all(char in _DIGITS for char in whole):
        if len(whole) == 1 or len(whole) >= 3 or whole[0] in "零〇" or "〇" in whole:
            return Fraction(int("".join(str(_DIGITS[char]) for char in whole))) + fraction
        return None
    total = part = 0
    digit: int | None = None
    for at, char in enumerate(whole):
        if char in _DIGITS:
            if digit and char not in "零〇":
                return None
            digit = _DIGITS[char]
        elif char in _PLACES:
            part += (1 if digit is None else digit or 1) * _PLACES[char]
            digit = None
        else:
            part += digit or 0
            digit = None
            if char == "亿":
                total = (total + (part or (0 if total else 1))) * 10**8
            else:
                total += (part or 1) * 10**4
            part = 0
        if at == len(whole) - 1 and digit and at and whole[at - 1] in "百千万亿":
            digit *= (_PLACES | _GROUPS)[whole[at - 1]] // 10  # 三万五 is 35000
    return Fraction(total + part + (digit or 0)) + fraction


def _scale(group: str) -> int:
    size = 1
    for char in group:
        size *= (_PLACES | _GROUPS)[char]
    return size


def _value(text: str) -> Fraction | None:
    if text[0].isdigit():
        return Fraction(text.replace(",", "").rstrip("."))
    return chinese(text)


def find(text: str) -> tuple[list[Quantity], list[Date]]:
    """The numbers and dates of a sentence, in order. A range's first number has the unit of its second."""
    masked = _MASKED.sub(lambda word: "＿" * len(word.group()), text)
    found: list[Quantity] = []
    for match in _NUMBER.finditer(masked):
        if not found or match.start() >= found[-1].end:
            found.extend(_quantity(masked, match))
    for i in range(len(found) - 1, 0, -1):
        between = masked[found[i - 1].end : found[i].start]
        if not found[i - 1].unit and re.fullmatch(r"[—–\-~～至到]+", between):
            shift = found[i].unit in ("year", "month", "day") or not found[i].unit
            found[i - 1] = replace(found[i - 1], unit=found[i].unit, value=found[i - 1].value * (1 if shift else _size(found[i])))
    return _split(text, found)


def _size(quantity: Quantity) -> Fraction:
    match = _UNIT.search(quantity.written)
    return _MEASURES.get(match.group(), ("", Fraction(1)))[1] if match else Fraction(1)


def _quantity(text: str, match: re.Match[str]) -> list[Quantity]:
    start, end = match.span()
    groups = match.groupdict()
    unit, precision, bound = "", Fraction(1), _bound(text, start)
    if groups["percent"]:
        value = _value(groups["percent"])
        if value is None:
            return []
        value, unit, precision = value / 100, "ratio", Fraction(1, 100)
        bound = bound or _after(text, end)[0]
        return [Quantity(text[start:end], value, unit, bound, start, end, precision)]
    if groups["below"]:
        above, below = _value(groups["above"]), _value(groups["below"])
        if above is None or not below:
            return []
        return [Quantity(text[start:end], above / below, "ratio", bound, start, end, Fraction(1, 100))]
    if groups["hour"]:
        hour = Fraction(groups["hour"])
        return [_clock(text, start, end, hour, Fraction(groups["minute"]))]
    if groups["double"]:
        return [Quantity(text[start:end], Fraction(1), "times", bound, start, end)]
    if groups["half"]:
        over = "over" if match.group()[0] in "过大" else bound
        return [Quantity(text[start:end], Fraction(1, 2), "ratio", over, start, end)]
    if groups["digit"]:
        low = Fraction(10 ** ({"两": 2, "三": 3, "四": 4}[groups["digit"]] - 1))
        return [Quantity(text[start:end], low, "", "digits", start, end)]
    if groups["vague"]:
        value = Fraction(_scale(groups["scale"])) if groups["scale"] else Fraction(10 if "十" in groups["vague"] else 1)
        bound = "vague"
        many = ""
    else:
        many = groups["arabic"] or ""
        if many:
            plain = Fraction(many.replace(",", "").rstrip("."))
            size = _scale(groups["group"] or "")
            decimals = len(many.partition(".")[2])
            value, precision = plain * size, Fraction(size, 10**decimals)
            for part in re.findall(r"(\d+(?:\.\d+)?)([亿万千])", groups["more"] or ""):
                value += Fraction(part[0]) * _scale(part[1])
                precision = Fraction(_scale(part[1]), 10 ** len(part[0].partition(".")[2]))
        else:
            exact = chinese(groups["han"])
            if exact is None:
                return []
            value = exact
            last = re.search("[十百千万亿]+$", groups["han"])
            precision = Fraction(_scale(last.group())) if last else Fraction(1)
    return _measured(text, start, end, value, precision, bound)


def _measured(text: str, start: int, end: int, value: Fraction, precision: Fraction, bound: str) -> list[Quantity]:
    """The number with what follows it: how exact it is, and its unit."""
    ordinal = text[start - 1 : start] == "第"
    late, length = re.match(f"[多余]|来(?=[{_CLASSIFIERS}人位名年岁天])", text[end:]), 0
    if late:
        bound, length = "over" if bound in ("", "most", "least") else bound, 1
    at = end + length
    if text[at : at + 1] == "%":
        value, precision, unit, stop = value / 100, precision / 100, "ratio", at + 1
    elif text[at : at + 1] == "‰":
        value, precision, unit, stop = value / 1000, precision / 1000, "ratio", at + 1
    elif text[at : at + 1] == "成" and value <= 10 and not re.match("成[为立功长员果就本品熟分]", text[at:]):
        value, unit, stop = value / 10, "ratio", at + 1
        precision = Fraction(1, 10)
        if (more := re.match("成([一二三四五六七八九半])", text[at:])) and value < 1:
            value += Fraction(5 if more.group(1) == "半" else _DIGITS[more.group(1)], 100)
            stop, precision = at + 2, Fraction(1, 100)
    elif (date := re.match("年(?!内|以来|前|后|多|来|之|轻|时间|间)", text[at:])) and value >= 1900 and value < 2200 and date:
        unit, stop = "year", at + 1
    elif text[at : at + 1] == "月" and 1 <= value <= 12:
        unit, stop = "month", at + 1
    elif re.match("[日号](?!线|楼|院|门|店|桥|馆|文|召|令|机|井|厅)", text[at:]) and 1 <= value <= 31 and not ordinal:
        unit, stop = "day", at + 1
    elif (clock := _CLOCK.match(text, at)) and 0 <= value <= 24 and not ordinal:
        minutes = Fraction(30 if clock["half"] else (_value(clock["m"]) or 0) if clock["m"] else 0)
        return [_clock(text, start, clock.end(), value, minutes)]
    elif half := re.match("个半(小时|钟头|月|星期)", text[at:]):
        unit, size = _MEASURES["个月" if half[1] == "月" else half[1]]
        value, precision, stop = (value + Fraction(1, 2)) * size, size / 2, at + half.end()
    elif found := _UNIT.match(text, at):
        unit, size = _MEASURES.get(found.group(), (found.group(), Fraction(1)))
        value, precision, stop = value * size, precision * size, found.end()
        if text[stop : stop + 1] == "半" and size:
            value += Fraction(size) / 2
            stop += 1
        if text[stop : stop + 1] in ("多", "余") and not bound:
            bound, stop = "over", stop + 1
    else:
        unit, stop = "", at
    bound = bound or _after(text, stop)[0]
    return [Quantity(text[start:stop], value, unit, bound, start, stop, precision, ordinal)]


def _clock(text: str, start: int, end: int, hour: Fraction, minute: Fraction) -> Quantity:
    if hour < 12 and re.search("(?:下午|晚上?|傍晚|晚间|夜里)$", text[:start]):
        hour += 12
    return Quantity(text[start:end], hour * 60 + minute, "clock", "", start, end)


def _bound(text: str, start: int) -> str:
    """How exactly the words ahead of a number mean it."""
    if far := _FAR.search(text[max(0, start - 24) : start]):
        return "about" if far["about"] else "most" if far["most"] else "least"
    if _SHARE.search(text[max(0, start - 4) : start]) and _SHARED.match(text, start):
        return ""
    head = re.sub("(?:要|将|可|能|会)?(?:的|了|到|达|达到|为|占|占到|需|需要|有|是|用|花|收|增收|坐了)$", "", text[max(0, start - 8) : start])
    for bound, words in _BEFORE:
        if re.search(f"(?:{words})$", head) or re.search(f"(?:{words})$", text[max(0, start - 4) : start]):
            return bound
    if text[start : start + 1] in ("百", "千", "万", "亿") and text[start - 1 : start] == "上":
        return "about"
    return ""


def _after(text: str, end: int) -> tuple[str, int]:
    for bound, words in _AFTER:
        if match := re.match(f"(?:{words})", text[end:]):
            return bound, match.end()
    return "", 0


def _split(text: str, found: list[Quantity]) -> tuple[list[Quantity], list[Date]]:
    """Dates put together from their parts: what stands side by side is one date."""
    rest: list[Quantity] = []
    dates: list[Date] = []
    for each in found:
        written = text[each.start : each.end]
        if each.unit not in ("year", "month", "day"):
            rest.append(replace(each, written=written))
            continue
        number = int(each.value)
        last = dates[-1] if dates and dates[-1].end == each.start else None
        if last and each.unit == "month" and last.month is None and last.day is None:
            dates[-1] = replace(last, month=number, end=each.end, written=last.written + written)
        elif last and each.unit == "day" and last.day is None and last.month is not None:
            dates[-1] = replace(last, day=number, end=each.end, written=last.written + written)
        else:
            parts = {"year": None, "month": None, "day": None} | {each.unit: number}
            dates.append(Date(written, **parts, start=each.start, end=each.end))
    return rest, dates


def same_unit(one: Quantity, other: Quantity) -> bool:
    """Whether the two are counted in the same thing, as far as the units tell."""
    if one.ordinal != other.ordinal:
        return False
    if one.unit == other.unit or not one.unit or not other.unit:
        return True
    if "个" in (one.unit, other.unit):
        loose = ({one.unit, other.unit} - {"个"}).pop()
        return loose in _CLASSIFIERS or loose == "people"
    return any(one.unit in group and other.unit in group for group in _LIKE)


def agrees(said: Quantity, known: Quantity) -> bool:
    """Whether `said` is true where `known` is: the same amount no more and no less exactly, or fairly rounded."""
    x, v, step = said.value, known.value, said.precision
    if said.bound == "digits":
        return known.bound == "digits" and x == v or known.bound != "digits" and x <= v * (100 if known.unit == "ratio" else 1) < 10 * x
    if known.bound == "digits":
        return False
    if said.bound == "vague":
        return known.bound == "vague" and x == v or known.bound != "vague" and 2 * x <= v < 10 * x
    if known.bound == "vague":
        return False
    if x == v:
        return said.bound == known.bound or {said.bound, known.bound} in _ALIKE
    if known.bound in ("", "over") and said.bound == "over":
        return 0 < v - x < step
    if known.bound in ("", "under") and said.bound == "under":
        return 0 < x - v <= step / 2
    return known.bound in ("", "about") and said.bound == "about" and abs(x - v) <= step / 2


_ALIKE = ({"over", "least"},)
