"""A warning or a stop that holds on the programme's day, or from the next: ships stay in port, a road is closed.

Who listens in the morning acts on it today. Of 21 papers' 5 articles of that kind their editors told all 5.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re

from service.core.messages import _
from service.editing import day_words
from service.editing.selection.article_text import Values, Words
from service.language import sentences
from service.model import Article

SENTENCES = 4
"""Sentences of an article's beginning in which that stands."""
_WARNED = re.compile(
    "停[航运课工业渡]|封航|[封关]闭|[蓝黄橙红]色(?:预警|警报)|预警信号|台风|风暴潮|转移(?:群众|人员|居民)"
)
_OVER = re.compile("解除|恢复|已经?(?:通车|开放|开通)")
WHY: Words = {"warned today": _("a warning or a stop that holds today or tomorrow")}


def effects(article: Article, until: dt.date | None) -> Values:
    """Return whether what an article's beginning warns of, or says to be stopped, holds on the programme's day.

    A sentence of it must name that day, or the next, by a word or a date. `until`: the programme's day; None: unknown.
    """
    day = day_words.article_day(article, until) if until else None
    if not until or not day:
        return {}
    near = (until, until + dt.timedelta(days=1))
    lines = (each for line in article.paragraphs for each in sentences.split(line))
    beginning = (article.title, article.subtitle, *itertools.islice(lines, SENTENCES))
    warned = (text for text in beginning if _WARNED.search(text) and not _OVER.search(text))
    holds = any(date in near for text in warned for _, date in day_words.dates_in(text, day, until))
    return {"warned today": 1.0} if holds else {}
