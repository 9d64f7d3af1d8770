"""What the sentences of an article mean by 当天, 两人 and 老人: the sentence ahead without which nobody knows.

`7月24日傍晚，两名少年溺水。闵长生路过，跳下水把两人托上岸。` is two sentences or none. What stands at a sentence's head
(`两人`, `当天，`) is looked after elsewhere: it needs the sentence just before it (`speakability.refers_back`), or is
told by its date (`day_words`). Of 1,732 sentences that 24 programmes of invented papers told, two had lost what they
meant inside; of ten new articles with such words three.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from service.editing import day_words, definite_words, news_sense
from service.editing.attribution import full_names, speech_acts

REACH, REACH_OF_NAMES = 8, 30
"""Sentences ahead in which what is meant may stand."""

_SAME_DAY = re.compile("(?<=[\u3400-\u9fff\\d])(?:当[天日晚]|(?<![不可])同[一]?[天日](?!而语|[内之]))(?![的之]?后)")
_OWN_TIME = re.compile(
    "每[天日晚]|周[一二三四五六日]|[上下中]午|[清凌]晨|傍晚|时，|后，|前，|[晚早]上|除夕|节|\\d[月年]|次[日年]"
)
_THE_SAME = re.compile(
    "该(公司|集团|企业|医院|学校|大学|学院|中心|项目|工程|路段|平台|产品|系统|银行|机构|组织|协会|研究|团队|小区|社区|街道|法院|[局委厅部院校所站馆港厂村镇县市区线桥路案机剧片队])"
)
"""该局局长: of the body that was named last."""
_BODY = re.compile(
    "(?:[今昨前]天，|[^，。“]{1,6}，)?(集团|公司|医院|学校|法院|协会|学会|联盟|基金会|中心|平台|团队|课题组|合作社|剧团|景区|园区|车站|球队)(?=[把将也还又已对给就计打决准只从派在与向拟曾正去]|[^，。]{0,6}(?:负责人|主任|经理|秘书长|会长|理事长|发言人))"
)
"""`昨天，集团把钱退到了卡里`: of which one the sentence ahead tells."""
_CLAUSE = re.compile("[，。；：！？]")
_PEOPLE = re.compile(
    "(?:(?<=[，；：])|(?:把|将|对|给|让|被|与|同|跟|向|替|为))(?:[两二三四五]人|(?:夫妻|夫妇|兄弟|姐妹|父子|母子|父女|母女)俩?)"
    "(?![次份以一组为受死伤遇被困合成票份轻重失骨均分每套间台房户等份参获入晋])"
)
_SEVERAL = re.compile(
    "[两二三四五六几数\\d][余多]?[名位个对](?!月|小时|百分)|[一两二三四五\\d]人|夫[妻妇]|兄弟|姐妹|父[子女]|母[子女]|他们|她们|丈夫|妻子|[结订]婚|爱人|恋人"
    "|[\u3400-\u9fff]{2,4}[和与同跟、及](?:[\u3400-\u9fff]{2})|同[事伴学伙]|搭档|邻居|朋友|双方"
)

_THE_CASE = re.compile("[该此]案(?![例件]?[情值])")
_CASE = re.compile("(?<![该此本])案(?![例板头台])|起诉|诉[讼至]|告上|涉嫌|纠纷|事故|索赔|判[决处令]|[盗骗抢砸撞]")
"""`法院对该案作出一审判决`: of which one the sentence ahead tells."""


_ROLES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (
        re.compile(f"(?:{who})(?=[说称告把在从被给也还又却拿想听看走站]|介绍|表示|回忆|解释|提醒|透露)"),
        re.compile(meant),
    )
    for who, meant in (
        ("老(?:人|太太?|汉|伯)", "老[人太汉伯奶]|[爷奶婆]|外公|大[爷妈娘]|[6-9][0-9]岁|[六七八九]十"),
        ("女孩|姑娘|女[子生]|少女", "女|姑娘|小姐"),
        ("男孩|小伙子?|男[子生]|少年", "男|小伙|少年"),
        ("妻子|丈夫|老伴", "妻子|丈夫|老伴|夫[妻妇]|[结已]婚"),
        ("发言人", "发言人|[局部委厅院署]"),
        ("失主|[车店货]主|患者|伤者|当事人", "主(?!要|持|任|办)|者|某|[先女][生士]"),
    )
)
"""Who is told of at a sentence's head by what he is, and how the sentence calls him that says who he is."""


_THE_SAME_INSIDE = re.compile(
    "(?<=[\u3400-\u9fff，：])该[\u3400-\u9fff]{0,4}?(公司|集团|企业|医院|学校|项目|小区|平台|银行|工地|车间|路段|市场|商场|酒店|餐厅|网站|账号)(?![法人])"
)
"""`庄淮介绍，该体育公司7月30日变更了法人`: of which one a sentence ahead tells."""
_ANY_SAME = re.compile("(?<![应本活只])该(?![不如怎有是当由从去来说做死])([\u3400-\u9fff]{2})")
"""`住建局表示，该工地夜里停工`."""
_SAME_BY_LETTERS = re.compile("该([A-Z][A-Za-z]*\\d*)")
"""`这是感染该H5亚型病毒的首例`."""
_ALSO_ONE = re.compile("(?:^|，)([死伤患]者)也[是有]")
"""`死者也是老年人`: as the one before."""
_THIS_MEETING = re.compile("[本这]届([\u3400-\u9fff]{2})")
"""`本届桃花节安排了11项活动`."""
_VICTIMS = re.compile(
    "[^，。]{0,10}?(受伤|被困|遇险|落水|中毒|失联|获救|落网)的(?:\\d+|[两二三四五六七八九十]+)[名人位]"
)
"""`2月3日受伤的6人`: in what, a sentence ahead tells."""
_NUMERALS = "一二三四五六七八九十"
_NTH = re.compile(f"第([{_NUMERALS[1:]}])([句问招])")
"""`第三句话他留给了老师们`: behind the second, where the article has that."""
_PRESIDED = re.compile("(会议?|座谈会|活动|比赛|仪式|讲座|展览)由[^，。]{2,30}(?:主持|主办|承办)")
_PROPOSAL = re.compile("(?:收到|接受|拒绝|同意|支持|赞成)[^，。“”]{0,6}?(?:提议|请求|指控)")
_PROPOSED = re.compile("提出|提议|请求|要求|建议|指[控责]")
_KEEPER = re.compile("(?<=，)(老板|店主|摊主|房东|掌柜)(?=至今|没有?[收说要]|不[收要肯])")
"""`冷库一天电费460元，老板至今没有收`: whose he is stands ahead."""
_WHOLE = re.compile("(?<![健安齐])全([县桥校村镇岛厂])(?![域面能])")
"""`全县受灾学校23所`: of which county, the sentence ahead tells."""
_DISASTER = "受灾|洪涝|洪水|灾害|灾情|地震|台风|火灾|事故|强降雨|暴雨"
_THIS_DISASTER = re.compile(f"(?:此次|这次|本次)[^，。]{{0,4}}?(?:{_DISASTER})")
_ANY_DISASTER = re.compile(f"(?<![此这本]次)(?:{_DISASTER}|救灾)")
"""`桥头村是此次受灾最重的村庄之一`: of which disaster, the sentence ahead tells."""
_LOCAL = re.compile("(?<=，)当地(?!时间|[人民居]|媒体)")
"""`去年，他在走访时发现，当地农机少`: where, the sentence ahead tells."""
_HERE = re.compile("(?:来到|走进|抵达|到达|赶到|[坚驻守聚]在|(?<!正)在)这里(?![说讲指面边])")
"""`2024年春节前夕，县长来到这里`: where, the sentence ahead tells."""
_STAFF = re.compile(
    "(?:\\d+|[两三四五六七八九十几]+)多?[名位](?![^，。]{0,16}(?:的|岁))[\u3400-\u9fff]{2,6}?(?=[要把将从给用在分轮已一正都连])"
)
"""`11名护理员要把46位老人转移到室外`: those of the place that the sentence ahead names."""


def needed(lines: Sequence[str]) -> dict[int, int]:
    """Return, by sentence, the one ahead that says whom or which day it means; `lines`: an article's sentences."""
    found = definite_words.needed(lines)
    for at, line in enumerate(lines):
        told = speech_acts.mask(line, False)[0]
        wanted, reach = _wanted(told)
        if wanted is None:
            continue
        near = range(at - 1, max(-1, at - 1 - reach), -1)
        meant = next((before for before in near if wanted(lines[before])), None)
        if meant is not None:
            found[at] = meant
    return found


def _wanted(told: str) -> tuple[Callable[[str], object] | None, int]:
    """Return what a sentence ahead must have that says what this one means, and how far ahead; None: nothing."""
    if _means_a_day(told):
        return day_words.names_a_day, REACH
    if _means_people(told):
        return _SEVERAL.search, REACH
    if _means_a_case(told):
        return _CASE.search, REACH
    if body := _BODY.match(told):
        return re.compile(f"[\u3400-\u9fff]{{2}}{body[1]}").search, REACH
    if kin := full_names.kin_at_head(told):
        return re.compile(kin).search, REACH
    if whole := _whole_of(told):
        return whole.search, REACH_OF_NAMES
    return _thing_wanted(told)


def _same_wanted(told: str) -> tuple[Callable[[str], object], int] | None:
    """Return the same of a sentence with 该公司 or 该H5亚型, or with one who is 也 what the one before was."""
    if (same := _THE_SAME_INSIDE.search(told)) and same[1] not in told[: same.start()]:
        return re.compile(f"(?<![该本各])(?:{same[1]})").search, REACH_OF_NAMES
    if (other := _ANY_SAME.search(told)) and other[1] not in told[: other.start()]:
        return re.compile(f"(?<![该本各]){other[1]}").search, REACH_OF_NAMES
    if (letters := _SAME_BY_LETTERS.search(told)) and letters[1] not in told[: letters.start()]:
        return re.compile(f"(?<!该){letters[1]}").search, REACH_OF_NAMES
    if (also := _ALSO_ONE.search(told)) and also[1] not in told[: also.start(1)]:
        return re.compile(also[1]).search, REACH
    return None


def _thing_wanted(told: str) -> tuple[Callable[[str], object] | None, int]:
    """Return the same of a sentence with an event of this time, an owner, a crew or somebody told of by what he is."""
    if same := _same_wanted(told):
        return same
    if event := _THIS_MEETING.search(told):
        return re.compile(f"(?<![本这]届){event[1]}").search, REACH_OF_NAMES
    if victims := _VICTIMS.match(told):
        return re.compile(f"{victims[1]}|伤").search, REACH
    if nth := _NTH.match(told):
        return re.compile(f"第{_NUMERALS[_NUMERALS.index(nth[1]) - 1]}{nth[2]}").search, REACH_OF_NAMES
    if presided := _PRESIDED.match(told):
        return re.compile(presided[1].removesuffix("议")).search, REACH_OF_NAMES
    if _PROPOSAL.search(told):
        return _PROPOSED.search, REACH
    if (disaster := _THIS_DISASTER.search(told)) and not _ANY_DISASTER.search(told, 0, disaster.start()):
        return _ANY_DISASTER.search, REACH
    if (local := _LOCAL.search(told)) and not news_sense.has_place(told[: local.start()]):
        return news_sense.has_place, REACH
    if (here := _HERE.search(told)) and not news_sense.has_place(told[: told.rfind("，", 0, here.start()) + 1]):
        return re.compile("").search, 1
    if keeper := _KEEPER.search(told):
        return re.compile(keeper[1]).search, REACH
    if _STAFF.match(told) and not news_sense.has_place(told):
        return news_sense.has_place, 1
    return next((who.search for role, who in _ROLES if role.match(told)), None), REACH


def named_before(line: str, before: Sequence[str]) -> int | None:
    """Return which of the sentences ahead names what 该 at the sentence's head means: the last that has such a name."""
    same = _THE_SAME.match(line) or _ANY_SAME.match(line)
    if same is None:
        return None
    name = re.compile(f"(?<=[\u3400-\u9fff])(?<![该本各]){same[1]}")
    near = range(len(before) - 1, max(-1, len(before) - 1 - REACH_OF_NAMES), -1)
    return next((at for at in near if name.search(before[at])), None)


def _whole_of(text: str) -> re.Pattern[str] | None:
    """Return how a sentence ahead names what the sentence says 全县 of, where it does not name it itself."""
    found = _WHOLE.search(text)
    if found is None:
        return None
    named = re.compile(f"[\u3400-\u9fff]{{2}}(?<![全本该各两数多我这那整]){found[1]}(?![级域里长民])")
    return None if named.search(text, 0, found.start()) else named


def _means_a_day(text: str) -> bool:
    """Return whether the sentence says 当天 of a day that neither it nor an event names."""
    for found in _SAME_DAY.finditer(text):
        before = text[: found.start()]
        clause = _CLAUSE.split(before)[-1]
        if clause and not (
            day_words.DAY_OF_AN_EVENT.search(clause) or _OWN_TIME.search(before) or day_words.names_a_day(before)
        ):
            return True
    return False


def _means_a_case(text: str) -> bool:
    """Return whether the sentence says 该案 of a case that it does not name."""
    found = _THE_CASE.search(text)
    return found is not None and not _CASE.search(text, 0, found.start())


def _means_people(text: str) -> bool:
    """Return whether the sentence says 两人 of people whom it does not name."""
    return any(not _SEVERAL.search(text, 0, found.start()) for found in _PEOPLE.finditer(text))
