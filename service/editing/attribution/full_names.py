"""The words that name a person in full: title and name as they stand together in the article."""

from __future__ import annotations

import re

from service.language import surnames

_TITLE = re.compile(
    r"(?:[^副会]长|[副会]长|书记|主任|主席|总理|总统|经理|总裁|教授|研究员|[工农]程师|医[生师]|护士|护理员|[老教]师|负责人|发言人|代表|委员|支书"
    r"|[\u3400-\u9fff][员匠]|专家|[村市居农渔牧]民|果农|老板|户主?|首相|大使|秘书|干事|总监|先生|女士|作家|导演|民警|法官|检察官|律师|学生|司机|老人"
    r"|传承人|创始人|带头人|经理人|理事|技师|船长|国王|大臣|院士|博士|观众|游客|教练|选手|[总工]程师|农艺师|预报员)"
)
_PREFIX_CUT = re.compile(
    r".*(?:[了着过对由向被据给请让是：]|采访|专访|对话|会见|跟着|走进|见到|来到|陪同|邀请|记者(?=.)"
    r"|(?<!发展)(?<!文化)(?<!工业)(?<!保障)(?<!住房)(?<!林业)(?<!卫生)(?<!规划)(?<!教育)(?<!资源)(?<!体育)(?<!广播)和(?!平))"
)
_UNFIT = re.compile(r"[了着过被我你他她它这那您]|[的在]")
_LONGEST_PREFIX = 30
"""Characters of the longest title that is told before a name."""
_BEFORE = re.compile(r"[^，。！？；：、“”（）\n]*$")


def name_of(speaker: str) -> str:
    """Return the bare name within title and name; empty where the words hold no person's name."""
    last = None
    for last in _TITLE.finditer(speaker):
        pass
    name = speaker[last.end() :] if last else speaker
    if not 2 <= len(name) <= 12:
        return ""
    if surnames.is_person_name(name) or "·" in name:
        return name
    return name if last and len(name) >= 3 else ""


def in_full(speaker: str, article: str) -> str:
    """Return the longest title and name of the speaker that stand together in the article; else the words given."""
    name = name_of(speaker)
    if not name:
        return speaker
    best, at = speaker, article.find(name)
    while at >= 0:
        before = _BEFORE.search(article, max(0, at - 2 * _LONGEST_PREFIX), at)
        prefix = _PREFIX_CUT.sub("", before[0]) if before else ""
        titles = list(_TITLE.finditer(prefix))
        told = titles and titles[-1].end() == len(prefix) and len(prefix) <= _LONGEST_PREFIX
        if told and not _UNFIT.search(prefix) and len(prefix + name) > len(best):
            best = prefix + name
        at = article.find(name, at + len(name))
    return best


def can_be_told(speaker: str) -> bool:
    """Return whether the words can stand as a subject by themselves."""
    return 2 <= len(speaker) <= _LONGEST_PREFIX + 12 and _UNFIT.search(speaker) is None
