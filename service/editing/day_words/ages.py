"""Whether 今天, 昨天 or 明天 means an age and no day: 今天的中国, 走到今天, 美好的明天."""

from __future__ import annotations

import re

REACH_OF_START = 70
"""Characters ahead of 今天 in which a stretch of years that goes on to it may begin."""
_EVENT = re.compile(
    "会|仪式|活动|比赛|论坛|演[出习练]|天气|降[雨雪]|行动|节目|报道|现场|决赛|采访|课|消息|新闻|任务|试验|收盘|数据|气温|访|参观"
    "|庆典|开幕|闭幕|签约|航班|列车|进度|交易|股市|油价|早|晚|上午|下午|凌晨|首"
    "|办法|措施|决定|通报|通知|赛|第|客[人流]|游客|成绩|表现|比分|结果|日程|安排|收获|收入|菜|作业|温度|风|雨|雪|路况|胜利|直播|主持"
    "|[周月日年公简]报|报告|公告|通告|讲话|发言|声明|回应|答复|回复|电话|短信|监测|检测|抽检"  # said, measured
)
_NO_EVENT = re.compile("社会|都会|机会|会更|教会|体会|学会")
_AGE_AHEAD = re.compile(
    r"(?:的|美好|走到|直到|一直到|时至|发展到|走向|迈向|面向|赢得|开创|共创|拥抱|奔向|创造|迎接|点亮|照亮|更好|通向|通往"
    r"|恍如|犹如|仿佛|宛如|好像|就像|到了|才有|才有了|有了|奋斗|憧憬|期待|关系到|事关|放[在到]|反观|位于|相当于|就是|即"
    r"|(?:积累|延续|传承|流传|坚持|保留|保存|沿用|活|传|留)[到至]|成就了?)$"
)
_AGE_BEHIND = re.compile(
    r"这个|有些|不少人|再[看说]|看来|依然|仍[然旧是]|早已|越来越|，?我们(?:[比已要更站回纪仍面所]|，)|，?(?:人们(?!还?(?:走进|来到|聚[集在]|参观|自发|前往|纷纷|手))|人类|世界(?![^，。]{0,6}(?:组织|银行|大会|论坛|会|杯|赛))|当我们|越来越|随着?人)"
    r"|，(?:中国|我国|祖国|这里|这片)[^，。]{0,6}(?:已|正(?!式)|早|日益|比)|，当|当(?![地天日晚前局选场])"
)

_REPORTED = re.compile("(?:介绍|通知|通报|告诉[^，]{1,8}|宣布|表示|说|称|透露|提醒|公告)，$")
_AGE_NOUN = re.compile(
    "的[^，。]{0,6}?(?:中国|我国|祖国|世界|社会|时代|希望|生活|幸福|美好|人才|教育|孩子|青年|城市|乡村|农村|农业|农民|产业|企业|市场|发展|竞争"
    "|力量|模样|样子|家园|主人|太阳|阳光|路|我们|你|他|她|自己|事业|科[学技]|命运|饭碗|饭|安全|成[功就果])"
)
"""`专家说，明天的教育要从今天做起`: an age. `主任介绍，明天的专场以制造业为主`: what an office tells of is of a day."""

_YORE = re.compile("的[^，。]{0,6}?(?:辉煌|荣光|荣耀|苦难|历史|故事|贫困|落后|伤痛|自己|记忆|梦)")
"""`昨天的辉煌已成历史`: any other 昨天的 with which a sentence begins is of a day, `昨天的压轴戏是拔河`."""
_OCCASION = re.compile(
    "的[^，。]{0,8}?(?:焦点|主角|主题|难题|重头|压[轴台]|高潮|[亮看]点|悬念|意外|惊喜|彩[头蛋]|[冠亚]军|得主|赢家|嘉宾|[考议]题)"
)
"""`今天的焦点是皮划艇`: what a show, a match or a meeting of that day has."""

_GENERATION = re.compile("的(?:年轻|青少?年|孩子们?(?:[很都也已只不没一从再]|，)|人们|[我你他她]们?(?![国省市县区]))")
"""`今天的孩子很难想象没有电的夜晚`."""
_LONG_AGO = re.compile("昔日|往昔|旧时|古时|从前|古代")
"""What an age is set against: `昔日的码头锈迹斑斑；今天，这里咖啡飘香`."""
_FROM_OF_OLD = re.compile("[^。]{0,40}(?:这[么样]来的|[由因]此得名|得名于|沿用(?:至今|下来|了)|流传下来|保留下来)")
"""What is so to this day: `今天许多叫“十里铺”的村子，就是这么来的`."""
_SET_FOR = re.compile("[定约推延]在?$|[改移延推][到至期迟]{1,2}$")
"""What is set for a day: 原定今天的春游."""
_TERM = ("之内", "之前", "之后")
_COUNTED = re.compile(r"^的[^，。]{0,8}?(?:价|[每\d]|[两三四五六七八九十百千万]+(?:[元毛块斤吨人辆件场]|角(?=钱)))")
"""`今天的地头价每斤两毛八`: what has a price or a number is of a day; 长三角 has none."""
_HOUR = re.compile("(?:[上下中]午|凌晨|清晨|傍晚|晚上)?(?:\\d{1,2}|零|[一二三四五六七八九十]{1,3})[时点](?![代候间])")
"""`10时至今天10时`: what has an hour is a day."""
_FROM_YORE = re.compile(
    r"从[^，。；到至]{0,24}?(?:\d{4}年(?!\d)|[\d一二三四五六七八九十百几多]+年前|当初|最初|起初|过去(?!的)|从前|年代|时期|世纪|[时古唐宋元明清近]代)"
    r"[^。；]{0,40}?[到至]$"
)
"""`从2020年首次突破10万吨，到今天的30万吨`: what is counted from a year, or from yore, goes on to our days."""
_DAYS_OF = re.compile("[昨今明][天日](?=(的.{0,13}))")


def is_age(text: str, start: int, end: int) -> bool:
    """Return whether 今天, 昨天 or 明天 at that place means an age, not a day: 今天的中国, 美好的明天."""
    word, before, after = text[start:end], text[max(0, start - 4) : start], text[end : end + 14]
    if word[1:] not in ("天", "日") or (word[0] == "昨" and before.endswith("到")) or before.endswith("也就是"):
        return False
    if word[0] not in "今昨明" or _SET_FOR.search(before):
        return False
    if after.startswith(_TERM) or _HOUR.match(after):
        return False
    if after.startswith(("的", "之")):
        if _GENERATION.match(after):
            return True
        days = _DAYS_OF.findall(text)
        if len(days) == 1 and (_COUNTED.search(after) or _is_of_its_day(text, start, after)):
            return False
        if len(days) == 1 and word[0] in "昨明" and _REPORTED.search(text, max(0, start - 12), start):
            return _AGE_NOUN.match(after) is not None
        return not _is_event(after) or any(not _is_event(other[1]) for other in _DAYS_OF.finditer(text))
    if word[0] == "今" and _FROM_YORE.search(text, max(0, start - REACH_OF_START), start):
        return True
    if word[0] == "明" and re.search("关系到|事关", before):
        return True
    if word[0] == "明" and _AGE_AHEAD.search(before):
        return re.match(r"[，。；、！？而努奋]|$", after) is not None
    set_apart = before[-1:] in tuple("，；。") and after[:1] in tuple("，这那它")
    if word[0] == "今" and ((set_apart and _LONG_AGO.search(text, 0, start)) or _FROM_OF_OLD.match(text, end)):
        return True
    return _AGE_AHEAD.search(before) is not None or _AGE_BEHIND.match(after) is not None


def _is_of_its_day(text: str, start: int, after: str) -> bool:
    """Return whether a sentence begins with 昨天的 of a day, or has 今天的 of what only a day has."""
    if _OCCASION.match(after):
        return True
    head = text[start] == "昨" and text[max(0, start - 1) : start] in ("", "。")
    return head and not (_YORE.match(after) or _AGE_NOUN.match(after))


def _is_event(after: str) -> bool:
    """Return whether what is said of 今天的 happens on a day: 今天的比赛."""
    noun = _NO_EVENT.sub("", re.split("[，。；、！？]", after[1:])[0])
    return _EVENT.search(noun) is not None
