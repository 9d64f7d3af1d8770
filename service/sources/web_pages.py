"""Web pages of one article: its text without the page around it."""

from __future__ import annotations

import datetime as dt
import functools
import logging
import re
import urllib.parse
from collections.abc import Iterable, Sequence
from configparser import ConfigParser
from dataclasses import dataclass

from service.core.messages import _
from service.errors import SourceError
from service.language import cjk_latin_spacing, sentences
from service.model import Article, Edit
from service.sources import (
    embedded_articles,
    inline_markup,
    markup_limit,
    non_article_pages,
    page_authors,
    page_body,
    page_headline,
    site_boilerplate,
    superscripts,
    text_cleaning,
    visible_lines,
)
from service.sources.decoding import decode_markup
from service.sources.fetching import Response
from service.sources.html_tree import tree
from service.sources.inline_markup import Struck
from service.sources.page_dates import date_in_path, date_in_text
from service.sources.reading_limit import reading
from service.sources.timestamps import stamp

_MAX_LENGTH, _MAX_TAGS = 3_000_000, 50_000
"""Characters and tags of HTML; the heaviest article pages have some 1,000,000 and 10,000."""

_METADATA = re.compile(
    r"""(?:["'](?:article:published_time|published_time|pubdate|publishdate|og:release_date|datePublished)["']"""
    r"""(?:\s*content\s*=\s*|\s*:\s*)|\b(?:createTime|ct)\s*=\s*)["']([^"'<>]{8,40})["']""",
    re.IGNORECASE,
)
_DATE_LENGTH = 80
"""Characters of a line that may be the one with date, time and source."""

_CLOCK = re.compile(r"今天|今日|现在|当前|欢迎|版权|©")
"""What stands beside a date that is not the article's: the visitor's day, the years of the rights."""
_TITLE_ELEMENT = re.compile(r"<title\b[^<>]*>([^<]{1,300})</title", re.IGNORECASE)

_SCRIPT = re.compile(r"<(script|style)\b(?![^<>]*ld\+json)[^<>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
"""Trafilatura would take a script inside a headline for its text; it needs those with metadata (JSON-LD)."""

_LONG_VALUE = re.compile(r"""\bcontent\s{0,9}=\s{0,9}(?:"[^"]{1000,}"|'[^']{1000,}')""", re.IGNORECASE)
_LONG_DATA = re.compile(r"<script\b[^<>]*ld\+json[^<>]*>[^<]{20000,}(?:</script\s*>|\Z)", re.IGNORECASE)
"""Metadata longer than any author, title or date: trafilatura takes the square of their length for the authors."""


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """What an HTML page says."""

    title: str
    paragraphs: tuple[str, ...]
    authors: tuple[str, ...] = ()
    published: dt.date | None = None
    published_at: dt.datetime | None = None
    dated_by: str = ""
    edits: tuple[Edit, ...] = ()
    kicker: str = ""
    subtitle: str = ""

    @property
    def markdown(self) -> str:
        """The text as a page: the title as its heading, who wrote it below, blank lines between paragraphs."""
        persons = [name for name in self.authors if page_authors.is_person(name)]
        heads = (
            f"### {self.kicker}" * bool(self.kicker),
            f"# {self.title}",
            f"### {self.subtitle}" * bool(self.subtitle),
            f"记者 {' '.join(persons)}" * bool(persons),
        )
        return "\n\n".join((*filter(None, heads), *self.paragraphs)) + "\n"


def article(response: Response, source: str, now: dt.datetime | None = None) -> Article:
    """Return the article of an answer; `source` is the address as it was given. Raise SourceError.

    `now` (with a time zone) tells which dates are mistakes, and dates that are told by it alone.
    """
    with reading(source, _("give the address of one article.")):
        page = extract(html(response), source, response.url, now)
    return Article(
        source=source,
        title=page.title,
        paragraphs=page.paragraphs,
        kicker=page.kicker,
        subtitle=page.subtitle,
        authors=page.authors,
        edits=page.edits,
        published=page.published,
        url=response.url,
        damaged=inline_markup.doubtful(page.paragraphs),
        dated_by=page.dated_by,
        published_at=page.published_at,
    )


def html(response: Response) -> str:
    """Return the text of an answer that is a web page. Raise SourceError when it is something else."""
    kind = response.content_type.partition(";")[0].strip().lower()
    text = decode_markup(response.body, response.content_type)
    if text is None or kind.partition("/")[0] in ("image", "audio", "video") or kind == "application/pdf":
        kind = kind[:40] or _("no type given")
        raise SourceError(
            _(
                "{url}: this is neither a feed nor a web page ({kind}): give the address of either.",
                url=response.url,
                kind=kind,
            )
        )
    return text


def extract(text: str, source: str, address: str = "", now: dt.datetime | None = None) -> ExtractedPage:
    """Return the article that an HTML document holds, found by trafilatura; `address` is where the document came from.

    An article that the document only carries, for its own script to show, is read where none is shown. Raise
    SourceError, which names `source`, when there is no article.
    """
    try:
        return _shown(text, source, address, now)
    except _Notice:
        raise
    except SourceError:
        if len(text) > _MAX_LENGTH or not (carried := embedded_articles.as_page(text, _page_title(text))):
            raise
    return _shown(carried, source, address, now)


class _Notice(SourceError):
    """A page that tells its visitor why no article is shown; what else it carries is of other articles."""


def _page_title(text: str) -> str:
    """Return the headline in the `<title>` of a page."""
    found = _TITLE_ELEMENT.search(text)
    return site_boilerplate.headline(found[1]) if found else ""


def _shown(text: str, source: str, address: str, now: dt.datetime | None) -> ExtractedPage:
    """Return the article that a page shows. Raise SourceError when it shows none."""
    import trafilatura

    if len(text) > _MAX_LENGTH or text.count("<") > _MAX_TAGS:
        raise SourceError(
            _("{source}: this page is far too long for an article: give the address of one.", source=source)
        )
    bare = _SCRIPT.sub("", text_cleaning.visible(text))
    if markup_limit.has_too_many_names(bare):
        raise SourceError(
            _("{source}: this page has more markup than an article can need: give the address of one.", source=source)
        )
    shown = inline_markup.rendered(bare)
    try:
        page = trafilatura.bare_extraction(
            _LONG_DATA.sub("", _LONG_VALUE.sub("", shown.text)),
            with_metadata=True,
            include_comments=False,
            # Without a fixed end, htmldate takes the wall clock's.
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2100-01-01"},
            config=_config(),
        )
    except Exception as error:  # trafilatura and its parts name no errors of their own
        raise SourceError(
            _(
                "{source}: this HTML page cannot be read ({name}): give its text.",
                source=source,
                name=type(error).__name__,
            )
        ) from None
    found = None if page is None or isinstance(page, dict) else page
    lines = [" ".join(text_cleaning.visible(line).split()) for line in (found.text or "").splitlines()] if found else []
    lines = [superscripts.settled(line) for line in lines if line]
    root = tree(shown.text)
    if root is None:
        raise SourceError(_("{source}: this HTML page is empty: check the address.", source=source))
    titles = f"{found.title or '' if found else ''} {visible_lines.first_text(root, ['//title', '//h1', '//h2'])}"
    _refuse_notice(source, titles, lines or text_cleaning.paragraphs(shown.text))
    whole, left_out = page_body.whole(root, lines)
    kept, edits = site_boilerplate.without_furniture(part for line in whole for part in text_cleaning.unescaped(line))
    edits = (*left_out, *edits, *struck_out(shown.struck))
    if not found or all(map(date_in_text, kept)):
        raise SourceError(
            _("{source}: no article text is found in this HTML page: give the address of one article.", source=source)
        )
    short = [line for line in text_cleaning.paragraphs(text) if len(line) <= _DATE_LENGTH]
    _refuse_notice(source, titles, kept)  # what stood round it was no part of the notice
    if non_article_pages.is_list(kept):
        raise SourceError(
            _("{source}: this page is no article but a list of articles: give the address of one.", source=source)
        )
    title = page_headline.headline(root, found.title or "", short)
    title = title or sentences.before_end(kept[0])[:40]
    title = page_headline.instead_of_site(title, kept, _ahead(short, kept))
    kicker, subtitle = page_headline.kicker(root), page_headline.deck(root)
    while kept and kept[0] in (title, kicker, subtitle):
        kept = kept[1:]
    if not kept:
        raise SourceError(
            _("{source}: this HTML page has a headline and no text: give the address of one article.", source=source)
        )
    ahead = _ahead(short, kept)
    authors = page_authors.authors(root, found.author or "", title, ahead, edits)
    dated = _date(text, short, found.date or "", address, now)
    if not dated[0]:
        dated = _day_above(ahead, now)
    told = tuple(map(cjk_latin_spacing.closed, kept))
    return ExtractedPage(cjk_latin_spacing.closed_headline(title), told, authors, *dated, edits, kicker, subtitle)


def _ahead(short: Sequence[str], kept: Sequence[str]) -> Sequence[str]:
    """Return the short lines of a page above its text; all of them where its text begins with none of them."""
    return short[: short.index(kept[0])] if kept[0] in short else short


def _refuse_notice(source: str, titles: str, lines: Iterable[str]) -> None:
    """Raise SourceError when the lines are no article but a notice to the visitor."""
    if notice := non_article_pages.reason(titles.strip(), "\n".join(lines)):
        kind = SourceError if notice == non_article_pages.NEEDS_SCRIPT else _Notice
        raise kind(
            _("{source}: this page is no article but {notice}: open it in a browser.", source=source, notice=notice)
        )


def _date(
    text: str, short: Iterable[str], date: str, address: str, now: dt.datetime | None
) -> tuple[dt.date | None, dt.datetime | None, str]:
    """Return day and instant of publication and the rule that found them.

    The page's metadata with a time of day, the line under the headline (the only ones with date and time of day), the
    date that trafilatura found, the address. `short` are the page's short lines, that one among them.
    """
    told = [(f"metadata {words}", words) for words in _METADATA.findall(text)]
    told += [(f"text {line}", line) for line in short if "20" in line]
    for rule, words in told:
        if (found := stamp(words, now)) and found[1]:
            return *found, rule
    if found := stamp(date, now):
        return found[0], None, f"metadata {date}"
    day = date_in_path(urllib.parse.urlsplit(address).path)
    return (day[0], None, f"address {day[1]}") if day else (None, None, "")


def _day_above(lines: Iterable[str], now: dt.datetime | None) -> tuple[dt.date | None, None, str]:
    """Return the day in the lines above the text, as e-papers head their pages; a clock for the visitor is none."""
    day = date_in_text("\n".join(line for line in lines if not _CLOCK.search(line)))
    found = stamp(day[0].isoformat(), now) if day else None
    return (found[0], None, day[1]) if day and found else (None, None, "")


def struck_out(struck: Iterable[Struck]) -> tuple[Edit, ...]:
    """Return the edits for what the source has struck out."""
    return tuple(
        Edit("struck", "the article", _("the source has it struck out"), each.text) for each in struck if each.text
    )


@functools.cache
def _config() -> ConfigParser:
    """Return trafilatura's settings: a Chinese article of 40 characters is whole (its default is for English)."""
    from trafilatura.settings import use_config

    for name in ("trafilatura", "htmldate"):  # what they complain of becomes a SourceError
        logging.getLogger(name).setLevel(logging.CRITICAL)
    config = use_config()
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "40"
    return config
