"""What is so for a day or two, of the day on which it was written: `目前搜救仍在进行`, `停水进入第三天`.

Told later without a day it is heard as of now. It is told with its day: `据昨天的报道，搜救仍在进行`.
"""

from __future__ import annotations

import datetime as dt
import re

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.attribution import speech_acts
from service.editing.day_words import day_forms
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.mentions import Unit, find
from service.editing.day_words.reference_days import DATED, dates_in, is_past, names_time
from service.language import sentences
from service.model import DayWord

NEAR = dt.timedelta(days=2)
"""How long before its article the day may be of which a state is, and how long after it one of days is told as now."""
_SAYS = re.compile("[^，。]{0,6}?(?:说|称|表示|通报|宣布|消息|报道)")
_PASSING = (
    "搜救|搜寻|搜索|救援|打捞|抢修|抢险|抢救|抢通|救治|失联|失踪|被困|滞留|停水|停电|断[电水网]|停运|停航|中断|积水|火势|明火|燃烧|扑救|扑灭|下落|苏醒|昏迷|脱离危险|危险期"
    "|住院|留观|重症|隔离|排查|调查|勘[查验]|追捕|在逃|清理|疏散|转移|撤离|戒严|封[闭锁控路]|响应|管控|管制|恢复|泄漏|超警|水位|洪峰|对峙|谈判|排队"
)
_NOW = re.compile(r"(?:目前|眼下|当前|此刻|这会儿|现在|截稿时)，?")
_NOW_INSIDE = re.compile(r"(?<=[\u3400-\u9fff])(?:目前|眼下|当前|此刻|现在)(?=[仍还正尚])")
"""`调查人员目前正在了解动机`, which is `昨天，调查人员正在了解动机` the next day; none of `当前形势`, `目前的情况`."""
_STATE = re.compile(
    rf"(?:仍[然旧]?|尚|还|正)(?:[在未没处有无]|没有)[^，。；]{{0,12}}?(?:{_PASSING})|(?:{_PASSING})[^，。；]{{0,8}}?(?:仍[然旧]?|尚|还|正)(?:[在未没处有无维保]|没有)"
    rf"|正(?:忙着|抢着|连夜|加紧|分头)[^，。；]{{0,4}}?(?:{_PASSING}|接[电水通]|排水|清淤|修)"
)
_FOR_DAYS = re.compile(
    r"(?:降[雨雪水]|大雾|高温|寒潮|台风|冷空气)(?:过程|天气)?仍?(?:正在|持续)(?=影响|，|。)"
    r"|准备工作[^，。；]{0,4}?(?:正|有序|稳步)|生命体征(?:平稳|稳定)|正在接受[^，。；]{0,6}治疗|正在?等(?:待|着)"
    r"|目前[仍还均尚暂]?(?:没有|未)[^，。；]{0,12}?(?:回应|置评|表态)"
)
"""What may be so the next day too: `一轮强降雨过程正在影响全县`."""
_SINCE = re.compile(
    r"(?:进入|已经?是|已经?|是)第(?:\d{1,3}|[一二三四五六七八九十]{1,3})天(?![的半])"
    r"|(?:停[水电运航]|断[水电]|失[联踪]|封闭|搜救|救援)第(?:\d{1,3}|[一二三四五六七八九十]{1,3})天"
)
_DAY_OF_HOLIDAY = re.compile(
    r"(?P<enters>进入)?[^，。；：\d昨今明]{0,8}(?<![请休病产事婚销])假期?的?(?:第(?:\d{1,2}|[一二三四五六七八九十]{1,2})[天日]|最后一天|首日)(?=，)"
)
"""`进入假期第五天，`: what the day of the article is, ahead of what was on it."""
_HOURLY = re.compile(
    r"(?:目前|眼下|当前|此刻|现在)(?!的)，?(?:"
    r"[^。；]{0,30}?(?:[林山大明]火|火势|火灾)[^。；]{0,12}(?:扑灭|控制|蔓延|燃烧|持续)"
    r"|[^。；]{0,30}?(?:遇难|死亡|丧生|受伤|失[踪联]|被困|转移|撤离|疏散)[^，。；每]{0,14}\d[\d.]*[余多万]{0,2}[人名]"
    r"|[^。；]{0,30}?\d[\d.]*[余多万]{0,2}[人名][^，。；]{0,6}(?:遇难|死亡|丧生|受伤|失[踪联]|被困|获救)"
    r"|[^。；]{0,30}?(?:运输|交通|航班|列车|公路|铁路|航线|客运)[^，。；]{0,6}(?:暂停|中断|停运|停航)"
    r"|[^。；]{0,20}?准备就绪"
    r"|[^。；]{0,12}?(?:降[雨雪]|雨势|台风|沙尘)[^，。；]{0,4}[仍还]在?(?:持续|影响|进行))"
    r"|(?:[林山大]火|火灾)[^，。；]{0,8}[仍还正](?:在|未|处于)|(?:在逃|[搜追]捕)[^，。；]{0,6}[仍还正]在|仍在逃"
)
"""What is counted or changes by the hour, and said as of now: `目前，地震已导致4人遇难`, `山火仍在蔓延`.

Of 2,200 days of bulletins 74 sentences told a day later are so; each was heard as of the day of the programme.
"""
_SHOWN = re.compile("(?:数据|统计|监测|资料|报告|公报)[^，。]{0,6}[，：]|统计，|^据")
"""Who has counted what a sentence tells: it is said as theirs."""
_CALL = re.compile(
    "，(?:请|敬请|望)[^，。；“”]{0,14}(?:绕[行道]|避让|避开|慢行|等[候待]|谅解|勿[进入靠前])[^，。；“”]{0,6}。$"
)
_GOING_ON = re.compile(
    "，(?:[日夜]间|现场|目前|后续)?(?:搜[寻救索]|救援|抢[修险]|清理|扑救|处置|打捞)[^，。；]{0,6}[仍还正]在?(?:继续|进行)中?。$"
)
"""Behind what was done on a day: `前天出动船艇14艘，夜间搜寻仍在继续。`"""
_OPEN_END = re.compile(
    "(?:解除|恢复|开通|通行|复航|复课)(?:的?(?:具体)?时间)?(?:，?请?)(?:将?另行(?:通[知告]|公告|公布)|等待?通知|视[^，。]{2,8}(?:而定|通知))"
)
"""`实施封航管制，解除时间另行通知`: a day later it may be over, and who says that it is in force is the paper."""
_LASTING = re.compile("[仍还正](?:[在未没处有无]|然)|截[至止]|尚[未在]")
_STILL = re.compile("[仍尚还]|没有")
_OF_THE_EVENT = re.compile("(?:[凌清]晨|[上下]午|晚上?|夜间|\\d{1,2}时)?(?:发生|爆发|登陆|坠毁|失[踪联]|决堤)的?")
"""`3日发生的地震已导致12人遇难`: the day is not the figure's."""
_AND = re.compile("^(?:而(?=[在全])|同时，|此外，)")
_UNTIL_REPORTED = re.compile("(?<=，)截[至止](?:到)?(?:目前|当前)(?:为止)?，?")
_GOES_ON_COUNTING = re.compile(
    r"(?:遇难|死亡|丧生|受伤|失[踪联]|被困|下落不明|确诊|病例|受灾|转移|收[购获割]|播[种下]|票房|累计|已[经有达超造建完收发])[^。]{0,40}?\d|\d[^，。]{0,8}(?:遇难|死亡|丧生|受伤|失[踪联]|被困)"
)
_VAGUE = (Unit.LATELY, Unit.YEAR)
_COUNTED_UP = re.compile(
    r"以来，?[^，。]{0,4}?(?:\d{1,3}|[一二三四五六七八九十]{1,3})天[里内中间来]?，?[^，。]{0,6}(?:共|已|累计|总)"
)
"""`2月2日启运以来，九天里共运送74万人`: nine days until the article's."""
_TO_COME = re.compile("(?<!即)将(?![军士领])|即将|预计|有望")
_GENERAL = re.compile("每|凡|一旦|如果|若|往往|通常|曾|当时|那时|必须|应当|应该")


def _reported(told: str, masked: str, day: ArticleDay, programme: dt.date) -> tuple[str, tuple[DayWord, ...]]:
    """Return a sentence that has lost its 截至目前 as what was reported on its day, and that day, unless it says more.

    Of what day a figure is that somebody published, nobody knows: no 截至昨天 is made of it.
    """
    if any(each.unit in DATED and not _OF_THE_EVENT.match(masked, each.end) for each in find(masked)):
        return told, ()
    told = _AND.sub("", told)
    if speech_acts.find(masked) or _SHOWN.search(masked):
        return _counted_by_others(told, masked, day, programme)
    said = f"据{day_forms.day(day.date, programme)}的报道"
    return f"{said}，{told}", (
        DayWord("", said, _("{date}, {evidence}, for what was so then", date=day.date, evidence=day.evidence)),
    )


def _counted_by_others(told: str, masked: str, day: ArticleDay, programme: dt.date) -> tuple[str, tuple[DayWord, ...]]:
    """Return a sentence that says whose its figure is with the report's day where it stood: `据甲报道，截至目前，`.

    So only of what goes on counting: people hurt or missing, money and goods that come in.
    """
    found = _UNTIL_REPORTED.search(masked)
    if found is None or not _GOES_ON_COUNTING.search(masked, found.end()):
        return told, ()
    head = masked[: found.start()]
    if not told.startswith(head):
        return told, ()
    said = f"截至{day_forms.day(day.date, programme)}报道时"
    rest = told[len(head) :].lstrip("，")
    return f"{head}{said}，{rest}", (
        DayWord(
            found[0].rstrip("，"),
            said,
            _("{date}, {evidence}, for what was so then", date=day.date, evidence=day.evidence),
        ),
    )


def _without_call(told: str) -> str:
    """Return a sentence of a state that may be over without what it asks of people for as long: `，请车辆绕行`."""
    found = _CALL.search(told)
    return f"{told[: found.start()]}。" if found and _LASTING.search(told, 0, found.start()) else told


def dated(told: str, masked: str, ahead: str, day: ArticleDay, programme: dt.date) -> tuple[str, tuple[DayWord, ...]]:
    """Return the sentence with its day before it, and that day, where it has what was so on that day only, or 截至目前.

    `masked`: the sentence as printed, without its quotations; `ahead`: what the article says before it.
    """
    told = _without_call(told)
    if any(each.unit is Unit.UNTIL_NOW and not each.text.endswith("今") for each in find(masked)):
        return _reported(told, masked, day, programme)
    if (holiday := _DAY_OF_HOLIDAY.match(masked)) and not is_past(ahead, masked, day):
        return _of_holiday(told, "" if holiday["enters"] else "是", ahead, day, programme)
    if _OPEN_END.search(masked) and not speech_acts.find(masked):
        said = f"据{day_forms.day(day.date, programme)}的报道"
        return f"{said}，{told}", (
            DayWord(
                "", said, _("{date}, {evidence}, for what was in force then", date=day.date, evidence=day.evidence)
            ),
        )
    since, state = _SINCE.search(masked), _STATE.search(masked)
    state = state or (_FOR_DAYS.search(masked) if programme - day.date >= NEAR else None)
    if _COUNTED_UP.search(masked) and not speech_acts.find(masked):
        said = f"截至{day_forms.day(day.date, programme)}"
        return f"{said}，{told}", (
            DayWord(
                "", said, _("{date}, {evidence}, for the days that are counted", date=day.date, evidence=day.evidence)
            ),
        )
    hourly = _HOURLY.search(masked) and not (_SHOWN.search(masked) or masked.startswith(("根据", "同一天")))
    if hourly and not _has_its_time(masked, ahead, day, counted=False):
        said = f"据{day_forms.day(day.date, programme)}的报道"
        why = _("{date}, {evidence}, for what was so then", date=day.date, evidence=day.evidence)
        return f"{said}，{_NOW.sub('', _AND.sub('', told), count=1)}", (DayWord("", said, why),)
    if not (since or state) or _has_its_time(masked, ahead, day, counted=since is not None):
        own = names_time(masked) and not speech_acts.find(masked)
        return _GOING_ON.sub("。", told) if own else told, ()
    reported = _said_on(ahead, day, programme)
    date = day.date if reported is None or _NOW.search(masked) else reported
    said = day_forms.day(date, programme)
    if state and not since and _STILL.search(state[0]):  # a paper of the morning tells of the evening before
        said = f"截至{said}" if date == reported else f"据{said}的报道"
    why = _("{date}, {evidence}, for what was so then", date=date, evidence=day.evidence)
    if state and state[0].startswith("目前"):
        return f"{said}，{told.replace('目前', '', 1)}", (DayWord("目前", said, why),)
    if "，目前" in told:
        said += "，" if said.startswith("据") else ""
        return told.replace("，目前", f"，{said}", 1), (DayWord("目前", said, why),)
    now = _NOW.match(told)
    head, colon, rest = told.rpartition("：")
    if now is None and colon and state and state[0] in rest:
        return f"{head}：{said}，{rest}", (DayWord("", said, why),)
    if now is None:
        inside = _NOW_INSIDE.search(told)
        was = inside[0] if inside else ""
        return f"{said}，{told.replace(was, '', 1)}", (DayWord(was, said, why),)
    said += "，"
    return said + told[now.end() :], (DayWord(now[0], said, why),)


def _of_holiday(
    told: str, verb: str, ahead: str, day: ArticleDay, programme: dt.date
) -> tuple[str, tuple[DayWord, ...]]:
    """Return a sentence of a day of a holiday as of the article's day; raise NotTold where another may be meant."""
    lines = sentences.split(ahead.rpartition("\n")[2])
    dates = [date for line in lines for _, date in dates_in(line, day, programme)]
    if (dates and max(dates) != day.date) or _TO_COME.search(told):
        raise NotTold(_("which day of the holiday it is, or was to be, nobody says"))
    said = day_forms.day(day.date, programme)
    return f"{said}{verb}{told}", (
        DayWord("", said, _("{date}, {evidence}, for the day of the holiday", date=day.date, evidence=day.evidence)),
    )


def _said_on(ahead: str, day: ArticleDay, programme: dt.date) -> dt.date | None:
    """Return the day on which somebody said what stands ahead in the paragraph, if it is near the article's.

    `美国海军17日说，…。事故原因正在调查。` is of the 17th.
    """
    for sentence in reversed(sentences.split(ahead.rpartition("\n")[2])):
        for each, date in dates_in(sentence, day, programme):
            if not each.last and _SAYS.match(sentence, each.end) and dt.timedelta() <= day.date - date <= NEAR:
                return date
    return None


def _has_its_time(masked: str, ahead: str, day: ArticleDay, *, counted: bool) -> bool:
    """Return whether the sentence has a time of its own, is of a past or of any day, or is what somebody says.

    `counted`: 第三天 in it is none.
    """
    own = any(each.unit not in _VAGUE for each in find(masked)) if counted else names_time(masked)
    if own or is_past(ahead, masked, day) or _GENERAL.search(masked):
        return True
    if any(each.unit in (Unit.COUNTED, Unit.SPAN, Unit.UNTIL_NOW) for each in find(masked)):
        return True
    return bool(speech_acts.find(masked))
