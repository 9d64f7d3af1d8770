"""Who wrote a web page's article: by its marks, its metadata, its credits and the line under its headline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from service.language import traditional
from service.language.surnames import is_person_name
from service.model import Edit
from service.sources import founder_notes, text_cleaning, visible_lines
from service.sources.newspaper.bylines import byline

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_MARKS = ("原创", "转载")
"""What WeChat sets beside the author's name, in its place."""
_MARKED_AUTHOR = (
    "//span[contains(@class, 'rich_media_meta_text')]"
    f"[not(contains('|{'|'.join(_MARKS)}|', concat('|', normalize-space(), '|')))]"
)
_AUTHOR = ("//founder-author", "//*[@id='js_author_name']", _MARKED_AUTHOR)
"""Where Founder's e-papers (nearly half of the papers have them) and WeChat put what they know of an article."""
_WECHAT_AUTHOR = "//meta[@property='og:article:author' or @name='og:article:author']/@content"
_NO_AUTHOR = re.compile(
    r"(?:责任编辑|责编|编辑|审核|校对|来源)\s*[:：]|发表于|(?:由\s?|by\s)?(?:admin(?:istrator)?|root|webmaster|(?:网站|系统|超级)?管理员|小编)$",
    re.IGNORECASE,
)
"""The editor of the page, a forum's word ahead of a date, and the account that a site's system begins with."""
_EDITOR_BEHIND = re.compile(r"[（(][^（）()]{0,10}(?:编辑|责编|校对)[^（）()]{0,20}[）)]$")
_AUTHOR_AHEAD = re.compile(r"^(?:作者|记者|文|撰文)\s*[:：\s]\s*|\s?官方账号$")
"""Words beside the name of an author."""
_LISTED = r"([\u3400-\u9fff]{2,4}(?:[、,， ][\u3400-\u9fff]{2,4}){0,3})(?=\s|$|[|｜])"
_TOLD = re.compile(
    rf"(?:作者|(?<![\u3400-\u9fff])记者)(?:[:：]\s?|\s){_LISTED}|记者[:：]\s?{_LISTED}"
    r"|记者\s?([\u3400-\u9fff]{2,4})\s?[/／]\s?[\u3400-\u9fff]{0,10}(?:报道|专访)",
)
_APART = re.compile(r"[;；、,，/]|\s+")
_SOURCE = re.compile(r"^\s*来源\s?[:：]\s?[^\s:：]{2,20}(?=\s)")
_PAPER_BEHIND = re.compile(r"\s?《[^《》]{1,20}》\s?[（(]\s?20\d\d[^（）()]{1,30}[)）]$")
"""`本报记者 何青 《青禾日报》（2026年03月21日 第 01 版）`: the paper and its page."""
_EDITORS = re.compile(r"编辑|责编|审核|校对|监制|编审|[初终复一二三]审|来源|摄影|图片|供图")
_WRITERS = re.compile(r"(?:记者|作者|通讯员|撰文|采写|文)[\s:：|｜丨/／]|[/／]文")


def authors(root: HtmlElement, told: str, title: str, ahead: Sequence[str], edits: Sequence[Edit]) -> tuple[str, ...]:
    """Return the writers' names.

    `root` is lxml's tree of the page, `told` what its metadata say, `title` its headline, `ahead` the short lines above
    the text, and `edits` what was taken from the text.
    """
    named = visible_lines.first_text(root, _AUTHOR)
    note = founder_notes.noted(root, "author")
    told = ";".join(_written(note) or _persons(note)) or told
    credit = byline(named)
    names = (
        credit.authors
        if credit
        else _APART.split(named)
        if named
        else [each for part in told.split(";") for each in separated(part)]
    )
    plain = (text_cleaning.title(name) for name in names if not _NO_AUTHOR.search(name))
    found = tuple(filter(None, (_AUTHOR_AHEAD.sub("", name) for name in plain)))
    account = str(next(iter(root.xpath(_WECHAT_AUTHOR)), ""))
    return found or _above(ahead) or _between(title, ahead) or in_credits(edits) or _persons(account)


def _above(lines: Iterable[str]) -> tuple[str, ...]:
    """Return who a line above the text says wrote it: `来源：青禾日报　作者：何青　林舟`, `青禾网记者 何青`."""
    return next(filter(None, (_as_printed(line, _told) for line in lines)), ())


def _told(line: str) -> tuple[str, ...]:
    line = _PAPER_BEHIND.sub("", line)
    found = _TOLD.search(line)
    return _written(line) or (_persons(found[1] or found[2] or found[3]) if found else ())


def _as_printed(line: str, named: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """Return the names that `named` finds in a line, which it reads in simplified characters, as the line has them."""
    if not traditional.is_traditional(line):
        return named(line)
    read = traditional.as_simplified_papers_print(line)
    places = ((read.find(name), len(name)) for name in named(read))
    return tuple(line[at : at + length] for at, length in places if at >= 0)


def _between(title: str, ahead: Sequence[str]) -> tuple[str, ...]:
    """Return the names that are all that stands between the headline and the text."""
    return _persons(ahead[-1]) if title and title in ahead[-2:-1] and ahead[-1] not in _MARKS else ()


def in_credits(edits: Iterable[Edit]) -> tuple[str, ...]:
    """Return who is named as a writer in the credits that were dropped from a text: `文/图 何青`, not its editors."""
    dropped = (edit.before for edit in edits if edit.what == "dropped" and edit.why.endswith("credits"))
    return next(filter(None, (_as_printed(_SOURCE.sub("", line), _written) for line in dropped)), ())


def separated(name: str) -> tuple[str, ...]:
    """Return the names in what a feed gives as one: `何青、林舟`. What is no list of people stays as it is.

    An editor named behind in brackets is left out, and so is what names nobody: the account of a site's system.
    """
    name = _EDITOR_BEHIND.sub("", name)
    if _NO_AUTHOR.search(name):
        return ()
    return _written(name) or _persons(name.strip("（()） ")) or (name,)


def _written(line: str) -> tuple[str, ...]:
    """Return the people that a line names as writers and nothing else: `青禾网记者 何青 通讯员 林舟`."""
    line = line.strip("（()） ")
    if not _WRITERS.search(line) or _EDITORS.search(line):
        return ()
    credit = byline(line)
    return credit.authors if credit and not credit.rest and all(map(is_person_name, credit.authors)) else ()


def _persons(text: str) -> tuple[str, ...]:
    names = tuple(filter(None, _APART.split(text.strip())))
    return names if names and all(map(is_person, names)) else ()


def is_person(name: str) -> bool:
    """Return whether a text is a person's name, in simplified or traditional characters."""
    return is_person_name(name) or (traditional.is_traditional(name) and is_person_name(traditional.simplified(name)))
