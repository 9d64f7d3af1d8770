"""An invented newspaper's site in three families of systems: what is at each of its addresses, or in a saved folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

DAY = dt.date(2026, 3, 21)
PAGES: Mapping[str, Sequence[str]] = {
    "要闻": ("青禾县春灌开始", "市图书馆夜间开放", "十家医院周末不停诊"),
    "民生": ("老街换新颜", "12路公交线延长"),
    "专刊": (),
}
"""Headlines by the names of the pages."""


@dataclass(frozen=True)
class Family:
    """How one system writes the addresses of a day's issue."""

    entry: str
    page: str
    article: str
    day: str
    """As `strftime` takes it."""
    first: int
    """The number of the first page's file."""

    def paths(self, day: dt.date) -> list[str]:
        """Return the pages' paths."""
        return [self.page.format(day=f"{day:{self.day}}", n=self.first + n) for n in range(len(PAGES))]


FAMILIES = {
    "Founder, older": Family("index.htm", "html/{day}/node_{n}.htm", "html/{day}/content_{n}.htm", "%Y-%m/%d", 2),
    "Founder, newer": Family(
        "index.html", "pc/layout/{day}/node_{n:02}.html", "pc/content/{day}/content_{n}.html", "%Y%m/%d", 1
    ),
    "PaperIndex": Family(
        "content/PaperIndex.htm", "content/{day}/Page{n:02}BC.htm", "content/{day}/Articel{n:05}BC.htm", "%Y%m%d", 1
    ),
}


def site(family: Family, day: dt.date = DAY) -> dict[str, str]:
    """Return the HTML at each path of a site whose newest issue is of that day."""
    paths = family.paths(day)
    found = {family.entry: f'<html><head><meta http-equiv="refresh" content="0; url=/{paths[0]}"></head></html>'}
    links = " ".join(
        f"<a href='/{path}'>第{n:02}版：{name}</a>" for n, (path, name) in enumerate(zip(paths, PAGES, strict=True), 1)
    )
    number = 1000
    for path, titles in zip(paths, PAGES.values(), strict=True):
        listed = ""
        for title in titles:
            number += 1
            article = family.article.format(day=f"{day:{family.day}}", n=number)
            found[article] = _article(title)
            listed += f"<area coords='0,0,9,9' href='/{article}?div=-1'><a href='/{article}'>{title}</a>"
        found[path] = f"<html><body>{links} <a href='/{paths[-1]}'>下一版</a> {listed}</body></html>"
    return found


def save(family: Family, folder: Path) -> None:
    """Write the site into a folder, as programs save it: links lead to the files."""
    for path, html in site(family).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html.replace("='/", f"='{folder}/").replace("url=/", f"url={folder}/"), encoding="utf-8")


def _article(title: str) -> str:
    text = f"<p>{title}的消息昨天传开，许多居民一早就赶来看。</p><p>居民何青说，这件事盼了很久，总算有了结果。</p>"
    return (
        f"<html><head><title>{title}--青禾日报</title></head><body><div>青禾日报</div>"
        f"<founder-title id='Title'>{title}</founder-title><div>□记者 林舟 报道</div>"
        f"<div id='ozoom'><founder-content>{text}</founder-content></div></body></html>"
    )
