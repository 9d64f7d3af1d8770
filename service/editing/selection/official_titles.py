"""Who acts, by office: names are bound to offices by the day's own text, so that no table of names grows old.

`国家主席X`, `市委书记X` anywhere in the day's articles tells what office X holds in every headline of that day. Offices
of other countries bind nothing: their holders act abroad.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from service.core.messages import _
from service.editing.selection.article_text import ArticleText, Values, Words
from service.language import surnames

WHY: Words = {
    "leader headline": _("a leader of the state in the headline"),
    "leader opening": _("a leader of the state in the opening"),
    "first leader": _("the head of the state in the headline"),
    "local leader headline": _("a local leader in the headline"),
    "local leader opening": _("a local leader in the opening"),
    "welcome": _("a leader's ceremony of welcome"),
    "after talks": _("a leader's banquet or visit after talks"),
    "letters": _("a leader's letter or telegram"),
    "notice of visit": _("a leader's visit is announced"),
}
"""The features of this module."""
STATE: Mapping[str, float] = {
    "总书记": 1.0,
    "国家主席": 1.0,
    "中央军委主席": 1.0,
    "国务院总理": 0.93,
    "全国人大常委会委员长": 0.86,
    "全国政协主席": 0.79,
    "中央书记处书记": 0.72,
    "国务院副总理": 0.65,
    "中央纪委书记": 0.6,
    "国家副主席": 0.55,
    "国务委员": 0.45,
    "全国人大常委会副委员长": 0.4,
    "全国政协副主席": 0.35,
}
"""Offices of the state in the order of protocol."""
LOCAL: Mapping[str, float] = {
    "省委书记": 1.0,
    "自治区党委书记": 1.0,
    "省长": 0.9,
    "自治区主席": 0.9,
    "市委书记": 0.85,
    "市长": 0.8,
    "县委书记": 0.75,
    "区委书记": 0.75,
    "州委书记": 0.75,
    "县长": 0.7,
    "区长": 0.7,
    "州长": 0.7,
    "市委副书记": 0.5,
    "副省长": 0.5,
    "副市长": 0.4,
    "副县长": 0.35,
    "副区长": 0.35,
}
"""The same of provinces, cities and counties."""
FIRST = 0.99
"""The rank of the head of the state."""
NOTICE_CHARACTERS = 90
"""A visit that is announced has no longer text."""
_OFFICES = {**STATE, **LOCAL}
_VERBS = "邀应复发乘代给日的在出主同会对致讲说表率与和为指强签宣参赴向以将到就访作等随接听前于也还要当并先今昨近上下一"
_NAMED = (
    rf"(?<!国)(?<!斯坦)(?P<office>{'|'.join(sorted(_OFFICES, key=len, reverse=True))})(?![期达远年江途跑征廊效假大])"
)
"""Longer names first: 副市长 is no 市长, and 城市长期 is neither."""
_OFFICE = re.compile(_NAMED)
_PERSON = rf"(?P<name>[{surnames.IN_TEXT}][\u4e00-\u9fff]{{1,2}}?)(?=[{_VERBS}、，。；：\d\s（）]|$)"
_HOLDER = re.compile(rf"{_NAMED}(?:、[^，。、]{{2,12}})?{_PERSON}")
_ACTS = {
    "welcome": re.compile("仪式欢迎|欢迎仪式"),
    "after talks": re.compile("宴会|茶叙|共同参观|一同参观|陪同参观"),
    "letters": re.compile("致电|贺电|贺信|复信|唁电|互致|致信"),
}
_INVITED = re.compile("^应.{2,30}邀请|将.{0,30}(?:访问|国事访问|出席)")

Holders = Mapping[str, float]
"""Persons with the rank of their office: above 0 those of the state, below 0 the local ones."""


def holders(texts: Iterable[str]) -> Holders:
    """Return who holds an office, by the texts of one day; a name that several offices claim keeps the highest."""
    found: dict[str, Counter[float]] = {}
    for text in texts:
        for each in _HOLDER.finditer(text):
            found.setdefault(each["name"], Counter())[_rank(each["office"])] += 1
    return {name: max(ranks, key=lambda rank: (rank > 0, abs(rank))) for name, ranks in found.items()}


def named(entry: str, texts: Sequence[str]) -> frozenset[str]:
    """Return a name or an office itself, and the persons to whom the texts give that office."""
    holder = re.compile(re.escape(entry) + _PERSON)
    return frozenset([entry, *(found["name"] for text in texts for found in holder.finditer(text))])


def office(text: ArticleText, known: Holders) -> Values:
    """Return what the offices of those in headline and opening say."""
    head, opening = _ranks(text.head, known), _ranks(text.opening, known)
    state, local = max(head, default=0.0), -min(head, default=0.0)
    found = {
        "leader headline": state,
        "leader opening": max(opening, default=0.0),
        "first leader": float(state >= FIRST),
        "local leader headline": local,
        "local leader opening": -min(opening, default=0.0),
    }
    if state > 0:
        found |= {name: 1.0 for name, words in _ACTS.items() if words.search(text.head)}
        if len(text.article.text) <= NOTICE_CHARACTERS and _INVITED.search(text.article.title):
            found["notice of visit"] = 1.0
    return {name: value for name, value in found.items() if value > 0}


def _ranks(part: str, known: Holders) -> Sequence[float]:
    """Return the ranks of those whom a part of the text names, by office or by name."""
    named = [rank for name, rank in known.items() if name in part]
    return [*named, *(_rank(found["office"]) for found in _OFFICE.finditer(part))]


def _rank(name: str) -> float:
    return STATE[name] if name in STATE else -LOCAL[name]
