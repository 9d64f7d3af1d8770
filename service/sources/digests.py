"""Digests: entries of several stories become several articles, and a headline that lists other stories is no headline.

Evidence is asked twice: of the headline (a label such as 早报 or 要闻速览, or a list of stories) and of the text
(heads, each told again by the first sentence under it). A feature with sub-headlines has neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from service.core.messages import _
from service.language import bigrams, sentences
from service.model import Article, Edit

_LABEL = re.compile(
    r"(?:[^｜|丨：:；，。]{1,10}[｜|丨]\s*[\d年月日./\-]{0,12})?(?P<label>[^｜|：:；，。\s]{0,8}(?:[早午晚日周]报|[早晚]间新闻|新闻早知道|早知道|早餐|早班车|要闻|简讯|简报|快讯|速览|速递|速报|一览"
    r"|汇总|精选|盘点|热点|\d点\d氪|新闻)(?:精选|速览|汇总|一览|回顾)?)"
    r"\s*(?:[（(【\[]?[\d年月日./\-—星期周一二三四五六日天 ]{1,20}[)）】\]]?\s*)?(?:[｜|丨：:]\s*(?P<list>.+))?"
)
_LISTED = re.compile("[；;｜|丨]")
_SHORTEST_PART, _LONGEST_HEAD = 4, 50
_NUMBER = re.compile(
    r"\s{0,20}(?:\d{1,2}[.、．:：)）]\s*|(?:0\d\s*|\d\d\s+)(?=[\u3400-\u9fff“《])|[（(]\d{1,2}[)）]\s*|[①-⑳]\s*|[一二三四五六七八九十]{1,3}、\s*|[■●◆▲□○◇△◎★▶•#]\s*)"
)
_BRACKETED_HEAD = re.compile(r"【([^【】]{4,50})】\s*(?=\S)")
_RESTATED = 0.35
"""The share of a head's character pairs that its text's beginning must have, on the average of a digest's heads. In the
invented digests of tests/data/web it is 0.6 or more, in a broadcaster's short news from abroad (its heads shorten names
and countries) 0.37 and more; under a feature's sub-headlines 0.2 or less."""
_OPENING = 120
"""Characters of a text's beginning in which its head is looked for."""
_STORY = 40
"""Characters of a text under no head from which on it is a story of its own, not a greeting."""
_LONGEST_TITLE = 40


def of_page(articles: Iterable[Article]) -> Iterator[Article]:
    """Yield the stories of a page's articles: what follows a digest's headline on its page is of that digest, too."""
    label = ""
    for article in articles:
        yield from stories(article, label)
        label = label or _read(article.title)[0]


def stories(article: Article, above: str = "") -> tuple[Article, ...]:
    """Return the stories of an entry: itself, or those of a digest, each under its own head.

    `above`: the label of a digest that has begun further up its page. There the article's headline is the first
    story's, and others may stand below it.
    """
    label, listed = _read(article.title)
    if not label and len(listed) < 2 and not above:
        return (article,)
    intro, parts = _parts(article.paragraphs)
    heads = list(parts)
    own = ""
    if above and not label:
        label, own = above, article.title
        heads.insert(0, (article.title, list(intro)))
    elif label and article.subtitle and sum(map(len, intro)) >= _STORY:
        heads.insert(0, (article.subtitle, list(intro)))  # the first story's own head is read as a deck
    restated = sum(_share(head, "\n".join(text)[:_OPENING]) for head, text in heads)
    matched = sum(max((_share(part, head) for head, _ in parts), default=0.0) >= _RESTATED for part in listed)
    if parts and len(heads) >= 2 and (matched >= 2 or (label and restated >= _RESTATED * len(heads))):
        return _split(article, intro, parts, label, own)
    return (_retitled(article, label, listed),) if label and len(listed) >= 2 and not parts else (article,)


def _read(title: str) -> tuple[str, tuple[str, ...]]:
    """Return a headline's label, and the stories that it lists: two or more, or none."""
    match = _LABEL.fullmatch(title)
    told = (match["list"] or "") if match else title
    parts = tuple(part for each in _LISTED.split(told) if len(part := each.strip()) >= _SHORTEST_PART)
    return match["label"] if match else "", parts if len(parts) >= 2 else ()


def _parts(paragraphs: Sequence[str]) -> tuple[tuple[str, ...], list[tuple[str, list[str]]]]:
    """Return the lines before the first head, and each head with its text; a head without text is none."""
    intro: list[str] = []
    parts: list[tuple[str, list[str]]] = []
    for line in paragraphs:
        bracketed = _BRACKETED_HEAD.match(_unnumbered(line))
        if bracketed:
            parts.append((bracketed[1], [bracketed.string[bracketed.end() :]]))
        elif len(line) <= _LONGEST_HEAD and not sentences.is_finished(line):
            parts.append((_unnumbered(line), []))
        elif number := _NUMBER.match(line):
            parts.append((_head_of(line[number.end() :]), [line[number.end() :]]))
        elif parts:
            parts[-1][1].append(line)
        else:
            intro.append(line)
    return tuple(intro), [part for part in parts if part[1]]


def _unnumbered(line: str) -> str:
    """Return the line without the number that it begins with."""
    number = _NUMBER.match(line)
    return line[number.end() :] if number else line


def _split(
    article: Article, intro: tuple[str, ...], parts: Sequence[tuple[str, list[str]]], label: str, own: str
) -> tuple[Article, ...]:
    """Return the stories of a digest; `own`: the headline of the first, where it is not the digest's."""
    edit = Edit("split", "the headline", _("a digest of {count} stories", count=len(parts)), article.title)
    made: list[Article] = []
    edits = [*article.edits, edit]
    if intro and (own or sum(map(len, intro)) >= _STORY):
        head = own or article.subtitle or _head_of(intro[0])  # below a label the first's own head is read as a deck
        made.append(replace(article, title=head, paragraphs=intro, edits=tuple(edits)))
    elif intro:
        edits.append(Edit("left out", "the beginning", _("the greeting of a digest"), "\n".join(intro)))
    for head, text in parts:
        made.append(replace(article, title=head, paragraphs=tuple(text), subheads=(), edits=tuple(edits)))
        edits = [edit]
    return tuple(replace(one, section=label or one.section, subtitle="") for one in made)


def _retitled(article: Article, label: str, listed: Sequence[str]) -> Article:
    """Return the one story of a digest under the part of its headline that tells it, else under its first words."""
    opening = article.text[:_OPENING]
    best = max(listed, key=lambda part: _share(part, opening))
    title = best if _share(best, opening) >= _RESTATED else _head_of(article.text)
    if not title:
        return article
    edit = Edit("retitled", "the headline", _("it lists other stories"), article.title)
    return replace(article, title=title, section=label, edits=(*article.edits, edit))


def _head_of(text: str) -> str:
    """Return a headline made of a text's first words."""
    first = sentences.before_end(text.partition("\n")[0])
    return first.partition("，")[0] if len(first) > _LONGEST_TITLE else first


def _share(part: str, text: str) -> float:
    """Return the share of the part's character pairs that the text has."""
    pairs = set(bigrams.of(part))
    return len(pairs & set(bigrams.of(text))) / len(pairs) if pairs else 0.0
