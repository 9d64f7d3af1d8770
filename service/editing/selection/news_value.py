"""The news value of each article of a day: a sum of named features times learnt weights, and its reason in words.

The features are read from the text (`word_features`, `form_features`, `official_titles`, `places`), from the day
(`day_relations`) and from the page (`page_place`). The weights are log odds: how much likelier a feature makes it that
an editor tells an article before another. `tests/tools/learn_news_value.py` learns them.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from service.core.messages import _, joined
from service.editing.selection import (
    day_relations,
    effect_today,
    form_features,
    official_titles,
    page_place,
    places,
    protocol,
    weight_table,
    word_features,
)
from service.editing.selection.article_text import Values, Words, article_text
from service.model import Article

SERIES: Words = {
    "series on policy": _("a series on the line of the state"),
    "series on people": _("a series on people or culture"),
    "series": _("a series"),
}
"""Features of what stands within 【…】."""
POLICY = ("征程", "政绩", "十五五", "开局")
"""Words of a series on the line of the state: the reader makes its label the section."""
POLICY_IN_BRACKETS = (*POLICY, "思想", "精神")
"""More of them, within 【…】 in a headline: sections have them, too."""
WHY: Words = {
    **{name: sign.why for name, sign in word_features.SIGNS.items()},
    "listener": word_features.LISTENER,
    "several sources": _("several sources tell of it"),
    **form_features.WHY,
    **official_titles.WHY,
    **places.WHY,
    **SERIES,
    **day_relations.WHY,
    **page_place.WHY,
    **effect_today.WHY,
}
"""Every feature, with what it means in plain words."""
_TERMS = {**WHY, **protocol.WHY}
"""The same with what is no feature of one story alone."""
LEAST_TERM = 0.05
"""A term smaller than this is no reason."""
MOST_TERMS = 4
"""So many terms make a reason: the largest, for it and against it."""


@functools.cache
def weights() -> Mapping[str, float]:
    """Return the weight (log odds) of each feature."""
    return weight_table.read("news_weights.tsv")


def features(articles: Sequence[Article]) -> list[Values]:
    """Return the features of each of a day's articles, but for their age."""
    texts = [article_text(article) for article in articles]
    known = official_titles.holders(text.whole for text in texts)
    own = places.own_places(texts)
    held = [official_titles.office(text, known) for text in texts]
    rows = zip(texts, held, day_relations.relations(texts), page_place.page_places(articles), strict=True)
    return [
        {
            **word_features.signs(text),
            **form_features.form(text),
            **office,
            **places.place(text, own, led="leader headline" in office or "leader opening" in office),
            **_series(text.series, text.article.section),
            **related,
            **placed,
        }
        for text, office, related, placed in rows
    ]


def terms(found: Values) -> Values:
    """Return what each feature adds to an article's news value."""
    table = weights()
    return {name: table[name] * value for name, value in found.items() if name in table}


def usual(stories: Sequence[Values]) -> Values:
    """Return the terms that a day's stories have on the average; what all have is no reason for any of them."""
    names = {name for found in stories for name in found}
    return {name: sum(found.get(name, 0.0) for found in stories) / len(stories) for name in names}


def reason(found: Values, average: Values | None = None, most: int = MOST_TERMS) -> str:
    """Return in words the terms of a sum that differ most from the average: those for it, then those against it."""
    apart = {name: abs(value - (average or {}).get(name, 0.0)) for name, value in found.items()}
    largest = sorted(found, key=lambda name: (-apart[name], name))[:most]
    named = [name for name in largest if min(apart[name], abs(found[name])) >= LEAST_TERM]
    told = sorted(named, key=lambda name: -found[name])
    return joined([_("{term} ({why})", term=_TERMS[name], why=f"{found[name]:+.1f}") for name in told])


def _series(label: str, section: str) -> Values:
    if any(word in section for word in POLICY) or any(word in label for word in POLICY_IN_BRACKETS):
        return {"series on policy": 1.0}
    if not label:
        return {}
    if any(word in label for word in ("人物", "中国行", "匠", "文化", "风采", "故事", "奋斗")):
        return {"series on people": 1.0}
    return {"series": 1.0}
