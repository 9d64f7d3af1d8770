"""Whether a sentence announces what was to happen on a day: 将于24日发射, 预计今天夜间有雨."""

from __future__ import annotations

import re

REACH_OF_AIM = 20
"""Characters ahead of a time in which 力争 or 确保 makes it an aim."""
LONGEST_CLAUSE = 150
"""Characters of a clause at the most that are looked at, on either side of a day."""

_MARK = re.compile("[，；。：！？]")
_SPEECH = re.compile(
    "说|称|表示|指出|强调|宣布|报道|透露|介绍|发布|公布|获悉|了解|消息|预计|预测|预报|要求|决定|提出|认为|警告|呼吁|发文|通报|签署"
    "|批准|下令|通过|印发|明确|同意|重申|会见|会谈|致电|获批|召开"
)
_AHEAD = re.compile("(?<!原)(?:拟|计划(?!单列)|预计|预报(?![台员站中])|预测|有望|可望|即将|将会)")
_WILL_AT = re.compile(
    "(?:将|定|改|瞄准|推迟|延期|安排|预定|约定)(?:要|会)?(?:于|在|从|自|到|至)?(?:当地时间|北京时间)?$"
)
_WILL = re.compile("(?:(?<!即)将(?![军士领])|有望|可望|即将|将要|拟(?!定))")
_MOVED = re.compile(
    "将(?![于在从由会是有普逐再分连进继持推迎全加出对向与给]|被[^困埋])[^，；。]{2,30}?(?:[送转移提升调降列纳写定视作打建改分载推运救冲增大长][整级高]?"
    "[入至到为给成出]|升空|送医|驱离|摧毁|提请)"
)
"""将 that moves something: 将受困群众转移至安全地带."""
_CAUGHT = re.compile(
    "将(?![于在从由会是有普逐再分连进继持推迎全加尽力])(?:（[^（）]{1,20}）|[^，；。将]){1,30}?(?:抓获|控制|逮捕|查获|带走|救[出起下]|扑灭|制服|拘留|查封|扣押|击败|找回)"
)
"""将 of somebody to whom it happened: `民警将嫌疑人抓获`, `在机场将其控制`."""
_BEGUN = re.compile(
    r"(?:首班车|零时|\d{1,2}[时点]|凌晨|清晨|早[上晨]|[上下]午|晚上?)?起(?![诉草飞飙跑火码至到])(?P<clause>，?[^，。；]{0,40})"
)
_NOT_SURE = re.compile(
    r"(?<!即)将(?![军士领])|拟(?!定)|预[计报测]|有望|可望|可能|计划|打算|请|欢迎|[\d一二两三四五六七八九十][天日]|[雨雪晴阴霜雾]|[升降]温|气温|冷空气|高温|台风|风力|寒潮"
)
_FORESEEN_END = re.compile("(?:预计|预报|预测|预告|提醒)$")
_TIME_ALONE = re.compile(
    "(?:起|夜间|白天|[上下]午|晚上?|凌晨|早晨|[到至](?:\\d{1,2}日|[明后]天|[次翌明][日晨早])?|\\d{1,2}[时点分](?:\\d{1,2}分)?|许|左右|期间|当天|开始|[之以]?前|底|末)*"
)
_FORMERLY = re.compile("原(?:定|计划)(?:于|在)?$")
_IN_FORCE = re.compile("(?:零时|[0０]时|零点)?起?(?:正式)?(?:施行|实施|生效|执行|起算)|(?:零时|0时|零点)?起，")
_BIDDEN = re.compile(
    "(?:(?:可以|可|应当|应|须|请|需|要|宜|务必|必须|不妨|尽量|尽快|最好)(?:赶?在|于|从|自|到)?|(?:要求|责令|责成|限令?)，?[^，。]{0,8}[在于])$"
)
"""可在今天12时前预约, 应在今天傍晚前盖好棚膜: what one may do or is to do by then."""
_ASKED = re.compile("(?:^|[，；。：])[^，。；：]{0,6}请(?![求教假示客来了到进出])[^，。；：]{0,24}$")
_BIDDEN_BEHIND = re.compile(
    r"[^，。]{0,8}(?:前|止|内)，?(?:仍|还|均|也|都)?(?:可(?!能)|必?须|应|需|请|要|一律|务必|不得)"
)
_TO_BE_DONE = re.compile(
    r"(?:[上下]午|中午|傍晚|晚上?|夜里)?(?:之?前)?(?:就|都|均)(?:要|得|须|必须)(?![求素点闻领道塞害件])"
)
"""今天下午就要清走: an order of the day, or what somebody meant to do."""
_HAS_BEEN = re.compile("[了已曾]|过(?=[，。])")
_ENDS_THEN = re.compile("[^，。；]{0,12}截止(?![了到于])")
_DONE_BY = re.compile(
    r"(?:[上下中]午|傍晚|天黑|晚上?|夜里|\d{1,2}[时点](?:\d{1,2}分)?)*[之以]?前(?![往来期后\d一二三四五六七八九十几])(?P<rest>[^，。；]*)"
)
"""`背街小巷今天中午以前清完`: what was to be by then, where nothing says that it was."""
_WANTED = re.compile("(?:打算|准备(?!好|工作|会)|希望|盼望?|想(?![到起不法像])|约好|说好)[^，。；：]{0,4}$")
_AIMED = re.compile("(?:力[争保]|争取(?![到了])|确保(?!了))[^，。；：了已]{0,16}$")
_AIMED_BEHIND = re.compile("[要仍还也都将]?(?:全力)?(?:力[争保]|争取(?![到了])|确保(?!了))")
"""`力争公路今天全部抢通`: whether it was reached nobody says."""
_LIMITED = re.compile(r"[上下中]午|凌晨|清晨|傍晚|[晚夜]|\d{1,2}[时点:：]|[^，。]{0,6}(?:截止|最后一天)")
_CALLS = re.compile(
    "[^，。；：]{0,20}，(?:[^，。；：]{2,16}，)?[^，。；：]{0,8}?(?:请(?![求教假示客来了到进出])|欢迎(?=(?:广大|各位)?(?:市民|读者|居民|群众|大家|游客|家长|前[往来]|参[加与观]|到场|光临|报名))|抓紧|尽快|可[^，。]{0,8}(?:入场|到场|前往|参加|领[取票]|报名|登记|应聘))"
)
"""`献血车今天下午停在文化广场，欢迎市民前往`: a call to what was over by night."""
_FORETOLD_BEHIND = re.compile(
    "[^，。]{0,12}(?:预计|有望|可望)(?![，：])|(?:(?![说称]|表示|宣布|介绍|公布|发布|通报|报道|透露|获悉|会见)[^，。“”《]){0,20}?"
    "(?:预计(?=[超达为近约\\d])|计划(?=[加增][开投]|开行|执行|保障|完成|发送|运送|安排|投放))"
)
"""`今天，该站预计发送9.2万人次`, `今天全国铁路计划加开列车1900列`: of the day itself."""
_WEATHER_BEHIND = re.compile(
    r"(?:(?:白天|夜间|夜里|[上下]午|傍晚|早晨|凌晨)(?:到|至)?){0,2}，?(?:全[市县省区州]|[我本][市县省区]|[^，。；\d]{1,4}部(?:[山沿地乡]\w)?)?(?:仍|还|依然|继续|天气)?(?:以|有|将|为)?"
    r"(?:多云|晴|阴|[小中大暴][到至]?[中大暴]?[雨雪]|阵[雨雪]|有[小中大暴阵]?[雨雪](?![水量情天])|转[晴阴多雨雪]|雷|雾|霾|降[温水]|最[高低]气温|天气"
    r"|(?:强?降[雨雪]|雨势|[雨雪]|风力?)(?:将|会|逐渐|明显|有所)?(?:减[弱小]|增[强大]|加[强大]|趋于|停))"
)
"""`今天白天仍以多云为主`: a paper foretells the weather of its own day."""
_HOUR_BEHIND = re.compile(
    r"(?:[上下中]午|傍晚|晚上?)?(?:[89]|1\d|2[0-4])[时点](?:半|整)?[^，。；\d]{0,8}?(?:公布|揭晓|摇号|放[票号]|开[售抢演]|上演|截止|集合|见分晓)"
)
"""`今天15时公布`: a paper printed at night plans the day; what has been has its minutes, or 了."""
_ADVISED_BEHIND = re.compile(
    r"[^。；]{0,60}?，(?:[^，。；]{0,12}，)?[^，。；]{0,8}?(?:预计[^，。；]{0,8}?(?:出现在|\d{1,2}[时点]|(?:观众|客流|车流|人流|观赛)[^，。；]{0,6}\d)|(?:高峰|客流|车流)预计)"
)
"""`今天是假期最后一天，返程高峰预计出现在15时至19时`: foretold of that day."""
_FROM_THEN = re.compile(r"\d日|[明后]天|[日月天]起")
_RUN_ON = re.compile(r"起?[到至]\d{1,2}月\d{1,2}日")
_HELD_THEN = re.compile(
    r"(?:(?:起?[到至]|[—–\-]{1,2})(?:\d{1,2}月)?\d{1,2}日)?(?:（[^（）]{1,8}）)?，?[^。；]{0,60}?(?<!即)将(?:在|于)?[^，。；]{0,24}?"
    r"(?:举[行办]|展[出示映览]|开[放展]|上演|免费|进行|实[行施]|停[水电运航]|封闭|施工|发放|投放)"
)
_WILL_DO = re.compile("(?<!即)将(?![军士领])[\u3400-\u9fff]{2}")
_UNSURE = re.compile("预计|计划|拟|可能|有望|如果|若")
_EVENT_TO_BE = re.compile(
    "(?<!即)将(?:正式|全面|同时|首次|如期)?(?:在[^，。；]{2,16})?(?:开[通馆业园放赛幕演工播学]|启[用动程幕]|举[行办]|揭[晓幕牌]|通车|亮相|上演|发[车布射]|首飞|试运[营行]|投[用产入]|登场|召开|签[署约])"
)
_OTHER_TERM = re.compile(r"全年|[今明后]年|\d月|\d{4}年|季度|未来|今后|半年|[本下]个?[周月]|[明后]天|底|年内")
_OF_ANOTHER_DAY = re.compile(rf"{_OTHER_TERM.pattern}|\d日")
"""`渡船今天17时末班后停航，预计28日14时恢复`: what is foretold has a day of its own."""
_IN_THE_EVENING = re.compile("(?:晚上?|夜[间里]?)")
_SAID_OR_WEATHER = re.compile(
    "(?:说|称|表示|介绍|告诉[^，]{1,8}|透露|提醒|认为)，|气温|降温|雨势|风力|台风|热带|冷空气|降[雨雪水]|多云|[小中大暴阵][雨雪]|水位|洪峰|潮位"
)
_OVER = re.compile(r"[了已曾]|过(?=[，。])|[完结]|获悉|通报|\d[比:：]\\d")
_SMALL_HOURS = re.compile(
    r"凌晨(?!起|[至到—-])(?:\d{1,2}[时点](?:\d{1,2}分)?)?+(?![起至到—-])|(?:凌晨)?\d{1,2}[时点](?:\d{1,2}分)?[至到—-](?:凌晨)?(?P<until>\d{1,2})[时点]"
)
_AT_DAWN = re.compile(r"(?P<until>\d{1,2})[时点]")
"""Behind 明晨."""
_LAST_SMALL_HOUR = 5


def is_bidden(text: str, start: int, end: int) -> bool:
    """Return whether somebody may or is to do something at or by the time that stands between these places."""
    before = text[max(0, start - 32) : start]
    behind = any(pattern.match(text, end) for pattern in (_BIDDEN_BEHIND, _TO_BE_DONE))
    if behind or _BIDDEN.search(before) or _ASKED.search(before):
        return True
    ends = _ENDS_THEN.match(text, end)
    if ends and not _HAS_BEEN.search(text[max(0, start - 12) : ends.end()]):
        return True
    by = _DONE_BY.match(text, end)
    if by and by.end() > end and not _HAS_BEEN.search(text[max(0, start - 12) : start] + by["rest"]):
        return True
    return _LIMITED.match(text, end) is not None and _CALLS.match(text, end) is not None


def is_foretold_today(text: str, start: int, end: int) -> bool:
    """Return whether what the article says of its own day, in the word at that place, was still to come.

    An evening is, where somebody says it or it is weather and nothing says that it is over: 台风今晚减弱.
    """
    ahead = text[:start]
    behind = text[end:].removeprefix("，")
    if (foretold := _FORETOLD_BEHIND.match(behind)) and not _OTHER_TERM.search(behind, foretold.end()):
        return True
    if (advised := _ADVISED_BEHIND.match(text, end)) and not _OF_ANOTHER_DAY.search(text, end, advised.end()):
        return True
    if (
        not text[start:end].startswith("今晚")
        and _WEATHER_BEHIND.match(behind)
        and not _OVER.search(own_clause(text, end))
    ):
        return True
    if _SAID_OR_WEATHER.search(text) and _says_it_will(behind) and not _OTHER_TERM.search(behind):
        return True
    evening = text[start:end][1:2] in "晚夜" or _IN_THE_EVENING.match(text, end)
    own = re.split("[，；。：]", ahead[-12:])[-1]
    return bool(evening and _SAID_OR_WEATHER.search(text) and not _OVER.search(own + behind))


def is_set_for_today(text: str, end: int) -> bool:
    """Return whether a later clause says that what is told of the article's own day was set for it.

    `今天上午，随着列车驶出，车站将正式开通`; not `今天签约，明年将开通`.
    """
    found = _EVENT_TO_BE.search(text, end)
    if found is None or _UNSURE.search(text):
        return False
    between = without_moved(text[end : found.start()])
    return not (_SPEECH.search(between) or _OTHER_TERM.search(text, end, found.start()) or _FROM_THEN.search(between))


def as_happened(text: str) -> str:
    """Return a sentence of a day that is over without the 将 of what a later clause says was set for it."""
    found = _EVENT_TO_BE.search(text)
    return text[: found.start()] + text[found.start() + 1 :] if found else text


_FROM_AN_HOUR = re.compile(r"(?:\d{1,2}[时点](?:\d{1,2}分)?|零[时点])?起(?!草|床|飞|降|航|跑|诉|码)")
_IN_FORCE_UNTIL = re.compile(
    r"每[天日晚夜](?:\d|[上下]|零|从|的)|[到至](?:\d{1,2}月)?\d{1,2}日(?:\d{1,2}[时点])?(?:结束|[为截]?止|[，。；])"
)


def is_begun_run(text: str, start: int, end: int) -> bool:
    """Return whether something is so from the day there until another: `从今天到3月3日，馆里将办30场展览`."""
    run = text[max(0, start - 1) : start] in ("从", "自") and _RUN_ON.match(text, end) is not None
    return run and not _UNSURE.search(text)


def opens_as_run(text: str, start: int, end: int) -> bool:
    """Return whether a clause begins with that run of days of something held: `5月13日至6月2日，…将举行`."""
    if text[max(0, start - 1) : start] not in ("", "，", "。", "；") or _UNSURE.search(text):
        return False
    return _HELD_THEN.match(text, end) is not None


def as_begun(text: str) -> str:
    """Return a sentence of what has begun without its first 将: `从昨天到3月3日，馆里办30场展览`."""
    found = _WILL_DO.search(without_moved(text))
    return text.replace(found[0], found[0][1:], 1) if found else text


def is_printed_plan(text: str, start: int, end: int) -> bool:
    """Return whether a paper, printed at night, says of its own day what is to be at an hour: `今天15时公布结果`.

    So is what it says of its own evening: `今晚讲的是《大山》`.
    """
    evening = text[start:end].startswith(("今晚", "今夜")) or _IN_THE_EVENING.match(text, end)
    if evening and text[end : end + 1] != "的":
        return not _OVER.search(text[end : _clause_end(text, end + 1)])
    found = _HOUR_BEHIND.match(text, end)
    return found is not None and not _OVER.search(text[end : _clause_end(text, found.end())])


def is_measure_from(text: str, end: int) -> bool:
    """Return whether a measure is in force from the time that ends there: `今晚23时起，…每天23时至次日5时，…到8月5日`.

    It is for each day, or until a date: the next morning it has begun.
    """
    found = _FROM_AN_HOUR.match(text, end)
    return found is not None and not _UNSURE.search(text) and _IN_FORCE_UNTIL.search(text, found.end()) is not None


def is_wanted(text: str, start: int) -> bool:
    """Return whether somebody means or wishes to do something at the time there: `他打算今天再去`."""
    return _WANTED.search(text, max(0, start - 16), start) is not None


def is_aimed(text: str, start: int, end: int) -> bool:
    """Return whether something is only an aim for the time between these places: `力争公路今天抢通`."""
    ahead = _AIMED.search(text, max(0, start - REACH_OF_AIM), start)
    return ahead is not None or _AIMED_BEHIND.match(text, end) is not None


def is_in_small_hours(text: str, end: int) -> bool:
    """Return whether the time behind a day is over before anybody is up: 凌晨, 2时至5时, 明晨5时."""
    found = (_AT_DAWN if text[end - 1 : end] == "晨" else _SMALL_HOURS).match(text, end)
    return found is not None and (not found["until"] or int(found["until"]) <= _LAST_SMALL_HOUR)


def is_announced(text: str, start: int, end: int) -> bool:
    """Return whether what the sentence says of the time between these places is said as coming."""
    left = max((mark.end() for mark in _MARK.finditer(text, max(0, start - LONGEST_CLAUSE), start)), default=0)
    left = max(left, start - LONGEST_CLAUSE)
    right = _clause_end(text, end)
    before, after = text[left:start], text[end:right]
    if is_former_plan(text, start):
        return False
    if _WILL_AT.search(before):
        return True
    if (ahead := _AHEAD.search(before)) and not re.search("显示|[同环]比", before[ahead.end() :]):
        return True
    if _says_it_will(after):
        return True
    if before in ("", "从", "自") and left and _FORESEEN_END.search(text[max(0, left - 5) : left - 1]):
        return True
    if before in ("", "自", "从") and _TIME_ALONE.fullmatch(after) and right < len(text):
        return _says_it_will(text[right + 1 : _clause_end(text, right + 1)])
    return False


def own_clause(text: str, end: int) -> str:
    """Return what stands behind a place in its clause, and in the next where that is short."""
    return text[end : _clause_end(text, min(len(text), _clause_end(text, end) + 1))]


def _clause_end(text: str, start: int) -> int:
    last = min(len(text), start + LONGEST_CLAUSE)
    return mark.start() if (mark := _MARK.search(text, start, last)) else last


def is_former_plan(text: str, start: int) -> bool:
    """Return whether the time there is one that was planned first: 原定本周六的比赛."""
    return _FORMERLY.search(text[max(0, start - 4) : start]) is not None


def is_in_force(text: str, end: int) -> bool:
    """Return whether what stands behind a date is that a rule is in force from then on."""
    return _IN_FORCE.match(text, end) is not None


def is_begun(text: str, start: int, end: int) -> bool:
    """Return whether from the day there on something is so that goes on: `明起，四路车改道`, in no forecast's words.

    What will be (`明起将封闭`), the weather and what lasts some days (`明起三天`) are not known to have begun.
    """
    left = max((mark.end() for mark in _MARK.finditer(text, max(0, start - LONGEST_CLAUSE), start)), default=0)
    found = _BEGUN.match(text, end)
    return found is not None and not _NOT_SURE.search(text[left:start] + found["clause"])


def without_moved(text: str) -> str:
    """Return a text less each 将 that moves or hits something: `将受困群众转移至`, `将嫌疑人抓获`."""
    return _CAUGHT.sub("", _MOVED.sub("", text))


def _says_it_will(clause: str) -> bool:
    """Return whether the clause says that something will be, in no one else's words."""
    clause = without_moved(clause)
    will = _WILL.search(clause)
    return will is not None and _SPEECH.search(clause[: will.start()]) is None
