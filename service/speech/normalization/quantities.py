"""Amounts: per cent, money, units, ranges, sums and all numbers that are left."""

from __future__ import annotations

import re

from service.speech.normalization.notation import AFTER, BEFORE, DASH, HAN, NUMBER, SCALE, TWO
from service.speech.normalization.numbers import cardinal, digits, number
from service.speech.normalization.rule import Rule

UNITS = {
    "km/h": "公里每小时", "km": "公里", "cm": "厘米", "mm": "毫米", "nm": "纳米", "μm": "微米", "um": "微米", "dm": "分米", "m": "米",
    "kg": "千克", "mg": "毫克", "μg": "微克", "ug": "微克", "g": "克", "t": "吨", "L": "升", "l": "升", "mL": "毫升", "ml": "毫升", "ML": "毫升",
    "h": "小时", "min": "分钟", "s": "秒", "ms": "毫秒", "μs": "微秒", "d": "天",
    "W": "瓦", "kW": "千瓦", "KW": "千瓦", "MW": "兆瓦", "GW": "吉瓦", "TW": "太瓦", "kWh": "千瓦时", "kW·h": "千瓦时", "KWh": "千瓦时", "MWh": "兆瓦时", "GWh": "吉瓦时", "TWh": "太瓦时", "Wh": "瓦时",
    "V": "伏", "kV": "千伏", "KV": "千伏", "kv": "千伏", "mV": "毫伏", "A": "安", "mA": "毫安", "mAh": "毫安时", "Ah": "安时", "kVA": "千伏安", "MVA": "兆伏安",
    "Hz": "赫兹", "kHz": "千赫", "KHz": "千赫", "MHz": "兆赫", "GHz": "吉赫", "THz": "太赫",
    "Pa": "帕", "hPa": "百帕", "kPa": "千帕", "KPa": "千帕", "MPa": "兆帕", "GPa": "吉帕", "N": "牛", "kN": "千牛", "kJ": "千焦", "J": "焦", "MJ": "兆焦", "GJ": "吉焦",
    "kcal": "千卡", "cal": "卡", "dB": "分贝", "db": "分贝", "ha": "公顷", "hm": "百米", "rpm": "转每分钟", "mol": "摩尔", "mmol": "毫摩尔", "mmHg": "毫米汞柱", "lm": "流明", "lx": "勒克斯", "Ω": "欧姆", "cd": "坎德拉", "K": "开",
    "Mbps": "兆比特每秒", "Gbps": "吉比特每秒", "Kbps": "千比特每秒", "kbps": "千比特每秒", "Tbps": "太比特每秒", "TEU": "标准箱",
    "ppm": "ppm", "°C": "摄氏度", "℃": "摄氏度", "°F": "华氏度", "cc": "毫升", "mu": "亩", "inch": "英寸", "ft": "英尺", "kt": "千吨", "Mt": "兆吨", "Bq": "贝克勒尔", "mSv": "毫西弗", "μSv": "微西弗", "Sv": "西弗",
}
_POWERS = {"2": "平方", "²": "平方", "3": "立方", "³": "立方"}
_LETTER_UNITS = "|".join(sorted((re.escape(unit) for unit in UNITS if unit not in {"K", "N", "d", "A", "hm"}), key=len, reverse=True))
_UNIT = rf"(?:(?:{_LETTER_UNITS})(?:[²³]|(?<=m)[23])?)"
_HAN_UNIT = "毫克|微克|千克|公斤|克|吨|斤|元|美元|欧元|块|块钱|万元|亿元|人次|人|次|个|米|公里|千米|毫米|厘米|立方米|平方米|升|毫升|千瓦时|千瓦|度|辆|户|件|株|棵|亩|公顷|只|头|粒|张|份|转|帧|瓦|兆|套|台|例|字|焦|斗|分|角|毛|港元|日元|桶|箱|枚|盒|瓶"
_PER = "小时|分钟|秒|分|天|日|周|月|季度|季|年|平方公里|平方千米|平方米|平方厘米|平米|立方米|公里|千米|米|公斤|千克|斤|克|吨|升|毫升|人|户|亩|公顷|个|件|台|辆|次|套|间|张|株|棵|只|头|羽|位|名|条|袋|瓶|盒|箱|桶|盎司|千瓦时|度|瓦|晚|股|份|课时|节|场|班|家|村|枚|支|千卡|百米|盘|碗|杯|匹|万人|十万人|车|趟|片|人次|夜|克拉|英里|英寸|蒲式耳|人·天"
_CURRENCY = {"¥": "元", "US$": "美元", "USD": "美元", "$": "美元", "HK$": "港元", "HKD": "港元", "€": "欧元", "EUR": "欧元", "£": "英镑", "GBP": "英镑", "RMB": "元", "CNY": "元", "A$": "澳元", "C$": "加元", "JPY": "日元", "NT$": "新台币", "S$": "新加坡元", "₽": "卢布", "₩": "韩元", "₹": "卢比", "฿": "泰铢"}
_CURRENCIES = "|".join(sorted(map(re.escape, _CURRENCY), key=len, reverse=True))


def unit_name(written: str) -> str:
    """The Chinese name of a unit in letters: kg, m², km/h's parts."""
    if written in UNITS:
        return UNITS[written]
    return _POWERS[written[-1]] + UNITS[written[:-1]]


def amount(written: str, follows: str = "") -> str:
    """A number before what it counts: 2 is 两 before a measure."""
    if written == "2" and re.match(TWO, follows):
        return "两"
    return number(written)


def _money(match: re.Match[str]) -> str:
    low, high, scale = match["a"], match["b"], match["scale"] or ""
    name = _CURRENCY[match["c"]]
    said = amount(low, scale + name) + ((match["sa"] or "") + "至" + amount(high, scale + name) if high else "") + scale
    return said + (match["more"] or "") + name


def _per(match: re.Match[str]) -> str:
    per = match["per"]
    per = unit_name(per) if re.fullmatch(_UNIT, per) else {"h": "小时", "s": "秒", "d": "天"}.get(per, per)
    unit = unit_name(match["u"]) if re.fullmatch(_UNIT, match["u"]) else match["u"]
    low, high, scale = match["a"], match["b"], match["scale"] or ""
    said = amount(low, scale + unit) + ("至" + amount(high, scale + unit) if high else "") + scale + (match["more"] or "") + unit
    return "每" + per + said


def _percent(match: re.Match[str]) -> str:
    word = "百分之" if match["sign"] == "%" else "千分之"
    minus = {"-": "负", "+": "正", "±": "正负", "": ""}[match["pm"] or ""]
    low, high = match["a"], match["b"]
    said = minus + word + number(low)
    if high:
        second = {"-": "负", "+": "正", "": ""}[match["pm2"] or ""]
        said += "至" + (second + word if match["pa"] or second else "") + number(high)
    return said


def _unit(match: re.Match[str]) -> str:
    name = unit_name(match["u"])
    scale = match["scale"] or ""
    return amount(match["a"], scale + name) + scale + (match["more"] or "") + name


def _below_zero(match: re.Match[str]) -> str:
    return "零下" + number(match[1])


def _last(match: re.Match[str]) -> str:
    written, text = match[0], match.string
    follows = text[match.end():match.end() + 4]
    before = text[max(0, match.start() - 1):match.start()]
    if written == "2" and before != "第" and re.match(rf"(?:{TWO})", follows):
        return "两"
    if len(written) > 11 and "." not in written and not re.match(r"[元个人吨次]", follows):
        return digits(written)
    return number(written)


RULES = (
    Rule(
        "money sign", "money", "a currency sign stands before its number and is said after it, with 万 and 亿: ￥3.5万, US$20亿",
        re.compile(rf"(?<![A-Za-z])(?P<c>{_CURRENCIES})\s?(?P<a>{NUMBER})(?:(?P<sa>[万亿千百]*){DASH}(?:{_CURRENCIES})?(?P<b>{NUMBER}))?(?P<scale>{SCALE})?(?P<more>[多余])?{BEFORE}(?:元)?"),
        lambda m: _money(m),
    ),
    Rule(
        "per cent", "percent", "3%-5%, 3-5%, -0.3%, ±5%, 2‰; a sign stands before 百分之",
        re.compile(rf"(?P<pm>(?<![\d%‰A-Za-z{HAN[1:-1]}])[-+]|±)?{AFTER}(?P<a>{NUMBER})(?P<pa>[%‰]?)(?:(?:{DASH}|至|到)(?P<pm2>[-+])?(?P<b>{NUMBER}))?(?P<sign>[%‰])"),
        _percent,
    ),
    Rule(
        "per unit", "unit", "a unit over another is said with 每 first: 60km/h, 微克/立方米, 元/吨",
        re.compile(
            rf"{AFTER}(?P<a>{NUMBER})(?:{DASH}(?P<b>{NUMBER}))?\s?(?P<scale>{SCALE})?(?P<more>[多余])?\s?(?P<u>{_UNIT}|{_HAN_UNIT})/(?P<per>(?:{_UNIT}|h|s|d)(?![A-Za-z])|{_PER})"
        ),
        _per,
    ),
    Rule(
        "slash between units", "unit", "a unit over another with no number: 元/吨",
        re.compile(rf"(?<=[元斤克米人次])/(?={_PER})"), lambda m: "每",
    ),
    Rule(
        "below zero", "temperature", "a minus before a temperature is 零下",
        re.compile(rf"(?<![\dA-Za-z{HAN[1:-1]}])-({NUMBER})(?=\s?(?:℃|°C|摄氏度|度)|(?:{DASH}|至|到)-?{NUMBER}\s?(?:℃|°C))|(?<=[为是至到达温~、约近降])-(?=(?:{NUMBER}))({NUMBER})(?=\s?(?:℃|°C|摄氏度|度)|(?:{DASH}|至|到)-?{NUMBER}\s?(?:℃|°C))"),
        lambda m: "零下" + number(m[1] or m[2]),
    ),
    Rule(
        "coordinates", "coordinates", "degrees, minutes and seconds of arc: 36°27′",
        re.compile(r"(\d+(?:\.\d+)?)°(?:(\d+(?:\.\d+)?)['′])?(?:(\d+(?:\.\d+)?)[\"″])?\s?([NSEW](?![A-Za-z]))?"),
        lambda m: {"N": "北纬", "S": "南纬", "E": "东经", "W": "西经"}.get(m[4] or "", "") + number(m[1]) + "度" + (number(m[2]) + "分" if m[2] else "") + (number(m[3]) + "秒" if m[3] else ""),
    ),
    Rule(
        "fraction", "fraction", "1/3 is a fraction",
        re.compile(r"(?<![\d./])(\d{1,3})/(\d{1,4})(?![\d/]|\.\d)"), lambda m: f"{cardinal(m[2])}分之{cardinal(m[1])}",
    ),
    Rule(
        "times", "times", "× and * between numbers or after a word is 乘: 4×100米, 7*24小时, 数据要素×",
        re.compile(rf"(?<=\d)\s?[*xX]\s?(?=\d)|×"), lambda m: "乘",
    ),
    Rule(
        "plus", "plus", "+ is said: 人工智能+, 15+N, 1+1",
        re.compile(r"\+"), lambda m: "加",
    ),
    Rule(
        "equals", "math", "comparison signs are said",
        re.compile(r"≥|≤|≠|≈|(?<=[0-9A-Za-z\u3400-\u9fff”])=(?=[0-9A-Za-z\u3400-\u9fff“])|(?<=\d)[<>](?=\d)|[<>](?=\d)"),
        lambda m: {"≥": "大于等于", "≤": "小于等于", "≠": "不等于", "≈": "约等于", "=": "等于", "<": "小于", ">": "大于"}[m[0]],
    ),
    Rule(
        "plus minus", "math", "± is 正负",
        re.compile("±"), lambda m: "正负",
    ),
    Rule(
        "range", "range", "a dash between two numbers, with or without a unit, is 至: 5-6级, 1—4月, -5℃~3℃",
        re.compile(rf"(?<=\d)(?:{DASH}(?=[零一二三四五六七八九十\d]|零下)|([A-Za-z²³℃°%万亿千百多余年月日号时分秒点个人元米吨岁级页周届期章条层楼室克斤亩里天集%]{{1,3}}){DASH}(?=\d|零下))|(?<=[零一二三四五六七八九十][日月年时分点秒号]){DASH}(?=[\d零一二三四五六七八九十])|(?<=[零一二三四五六七八九十度]){DASH}(?=[零一二三四五六七八九十\d])|(?<=周[一二三四五六])[-—~]+(?=周)"),
        lambda m: (m[1] or "") + "至",
    ),
    Rule(
        "unit", "unit", "units in letters have Chinese names: 100MW, 10kV, 15μg, 3m²",
        re.compile(rf"{AFTER}(?P<a>{NUMBER})\s?(?P<scale>{SCALE})?(?P<more>[多余])?\s?(?P<u>{_UNIT})(?![A-Za-z0-9])"),
        _unit,
    ),
    Rule(
        "first of a range", "two", "the first of two numbers shares the measure of the second: 2至3个",
        re.compile(rf"(?<![\d.第])2(?=[至到、]\d+(?:{TWO}))"), lambda m: "两",
    ),
    Rule(
        "minus", "negative", "a minus before a number that nothing runs into",
        re.compile(r"(?<![\dA-Za-z\u3400-\u9fff)])-(?=\d)|(?<=[为是至到达约])-(?=\d)"), lambda m: "负",
    ),
    Rule(
        "number", "number", "every number that is left is an amount; 2 is 两 before what is counted",
        re.compile(NUMBER), _last,
    ),
)
