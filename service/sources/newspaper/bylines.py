"""Who wrote it: bylines, datelines and the credits at an article's end, with the names in them.

Forms told apart: a byline line of its own (`□记者 … 通讯员 … 报道`, `本报记者 …`, `文/…`), a byline ahead of text,
a dateline (`本报聊城讯`, `新华社北京5月11日电（记者…）`) and a credit (`（作者系… …）`, `（张三）`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.language.surnames import is_person_name
from service.sources.newspaper.byline_names import names

_HAN = r"[\u3400-\u9fff]"
_MARK = r"(?:[□■◎●○◆◇☐▢▣▪◼◻❏〇]|口(?=\s*(?:本报|全媒体|记者|通讯员)))"
"""The square ahead of a byline, or the character that OCR makes of it."""
_PAPER = (
    r"(?:本报|本刊|本网|本台|本社|新华社|中新社|中新网|新华网|人民网|光明网|央视网?"
    r"|(?<![\u3400-\u9fff])[日晚晨早时]报(?=[\u3400-\u9fff]{0,4}(?:记者|通讯员|评论员))"
    rf"|{_HAN}{{2,10}}?(?:日报|晚报|晨报|早报|时报|报|新闻|视频|客户端|融媒|传媒|网|社|台)(?:·{_HAN}{{1,8}})?)"
)
_KIND = (
    r"(?:全媒体|融媒体|新媒体|首席|高级|资深|见习|实习|特约|特派|学生|校园|小|驻[\u3400-\u9fff]{2,6}?|客户端|体育"
    r"|财经|摄影|文字)"
)
_ROLE = rf"(?:{_PAPER}\s*+(?:·\s*+)?)?{_KIND}{{0,2}}(?:记者站|记者|通讯员|实习生|评论员|撰稿人?|观察员|编辑)"
_CLOSING = r"(?:文/图|图/文|文图|图文|摄影报道|文并摄|文|图|摄|报道|综合报道|采写|整理|综合|编译|口述)"
_SPREAD = re.compile(r"记[ 　]+者|通[ 　]*讯[ 　]*员|报[ 　]+道(?=\s*$)")
_ROLE_RE = re.compile(_ROLE)
_NAMES = rf"(?:{_HAN}{{2,4}}|{_HAN}[ 　]+{_HAN}|{_HAN}{{1,8}}·{_HAN}{{1,8}})"
_LIST = rf"{_NAMES}(?:[\s、，,]+{_NAMES})*"
_LONGEST_BYLINE = 300
"""Characters of a byline ahead of text, at most: the longest in the bench's pages has 19."""
_BEGIN = re.compile(rf"(?:{_MARK}\s*)?")
_ROLE_AHEAD = re.compile(rf"{_ROLE}[\s：:丨｜|]*+")
_NAME_AHEAD = tuple(
    re.compile(form)
    for form in (
        *(rf"{_HAN}{{{length}}}" for length in (2, 3, 4)),
        rf"{_HAN}[ 　]++{_HAN}",
        *(rf"{_HAN}{{1,8}}·{_HAN}{{{length}}}" for length in range(1, 9)),
    )
)
_BETWEEN = re.compile(r"[\s、，,]*+")
_REPORTS = re.compile(r"[\s，,]*+报道[\s：:]*+")
_LINE = re.compile(
    rf"{_MARK}\s*(?P<marked>.{{2,80}})|(?P<role>{_ROLE}.{{0,70}})|{_HAN}{{2,10}}(?<![名位个的是为当做女男])(?P<elsewhere>记者[\s：:丨｜|].{{0,70}})|(?:作者|文|撰文|采写|撰稿)\s*[/／：:丨｜|]\s*(?P<written>.{{2,60}})|(?:采访|采写|撰文|整理|编译)(?:[/／、](?:采访|采写|撰文|整理|摄影))?[\s：:]+(?P<made>{_LIST})|(?P<by>{_LIST})\s*(?:[/／]\s*文|文/图)"
    rf"(?:[\s\u3000]+(?P<pictured>{_LIST})\s*[/／]\s*[图摄])?.{{0,20}}"
)
_DATE = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[至—-]\d{1,2}日)?"
_PLACE = rf"(?:{_HAN}|[、·／/（）()]){{0,14}}?"
_WIRE = re.compile(
    rf"(?:据|综合)?(?:{_PAPER})?(?:记者[\s\u3400-\u9fff、]{{2,16}}?)?\s*+{_PLACE}\s*+{_DATE}\s*+(?:专|综合|外|急)?(?:电|讯)(?![话子力视告])"
    rf"|[【〔［]?(?:据)?(?:本报|本刊|本网|本台)\s*(?:综合)?{_PLACE}(?<![通资简快喜音短腾科])(?:讯(?![员息问号飞])|电(?![话子力视告]))[】〕］]?"
    rf"|{_HAN}{{2,16}}?{_DATE}消息(?=\s*[（(](?:本网|见习|首席)?(?:记者|通讯员))"
    rf"|[【〔［]{_HAN}{{2,10}}(?<![通资简快喜音短腾科])讯[】〕］]"
    rf"|(?:据)?(?:本报|本刊|本网)(?:综合)?(?:消息|报道)(?=[\s：:])"
    r"|[（(]\s*(?:上接|紧接)[^（）()]{1,20}[)）]"
    rf"|(?:据)?(?:新华社|中新社)(?:{_HAN}{{2,8}})?(?<![通资简快])(?:电|讯)(?![话子力视告])"
)
_PARENS = re.compile(rf"\s*[（(]\s*(?:{_ROLE}|作者)[^（）()]{{0,80}}[)）]\s*(?:报道)?[：:]?")
_SLASHED = re.compile(
    r"\s*[【〔〖［（(]\s*(?:本报|特派|特约|实习|驻地)?记者(?P<by>[\u3400-\u9fff·、\s]{2,40})"
    r"(?:[／/](?:[\u3400-\u9fff]{2,10}(?:报道|专访|电)|(?:综合)?报[道导])|(?:综合)?报[道导])\s*[】〕〗］）)]\s*"
)
"""The dateline of papers in Taiwan: `【记者何青／青禾报道】`, and without its place: `【记者 何青 报道】`."""
_SLASHED_LINE = re.compile(
    r"\s*(?:本报)?记者(?P<by>[\u3400-\u9fff·、\s]{2,40})[／/][\u3400-\u9fff]{0,10}(?:报[道导]|专访|[电讯])\s*"
)
_GATHERED = re.compile(
    r"\s*[（(]\s*(?:(?:本报|本刊|晚报|日报)(?:综合|整理|编译)(?:报道|消息|整理)?|综合(?:消息|报道|整理)"
    r"|(?:综合|据)(?:本报|新华社|中新社|[\u3400-\u9fff]{2,8}(?:社|网|报|新闻|客户端))[^（）()，。；]{0,12})\s*[)）]\s*"
)
"""Ahead of news that the paper put together from others': `（本报综合）`, `（据新华社消息）`."""
_NAMED = re.compile(rf"\s*[（(]\s*({_LIST})\s*[)）]")
_LED = re.compile(r"\s*[：:]?\s*")
_CREDIT = re.compile(r"[（(]([^（）()]{1,90})[)）][。.]?\s*$")
_AUTHOR = re.compile(r"(?:本文)?(?:作者|执笔)(?:系|为|是|：|:|\s|单位|分别)")
_BY = re.compile(r"(?:参与)?(?:采写|撰文|执笔|文|整理)\s*[：:/／]")
_OTHER_STAFF = re.compile(rf"{_HAN}{{2,10}}(?:记者|通讯员)[\s：:]{{1,3}}")
"""Of a house whose name does not say what it is: `（总台央视记者 何青）`."""
_EXPERT = re.compile(
    rf"[^，。；]{{2,60}}(?:医师|医生|教授|研究员|律师|主任|院长|所长|校长|作家|学者|博士|工程师|农艺师)[\s\u3000]{{1,4}}(?P<name>{_NAMES})"
)
"""Who wrote by office: `市疾控中心主任医师　纪明岐`."""
_OFFICE = re.compile(r"[院区局所校站队部处厂社会馆系室库科司]$")
"""Ends what looks like a name and is a place of work: `（作者单位：江北市 高新区）`."""
_ON = re.compile(r"[（(]\s*(?:下转|未完|转)[^（）()]{0,20}[)）]\s*$")
HELPED = re.compile(r"参与(?:采写|报道)[)）\s]*$")
"""They helped and did not write: those named right before it, as far as commas of a list join them."""
_PARTS = re.compile(r"[/／](?:文|图|摄|片)|(?:文|图|片)[/／]|(?:综合|整理|编译|报道|供稿)$")
"""What those named in brackets did: `边疆/文 方远/图`."""
_PART_DONE = re.compile(r"[\s\u3000]{0,4}(?:文[/／][图摄]|图[/／]文|摄影报道)$|[/／][文图摄片](?=$|[\s\u3000、])")
"""What those named behind a square did: `□ 方远　卢明　文／图`, `□方远/文 卢明/摄`."""
_SPREAD_NAME = re.compile(r"[\u3400-\u9fff][ \u3000]{1,3}[\u3400-\u9fff]")
"""Two characters with a blank between them, as names are set, pen names among them: `（长　安）`."""
_SOURCE = re.compile(
    r"(?:责任编辑|责编|编辑|据|来源|原载|摘自|转自|选自|综合|图片|资料图|上接|下转|紧接|转第|未完|完$|待续|文/图|题图|制图|供图|本报综合|新华社|中新社|人民网|央视|本报讯$)"
)
_PLACED = re.compile(r"(?:[巷街路弄村里院苑]|先生|女士|阿姨|老师|师傅|大爷)$")
"""Where a reader lives, and how he is called: a reader's remark is signed so, and nobody writes for a paper so."""

_ELSEWHERE_A_WORD = "和"
"""A surname behind who reports (`本报记者 和春山`), and a word anywhere else."""


@dataclass(frozen=True, slots=True)
class Credit:
    """What a byline, dateline or credit says, and what is left of its text."""

    authors: tuple[str, ...]
    rest: str
    """The text without it; empty when it filled the line."""
    taken: str
    """The credit as it stood."""


def byline(text: str) -> Credit | None:
    """Return the byline that fills the line, or stands ahead of its text; None when there is none."""
    text = _SPREAD.sub(lambda m: re.sub(r"\s", "", m[0]), text)
    if ahead := _ahead(text):
        by, after = ahead
        found = _people(by)
        if found:
            return Credit(found, after.strip(), text[: len(text) - len(after)].strip())
    if len(text) <= 90 and (slashed := _SLASHED_LINE.fullmatch(text)):
        return Credit(names(slashed["by"]), "", text)
    match = _LINE.fullmatch(text.strip()) if len(text) <= 90 else None
    if not match or re.search(r"[。！？；“”《]", text):
        return None
    inner = (
        match["marked"]
        or match["role"]
        or match["elsewhere"]
        or match["written"]
        or match["made"]
        or f"{match['by']} {match['pictured'] or ''}"
    )
    if match["marked"] and not _ROLE_RE.search(inner):
        inner = _PART_DONE.sub("", inner)
        listed = names(inner)
        spoken = re.sub(r"[\s、，,/／]+|报道$|整理$", "", inner)
        if listed and all(is_person_name(n) for n in listed) and len(spoken) == sum(map(len, listed)):
            return Credit(listed, "", text)
        return None
    found = _people(inner)
    rest = re.sub(_CLOSING, "", _ROLE_RE.sub("", inner))
    strange = len(re.sub(r"[\s、，,：:/／·丨｜|]+", "", rest)) - sum(len(n.replace("·", "")) for n in found)
    named = sum(is_person_name(n) or n[0] in _ELSEWHERE_A_WORD for n in found)
    least = len(found) if match["elsewhere"] else len(found) / 2
    if found and abs(strange) <= 1 and named >= least:
        return Credit(found, "", text)
    if re.fullmatch(r"本报(?:特约)?评论员[：:]?", inner):
        return Credit((inner.rstrip("：:"),), "", text)
    return None


def _ahead(text: str) -> tuple[str, str] | None:
    """Return the byline that `报道` ends ahead of a text, and the text; None when there is none.

    A byline is roles, each with its names: `记者 甲 通讯员 乙、丙 报道`. Role words can be read as names too, so that
    one pattern would try every way to split the line, twice as many with each role. Here each place is tried once.
    """
    line = text[:_LONGEST_BYLINE]
    begin = _BEGIN.match(line)
    roles = [begin.end() if begin else 0]
    listed: list[int] = []
    tried: set[tuple[bool, int]] = set()
    ends: set[int] = set()
    while roles or listed:
        is_role = bool(roles)
        at = (roles or listed).pop()
        if (is_role, at) in tried:
            continue
        tried.add((is_role, at))
        if is_role:
            listed += [match.end()] if (match := _ROLE_AHEAD.match(line, at)) else []
            continue
        for end in {match.end() for form in _NAME_AHEAD if (match := form.match(line, at))} - ends:
            ends.add(end)
            after = _BETWEEN.match(line, end)
            roles.append(after.end() if after else end)
            listed += [after.end()] if after and after.end() > end else []
    for end in sorted(ends, reverse=True):
        if reports := _REPORTS.match(text, end):
            return text[:end], text[reports.end() :]
    return None


def names_alone(text: str) -> tuple[str, ...]:
    """Return the names, when the line is nothing but one to four people's names (for a headline's next line)."""
    if len(text) > 20 or not re.fullmatch(r"[\u3400-\u9fff·\s、]+", text):
        return ()
    found = names(text)
    same = "".join(found) == re.sub(r"[\s、]", "", text)
    return found if same and len(found) <= 4 and all("·" in n or is_person_name(n) for n in found) else ()


def dateline(text: str) -> Credit | None:
    """Return the dateline, or the reporter in parentheses, ahead of a text."""
    if slashed := _SLASHED.match(text[:120]):
        return Credit(names(slashed["by"]), text[slashed.end() :], slashed[0].strip())
    if (gathered := _GATHERED.match(text[:120])) and gathered.end() < len(text):
        return Credit((), text[gathered.end() :], gathered[0].strip())
    wire = _WIRE.match(text[:120])
    end = wire.end() if wire else 0
    parens = _PARENS.match(text[end : end + 140])
    if parens:
        end += parens.end()
    if not end:
        return None
    led = _LED.match(text, end)
    taken = text[: led.end() if led else end]
    found = _people(parens[0]) if parens else _people(taken) if "记者" in taken else ()
    rest = text[len(taken) :]
    if wire and not parens:
        named, ahead = _NAMED.match(rest[:_LONGEST_BYLINE]), _ahead(rest)
        listed = names(named[1]) if named else ()
        if named and all(is_person_name(n) for n in listed):
            found, rest = listed, rest[named.end() :].strip()
        elif ahead and (people := _people(ahead[0])):
            found, rest = people, ahead[1].strip()
    return Credit(found, rest, text[: len(text) - len(rest)].strip())


def signature(text: str) -> Credit | None:
    """Return the credit in parentheses that ends a text or fills a line: authors, or where the text was taken from."""
    match = _CREDIT.search(text[-100:])
    if not match:
        return None
    inner = match[1].strip()
    before = text[: len(text) - len(match[0])].rstrip()
    if before and _ON.search(text[-100:]):
        return Credit((), before, match[0].strip())
    if before and before[-1] not in "。！？…”’）)!?":
        return None
    found: tuple[str, ...] | None = None
    if _AUTHOR.match(inner):
        found = _signed(inner)
    elif led := _BY.match(inner):
        found = names(inner[led.end() :])
    elif _ROLE_RE.match(inner) and not inner.startswith(("编辑", "责任编辑", "责编")):
        found = _people(inner)
    elif (staff := _OTHER_STAFF.match(inner)) and all(map(is_person_name, told := names(inner[staff.end() :]))):
        found = told or None
    elif expert := _EXPERT.fullmatch(inner):
        found = names(expert["name"])
    elif _SOURCE.match(inner):
        found = ()
    else:
        inner = _PARTS.sub(" ", inner).strip()
        listed = names(inner)
        letters = re.sub(r"[\s、，,]", "", inner)
        placed = any(map(_PLACED.search, listed))
        if (
            listed
            and len(listed) <= 8
            and not placed
            and "".join(listed) == letters
            and all(is_person_name(n) for n in listed)
        ):
            found = listed
        elif before and _SPREAD_NAME.fullmatch(inner):
            found = (letters,)
    return None if found is None else Credit(found, before, match[0].strip())


def _people(text: str) -> tuple[str, ...]:
    """Return the names between and after the role words."""
    parts = _ROLE_RE.sub("\n", text.strip("（）() \u3000")).split("\n")
    parts = parts[1:] or parts
    if HELPED.search(parts[-1]):
        parts.pop()
        while parts and parts[-1].rstrip().endswith("、"):
            parts.pop()
    people: list[str] = []
    for part in parts:
        part = re.sub(
            r"(?:^|(?<=[\s、]))(?:(?:摄影报道|文并摄|文|图|片|摄|报道|采写|整理|综合|编译|口述)[/／]?)++\s*$|参与(?:采写|报道)$|摄影报道$|报道$|整理$|采写$",
            "",
            part.strip(),
        )
        people += names(part)
    return tuple(dict.fromkeys(people))


def _signed(inner: str) -> tuple[str, ...]:
    """Return the names in `作者系市水利局局长 高芳`, `作者：张三`: the last words that are people's names."""
    inner = re.split(r"[，,；;](?:系|为|单位|现任)", inner)[0]
    if re.match(r"(?:本文)?作者单位", inner):
        _, *last = re.split(r"[\s\u3000]+", re.sub(r"单位[：:\s]*", "单位：", inner))
        named = "".join(last)
        return (named,) if last and is_person_name(named) and not _OFFICE.search(named) else ()
    tokens = re.split(r"[\s、：:]+", inner)
    people: list[str] = []
    for token in reversed(tokens):
        if is_person_name(token) or "·" in token:
            people.insert(0, token)
        elif people:
            break
    return tuple(people)
