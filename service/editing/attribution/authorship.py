"""Comment, essays, speeches and letters are told as their author's: `柳桥区委书记周庆和撰文说，`, `本报快评说，`.

Who has put together what others say (`本报记者林晚整理`) is no author; nor is one of several who wrote a part each
(`sections`): these are told by their own names.
"""

from __future__ import annotations

import re

from service.editing.attribution import full_names, speaker_sections
from service.model import Article, Genre

_OWN_COLUMN = re.compile(r"社评|社论|快评|短评|时评|微评|锐评|漫评|记者手记|采访手记|手记|评论")
_NAMED_ESSAY = re.compile(
    "(?:笔谈|随笔|杂文|散文|杂谈|漫谈|随感|札记|时评|短评|快评|微评|锐评|社评|社论|评论)[：:｜|丨]"
)
"""A headline that says that it is one: `随笔：父亲的收音机`."""
_WIRE = re.compile("[讯电]")
_ACT = re.compile(
    r"(?:当地时间)?(?:\d{1,2}月\d{1,2}日|[昨今][天日]|\d{1,2}日)[^，。]{0,3}，[^。“”]{4,60}?(?:会见|会谈|茶叙|出席|主持|召开|考察|调研|签署|通话)"
)
"""`5月20日下午，总理在京会见来访的总统`: nobody signs a report of that."""
_REPORTS = re.compile(
    "记者|来看|直播|各位观众|(?:主席|总理|委员长)[^，。]{0,12}(?:抵达|离开|乘[包专]机|访问)|[今昨]天(?!的)|日前|近日|总书记(?:来到|对|在|说|指出|强调)|(?:主席|总理)[^，。]{0,12}(?:致|会见|回信|复信)"
    "|(?:人[士员]|各界|专家|嘉宾|代表)[^，。]{0,6}(?:表示|指出|认为)|截至|同比|累计"
)
"""Where nobody has signed, no column says so and the text reports, it is a broadcaster's or an agency's report.

Of 100 broadcast days five items, and of 34 others three, were told as `这篇文章说，`; all eight were reports.
"""
_STAFF = re.compile(r"^本[报刊台网](?:特约)?评论员$")
_POST = re.compile(r"作者(?:为|系|是|单位[：:]?)([^（）；，。]{4,40})")
_SPEECH = re.compile(r"讲话|致辞|演讲")
_LETTER = re.compile(r"^(?:编辑同志|编辑部|[\u3400-\u9fff]{1,4}编辑)[：:]|^编辑[：:]$")
_ADDRESSED = re.compile(r"^(?:[\u3400-\u9fff]{1,4})?编辑(?:同志|部)?[：:，]?(?:您好|你好)?[：:！。]?$")
_WRITER = re.compile(r"读者|市民|居民|村民|网友")
_REPLY = re.compile(
    r"来信后|信[^，。]{0,10}转[^，。]{0,2}[给到往至]|(?:回复|答复|回电|回应)[^，。]{0,6}[：:，]|^[【（]?编(?:者|后)|^本报[^，。]{0,12}(?:询问|联系|核实)"
)
_MOST_AUTHORS = 2
_LONGEST_BYLINE = 24


def lead_in(article: Article) -> str:
    """Return what stands before the first sentence that is told of the article; empty where it is no one's opinion."""
    if article.genre is Genre.DOCUMENT and _SPEECH.search(article.title) and len(article.authors) == 1:
        return f"{_named(article.authors[0], article)}说，"
    if not _is_opinion(article) or speaker_sections.are_signed(article):
        return ""
    authors = speaker_sections.writers(article)
    letter = _is_letter(article)
    if article.authors and not authors:
        return ""
    named = [each for each in authors if not _STAFF.match(each)]
    if named and len(named) <= _MOST_AUTHORS:
        who = "、".join(_correspondent(each, article) if letter else _named(each, article) for each in named)
        return f"{who}{'来信' if letter else '撰文'}说，"
    if authors:
        return "" if named else f"{authors[0]}撰文说，"
    column = _OWN_COLUMN.search(article.section or article.kicker)
    return f"本报{column[0]}说，" if column else "读者来信说，" if letter else "这篇文章说，"


def _is_opinion(article: Article) -> bool:
    """Return whether the article is comment or an essay: by its kind, or as its headline says.

    What begins with `本报讯`, or with an official act of a day, is a report, however it reads.
    """
    if _NAMED_ESSAY.match(article.title) or _is_addressed(article):
        return True
    reported = any(each.what == "dateline" and _WIRE.search(each.before) for each in article.edits)
    reported = reported or (not article.authors and _ACT.match(next(iter(article.paragraphs), "")) is not None)
    label = f"{article.section}{article.kicker}"
    unsigned = not (article.authors or _OWN_COLUMN.search(label) or "来信" in label)
    reported = reported or (unsigned and _REPORTS.search(article.text) is not None)
    return article.genre in (Genre.COMMENT, Genre.ESSAY) and not reported


def reply(article: Article) -> str:
    """Return what follows a letter and is not its writer's: an office's answer, the editors' own words; or nothing."""
    if not (_is_letter(article) and _is_opinion(article)):
        return ""
    starts = next((at for at, each in enumerate(article.paragraphs) if at and _REPLY.search(each)), None)
    return "" if starts is None else "\n".join(article.paragraphs[starts:])


def _is_letter(article: Article) -> bool:
    return "来信" in article.section or _is_addressed(article)


def _is_addressed(article: Article) -> bool:
    """Return whether the article begins with 编辑同志：, which the reader of the page may have left out as no text."""
    left_out = (each.before.strip() for each in article.edits if each.what == "dropped")
    return any(map(_LETTER.match, article.paragraphs[:2])) or any(map(_ADDRESSED.match, left_out))


def _named(author: str, article: Article) -> str:
    """Return the author with his post, where the article has it, with the name or in its own words at the end."""
    bare = "".join(author.split())
    full = full_names.in_full(bare, "\n".join((article.kicker, article.title, article.subtitle, article.text)))
    post = _POST.search(article.text)
    return f"{post[1]}{bare}" if post and full == bare else full


def _correspondent(author: str, article: Article) -> str:
    """Return who wrote a letter as he signed it: 船厂街读者周小芹."""
    bare = "".join(author.split())
    for line in speaker_sections.bylines(article):
        if line.endswith(bare) and _WRITER.search(line) and len(line) <= _LONGEST_BYLINE:
            return line
    return f"读者{bare}"
