"""Stretches that a sentence counts from the day of its article: 成绩三天后公布, 半个月内完成整改, 再过10天.

Others count from what the text names, and stay: 手术三天后, 收到通知后10日内, `他病了。两天后，他出院了。`
"""

from __future__ import annotations

import re
from enum import StrEnum

_NUMERALS = "一二三四五六七八九十"
STRETCH = re.compile(
    rf"(?<![\d{_NUMERALS}第每隔近满逾达超同过上下.．周月百千])(?P<again>再[过有]|还[有剩]|[只仅]剩)?(?(again)(?:最后|不到|不足|大?约)?)"
    rf"(?P<number>\d{{1,3}}|[{_NUMERALS}两几数半]{{1,3}})"
    r"(?P<unit>天|个?星期|个?礼拜|周|个半?月|日|个?小时)"
    r"(?:(?P<edge>[之以]?[后前内])(?![续来往面排锋卫部外沿瞻夕后])|(?(again)|(?!)))"
)
"""A number, a unit, and on which side of it: behind, ahead or within."""
_DAYS = {"天": 1.0, "日": 1.0, "星期": 7.0, "礼拜": 7.0, "周": 7.0, "月": 30.0, "小时": 1 / 24}

_EVENT_AHEAD = re.compile(
    r"(?:签约|签[字订署]|开[工业幕馆庭播售学]|结束|[手]?术|上[线映市]|生效|[出入住]院|去世|出生|[案事]发|报[警案名]|收到|接到|结?婚|产|[失起]火|受伤|服药|用药|[播移][种栽]"
    r"|[入离就]职|毕业|怀孕|确诊|[宣裁]?判决?|受理|立案|公[示布告]|发布|通知|发售|[赛节会灾震雨战饭雪]|事故|发生|[到期届]满|到期|下单|付款|交[付货]|完成|启动|实施|[投停]产|通[车航]"
    r"|运行|播出|封顶|落地|[抵到]达|离开|回[国来家]|[失走][踪失]|被?[逮捕抓]|落网|拘留|停[电水药课工航]|断[电水]|注射|接种|复[工课学航]|闭[幕馆]|竣工|验收|搬[家迁]|入住|放假|退休|辞职|死亡|获救"
    r"|爆炸|坍塌|地震|作出|送达|生[日产]|开考|考[前后]?|预约|登记|采[摘收]|收[割获]|转移|[隔分]离|时隔|[每隔]|短短|相隔|仅仅|连续|持续|历时|前后|最近|过去|[自从此起其后至])的?(?:不到|约|整整)?$"
)
_COUNTS_ELSEWHERE = re.compile(r"之日|起(?!来|码)|收到|接到|签收|送达|逾期|期满|可(?!能|望)|应在|须在|得在")
"""What a law counts from, `判决生效之日起10日内`, and what one may do within a term."""
_OF_EACH = re.compile("(?!余下|剩[下余]|其余|全部)[\u3400-\u9fff]{1,4}的")
"""`红的七天内要收，黄的半个月`: how long each kind has, whenever it is seen."""
_REST = re.compile("剩余|剩下|其余|余下|另一半|余款|尾款")
_AT_ONCE = re.compile("[^，。的]{2}[之以]?后(?:立即|立刻|马上|当即|随即|即)")
"""`一半在签约后立即支付，剩余部分在60天内付清`: both count from one event."""
_ABOUT_AHEAD = re.compile(r"(?:大约|约|大概|差不多|将近|至少|最多|不到|不出)$")
_WILL_BE = re.compile(
    r"将(?![军士领])|有望|可望|即将|就要|就能|就会|才能|预计|力争|争取|计划|拟(?!定)|必须|须|要(?![求闻素])|确保|承诺|保证|最[快迟晚早]"
)
_SLOT = re.compile("[于在从自最快迟早约大]*")
"""Between 计划 and its stretch; any other word is what lasts so long: 计划休整20天后出航."""
_PLANNED = re.compile(
    "[^，。]{0,4}(?:公布|揭晓|举[行办]|开|召开|上[映市线]|发[售布放车]|出[炉结]|到期|截止|见分晓|交|通|[恢复]复|[复解投停竣完][工课除禁产运航]|结束|返[回程]|抵达|到[达位]|再|可|见)"
)
"""What is set for a day: `成绩三天后公布`; `驴友四天后获救` counts from what the text tells."""
_WAS = re.compile(r"[了已曾被]|过(?=[，。后去])")
_URGED = re.compile(r"要求|责成|部署|承诺|保证|提出|明确|预计|计划")
_SAID_AHEAD = re.compile(r"[说称示绍为露调出复应讯知求诺者]，")
_TOLD_AHEAD = re.compile(r"[了已曾]|\d[日月号年时点]|[天年周]")
"""What a later clause may count from: `他病了，两天后出院`."""
_FORESEEN = re.compile("将(?![军士领])|会(?![议见员])|能(?!源|力)|有望|可望|预计|力争|即可")
_OFFICE_SAYS = re.compile("(?:说|表示|承诺|介绍|透露|答复|回复|回应)，$")
_MAY = re.compile("[可能得]|有效|免|不")
"""`供电所说，三天内把线路查一遍`; not `店家说，七天内可退`, which is so on any day."""
_RULE = re.compile("每|凡|一旦|如[果遇]?|用户|者|须|应|承诺|最[多少]|不[超得]")
_MADE_KNOWN = re.compile("(?:再|才)?(?:公布|揭晓|出[来炉]?|解[除封]|开放|恢复)")
"""`预计24小时内恢复供电`, `结果48小时后公布`; not `承诺24小时内送达`, which is so on any day."""
_TERM = re.compile("[在限于]$|期限")
"""A term that a rule sets: `限15日内整改`."""
_DONE_WITHIN = re.compile(
    "全部|完成|建成|结束|到位|解决|恢复|办结|整改|拆除|清除|修[复好]|发放|公布|开通|[\u3400-\u9fff]完|再|还[将要会]"
)
_CASE_AHEAD = re.compile("[的后]，$")
"""A case that a rule names, or what comes first in it: `使用过的，扣除实际次数后，十天内退余款`."""
_TALE_BEHIND = re.compile("又|才(?!能)|终于|竟|却|便|他|她")
"""`厂家说要等三天，三天后又说要等三天`: it counts from what was told."""
_ENDS = ("", *"。；！")
_OF_THEN = re.compile(r"^(?:\d{4}年)?\d{1,2}月\d{1,2}日(?!前)|[当那][时天年]|时候?，")
"""`双抢只剩11天。` counts down to a day; `那时离开学只剩3天。` is of its own."""
_MARK = re.compile("[，。；：！？]")
_SETS_OUT = re.compile("(?:出发|驶[出离]|启程|起运|启[航运]|开[出行]|发[车运出]|起飞|起航)[^，。]{0,12}，$")
"""`班列从这里出发，9天后将运抵`: counted from when it set out, on whatever day."""
_LONGEST_CLAUSE = 80
"""Characters of a clause at the most that are looked at."""


class CountedFrom(StrEnum):
    """What a stretch is counted from."""

    TODAY = "today"
    """From the article's day, in the paper's own words."""
    PERHAPS = "perhaps"
    """From the article's day, or the day on which somebody said it, or from what was told before."""
    EVENT = "event"
    """From what the text names."""


def counted_from(text: str, found: re.Match[str]) -> CountedFrom:
    """Return what a stretch is counted from, in its sentence without quotations."""
    start, end = found.span()
    left = max((mark.end() for mark in _MARK.finditer(text, max(0, start - _LONGEST_CLAUSE), start)), default=0)
    before, after = text[max(left, start - _LONGEST_CLAUSE) : start], text[end : end + _LONGEST_CLAUSE]
    if found["again"]:
        again = found["again"][0] == "再"
        if not again and _OF_THEN.search(text, 0, start):
            return CountedFrom.EVENT
        counts_down = after.startswith(("，", "就", "便", "即")) or after[:1] in _ENDS
        return CountedFrom.PERHAPS if again or counts_down else CountedFrom.EVENT
    if _TALE_BEHIND.match(after) or _names_its_event(before, text[:left]):
        return CountedFrom.EVENT
    clause = _MARK.split(after)[0] or after[:1] + _MARK.split(after[1:])[0]
    ahead = text[max(0, left - _LONGEST_CLAUSE) : left]
    if clause.endswith("的") or (not before and _CASE_AHEAD.search(ahead)):
        return CountedFrom.EVENT
    promised = found["edge"][-1] == "内" and not before and _OFFICE_SAYS.search(ahead)
    if promised and not (_WAS.search(clause) or _RULE.search(clause) or _MAY.search(clause)):
        return CountedFrom.PERHAPS
    if found["unit"].endswith("小时"):
        return _hours_from(before, clause, ahead, found["edge"][-1])
    if found["edge"][-1] == "内":
        done = _DONE_WITHIN.match(clause) and not (_TERM.search(before) or _WAS.search(before + clause))
        urged = done or _WILL_BE.search(before + clause) or _URGED.search(ahead)
        return CountedFrom.EVENT if not urged else _if_not_said(ahead)
    if found["edge"][-1] == "前":
        return _if_not_said(ahead)
    if (planned := _WILL_BE.search(before)) and not _SLOT.fullmatch(before, planned.end()):
        return CountedFrom.PERHAPS
    if _WILL_BE.search(before + clause):
        return CountedFrom.EVENT if not before and _SETS_OUT.search(ahead) else _if_not_said(ahead)
    told_ahead = left and not before and not _SAID_AHEAD.search(ahead) and _TOLD_AHEAD.search(ahead)
    if _WAS.search(clause) or told_ahead:
        return CountedFrom.EVENT
    return _if_not_said(ahead) if before and _PLANNED.match(clause) else CountedFrom.PERHAPS


def _names_its_event(before: str, ahead: str) -> bool:
    """Return whether what it counts from stands in its clause, or for another part of the same thing ahead of it."""
    if _EVENT_AHEAD.search(before) or _COUNTS_ELSEWHERE.search(before) or _OF_EACH.fullmatch(before):
        return True
    return _REST.search(before) is not None and _AT_ONCE.search(ahead) is not None


def _hours_from(before: str, clause: str, ahead: str, edge: str) -> CountedFrom:
    """Return the same of hours: a tale counts them from what it tells, `四小时后，水退了`, a rule from each case."""
    if edge == "前":
        return CountedFrom.EVENT if before else CountedFrom.PERHAPS
    foreseen = (_FORESEEN.search(before + clause) or ahead.endswith(("预计，", "力争，"))) and not _RULE.search(
        ahead + before + clause
    )
    if _WAS.search(clause) or not (foreseen or (edge == "后" and before and _MADE_KNOWN.match(clause))):
        return CountedFrom.EVENT
    return _if_not_said(ahead)


def _if_not_said(ahead: str) -> CountedFrom:
    return CountedFrom.PERHAPS if _SAID_AHEAD.search(ahead) else CountedFrom.TODAY


def days(found: re.Match[str]) -> float:
    """Return how many days it is long, about."""
    number, unit = found["number"], found["unit"]
    size = _DAYS[unit.removeprefix("个").removeprefix("半")]
    if number == "半":
        return size / 2
    half = 0.5 if "半" in unit else 0.0
    if number.isdigit():
        return (int(number) + half) * size
    return (_value(number) + half) * size


def is_exact(text: str, found: re.Match[str]) -> bool:
    """Return whether it names one day: 三天后, neither 几天后 nor 两三天后 nor 一周后."""
    number = found["number"]
    if found["unit"] not in ("天", "日") or _ABOUT_AHEAD.search(text[max(0, found.start() - 3) : found.start()]):
        return False
    return (
        number.isdigit()
        or (len(number) == 1 and number in _NUMERALS + "两")
        or (number[0] == "十" and "几" not in number)
    )


def _value(number: str) -> int:
    """Return a number of one to ninety-nine; of 两三 the first, of 几 and 数 three."""
    values = {"两": 2, "几": 3, "数": 3} | {numeral: at for at, numeral in enumerate(_NUMERALS, 1)}
    tens, ten, ones = number.partition("十")
    if ten:
        return (values.get(tens, 1) if tens else 1) * 10 + (values.get(ones, 0) if ones else 0)
    return values.get(number[0], 1)
