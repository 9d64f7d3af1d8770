"""Who wrote a text, in a line of its own below it: what stands there ahead of the next headline is often its kicker.

A kicker tells something of its headline; a sign-off is people's names, with what they are or have done. Both are
short lines without a stop, so the line typer confuses them where the names stand in a form that it has seldom seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from service.language.surnames import is_person_name
from service.sources.newspaper import bylines, unbracketed_credits
from service.sources.newspaper.line_classes import finished
from service.sources.newspaper.line_types import HEAD_TYPES, LineType

_MARK = re.compile(r"[—─\-□◎☐▢▣\s]+")
_BULLETS = frozenset("■●◆◇○★▲")
"""What papers set ahead of a writer, and what they set ahead of labels too."""
_PLACE_OF_WORK = re.compile(r"[（(]?(?:本文)?作者(?:单位|简介|系|为|是)[：:\s]*[^（）()。！？]{2,60}[）)]?")
"""Where an author works: who that is stands in a line beside it (`（作者单位：青禾县委党校）`)."""
_DID = re.compile(
    r"(?:作者|通讯员|执笔|撰文|撰稿|来稿|供稿|整理|(?:您的)?读者|文[/／]图|图[/／]文|文[/／]摄|文|本文作者)[\s\u3000：:/／]{1,3}"
)
_SPREAD = re.compile(r"[\u3400-\u9fff][ \u3000]{1,3}[\u3400-\u9fff]")
_DONE = re.compile(r"[\s\u3000]{0,3}(?:[/／][\s\u3000]?文|文[/／][图摄]|图[/／]文|文图|摄影报道|供稿|投稿|整理)$")
_IS = re.compile(r"(?P<name>[\u3400-\u9fff]{2,4})[，,][^，。！？：]{3,24}[师授员长家生人任民士]")
"""A name with what its bearer is: `何青，青禾县委党校讲师`."""
SHORTEST_SURE = 2
"""Characters: of two names set side by side one that is longer makes a label unlikely (`河东 河西`)."""
_TEXT = (LineType.PROSE, LineType.CONTINUATION, LineType.MOVED, LineType.ANSWER, LineType.VERSE, LineType.BOX)
_BELOW = (LineType.FURNITURE, LineType.POINTER, LineType.CAPTION)
"""What may stand between a text's end and the next headline."""
_UNSURE = (
    *HEAD_TYPES,
    *(LineType.SUBHEAD, LineType.INNER_LABEL, LineType.BYLINE, LineType.PROSE, LineType.VERSE),
    *(LineType.CAPTION, LineType.POINTER),
)
"""What the line typer takes a sign-off for."""


def names(line: str) -> tuple[str, ...]:
    """Return the people whom a line below a text names as its writers, and nothing else; none where it does not.

    Something beside the names must say so: a mark, what they did, what they are. Names alone may be a label as well
    (`文化惠民`, `钱袋子`), but for two or more, and one of two characters that is set with a blank between (`温  凉`).
    """
    mark = _MARK.match(line)
    bare = line[mark.end() :] if mark else line
    if bare[:1] in _BULLETS:
        return unbracketed_credits.people(bare) if unbracketed_credits.is_described(bare) else ()
    if (by := bylines.byline(bare)) and not by.rest and all(map(is_person_name, by.authors)):
        return by.authors
    if told := _IS.fullmatch(bare):
        return (told["name"],) if is_person_name(told["name"]) else ()
    if unbracketed_credits.is_described(bare) or unbracketed_credits.is_readers(bare):
        return unbracketed_credits.people(bare)
    did = _DID.match(bare)
    rest = _DONE.sub("", bare[did.end() :] if did else bare)
    found = bylines.names_alone(rest)
    apart = len(found) == len(rest.split()) > 1 and max(map(len, found)) > SHORTEST_SURE
    said = rest != line or _SPREAD.fullmatch(rest) or apart
    return found if said and all(map(is_person_name, found)) else ()


def says_where(line: str) -> bool:
    """Return whether the line says where an author works, and not who that is."""
    credit = bylines.signature(line)
    return bool(_PLACE_OF_WORK.fullmatch(line)) and not (credit and credit.authors)


def with_sign_offs(texts: Sequence[str], marked: Sequence[bool], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; a line without a mark that names people, between the end of a text and the next headline or the
    page's end, is a credit. Where the author works may stand above or below his name.

    `texts` are the lines', of the same length as the types; empty ones part nothing.
    """
    changed = list(types)
    read = [n for n, text in enumerate(texts) if text]
    work = {n for n in read if not marked[n] and says_where(texts[n])}
    ends, below = True, -1
    for above, n in reversed(list(pairwise(read))):
        closed = types[above] is LineType.VERSE or (types[above] in _TEXT and finished(texts[above]))
        at_end, next_line = ends, below
        below = n
        ends = types[n] in HEAD_TYPES or n in work or (ends and types[n] in _BELOW)
        if marked[n] or marked[above] or not at_end or types[n] not in _UNSURE or not (closed or above in work):
            continue
        beside = bool(work & {above, next_line}) and bylines.names_alone(texts[n])
        if n in work or beside or names(texts[n]):
            changed[n] = LineType.CREDIT
    return changed
