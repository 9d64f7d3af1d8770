"""News of a new rule: it is told with at least one thing that the rule says.

`会上公布的《停放管理办法》共6章34条，自6月1日起施行。` announces that something was announced. Of 111 items of ten
programmes that two strangers judged, three told a rule so, and none of the three could go on air.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from service.editing.summary.candidates import Candidate
from service.model import Article

OWN_ROOM = 60
"""Characters that a provision may have beyond those of its story."""
_RULE = re.compile(
    "(?:办法|条例|规定|细则|新规|守则|规范|标准|方案|制度|政策|清单)[）》”]{0,3}[^，。]{0,14}(?:施行|实施|执行|印发|出台|发布|公布|通过)"
    "|(?:发布|印发|出台|通过|公布|实施|施行)[^，。]{0,24}(?:办法|条例|规定|细则|新规|守则|规范|标准)"
)
"""`《校外托管机构管理办法（试行）》9月1日施行`, `发布长期护理保险实施办法`."""
_PROVISION = re.compile(
    r"不得|应当|(?<![回反响适供对相])应(?=[在将于以按由])|(?<!不)必须|一律|禁止|允许|罚款|不[超多少低高]于|不超过|不足|最[高低多少]|免费|免征|减半|[可须](?=[以在凭持享申按向由直])|由[^，。]{2,12}(?:负责|承担)"
    r"|(?:每|满)[^，。]{0,8}\d|\d[^，。]{0,6}以[上下内]|补[贴助]|报销|(?:日|小时|天)内"
    r"|(?:提出|明确|规定|要求)，[^。]{0,40}\d"
)
"""What a rule asks, allows, gives or counts."""
_ABOUT_THE_RULE = re.compile(r"共\d+[章条]|召开|新闻发布会|通气会|[自从]?[^，。]{0,10}起(?:施行|实施|执行)")


_FIRST_DAY = re.compile("自[^，。]{2,14}[日月]起(?:施行|实施|执行|生效|适用)|[日月]起(?:正式)?(?:施行|实施|执行)")
LONGEST_FIRST_DAY = 60
"""Characters of a sentence that says from when a rule holds, and little else."""


def is_of_a_rule(article: Article) -> bool:
    """Return whether the headline, or the sentence the article begins with, says that a rule begins to hold."""
    opening = article.paragraphs[0][:200] if article.paragraphs else ""
    return any(_RULE.search(text) is not None for text in (article.title, article.kicker, article.subtitle, opening))


def is_provision(text: str) -> bool:
    """Return whether a sentence tells what a rule says, and not only that there is one."""
    bare = "，".join(clause for clause in re.split("[，。；]", text) if not _ABOUT_THE_RULE.search(clause))
    return _PROVISION.search(bare) is not None


def first(left: Iterable[Sequence[Candidate]], room: int) -> Candidate | None:
    """Return the first provision of at most so many characters: the weightiest are told first; None without one."""
    return next((ways[0] for ways in left if ways[0].size <= room and is_provision(ways[0].text)), None)


def first_day(left: Iterable[Sequence[Candidate]], said: Iterable[Candidate]) -> Candidate | None:
    """Return the short sentence that says from when a rule holds, where none that is said does; None without one.

    `上述措施自5月1日起执行，4月30日前已受理的按原规定办理。`: who signs this week has to know.
    """
    if any(_FIRST_DAY.search(each.text) for each in said):
        return None
    short = (ways[0] for ways in left if ways[0].size <= LONGEST_FIRST_DAY)
    return next((each for each in short if _FIRST_DAY.search(each.text)), None)
