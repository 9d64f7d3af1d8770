"""What kind of piece an article is, and by what evidence: selection tells news, and leaves notices and verse out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from service.model import Genre
from service.sources.newspaper.head_groups import Head
from service.sources.newspaper.line_classes import Block, LineClass
from service.sources.newspaper.line_types import LineType

BRIEF = 220
"""Characters: a piece of news that is no longer is a brief."""
CELLS = 90
"""Characters: so much text stands with a table that is a piece of its own."""
LONG = 900
"""Characters: a piece that a reporter signs and that is longer is a feature, not news of the day."""
MOSTLY = 0.5
"""So great a share of a text's characters gives it its kind."""

_COMMENT = re.compile(
    r"评论|快评|短评|时评|漫评|热评|社论|评论员|[论谈]$|茶座|观点|建言|有话说|来信|来论|读者|杂谈|三言|微言|人语|之声|论坛|争鸣"
)
_PERSON = re.compile(r"人物|面孔|风采|身边人|追记|——记|——追|榜样|百姓")
_ESSAY = re.compile(r"副刊|随笔|散文|手记|札记|连载|知往|书评|荐书|读书|忆|夜读|故园|往事")
_DOCUMENT = re.compile(r"(?:办法|条例|规定|决定|细则|名单|讲话|报告|意见|章程|公报)(?:（[^（）]{1,24}）)?$|全文")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[条章]")
_INTERVIEW = re.compile(r"对话|访谈|专访|问答|对谈|答问|圆桌|热线")
_PICTURE = re.compile(r"图片|光影|镜头|影像|看图|摄影")
_SALE = re.compile(r"优惠|特价|抢购|咨询|订购|订座|热线|开盘|招商|加盟|折|免费|预约|门店|到店|赠|元起")
_OFFICE = re.compile(r"公告|通告|通知|启事|声明|作废|遗失|讣告|招标|停水|停电|注销|公示|法院|拍卖|更正|天气|气象")
_OFFICIAL = re.compile(r"(?:公告|通告|启事|声明|讣告|更正|告示)$")
_FIRST_PERSON = re.compile(r"我(?!国|市|省|县|区|们|校|院|军|党|方|州|镇|村|厂)")


@dataclass(frozen=True, slots=True)
class GenreVerdict:
    """A genre and the evidence for it."""

    genre: Genre
    why: str


def genre(head: Head, blocks: Iterable[Block]) -> GenreVerdict:
    """Return the genre of the article whose lines these are, captions and tables that were left out among them."""
    lines = list(blocks)
    text = [b for b in lines if b.role is LineClass.TEXT]
    size = max(1, sum(len(b.text) for b in text))
    by_type: Counter[LineType] = Counter()
    for block in text:
        by_type[block.type] += len(block.text)
    return _by_lines(head, lines, by_type, size) or _by_words(head, lines, text, size)


def _by_lines(head: Head, lines: list[Block], by_type: Counter[LineType], size: int) -> GenreVerdict | None:
    """Return the genre that the types of the lines give."""
    counts = Counter(b.type for b in lines)
    words = f"{head.section} {head.title} {' '.join(b.text for b in lines[:4])}"
    if by_type[LineType.VERSE] > MOSTLY * size:
        return GenreVerdict(Genre.VERSE, "its lines are set as verse")
    reported = any(b.starts or b.authors for b in lines)
    if by_type[LineType.NOTICE] > MOSTLY * size and not reported:
        if _SALE.search(words) and not _OFFICE.search(f"{head.section} {head.title}"):
            return GenreVerdict(Genre.ADVERTISEMENT, "it offers something for sale")
        return GenreVerdict(Genre.NOTICE, "its lines are those of a notice")
    if _OFFICIAL.search(head.title) and not reported:
        return GenreVerdict(Genre.NOTICE, "its headline is a notice's")
    if counts[LineType.TABLE] >= 3 and size <= CELLS:
        return GenreVerdict(Genre.TABLE, "rows of a table are most of it")
    if size <= BRIEF and (_PICTURE.search(head.section) or head.title.startswith("图片")):
        return GenreVerdict(Genre.CAPTION, "a picture with some lines of text")
    asked = counts[LineType.QUESTION]
    if asked >= 2 and counts[LineType.ANSWER] >= 2:
        return GenreVerdict(Genre.INTERVIEW, f"{asked} questions and their answers")
    return None


def _by_words(head: Head, lines: list[Block], text: list[Block], size: int) -> GenreVerdict:
    """Return the genre that its column, headline, signature and length give."""
    around = " ".join((head.section, head.kicker, head.subtitle))
    dated = any(b.starts and b.role is LineClass.TEXT for b in text[:2])
    signed = " ".join(b.credit for b in lines if b.role in (LineClass.BYLINE, LineClass.CREDIT))
    reported = "记者" in signed or "通讯员" in signed
    first = sum(len(_FIRST_PERSON.findall(b.text)) for b in text)
    if sum(bool(_ARTICLE.match(b.text)) for b in lines) >= 2 or (
        _DOCUMENT.search(head.title) and not dated and not reported
    ):
        return GenreVerdict(Genre.DOCUMENT, "the text of a document")
    if "评论员" in signed or "作者" in signed or (_COMMENT.search(head.section) and not dated):
        return GenreVerdict(Genre.COMMENT, f"signed or headed as comment: {signed or head.section}")
    if _INTERVIEW.search(head.section) and not dated:
        return GenreVerdict(Genre.INTERVIEW, f"headed as a conversation: {head.section}")
    if _PERSON.search(around):
        return GenreVerdict(Genre.PORTRAIT, f"headed as a portrait: {around.strip()}")
    if _ESSAY.search(head.section) and not dated:
        return GenreVerdict(Genre.ESSAY, f"headed as an essay: {head.section}")
    if not dated and not reported and size > BRIEF and 1000 * first > 4 * size:
        return GenreVerdict(Genre.ESSAY, f"its writer says “我” {first} times, and no reporter signs it")
    if size <= BRIEF:
        return GenreVerdict(Genre.BRIEF, f"{size} characters")
    parts = sum(b.role is LineClass.SUBHEADING for b in lines)
    if parts >= 2 or (not dated and size > LONG):
        return GenreVerdict(Genre.FEATURE, f"{size} characters in {parts + 1} parts")
    return GenreVerdict(Genre.NEWS, "a dateline" if dated else "a report")
