"""People's names in bylines, datelines and credits.

The surnames are those of the Hundred Family Surnames that are in use today, and the common ones since.
"""

from __future__ import annotations

import re

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫"
    "宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴胥苍双闻莘党翟谭贡劳逄姬申扶堵冉"
    "宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步耿满弘匡国文寇广禄阙东欧"
    "殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查荆红游竺权逯盖益桓公肖闫付代仝邸苑丛岳帅佟牟佘"
    "冼苟区亓仉撒尉迟隋衣战刑来雒敬初淳库英綦战呼矫揭揣展冮位斯海黑宝麦招楚丘仲占门覃粟冶亢涂原青商覃谌母晋修巨"
)
_DOUBLE = tuple(
    re.findall("..", "欧阳司马上官诸葛东方皇甫尉迟公孙慕容令狐司徒夏侯长孙宇文端木呼延南宫轩辕闻人申屠拓跋完颜独孤")
)
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:[·•‧][\u3400-\u9fff]{1,8})+|[A-Z][A-Za-z.'-]+")
_SPLIT = re.compile(r"[\s、，,；;/／|｜丨　]+")
_NOT_NAMES = frozenset(
    re.findall(
        r"\S+",
        "文章 述评 手记 观察 报道 整理 综合 摄影 供图 编译 采写 撰文 文图 图文 摄 文 图 完 讯 电 口述 转发 "
        "本报 记者 通讯员 来源 新华社 中新社 人民网",
    )
)


def surnamed(name: str) -> bool:
    """Does it look like a Chinese person's name: a surname and one or two characters more?"""
    if name[:2] in _DOUBLE:
        return 3 <= len(name) <= 4
    return 2 <= len(name) <= 3 and name[0] in _SURNAMES


def names(text: str) -> tuple[str, ...]:
    """The names in a list of names (`高田 马红坤`, `胡磊、孙亚飞`, `张　三`), in order.

    A name of two characters is often set with a blank between them: a lone character takes the next lone one.
    Names set without a blank are told apart by their surnames.
    """
    found: list[str] = []
    alone = ""
    for token in _SPLIT.split(text):
        token = token.strip("：:。.（）()【】[]“”\"'□■◎●○")
        if len(token) == 1 and "\u3400" <= token <= "\u9fff":
            alone += token
            if len(alone) == 2:
                found.append(alone)
                alone = ""
            continue
        alone = ""
        if token and token not in _NOT_NAMES:
            found += _apart(token)
    return tuple(dict.fromkeys(found))


def _apart(token: str) -> list[str]:
    """The token as one name, or as the names that were set without a blank between them."""
    if len(token) <= 4 and _NAME.fullmatch(token) and (len(token) < 4 or token[:2] in _DOUBLE):
        return [token]
    for first in (3, 2):
        head, rest = token[:first], token[first:]
        if surnamed(head) and (surnamed(rest) or (len(rest) > 3 and len(_apart(rest)) > 1)):
            return [head, *_apart(rest)]
    return [token] if _NAME.fullmatch(token) else []
