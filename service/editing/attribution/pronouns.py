"""Who is called 他 and who 她, as the article says it, and whom of several people a pronoun means.

By ear both are one word: whoever is meant is told by his name, or nothing of it is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, MutableMapping, Sequence

_HE, _SHE = "他", "她"
_BEHIND = re.compile(
    r"(?:(?P<she>女士|小姐|大[姐娘妈嫂婶]|阿姨|[奶婆]婆?|奶奶|婶|嫂|妈妈|的(?:丈夫|老公|婆婆|公公)|[，（(]女[，、）)])"
    r"|(?P<he>先生|大[爷叔哥伯]|爷爷|老汉|老伯|大伯|师傅的妻子|爸爸|的(?:妻子|太太|媳妇|岳[父母]|老婆)|[，（(]男[，、）)]))"
)
_AHEAD = re.compile(
    r"(?:(?P<she>女[\u3400-\u9fff]{0,4}|妻子|母亲|妈妈|女儿|奶奶|外婆|姐姐|妹妹|老太太|太太|阿姨|大[娘妈婶姐]|姑娘|媳妇)"
    r"|(?P<he>(?<!子)男[\u3400-\u9fff]{0,4}|丈夫|父亲|爸爸|儿子|爷爷|外公|哥哥|弟弟|老汉|大[爷叔伯哥]|小伙子?))$"
)
_LONGEST_LEAD = 6
"""Characters ahead of a name, or behind it, that may say whether it is a man's: 女教师."""
_HIMSELF = re.compile(r"[^。！？“”：\n]{0,50}?，([他她])(?!们)")
_NEXT = re.compile(r"[^。！？“”：\n]{0,60}。(?:[^，。“”\n]{0,12}，)?(?:\d\d岁的)?([他她])(?!们)")
_WITH_ANOTHER = re.compile(r"([他她])(?:[和与跟同]|陪着?|带着?)[^，。“”\n]{0,8}$")
"""`她和同事柯大成`: who is named there is not she."""
_SPEAKS = re.compile("[说称示为绍诉复应驳道问答]")
"""A speech between a name and a pronoun: whose he is is told by neither."""
_NO_PRONOUN = ""
_OWN = re.compile("我(?![们国省市县区州军党方院校局队所厂社会馆站])")
_SOMEBODY = re.compile("[他她](?!们)")


def is_of_one(quotation: str, behind: str) -> bool:
    """Return whether one person says a quotation: it says 我 of him, or 他 stands behind it.

    `“我以为剪的是旁边那根。”他供述。` is nothing that the police say, whose notice stands ahead.
    """
    return _OWN.search(quotation) is not None or _SOMEBODY.match(behind) is not None


def known(text: str, people: Iterable[str]) -> dict[str, str]:
    """Return who is called 他 or 她 in a text without its quotations; nobody of whom it says both or neither."""
    everybody = tuple(people)
    found: dict[str, str] = {}
    for name in everybody:
        said: set[str] = set()
        for place in re.finditer(re.escape(name), text):
            if another := _WITH_ANOTHER.search(text, max(0, place.start() - 12), place.start()):
                said.add(_HE if another[1] == _SHE else _SHE)
            said |= _titled(
                text[max(0, place.start() - _LONGEST_LEAD) : place.start()],
                text[place.end() : place.end() + _LONGEST_LEAD],
            )
            said |= _followed(text, place, [each for each in everybody if each != name])
        if len(said) == 1:
            found[name] = said.pop()
    return found


def _followed(text: str, name: re.Match[str], others: Sequence[str]) -> set[str]:
    """Return the pronoun that follows a name in its own sentence or begins the next, where nobody else is named."""
    start = max(text.rfind(mark, 0, name.start()) for mark in "。！？\n") + 1
    runs = filter(None, (pattern.match(text, name.end()) for pattern in (_HIMSELF, _NEXT)))
    return {
        run[1]
        for run in runs
        if not _SPEAKS.search(run[0]) and not any(each in text[start : run.end()] for each in others)
    }


def _titled(before: str, behind: str) -> set[str]:
    said = set()
    for found in (_AHEAD.search(before), _BEHIND.match(behind)):
        if found:
            said.add(_SHE if found["she"] else _HE)
    return said


def meant(
    pronoun: str, speaker: str, others: Iterable[str], called: MutableMapping[str, str], *, goes_on: bool
) -> str | None:
    """Return whom of the people named a pronoun means; empty where it may be nobody of them, None where nobody knows.

    `speaker`: whom the place in the text speaks for; `goes_on`: for him surely, unless he is called otherwise.
    `called` learns who is meant where that is sure.
    """
    own = called.get(speaker, _NO_PRONOUN)
    rivals = [each for each in dict.fromkeys(others) if each != speaker and called.get(each, pronoun) == pronoun]
    if speaker and own in (pronoun, _NO_PRONOUN):
        if own == pronoun or goes_on or not rivals:
            called[speaker] = pronoun
            return speaker
        return None
    certain = [each for each in rivals if each in called]
    if len(certain) == 1 or len(rivals) == 1:
        (one,) = certain if len(certain) == 1 else rivals
        called[one] = pronoun
        return one
    return None if rivals or speaker else ""
