"""How the sites of newspapers name an issue's pages and articles: told by the shape of their links alone.

Three families make some eight of ten Chinese e-papers (counted over the 482 of a public collection of their crawlers):
Founder's older system (`html/2026-03/21/node_2.htm`, `content_1000.htm`), its newer one
(`pc/layout/202603/21/node_01.html`, `pc/content/202603/21/content_1000.html`), and PaperIndex
(`content/20260321/Page01BC.htm`, `Articel01001BC.htm`, so spelt). Their relatives have other names for the files alone:
`nbs.D110000renmrb_01.htm` and `nw.D110000renmrb_20260321_1-01.htm`; `col01.html`, `lA01.html` and `c1000.html`;
`page_01.htm` and `page_01_content_000.htm`; `vA1.shtml` and `1000.shtml`.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from service.sources import text_cleaning

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_DAY = re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<a>-?)(?P<month>\d\d)(?P<b>[/-]?)(?P<day>\d\d)(?=/)")
_PAGE_FILE = re.compile(
    r"(?:node\w{0,21}|nbs\.\w{1,30}|Page\w{1,20}|col_?[A-Z]?\d{1,2}|(?-i:l[A-Z]{0,3})\d{1,2}|n_\d{2})\.html?"
    r"|vA?\d{1,3}\.s?html?",
    re.IGNORECASE,
)
_ARTICLE_FILE = re.compile(
    r"(?:content_(?:[a-z]{1,8}_)?\d{1,20}(?:_\d{1,5})?|(?:page_\d{1,3}|index)_content_\d{1,20}|c_?\d{3,20}|nw\.[\w-]{1,60}"
    r"|Arti(?:cel|cle)\w{1,20})\.html?|\d{4,20}\.shtml",
    re.IGNORECASE,
)
_REFRESH = re.compile(
    r"""http-equiv\s*=\s*["']?refresh\b[^<>]{0,60}?url\s*=\s*["']?([^"'<>\s]{1,300})"""
    r"""|\bcontent\s*=\s*["']?[\d.]{0,9}\s*[;,]\s*url\s*=\s*["']?([^"'<>\s]{1,300})[^<>]{0,60}?http-equiv\s*=\s*["']?refresh""",
    re.IGNORECASE,
)
_LOCATION = re.compile(
    r"""\blocation(?:(?:\.href)?\s{0,9}=\s{0,9}|\.(?:replace|assign)\(\s{0,9})["']([^"'<>\s]{1,300})["']"""
)
_QUOTED = re.compile(r"""["']([^"'<>\s\\]{1,300})(?=["'\\])""")
_WRITTEN = re.compile(r"""^\s*document\.write\(.{0,20}?["']([^"'<>]*)["']""")
"""`document.write(view("　春灌开始　"))`: the page's script cuts blanks and marks from a headline."""
_ENTRY_PATH = re.compile(r"(?:|.*/)(?:(?:index|default|main|paperindex)\.\w{1,5})?", re.IGNORECASE)
"""Paths of a site's or a folder's own page; an article's address has a name of its own."""
_LABEL = re.compile(r"(?:第\s?)?([A-Z]?)\s?(\d{1,3})\s?(?:版(?:\s?[:：]|\s|$)|[:：])(.{0,20})")
"""`第01版：要闻`, `A01版 头版`, `02：民生`; a link to the next page has no number."""
_QUESTION_IN_NAME = re.compile(r"(?<=\.htm|html)(?:%3f|@|%40)", re.IGNORECASE)
"""`content_7.htm%3Fdiv=-1.html` and, for Windows, `content_7.htm@div=-1.html`: as wget saves a page."""
_SECOND_ADDRESS = re.compile(r"(?<=\d)_\d{1,5}(?=\.\w{1,5}$)")
"""What parts `content_7_2.htm` from `content_7.htm`: some systems give an article again under such a name."""
_NO_STORY = re.compile(
    r"(?:(?:分类|公益|遗失|招聘|拍卖|注销)?(?:广告|公告|启事|声明)|图片|(?:上|下)一[版篇期]|PDF版?|版面导航|标题导航|[报刊]头|报眼"
    r"|(?:本[版期])?(?:责任?编辑?|编辑|美编|校对)\s?[:：].{1,20})[·.。\s]{0,3}"
)
"""Titles of links that lead to no story. 公告 alone is a heading over notices; a longer title is one of the news."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of an issue."""

    url: str
    number: int
    """As the paper counts its first part, A; in the parts behind it the place in the list. 0: no link gives it."""
    label: str
    """`第01版：要闻`."""


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """An article of a page."""

    url: str
    title: str
    """Empty where only a picture of the page leads there."""

    @property
    def is_story(self) -> bool:
        """Whether its title, where it has one, may be a story's."""
        return not self.title or not _NO_STORY.fullmatch(self.title)


def day_of(url: str) -> dt.date | None:
    """Return the day that stands in an address as a folder; None where none does."""
    found = _DAY.search(urlsplit(url).path)
    try:
        return dt.date(*(int(found[part]) for part in ("year", "month", "day"))) if found else None
    except ValueError:
        return None


def on_day(url: str, day: dt.date) -> str:
    """Return the address with another day in it, written as its own is."""
    return _DAY.sub(lambda found: f"{day:%Y}{found['a']}{day:%m}{found['b']}{day:%d}", url, count=1)


def folder(url: str) -> str:
    """Return an address up to its day, without a slash at its end."""
    found = _DAY.search(url)
    return url[: found.end()] if found else url.rpartition("/")[0]


def calendar(url: str) -> str:
    """Return the address of the list of a month's issues that Founder's systems keep; empty where none can be."""
    found = _DAY.search(url)
    return f"{url[: found.start('b')]}/period.xml" if found and found["b"] == "/" else ""


def front_page(root: HtmlElement, url: str, day: dt.date) -> str:
    """Return the first page of `day` in a month's list of issues; empty where it has none. `url` is of any day."""
    for period in root.xpath("//period[period_date][front_page]"):
        numbers = re.findall(r"\d{1,4}", period.xpath("string(period_date)"))
        if [int(number) for number in numbers[:3]] == [day.year, day.month, day.day]:
            return _address(period.xpath("string(front_page)"), f"{folder(on_day(url, day))}/")
    return ""


def redirect(html: str, url: str) -> str:
    """Return where a page without content sends its reader; empty where it sends nowhere."""
    found = _REFRESH.search(html) or _LOCATION.search(html)
    try:
        return urljoin(url, found[found.lastindex or 0]) if found else ""
    except ValueError:  # no address
        return ""


def is_article(url: str) -> bool:
    """Return whether an address is one of an article."""
    return bool(_ARTICLE_FILE.fullmatch(_file(url)))


def is_page(url: str) -> bool:
    """Return whether an address is one of a page."""
    return bool(_PAGE_FILE.fullmatch(_file(url))) and not is_article(url)


def without_question(url: str) -> str:
    """Return an address without its question, also where a program that saved a site wrote it into the file's name."""
    folder, slash, name = url.partition("?")[0].rpartition("/")
    return folder + slash + _QUESTION_IN_NAME.split(name, 1)[0]


def newest_page(root: HtmlElement, url: str, day: dt.date | None) -> str:
    """Return the first page of an issue that a site's own page leads to: of `day`, else of the newest; or nothing.

    It may link to one, show it in a frame, or name it in a script that opens it.
    """
    if day_of(url) is not None or not _ENTRY_PATH.fullmatch(urlsplit(url).path):
        return ""
    named = (_QUOTED.findall((script.text or "").replace("\\/", "/")) for script in root.xpath("//script"))
    frames = (str(each) for each in root.xpath("//frame/@src | //iframe/@src"))
    further = (_address(each, url) for each in itertools.chain(frames, *named))
    links = itertools.chain((link for link, _ in _links(root, url)), further)
    days = [(found, link) for link in links if is_page(link) and (found := day_of(link))]
    wanted = day if day in {found for found, _ in days} else max((found for found, _ in days), default=None)
    return next((link for found, link in days if found == wanted), "")


def pages(root: HtmlElement, url: str) -> tuple[PageLink, ...]:
    """Return the pages of the issue of `url`'s day that a page of it links to.

    Those whose links give their numbers come first, in the paper's order: part A or the only one, then B and so on.
    The others, to which pictures or the words 下一版 lead, follow as they stand.
    """
    labels: dict[str, re.Match[str] | None] = {}
    for link, element in _links(root, url):
        if is_page(link):
            labels[link] = labels.get(link) or next(filter(None, map(_LABEL.search, _names(element))), None)
    ordered = sorted(labels.items(), key=lambda page: _place_in_paper(page[1]))
    return tuple(_page(link, label, place) for place, (link, label) in enumerate(ordered, 1))


def _place_in_paper(label: re.Match[str] | None) -> tuple[bool, str, int]:
    return (label is None, label[1].replace("A", "") if label else "", int(label[2]) if label else 0)


def _page(link: str, label: re.Match[str] | None, place: int) -> PageLink:
    if not label:
        return PageLink(link, 0, f"第{place:02}版")
    name = " ".join(text_cleaning.visible(label[3]).split()).strip("：: ")
    number = int(label[2]) if label[1] in ("", "A") else place
    return PageLink(link, number, f"第{label[1]}{int(label[2]):02}版" + (f"：{name}" if name else ""))


def articles(root: HtmlElement, url: str) -> tuple[ArticleLink, ...]:
    """Return the articles of a page, in its order; the titles that its links give, from whichever link has one.

    An article that has two addresses under one title is given once, by the one that stands first.
    """
    found: dict[str, str] = {}
    for link, element in _links(root, url):
        if is_article(link):
            found[link] = found.get(link) or _text(element)
    once = {(_SECOND_ADDRESS.sub("", link), title) if title else link: link for link, title in reversed(found.items())}
    kept = set(once.values())
    return tuple(ArticleLink(link, title) for link, title in found.items() if link in kept)


def _links(root: HtmlElement, url: str) -> Iterator[tuple[str, HtmlElement]]:
    """Yield the links of the same site and day, without their fragments and questions, and their elements."""
    day = day_of(url)
    for element in root.xpath("//a[@href] | //area[@href]"):
        link = _address(element.get("href"), url)
        if link and (day is None or day_of(link) == day):
            yield link, element


def _address(link: str, url: str) -> str:
    """Return the address of a link, as browsers read it; empty for one that leads to another site, or nowhere.

    Many papers have a second host with `www.` and link to either: such a link stays where its page is from.
    """
    try:
        found = urlsplit(without_question(urldefrag(urljoin(url, link.strip().replace("\\", "/")))[0]))
        own = urlsplit(url)
        same = found.netloc.lower().removeprefix("www.") == own.netloc.lower().removeprefix("www.")
        return found._replace(scheme=own.scheme, netloc=own.netloc).geturl() if same else ""
    except ValueError:
        return ""


def _names(element: HtmlElement) -> Iterator[str]:
    """Yield what a link to a page may say of it: its text, its tip, what its picture shows, and what stands with it."""
    yield _text(element)
    pictures = element.xpath("self::*/@title | self::area/@alt | .//img/@alt | .//img/@title")
    yield from (text_cleaning.title(str(each)) for each in pictures)
    if not element.xpath("string()").strip() and len(element.xpath("../a | ../area")) == 1:
        yield text_cleaning.title(element.getparent().text_content())


def _text(element: HtmlElement) -> str:
    """Return the text of a link; in older pages a script writes it."""
    text = element.text_content()
    written = _WRITTEN.search(text)
    return text_cleaning.title(written[1] if written else text)


def _file(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2]
