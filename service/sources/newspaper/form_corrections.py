"""The types of a page's lines, corrected by what the lines say themselves: the form of some tells what they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from service.sources.newspaper import bylines, unbracketed_credits
from service.sources.newspaper.line_types import HEAD_TYPES, LineType

_CONTENTS = re.compile(r"[【■●◆\s]*(?:今日|本期|本报|本版|本周|今天)?(?:导\s*读|看点|要目|目录|提要|看什么)[】\s]*")
_PAGED = re.compile(
    r"第?\s*[A-Z]?\d{1,2}\s*版.{2,40}|.{2,40}?(?:[①-⑳]|[\s\u3000…·]+(?:第\s*)?[A-Z]?\d{1,2}\s*版?|[A-Z]\d{1,2}版?|\d{1,2}\s*版|[（(](?:第\s?)?[A-Z]?\d{1,2}\s?版?[）)]|[（(]第[一二三四五六七八九十]{1,3}版[）)])"
)
_CONTENTS_LINE = re.compile(r"[【\s]*(?:今日|本期|本报|本周|今天)(?:导读|看点|要目|提要)[】：:\s].{8,}")
_MARKED_WORD = re.compile(
    r"[■●◆▌□]\s?(?:相关|人物|链接|背景|延伸|声音|现场|回应|点评|提醒|释疑|对话|故事)(?:阅读|新闻|链接)?"
)
LEADING_BOX = re.compile(r"[【\s■]*(?:核心提示|核心阅读|阅读提示|内容提要|内容提示|核心速览)[】：:\s]*")
_BOX_NAME = re.compile(
    r"[【\s■●▌□]*(?:(?:相关|新闻|延伸|背景|政策|知识|法条)?(?:链接|阅读|背景|解释)|名词解释|小贴士|小知识|温馨提示|提示|提醒"
    r"|数读|编后|(?:记者|采访)?手记|专家(?:观点|提醒|建议|点评)|人物(?:简介|名片))[】：:\s]*"
)
"""What names a box beside an article: none of 56 such lines of twenty-one invented papers is a headline."""
_PAGE_NUMBER = re.compile(r"[①-⑳]|(?<![A-Z\d])(?:[A-Z]\d{1,2}版?|\d{1,2}\s?版)(?![A-Z\d])")
LEAST_PAGES = 3
"""So many numbers of pages in the line of a contents box that stands in one line."""
_BULLETS = frozenset("◆■●▲★◇□")
_ROUND = re.compile(r"[（(][^（）()]{1,60}[）)]")
_SEE = re.compile(r"(?:[见刊载]|下转|上接|紧接).{0,12}版|[日期]刊出|见本版")
_ROW = re.compile(r"\|[^|]{1,60}\|(?:[^|]{0,60}\|){1,20}")
_MASTHEAD = re.compile(
    r"(?:[\u3400-\u9fff]{2,10}[报刊][\s\u3000]{1,4})?20\d\d年\d{1,2}月\d{1,2}日"
    r"(?:[\s\u3000]{1,4}(?:星期|周)[一二三四五六日天])?(?:[\s\u3000]{1,4}(?:总?第\s?\d{1,6}\s?[期号版]|本期.{1,4}版))?"
)
"""A paper's name, day and number, which a tool may mark as a heading."""
_CHART = re.compile(r"(?:数据|资料)来源[：:].{2,30}[\s\u3000]制图[：:]|（制图[：:]|[\s\u3000]制图[：:].{2,12}$")
"""What a chart shows, where its figures come from and who drew it."""
_CAST = re.compile(
    r"[□■●◆\s]{0,2}(?:本期|本场|访谈|对话|特邀|圆桌)?(?:主持人?|嘉宾|采访人?|受访者?|访谈人|对话人)[\s\u3000：:]{1,3}"
    r"[^。！？，；]{2,60}"
)
"""Who asks and who answers, ahead of a talk."""
_SENT_FROM = re.compile(r"(?:20\d\d年)?\d{1,2}月\d{1,2}日\s?[于在][\u3400-\u9fff·]{2,12}")
_WIRED = re.compile(
    r"[（(]?(?:本报|晚报|新华社|中新社)[\u3400-\u9fff]{0,10}\d{1,2}月\d{1,2}日[\u3400-\u9fff]{0,2}[电讯][）)]?"
)
WEATHER_DAY = re.compile(
    r"(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日[\s\u3000]{1,4}+(?![周星])[\u3400-\u9fff\d℃°～~—\s\u3000-]{0,12}"
    r"(?:[晴阴雨雪云雾风霾沙尘雷霜]|[度级℃]|[立春夏秋冬][分至夏秋冬]|[大小][寒暑满]|惊蛰|谷雨|白露|芒种|处暑)[\u3400-\u9fff\d℃级\s\u3000～—]{0,6}"
)
_DAY = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日")
_SALUTATION = re.compile(
    r"(?:亲爱的|敬爱的|尊敬的)?[\u3400-\u9fff]{0,6}(?:[妈爸爹娘儿姐哥弟妹友]|同志|先生|女士|老师|编辑部?|读者|朋友们?|乡亲们|同学们?)[：:]"
)
LETTER_OPENS = re.compile(r"(?:[\u3400-\u9fff]{0,3}编辑部?|编辑[同先][志生])[：:]")
"""To whom a reader's letter is: it opens the letter."""
_LETTERS = re.compile(r"[【\s■]*(?:读者|群众|市民|百姓|来信)?(?:来信|来函|信箱|投书|心声|之声)[】\s]*")
LONGEST_TITLE = 30
"""Characters of a letter's headline."""
_SIGNED_OFF = re.compile(r"(?:儿|女|孙|弟|妹|兄|姐|父|母|友|老友|学生|你的朋友)[\s\u3000]{1,4}[\u3400-\u9fff]{1,4}")
_SENT = re.compile(r"(?:20\d\d年)?\d{1,2}月\d{1,2}日[晨夜晚]?[\s\u3000于在]{1,4}[\u3400-\u9fff·]{2,12}")
_PARTS = (LineType.SUBHEAD, LineType.BOX_HEADING, LineType.INNER_LABEL)
_ASIDE = (LineType.CREDIT, LineType.FURNITURE, LineType.LABEL, LineType.BYLINE)
_TEXT = (LineType.PROSE, LineType.CONTINUATION, LineType.MOVED)
_OF = re.compile(r"[\u3400-\u9fff]{1,4}：(?!“).*[^。！？：]$")
"""What a part is of, and what it says of that."""
LONGEST_SECTION, LEAST_NAMED = 15, 3
"""Characters of each line that heads a part, at most; parts of an article so named, at least."""
LEAST_SPEAKERS = 2
LEAST_TORN = 25
"""Characters: a line without a stop that is so long is a kicker only where nothing speaks for a sentence."""
_QUOTED = re.compile(
    r"(?:\d{1,2}[\s\u3000.、]{1,3})?[\u3400-\u9fffA-Za-z（）()]{2,12}(?:[\s\u3000]{1,4}[每/][\u3400-\u9fff]{1,3})?"
    r"(?:[\s\u3000]{1,4}[-+－＋]?\d[\d,.]{0,9}[%％]?[元点吨斤分/桶克]{0,4}){1,8}"
    r"|\d{1,2}[\s\u3000.、]{0,3}[\u3400-\u9fff]{2,8}[\s\u3000]{0,4}\d{1,4}分"
)
_ADVERTISED = re.compile(r"[·●★◆【（(\s]{0,3}广告[·●★◆】）)\s]{0,3}")
_CLAUSE = re.compile(
    r"(?!.*(?:记者|通讯员|作者|编辑|文/|图/|[：:（(/]))[\u3400-\u9fff“”]{4,20}，[\u3400-\u9fff\d“”]{6,30}"
)
_TAIL = re.compile(r"[^。！？“”《》\s]{1,6}。")
OFFICE = re.compile(r"[\u3400-\u9fff（）\s\u3000]{2,30}[府局会院室司部处厅社办区县市校馆队所心团站]")


def with_contents(texts: Sequence[str], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; the lines of a contents box are pointers: its name, and each line that ends in a page's number.

    `texts` are the lines', of the same length as the types; empty ones part nothing.
    """
    changed = list(types)
    inside, heading = False, -1
    for n, text in enumerate(texts):
        if _CONTENTS.fullmatch(text):
            inside, heading = True, n
        elif _CONTENTS_LINE.match(text) and len(_PAGE_NUMBER.findall(text)) >= LEAST_PAGES:
            changed[n] = LineType.POINTER
        elif inside and _PAGED.fullmatch(text):
            changed[n] = changed[heading] = LineType.POINTER
        elif text:
            inside = False
    return changed


def with_boxes(texts: Sequence[str], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; what names a box that leads into an article (`核心提示`) is no part of a head; a mark with a
    word that is no name (`■ 相关`) above a head is no byline but its label.
    """
    changed = [
        LineType.BOX_HEADING if _names_box(text, type_) else type_ for text, type_ in zip(texts, types, strict=True)
    ]
    read = [n for n, text in enumerate(texts) if text]
    for n, below in pairwise(read):
        if types[n] is LineType.BYLINE and types[below] in HEAD_TYPES and _MARKED_WORD.fullmatch(texts[n]):
            changed[n] = LineType.LABEL
    return changed


def _names_box(text: str, type_: LineType) -> bool:
    if type_ is LineType.HEADLINE and _BOX_NAME.fullmatch(text):
        return True
    return type_ in HEAD_TYPES and bool(LEADING_BOX.fullmatch(text))


def with_days(texts: Sequence[str], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; days with their weather (`2018年4月2日  扬沙`), two at least on a page, head parts of a diary,
    and the day below the office that signs a document is a part of it, while the paper's own day is furniture.
    """
    changed = list(types)
    days = [n for n, text in enumerate(texts) if WEATHER_DAY.fullmatch(text)]
    for n in days if len({texts[n] for n in days}) > 1 else []:
        changed[n] = LineType.INNER_LABEL
    read = [n for n, text in enumerate(texts) if text]
    for above, n in pairwise(read):
        signed = _DAY.fullmatch(texts[n]) and OFFICE.fullmatch(texts[above])
        if signed and types[n] is LineType.FURNITURE and types[above] in (LineType.PROSE, LineType.NOTICE):
            changed[n] = types[above]
    return changed


def with_letters(texts: Sequence[str], marked: Sequence[bool], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; whom a letter is to (`妈：`) is no byline, and who signs it, when and where, is text.

    A name with what its bearer is (`楚云眠（留学生）`), without a mark below a headline that has one, is the byline.
    The name of the letters' column above a letter's headline is its label, though it alone has a mark.
    """
    changed = list(types)
    read = [n for n, text in enumerate(texts) if text]
    for n, title, opening in zip(read, read[1:], read[2:], strict=False):
        column = types[n] is LineType.HEADLINE and bool(_LETTERS.fullmatch(texts[n])) and not marked[title]
        if column and len(texts[title]) <= LONGEST_TITLE and LETTER_OPENS.match(texts[opening]):
            changed[n], changed[title] = LineType.LABEL, LineType.HEADLINE
    for above, n in pairwise(read):
        if types[n] in (LineType.BYLINE, LineType.CREDIT) and _SALUTATION.fullmatch(texts[n]):
            changed[n] = LineType.PROSE
        if types[n] in _ASIDE and (
            _SIGNED_OFF.fullmatch(texts[n]) or (_SIGNED_OFF.fullmatch(texts[above]) and _SENT.fullmatch(texts[n]))
        ):
            changed[n] = LineType.PROSE
        headed = types[above] in (LineType.HEADLINE, LineType.DECK)
        if headed and marked[above] and not marked[n] and unbracketed_credits.is_described(texts[n]):
            changed[n] = LineType.BYLINE
    return changed


def with_lost_bylines(texts: Sequence[str], marked: Sequence[bool], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; a person's name alone is the byline where the end of another article stands between it and its
    headline: 20 of 20 such lines of twenty-one invented papers, damaged; elsewhere it is as often a sub-headline. A
    foreigner's name may look like a headline there.
    """
    changed = list(types)
    read = [n for n, text in enumerate(texts) if text]
    head = -1
    for place, n in enumerate(read):
        foreign = types[n] is LineType.HEADLINE and "·" in texts[n] and not marked[n]
        if types[n] in HEAD_TYPES and (marked[n] or types[n] is LineType.HEADLINE) and not foreign:
            head = place
            continue
        if not (types[n] is LineType.SUBHEAD or foreign) or marked[n] or head < 0:
            continue
        between = [types[m] for m in read[head + 1 : place]]
        if (
            len(bylines.names_alone(texts[n])) == 1
            and between[:1] in ([LineType.MOVED], [LineType.CONTINUATION])
            and LineType.BYLINE not in between
        ):
            changed[n] = LineType.BYLINE
    return changed


def with_parts(texts: Sequence[str], marked: Sequence[bool], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; a headline without a mark heads a part right below an article's byline (12 of 12 lines there in
    twenty-one invented papers), and right above a diary's day (9 of 9). So does one with a sign (`◆跑操`) that two
    sub-headlines have.
    """
    signs = Counter(text[0] for text, t in zip(texts, types, strict=True) if t is LineType.SUBHEAD and text)
    changed = [
        LineType.SUBHEAD if t is LineType.HEADLINE and text[:1] in _BULLETS and signs[text[0]] > 1 else t
        for text, t in zip(texts, types, strict=True)
    ]
    read = [n for n, text in enumerate(texts) if text]
    led = False
    for place, n in enumerate(read):
        above = [types[m] for m in read[max(0, place - 2) : place]]
        signed = above in ([LineType.HEADLINE, LineType.BYLINE], [LineType.DECK, LineType.BYLINE])
        led = (signed or led) and types[n] in (LineType.KICKER, LineType.HEADLINE) and not marked[n]
        if (types[n] is not LineType.HEADLINE and not led) or marked[n]:
            continue
        below = read[place + 1] if place + 1 < len(read) else n
        if led or (WEATHER_DAY.fullmatch(texts[below]) and LineType.HEADLINE in types[:n]):
            changed[n] = LineType.SUBHEAD
    return changed


def with_named_parts(texts: Sequence[str], marked: Sequence[bool], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; two short lines without a mark amid text that no dateline begins head a part and its first
    section, where the first says what the part is of, as two others on the page do (`厂：一厂一码`, `从三个数到一个数`;
    `再生水：写进计划`).
    """
    changed = list(types)
    read = [n for n, text in enumerate(texts) if text]
    named = {n for n in read if not marked[n] and len(texts[n]) <= LONGEST_SECTION and _OF.match(texts[n])}
    if len({texts[n] for n in named}) < LEAST_NAMED:
        return changed
    for above, n, section, below in zip(read, read[1:], read[2:], read[3:], strict=False):
        pair = (types[n], types[section]) == (LineType.KICKER, LineType.HEADLINE) and n in named
        short = not marked[section] and len(texts[section]) <= LONGEST_SECTION
        amid = types[above] in _TEXT and types[below] in _TEXT and not bylines.dateline(texts[below])
        if pair and short and amid:
            changed[n] = changed[section] = LineType.SUBHEAD
    return changed


def with_quotations(texts: Sequence[str], marked: Sequence[bool], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; neighbouring lines without a mark that are each a name with its figures (`螺纹钢 3210 -0.6%`)
    are rows of a table, whose last was taken for the kicker of the headline below.
    """
    changed = list(types)
    read = [n for n, text in enumerate(texts) if text]
    rows = {n for n in read if not marked[n] and _QUOTED.fullmatch(texts[n])}
    for above, n in pairwise(read):
        if above in rows and n in rows:
            changed[above] = changed[n] = LineType.TABLE
    return changed


def with_speakers(texts: Sequence[str], marked: Sequence[bool], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; two or more lines that each name a person with a post (`何绍文委员`) say who speaks below them,
    and what stands without a mark between such a line and its text heads that.
    """
    changed = list(types)
    read = [n for n, text in enumerate(texts) if text]
    speakers = {n for n in read if not marked[n] and unbracketed_credits.speaker(texts[n])}
    if len({texts[n] for n in speakers}) < LEAST_SPEAKERS:
        return changed
    for n, below in pairwise(read):
        if n in speakers and below not in speakers and LineType.HEADLINE in types[:n]:
            changed[n] = LineType.INNER_LABEL
            if not marked[below] and types[below] in HEAD_TYPES:
                changed[below] = LineType.SUBHEAD
    return changed


def with_torn_lines(texts: Sequence[str], marked: Sequence[bool], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; no deck is a clause that somebody says, taken for a byline, nor a sentence's last characters.

    Where such an end stands below a headline, the open line above it is the sentence that it ends, and no kicker.
    """
    changed = list(types)
    read = [n for n, text in enumerate(texts) if text]
    for place, n in enumerate(read):
        above = read[place - 1] if place else n
        headed = place > 0 and types[above] is LineType.HEADLINE
        if not headed or marked[n]:
            continue
        if types[n] is LineType.BYLINE and _CLAUSE.fullmatch(texts[n]) and not bylines.names_alone(texts[n]):
            changed[n] = LineType.DECK
        if types[n] is LineType.DECK and _TAIL.fullmatch(texts[n]):
            changed[n] = LineType.PROSE
            upper = read[place - 2] if place > 1 else n
            if types[upper] is LineType.KICKER and not marked[upper] and len(texts[upper]) >= LEAST_TORN:
                changed[upper] = LineType.PROSE
    return changed


def without_false_heads(texts: Sequence[str], marked: Sequence[bool], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; no line is part of a head whose form says that it is something else.

    That is a row of a table, where to read on (`（报道见第三版）`), and a letter's place and day (`5月6日于内罗毕`).
    What stands in round brackets, or has no mark and ends with a full stop, is no headline: none of 606 in seventeen
    invented papers.
    """
    changed = list(types)
    for n, (text, mark, type_) in enumerate(zip(texts, marked, types, strict=True)):
        if type_ in _PARTS and not mark and text.endswith("，"):
            changed[n] = LineType.PROSE
        if type_ in HEAD_TYPES and not mark and _CAST.fullmatch(text):
            changed[n] = LineType.BYLINE if "记者" in text else LineType.INNER_LABEL
            continue
        if _CHART.search(text) and "。" not in text:
            changed[n] = LineType.CAPTION
        if type_ not in HEAD_TYPES:
            continue
        whole = _ROUND.fullmatch(text)
        if _MASTHEAD.fullmatch(text) or (not mark and _ADVERTISED.fullmatch(text)):
            changed[n] = LineType.FURNITURE
        elif _ROW.fullmatch(text):
            changed[n] = LineType.TABLE
        elif whole and _SEE.search(text):
            changed[n] = LineType.POINTER
        elif _WIRED.fullmatch(text) or (not mark and _SENT_FROM.fullmatch(text)):
            changed[n] = LineType.CREDIT
        elif type_ is LineType.HEADLINE and whole:
            changed[n] = LineType.DECK
        elif type_ is LineType.HEADLINE and not mark and text.endswith("。"):
            changed[n] = LineType.PROSE
    return changed
