"""What can be seen of one line by itself: its coarse form, its ends, the words and marks in it.

The time is linear in the line's length.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass

from service.sources.newspaper import bylines
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
class SeenLine:
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


def seen(block: Block, text: str, after_break: bool = False) -> SeenLine:
    """Return what is seen of the line whose text is `text`, its byline and credit still in it."""
    short = _ends(text)
    opens = block.starts or bool(_OPENING_BYLINE.match(short))
    closes = block.ends or bool(_RUN_ON.search(short[-120:]))
    unfinished = not finished(text) and not closes
    form, prose = _form(block, short, len(text), opens, closes, unfinished)
    return SeenLine(text, block, block.level, form, len(text), opens, closes, unfinished, prose, after_break)


def _ends(text: str) -> str:
    """Return the text, or its beginning and its end where it is long."""
    return text if len(text) <= 2 * LONGEST else text[:LONGEST] + text[-LONGEST:]


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
        return f"short{bucket(length, (4, 8, 14, 24, 40))}{clauses}", False
    return ("open" if unfinished else "prose"), True


def shape_features(line: SeenLine) -> dict[str, str]:
    """Return the features of the line alone."""
    text = _ends(line.text)
    bare = _BLANKS.sub("", text)
    size = max(1, len(bare))
    each = {
        "form": line.form,
        "length": bucket(line.length, (3, 5, 8, 11, 15, 20, 28, 40, 60, 100, 200)),
        "first": _class(bare[:1]),
        "end": _class(bare[-1:]),
        "stops": bucket(sum(text.count(c) for c in "。！？"), (0, 1, 2, 4)),
        "commas": bucket(sum(text.count(c) for c in "，；,"), (0, 1, 2, 4)),
        "digits": bucket(sum(map(str.isdigit, bare)) / size, (0, 0.08, 0.2, 0.4)),
        "function": bucket(len(_FUNCTION.findall(bare)) / size, (0, 0.04, 0.1)),
        "blanks": bucket(len(_BLANKS.findall(text.strip())), (0, 1, 2, 4)),
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


def _small(line: SeenLine, text: str, bare: str) -> dict[str, str]:
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


def look(line: SeenLine) -> str:
    """Return how a short line looks; empty for prose. Lines of one kind look alike."""
    if line.prose or line.form in ("by", "cap", "furn"):
        return ""
    bare = line.text.strip()
    dated = "date" if _DATE.match(bare) else ""
    return (
        f"{line.level} {_class(bare[:1])} {_class(bare[-1:])} {dated}{'：' in bare}{_NUMBERED.match(bare) is not None}"
    )


def bucket(value: float, edges: tuple[float, ...]) -> str:
    """Return how many of the edges, in rising order, the value exceeds."""
    return "nan" if math.isnan(value) else str(bisect_left(edges, value))
