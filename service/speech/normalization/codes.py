"""Numbers that name something: addresses, standards, telephones, models, trains, plates. They are read digit by digit."""

from __future__ import annotations

import re

from service.speech.normalization.notation import AFTER, DASH, MEASURES, NUMBER
from service.speech.normalization.numbers import cardinal, digits, number
from service.speech.normalization.rule import Rule

_SIGN_WORDS = {".": "点", "/": "斜杠", ":": "冒号", "@": "艾特", "_": "下划线", "-": "杠", "?": "问号", "=": "等于", "&": "和", "#": "井号", "~": "波浪号", "%": "百分号", "+": "加"}


def _address(match: re.Match[str]) -> str:
    text = match[0].removeprefix("https://").removeprefix("http://").rstrip("/.")
    tail = "。" if match[0].endswith(".") else ""
    return "".join(_SIGN_WORDS.get(char, char) for char in digits(text)) + tail


def _phone(match: re.Match[str]) -> str:
    return re.sub(r"[-—–()~ ]+", "，", digits(match[0], "幺")).strip("，")


def _hotlines(match: re.Match[str]) -> str:
    return re.sub(r"\d{3,}(?:[- ]\d{3,})*", lambda m: _phone(m), match[0])


def _standard(match: re.Match[str]) -> str:
    said = digits(re.sub(DASH, "杠", match["code"])).replace(".", "点").replace(":", "杠")
    return match["body"].replace("/", "") + match["gap"] + said


def model(written: str) -> str:
    """The number in a model's name: F-35 三十五, C919 九一九, T800 八百, 0 ahead or inside digit by digit."""
    whole, point, rest = written.partition(".")
    if len(whole) < 3 and not whole.startswith("0"):
        said = cardinal(whole)
    elif len(whole) < 5 and whole[0] != "0" and not whole[1:].strip("0"):
        said = cardinal(whole)
    else:
        said = digits(whole)
    return said + ("点" + digits(rest) if point else "")


_WEAPON = "歼|轰|运|直|苏|教|米|图|安|伊尔|运油|歼轰|强|空警|空潜|攻击|无侦|翼龙|彩虹|东风|巨浪|红旗|鹰击|长剑|霹雳|海红旗|惊雷|长征|快舟|双曲线|谷神星|力箭|朱雀|天龙|引力|神舟|天舟|嫦娥|天问|实践|遥感|风云|高分|量子|吉林|北斗|梦舟|揽月|猎鹰|阿尔忒弥斯|波音|空客|海燕|鲲龙|蛟龙|雪龙|萨德|民兵|白杨|箭|龙|型"
_LETTERED = r"[A-Za-z]"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

RULES = (
    Rule(
        "link", "address", "web addresses and e-mail addresses are spelled out",
        re.compile(r"(?:https?://|www\.)[A-Za-z0-9._~:/?#@&=%+\-]+|[A-Za-z0-9._+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+|(?<![A-Za-z0-9.])(?:[A-Za-z0-9\-]+\.)+(?:com|cn|org|net|gov|edu)(?![A-Za-z])(?:/[A-Za-z0-9._/\-]*)?"),
        _address,
    ),
    Rule(
        "ip", "address", "an IP address has four numbers read digit by digit",
        re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])"), lambda m: digits(m[0]).replace(".", "点"),
    ),
    Rule(
        "standard", "standard", "standards and serial numbers: GB/T 19001-2016, ISO9001, CN37-0001",
        re.compile(
            r"(?<![A-Za-z])(?P<body>(?:GB|DB|HJ|YY|JR|JT|LY|NY|QB|SB|WS|GA|MH|TB|CJJ?|JGJ|CJ|DL|SL|Q|T|GBZ|ISO|IEC|IEEE|CN|ISSN|ISBN|EN|ASTM|RFC|CCTV)\d{0,2}(?:/[A-Z]{1,6})*)"
            r"(?P<gap>[ :]?)(?P<code>(?:(?<=CN)|(?<=ISO)|(?<=[ :A-Z]))\d{3,}[\d.]*(?:[-—–:]+\d+)*|(?<=CN)\d{2}-\d{4})"
        ),
        lambda m: _standard(m),
    ),
    Rule(
        "standard number", "standard", "CN37-0001: the hyphen is said",
        re.compile(r"(?<![A-Za-z])(CN|ISSN|ISBN)[ :]?([\d\-]{5,}[\dX])"), lambda m: m[1] + digits(m[2]).replace("-", "杠"),
    ),
    Rule(
        "mobile phone", "phone", "a mobile number is read digit by digit with 幺",
        re.compile(r"(?<![\d.\-A-Za-z])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.])"), lambda m: _phone(m).replace("+", "加"),
    ),
    Rule(
        "area code", "phone", "an area code and number, or a service number, is one telephone number",
        re.compile(r"(?<![\d.\-A-Za-z])(?:\(0\d{2,3}\)|0\d{2,3})[-— ]?\d{7,8}(?:-\d{1,4})?(?!\d)|(?<![\d.\-A-Za-z])[48]00[- ]?(?:\d{3}[- ]?\d{4}|\d{4}[- ]?\d{3}|\d{7})(?!\d|\.\d|[元人吨万亿])"), _phone,
    ),
    Rule(
        "hotline", "hotline", "a short number is a telephone number beside 热线, 拨打, 急救, 报警 and the like, else a count",
        re.compile(
            r"(?:拨打了?|致电|拨通了?|拨叫|呼叫|热线|电话|专线|打|客服|短号|短信|QQ|微信)(?:号码?|群|为|是|：|:|咨询|投诉|举报|报警|求助|及|求救|全国|全省|全市|当地|市|省|“|\"|\s)*"
            r"(?<![\d.])[1-9]\d{2,11}(?:(?:[、和或及，/ -]|或者)\d{3,12})*(?!\d|\.\d|[余多]?[万亿个人名次件条项元家位分秒年小多余通])"
            r"|(?<![\d.\-A-Za-z])(?:(?:1[12]\d|1[0-9]\d{3}|9[56]\d{3,6}|\d{8})[、和及]?)+"
            r"(?=[”\"]?(?:热线|专线|服务热线|政务|便民|服务平台|服务电话|客服|急救|报警|出警|指挥|网站|举报|投诉|平台|消防|公共服务|心理|诉求|市民|总台|接警|救护|电话|短号|咨询|法律|接线|APP))"
        ),
        _hotlines,
    ),
    Rule(
        "emergency", "hotline", "110, 119, 120 and 122 with no measure after them, in quotes or as the subject",
        re.compile(r"(?<=[“\"])(?:110|119|120|122|12345|12306|12315|12348|12328|12366|12329)(?=[”\"])|(?<![\d.])12(?:345|306|315|348)(?=[”\"]?(?:工单|受理|接诉|接到|反映|收到|客户端|App))"), _phone,
    ),
    Rule(
        "post code", "code", "codes are read digit by digit: 邮编, 代码, 编号, 尾号, 许可证, 账号",
        re.compile(
            r"(邮编|邮政编码|邮发代号|代码|代号|编号|尾号|证号|许可证号?|账号|学号|工号|警号|书号|刊号|批号|字号|验证码|识别码|编码|密码|QQ|QQ群|微信号?|群号|车牌号?|国药准字|证字第?|沪深|深交所|上交所)"
            r"([：:为是“（(\s]*)([A-Z]{0,4})(\d[\d\-—.]*\d)(?!\d|[余多]?[万亿个])"
        ),
        lambda m: m[1] + m[2] + m[3] + re.sub(DASH, "杠", digits(m[4], "幺" if m[1] == "尾号" else "一")).replace(".", "点"),
    ),
    Rule(
        "stock", "code", "a stock's code beside its exchange or in brackets: 600519.SH, (000001)",
        re.compile(r"(?<![\d.A-Za-z])(?:(?:SH|SZ|HK|BJ|sh|sz)\d{4,6}|\d{4,6}\.(?:SH|SZ|HK|BJ|OC))(?![\dA-Za-z])|(?<=[（(])[036]\d{5}(?=[）)])"),
        lambda m: digits(m[0].replace(".", "")),
    ),
    Rule(
        "number plate", "plate", "a number plate: 鲁P12345",
        re.compile(rf"([{_PROVINCES}][A-Z])[·\s]?(?=[A-Z]*\d)([A-Z0-9]{{5,6}})(?![A-Za-z0-9])"), lambda m: m[1] + digits(m[2]),
    ),
    Rule(
        "train and flight", "train", "trains and flights of three and four digits: G1234次, MU5735航班",
        re.compile(r"(?<![A-Za-z0-9])([GDCZTKYLS]|[A-Z0-9][A-Z]|[A-Z]{3})(\d{3,4})(?=次(?!\d)|/\d|航班|号?列车|客机航班)"),
        lambda m: m[1] + digits(m[2], "幺" if len(m[1]) == 1 else "一"),
    ),
    Rule(
        "numbered place", "place", "roads, hospitals, schools, rooms, bus lines of three or more digits: 318国道, 301医院, 801室",
        re.compile(
            r"(?<![\d.])\d{3,4}(?=国道|省道|县道|医院|中学|小学|高地|室(?!内|外)|房(?!间数|屋|产|源|车)|路(?:公交|车|线)|公交|航班|次列车|次动车|次高铁|厂|研究所|工程|导弹|驱逐舰|潜艇|阻击|舰|型(?:驱逐|护卫|两栖|导弹|客机|战|战机|登陆|潜艇|舰)|铝合金|不锈钢|分队|包厢|车厢|特大桥|基地)"
            r"|(?<=[GSX])\d{3,4}(?!\d|\.\d)|(?<=波音)\d{3}|(?<=空客)\d{3}"
        ),
        lambda m: digits(m[0]),
    ),
    Rule(
        "weapon hyphen", "model", "the hyphen of a model is not a minus and is not said: 歼-20, 东风-41, 长征-5",
        re.compile(rf"((?:{_WEAPON}))[-—·]?([0-9]{{1,4}})(?!\d|\.\d|[-—]\d)(?=([A-Z]?))(?!(?:年|月|日|时|点|分|%|公里|个|号线))"),
        lambda m: m[0] if m[0][len(m[1])] not in "-—·" else m[1] + model(m[2]),
    ),
    Rule(
        "leading zero", "model", "a type with a leading zero: 055型, 052D, 075两栖攻击舰",
        re.compile(r"(?<![\d.,:/\-])0\d{1,3}(?!\d|\.\d|[年月日时点分秒%])"), lambda m: digits(m[0]),
    ),
    Rule(
        "letters to numbers", "model", "two letters round a 2 are joined by its English name: B2B, O2O",
        re.compile(r"(?<![A-Za-z0-9])([BCOPGDM])2([BCOPGDM])(?![A-Za-z0-9])"), lambda m: f"{m[1]} to {m[2]}",
    ),
    Rule(
        "version", "version", "a version of three parts: 5.0.1, V2.3.1",
        re.compile(r"(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,4}(?![\d.])"), lambda m: "点".join(number(part) for part in m[0].split(".")),
    ),
    Rule(
        "model", "model", "letters and a number are a name: no minus, three or more digits one by one (C919, F406, MQ-9, 5G-A)",
        re.compile(r"(?<![A-Za-z])([A-Za-z]{1,8})[-—‑ ]?(\d+(?:\.\d+)?)(?![\d]|\.\d)(?=([A-Za-z]?))"),
        lambda m: m[1] + model(m[2]),
    ),
    Rule(
        "model tail", "model", "letters after a number and a hyphen: 5G-A, 747-8F",
        re.compile(r"(?<=[A-Za-z])[-‑/](?=[A-Z])"), lambda m: "",
    ),
)
_ = (AFTER, MEASURES, NUMBER, _LETTERED)
