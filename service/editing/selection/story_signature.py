"""What is compared of an article: its character pairs, and the names and numbers in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.editing.selection import page_place
from service.editing.selection.places import COUNTRIES, PROVINCES
from service.editing.summary.body_text import unbracketed
from service.language import bigrams, surnames
from service.model import Aired, Article, Genre

LEAD_CHARACTERS = 100
"""The characters at the beginning of a text that tell who did what, when and where."""
WORK_NAME = 8
"""Characters that a name must have to be no common title: 《办法》, 《红楼梦》."""
WORK_CHARACTERS = 200
"""The characters at the beginning that name the rule or plan that a text is about."""
ACTOR_CHARACTERS = 45
"""The characters at the beginning of a text that tell who did it; they stand in for a missing title."""
_LABEL = re.compile(r"【[^【】]*】")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?=日)")
_FIGURE = re.compile(r"(?<![\d.])(?:\d+\.\d+|\d{2,}|\d(?=[万亿]))[万亿]?(?![\d.年月日时点分号])")
_MEASURE = re.compile(
    r"(?<![\d.年月])((?:\d+\.\d+|\d{2,})[万亿]?|\d[万亿])[余多]?([^\W\d_a-zA-Z年月日时点分号周第届万亿余多]|%)"
)
"""A number of two digits or more and the first character of what it counts: 26辆."""
_ROUND = re.compile(r"[1-9]00?$")
"""100 of anything is no mark of one event."""
_NAME = re.compile(r"“([^“”\s|]{3,12})”")
"""What a headline or beginning puts in quotation marks: “江龙号”."""
_PERSON = re.compile(
    rf"(?:(?<=[长记任者民员师理户授家人手娘将工])(?P<after>[{surnames.IN_TEXT}][\u4e00-\u9fff]{{2}})"
    rf"|(?P<before>[{surnames.IN_TEXT}][\u4e00-\u9fff]{{1,2}})(?=说|表示|介绍|告诉|主持|指出|强调|率|以\d))"
)
_SITE = re.compile(
    r"[\u4e00-\u9fff]{2}(?:小区|社区|街道|大桥|医院|水厂|电站|煤矿|湿地|公园|水库|机场|体育馆|博物馆|图书馆)"
)
_HOME = re.compile(r"([\u4e00-\u9fff]{2})[\u4e00-\u9fff]?[省市县区镇乡州旗]")
_HOST = re.compile(r"([\u4e00-\u9fff]{2,16}?)(?:党组|党委)?(?:\d+月)?(?:\d+日)?(?:召开|举行|举办|组织|传达学习|开展)")
_WORK = re.compile(f"《([^《》]{{{WORK_NAME},60}})》")
_ACTS = tuple(
    re.findall(
        r"\w+",
        """会谈 会见 会晤 欢迎 宴会 茶叙 参观 调研 考察 开幕 闭幕 开工 竣工 投产 通车 签署 贺电 贺信 复信 致电 座谈
        常务会议 协商会 见面会 颁授 招待会 发射 返回 着陆 对接 转运 审议 执法检查""",
    )
)
"""What happens at meetings, visits and launches: one headline's word that another report lacks tells them apart."""
_ACTOR = re.compile(
    rf"^([{surnames.IN_TEXT}][\u4e00-\u9fff]{{1,2}}?)"
    r"(?=会见|会晤|同|与|举行|主持|在|出席|对|致|复信|签署|会谈|调研|考察|为|向|就|访问|强调|参观|主席|先后|率)"
)


@dataclass(frozen=True, slots=True)
class StorySignature:
    """What is compared of an article; sets of its character pairs, unless said otherwise."""

    title: frozenset[str]
    """Of the beginning, where there is no headline."""
    lead: frozenset[str]
    text: frozenset[str]
    """Of title and paragraphs."""
    bare: bool
    """There is no paragraph: the headline is all."""
    days: frozenset[str]
    """The days of the month that the lead names."""
    actor: str
    """The person whom the headline begins with, and whom the text names; empty: none."""
    acts: tuple[str, ...]
    """The words of the headline for what was done."""
    figures: frozenset[str]
    """The numbers in headline and text, less dates, times and single digits."""
    people: frozenset[str]
    """Persons who speak or have an office."""
    measures: frozenset[str]
    """The numbers in headline and text with what they count: 26辆, 96开."""
    names: frozenset[str]
    """What headline and beginning put in quotation marks."""
    sites: frozenset[str]
    """Streets, bridges, hospitals and the like, by name."""
    office: frozenset[str]
    """Of the last four characters of the host: 教育局."""
    host: frozenset[str]
    """Of those who hold the meeting or event that the text begins with; empty: none."""
    places: tuple[str, ...]
    """The countries and provinces in the headline."""
    home: str
    """The county, town or city that the text begins with, its first two characters; empty: none."""
    opening: str
    """Headline and lead as text."""
    published: dt.date | None
    """None where the source does not tell."""
    heading: frozenset[str]
    """Of the lines above and below the headline."""
    works: frozenset[str]
    """Rules, plans and books that headline and beginning name in 《》, by names of eight characters or more."""
    about: frozenset[str]
    """Those that the headline names, or a document's own name."""
    page: tuple[str, int] | None
    """The issue and the page that it stands on."""
    points: frozenset[tuple[str, int]]
    """The pages that it sends its readers to: 详见第3版."""
    continued: bool
    """It is the rest of an article that begins on another page."""
    comment: bool
    """It is written about an event."""


def signature(article: Article) -> StorySignature:
    """Return the signature of an article; without paragraphs it is the headline's."""
    title = _LABEL.sub("", article.title).strip()
    body = unbracketed(article.text)
    actor, host = _ACTOR.match(title), _HOST.search(body[:LEAD_CHARACTERS])
    heading = f"{article.kicker}\n{article.subtitle}"
    own = [title] if article.genre is Genre.DOCUMENT and len(title) >= WORK_NAME else []
    about = frozenset((*own, *_WORK.findall(f"{title}\n{heading}")))
    issue, page = page_place.issue(article.source), page_place.page_number(article.source)
    return StorySignature(
        title=frozenset(bigrams.of(title or body[:ACTOR_CHARACTERS])),
        lead=frozenset(bigrams.of(body[:LEAD_CHARACTERS] or title)),
        text=frozenset(bigrams.of(f"{title}\n{body}")),
        bare=not body,
        days=frozenset(_DAY.findall(article.text[:LEAD_CHARACTERS])),
        actor=actor[1] if actor and (actor[1] in body or not body) else "",
        acts=tuple(act for act in _ACTS if act in title),
        figures=frozenset(_FIGURE.findall(f"{title}\n{body}")),
        people=frozenset(found["after"] or found["before"] for found in _PERSON.finditer(body)),
        measures=frozenset(
            number + unit for number, unit in _MEASURE.findall(f"{title}\n{body}") if not _ROUND.match(number)
        ),
        names=frozenset(_NAME.findall(f"{title}\n{body[:LEAD_CHARACTERS]}")),
        sites=frozenset(_SITE.findall(f"{title}\n{body}")),
        office=frozenset(bigrams.of(host[1][-4:])) if host else frozenset(),
        host=frozenset(bigrams.of(host[1])) if host else frozenset(),
        places=tuple(place for place in (*COUNTRIES, *PROVINCES) if place in title),
        home=home[1] if (home := _HOME.match(body)) else "",
        opening=f"{title}\n{body[:LEAD_CHARACTERS]}",
        published=article.stated_date,
        heading=frozenset(bigrams.of(heading)),
        works=about.union(_WORK.findall(body[:WORK_CHARACTERS])),
        about=about,
        page=(issue, page) if page else None,
        points=frozenset((issue, number) for number in page_place.pointers(article)),
        continued=page_place.is_continued(article),
        comment=article.genre in (Genre.COMMENT, Genre.ESSAY, Genre.DOCUMENT, Genre.PORTRAIT),
    )


def remember(articles: Sequence[Article]) -> Aired:
    """Return what is kept of a story that these articles tell, the one that the script is made from first."""
    signatures = [signature(article) for article in articles]
    lead = articles[0]
    kinds = ("text", "figures", "people", "sites", "measures", "names")
    sets = (frozenset[str]().union(*(getattr(each, kind) for each in signatures)) for kind in kinds)
    packed = "|".join(" ".join(sorted(each)) for each in sets)
    return Aired(lead.title, lead.text[:LEAD_CHARACTERS].replace("\n", ""), packed, lead.url)


def recall(aired: Aired) -> StorySignature:
    """Return the signature of an aired story: as its articles' own, but without days."""
    pairs, figures, people, sites, measures, names, *_ = (
        frozenset(part.split(" ")) - {""} for part in f"{aired.signature}|||||".split("|")
    )
    known = signature(Article("", aired.title, (aired.opening,)))
    return replace(
        known,
        text=known.text | pairs,
        bare=False,
        figures=figures,
        people=people,
        sites=sites,
        measures=measures,
        names=names,
    )
