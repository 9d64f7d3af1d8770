"""Which of several tellings of a story is told: the one with the most of the news."""

from __future__ import annotations

from collections.abc import Sequence

from service.editing import news_sense
from service.editing.selection.page_place import sends_on_to_latest
from service.editing.selection.story_signature import StorySignature
from service.editing.selection.superseded import by_another, finds
from service.language import sentences
from service.model import Article, Genre

ABOUT_IT = (Genre.COMMENT, Genre.ESSAY, Genre.PORTRAIT, Genre.DOCUMENT)
"""What is written about an event, and never tells it as news."""
LONG_CHARACTERS = 800
"""Characters from which on length says nothing more."""
FACT_CHARACTERS = 40
"""Characters of text that are worth one figure, person or site more: about a clause and a half."""
OPENING_FACTS = 1
"""Facts that a first sentence with the news is worth: a scene, or what somebody says, leads up to it."""
WHOLE_CHARACTERS = 400
"""A report of so many is whole, and where it sends its readers on (解读见第2版) stands what explains it."""

_LIST_FOLLOWS = ("：", ":", "如下。")
REPORTS = (Genre.NEWS, Genre.BRIEF)
SHORTEST_REPORT = 60
"""Characters of a report that can stand for a longer telling."""
ROOMS = 2
"""How many times its room a telling may be long and still be told as it begins."""


def best_first(tellings: Sequence[tuple[Article, StorySignature]]) -> tuple[Article, ...]:
    """Return the articles that tell one story, the best telling first.

    News stands before comment, what holds before what another telling overtakes, what begins a story before what goes
    on from another page, a report before a list (公交调整如下), a whole telling before a damaged one, a whole report
    before what it sends its readers on to, then the one with more in it: its figures, persons and sites, its length,
    and whether it begins with the news. At equal worth the page's placing decides, then the order of the inputs.
    """
    return tuple(article for article, _ in sorted(tellings, key=lambda each: _order(each, tellings)))


def in_room(tellings: Sequence[Article], characters: int) -> tuple[Article, ...]:
    """Return the tellings, best first, for a story that may have so many characters.

    Where the best begins with a scene, and the room is a small part of it, a plain report of the event comes before it:
    that one tells the news in its first sentence and can stop anywhere.
    """
    best, *others = tellings
    if len(best.text) <= ROOMS * characters or _begins_with_news(best):
        return tuple(tellings)
    plain = (
        each
        for each in others
        if each.genre in REPORTS and not each.damaged and not sends_on_to_latest(each) and _begins_with_news(each)
    )
    first = next((each for each in plain if len(each.text) >= SHORTEST_REPORT), best)
    return (first, *(each for each in tellings if each is not first))


def _begins_a_list(article: Article) -> bool:
    """Return whether a text begins with what a list is of: `明天起，公交调整如下：`."""
    return bool(article.paragraphs) and article.paragraphs[0].rstrip().endswith(_LIST_FOLLOWS)


def _overtakes(other: tuple[Article, StorySignature], telling: tuple[Article, StorySignature]) -> bool:
    """Return whether a telling sends its readers on to the page of another, or looks for who is found in that one."""
    return (sends_on_to_latest(telling[0]) and other[1].page in telling[1].points) or finds(other[0], telling[0])


def _begins_with_news(article: Article) -> bool:
    return any(map(news_sense.opens, sentences.split(article.paragraphs[0])[:1] if article.paragraphs else ()))


def _order(
    telling: tuple[Article, StorySignature], tellings: Sequence[tuple[Article, StorySignature]]
) -> tuple[bool, bool, bool, bool, bool, bool, float, float]:
    article, known = telling
    facts = len(known.figures | known.people | known.sites) + min(LONG_CHARACTERS, len(article.text)) / FACT_CHARACTERS
    facts += OPENING_FACTS * _begins_with_news(article)
    sends_on = bool(known.points) and len(article.text) >= WHOLE_CHARACTERS
    old = bool(by_another(article)) or any(_overtakes(other, telling) for other in tellings)
    return (
        article.genre in ABOUT_IT,
        old,
        known.continued,
        _begins_a_list(article),
        bool(article.damaged),
        not sends_on,
        -facts,
        -article.prominence,
    )
