"""A danger, a lack or half a decision, and the sentence of the article by which it ends: neither danger is told alone.

`一位老人坠入河中，急流将他冲远。` leaves a man in the river whom the article has rescued five sentences on. So do
a flood that has gone down, a pump that has its hose, and an act that the upper house has still to pass. The danger
waits for its ending: it is told with it or not at all. What has no ending in the article is told as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

REACH, NEAR = 8, 3
"""Sentences behind a danger to people in which its ending may stand; that of a flood, a cut or a lack stands nearer."""

_PERIL = re.compile(
    "(?:坠入|跌入|掉[进入]|落入|滑入|卷[入进]|陷[入进])[^，。]{0,6}?[河江湖海井水沟坑塘渠潭车崖谷淤雪]|坠[井崖河江]|落水(?!管)|冲[远走]|溺水"
    "|(?<!解)被困|失[联踪](?!多年)|走失|迷路|中毒|昏[迷倒]|心脏骤停|晕倒"
)
_SAVED = re.compile(
    "救[上出下起回]|获救|脱[险困]|脱离(?:生命)?危险|拉[了上出]|拖[上出]|托[上出]|抬[上出]|背[了出下]|找到|寻获|下山|转[移运]出|送医|平安|出院|生还"
    "|遇难|身亡|死亡|不幸|去世|遗体|恢复(?:了)?(?:意识|呼吸|心跳)"
)
_HAZARD = re.compile(
    "漫堤|管涌|决口|溃[坝堤口]|险情|积水|内涝|被淹|断[水电网]|停[水电]|(?:冲|阻|中)断|塌方|滑坡|泄漏|起火|着火|火[情灾]|超[警汛]"
)
_OVER = re.compile(
    "排[除空干]|解除|控制|退去|消退|恢复|抢通|扑灭|修复|封堵|堵住|疏通|通车|处置完毕|清理完|化解|回落|降至?[^，。]{0,4}以下"
)
_NOT_OVER = re.compile("[未没尚]|仍|预计|力争|争取|将(?:[于在会要]|陆续|逐步|全)|尽快|要(?!道)|为了|确保|直至")
_ANY_TIME = re.compile("如[遇果]|若|遇到|一旦|提醒|超过\\d|为配合|防[范止]|各类|危险的")
"""What may happen is no danger that ends: `遇到孩子走失，请立即拨打110`."""
_ELSEWHERE = re.compile("在[\u3400-\u9fff]{2,10}，")
"""`在邻省，险情排除` ends nothing here."""
_LACK = re.compile("缺(?:的是)?[一两二三几\\d]|[还最]缺|急需|紧缺|(?:转给|骗走|盗走|偷走|丢失)了?")
_SUPPLIED = re.compile("送到|运到|运抵|到岗|到位|补[齐上足]|配齐|解决|追回|找回|归还|还给|退[还回]")
_HALF = re.compile("(?:通过|表决通过|批准)[^。]{0,30}?(?:法案|草案|议案|决议|预算|协议|条例)")
_OTHER_HALF = re.compile("(?:该|这[一项]?|法案|草案|议案|决议|协议)[^。]{0,12}?[还尚][须需将要待有]")
_PREPARED = re.compile(
    "(?:即将(?:到来|打响|开始|开幕|进行)的[^，。]{0,4}?|为[^，。]{0,8}?(?=[\u3400-\u9fff]{2}(?:做|作)))(?P<what>[\u3400-\u9fff]{2})(?:[做作]|，|。)"
)


def endings(lines: Sequence[tuple[str, int]]) -> dict[int, int]:
    """Return, by sentence, the one behind it by which its danger ends; `lines`: each sentence, and its paragraph."""
    found: dict[int, int] = {}
    for at, (text, _) in enumerate(lines):
        end = _end(text, lines[at + 1 : at + 1 + REACH])
        if end is not None:
            found[at] = at + 1 + end
    return found


def _end(text: str, behind: Sequence[tuple[str, int]]) -> int | None:
    if prepared := _PREPARED.search(text):
        begun = re.compile(f"{prepared['what']}[^，。]{{0,4}}(?:开始|打响|开幕|启动|结束|完成)")
        return next((at for at, (other, _) in enumerate(behind) if begun.search(other)), None)
    if _HALF.search(text):
        return 0 if behind and _OTHER_HALF.search(behind[0][0]) else None
    if _LACK.search(text):
        supplied = (_SUPPLIED.search(other) and not _NOT_OVER.search(other) for other, _ in behind[:NEAR])
        return next((at for at, found in enumerate(supplied) if found), None)
    for danger, over, reach in ((_PERIL, _SAVED, REACH), (_HAZARD, _OVER, NEAR)):
        risk = danger.search(text)
        if risk is None or _ANY_TIME.search(text) or over.search(text, risk.end()):
            continue
        for at, (other, _) in enumerate(behind[:reach]):
            ended = over.search(other)
            if (
                ended
                and not _ELSEWHERE.match(other)
                and not _NOT_OVER.search(other, max(0, ended.start() - 8), ended.start())
            ):
                return at
    return None
