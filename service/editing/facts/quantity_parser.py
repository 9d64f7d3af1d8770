"""The numbers and dates of a sentence, in whatever notation they are written."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

from service.editing.facts import spoken_numbers
from service.editing.facts.measures import CLASSIFIERS, MEASURES, Date, Quantity
from service.editing.facts.vocabulary import either, vocabulary
from service.language import numerals

_WORDS: dict[str, Any] = vocabulary()["numbers"]
MAX_NUMBER_LENGTH = 40
"""Characters of a number at the most: what is longer is no number."""
_AHEAD: dict[str, re.Pattern[str]] = {bound: re.compile(f"(?:{words})$") for bound, words in _WORDS["ahead"].items()}
_BEHIND = {bound: re.compile(words) for bound, words in _WORDS["behind"].items()}
_MASKED = re.compile(f"(?<![{numerals.CHARACTERS}点])(?:{either(_WORDS['phrases'])})")
_NUMBER = re.compile(
    r"百分之(?P<percent>[\d.]+|[" + numerals.CHARACTERS + r"点]+)"
    r"|(?P<below>[\d]+|[" + numerals.CHARACTERS + r"]+)分之(?P<above>[\d]+|[" + numerals.CHARACTERS + r"]+)"
    r"|(?P<ten>十|一?百)(?:个人|[个人户家])?[里中](?:面|头)?[就约]?有(?P<those>\d{1,2}|["
    + numerals.CHARACTERS
    + r"]{1,3})(?:个|人|户|家)"
    r"|(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?!\d)"
    r"|(?P<double>翻了?一?番)"
    r"|(?P<half>[过一]半(?!天|小时|年|个)|(?<=[近约超])半(?=[，。；是的])|半数|大半|一多半|多一半)"
    r"|(?P<part>半(?:(?=成(?![品立年熟]))|个?(?=百分点)))"
    r"|(?P<digit>两|三|四)位数"
    r"|(?P<vague>[数几](?=[十百千万亿])|十?几(?=[个名位人家户天年岁元亩吨分秒米次条张件]|小时|公里))(?P<scale>[十百千万亿]*)"
    r"|(?P<arabic>\d[\d,]*(?:\.\d+)?)(?P<group>[十百千]?万?亿|个亿|[十百千]?万|千|百)?(?P<more>(?:\d+(?:\.\d+)?[百千]?[亿万千])*)"
    r"|(?P<han>[" + numerals.CHARACTERS + r"]+(?<!千(?=[瓦克米]))"
    r"(?:点(?!一[过到])[零〇一二三四五六七八九]+(?![十分刻]))?(?:个?亿|[万亿]+)?)"
)
_UNIT = re.compile("|".join(sorted(map(re.escape, MEASURES), key=len, reverse=True)) + f"|[{CLASSIFIERS}]")
_MEASURED_PART = re.compile("个?小时|秒钟?|公里|米|吨|公斤|斤|公顷|亩")
"""What a fraction may be of: 四分之一秒."""
_CLOCK = re.compile(
    r"(?P<h>时(?!间|候|代|刻|期)|点(?!位))"
    r"(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<m>\d++|[零一二三四五六七八九十]++)分|(?P<odd>多|来钟)"
    r"|(?P<bare>零[一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?))?"
)
_ODD = re.compile(f"多(?!了)|余|[来几](?=[{CLASSIFIERS}人位名年岁天通元块次趟米斤里分])")
_HUNDRED_MILLION = 10**8
_ODD_PLACES = re.compile("[多余几来]([万亿]+)")
"""四千三百多万: the places of the number stand behind what is left out."""
_HALF_MORE = re.compile("个([半多])(小时|钟头|月|星期|礼拜|百分点)")
_MINUTES = re.compile(r"分(?=[\d一二三四五六七八九十]+秒)")
_HOURS_AHEAD = "小时", "钟头"
"""Behind these 分 are minutes: 5小时20分."""
_TENTH_OF = re.compile(
    "([米块毛角])((?:[零1-9一二三四五六七八九](?=[1-9一二三四五六七八九]))?[1-9一二三四五六七八九])(?![\\d.%一二三四五六七八九十百千万亿分几多毛角点个名位条只家项度年月日])"
)
"""三十八米六 is 38.6米."""
_MORE_DONE = tuple("了跑出卖收赚挣花用走送产打得加开")
"""What makes 多 a word of its own: 一天多跑四趟."""
_NO_TENTH = re.compile("成[为立功长员果就本品熟分]")
_TENTH_MORE = re.compile("成([一二三四五六七八九半])")
_RANGE = re.compile(r"[—–\-~～至到]+")
_EVENING, _MIDDAY = 6, 2
_HALF_DAY = 12 * 60
"""Minutes: 10点 in 晚上6点到10点 is in the evening too."""
_YEAR = re.compile("年(?!内|以来|前|后|多|来|之|轻|时间|间)")
_LASTING = re.compile("(?:经过|历时|持续|为期|长达|期限)$")
"""Ahead of days that are counted: 经过30日."""
_DAY = re.compile("日(?!线|[之以]?内)|号(?!线|楼|院|门|店|桥|馆|文|召|令|机|井|厅|炉|转炉|高炉|泵|闸|仓|船|台风)")
_AFTERNOON = re.compile("(?:下午|午后|傍晚|黄昏|晚[上间]?|(?P<night>[深入]?夜[里间晚]?|半夜)|(?P<noon>中午))$")
"""Ahead of an hour that is counted from noon; at night from six on (夜里两点 is 2:00), at midday up to two."""
_FAR = re.compile(
    r"(?:(?P<about>(?:大约|约|大概)占[^，；。、]{1,16}的|(?:大约|大概|差不多)[\u4e00-\u9fff]{1,5})"
    r"|(?P<most>最多|至多|不[要得能会可应宜]?超过)[\u4e00-\u9fff]{1,6}|(?P<over>(?<!不)超过)[\u4e00-\u9fff]{1,6}的"
    r"|(?P<under>不到|不足)[\u4e00-\u9fff]{1,6}的|(?:至少|最少|起码|少说)[\u4e00-\u9fff]{1,6})$"
)
_NEARLY = re.compile("(?<![大中缩窄变最较细微老胆弱])小$")
_BIG = re.compile("一半|[一二两三四五六七八九]?[十百千万]")
"""小二十年 is nearly twenty; 缩小一半 is not."""
_SHARE = re.compile("约占$")
_SHARED = re.compile(
    r"[\d.万亿千百十元人名户]+[\u4e00-\u9fff]{2,12}的(?:[一二三四五六七八九十百]+分之|[一二三四五六七八九]成|\d)"
)
"""约占486万元经费的三分之一: the third is meant, not the sum."""


def find(text: str) -> tuple[list[Quantity], list[Date]]:
    """Return the numbers and dates of a sentence, in order. A range's first number has the unit of its second."""
    masked = _MASKED.sub(lambda word: "＿" * len(word.group()), text)
    found = [_bounded(masked, each) for each in spoken_numbers.find(masked)]
    masked = _without(masked, found)
    last = 0
    for match in _NUMBER.finditer(masked):
        if len(match.group()) <= MAX_NUMBER_LENGTH and match.start() >= last:
            read = _quantity(masked, match)
            last = max((each.end for each in read), default=last)
            found.extend(read)
    found.sort(key=lambda each: each.start)
    for i in range(len(found) - 1, 0, -1):
        between = masked[found[i - 1].end : found[i].start]
        if not _RANGE.fullmatch(between):
            continue
        if (
            found[i].unit == found[i - 1].unit == "clock"
            and found[i].value < found[i - 1].value < found[i].value + _HALF_DAY
        ):
            found[i] = replace(found[i], value=found[i].value + _HALF_DAY)
        if not found[i - 1].unit:
            shift = found[i].unit in ("year", "month", "day") or not found[i].unit
            places = _shared_places(found[i - 1], found[i])
            found[i - 1] = replace(
                found[i - 1],
                unit=found[i].unit,
                value=found[i - 1].value * places * (1 if shift else _size(found[i])),
                precision=found[i - 1].precision * places,
            )
    return _split(text, _joined(masked, [_soon(text, each) for each in found]))


def _bounded(text: str, spoken: Quantity) -> Quantity:
    """Return a spoken number with how exactly the words about it mean it."""
    if spoken.bound or spoken.unit == "year":
        return spoken
    return replace(spoken, bound=_bound(text, spoken.start) or _after(text, spoken.end))


def _soon(text: str, number: Quantity) -> Quantity:
    """Return a number with what 快…了 about it means: 快两百米了 is under 200米."""
    if not number.bound and text.endswith("快", 0, number.start) and text.startswith("了", number.end):
        return replace(number, bound="under")
    return number


def _without(text: str, spoken: list[Quantity]) -> str:
    """Return the text with the spoken numbers masked."""
    for each in spoken:
        text = text[: each.start] + "＿" * (each.end - each.start) + text[each.end :]
    return text


def _joined(text: str, found: list[Quantity]) -> list[Quantity]:
    """Return the numbers with 11年6个月 as one, and with a bound that two alternatives share: 不超过三个月或五千元."""
    joined: list[Quantity] = []
    for each in found:
        last = joined[-1] if joined else None
        if (
            last
            and last.unit == each.unit in ("years", "hours", "money")
            and last.end == each.start
            and each.value < last.value
        ):
            value, bound = last.value + each.value, each.bound or last.bound
            joined[-1] = replace(last, value=value, precision=each.precision, bound=bound, end=each.end)
            continue
        shared = last and not each.bound and text[last.end : each.start] in ("或", "或者")
        joined.append(replace(each, bound=last.bound) if last and shared and last.bound in ("most", "least") else each)
    return [replace(each, written=text[each.start : each.end]) for each in joined]


def _shared_places(first: Quantity, second: Quantity) -> int:
    """Return the 万 or 亿 that a range's first number has from its second, as a factor: 3—5万; not in 300—5万."""
    places = re.search("[万亿]+", second.written)
    if not places or re.search("[万亿]", first.written):
        return 1
    factor = numerals.scale(places.group())
    return factor if first.value * factor < second.value / _size(second) else 1


def _size(quantity: Quantity) -> Fraction:
    match = _UNIT.search(quantity.written)
    return MEASURES.get(match.group(), ("", Fraction(1)))[1] if match else Fraction(1)


def _quantity(text: str, match: re.Match[str]) -> list[Quantity]:
    """Return the quantity that a match of _NUMBER writes, in a list; an empty one when it is no number."""
    start, end = match.span()
    groups = match.groupdict()
    bound = _bound(text, start)
    if groups["percent"] or groups["below"]:
        return _share(text, match, bound)
    if groups["ten"]:
        return _share_of_ten(text, match, bound)
    if groups["hour"]:
        return [_clock(text, start, end, Fraction(groups["hour"]), Fraction(groups["minute"]))]
    if groups["double"]:
        return [Quantity(text[start:end], Fraction(1), "times", bound, start, end)]
    if groups["half"]:
        over = "over" if re.match("[过大多]|一多", match.group()) else bound or _after(text, end)
        precision = Fraction(1, 2 if match.group()[0] in "过大多" or match.group()[:2] == "一多" else 10)
        return [Quantity(text[start:end], Fraction(1, 2), "ratio", over, start, end, precision)]
    if groups["part"]:
        return _measured(text, start, end, Fraction(1, 2), Fraction(1, 10), bound)
    if groups["digit"]:
        low = Fraction(10 ** (int(numerals.parse_chinese(groups["digit"]) or 0) - 1))
        return [Quantity(text[start:end], low, "", "digits", start, end)]
    if groups["vague"]:
        if "十" in groups["vague"] and not groups["scale"]:
            return _measured(text, start, end, Fraction(10), Fraction(10), "over")
        value = Fraction(numerals.scale(groups["scale"]) if groups["scale"] else 1)
        return _measured(text, start, end, value, Fraction(1), "vague")
    if groups["arabic"]:
        group = (groups["group"] or "").removeprefix("个")
        return _measured(text, start, end, *_arabic(groups["arabic"], group, groups["more"] or ""), bound)
    han = groups["han"].replace("个", "")
    exact = numerals.parse_chinese(han)
    if exact is None:
        return []
    places = han[len(han.rstrip("十百千万亿")) :]
    return _measured(text, start, end, exact, Fraction(numerals.scale(places)), bound)


def _share(text: str, match: re.Match[str], bound: str) -> list[Quantity]:
    """Return a percentage or a fraction in words: 百分之三, 三分之二."""
    start, end = match.span()
    if match["percent"]:
        percent = numerals.parse(match["percent"])
        if percent is None:
            return []
        bound = bound or _after(text, end)
        return [Quantity(text[start:end], percent / 100, "ratio", bound, start, end, Fraction(1, 100))]
    above, below = numerals.parse(match["above"]), numerals.parse(match["below"])
    if above is None or not below:
        return []
    if unit := _MEASURED_PART.match(text, end):
        measure, size = MEASURES[unit.group()]
        return [Quantity(text[start : unit.end()], size * above / below, measure, bound, start, unit.end())]
    bound = bound or _after(text, end)
    return [Quantity(text[start:end], above / below, "ratio", bound, start, end, Fraction(1, 4) / below)]


def _share_of_ten(text: str, match: re.Match[str], bound: str) -> list[Quantity]:
    """Return a share that is told of ten or of a hundred: 十个里有九个 is 九成."""
    some, whole = numerals.parse(match["those"]), numerals.parse(match["ten"])
    if some is None or not whole or some > whole:
        return []
    return [Quantity(match.group(), some / whole, "ratio", bound, *match.span(), 1 / whole)]


def _arabic(number: str, group: str, more: str) -> tuple[Fraction, Fraction]:
    """Return the value and the precision of a number in digits with its places: 3.5万, 1亿2000万."""
    size = numerals.scale(group)
    value, precision = (
        (numerals.parse(number) or Fraction(0)) * size,
        _last_digit(number) * size,
    )
    for part, place in re.findall(r"(?<!\d)(\d++(?:\.\d+)?)([百千]?[亿万千])", more):
        value += Fraction(part) * numerals.scale(place)
        precision = Fraction(numerals.scale(place), 10 ** len(part.partition(".")[2]))
    return value, precision


def _last_digit(number: str) -> Fraction:
    """Return what the last digit that is not nought is worth: ten in 160, a tenth in 3.4."""
    whole, _, rest = number.replace(",", "").partition(".")
    return Fraction(1, 10 ** len(rest)) if rest else Fraction(10 ** (len(whole) - len(whole.rstrip("0") or whole)))


def _measured(text: str, start: int, end: int, value: Fraction, precision: Fraction, bound: str) -> list[Quantity]:
    """Return the number, in a list, with what follows it: how exact it is, and its unit."""
    ordinal = text[start - 1 : start] == "第"
    value, precision, bound, at = _with_odd(text, end, value, precision, bound)
    if not ordinal and (clock := _CLOCK.match(text, at)) and 0 <= value <= 24:
        if clock["odd"]:
            return [
                replace(
                    _clock(text, start, clock.end(), value, Fraction(0)),
                    bound="over" if clock["odd"] == "多" else "about",
                    precision=Fraction(60),
                )
            ]
        return [replace(_clock(text, start, clock.end(), value, _minutes(clock)), bound=_clock_bound(bound))]
    unit, stop = "", at
    if ratio := _ratio(text, at, value, precision):
        value, precision, stop = ratio
        unit = "ratio"
    elif (unit := _calendar_unit(text, at, value, ordinal)) and not (unit == "day" and _LASTING.search(text[:start])):
        stop = at + 1
    elif half := _HALF_MORE.match(text, at):
        unit, size = MEASURES["个月" if half[2] == "月" else half[2]]
        value, precision, stop = (value + Fraction(half[1] == "半", 2)) * size, size, half.end()
        bound = bound or ("over" if half[1] == "多" else "")
    elif _MINUTES.match(text, at) or (text.startswith("分", at) and text.endswith(_HOURS_AHEAD, 0, start)):
        unit, value, precision, stop = "hours", value * 60, Fraction(60), at + 1
    elif tenth := _TENTH_OF.match(text, at):
        unit, size = MEASURES[tenth[1]]
        places = Fraction(1, 10 ** len(tenth[2]))
        value, precision, stop = (value + _read_singly(tenth[2]) * places) * size, size * places, tenth.end()
    elif found := _UNIT.match(text, at):
        unit, size = MEASURES.get(found.group(), (found.group(), Fraction(1)))
        value, precision, stop = value * size, precision * size, found.end()
        if text[stop : stop + 1] == "半" and size:
            value += Fraction(size) / 2
            stop += 1
        if text[stop : stop + 1] in ("多", "余") and text[stop + 1 : stop + 2] not in _MORE_DONE and not bound:
            bound, stop = "over", stop + 1
    bound = bound or _after(text, stop)
    if not unit and text[start - 1 : start].isascii() and text[start - 1 : start].isalpha():
        unit = "code"  # K3, T65
    return [Quantity(text[start:stop], value, unit, bound, start, stop, precision, ordinal)]


def _read_singly(digits: str) -> Fraction:
    """Return the number of digits that are said one by one: 七八 behind 米 is 78."""
    return Fraction("".join(str(numerals.parse(each) or 0) for each in digits))


def _ratio(text: str, at: int, value: Fraction, precision: Fraction) -> tuple[Fraction, Fraction, int] | None:
    """Return value, precision and end of a ratio (3%, 3‰, 三成, 三成五); None when the sign for it does not follow."""
    sign = text[at : at + 1]
    if sign in ("%", "‰"):
        whole = 100 if sign == "%" else 1000
        return value / whole, precision / whole, at + 1
    if sign != "成" or value > 10 or _NO_TENTH.match(text, at):
        return None
    value /= 10
    if (more := _TENTH_MORE.match(text, at)) and value < 1:
        value += Fraction(5 if more[1] == "半" else int(numerals.parse_chinese(more[1]) or 0), 100)
        return value, Fraction(1, 100), at + 2
    return value, Fraction(1, 10), at + 1


def _calendar_unit(text: str, at: int, value: Fraction, ordinal: bool = False) -> str:
    """Return year, month or day when the word for it follows and the value can be one; else an empty string."""
    if 1900 <= value < 2200 and _YEAR.match(text, at):
        return "year"
    if text[at : at + 1] == "月" and 1 <= value <= 12:
        return "month"
    if not ordinal and 1 <= value <= 31 and _DAY.match(text, at):
        return "day"
    return ""


def _with_odd(
    text: str, end: int, value: Fraction, precision: Fraction, bound: str
) -> tuple[Fraction, Fraction, str, int]:
    """Return value, precision, bound and end of a number with 多, 余 or 来 behind it, and with places behind those."""
    if places := _ODD_PLACES.match(text, end):
        factor = numerals.scale(places[1])
        high = value // _HUNDRED_MILLION * _HUNDRED_MILLION if factor < _HUNDRED_MILLION else 0  # 一亿九千多万
        return high + (value - high) * factor, precision * factor, "over", places.end()
    if not _ODD.match(text, end):
        return value, precision, bound, end
    odd = "about" if text[end] == "来" else "over"
    return value, precision, odd if bound in ("", "most", "least") else bound, end + 1


def _clock_bound(bound: str) -> str:
    """Return how exactly a time is meant; 超过 and 至少 ahead of one belong to something else."""
    return bound if bound in ("under", "about") else ""


def _minutes(clock: re.Match[str]) -> Fraction:
    if clock["half"]:
        return Fraction(30)
    if clock["quarter"]:
        return Fraction(15 if clock["quarter"] == "一" else 45)
    told = clock["m"] or clock["bare"]
    return (told and numerals.parse(told)) or Fraction(0)


def _clock(text: str, start: int, end: int, hour: Fraction, minute: Fraction) -> Quantity:
    part = _AFTERNOON.search(text[max(0, start - 3) : start])
    if part and hour < 12 and not (part["night"] and hour < _EVENING) and not (part["noon"] and hour > _MIDDAY):
        hour += 12
    if part and hour == 12 and part["night"]:
        hour += 12
    return Quantity(text[start:end], hour * 60 + minute, "clock", "", start, end)


def _bound(text: str, start: int) -> str:
    """Return how exactly the words ahead of a number mean it."""
    if far := _FAR.search(text[max(0, start - 24) : start]):
        return next((bound for bound, word in far.groupdict().items() if word), "least")
    if _SHARE.search(text[max(0, start - 4) : start]) and _SHARED.match(text, start):
        return ""
    head = re.sub(
        "(?:要|将|可|能|会)?(?:的|了|到|达|达到|为|占|占到|需|需要|有|是|用|花|收|增收|坐了)$",
        "",
        text[max(0, start - 8) : start],
    )
    if _NEARLY.search(text[max(0, start - 2) : start]) and _BIG.match(text, start):
        return "under"
    for bound, words in _AHEAD.items():
        if words.search(head) or words.search(text[max(0, start - 4) : start]):
            return bound
    if text[start : start + 1] in ("百", "千", "万", "亿") and text[start - 1 : start] == "上":
        return "about"
    return ""


def _after(text: str, end: int) -> str:
    """Return how exactly the words behind a number mean it."""
    found: str = next((bound for bound, words in _BEHIND.items() if words.match(text, end)), "")
    return found


def _split(text: str, found: list[Quantity]) -> tuple[list[Quantity], list[Date]]:
    """Put dates together from their parts: parts that stand side by side are one date."""
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
