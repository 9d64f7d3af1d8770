"""Countries of one letter, told by their full name: the ear takes 以军 for 已军, and 哈方 for anybody.

On 120 broadcast days such a letter stands before 军, 方, 媒, 总统 and the like some 200 times. A letter is a country's
only at the beginning of a word: not in 西方, 新媒体, 古巴国家主席, 党委政府, 塞西总统. Left alone are the letters that
everybody hears rightly (中 美 俄 日 韩 英 法 德 欧).
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
}
"""A letter and the names that it may stand for."""
_QUOTATION = re.compile(r"(“[^”]*+(?:”|$))")
_GROUPS = {"军": "军队", "方": "方面", "媒": "媒体"}
"""What follows a letter, and what follows a name."""
_LETTER = re.compile(
    rf"(?:(?<![\u3400-\u9fff])|(?<=[据称对向与和同由被遭在将为及的要但而因经受并自令]))([{''.join(_COUNTRIES)}])"
    r"(?:(军)(?![事人民官工用马])|(方)(?![便式法针向阵案言面位圆才程形])|(媒)(?!介)"
    r"|(?=总统|总理|国家主席|外长|外交部|防长|国防部|内阁|议会|政府|警方|官员|领导人|(?:国防|水利|环境|卫生|能源|财政|外交|内政|交通|农业|经济|商务|教育|石油|司法)(?:部长|大臣)))"
)


def in_full(text: str, article: str) -> str:
    """Return the text with each country's letter as the name that the article has for it.

    A letter stays where the article names no country that it may stand for, or several; and in a quotation.
    """

    def name(found: re.Match[str]) -> str:
        known = [each for each in _COUNTRIES[found[1]] if each in article]
        known = [each for each in known if not any(each != other and other.startswith(each) for other in known)]
        group = found[2] or found[3] or found[4] or ""
        return known[0] + _GROUPS.get(group, "") if len(known) == 1 else found[0]

    return "".join(part if part.startswith("“") else _LETTER.sub(name, part) for part in _QUOTATION.split(text) if part)
