"""How much each story matters today: its news value, what the show wants, and the order of the programme."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.core.messages import _
from service.editing.editors_hand import EditorsHand, heading
from service.editing.genre_names import GENRES
from service.editing.selection import effect_today, news_value, official_titles, page_place, protocol
from service.editing.selection.article_text import Values
from service.editing.selection.interests import Interests
from service.model import Article, Genre

BOOST = 1.0
"""Log odds by which a story rises that the show is interested in: about as much as for a larger headline."""
HALVED = 3.0
"""Log odds by which a story must fall behind the first for its score to halve."""
BEGINNING = 160
"""Characters of a text that say whether it reports anything."""
SMALL = 3
"""A story that only an interest has brought to the head leads where it would stand among so many without it."""
BEHIND = (Genre.COMMENT, Genre.ESSAY, Genre.DOCUMENT, Genre.PORTRAIT)
"""What is written about the news or beside it: it stands behind all that is news."""
ADVICE = _("advice without news")
"""What a standing calls a piece that teaches what holds on any day (隔夜菜到底能不能吃？)."""
_TEACHES = re.compile(
    "课堂|科普|百科|知识|名词|生活课|健康课|小贴士|问答|怎[么样]|如何|要不要|能不能|该不该|什么是|哪几|怎样|为什么"
)
_REPORTED = re.compile(
    r"记者|本报讯|[讯电]$|印发|施行|发布|通报|公布|[今昨前明]天|\d{1,2}日|近日|日前|本周|下周|起[施实]行"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a story stands."""

    terms: Values
    """What its features add to its news value, of the telling that has most of it."""
    behind: str
    """The genre for which it stands behind all news; empty: it is news."""
    wanted: str
    """The interest of the show that it meets; empty: none."""
    hand: str = ""
    """What the show's editor decided of it; empty: nothing."""
    place: tuple[int, int] = (3, 0)
    """Where he puts it: (0, n) by his n-th lead, (1, n) by his n-th pin, (2, n) by the n-th name; (3, 0): where its
    value does.
    """

    @property
    def own(self) -> float:
        """The sum of its terms, in log odds."""
        return sum(self.terms.values())

    @property
    def value(self) -> float:
        """The same with what the show is interested in."""
        return self.own + (BOOST if self.wanted else 0.0)


def standings(
    groups: Sequence[Sequence[Article]],
    articles: Sequence[Article],
    interests: Interests,
    until: dt.date | None,
    hand: EditorsHand | None = None,
) -> list[Standing]:
    """Return where each story stands; `groups` are its tellings, the best first, among the day's `articles`.

    `until` is the programme's day.
    """
    found = {id(article): row for article, row in zip(articles, news_value.features(articles), strict=True)}
    newest = max(filter(None, map(page_place.instant, articles)), default=None)
    hand = hand or EditorsHand()
    texts = [f"{heading(article)}\n{article.text}" for article in articles] if hand.names_first else []
    names = [official_titles.named(entry, texts) for entry in hand.names_first]
    standing, features = [], []
    for told in groups:
        sources = len({article.source for article in told})
        shared: Values = {"several sources": 1 - 1 / sources} if sources > 1 else {}
        rows = [
            {
                **found[id(article)],
                **page_place.age(article, newest, until),
                **effect_today.effects(article, until),
                **shared,
            }
            for article in told
        ]
        best = max(rows, key=lambda row: sum(news_value.terms(row).values()))
        behind = GENRES[told[0].genre] if told[0].genre in BEHIND else ADVICE if teaches(told[0]) else ""
        wanted = next(filter(None, map(interests.boosted, told)), "")
        why, place = _place(told, hand, names, until)
        standing.append(Standing(news_value.terms(best), behind, wanted, why, place))
        features.append({} if behind else best)
    by_protocol = protocol.terms(features, [each.own for each in standing])
    return [replace(each, terms={**each.terms, **more}) for each, more in zip(standing, by_protocol, strict=True)]


def teaches(article: Article) -> bool:
    """Return whether an undated piece without a reporter explains or advises: no news, on whatever day it is told."""
    credits = "".join(edit.before for edit in article.edits if edit.what in ("byline", "dateline"))
    label = f"{article.section} {article.kicker} {article.title}"
    beginning = f"{article.kicker}{article.subtitle}{article.text[:BEGINNING]}"
    return (
        article.genre in (Genre.FEATURE, Genre.BRIEF, Genre.INTERVIEW)
        and _TEACHES.search(label) is not None
        and _REPORTED.search(credits + beginning) is None
    )


def _place(
    told: Sequence[Article], hand: EditorsHand, names: Sequence[frozenset[str]], day: dt.date | None
) -> tuple[str, tuple[int, int]]:
    """Return what the editor decided of a story, and where he puts it."""
    if words := hand.leads(told, day):
        return _("the editor's lead: {words}", words=words), (0, [wish.words for wish in hand.lead].index(words))
    if words := hand.pins(told, day):
        return _("pinned: {words}", words=words), (1, [wish.words for wish in hand.pin].index(words))
    for n, known in enumerate(names):
        if any(name in heading(article) for article in told for name in known):
            return _("names first: {name}", name=hand.names_first[n]), (2, n)
    return "", (3, 0)


def score(value: float, first: float) -> float:
    """Return a news value as a score beside that of the first story: 1, halved with each `HALVED` below it."""
    return math.pow(0.5, max(0.0, first - value) / HALVED)


def order(standing: Sequence[Standing]) -> list[int]:
    """Return the stories' indexes in programme order: as the editor puts them, then news first, by falling value."""
    placed = sorted(
        range(len(standing)), key=lambda i: (standing[i].place, bool(standing[i].behind), -standing[i].value)
    )
    if placed and _is_raised(placed[0], standing):
        lead = next((i for i in placed if not _is_raised(i, standing)), placed[0])
        placed = [lead, *(i for i in placed if i != lead)]
    return placed


def _is_raised(i: int, standing: Sequence[Standing]) -> bool:
    """Return whether it is small news that the show's interests alone would have lead."""
    one = standing[i]
    if not one.wanted or one.hand:
        return False
    return sum(other.own > one.own and not other.behind for other in standing) >= SMALL
