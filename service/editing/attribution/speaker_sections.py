"""Articles of which several persons wrote or said a part each, under a sub-headline: whose each part is."""

from __future__ import annotations

import re

from service.editing.attribution import full_names
from service.language import surnames
from service.model import Article, Genre

_COMPILED = re.compile(r"整理|编译|选编|摘编|接听|综合")
_STAFF = re.compile(r"记者|通讯员|实习生|摄|[文图片][/／\s]|发自|[讯电]")
_NOTES = re.compile(r"(?:本报)?(?:记者|采访)?(?:手记|札记)")
_MARKS = "（）() \u3000□■"
_LONGEST_BYLINE = 40


def bylines(article: Article) -> list[str]:
    """Return the lines that name who wrote the article, without blanks and brackets."""
    return [_bare(each.before) for each in article.edits if each.what == "byline"]


def writers(article: Article) -> tuple[str, ...]:
    """Return the authors less those who have put together what others say."""
    compiled = "\n".join(line for line in bylines(article) if _COMPILED.search(line))
    return tuple(each for each in article.authors if _bare(each) not in compiled)


def are_signed(article: Article) -> bool:
    """Return whether the parts of an article are by several persons, whether or not it is known which is whose."""
    return len(_signatures(article)) > 1 or bool(_named_headings(article))


def speakers(article: Article) -> dict[str, str]:
    """Return whose the text below each sub-headline is, where each part has somebody of its own.

    Either the sub-headline is his title and name, or there are as many signatures as sub-headlines. What a reporter
    notes down at the end (手记) is told as that.
    """
    notes = {each: "本报记者手记" for each in article.subheads if _NOTES.match(each)}
    if named := _named_headings(article):
        return named
    headings = [each for each in article.subheads if not each.startswith("—")]
    signed = _signatures(article)
    if len(signed) < 2 or len(signed) != len(headings):
        return {} if len(signed) > 1 else notes
    return dict(zip(headings, signed, strict=True))


def _named_headings(article: Article) -> dict[str, str]:
    """Return the sub-headlines that are a title and a name, two at least, where the article is none of a reporter's."""
    found: dict[str, str] = {}
    if article.genre not in (Genre.COMMENT, Genre.ESSAY) and writers(article) == article.authors:
        return found
    for heading in article.subheads:
        *title, name = heading.split() or [""]
        if title and surnames.is_person_name(name) and full_names.is_title("".join(title)):
            found[heading] = "".join((*title, name))
    return found if len(found) > 1 else {}


def _signatures(article: Article) -> list[str]:
    """Return the lines by which one person each signs a part: of opinion or advice, never reporters'."""
    if article.genre not in (Genre.COMMENT, Genre.ESSAY, Genre.FEATURE):
        return []
    found = []
    for line in bylines(article):
        names = [each for each in article.authors if _bare(each) in line]
        if len(names) == 1 and len(line) <= _LONGEST_BYLINE and not (_STAFF.search(line) or _COMPILED.search(line)):
            found.append(line)
    return found


def _bare(text: str) -> str:
    return "".join(char for char in text if char not in _MARKS)
