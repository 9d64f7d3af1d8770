"""Chinese surnames, and what looks like a person's name.

The surnames are those of the Hundred Family Surnames that are in use today, and the common ones since.
"""

from __future__ import annotations

import re

IN_TEXT = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余"
    "潘杜戴夏钟汪田任姜范姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文庞樊兰"
    "殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费"
    "纪靳盛童欧甄项曲成游高方石简骆戚宁佟华蓝岑柯裴霍卞晏邬褚冷解穆蒲喻阮雷虞习单乐景牧鄢桑洛柏水窦云奚鲍"
    "滕柴瞿连古匡晁敖那饶查权"
)
"""Surnames that open a person's name in running text too, as characters for a regular expression's class."""
_IN_LISTS = (
    "卫郎昌凤花酆廉皮元平湛禹狄米贝明臧计伏谈茅屈闵席麻强娄危刁支昝经房裘缪干应宗宣贲郁杭包诸吉钮嵇滑荣翁"
    "荀羊於惠家封芮羿储汲邴糜松井富巫乌巴弓隗山车宓蓬全郗班仰秋仲伊宫仇栾暴甘钭厉戎祖符束幸司韶郜蓟薄印宿"
    "怀邰鄂索咸籍卓蔺屠蒙池阴胥苍双闻莘党贡劳逄姬扶堵冉宰郦雍却璩桂濮寿通边扈燕冀郏浦尚农别充慕茹宦艾鱼容"
    "慎戈庾终暨居衡步满弘国寇广禄阙东殳沃利蔚越夔隆师巩厍勾融訾阚空毋沙乜养鞠须丰巢蒯相荆红竺逯盖益桓公肖"
    "闫付代仝邸苑丛帅佘冼苟区亓仉撒尉迟隋衣战刑来雒敬初淳库英綦呼矫揭揣展冮位斯海黑宝麦招楚丘占门覃粟冶亢"
    "原青商谌母晋修巨鹿邝辜鄞栗朴"
)
"""Rare surnames, and those that running text mostly has in ordinary words: names only where names are expected."""
BEHIND_TITLES = IN_TEXT + _IN_LISTS
"""All surnames of one character, for a regular expression's class."""
_COMPOUND = frozenset(
    re.findall(
        "..",
        "欧阳司马上官诸葛东方皇甫尉迟公孙慕容令狐司徒夏侯长孙宇文端木呼延南宫轩辕闻人申屠拓跋完颜独孤亓官濮阳澹台宗政淳于钟离鲜于闾丘百里东郭乐正万俟赫连公冶公羊仲孙太叔西门段干左丘梁丘漆雕巫马公西公良谷梁壤驷夹谷宰父微生颛孙羊舌司寇纳兰",
    )
)
COMPOUND = "|".join(sorted(_COMPOUND))
"""Surnames of two characters, as a regular expression's alternatives."""
_SINGLE = frozenset(BEHIND_TITLES)


def is_compound(text: str) -> bool:
    """Return True for a surname of two characters."""
    return text in _COMPOUND


def is_person_name(text: str) -> bool:
    """Return True when the text has the shape of a Chinese person's name: a surname and one or two characters more."""
    if is_compound(text[:2]):
        return 3 <= len(text) <= 4
    return 2 <= len(text) <= 3 and text[0] in _SINGLE
