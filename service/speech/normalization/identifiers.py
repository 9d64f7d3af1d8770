"""Numbers that name something: addresses, standards, telephones, codes, plates. They are read digit by digit."""

from __future__ import annotations

import re

from service.language.numerals import spell_cardinal, spell_digits
from service.speech.normalization.patterns import DASH, HAN, unless_counted
from service.speech.normalization.rule import Rule

_SIGN_WORDS = {
    **{".": "点", "/": "斜杠", ":": "冒号", "@": "艾特", "_": "下划线", "-": "杠", "?": "问号"},
    **{"=": "等于", "&": "和", "#": "井号", "~": "波浪号", "%": "百分号", "+": "加"},
}


def _address(match: re.Match[str]) -> str:
    text = re.sub("^https?://", "", match[0]).rstrip("/.")
    return "".join(_SIGN_WORDS.get(char, char) for char in spell_digits(text))


def _phone(match: re.Match[str]) -> str:
    return re.sub(r"[-—–()（）~ /]+", "，", spell_digits(match[0], "幺")).strip("，").replace("+", "加")


def _masked(match: re.Match[str]) -> str:
    return "，".join(spell_digits(part, "幺") for part in match.groups() if part)


def _hotlines(match: re.Match[str]) -> str:
    return re.sub(r"\d{3,}(?:[- ]\d{3,})*(?:转\d+)?", _phone, match[0])


def _standard(match: re.Match[str]) -> str:
    said = re.sub(f"{DASH}|:", "杠", spell_digits(match["code"])).replace(".", "点")
    return spell_digits(match["body"]).replace("/", " ") + match["gap"] + said


def _code(match: re.Match[str]) -> str:
    said = spell_digits(match["code"], "幺" if match["word"] == "尾号" and len(match["code"]) > 1 else "一")
    return match["word"] + match["gap"] + re.sub(DASH, "杠", said).replace(".", "点")


_SERVICES = (
    "热线|专线|服务热线|政务|便民|服务平台|服务电话|客服|急救|报警|出警|指挥|网站|举报|投诉|平台|消防|公共(?!汽车|交通)|心理|诉求|市民|总台|接警|"
    "救护|电话|短号|咨询|法律|接线|工单|受理|接诉|客户端|查号|App|APP|接到|接处警|民警|联动|出动|医生|医护|共接|接听|系统|警务|警情|救援|车组|急诊|打个?电话|宣传[日月]|交通|中心|调度|转办|反映|收到|派单|官网|公众号|小程序"
)
_CALLS = (
    "急救|火警|报警|交警|匪警|客服|短信|彩信|查号|订餐|订票|拨打了?|拨(?![款付出给发转开])|致电|拨通了?|拨叫|呼叫|热线|电话|专线|短号|来电|"
    "(?<![攻殴击痛敲抽])打"
)


def _house(match: re.Match[str]) -> str:
    if match["room"]:
        if match["room"].startswith(("19", "20")) and len(match["room"]) == 4:
            return match[0]
        return f"{spell_cardinal(match['house'])}杠{spell_cardinal(match['unit'])}杠{spell_digits(match['room'])}"
    if match["gate"]:
        falls = int(match["door"]) < int(match["gate"])
        return f"{spell_cardinal(match['gate'])}杠{spell_cardinal(match['door'])}" if falls else match[0]
    return f"{spell_cardinal(match['stair'])}杠{spell_digits(match['flat'])}"


RULES = (
    Rule(
        "link",
        "address",
        "web and e-mail addresses are spelled out",
        (
            r"(?:https?://|www\.)[A-Za-z0-9._~:/?#@&=%+\-]+"
            r"|(?<![A-Za-z0-9._+\-])[A-Za-z0-9._+\-]++@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"
            r"|(?<![A-Za-z0-9.\-])(?:[A-Za-z0-9\-]+\.)+(?:com|cn|org|net|gov|edu)(?![A-Za-z0-9])(?:/[A-Za-z0-9._/\-]*)?"
        ),
        _address,
    ),
    Rule(
        "section sign",
        "code",
        "a section of a text: §2, § 3.1",
        r"§ ?(\d{1,3}(?:\.\d{1,3}){0,3})(?![\d.]*\d)",
        lambda m: f"第{'点'.join(map(spell_cardinal, m[1].split('.')))}节",
    ),
    Rule(
        "ip",
        "address",
        "an IP address has four numbers read digit by digit",
        (r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])"),
        lambda m: spell_digits(m[0]).replace(".", "点"),
    ),
    Rule(
        "standard",
        "standard",
        "standards and serial numbers, the hyphen said as 杠: GB/T 19001-2016, ISO9001, CN37-0001",
        (
            r"(?<![A-Za-z])(?P<body>(?:TL|OHSAS|IATF|SA|AS|HACCP|GBZ?|DB\d{0,4}|HJ|YY|JR|JT|LY|NY|QB|SB|WS|GA|MH|TB|CJJ?|JGJ|DL|SL|SN|HG|AQ|T|Q|ISO|IEC|IEEE|ASTM|RFC|EN)"
            r"(?:/[A-Z]{1,6})*)(?P<gap>[ :]?)(?P<code>"
            r"(?:\d{3,}|\d+\.\d+(?=[-—–]))[\d.]*(?:[-—–:]+\d+)*)(?!\d|次|航班)(?<!T\d{3})(?<!T\d{4})"
            r"|(?<![A-Za-z])(?P<body2>CN|ISSN|ISBN)(?P<gap2>[ :：]?)(?P<code2>\d{2,}(?:[-—][\dX]+)+|\d{6,})"
        ),
        lambda m: _standard(m) if m["body"] else m["body2"] + m["gap2"] + re.sub(DASH, "杠", spell_digits(m["code2"])),
    ),
    Rule(
        "number plate",
        "plate",
        "a number plate is read digit by digit: 鲁P12345",
        (
            r"([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z])[·\s]?(?=[A-Z]*\d)([A-Z0-9]{5,6})(?![A-Za-z0-9])"
        ),
        lambda m: m[1] + spell_digits(m[2], "幺"),
    ),
    Rule(
        "masked number",
        "mask",
        "stars inside a number hide digits, and are a pause: 138****1234",
        r"(?<![\d.A-Za-z])(\d{1,7})(?:[*×]{2,12}|(?<=\d{3})[Xx]{3,12})(\d{0,6}[Xx]?)(?![\dA-Za-z])",
        _masked,
    ),
    Rule(
        "stake",
        "place",
        "a place on a road, kilometres and metres: K386+200",
        r"(?<![A-Za-z0-9])([AK]?K)(\d{1,4})\+(\d{1,3})(?!\d|\.\d)",
        lambda m: f"{m[1]}{spell_cardinal(m[2])}加{spell_cardinal(m[3])}",
    ),
    Rule(
        "international phone",
        "phone",
        "a telephone number behind the code of its country: +86-635-8212345, 86-635-8212345",
        r"(?<![\d.\-A-Za-z+])86-\d{2,3}-\d{7,8}(?!\d)"
        r"|\+\d{1,3}(?:[- ]?[(（]?\d{2,4}[)）]?)?[- ]\d{3,4}[- ]?\d{3,8}(?:[- ]\d{1,4}|转\d{1,6})?(?!\d)",
        _phone,
    ),
    Rule(
        "mobile phone",
        "phone",
        "a mobile number is read digit by digit with 幺",
        (r"(?<![\d.\-A-Za-z])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.])"),
        _phone,
    ),
    Rule(
        "area code",
        "phone",
        "an area code and number, or a service number, is one telephone number",
        (
            r"(?<![\d.\-A-Za-z])[48]00-?\d{3,4}转\d{1,6}(?!\d)|"
            r"(?<![\d.\-A-Za-z])(?:[(（]0\d{2,3}[)）]|0\d{2,3})[-— ]?"
            r"(?:\d{7,8}(?:-\d{1,4})?(?:[、，,/ ]\s?\d{7,8})*|\d{5})(?:转\d{1,6})?(?!\d)"
            r"|(?<![\d.\-A-Za-z])[48]00[- ]?(?:\d{3}[- ]?\d{4}|\d{4}[- ]?\d{3})(?:转\d{1,6})?(?!\d|\.\d|[元人吨万亿])"
        ),
        _phone,
    ),
    Rule(
        "named figure",
        "code",
        "a quoted figure that names a scheme is read digit by digit: “3510”行动, “985”高校, “618”",
        (
            r"(?<=[“\"])\d{3,5}(?=[”\"](?:工作|模式|行动|体系|思路|战略|机制|布局|格局|目标|发展|规划|产业|生态|要求|人才))"
            r"|(?<=[“\"])(?<!尾号[“\"])[1-9]\d[1-9](?=[”\"](?!\s?[个人名家件条项元家位分秒年多余万亿点号]))|(?<=[“\"])520(?=[”\"])"
        ),
        lambda m: spell_cardinal(m[0]) if m[0].endswith("00") else spell_digits(m[0]),
    ),
    Rule(
        "inquiries",
        "phone",
        "seven or eight digits behind a word of inquiry are a telephone number: 咨询：65123456",
        r"(?:(?<=咨询)|(?<=详询)|(?<=联系)|(?<=垂询)|(?<=咨询[：:])|(?<=详询[：:])|(?<=联系[：:])|(?<=垂询[：:])|(?<=报名[：:])|(?<=订购[：:])|(?<=预约[：:]))"
        r"[2-9]\d{6,7}(?:[、/]\d{7,8}){0,5}(?!\d|\.\d|[万亿人元次])",
        _phone,
    ),
    Rule(
        "number of a day",
        "code",
        "eight digits that are a day, and what hangs on them, number an issue or an order: 20260321期, 20260321-0058",
        r"(?<![\d.,A-Za-z-])20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:-\d{1,6})?(?!\d|[.,]\d|[元人万亿个吨])",
        lambda m: re.sub("-", "杠", spell_digits(m[0])),
    ),
    Rule(
        "card",
        "code",
        "four groups of four digits are the number of a card",
        r"(?<!\d)(?<!\d )\d{4}(?: \d{4}){3}(?: \d{1,4})?(?! ?\d)",
        lambda m: spell_digits(m[0]).replace(" ", "，"),
    ),
    Rule(
        "registered number",
        "code",
        "the number of a registration behind 备: 鲁ICP备12345678号-1",
        r"(?<=备)(\d{6,10})号(?:-(\d{1,2})(?!\d))?",
        lambda m: spell_digits(m[1]) + "号" + (f"杠{spell_cardinal(m[2])}" if m[2] else ""),
    ),
    Rule(
        "house and room",
        "place",
        "building, unit and room are joined by 杠, as are a falling pair before 号 and a room behind its building: "
        "3-2-501, 中山路12-3号, 3栋1-201; 8-12号 is a range",
        r"(?<![\d.\-/A-Za-z])(?P<house>\d{1,3})-(?P<unit>\d{1,2})-(?P<room>\d{3,4})(?![\d\-/年月]|\.\d)"
        r"|(?<=[路街巷道弄里村])(?P<gate>\d{1,4})-(?P<door>\d{1,3})(?=号(?![线楼]))|(?<=[栋幢座楼元])(?P<stair>\d{1,2})-(?P<flat>\d{3,4})(?![\d\-/年月元人平米户套万]|\.\d)",
        _house,
        needs="-",
    ),
    Rule(
        "called number",
        "hotline",
        "a number after 拨打, 电话 or 热线 is a telephone number",
        (
            rf"(?:{_CALLS})(?:号码?|为|是|：|:|咨询|投诉|举报|报警|求助|求救|全国|全省|全市|当地|市|省|了|“|\"|（|\s){{0,8}}"
            r"(?<!\d)(?<!\d\.)[1-9]\d{2,11}(?:(?:[、和或及，,/ -]|或者)\d{3,12})*"
            r"(?!\d|\.\d|[余多]?[万亿个人名次件条项元家位分秒年小多余通斤吨米场天日户起篇页轮台辆])"
        ),
        _hotlines,
    ),
    Rule(
        "hotline",
        "hotline",
        "a short number is a telephone number before 热线, 急救, 报警 and the like, else a count",
        (
            rf"(?<![\d.\-A-Za-z])(?:(?:1[12]\d|1[02]\d{{3}}|9[56]\d{{3,6}})(?!\d)[、和及]?){{1,20}}(?=[“”\"）]?(?:{_SERVICES}|[{HAN}]{{1,8}}(?:热线|专线|服务电话|平台)))"
            r"|(?:(?<=[到至])|(?<=[到至] ))(?:1008[0-9]|10010|10000|106\d{4,9})"
            r"(?=[，。；、）]|$|查询|办理|即可|参与|定制|订阅)"
            r"|(?<=[“\"])(?:110|119|120|122|114|12[0-9]{3})(?=[”\"])"
        ),
        unless_counted(_hotlines),
    ),
    Rule(
        "public line",
        "hotline",
        "123, 95 or 96 and the rest of five digits are public lines all over the country, unless something is counted",
        r"(?<![\d.,\-A-Za-z第共约达近超为至])(?:123\d\d|12121|9[56]\d{3})(?!\d|[.,]\d|[%℃年])",
        unless_counted(_phone),
    ),
    Rule(
        "extension",
        "phone",
        "an extension is read digit by digit: 总机转808",
        r"((?:总机|分机号?)[转为：:\s]{0,2})(\d{2,6})(?!\d)",
        lambda m: m[1] + spell_digits(m[2], "幺"),
    ),
    Rule(
        "first or last digits",
        "code",
        "the digits that a number begins or ends with: 以1069开头的短信",
        r"(?:(?<=[以为是])\d{2,8}|(?<![\d.])\d{3,8})(?=(?:开头|打头|起头|结尾|收尾))",
        lambda m: spell_digits(m[0], "幺"),
    ),
    Rule(
        "code",
        "code",
        "codes are read digit by digit: 邮编, 代码, 编号, 尾号, 许可证, 账号",
        (
            r"(?P<word>订单号|单号|卡号|邮编|邮政编码|邮发代号|代码|代号|编号|尾号|证号|许可证号?|账号|学号|工号|警号|书号|刊号|批号|字号|验证码|识别码|编码|密码|QQ号?|QQ群|微信号?|群号|车牌号?|国药准字|证字第?|小行星|房号|档案号|航班号|车次)"
            r"(?P<gap>[：:为是“（(\s]*)(?P<code>[A-Z]{0,4}\d(?:[\d\-—.]*\d)?)(?!\d|\.\d|[余多]?[万亿个项类种年])"
        ),
        _code,
    ),
    Rule(
        "future",
        "code",
        "a contract of the exchange is named after its year and month: IF2604合约, 沪铜2604",
        rf"(?<=[{HAN}A-Za-z])(?<![第共约达近超为至年])2\d(?:0[1-9]|1[0-2])(?=合约|主力|期货)|(?<=[沪郑连豆棉原][铜铝锌铅镍锡金银油粕糖粳])2\d(?:0[1-9]|1[0-2])"
        r"(?!\d|\.\d)|(?<=螺纹钢)2\d(?:0[1-9]|1[0-2])(?!\d|\.\d)",
        lambda m: spell_digits(m[0]),
    ),
    Rule(
        "stock",
        "code",
        "a code of six digits beside its exchange or alone in brackets: 600519.SH, （123456）",
        (
            r"(?<![\d.A-Za-z])(?:(?:SH|SZ|HK|BJ|sh|sz)[:.]?\d{4,6}|\d{4,6}\.(?:SH|SZ|HK|BJ|OC))(?![\dA-Za-z])"
            r"|(?<=[（(])\d{6}(?=[）)])"
        ),
        lambda m: re.sub("[.:]", "", spell_digits(m[0])),
    ),
)
