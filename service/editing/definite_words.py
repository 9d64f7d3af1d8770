"""What a sentence names as one that was told of before: 通报说, 本场, 头一件, `收到四十五封`, 营运部副经理, 村支书.

A notice says something that another sentence says was published; of which office, match, village or list it is stands
ahead. Without that sentence nobody knows: of 625 sentences that programmes of four new papers told, eleven had lost it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

REACH, NEAR = 8, 3
"""Sentences ahead in which that may stand; that of a list or a match stands nearer."""

_NUMERAL = "\\d{1,5}|[一二两三四五六七八九十百千]{1,6}"
_WRITTEN = re.compile(
    "(?:[这该]份|[该此])?(通报|声明|公告|通告|告示|公示|启事|通知|公报|简报|报告|倡议书|告知书|公开信|帖子|视频|判决书)"
    "(?:中|里)?(?:还|也)?(?:说|称|指出|显示|提到|写道|写着|要求|强调|明确|提醒|认为)"
)
"""`通报说，语音最早出现在4月5日晚。`"""
_MATCH = re.compile("(?:^|[，；])[^，。；“”]{0,3}?[本该此][场轮局盘](?![馆地景次者])")
_A_MATCH = re.compile("第(?:\\d{1,3}|[一二三四五六七八九十]{1,3})轮|比赛|[对迎客主]战|[主客]场|对手|对阵|决赛")
"""`后卫累计三张黄牌，本场停赛。`"""
_FIRST = re.compile("(?:头一|首|第一)([站场件批封样桩道])(?![次届席演])[，是设在由]?")
_COUNTED = re.compile(
    f"(?:收[到上]|寄[出来]|读[完了到]|写[了出完]|借[出走]|卖[出掉了]|修[好了]|送[出来]|剩下?|共有?)(?:{_NUMERAL})[多余]?([封本件张幅盏条])(?=[，。；])"
)
"""`教师边静收到四十五封。`"""
_UNIT = re.compile(
    "(?:^|[，。；”])(?![^，。；]{0,12}(?:公司|集团|医院|学校|大学|中心|银行|法院|[省市县区镇乡][\u3400-\u9fff]{0,8}[局委厅院厂站所]))"
    "([\u3400-\u9fff]{2,3}(?:[部科股]|管理[处所站]|办公室))(?:副?(?:部长|科长|股长|主任|经理|处长|所长|站长|负责人))[\u3400-\u9fff]{2,3}"
    "(?=[^，。；“”]{0,4}[说称答回表介告])"
)
"""`营运部副经理常立新答复说`: of which company stands ahead."""
_COMPANY = re.compile("集团|公司|医院|学校|大学|中心|银行|法院|[\u3400-\u9fff]{2}(?:局|厂|委员会|政府|景区|车站)")
_VILLAGE = re.compile(
    "(?:^|[，。；”])([村镇乡])(?:党?支书|党(?:支部|总支|委)书记|主任|支部书记|[里民]|医(?!院)|长(?![大期远]))"
)
"""`村支书毛福田说`."""

_ATTENDED = re.compile("(?:出席|主持|参加|列席)会议(?![室厅])")
_MEETING = re.compile(
    "(?:召开|举行)[^。]{0,30}会(?![见谈])|会(?:议|上)?[^，。]{0,16}(?:召开|举行|开幕|闭幕)|会议(?:强调|指出|听取|审议|决定|研究)"
)
"""`张国清出席会议并讲话`: of which meeting stands ahead."""
_FOUND = re.compile("经(?:初步|进一步|依法)?(?:[调侦审核]?查(?![看询验阅])|审讯|勘查)，?")
_FINDERS = re.compile(
    "公安|警方|派出所|[交刑民]警|警察|检察|法院|纪委|监委|市场监[管督]|[\u3400-\u9fff]{2}(?:局|支队|大队|专班|调查组|委员会|中心)"
)
"""`经查，他烧田坎引燃荒山`: who has looked into it stands ahead."""
_PART = re.compile(
    "[在到]?第(?:\\d{1,3}|[一二三四五六七八九十]{1,3})(管理区|作业区|车间|生产队|村民小组|分场|标段|工区|网格|病区|林班|渔区)"
)
"""`在第七管理区，种植户算账`: of which farm stands ahead."""
_IN_MEETING = re.compile(
    "会[议上](?:还)?(?:确定|决定|明确|指出|强调|要求|提出|透露|介绍|通报|宣布|公布|通过|听取|研究|审议)"
)
_CONVENED = re.compile(
    "(?:召开|举行|举办|主持)[^。]{0,40}会(?![见谈晤])|[\u3400-\u9fff]{2}会(?:议)?[^，。]{0,14}(?:召开|举行)"
)
"""`会议确定，秋粮9月开镰`: of which meeting stands ahead."""
_NAMELESS = re.compile(
    "(企业|公司|厂家?|工厂|校方|学校|院方|医院|店方|物业|商场|超市|园区|项目|合作社|景区|平台|协会|商家)(?:[方的]|相关|有关|该)*"
    "(?:负责人|有关人士|相关人士|工作人员|经理|发言人)[^，。“”]{0,4}(?:介绍|说|表示|透露|称(?!号)|告诉)"
)
_OF_KIND = {
    "企业": "公司|集团|企业|厂|合作社",
    "公司": "公司|集团|企业",
    "厂": "厂|公司|集团",
    "工厂": "厂|公司|集团",
    "厂家": "厂|公司|集团",
    "校方": "学校|小学|中学|大学|学院|一中|幼儿园",
    "院方": "医院|卫生院|保健院|法院",
    "店方": "店|铺|馆|超市|商场|餐厅",
    "商家": "店|铺|馆|超市|商场|餐厅|公司",
    "物业": "小区|花园|新村|社区|大厦|公寓|物业",
}
"""How what a nameless speaker stands for is called ahead, where that is not by the same word."""
_ROLE = re.compile(
    "(导演|编剧|主演|团长|店长|店员|店主|馆长|校长|园长|厂长|船长|站长|队长|领队|教练|主教练|场长|社长|机长|列车长|项目经理|项目负责人)"
    "([\u3400-\u9fff]{2,3}?)(?=[说称告回坦介表透解])"
)
_OF_ROLE = {
    "导演": "《|[剧片戏]",
    "编剧": "《|[剧片戏]",
    "主演": "《|[剧片戏]",
    "团长": "团",
    "店长": "[店铺馆]|门市|超市",
    "店员": "[店铺馆]|超市",
    "店主": "[店铺馆]|超市",
    "馆长": "馆",
    "校长": "学校|小学|中学|大学|学院",
    "园长": "园",
    "厂长": "厂",
    "船长": "[船轮号艇]",
    "站长": "站",
    "队长": "队",
    "领队": "队",
    "教练": "队",
    "主教练": "队",
    "场长": "场",
    "社长": "社",
    "机长": "机|航班",
    "列车长": "车|次",
    "项目经理": "项目|工程",
    "项目负责人": "项目|工程",
}
"""Of what somebody is, who is called by that alone: `导演陶冉说`."""
_QUOTATION = re.compile("“[^”]*”")
_NUMERALS = "一二三四五六七八九"
_ALL_OF_THEM = re.compile("大家(?:都|也|还|纷纷|一致|普遍)?(?:表示|认为|说|谈到|指出|感慨)")
_SEVERAL_PEOPLE = re.compile(
    "大家|[\u3400-\u9fff]们|群众|干部|代表|委员|人士|嘉宾|专家|学者|[学职队成党官]员|员工|官兵|师生|企业家|居民|村民|市民|游客|观众|同志|各界|引[发起][^，。]{0,8}反响|[一二三四五六七八九十百千几数\\d][余多]?[名位]"
)
"""`大家表示，要再建新功`: whose words they are, the people that were named last say."""
_THOSE_PRESENT = re.compile("(?:与|参)会(?:的|各|中外|嘉宾|代表|人[士员]|同志|专家|学者|领导|[\u3400-\u9fff]{2,6}代表)")
_GATHERING = re.compile(
    "会议|[大全峰年例茶酒]会|论坛|研讨|座谈|讨论会|交流会|招待会|对话|记者会|发布会|会[见谈晤]|仪式|(?:举[行办]|召开)[^。]{0,40}会"
)
"""`与会同志们表示，要抓紧春耕`: of which meeting stands ahead."""
_OF_LIST = re.compile("([二三四五六七八九])是")
_AT_EVENT = re.compile(
    "(?:当天的?)?([出开闭]?[\u3400-\u9fff]{0,2}(?:仪式|典礼|会谈|会见|座谈会|发布会|交流会|论坛|开幕式|闭幕式|活动|比赛|演习|峰会|招待会))(?:结束)?[之以]?(?:[上中后前]|期间|现场)，"
)
_IN_GATHERING = re.compile(
    "(?:在|出席|参加|主持)(峰会|论坛|大会|年会|博览会|展会|研讨会|发布会)"
    "(?:第[一二三四五]阶段|期间|[开闭]幕式|现场|[上中](?![海万千百次届市心国外东]))"
)
"""`总理在峰会第一阶段会议上讲话`: of which summit stands ahead."""
_STRETCH = re.compile("在[\u3400-\u9fff]{2,4}段(?!位|落)(?![^，。]{0,2}[路街])")
_STRETCHED = re.compile("[\u3400-\u9fff]{2}(?:工程|铁路|高铁|高速|公路|大道|运河|水道|河道|干渠|管道|管线|地铁|号线)")
"""`在青禾段水闸工地，工人正忙`: of which canal stands ahead."""
_TROUBLE = re.compile("(?:^|，)(?:问题|故障|难题|险情)(?:却|始终|依然|仍|终于|迎刃|得[到以])")
_TROUBLES = re.compile("问题|故障|难题|险情|难[关点]|失败|异常|当头一棒")
"""`眼看着发射日期越来越近，问题却始终无法解决`: which one stands ahead."""


def needed(lines: Sequence[str]) -> dict[int, int]:
    """Return, by sentence, the one ahead that it needs; `lines`: an article's sentences."""
    found: dict[int, int] = {}
    for at, line in enumerate(lines):
        wanted = _wanted(line)
        if wanted is None:
            continue
        pattern, reach = wanted
        near = range(at - 1, max(-1, at - 1 - reach), -1)
        ahead = next((k for k in near if pattern.search(lines[k])), None)
        if ahead is not None:
            found[at] = ahead
            if at - 1 > ahead and _QUOTATION.fullmatch(lines[at - 1]):
                found.setdefault(at - 1, ahead)  # it is told by the name that stands here: `“…。”村支书毛福田说，`
    return found


def _speaker_wanted(line: str) -> re.Pattern[str] | None:
    """Return what the sentence ahead has that says of which body or place is who speaks, has found or is visited."""
    if _FOUND.match(line):
        return _FINDERS
    if _IN_MEETING.match(line):
        return _CONVENED
    if _ALL_OF_THEM.match(line):
        return _SEVERAL_PEOPLE
    if _THOSE_PRESENT.match(line):
        return _GATHERING
    if of_list := _OF_LIST.match(line):
        return re.compile(f"(?:^|[，；：。]){_NUMERALS[_NUMERALS.index(of_list[1]) - 1]}是")
    if event := _AT_EVENT.match(line):
        return re.compile(event[1][-2:] if event[1][-1] != "会" else event[1][-3:])
    if _TROUBLE.search(line):
        return _TROUBLES
    if _STRETCH.match(line):
        return _STRETCHED
    if nameless := _NAMELESS.match(line):
        return re.compile(f"[\u3400-\u9fff]{{2}}(?:{_OF_KIND.get(nameless[1], nameless[1])})")
    if part := _PART.match(line):
        return re.compile(f"[\u3400-\u9fff]{{2}}第[^，。]{{1,12}}{part[1]}")
    role = _ROLE.match(line)
    return re.compile(f"[\u3400-\u9fff“](?:{_OF_ROLE[role[1]]})") if role else None


def _wanted(line: str) -> tuple[re.Pattern[str], int] | None:
    """Return what the sentence ahead has that this one needs, and how far ahead it may stand; None: it needs none."""
    if _ATTENDED.search(line) and not _MEETING.search(line):
        return _MEETING, REACH
    if written := _WRITTEN.match(line):
        return re.compile(written[1]), REACH
    if speaker := _speaker_wanted(line):
        return speaker, REACH
    if (held := _IN_GATHERING.search(line)) and held[1] not in line[: held.start(1)]:
        return re.compile(f"[\u3400-\u9fff]{{2}}{held[1]}"), REACH
    if (match := _MATCH.search(line)) and not _A_MATCH.search(line, 0, match.start()):
        return _A_MATCH, NEAR
    if first := _FIRST.match(line):
        return re.compile(f"(?:{_NUMERAL})[多余]?{first[1]}|(?:{_NUMERAL})[场件封个][\u3400-\u9fff]"), NEAR
    if counted := _COUNTED.search(line):
        return re.compile(f"(?:{_NUMERAL})[多余]?{counted[1]}[\u3400-\u9fff]"), REACH
    if (unit := _UNIT.search(line)) and not _COMPANY.search(line, 0, unit.start(1)):
        return _COMPANY, REACH
    if village := _VILLAGE.search(line):
        named = re.compile(f"[\u3400-\u9fff]{{2}}(?<![全该本各两数多我这那整附邻近乡农小本外每同]){village[1]}")
        return None if named.search(line) else (named, REACH)
    return None
