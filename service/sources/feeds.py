"""RSS, Atom and JSON feeds: their entries as articles, and the full text from the page where there is only a teaser."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from service.core.messages import _
from service.errors import SourceError
from service.language import bigrams, cjk_latin_spacing, sentences
from service.model import Article, Edit, Skipped
from service.sources import (
    digests,
    feed_form,
    fetching,
    inline_markup,
    json_feed,
    markup_limit,
    page_authors,
    site_boilerplate,
    text_cleaning,
    web_pages,
)
from service.sources.credits import credited
from service.sources.decoding import decode_markup
from service.sources.fetching import Client, Response
from service.sources.page_dates import CHINA
from service.sources.reading_limit import reading
from service.sources.timestamps import Stamp, stamp

_TEASER_LENGTH, _UNFINISHED_LENGTH = 200, 500
"""Characters below which a text is taken for a teaser: always, and when no sentence ends it."""
_MAX_ENTRY_LENGTH = 1_000_000
"""Characters of one entry's markup; a long feature has some 50,000."""
_MAX_TAGS, _MAX_ATTRIBUTES = 50_000, 200
"""Of one feed outside CDATA, and of one tag: feedparser needs 0.1 ms a tag and the square of the attributes."""
_RELATED_SHARE = 0.3
"""The share of the headline's character pairs that a page must hold to be the entry's: the address of a removed article
often leads to the site's front page."""

_ENTRY = re.compile(r"<(?:item|entry)[\s>]")
_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_LONG_TAG = re.compile(rf"<[A-Za-z][^<>]{{{_MAX_ATTRIBUTES},}}")
_CUT_OFF = re.compile(
    r"(?:…+|\.{3,}|。{3,}|[\[【（(](?:…+|\.{3,})[\])】）]"
    r"|(?:[\[【（(]\s*|阅读|查看|点击|展开)+(?:全文|更多|详情|原文)\s*[\])】）]?)[\s>»]*$"
)
_NAME_BY_MAIL = re.compile(r"[(（]([^()（）]+)[)）]")
_ROLE_AHEAD = re.compile(r"^(?:本报)?(?:记者|作者|通讯员)[\s:：]*")
_CUT_OFF_REACH = 60
"""Characters in which the mark of a cut-off text is looked for."""

Feed = tuple[tuple[Article, ...], tuple[Skipped, ...]]


def parse(
    response: Response, source: str, client: Client, *, now: dt.datetime, since: dt.datetime | None = None
) -> Feed:
    """Return a feed's articles in its order, and what is left out and why; full texts are fetched through `client`.

    `now` (with a time zone) tells which dates are mistakes; entries older than `since` are left out before their pages
    are fetched. `source` is the address as it was given. Raise SourceError when the answer is no feed.
    """
    with reading(source, _("tell its publisher.")):
        entries, more = _read(response, source, client.limits.entries)
    skipped = [] if entries else [Skipped(source, _("The feed has no entries."))]
    if more:
        skipped.append(
            Skipped(source, _("Only its first {count} entries are read; {more} follow.", count=len(entries), more=more))
        )
    told, left_out = articles(entries, source, response.url, client, now=now, since=since)
    return told, (*skipped, *left_out)


def articles(
    entries: Sequence[Mapping[str, Any]],
    source: str,
    base: str,
    client: Client,
    *,
    now: dt.datetime,
    since: dt.datetime | None = None,
    leads: str = "",
) -> Feed:
    """Return the articles of entries as feedparser gives them, and what is left out and why.

    `base`: the address that their links start from. `leads`: the address that leads to their pages; empty: `source`.
    An entry may have `listed`, the ListEntry that it is: two of one article are one then, from its site, and its place
    says nothing of its worth.
    """
    found: list[Article] = []
    skipped: list[Skipped] = []
    seen: dict[str, int] = {}
    for place, entry in enumerate(entries):
        try:
            with reading(_title(entry), _("tell its publisher.")):
                article = credited(_article(entry, source, base, now))  # a signature is no unfinished text
        except SourceError as error:
            skipped.append(Skipped(source, str(error)))
            continue
        key = article.url or f"{article.title}\n{article.text}"
        if key in seen and article.entries:
            first = found[seen[key]]
            found[seen[key]] = replace(first, entries=(*first.entries, *article.entries))
        elif key in seen:
            skipped.append(Skipped(_name(article), _("The feed has this entry twice.")))
        elif _is_older(article, since):
            skipped.append(Skipped(_name(article), _("It was published before {since:%Y-%m-%d %H:%M}.", since=since)))
            continue
        else:
            seen[key] = len(found)
            found.append(article if article.entries else replace(article, prominence=1 - place / len(entries)))
    teasers = (article.url for article in found if article.url and _is_teaser(article))
    pages = client.get_all(teasers, leads or source)
    complete = [_complete(article, pages.get(article.url), now) for article in found]
    skipped += [one for one in complete if isinstance(one, Skipped)]
    whole = (credited(story) for one in complete if isinstance(one, Article) for story in digests.stories(one))
    return tuple(replace(one, damaged=inline_markup.doubtful(one.paragraphs)) for one in whole), tuple(skipped)


def _read(response: Response, source: str, most: int) -> tuple[Sequence[Mapping[str, Any]], int]:
    """Return the first entries of a feed, and how many others it has. Raises SourceError when it is no feed."""
    text = decode_markup(response.body, response.content_type)
    if text is None or not feed_form.is_feed(text):
        raise SourceError(_("{source}: this is no RSS, Atom or JSON feed: correct the address.", source=source))
    if json_feed.is_json_feed(text):
        return json_feed.entries(text, most, source)
    text, more = _first_entries(text_cleaning.visible(text), most)
    return _entries(text, response.url, source), more


def _first_entries(text: str, most: int) -> tuple[str, int]:
    """Return the feed from its root element with its first entries only, and how many others it has.

    Without what stands before the root there is no document type, and so no entity to expand or to fetch.
    """
    root = feed_form.ELEMENT.search(text)
    text = text[root.start() :] if root else ""
    starts = [match.start() for match in _ENTRY.finditer(text)]
    if len(starts) <= most:
        return text, 0
    end = max(text.rfind("</item>") + len("</item>"), text.rfind("</entry>") + len("</entry>"), starts[-1])
    return text[: starts[most]] + text[end:], len(starts) - most


def _entries(text: str, base: str, source: str) -> list[Mapping[str, Any]]:
    """Return the entries as feedparser's dictionaries. Raise SourceError when reading fails or costs too much."""
    import feedparser  # type: ignore[import-untyped]

    outside = _CDATA.sub("", text)
    if outside.count("<") > _MAX_TAGS or any(tag.count("=") > _MAX_ATTRIBUTES for tag in _LONG_TAG.findall(outside)):
        raise SourceError(
            _("{source}: the feed has more markup than a feed can need: tell its publisher.", source=source)
        )
    try:
        # A file object, for feedparser takes a string for an address or a path; UTF-8, for it guesses encodings badly.
        found = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": base},
            sanitize_html=False,  # only plain text is taken from it
            resolve_relative_uris=False,
        )
    except Exception as error:  # feedparser names no errors of its own
        raise SourceError(
            _(
                "{source}: the feed cannot be read ({name}): tell its publisher.",
                source=source,
                name=type(error).__name__,
            )
        ) from None
    site = found.feed.get("title")
    for entry in found.entries:
        entry["site"] = site
    return list(found.entries)


def _title(entry: Mapping[str, Any]) -> str:
    """Return the entry's title as a message names it."""
    return text_cleaning.line(_text(entry, "title")[:200])


def _article(entry: Mapping[str, Any], source: str, base: str, now: dt.datetime) -> Article:
    """Return one entry's article as far as the feed tells it."""
    texts = [str(content.get("value") or "") for content in entry.get("content") or []]
    markup = max((*texts, _text(entry, "summary")), key=len)
    markup = markup[:_MAX_ENTRY_LENGTH]
    if "<" in markup and markup_limit.has_too_many_names(markup):
        raise SourceError(
            _("{entry}: the entry has more markup than an article can need: tell its publisher.", entry=_title(entry))
        )
    shown = inline_markup.rendered(text_cleaning.visible(markup))
    paragraphs, edits = site_boilerplate.without_furniture(text_cleaning.paragraphs(shown.text))
    site = text_cleaning.title(_text(entry, "site"))
    whole_title = site_boilerplate.without_site(_text(entry, "title"), site)
    section, title = site_boilerplate.labelled(site_boilerplate.headline(whole_title, "\n".join(paragraphs)))
    if paragraphs and (not title or paragraphs[0] == title):
        title = title or sentences.before_end(paragraphs[0])[:40]
        paragraphs = paragraphs[1:] if paragraphs[0] == title else paragraphs
    url = _address(_text(entry, "link"), base)
    published, instant, rule = _date(entry, now)
    tags = [text_cleaning.title(str(tag.get("label") or tag.get("term") or "")) for tag in entry.get("tags") or []]
    listed = entry.get("listed")
    return Article(
        source=_site_of(url) or source if listed else source,
        title=cjk_latin_spacing.closed_headline(title),
        paragraphs=tuple(map(cjk_latin_spacing.closed, paragraphs)),
        section=tags[0] if tags else section,
        authors=tuple(name for name in _authors(entry) if name != site) or page_authors.in_credits(edits),
        edits=(*edits, *web_pages.struck_out(shown.struck)),
        published=published,
        url=url,
        dated_by=rule,
        published_at=instant,
        entries=(listed,) if listed else (),
        guid=_text(entry, "id"),
    )


def _site_of(url: str) -> str:
    """Return the front page of the site that an address is of; empty for an empty one."""
    return fetching.joined(url, "/") if url else ""


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else ""


def _address(link: str, base: str) -> str:
    """Return the link as a web address; empty when it is none."""
    try:
        return fetching.address(fetching.joined(base, link)) if link.strip() else ""
    except SourceError:
        return ""


def _authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the writers' names, without addresses of mail."""
    names = [str(author.get("name") or "") for author in entry.get("authors") or []]
    raw = _text(entry, "author")
    if len(names) <= 1 and "@" in raw.partition("(")[0]:  # feedparser cuts an address that ends in a long word
        names = [raw]
    inner = [match[1] if "@" in name and (match := _NAME_BY_MAIL.search(name)) else name for name in names]
    plain = (_ROLE_AHEAD.sub("", one) for name in inner for one in page_authors.separated(text_cleaning.title(name)))
    people = (one for name in plain for one in page_authors.separated(name))
    return tuple(dict.fromkeys(name for name in people if name and "@" not in name))


def _date(entry: Mapping[str, Any], now: dt.datetime) -> tuple[dt.date | None, dt.datetime | None, str]:
    """Return day and instant of publication and the rule that found them; none when the feed states none."""
    for key in ("published", "updated", "created"):
        if key not in entry:
            continue
        text = _text(entry, key)
        if told := stamp(text, now) or _parsed(entry, key, text, now):
            return *told, f"feed {text_cleaning.title(text)}"
    return None, None, ""


def _parsed(entry: Mapping[str, Any], key: str, text: str, now: dt.datetime) -> Stamp | None:
    """Return the day that feedparser has found in forms that `stamp` does not know, where a year is written."""
    if not (parsed := entry.get(f"{key}_parsed")) or not re.search(r"(?:19|20)\d\d", text):
        return None
    return stamp("-".join(str(part) for part in parsed[:3]), now)


def _is_older(article: Article, since: dt.datetime | None) -> bool:
    if not since or not article.published:
        return False
    return article.published_at < since if article.published_at else article.published < since.astimezone(CHINA).date()


def _is_teaser(article: Article) -> bool:
    """Return whether the feed seems to hold back a part of the text."""
    if not article.paragraphs or len(article.text) < _TEASER_LENGTH or _CUT_OFF.search(article.text[-_CUT_OFF_REACH:]):
        return True
    return len(article.text) < _UNFINISHED_LENGTH and not sentences.is_finished(article.text)


def _complete(article: Article, answer: Response | SourceError | None, now: dt.datetime) -> Article | Skipped:
    """Return the article with its page's text, where that is more; else the feed's text up to a whole sentence."""
    if not _is_teaser(article):
        return article
    try:
        if not isinstance(answer, Response):
            raise answer or SourceError(_("The feed gives no address for the full text."))
        page = web_pages.article(answer, article.source, now)
        if not _is_related(article.title, page.title + page.text):
            raise SourceError(_("{url}: the page tells another story than the feed's entry.", url=answer.url))
        if len(page.text) >= len(article.text):
            return replace(
                article,
                title=article.title or page.title,
                paragraphs=page.paragraphs,
                kicker=page.kicker,
                subtitle=page.subtitle,
                edits=page.edits,
                authors=article.authors or page.authors,
                published=article.published or page.published,
                dated_by=article.dated_by or page.dated_by,
                published_at=article.published_at if article.published else page.published_at,
            )
        reason: str = _("its page has less text than the feed")
    except SourceError as error:
        reason = str(error)
    whole = _whole_sentences(article.paragraphs)
    if not whole:
        return Skipped(_name(article), _("There is no text of it: {reason}", reason=reason))
    return replace(article, paragraphs=whole, edits=(*article.edits, Edit("teaser", article.url, reason, article.text)))


def _name(article: Article) -> str:
    return article.title or article.url or article.source


def _is_related(title: str, text: str) -> bool:
    pairs = set(bigrams.pairs(title))
    return not pairs or sum(pair in text for pair in pairs) >= _RELATED_SHARE * len(pairs)


def _whole_sentences(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Return the paragraphs up to the last sentence that is not cut off."""
    if not paragraphs:
        return ()
    *before, last = paragraphs
    last = last[:-_CUT_OFF_REACH] + _CUT_OFF.sub("", last[-_CUT_OFF_REACH:])
    return tuple(filter(None, (*before, sentences.finished_part(last))))
