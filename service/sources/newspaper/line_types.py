"""What a line of a newspaper page can be."""

from __future__ import annotations

from enum import StrEnum


class LineType(StrEnum):
    """A line's part in its article or on its page, as `line_tagger` tells it from the page around it."""

    HEADLINE = "headline"
    KICKER = "kicker"
    """Above a headline, a part of it."""
    DECK = "deck"
    """Below a headline: its subtitle."""
    LABEL = "label"
    """The name of a section or column, ahead of a headline."""
    BYLINE = "byline"
    CREDIT = "credit"
    """At an article's end: who wrote it, or where it comes from."""
    PROSE = "prose"
    """The first line of a paragraph."""
    CONTINUATION = "continuation"
    """It goes on with the line before it in its article."""
    MOVED = "moved"
    """The first line of the text of another article: the end of a column that stands here, or stands here too."""
    QUESTION = "question"
    ANSWER = "answer"
    VERSE = "verse"
    NOTICE = "notice"
    """The text of a notice, an advertisement or a weather report, or the paper about itself."""
    SUBHEAD = "subhead"
    STANDFIRST = "standfirst"
    """A summary or the editors' word ahead of the text."""
    BOX_HEADING = "box heading"
    BOX = "box"
    INNER_LABEL = "inner label"
    """A speaker or a part, named inside an article."""
    CAPTION = "caption"
    TABLE = "table"
    POINTER = "pointer"
    """Where the text, or more about it, stands."""
    FURNITURE = "furniture"


HEAD_TYPES = (LineType.LABEL, LineType.KICKER, LineType.HEADLINE, LineType.DECK)
"""A head's lines."""
