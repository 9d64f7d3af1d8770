"""Who is called by a bare name: he is told of only behind the sentence that names him first.

`记者跟随卫星工程师前往高原。天刚亮，聂原和同事们出发了。` With these left out, `聂原所说的卫星` is a
stranger's. Where even his first sentence says nothing of who he is, the one ahead of it does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.editing import definite_mentions
from service.editing.attribution import full_names
from service.language import surnames

LEAST = 3
"""How often an article has a bare name, at the least, that is taken for one.

Of 2,500 articles of a bulletin 35 have one, 28 of them people; sides, speeches and places are left out.
"""
_NO_NAME = frozenset("方词县市省州镇村区队部院厂")
"""How a side, a speech or a place ends that begins with a surname: 欧方, 贺词, 熊本县."""
_ACTS = (
    "说|告诉|介绍|表示|回忆|坦言|所说|他们|一家|和(?:同事|队友|战友|工友|妻子|丈夫|村民|搭档|徒弟)"
    "|带着|带领|招呼|权衡|赶紧|决定|发现|忙着|正忙"
)
_NAMED = re.compile(f"(?:^|[，。；：“、\n的])(?P<name>[{surnames.IN_TEXT}][\u3400-\u9fff]{{1,2}}?)(?=(?:{_ACTS}))")
_SAYS_WHO = re.compile(
    "岁|[者员师民工匠长]|负责人|经理|主任|书记|教授|专家|老板|店主|人称|获得者|夫[妻妇]|[兄弟姐妹父母]|学生|干部"
)
_PEOPLE_AHEAD = re.compile(
    "[工农技]程?师|[者员民工匠]|们|队|老人|青年|姑娘|小伙|夫[妻妇]|兄弟|姐妹|一家|团队|专家|教授"
)


def needed(lines: Sequence[str]) -> dict[int, int]:
    """Return, by sentence, the one ahead that names or introduces whom it calls by a bare name."""
    article = "\n".join(lines)
    found: dict[int, int] = {}
    for name in dict.fromkeys(each["name"] for each in _NAMED.finditer(article)):
        if (
            not (surnames.is_person_name(name) and definite_mentions.is_particular(name[:2]))
            or name[-1] in _NO_NAME
            or article.count(name) < LEAST
            or full_names.in_full(name, article) != name
        ):
            continue
        own = [at for at, line in enumerate(lines) if name in line]
        first = own[0]
        for at in own[1:]:
            found.setdefault(at, first)
        before = lines[first].partition(name)[0]
        if (
            first
            and not _SAYS_WHO.search(before + lines[first].partition(name)[2][:12])
            and _PEOPLE_AHEAD.search(lines[first - 1])
        ):
            found.setdefault(first, first - 1)
    return found
