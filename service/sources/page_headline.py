"""The headline of a web page's article: the one that the page shows as such, not its site's name or title's tail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from service.language import bigrams
from service.sources import founder_notes, site_boilerplate, text_cleaning, visible_lines
from service.sources.newspaper.bylines import byline

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_MARKED = ("//founder-title//h1", "//founder-title", "//*[@id='Title']")
"""Where Founder's e-papers put it; some set the kicker and the deck round a heading of their own."""
_OWN_HEAD = "(//*[@id='ozoom' or @id='articleContent'])[1]/preceding::h1[1]"
_HEADING = "[1][self::h2 or self::h3 or self::h4]"
_KICKER = (
    "//founder-prefix",
    "//*[@id='PreTitle']",
    "(//founder-title)[1]/preceding::td[@class='font02'][1]",
    f"{_OWN_HEAD}/preceding-sibling::*{_HEADING}",
)
_DECK = (
    "//founder-subtitle",
    "//*[@id='SubTitle']",
    "(//founder-title)[1]/following::*[self::td[@class='font02'] or starts-with(normalize-space(), '——')]"
    "[not(.//td or .//div)][following::founder-content]",
    f"{_OWN_HEAD}/following-sibling::*{_HEADING}",
)
"""The lines round the headline. Founder's older pages set them, and the byline too, in cells of one class (`font02`)
above and below it; a deck begins with a dash where papers print it so. Its newer pages have headings of other sizes
right above and below their `<h1>`."""
_MOST_DECKS = 3
"""Cells below a headline that are looked at: deck, byline, and the date."""
_STATED = "//meta[translate(@name, 'ARTICLE', 'article')='articletitle']/@content"
"""Where the state's portals must put it: the field ArticleTitle of their common metadata."""
_APART = re.compile(r"\s{0,3}(?:[|｜_丨]|-{1,2}|–|—{1,2}|\s[·•])\s{0,3}\S")
_BARS = "|｜_丨-–—·• "
_AHEAD = re.compile(r"\S\s?(?:[|｜_丨]|-{1,2}|–|—{1,2})\s?$")
_SHORTEST, _MOST = 6, 400
"""Characters of a headline that is told by the page's title, and lines in which it is looked for."""
_SITE_NAME = re.compile(r"(?:网站?|报|在线|频道|电视台|门户|论坛|融媒(?:体中心)?|之窗|客户端|首页)$")
_NO_HEADLINE = re.compile(r"[。：:>|]|20\d\d[-年/.]")
_LONGEST_NAME, _LONGEST, _TOLD = 12, 50, 0.1
"""Characters of a site's name and of a headline on its own, and the share of its pairs of characters that its text has
at least."""


def headline(root: HtmlElement, found: str, lines: Iterable[str]) -> str:
    """Return the article's headline; empty when nothing tells it.

    `root` is lxml's tree of the page, `found` the title as trafilatura gives it, and `lines` the short ones it shows.
    """
    stated = text_cleaning.title(str(next(iter(root.xpath(_STATED)), "")))
    whole = text_cleaning.title(visible_lines.first_text(root, ["//title"]))
    return (
        visible_lines.first_text(root, _MARKED)
        or founder_notes.noted(root, "title")
        or site_boilerplate.headline(stated)
        or _shown(whole, text_cleaning.title(found), lines)
        or site_boilerplate.headline(found)
    )


def kicker(root: HtmlElement) -> str:
    """Return the line that a paper printed above the headline; empty where none is marked or noted as such."""
    return visible_lines.first_text(root, _KICKER) or founder_notes.noted(root, "introtitle")


def deck(root: HtmlElement) -> str:
    """Return the line that a paper printed below the headline; empty where none is marked or noted as such."""
    found = (visible_lines.first_text(root, [f"({path})[{n}]"]) for path in _DECK for n in range(1, _MOST_DECKS + 1))
    return next((line for line in found if line and not byline(line)), "") or founder_notes.noted(root, "subtitle")


def instead_of_site(title: str, text: Sequence[str], ahead: Sequence[str]) -> str:
    """Return the headline right above the text, or its first line, where the title is the name of the site.

    Some old sites have one title for all their pages. `ahead` are the lines above the text. A line counts if the text
    tells something of it; else the title stays.
    """
    if len(title) > _LONGEST_NAME or not _SITE_NAME.search(title):
        return title
    fit = [line for line in (*ahead, *text[:1]) if _SHORTEST <= len(line) <= _LONGEST and not _NO_HEADLINE.search(line)]
    return fit[-1] if fit and _share(fit[-1], set(bigrams.of("\n".join(text[1:])))) >= _TOLD else title


def _share(line: str, told: set[str]) -> float:
    """Return the share of the line's pairs of characters that the text has."""
    pairs = bigrams.of(line)
    return sum(pair in told for pair in pairs) / len(pairs) if pairs else 0.0


def _shown(whole: str, found: str, lines: Iterable[str]) -> str:
    """Return the line that begins or ends the page's title and is most of it, beside the name of its site.

    `found` must be that title, or the site's name: a headline that the page tells elsewhere is left alone.
    """
    best = ""
    for line, _ in zip(lines, range(_MOST), strict=False):
        if not max(len(best) + 1, _SHORTEST) <= len(line) < len(whole) < 2 * len(line):
            continue
        ahead, rest = whole[: -len(line)], whole[len(line) :]
        behind = whole.startswith(line) and _APART.match(rest) and found in (whole, rest.strip(_BARS))
        before = whole.endswith(line) and _AHEAD.search(ahead) and found in (whole, ahead.strip(_BARS))
        best = line if behind or before else best
    return best
