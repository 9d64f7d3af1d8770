"""Datelines and credits in a paper's own form: `晚报讯（记者 …）`, `本报记者 潘小峰` without brackets behind a text.

`bylines` knows the forms that stand for themselves; these need the text around them: the stop before, the line's type.
"""

from __future__ import annotations

import re

from service.language.surnames import is_person_name
from service.sources.newspaper.byline_names import names
from service.sources.newspaper.bylines import HELPED, Credit, names_alone

_STAFF = r"(?:记者|通讯员|实习生|评论员|撰稿人?|作者|执笔|采写|整理)"
_OPENING = re.compile(
    r"\s{0,4}(?:[\u3400-\u9fff]{1,12}(?:(?<![通资简快喜音短腾科])讯|(?<!发)电)(?=[\s\u3000（(])[\s\u3000]{0,4})?"
    rf"[（(](?P<by>[^（）()。！？]{{0,24}}{_STAFF}[^（）()。！？]{{1,60}})[）)][\s\u3000]{{0,4}}"
    r"|\s{0,4}[\u3400-\u9fff]{1,6}(?<![通资简快喜音短腾科])讯[\s\u3000]{1,4}"
)
_CLOSING = re.compile(
    r"(?<=[。！？”…」])[\s\u3000]{0,6}(?P<by>(?:本报|晚报|本刊|首席|见习|实习|特派|特约|全媒体|融媒体){0,3}(?:记者|通讯员)[\s\u3000：:]{1,4}"
    r"[\u3400-\u9fff·\s\u3000、，/／]{2,40})$"
    r"|(?<=[。！？”…」])[\s\u3000]{0,6}[（(](?P<in>(?:本报|记者|通讯员|文|图|见习|首席|新华社)[^（）()]{2,80})[）)]$"
)
_ROLE = re.compile(
    r"(?:本报|晚报|本刊|新华社|首席|见习|实习|特派|特约|全媒体|融媒体|高级|[□■◎●○◆◇]){0,8}(?:记者站|记者|通讯员|实习生|评论员|撰稿人?|作者|执笔|采写|整理|编译|口述|文字)"
    r"|文\s*[/／]\s*图|图\s*[/／]\s*文"
)
_PICTURES = re.compile(
    r"(?:图|摄影?|统筹|策划|制图|编辑|责编|供图|校对)\s{0,4}[/／：:]?\s{0,4}[\u3400-\u9fff·]{2,4}(?=$|[\s\u3000、])|[\u3400-\u9fff·]{2,4}[\s\u3000]{0,4}(?:图|摄影?|供图|制图)(?=$|[\s\u3000、）)])"
)
_PLACE = re.compile(
    r"[\u3400-\u9fff]{1,10}(?:省|市|县|区|州|镇|乡|村)(?=[\s\u3000])|[\u3400-\u9fff]{0,10}(?:读者|市民|网友|居民)"
)
_MARKS = re.compile(r"[（()）/／｜|：:]|(?<=[\s\u3000])文(?=[\s\u3000]|$)")
_BRACKETS = re.compile(r"[（(]([^（）()。！？]{3,60})[）)]")
_NAMED = r"[\u3400-\u9fff·\s\u3000、]{2,24}?"
_TEXT_BY = re.compile(
    rf"(?:图[\s\u3000：:/／]{{1,4}}(?P<shot>{_NAMED})[\s\u3000]{{1,4}})?文[\s\u3000：:/／]{{1,4}}(?P<by>{_NAMED})"
    rf"(?:[\s\u3000]{{1,4}}图[\s\u3000：:/／]{{1,4}}(?P<pictured>{_NAMED}))?"
)
_RUN_ON_TEXT_BY = re.compile(rf"(?<=[。！？”…」])[\s\u3000]{{1,6}}{_TEXT_BY.pattern}$")
_BARE = re.compile(r"(?<=[。！？”…」])[\s\u3000]{1,6}[\u3400-\u9fff]{1,4}(?:[\s\u3000]{1,3}[\u3400-\u9fff]{1,4}){0,3}$")
"""Nothing but names, set apart from the text's last stop: `…一眼能看到。 娄 明`."""
_READER = re.compile(
    r"(?:[\u3400-\u9fff]{1,14}[省市县区州旗镇乡村]|读者|[\u3400-\u9fff]{1,14}(?:读者|市民|居民|村民|网友|业主|职工|教师|家长))"
    r"(?:[\s\u3000]{1,4}[\u3400-\u9fff]{1,8}[员师生工民户长人授医者])?"
    r"[\s\u3000]{1,4}(?P<name>[\u3400-\u9fff]{2,4}?|[\u3400-\u9fff][\s\u3000]{1,3}[\u3400-\u9fff])"
    r"(?:[\s\u3000]{0,2}口述)?(?:[\s\u3000]{1,4}[\u3400-\u9fff]{1,6}代笔)?"
)
_BY_POST = (
    "(?:委员|代表|主任|教授|院士|书记|主席|经理|法官|律师|医[生师]|护士|老师|师傅|[班组队站所局厂店船校院]长"
    "|(?<!通讯)(?<!评论)(?<!观察)员)"
)
_SPEAKER = re.compile(
    r"(?P<before>[\u3400-\u9fff]{2,4})(?:委员|代表|院士|教授|主任|律师|法官|医生|老师)"
    rf"|[\u3400-\u9fff]{{1,14}}?{_BY_POST}[\s\u3000]{{1,4}}"
    r"(?P<behind>[\u3400-\u9fff]{2,4}|[\u3400-\u9fff][\s\u3000]{1,3}[\u3400-\u9fff])"
)
"""Who speaks in the part below, by his name and his post: `何绍文委员`, `焊工班长　庞大海`."""
_AT_WORK = re.compile(
    r"[\u3400-\u9fff]{0,8}(?:记者|通讯员)[\s\u3000：:]{1,4}(?P<by>[\u3400-\u9fff·\s\u3000、]{2,24}?)"
    r"[\s\u3000]{1,4}(?:接听|整理|记录|采写|采访|口述|综合|编译|撰文){1,3}"
)
_DESCRIBED = re.compile(r"[□■\s]{0,4}(?P<name>[\u3400-\u9fff]{2,4})[（(][^（）()文图摄，。]{2,20}[）)]")
"""A writer with what he is: `楚云眠（留学生）`."""
_SHOT = re.compile(r"摄|供图|制图|绘")
LONGEST_PLACE = 20
"""Characters: in a longer credit a word that looks like a name is as often none (`数据来源：公司公告`)."""
_LONGEST = 120
"""Characters: no credit is longer."""


def opening(text: str) -> Credit | None:
    """Return the dateline ahead of a text; None where there is none or nothing follows it."""
    match = _OPENING.match(text[:_LONGEST])
    if not match or len(text) - match.end() < 8:
        return None
    return Credit(people(match["by"] or ""), text[match.end() :], match[0].strip())


def closing(text: str) -> Credit | None:
    """Return the credit behind a text's last stop; None where there is none."""
    start = max(0, len(text) - _LONGEST)
    if (match := _BARE.search(text, start)) and match.start() >= 8 and (bare := names_alone(match[0].strip())):
        return Credit(bare, text[: match.start()], match[0].strip())
    if (match := _RUN_ON_TEXT_BY.search(text, start)) and match.start() >= 8:
        return Credit(_makers(match), text[: match.start()], match[0].strip())
    match = _CLOSING.search(text, start)
    if not match or match.start() < 8:
        return None
    found = people(match["by"] or match["in"])
    return Credit(found, text[: match.start()], match[0].strip()) if found or match["in"] else None


def _makers(match: re.Match[str]) -> tuple[str, ...]:
    """Return who wrote it and who took its pictures: papers that name both in one line mean both for its authors."""
    return tuple(dict.fromkeys(n for part in ("by", "shot", "pictured") if match[part] for n in names(match[part])))


def people(text: str) -> tuple[str, ...]:
    """Return the names of those who wrote, in a byline of any form; not of those who took the pictures.

    Names stand after what says their part (`记者`, `执笔`), else before it (`张三整理`), else alone behind a place.
    """
    if described := _described(text) or speaker(text):
        return (described,)
    written = re.sub(
        r"摄影报道|文并摄|文/图|文／图|图/文|图／文|参与采写|参与报道|报道", " ", text.strip("（()） \u3000")
    )
    written = _PLACE.sub(" ", _PICTURES.sub(" ", written))
    before, *after = _ROLE.split(written)
    if len(after) > 1 and HELPED.search(text):
        after.pop()
    found = tuple(name for part in after for name in _leading(part))
    if found:
        return tuple(dict.fromkeys(found))
    tokens = [t for t in names(_MARKS.sub(" ", before)) if 2 <= len(t) <= 3 or is_person_name(t) or "·" in t]
    alone = re.sub(r"[\s\u3000、，,□■◎●○◆◇（）()]", "", before) == "".join(tokens)
    whole = alone or len(text) <= LONGEST_PLACE
    return tuple(
        name for name in tokens if (alone and len(tokens) <= 3) or (whole and is_person_name(name)) or "·" in name
    )


def _leading(text: str) -> list[str]:
    """Return the names that the text begins with."""
    found: list[str] = []
    for name in names(_MARKS.sub(" ", re.split(r"[（(；;]", text)[0])):
        if not (2 <= len(name) <= 4 or "·" in name):
            break
        found.append(name)
    return found


def is_readers(credit: str) -> bool:
    """Return whether the credit names somebody behind where they live: `雁湖区居民　孟庆霞`."""
    return _READER.fullmatch(credit.strip()) is not None


def speaker(line: str) -> str:
    """Return whom the line names by his post: he speaks below it or signs (`何绍文委员`, `测量员　邢露`)."""
    match = _SPEAKER.fullmatch(line.strip("（()） \u3000□■"))
    name = re.sub(r"\s", "", match["before"] or match["behind"]) if match else ""
    return name if is_person_name(name) else ""


def is_described(text: str) -> bool:
    """Return whether the line is a person's name with what he is in brackets: `楚云眠（留学生）`."""
    return bool(_described(text))


def _described(text: str) -> str:
    found = _DESCRIBED.fullmatch(text.strip())
    return found["name"] if found and is_person_name(found["name"]) else ""


def signs_part(credit: str) -> bool:
    """Return whether the credit is nothing but people's names, in brackets or not: `（鹿野）`."""
    return bool(names_alone(credit.strip("（）() \u3000")))


def standing(text: str) -> Credit | None:
    """Return the credit that fills a line, by what it says.

    That is one in brackets (`（本报记者 安止戈整理）`), one of text and pictures (`文 方絮 图 陶冶之`), one that says
    what its writer did (`热线值班记者 曲未央 接听整理`), or a reader's name behind where the reader lives
    (`东漕区市民 谭谨言`).
    """
    line = text.strip()
    if parts := _TEXT_BY.fullmatch(line):
        return Credit(_makers(parts), "", text)
    if parts := _AT_WORK.fullmatch(line):
        return Credit(names(parts["by"]), "", text)
    if (reader := _READER.fullmatch(line)) and is_person_name(name := re.sub(r"\s", "", reader["name"])):
        return Credit((name,), "", text)
    inner = _BRACKETS.fullmatch(line)
    found = people(inner[1]) if inner and _ROLE.search(inner[1]) and not _SHOT.search(inner[1]) else ()
    return Credit(found, "", text) if found else None
