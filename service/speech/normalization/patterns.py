"""The parts that the patterns of several rules are made of."""

from __future__ import annotations

import re
from collections.abc import Callable

NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,10}|\d+)(?:\.\d+)?"
"""A whole or decimal number, thousands commas allowed."""
ALONE = r"(?<![\d.])"
"""Stands before a number that nothing runs into from the left."""
ENDS = r"(?!\d|\.\d)"
"""Stands after a number that does not run on."""
DASH = r"[-—–~]+"
"""A dash or tilde, after `shape` has made the rarer ones these."""
MINUS = "−"
"""What a hyphen becomes that is certainly a minus."""
HAN = r"\u3400-\u9fff〇"
"""The Chinese characters, for use inside a character class."""
SCALE = r"(?:[十百千]?万亿|[十百千]?[万亿]|[百千])"
"""What multiplies the number before it: 3.5万, 1.2万亿, 5百."""

_NUMERALS = "零〇一二三四五六七八九十百千万亿两"
BEHIND_WORD = (
    rf"(?<=[{HAN}])(?<![{_NUMERALS}])(?<![\d{_NUMERALS}][{HAN}])"
    rf"(?<!\d[{HAN}]{{2}})(?<!\d[{HAN}]{{3}})(?<!\d[{HAN}]{{4}})"
)
"""Behind a word that is not the measure of another number: 10元-20元 and 周一-3日 are ranges."""

RANGED = "[年月日时点分秒号万亿千百元米吨度℃%‰岁级页周届期层楼里天倍成]"
"""What may stand between the first number of a range and its dash, whatever the second counts."""

COUNTED = re.compile(
    r"\s?(?:个|人(?!工|形|力|才|民|文|居|类|物|大)|名(?!人|校|企|家|城|师|录|单|酒|医)|位|家(?!博|居|庭|电|具|乡|装|长)|件|条|项|次|"
    r"台(?!湾|北|中|南|州|风)|辆|架|艘|座|处|所|只|头|匹|株|棵|亩|吨|公斤|公里|公顷|公升|公分|千[克米瓦卡伏]|毫|微[克米秒]|纳[米秒]|"
    r"厘米|分米|英[里尺寸镑]|海里|光年|米|斤|克(?![里罗拉什])|元(?![旦宵首年老月])|块|余|多(?!国|边|哈|彩|党)|平方|平米|立方|户|套|张|"
    r"份|种(?![业子植])|类|篇|部(?![长门委分队署级])|本(?![科地市省届轮土赛田])|册|场|班次|列|趟|箱|桶|袋|瓶|盒|枚|颗|粒|根|支(?![部持])|"
    r"枝|把|幅|片|段|层|间|栋|幢|组|队|对|副|批|例|起|宗|笔|票|分钟|秒|小时|天(?![府津猫山下然文涯宫舟问])|周(?![边年恩])|周年|"
    r"标准箱|标箱|瓦|伏|赫|帕|升|度电|美元|欧元|日元|韩元|卢布|港元|港币|字(?!节跳)|行|页|集(?![团中体美])|轮|步|岁|倍|成|连|胜|"
    r"平(?![安台等遥潭方])|负|死|伤|筐|车次|航次|架次|门(?!头)|口[井人]|眼|孔|丈|尺|寸|股(?![份市东票权])|杯|碗|盆|盘|朵|束|捆|串|"
    r"滴|顶|顿|封|幕|道(?![路德教])|亿|万|千|百|十|大类|小类|手(?![机工术球续])|餐|岗|村|县|市(?![场民委政长])|省(?![委长政])|"
    r"区(?![域委块])|镇|乡|校|站|节课|首[歌诗]|国(?![家际内庆民足乒产务资潮防考])|岛|院|企|月龄)"
)
"""What follows an amount. Proper names that begin alike are kept out, so that a year may stand before them."""

TWO = re.compile(
    r"(?:个|人(?!民币)|名|位|家|件|条|项|次|台|辆|架|艘|座|处|所|只|头(?!牌)|匹|株|棵|亩|吨|公斤|公里|公顷|公升|千[克米瓦卡伏]|"
    r"毫[米升克秒伏安]|微[克米秒]|纳[米秒]|厘米|分[米贝]|分钟|分半钟|兆|吉[瓦赫]|摄氏度|英[里尺寸镑]|海里|光年|米|斤|克|元|块|角|"
    r"美元|欧元|日元|港元|港币|韩元|卢布|平|立方|户|套|张|份|种|类|篇|部|本|册|场|列|趟|箱|桶|袋|瓶|盒|枚|颗|粒|根|支|枝|把|面|幅|"
    r"片|段|层|间|栋|幢|组|队|对|副|批|例|起|宗|笔|票|秒|星期|小时|天|周|年(?!级|月)|岁|倍|成|连|胜|负|死|伤|步|轮|大|杯|碗|盆|盘|朵|束|捆|"
    r"串|滴|顶|顿|封|幕|道|里|手(?!房|车|烟|市场)|餐|岗|村|县|市|省|区|镇|乡|校|站|点|节|门|首|国|岛|院|企|者|字|行|页|集|万|亿|千|百|"
    r"瓦|伏|升|赫|帕|股|口|眼|孔|丈|尺|寸|毛|重|方(?!面军)|艇|舰|机|车|发|炮|枪|拳|脚|昼夜|夜|晚|刻|响|声|筐|员|将|强|代人|度电|极|"
    r"日[游租]|地(?!块)|会|军|端|河|江|化|高|英亩|加仑|堂|桌|盘|局|遍|回|圈|针|剂|番|任|拨|波|侧|旁|岸|翼|馆|园|厂|矿|届|款|课|标准箱|标箱)"
)
"""What a lone 2 is 两 for: what is counted, not what is numbered (2月, 2日, 2级, 2号, 2型, 2楼)."""


def counted(match: re.Match[str]) -> bool:
    """Return whether the number that a match ends with counts what follows it."""
    return COUNTED.match(match.string, match.end()) is not None


def unless_counted(say: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
    """Return a function like `say` that leaves a match as it stands where it is an amount."""
    return lambda match: match[0] if counted(match) else say(match)


_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(exponent: str) -> str:
    """Return a whole number in raised digits, as an exponent is printed: -6 is ⁻⁶."""
    return exponent.translate(_RAISED)
