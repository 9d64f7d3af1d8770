"""Countries of one letter, told by their full name: the ear takes 以军 for 已军, and 哈方 for anybody.

On 120 broadcast days such a letter stands before 军, 方, 媒, 总统 and the like some 200 times. A letter is a country's
only at the beginning of a word: not in 西方, 新媒体, 古巴国家主席, 党委政府, 塞西总统. Left alone are the letters that
everybody hears rightly (中 美 俄 日 韩 英 法 德 欧), but ahead of a verb or a minister: `俄称`, `日产业大臣`.
"""

from __future__ import annotations

import re

_COUNTRIES = {
    "以": ("以色列",),
    "乌": ("乌克兰", "乌兹别克斯坦", "乌干达", "乌拉圭"),
    "哈": ("哈萨克斯坦", "哈马斯"),
    "伊": ("伊朗", "伊拉克"),
    "黎": ("黎巴嫩",),
    "巴": ("巴基斯坦", "巴勒斯坦", "巴西", "巴拿马", "巴林", "巴拉圭"),
    "叙": ("叙利亚",),
    "阿": ("阿富汗", "阿联酋", "阿根廷", "阿尔及利亚", "阿塞拜疆", "阿尔巴尼亚", "阿曼"),
    "塔": ("塔吉克斯坦", "塔利班"),
    "吉": ("吉尔吉斯斯坦", "吉布提"),
    "土": ("土耳其", "土库曼斯坦"),
    "印": ("印度", "印度尼西亚", "印尼"),
    "波": ("波兰", "波黑"),
    "埃": ("埃及", "埃塞俄比亚"),
    "沙": ("沙特",),
    "卡": ("卡塔尔",),
    "柬": ("柬埔寨",),
    "缅": ("缅甸",),
    "越": ("越南",),
    "菲": ("菲律宾",),
    "塞": ("塞尔维亚", "塞浦路斯", "塞内加尔", "塞舌尔"),
    "匈": ("匈牙利",),
    "蒙": ("蒙古国", "蒙古"),
    "委": ("委内瑞拉",),
    "加": ("加拿大", "加纳", "加蓬"),
    "澳": ("澳大利亚",),
    "秘": ("秘鲁",),
    "芬": ("芬兰",),
    "挪": ("挪威",),
    "瑞": ("瑞典", "瑞士"),
    "丹": ("丹麦",),
    "荷": ("荷兰",),
    "希": ("希腊",),
    "葡": ("葡萄牙",),
    "意": ("意大利",),
    "墨": ("墨西哥",),
    "泰": ("泰国",),
    "马": ("马来西亚", "马里", "马达加斯加", "马尔代夫", "马耳他"),
    "孟": ("孟加拉国",),
    "尼": ("尼泊尔", "尼日利亚", "尼日尔", "尼加拉瓜"),
    "朝": ("朝鲜",),
    "爱": ("爱沙尼亚", "爱尔兰"),
    "捷": ("捷克",),
    "罗": ("罗马尼亚",),
    "格": ("格鲁吉亚",),
    "刚": ("刚果（金）", "刚果（布）", "刚果"),
}
"""A letter and the names that it may stand for. 新, 西, 古, 立 and 比 are words ahead of 方 and 政府."""
_HEARD = {"俄": "俄罗斯", "日": "日本", "韩": "韩国", "美": "美国", "英": "英国", "法": "法国", "德": "德国"}
"""Letters that are heard rightly, but for `俄称` and `日产业大臣`."""
_PAIRED = {"文": "文莱", "老": "老挝", "古": "古巴", "意": "意大利", "波": "波兰", "马": "马来西亚", "立": "立陶宛"}
_PAIR = re.compile(rf"中(?:([{''.join(_PAIRED)}])(?=建交)|(文)(?=两国|双方|双边|关系|友好|合作|友谊|经贸|贸易|命运))")
"""`中文建交35周年` of China and Brunei, which is heard as a language: pairs that are words."""
_SIDES = {
    "西": ("西班牙",),
    "新": ("新加坡", "新西兰"),
    "古": ("古巴",),
    "老": ("老挝",),
    "文": ("文莱",),
    "多": ("多米尼克", "多米尼加", "多哥"),
}
_SIDE = re.compile(
    r"(?:(?<![\u3400-\u9fff\d])|(?<=[对向与和同由将谢持望赏愿请给助口视]))([西新古老文多])方"
    "(?![国世文人社大列各媒制政价式发主盟军援武阵模现思哲经工敌舆霸反官法案向针位便面药块中])"
)
"""`希望西方给予中国企业公平待遇`, of Spain: words for something else, but where the article says 中西 or 新中, too."""
_PARTNERS = "中亚|东盟|中东欧|非洲|拉美|拉共体|阿拉伯|海合会|南亚|欧盟|欧洲|太平洋|上合|" + "|".join(
    sorted({name for names in _COUNTRIES.values() for name in names}, key=len, reverse=True)
)
_DASH = re.compile(f"(?<=中国)一(?={_PARTNERS})")
"""`中国一中亚合作`, printed with a numeral for a dash."""
_QUOTATION = re.compile(r"(“[^”]*+(?:”|$))")
_GROUPS = {"军": "军队", "方": "方面", "媒": "媒体"}
"""What follows a letter, and what follows a name."""
_OFFICE = (
    "(?:国防|水利|环境|卫生|能源|财政|外交|内政|交通|农业|经济|商务|教育|石油|司法|贸易|产业|投资|劳工|旅游|资源|供应)"
    "(?:部长?|大臣)"
)
_LETTER = re.compile(
    rf"(?:(?<![\u3400-\u9fff\d])|(?<=[据称对向与和同由被遭在将为及的要但而因经受并自令括成致驻说到谢持望赏愿请助祝给]))([{''.join(_COUNTRIES)}])"
    r"(?:(军)(?![事人民官工用马方队]|部队)|军(?=部队)|(?=军[方队](?!名义|式|身份|为主|为首))|(方)(?![便式法针向阵案言面位圆才程形])|(媒)(?!介)"
    r"|(?=总统|总理|国家主席|外[长相]|外交部|防长|国防部|内阁|议[会员]|政府|警方|官员|领导人|当局|央行|使馆|大使|代表团"
    r"|执政党|反对[党派]|安全部队|防空部队|[海陆空]军"
    rf"|(?<![以土])[东西南北中]部(?![门长队分])|{_OFFICE}))"
)
_HEAD = re.compile(rf"(?<![\u3400-\u9fff\d])([{''.join(_HEARD)}])(?=[称说](?![法号职赞])|{_OFFICE}|防卫相|产经相|外相)")


def in_full(text: str, article: str) -> str:
    """Return the text with each country's letter as the name that the article has for it.

    A letter stays where the article names no country that it may stand for, or several; and in a quotation.
    """

    def name(found: re.Match[str]) -> str:
        known = [each for each in _COUNTRIES[found[1]] if each in article]
        known = [each for each in known if not any(each != other and other.startswith(each) for other in known)]
        group = found[2] or found[3] or found[4] or ""
        return known[0] + _GROUPS.get(group, "") if len(known) == 1 else found[0]

    def pair(found: re.Match[str]) -> str:
        partner = _PAIRED[found[1] or found[2]]
        return f"中国和{partner}" if partner in article else found[0]

    def side(found: re.Match[str]) -> str:
        known = [each for each in _SIDES[found[1]] if each in article]
        of_two = f"中{found[1]}" in article or f"{found[1]}中" in article
        return f"{known[0]}方面" if len(known) == 1 and of_two else found[0]

    def heard(found: re.Match[str]) -> str:
        return _HEARD[found[1]] if _HEARD[found[1]] in article else found[0]

    parts = filter(None, _QUOTATION.split(_DASH.sub("—", text)))
    return "".join(
        part if part.startswith("“") else _HEAD.sub(heard, _LETTER.sub(name, _SIDE.sub(side, _PAIR.sub(pair, part))))
        for part in parts
    )
