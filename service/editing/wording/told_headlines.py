"""A headline held against what is told below it: what it promises and nobody tells is not said.

`长护险来了，这六件事请看清`, of which a short item tells three; `沙陵县金银花开采，沙窝窝里抢“白金”`, a title behind
the line above it. Of 64 items of five minutes that a stranger judged, four could never go on air for that alone.
"""

from __future__ import annotations

import functools
import re

from service.editing import news_sense
from service.language import bigrams

UNTOLD_SHARE = 0.2
"""The share of a clause's pairs of characters, up to which what is told does not tell it."""
LONGEST_LABEL = 20
"""Characters of a label at the most: a longer line says at least whom the story is about."""
ECHO_SHARE, NEAR_ECHO_SHARE, DATED_ECHO_SHARE = 0.85, 0.75, 0.7
"""The share of a headline's characters and numbers from which on one sentence says it again in other words; where the
sentence has its events, too; and where it says besides who did it on what day. Of 9 items that a stranger heard say
their news twice, 5 lie between the first two."""
TOPIC_LENGTH, TOPIC_TIMES = 3, 3
"""Characters of a story's topic, and how often its text has it, below a headline that does not ask: `锻工房`."""
HALF = 0.5
"""The share of a headline that says what has come about, from which on what is told tells it too."""
SHORTEST_REST = 5
"""Characters of what must be left of a headline: `长护险来了`."""
SHORTEST_BARE = 7
"""Characters of what must be left where it has no event: `82万元工资` is none."""
LONGEST_OF_A_PAIR = 6
"""Characters of each half of a pair that is one thought, and never halved."""

_POINTS_AT_PAGE = re.compile(
    r"(?:这|有|请?[看记]清?这)(?:[几\d]|[两二三四五六七八九十]+)(?:件[事]?|条|点|招|步|问|类|种|个[\u3400-\u9fff]{1,3})[^，。\d]{0,6}"
    r"|这些[\u3400-\u9fff]{1,3}(?:[请要须需别可将]|不[能要得])[^，。\d]{1,6}"
)
"""A clause that sends the reader to a list: `这六件事请看清`, `这些路段请绕行`."""
_BARE_NOUN = re.compile("的[^，的]{1,4}$")
"""What begins a headline and tells nothing by itself: `41家医院的片子，今起可扫码带走`."""
_ASKS = re.compile("([\u3400-\u9fff])不\\1|[吗么]$")
"""`这笔钱退不退`: what a clause asks is what its story answers."""
_ONLY_WHERE = re.compile("[^，。]{0,14}(?:[会场]上|途中|期间|之[际后前]|[时里])$")
"""What leads up to the rest: `企业家座谈会上，一位老板说笑了省长`."""
_HAS_COME = re.compile("了$")
"""`收音机找着家了`: it has come about."""
_WARNS = re.compile("是?假的|谣|骗|诈|不实|不属实|子虚乌有|别[信点转买]|当心|警惕|谨防|小心|提防")
"""`“隧道欠费”短信是假的`: below it `车主收到“您有一笔通行费未缴”的短信` alone says the opposite."""
_REACHES = re.compile(r"达(?=\d)")
"""A figure that is reached is compared as the figure."""
_LEADS_UP = re.compile("(?:[上中里内下时后前间际]|[年以]来)$")
"""Where or when something was, and not what: `企业家座谈会上`."""
_SPEAKS = re.compile("[^，]*(?:强调|指出|要求|提出|表示|[说称])")
"""Who spoke, and nothing of it: `县长在春茶生产调研时强调`."""
_UNIT = re.compile("[\\d.]+|[A-Za-z]+|[\u3400-\u9fff]")
_YEAR = re.compile("^20\\d\\d(?![\\d年户人名家万亿元])|20\\d\\d年")
"""A year in a headline, `2026年读书节开幕`, of which the sentence need not speak."""
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_LIGHT = frozenset("的了将在已与和从自起")
"""Characters that a headline and its sentence may have each for itself."""
_KNOWN_ONE = re.compile(r"[这那][一几两]?[个只件条份张台座家位名笔批种扇棵口套副本]")


@functools.lru_cache(4096)
def share(text: str, headline: str) -> float:
    """Return the share of a headline's character pairs that the text has; 1 for a headline without any.

    The answers are kept: to meet the length, each option of each story is tried again and again.
    """
    said, wanted = (
        set(bigrams.pairs(filter(str.isalnum, each)))  # across marks: headlines have other marks than sentences
        for each in (text, headline)
    )
    return len(said & wanted) / len(wanted) if wanted else 1.0


def without_untold(headline: str, told: str, printed: str = "") -> str:
    """Return a headline less its last clauses that what is `told` does not tell, where the others tell news.

    `printed`: the headline with its colons.
    A clause with an event or a number stays: it is told by the headline itself.
    """
    clauses = headline.split("，")
    while len(clauses) > 1 and _is_untold(clauses[-1], "，".join(clauses[:-1]), told):
        clauses.pop()
    kept = "，".join(clauses)
    return kept if kept == headline else without_bare_label(kept, printed)


def without_bare_label(headline: str, printed: str) -> str:
    """Return a headline without its last clause where only its colon is left of it: `，市防汛办`, `，俄方说`.

    `printed`: the headline with its colons.
    """
    rest, _, last = headline.rpartition("，")
    label = re.search(f"{re.escape(last)}\\s*[：:]", printed) if last else None
    return rest if rest and (label or last.endswith("说")) else headline


def _is_untold(clause: str, rest: str, told: str) -> bool:
    if len(rest) < SHORTEST_REST or rest.count("“") != rest.count("”") or _ASKS.search(clause):
        return False
    if _POINTS_AT_PAGE.fullmatch(clause):
        return True
    if _SPEAKS.fullmatch(rest) or _LEADS_UP.search(rest) or not (news_sense.events(rest) or len(rest) >= SHORTEST_BARE):
        return False
    before = rest.rpartition("，")[2]
    couplet = len(clause) <= LONGEST_OF_A_PAIR and len(clause) == len(before)  # `隧道开了，船还在摇`
    if (
        couplet
        or _BARE_NOUN.search(rest)
        or _ONLY_WHERE.fullmatch(before)
        or not (news_sense.tells_news(rest) or news_sense.counts(rest))
    ):
        return False
    if _KNOWN_ONE.search(clause):
        return True
    tells = news_sense.tells_news(clause) or any(map(str.isdigit, clause))
    return not tells and share(told, clause) <= UNTOLD_SHARE


def is_label(headline: str, told: str) -> bool:
    """Return whether a headline tells no news that what is told does not tell too: `跟“丝”较劲的人`, `虫情灯下`.

    One with an event stays, and one that says what has come about, unless what is told has half of it.
    """
    if news_sense.tells_news(headline) or news_sense.counts(headline):
        return False
    if _WARNS.search(headline) and not _WARNS.search(told):
        return False
    if news_sense.exhorts_or_asks(headline):
        return True
    if news_sense.events(headline) or len(headline) > LONGEST_LABEL:
        return False
    return not _HAS_COME.search(headline) or share(told, headline) >= HALF


@functools.lru_cache(4096)
def names_topic(headline: str, text: str, told: str) -> bool:
    """Return whether a headline alone says what its story is about: a word that the article has again and again.

    `滴灌带，铺浅了还是铺深了？` asks, and `带子铺在地面上行不行？` below it says nothing to who has not heard it.
    """
    times = 1 if "？" in headline else TOPIC_TIMES
    for run in re.findall("[\u3400-\u9fff]+", headline):
        for word in (run[n : n + TOPIC_LENGTH] for n in range(len(run) - TOPIC_LENGTH + 1)):
            if word not in told and text.count(word) >= times:
                return True
    return False


@functools.lru_cache(4096)
def is_echo(headline: str, sentence: str) -> bool:
    """Return whether the sentence says the headline again, by nearly all its characters and each number but a year.

    `梅影路今晨爆管 1760户停水` stands above `今晨4时20分，梅影路一根水管爆裂，1760户居民停水。`
    """
    wanted = [each for each in _UNIT.findall(_YEAR.sub("", headline).translate(_DIGITS)) if each not in _LIGHT]
    said = set(_UNIT.findall(sentence.translate(_DIGITS)))
    missing = [each for each in wanted if each not in said]
    if not wanted or any(each[0].isdigit() for each in missing):
        return False
    told = all(event in sentence for event in news_sense.events(_REACHES.sub("", headline)))
    new = news_sense.is_new(sentence) and news_sense.is_of_a_day(sentence)
    share = DATED_ECHO_SHARE if told and new else NEAR_ECHO_SHARE if told else ECHO_SHARE
    return len(missing) <= (1 - share) * len(wanted)
