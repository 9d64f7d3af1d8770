"""What is in force until a day that the article says, and that is over: `限行期间，货车须绕行` until `6月28日24时`.

A rule names no day itself, so that it is heard as in force. It goes when its end has passed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.day_words import dates_in
from service.editing.stale_advice import PASSED
from service.language import sentences

_ENDS_AHEAD = re.compile(
    "(?:延长?|推迟|持续|维持|运行|运营|开放|开行|实[行施]|执行|投放|发放|试行|有效|封闭|停[航运水电课]|免费[^，。；]{0,6}|[^，。；]期(?:限|间)?)"
    "(?:时间|期)?(?:截[至止])?[至到]$"
)
_ENDS_BEHIND = re.compile(
    r"(?:（[^（）]{1,8}）)?(?:[上下中]午|晚上?|夜间?)?(?:\d{1,2}[时点](?:\d{1,2}分)?)?(?:为?止|结束|[，。；]|后(?:取消|恢复|撤))"
)
_IN_FORCE = re.compile(
    r"期间|期内|每[天日晚早半隔次车班户人\d]|须|不得|不准|一律|禁[止行]|绕[行走道]|[需须]?凭|限[两每定速行流号]|免费|先到先|优先|暂[停缓不]|错时"
)
_DONE = re.compile("[了已曾]|过(?=[，。])|去年|往年")


def ended(text: str, untold: Mapping[str, str], day: ArticleDay | None, programme: dt.date) -> dict[str, str]:
    """Return the sentences of what was in force until a day that is over, each with the reason.

    `untold`: those that are not told already. A rule ends with its paragraph's last such day.
    """
    found: dict[str, str] = {}
    for paragraph in [sentences.split(line) for line in text.split("\n") if line] if day else ():
        end = _end(paragraph, day, programme)
        if end is None or end >= programme:
            continue
        for each in paragraph:
            if each not in untold and _IN_FORCE.search(each) and not _DONE.search(each):
                found[each] = _("in force until {end}, which {passed}", end=end, passed=PASSED)
    return found


def _end(paragraph: Sequence[str], day: ArticleDay | None, programme: dt.date) -> dt.date | None:
    """Return the last day until which a paragraph says that something is in force; None where it says none."""
    last: dt.date | None = None
    for each in paragraph:
        for mention, date in dates_in(each, day, programme):
            ends = _ENDS_BEHIND.match(each, mention.end) and _ENDS_AHEAD.search(each, 0, mention.start)
            if ends and day and date >= day.date:
                last = max(last or date, date)
    return last
