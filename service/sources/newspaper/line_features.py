"""What can be seen of a page's lines: the features from which `line_typer` tells what each line is.

A feature is a name and a value, printed as `name=value`; a line has its own, those of its neighbours (`+1 name=value`)
and some taken together (`name&name=value`). Nothing here looks further than the page; the time is linear in its length.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from service.core import cpu_limit
from service.sources.newspaper import bylines
from service.sources.newspaper.bigram_weights import BigramWeights, grams
from service.sources.newspaper.continuation import goes_on
from service.sources.newspaper.line_classes import Block, LineClass, finished

LONGEST = 400
"""Characters of a line that are looked at, from its beginning; and as many from its end."""
CANDIDATE = 60
"""Characters: a longer line is no headline, and what is told of it is not asked."""

_BULLET = "▌▍▎■◆●★▶►◎▪•❏□▲△◇○※"
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)|[①-⑳]|其[一二三四五六七八九]"
)
_QUESTION = re.compile(r"(?:问|记者|Q|主持人)\s*[：:]")
_ANSWER = re.compile(r"(?:答|A)\s*[：:]")
_NAMED = re.compile(r"[\u3400-\u9fff·]{2,8}(?:（[^（）]{1,20}）)?[：:]")
_POINTER = re.compile(
    r"[（(【]?(?:详见|详细|相关|上接|下转|紧接|报道|解读|公告|全文|图文|更多)?[^。，]{0,12}(?:见|刊|转|接|载)[^。，]{0,6}(?:版|面)[）)】]?"
    r"|.{2,40}[\s　（(]\d{1,2}\s*版[）)]?|.{2,40}[A-Z]\d{2}版?"
)
_STAFF = re.compile(r"责编|编辑|美编|校对|组版|版式|编审|审读|监制|主编|值班|制图")
_CONTACT = re.compile(r"电话|热线|邮箱|地址|网址|微信|QQ|邮编|传真|@|\d{3,4}[-—]\d{6,8}|扫码|二维码|公众号|客户端")
_NOTICE = re.compile(
    r"公告|通告|通知|启事|声明|作废|遗失|讣告|招标|招聘|停水|停电|敬请|特此|谅解|报名|联系人|咨询|优惠|出租|转让|注销|公示|挂失|拍卖|举行告别"
)
_WEATHER = re.compile(r"[晴阴雨雪].{0,12}(?:风|℃|级)|\d℃|偏[东南西北]风|最高气温")
_DATE = re.compile(r"\d{1,2}月\d{1,2}日|星期[一二三四五六日]|周[一二三四五六日]|农历|20\d\d年")
_COLUMN = re.compile(
    r"评|谈|论|观察|关注|视点|声音|快讯|专栏|访谈|笔谈|广角|论坛|之窗|聚焦|视角|随笔|速递|短波|资讯|要闻|动态|提醒|追踪|现场|故事|读者|信箱|副刊|连载|链接|手记"
)
_BOXED = re.compile(
    r"编者按|开栏的话|核心阅读|核心提示|阅读提示|记者手记|手记|链接|名词解释|延伸阅读|相关|提示|小贴士|背景|摘要|导读|点评|专家"
)
_RUN_ON = re.compile(
    r"(?<=[。！？”…])[\s\u3000]{0,6}(?:[（(](?:本报|记者|通讯员|文|图|见习|新华社)[^（）()]{2,80}[）)]"
    r"|(?:本报|晚报|首席|见习|实习|特派|特约){0,3}(?:记者|通讯员)[\s\u3000]{1,4}[\u3400-\u9fff\s\u3000·、]{2,30})[\s\u3000]{0,4}$"
)
_PHOTO = re.compile(r"摄|图|供图|绘|制图|资料图|提供")
_BRACKETED_LINE = re.compile(r"[（(【][^（）()]{0,90}[）)】]")
_OPENING_BYLINE = re.compile(
    r"\s{0,4}(?:[\u3400-\u9fff]{1,6}(?:讯|电)|(?:本报|晚报|新华社)[^。，；！？（(]{0,24}(?:讯|电))[\s\u3000]{0,4}(?:[（(]|[\u3000\s])"
    r"|\s{0,4}[（(](?:本报|晚报)?(?:首席|见习|实习)?(?:记者|通讯员)"
)
_BLANKS = re.compile(r"[\s\u3000]+")
_FUNCTION = re.compile(r"[的了在是和与把被将也都就还不这那]")


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of one line by itself."""

    text: str
    block: Block
    level: int
    """Of its heading mark: 1 to 6, 5 for bold, 0 for none."""
    form: str
    """Its coarse kind."""
    length: int
    opens: bool
    """A dateline or a reporter's name stands ahead of its text."""
    closes: bool
    """A credit stands at its end."""
    unfinished: bool
    prose: bool
    after_break: bool
    """An image, a table or a rule stands right above it."""


def seen(block: Block, text: str, after_break: bool = False) -> Seen:
    """Return what is seen of the line whose text is `text`, its byline and credit still in it."""
    short = text if len(text) <= 2 * LONGEST else text[:LONGEST] + text[-LONGEST:]
    opens = block.starts or bool(_OPENING_BYLINE.match(short))
    closes = block.ends or bool(_RUN_ON.search(short[-120:]))
    unfinished = not finished(text) and not closes
    form, prose = _form(block, short, len(text), opens, closes, unfinished)
    return Seen(text, block, block.level, form, len(text), opens, closes, unfinished, prose, after_break)


def _form(block: Block, text: str, length: int, opens: bool, closes: bool, unfinished: bool) -> tuple[str, bool]:
    role = block.role
    if block.level:
        return ("bold" if block.level == 5 else f"H{min(block.level, 3)}"), False
    for name, wanted in (
        ("by", LineClass.BYLINE),
        ("cap", LineClass.CAPTION),
        ("furn", LineClass.FURNITURE),
        ("label", LineClass.LABEL),
        ("note", LineClass.NOTE),
        ("cred", LineClass.CREDIT),
    ):
        if role is wanted:
            return name, False
    if _BRACKETED_LINE.fullmatch(text) and length < 90:
        return "paren", False
    if opens and length > 20:
        return "dated", True
    if closes and length > 20:
        return "credited", True
    if length <= CANDIDATE and (unfinished or length <= 14):
        clauses = "c" if re.search(r"[，,；;。！？]", text) else ""
        return f"short{_bucket(length, (4, 8, 14, 24, 40))}{clauses}", False
    return ("open" if unfinished else "prose"), True


def features(lines: Sequence[Seen]) -> list[list[str]]:
    """Return each line's features, as strings."""
    own = _own(lines)
    printed = [{name: f"{name}={value}" for name, value in each.items()} for each in own]
    forms = ["^^", "^", *(line.form for line in lines), "$", "$$"]
    found: list[list[str]] = []
    for n, each in enumerate(printed):
        cpu_limit.check()
        strings = ["bias", *each.values()]
        for offset in (-2, -1, 1, 2):
            if 0 <= n + offset < len(own):
                near = printed[n + offset]
                strings += [f"{offset:+d} {near[name]}" for name in _NEIGHBOURS if name in near]
            else:
                strings.append(f"{offset:+d} edge")
        b, a, k, c, d = forms[n : n + 5]
        strings += [f"{a}|{k}", f"{k}>{c}", f"{a}|{k}>{c}", f"{k}>{c}>{d}", f"{b}|{a}|{k}"]
        strings += [f"{k}&{each[name]}" for name in _WITH_FORM if name in each]
        strings += [f"{k}&{each[x]}&{each[y]}" for x, y in _WITH_FORM_AND if x in each and y in each]
        found.append(strings)
    return found


_NEIGHBOURS = (
    *("form", "mark", "end", "first", "length", "opens", "closes", "numbered", "named", "notice", "contact", "told"),
    *("staff", "pointer", "label", "weather", "boxed", "twice", "bond", "commas"),
)
_WITH_FORM = (
    *("told", "told first", "alike", "echo", "above open", "bond", "next mark", "to next short", "opens ahead"),
    *(
        "closed above",
        "since opens",
        "shorts near",
        "mark share",
        "since mark",
        "first",
        "end",
        "marks",
        "label",
        "last",
    ),
    *("place", "names", "after break", "next opens", "numbered", "like above", "loyal", "look", "look near"),
)
_WITH_FORM_AND = (
    *(("told", "alike"), ("told", "since mark"), ("next mark", "mark share"), ("opens ahead", "since opens")),
    *(("above open", "next opens"), ("closed above", "next opens"), ("above open", "bond"), ("closed above", "told")),
    *(
        ("loyal", "told"),
        ("loyal", "since mark"),
        ("loyal", "next opens"),
        ("loyal", "look near"),
        ("look near", "told"),
    ),
    *(("since mark", "next mark"), ("since opens", "next opens"), ("marks", "told"), ("echo", "told")),
)


def _own(lines: Sequence[Seen]) -> list[dict[str, str]]:
    gists = [grams(_clipped(line.text)) for line in lines]
    words = BigramWeights("，".join((_clipped(line.text),)) for line in lines)
    ends = Counter(line.text[-12:] for line in lines if line.length >= 12)
    levels = Counter(line.level for line in lines if line.level)
    top = min(levels, default=0)
    prose = sum(line.length for line in lines if line.prose)
    marks = _bucket(round(1000 * sum(levels.values()) / (prose + 500), 1), (0.5, 1, 2, 3.5))
    loyal = _loyal(lines)
    looks = [_look(line) for line in lines]
    common = Counter(look for look in looks if look)
    before, after = _prose_near(lines)
    ahead, behind = _scan(lines)
    found: list[dict[str, str]] = []
    for n, line in enumerate(lines):
        cpu_limit.check()
        each = _shape(line)
        each["marks"] = f"{marks}{len(levels)}"
        each["loyal"] = loyal
        if looks[n]:
            each["look"] = _bucket(common[looks[n]], (1, 2, 4, 8))
            near = [m for m in range(max(0, n - 16), min(len(lines), n + 17)) if m != n and looks[m] == looks[n]]
            each["look near"] = _bucket(len(near), (0, 1, 2, 4))
        if line.level:
            each["mark"] = ("bold" if line.level == 5 else "") + ("top" if line.level == top else "lower")
            each["mark share"] = each["mark"] + _bucket(levels[line.level], (1, 2, 4, 8))
        else:
            each["mark"] = "none"
        if line.length >= 12 and ends[line.text[-12:]] > 1:
            each["twice"] = "yes"
        if line.after_break:
            each["after break"] = "yes"
        each |= behind[n] | ahead[n]
        each["place"] = "top" if n < 2 else "end" if n >= len(lines) - 2 else "mid"
        above, below = before[n], after[n]
        if line.length <= CANDIDATE:
            each |= _similar(gists[n], [gists[m] for m in above], [gists[m] for m in below], words)
        if above:
            last = lines[above[-1]]
            each["above open"] = "open" if last.unfinished else "whole"
            each["closed above"] = "credit" if last.closes else "no"
            if last.unfinished:
                each["bond"] = _bucket(goes_on(last.text[-40:], line.text[:40]), (-2, -0.5, 1, 2.5, 4))
                if below:
                    each["bond over"] = _bucket(
                        goes_on(last.text[-40:], lines[below[0]].text[:40]), (-2, -0.5, 1, 2.5, 4)
                    )
            if line.prose:
                each["like above"] = _bucket(words.likeness(gists[above[-1]], gists[n]), (0.005, 0.02, 0.06, 0.15))
        if line.unfinished and n + 1 < len(lines):
            each["bond down"] = _bucket(goes_on(line.text[-40:], lines[n + 1].text[:40]), (-2, -0.5, 1, 2.5, 4))
        found.append(each)
    return found


def _loyal(lines: Sequence[Seen]) -> str:
    """Return how many of the bylines and datelines on the page have a heading mark close above them."""
    hits = total = 0
    for n, line in enumerate(lines):
        if line.opens or line.form == "by":
            total += 1
            hits += any(above.level for above in lines[max(0, n - 4) : n])
    return _bucket(hits / total, (0.01, 0.5, 0.8, 0.99)) if total else "none"


def _look(line: Seen) -> str:
    """Return how a short line looks; empty for prose. Lines of one kind look alike."""
    if line.prose or line.form in ("by", "cap", "furn"):
        return ""
    bare = line.text.strip()
    dated = "date" if _DATE.match(bare) else ""
    return (
        f"{line.level} {_class(bare[:1])} {_class(bare[-1:])} {dated}{'：' in bare}{_NUMBERED.match(bare) is not None}"
    )


def _clipped(text: str) -> str:
    return text if len(text) <= 4 * LONGEST else text[: 4 * LONGEST]


def _prose_near(lines: Sequence[Seen]) -> tuple[list[list[int]], list[list[int]]]:
    """Return the numbers of the three lines of prose above each line, and of the three below."""
    above: list[list[int]] = []
    last: list[int] = []
    for n, line in enumerate(lines):
        above.append(last)
        if line.prose:
            last = [*last, n][-3:]
    below: list[list[int]] = []
    nearest: list[int] = []
    for n in range(len(lines) - 1, -1, -1):
        below.append(nearest)
        if lines[n].prose:
            nearest = [n, *nearest][:3]
    return above, below[::-1]


def _similar(
    gist: frozenset[str], above: list[frozenset[str]], below: list[frozenset[str]], words: BigramWeights
) -> dict[str, str]:
    """Return what the texts near tell of the line, and how alike they are."""
    upper, lower = frozenset[str]().union(*above), frozenset[str]().union(*below)
    told, echo = words.share(gist, lower), words.share(gist, upper)
    each = {"told": _bucket(told, (0.02, 0.1, 0.2, 0.35, 0.6)), "echo": _bucket(echo, (0.02, 0.1, 0.25, 0.5))}
    if below:
        each["told first"] = _bucket(words.share(gist, below[0]), (0.02, 0.1, 0.25, 0.5))
    if above and below:
        alike = words.likeness(upper, lower)
        each["alike"] = _bucket(alike, (0.004, 0.01, 0.02, 0.04, 0.08))
        each["head score"] = _bucket(told - 15 * alike, (-0.5, -0.2, 0, 0.12, 0.3, 0.5))
    return each


def _scan(lines: Sequence[Seen]) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return what stands ahead of each line and what behind: marks, datelines, credits, the rhythm of short lines."""
    behind: list[dict[str, str]] = []
    since = chars = shorts = run = 0
    opened, last_mark = "none", "none"
    for line in lines:
        short = not line.prose
        behind.append(
            {
                "since mark": f"{last_mark}{_bucket(since, (0, 1, 3, 8))}",
                "since opens": opened,
                "chars above": _bucket(chars, (0, 60, 160, 400, 900)),
                "shorts above": _bucket(run, (0, 1, 2, 4)),
                "shorts near": _bucket(shorts, (0, 1, 2, 4, 8)),
            }
        )
        since += 1
        if line.level:
            last_mark, since, opened, shorts = line.form, 0, "mark", 0
        elif line.opens or line.form == "by":
            opened = "opened"
        if line.closes or line.form == "cred":
            opened = "closed"
        run = run + 1 if short else 0
        chars = 0 if short else chars + line.length
        shorts = shorts + 1 if line.form.startswith("short") else shorts
    ahead: list[dict[str, str]] = []
    mark, distance, chars, run, opens, following = "none", 0, 0, 0, "none", "none"
    for line in reversed(lines):
        ahead.append(
            {
                "next mark": f"{mark}{_bucket(distance, (0, 1, 3, 8))}",
                "to next short": _bucket(chars, (0, 60, 160, 400, 900)),
                "shorts below": _bucket(run, (0, 1, 2, 4)),
                "opens ahead": opens,
                "next opens": following,
            }
        )
        distance += 1
        if line.level:
            mark, distance, opens = line.form, 0, "mark"
        if line.opens or line.form == "by":
            opens = "opens"
        if line.prose or line.form == "by":
            following = "opens" if line.opens or line.form == "by" else "plain"
        chars = chars + line.length if line.prose else 0
        run = 0 if line.prose else run + 1
    return ahead[::-1], behind


def _shape(line: Seen) -> dict[str, str]:
    """Return the features of the line alone."""
    text = _clipped(line.text) if line.length <= 2 * LONGEST else line.text[:LONGEST] + line.text[-LONGEST:]
    bare = _BLANKS.sub("", text)
    size = max(1, len(bare))
    each = {
        "form": line.form,
        "length": _bucket(line.length, (3, 5, 8, 11, 15, 20, 28, 40, 60, 100, 200)),
        "first": _class(bare[:1]),
        "end": _class(bare[-1:]),
        "stops": _bucket(sum(text.count(c) for c in "。！？"), (0, 1, 2, 4)),
        "commas": _bucket(sum(text.count(c) for c in "，；,"), (0, 1, 2, 4)),
        "digits": _bucket(sum(c.isdigit() for c in bare) / size, (0, 0.08, 0.2, 0.4)),
        "function": _bucket(len(_FUNCTION.findall(bare)) / size, (0, 0.04, 0.1)),
        "blanks": _bucket(len(_BLANKS.findall(text.strip())), (0, 1, 2, 4)),
        "opens": "yes" if line.opens else "no",
        "closes": "yes" if line.closes else "no",
        "role": line.block.role.value,
    }
    if line.length <= 24:
        each["last"] = bare[-1:]
    if line.block.why:
        each["why"] = line.block.why
    for name, pattern in _ANYWHERE:
        if pattern.search(text):
            each[name] = "yes"
    for name, pattern in _AT_START:
        if pattern.match(text):
            each[name] = "yes"
    if line.length <= CANDIDATE:
        each |= _small(line, text, bare)
    return each


def _small(line: Seen, text: str, bare: str) -> dict[str, str]:
    """Return the features that only a line short enough for a headline is asked for."""
    each: dict[str, str] = {}
    if _POINTER.fullmatch(text):
        each["pointer"] = "yes"
    if len(bare) <= 10 and _COLUMN.search(bare):
        each["label"] = "column"
    if len(bare) <= 10 and _BOXED.search(bare):
        each["boxed"] = "yes"
    if "：" in text or ":" in text:
        place = re.search(r"[：:]", bare)
        each["colon"] = (
            "end" if place and place.end() == len(bare) else "early" if place and place.start() < 6 else "mid"
        )
    for name, marks in (("quotes", "“”"), ("titles", "《》"), ("dash", "—"), ("list", "、"), ("bars", "｜|丨／/")):
        if any(c in text for c in marks):
            each[name] = "yes"
    if line.length <= 20 and bylines.names_alone(text):
        each["names"] = "yes"
    if _PHOTO.search(bare[-6:]):
        each["photo"] = "yes"
    if "　" in text or "  " in text:
        each["wide blank"] = "yes"
    return each


_ANYWHERE = (
    ("staff", _STAFF),
    ("contact", _CONTACT),
    ("notice", _NOTICE),
    ("weather", _WEATHER),
    ("date", _DATE),
)
_AT_START = (("numbered", _NUMBERED), ("question", _QUESTION), ("answer", _ANSWER), ("named", _NAMED))


def _class(character: str) -> str:
    """Return the class of a line's first or last character."""
    for name, members in _CLASSES:
        if character in members:
            return name
    if not character:
        return "none"
    if character.isdigit():
        return "digit"
    if character.isascii() and character.isalpha():
        return "latin"
    return "han" if "\u3400" <= character <= "\u9fff" else "other"


_CLASSES = (
    ("stop", "。！？…!?"),
    ("comma", "，、；,;"),
    ("colon", "：:"),
    ("close", "”’」』》"),
    ("open", "“‘「『《"),
    ("close paren", "）)"),
    ("open paren", "（("),
    ("bracket", "【［[〔】］]〕"),
    ("dash", "—-─－"),
    ("bullet", _BULLET),
)


def _bucket(value: float, edges: tuple[float, ...]) -> str:
    """Return how many of the edges the value exceeds."""
    return "nan" if math.isnan(value) else str(sum(value > edge for edge in edges))
