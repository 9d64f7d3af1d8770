"""Units of measurement in letters, and units over another: 100MW, 60km/h, 元/吨."""

from __future__ import annotations

import re

from service.language.numerals import spell_number
from service.speech.normalization.patterns import ALONE, DASH, MINUS, NUMBER, SCALE, TWO
from service.speech.normalization.rule import Rule

_TABLE = """
km 公里  m 米  dm 分米  cm 厘米  mm 毫米  μm 微米  um 微米  nm 纳米  KM 公里  Km 公里  CM 厘米  MM 毫米
ft 英尺  ha 公顷  kg 千克  g 克  mg 毫克  μg 微克  ug 微克  ng 纳克  t 吨  kt 千吨  Mt 百万吨  KG 千克  Kg 千克
L 升  l 升  dL 分升  mL 毫升  ml 毫升  ML 毫升  μL 微升  cc 毫升  mol 摩尔  mmol 毫摩尔  μmol 微摩尔
h 小时  min 分钟  s 秒  ms 毫秒  μs 微秒  ns 纳秒  mph 英里每小时  rpm 转每分钟
W 瓦  kW 千瓦  KW 千瓦  kw 千瓦  MW 兆瓦  GW 吉瓦  TW 太瓦  Wp 瓦  MWp 兆瓦  GWp 吉瓦
Wh 瓦时  kWh 千瓦时  KWh 千瓦时  kwh 千瓦时  kW·h 千瓦时  MWh 兆瓦时  GWh 吉瓦时  TWh 太瓦时
V 伏  mV 毫伏  kV 千伏  KV 千伏  kv 千伏  mA 毫安  mAh 毫安时  Ah 安时  kVA 千伏安  MVA 兆伏安  Ω 欧姆
Hz 赫兹  kHz 千赫  KHz 千赫  MHz 兆赫  GHz 吉赫  THz 太赫  dB 分贝  dBm 分贝毫瓦  db 分贝  lm 流明  lx 勒克斯
Pa 帕  hPa 百帕  kPa 千帕  KPa 千帕  MPa 兆帕  Mpa 兆帕  GPa 吉帕  mmHg 毫米汞柱
kN 千牛  J 焦  kJ 千焦  KJ 千焦  MJ 兆焦  GJ 吉焦  cal 卡  kcal 千卡  Bq 贝克勒尔  Sv 西弗  mSv 毫西弗  μSv 微西弗
bps 比特每秒  Kbps 千比特每秒  kbps 千比特每秒  Mbps 兆比特每秒  Gbps 吉比特每秒  Tbps 太比特每秒  M 兆
℃ 摄氏度  °F 华氏度  TEU 标准箱  bp 个基点  BP 个基点  IU 国际单位  mIU 毫国际单位  hm 百米  fps 帧
"""
NAMES = dict(zip(_TABLE.split()[::2], _TABLE.split()[1::2], strict=True))
"""Units in letters and what they are called."""
TO = rf"(?P<to>{DASH}?(?=[-+]\d)|{DASH}|至|到)(?P<second>[-+−])?"
"""What joins the two ends of a range, and the sign of the second."""
_POWERS = {"²": "平方", "³": "立方"}
_BESIDE_SLASH = {"U": "单位", "mU": "毫单位", "d": "日", "r": "转", "a": "年", "hm²": "公顷"} | {
    f"{size}{unit}": name + word
    for size, name in zip("KkMGT", ("千", "千", "兆", "吉", "太"), strict=True)
    for unit, word in (("b", "比特"), ("B", "字节"))
}
"""Units in letters that are such only over or under another."""
LETTERS = r"(?:[A-Za-zμΩ]+(?:·h)?|℃|°F)[²³]?"
"""What may be a unit in letters; `is_unit` tells."""
_FRUIT = re.compile("车厘子|樱桃|果")
_COMPANY = re.compile("(?<=M)(?:公司|集团|中国|口罩)|(?<=g)(?:网络|手机|基站|信号|通信)")
_OVER = (
    "[万亿]?元|美元|欧元|港元|日元|块钱?|角|毛|分|毫克|微克|纳克|千克|公斤|克|[万亿]?吨|斤|人次|人|次|个|毫米|厘米|公里|千米|米|"
    "立方米|平方米|步|小时|分钟|天|学时|课时|毫升|升|[万亿]?千瓦时|千瓦|兆瓦|瓦|度|辆|户|件|株|棵|亩|公顷|只|头|粒|张|份|转|帧|兆|套|台|例|字|焦|桶|箱|枚|盒|瓶|尾|片|滴|丸|贝克勒尔"
)
_PER = (
    "小时|分钟|秒|分|天|日|周|月|季度|季|年|平方公里|平方千米|平方米|平方厘米|平米|平|立方米|公里|千米|米|公斤|千克|斤|克|吨|毫升|升|"
    "人次|人|户|亩|公顷|个|件|台|辆|次|套|间|张|株|棵|只|头|羽|位|名|条|袋|瓶|盒|箱|桶|盎司|千瓦时|千瓦|度|瓦|晚|股|份|课时|节|场|班|家|村|"
    "枚|支|组|队|千卡|百米|盘|碗|杯|匹|[十百]?万人|车次|车|趟|片|夜|克拉|英里|英寸|蒲式耳|手|尾|票|页|字|题|公升|标准箱|标箱"
)


def is_unit(written: str) -> bool:
    """Return whether letters are a unit, of measurement or of data."""
    return written.rstrip("²³") in NAMES or re.fullmatch("[KMGTPE](?:B|bit|FLOPS)|B|P", written) is not None


def name(written: str) -> str:
    """Return the Chinese name of a unit: kg 千克, m² 平方米; a unit that is Chinese already as it stands."""
    if written in _BESIDE_SLASH:
        return _BESIDE_SLASH[written]
    if written[-1] in _POWERS:
        base = written[:-1]
        return _POWERS[written[-1]] + ("千米" if base == "km" else NAMES.get(base, base))
    return NAMES.get(written, written)


def joined(match: re.Match[str]) -> str:
    """Return the word between the two ends of a range: 到 where it is written, else 至."""
    return match["to"] if match["to"] in ("至", "到") else "至"


def amount(written: str, follows: str) -> str:
    """Return a number before what it counts: 2 is 两 before a measure."""
    return "两" if written == "2" and TWO.match(follows) else spell_number(written)


def _temperature(match: re.Match[str]) -> str:
    below = {MINUS: "零下", "-": "零下", "+": "零上", "": "", None: ""}
    unit = name(match["unit"])
    said = below[match["before"]] + amount(match["low"], unit)
    if match["high"]:
        said += (unit if match["own"] else "") + joined(match) + below[match["second"]] + amount(match["high"], unit)
    return said + unit


def _over(written: str) -> str:
    """Return what is behind a slash with 每: /分 每分钟, /100g 每百克."""
    number, unit = re.match(r"(\d*)(.+)", written).groups()  # type: ignore[union-attr]
    many = "百" if number == "100" else spell_number(number) if number else ""
    return "每" + many + ("分钟" if unit == "分" else name(unit))


def _per(match: re.Match[str]) -> str:
    """Return the part behind the slash first; last where it has a number of its own, in a range and with moles."""
    below = re.split("[/·]", match["per"])[1:]
    letters = [part.lstrip("0123456789") for part in (match["unit"], *below)]
    if any(part[0].isascii() and part.rstrip("²³") not in NAMES and part not in _BESIDE_SLASH for part in letters):
        return match[0]
    unit = (match["scale"] or "") + (match["more"] or "") + name(match["unit"])
    first = (match["first"] or "") + (name(match["unit"]) if match["own"] else "")
    low = _fraction(match["low"]) if "/" in match["low"] else amount(match["low"], first or unit)
    tolerance = "正负" + amount(match["tolerance"], unit) if match["tolerance"] else ""
    high = "至" + amount(match["high"], unit) if match["high"] else ""
    per = "".join(map(_over, below))
    said = _SIGNS[match["sign"]] + low + first + tolerance + high + unit
    ordered = (
        high
        or match["sign"]
        or "摩尔" in unit
        or match["unit"].endswith("U")
        or any(part[0].isdigit() for part in below)
    )
    return said + per if ordered or match.string.endswith(_NEARLY, 0, match.start()) else per + said


_SIGNS = {"±": "正负", "+": "正", MINUS: "负", None: ""}
_NEARLY = ("近", "超", "逾", "仅", "破")
"""Words that stand directly before the number."""


def _fraction(written: str) -> str:
    over, under = written.split("/")
    return f"{spell_number(under)}分之{spell_number(over)}"


def _unit(match: re.Match[str]) -> str:
    if match["unit"].rstrip("²³") not in NAMES or _COMPANY.match(match.string, match.end()):
        return match[0]
    unit = (match["scale"] or "") + (match["more"] or "") + name(match["unit"])
    return amount(match["number"], unit) + unit


def _power_unit(match: re.Match[str]) -> str:
    unit, per = match["unit"], match["per"].split("/")[1:]
    if any(part.rstrip("²³") not in NAMES and part not in _BESIDE_SLASH for part in (unit, *per) if part):
        return match[0]
    return (name(unit) if unit else "") + "".join(map(_over, per))


_PRESSURE = re.compile("血压|[高低舒收]压|mmHg|毫米汞柱")


def _blood_pressure(match: re.Match[str]) -> str:
    high, low = int(match[1]), int(match[2])
    if not (70 <= high <= 260 and 30 <= low < high and _PRESSURE.search(match.string)):
        return match[0]
    return spell_number(match[1]) + "比"


def _slash_range(match: re.Match[str]) -> str:
    """Return a low and a high of temperature; between two plain numbers only where warmth is spoken of."""
    signed = not match["low"][0].isdigit() or match["unit"] != "度"
    return match["low"] + "至" if signed or re.search("温|天气|[晴雨雪阴云]", match.string) else match[0]


_SCREENS = (
    "的?(?:[彩大小曲直折超智高液触全宽平][晶能清控摸面屏薄视]{0,2})?(?:电视|彩电|显示|屏|液晶|笔记本|平板|一体机|投影|监视器|手机|"
    "电脑|披萨|比萨|蛋糕|自行车|单车|童车|轮|胎|黑胶|唱片|晶圆|硅片|钢?管|喇叭|音箱|镜头|锅|盘|行李箱|拉杆箱|旅行箱)"
)


def _inches(match: re.Match[str]) -> str:
    """Return a size in inches, unless the mark closes a quotation that stands open."""
    before = match.string[: match.start()]
    closes = {'"': before.count('"') % 2 == 1, "”": before.count("“") > before.count("”")}
    return match[0] if closes.get(match["mark"]) else amount(match["number"], "英寸") + "英寸"


_AFTER_NUMBER = rf"\s?(?P<scale>{SCALE})?(?P<more>[多余])?\s?"

RULES = (
    Rule(
        "low and high",
        "temperature",
        "a slash between two temperatures is 至, no fraction: -4/19℃, 气温-4/19度",
        rf"(?<![\d./])(?P<low>(?:{MINUS}|零下)?\d{{1,2}}(?:\.\d)?)[/~](?=(?:{MINUS}|零下)?\d{{1,2}}(?:\.\d)?\s?(?P<unit>℃|°C|摄氏度|度(?![假电数])))",
        _slash_range,
    ),
    Rule(
        "temperature",
        "temperature",
        "a minus before a temperature is 零下: -5℃, -5～3℃",
        (
            rf"(?:(?P<before>(?<![\dA-Za-z)）℃度])[-+]|−)|{ALONE})(?P<low>{NUMBER})(?P<own>℃|摄氏度)?"
            rf"(?:{TO}(?P<high>{NUMBER}))?\s?(?P<unit>℃|摄氏度)(?![/／][A-Za-z\u3400-\u9fff])"
        ),
        _temperature,
        needs="℃摄",
    ),
    Rule(
        "inches",
        "unit",
        'a double prime or its look-alikes between a number and a thing measured so are inches: 55"电视',
        rf"(?<![\d.′'’\"“])(?P<number>\d{{1,3}}(?:\.\d{{1,2}})?)(?P<mark>[\"”″〞])(?=\s?(?:{_SCREENS}))",
        _inches,
        needs='〞”″"',
    ),
    Rule(
        "blood pressure",
        "fraction",
        "120/80 is two readings, not a fraction, where blood pressure is spoken of",
        r"(?<![\d./])(\d{2,3})/(?=(\d{2,3})(?![\d/]|\.\d))",
        _blood_pressure,
    ),
    Rule(
        "grade of fruit",
        "code",
        "cherries are graded by J, which is no joule: 车厘子2J、3J",
        r"(?<![\d.A-Za-z])([1-5])J(?![A-Za-z0-9])",
        lambda m: spell_number(m[1]) + "J" if _FRUIT.search(m.string) else m[0],
    ),
    Rule(
        "per unit",
        "unit",
        "a unit over another is said with 每 first: 60km/h, 微克/立方米, 元/吨",
        (
            rf"{ALONE}(?<!/)(?P<sign>(?<![\dA-Za-z])\+|[±−])?(?P<low>[1-9]/\d(?![\d.])|{NUMBER})(?:±(?P<tolerance>{NUMBER}))?"
            rf"(?:(?P<first>{SCALE})?(?P<own>[元℃](?={DASH}))?(?:{DASH}|至|到)(?P<high>{NUMBER}))?{_AFTER_NUMBER}"
            rf"(?P<unit>{LETTERS}|{_OVER})(?P<per>(?:(?:/|(?<=[\u3400-\u9fff²³])·)(?:10{{1,3}}|(?:[25]0{{1,2}}|250)(?=k?g|m?L|ml|克|毫升))?(?:{LETTERS}|{_PER}))+)"
        ),
        _per,
        needs="/·",
    ),
    Rule(
        "slash between units",
        "unit",
        "a unit over another with no number before it: 单位为元/吨",
        rf"(?:(?<=[元斤克米人次吨秒])|(?<=千瓦时))[/／](?=(?:{_PER}|\d{{2,3}}(?:k?g|m?L|ml)(?![A-Za-z])))(?!人民币)|(?<=[\u3400-\u9fff⁰¹²³⁴⁵⁶⁷⁸⁹])[/／](?=(?:毫升|升|立方米|平方米|公顷|千克|公斤)(?![\u3400-\u9fff]))"
        rf"|(?<=[分秒])[/／](?P<unit>km|m)(?![A-Za-z])",
        lambda m: "每" + (name(m["unit"]) if m["unit"] else ""),
        needs="/／",
    ),
    Rule(
        "ten thousands",
        "unit",
        "W is 万 in counts of readers: 10W+",
        (r"(?<=\d)[Ww](?=\+|[人份次张台辆名册元]|粉丝|阅读)"),
        lambda m: "万",
    ),
    Rule(
        "unit range",
        "range",
        "a unit in letters before a dash belongs to the first number: 10mL-20mL",
        (rf"(?<=\d)(?P<unit>{LETTERS}){DASH}(?=\d)"),
        lambda m: name(m["unit"]) + "至" if m["unit"].rstrip("²³") in NAMES else m[0],
    ),
    Rule(
        "unit",
        "unit",
        "units in letters have Chinese names: 100MW, 10kV, 15μg, 3m²",
        (
            rf"(?:(?<![\d.A-Za-z])(?<![A-Za-z]-)|(?<=\dh))(?P<number>{NUMBER}){_AFTER_NUMBER}(?P<unit>{LETTERS})(?:(?<=h)(?=\d)|(?![A-Za-z0-9]))"
        ),
        _unit,
    ),
    Rule(
        "unit of a power",
        "unit",
        "a unit in letters behind a power has its Chinese name too: 3×10⁴m², 10⁹/L",
        rf"(?<=[⁰¹²³⁴⁵⁶⁷⁸⁹])\s?(?=[A-Za-zμΩ℃°/])(?P<unit>{LETTERS})?(?P<per>(?:/{LETTERS})*)(?![A-Za-z0-9])",
        _power_unit,
        needs="²³¹⁰⁴⁵⁶⁷⁸⁹",
    ),
)
