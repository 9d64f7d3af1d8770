"""Articles of an issue that go on on another page, joined again.

Papers print `（下转第4版）` under the first part and `（上接第1版）` over the rest; their sites give two articles.
Two parts belong together that name each other's pages, if no other pair does or their headlines are one.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from service.core.messages import _
from service.language.numerals import parse_chinese
from service.model import Article, Edit

_PAGE = r"\s?第?\s?[A-Z]?(\d{1,2}|[一二三四五六七八九十]{1,3})\s?版"
_ON = re.compile(rf"[（(【]\s?(?:下转|转){_PAGE}[^（）()【】]{{0,12}}[）)】]\s?$|^(?:下转|转){_PAGE}$")
_FROM = re.compile(rf"[（(【]\s?(?:上接|紧接|接){_PAGE}[^（）()【】]{{0,40}}[）)】]|^(?:上接|紧接){_PAGE}$")
_LABEL = re.compile(r"/第[A-Z]?(\d{1,3})版[^/]*$")
_WHOLE = re.compile(r"[。！？…：；][”’」』）)]{0,2}$")
"""Ends a paragraph; what the turn has cut ends otherwise."""


def joined(articles: Sequence[Article], pages: Container[str]) -> tuple[Article, ...]:
    """Return articles in their order, those of issues' pages whole where their first part stands.

    `pages` are the pages' sources.
    """
    told = dict(enumerate(articles))
    of_issues = [(number, each) for number, each in told.items() if each.source in pages]
    rests = {number: page for number, each in of_issues if (page := _named(_FROM, _ahead(each)))}
    firsts = {number: page for number, each in of_issues if (page := _named(_ON, _behind(each)))}
    pairs = [
        (first, rest)
        for first, on in firsts.items()
        for rest, back in rests.items()
        if _folder(told[first]) == _folder(told[rest]) and on == _page(told[rest]) and back == _page(told[first])
    ]
    same = [(first, rest) for first, rest in pairs if _headline(told[rest]) == told[first].title]
    for first, rest in dict.fromkeys([*_alone(same), *_alone(pairs)]):
        if first in told and rest in told:
            told[first] = _whole(told[first], told.pop(rest))
    return tuple(told.values())


def _alone(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs neither part of which is in another one."""
    for first, rest in pairs:
        if sum(first == one or rest == other for one, other in pairs) == 1:
            yield first, rest


def _named(note: re.Pattern[str], lines: Iterable[str]) -> int:
    """Return the page that a note in one of the lines names; 0 for none."""
    for line in lines:
        if found := note.search(line):
            page = found[1] or found[2]
            return int(page) if page.isdecimal() else int(parse_chinese(page) or 0)
    return 0


def _page(article: Article) -> int:
    found = _LABEL.search(article.source)
    return int(found[1]) if found else 0


def _folder(article: Article) -> str:
    return article.source.rpartition("/")[0]


def _taken(article: Article) -> Iterator[str]:
    """Yield what the reading took out of the text as no part of it."""
    return (edit.before for edit in article.edits)


def _ahead(article: Article) -> Iterator[str]:
    yield from (article.title, article.kicker, article.subtitle, *article.paragraphs[:1], *_taken(article))


def _behind(article: Article) -> Iterator[str]:
    yield from (*article.paragraphs[-1:], *_taken(article))


def _headline(article: Article) -> str:
    return _FROM.sub("", article.title).strip()


def _whole(first: Article, rest: Article) -> Article:
    """Return one article of two parts, without the notes."""
    *above, last = _without(_ON, first.paragraphs)
    following, *below = _without(_FROM, rest.paragraphs)
    between = (last, following) if _WHOLE.search(last) else (last + following,)
    notes = [edit for edit in (*first.edits, *rest.edits) if _ON.search(edit.before) or _FROM.search(edit.before)]
    kept = tuple(edit for edit in (*first.edits, *rest.edits) if edit not in notes)
    why = _("each part names the page of the other")
    return replace(
        first,
        paragraphs=(*above, *between, *below),
        subheads=(*first.subheads, *rest.subheads),
        damaged=(*first.damaged, *rest.damaged),
        authors=first.authors or rest.authors,
        edits=(*kept, Edit("joined", rest.source, why, rest.title)),
    )


def _without(note: re.Pattern[str], paragraphs: Sequence[str]) -> list[str]:
    return [text for text in (note.sub("", each).strip() for each in paragraphs) if text] or [""]
