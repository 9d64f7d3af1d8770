"""Comment, essays and speeches are told as their author's: `柳桥区委书记周庆和撰文说，`, `本报快评说，`."""

from __future__ import annotations

import re

from service.editing.attribution import full_names
from service.model import Article, Genre

_OWN_COLUMN = re.compile(r"社评|社论|快评|短评|时评|微评|锐评|评论")
_STAFF = re.compile(r"^本[报刊台网](?:特约)?评论员$")
_POST = re.compile(r"作者(?:为|系|是|单位[：:]?)([^（）；，。]{4,40})")
_SPEECH = re.compile(r"讲话|致辞|演讲")
_MOST_AUTHORS = 2


def lead_in(article: Article) -> str:
    """Return what stands before the first sentence that is told of the article; empty where it is no one's opinion."""
    if article.genre is Genre.DOCUMENT and _SPEECH.search(article.title) and len(article.authors) == 1:
        return f"{_named(article.authors[0], article)}说，"
    if article.genre not in (Genre.COMMENT, Genre.ESSAY):
        return ""
    authors = [each for each in article.authors if not _STAFF.match(each)]
    if authors and len(authors) <= _MOST_AUTHORS:
        return f"{'、'.join(_named(each, article) for each in authors)}撰文说，"
    if authors:
        return ""
    if article.authors:
        return f"{article.authors[0]}撰文说，"
    column = _OWN_COLUMN.search(article.section or article.kicker)
    return f"本报{column[0]}说，" if column else ""


def _named(author: str, article: Article) -> str:
    """Return the author with his post, where the article has it, with the name or in its own words at the end."""
    bare = "".join(author.split())
    full = full_names.in_full(bare, "\n".join((article.kicker, article.title, article.subtitle, article.text)))
    post = _POST.search(article.text)
    return f"{post[1]}{bare}" if post and full == bare else full
