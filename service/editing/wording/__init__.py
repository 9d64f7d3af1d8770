"""The programme's own words: opening, headlines, bridges, close; and printed headlines made for the ear."""

from service.editing.wording.headlines import Headline, headline
from service.editing.wording.phrases import Phrases, load
from service.editing.wording.programme import (
    CLOSING_PAUSE,
    NOTICE,
    Style,
    bridge,
    briefs,
    closing,
    contents,
    headline_count,
    opening,
)

__all__ = [
    "CLOSING_PAUSE",
    "NOTICE",
    "Headline",
    "Phrases",
    "Style",
    "bridge",
    "briefs",
    "closing",
    "contents",
    "headline",
    "headline_count",
    "load",
    "opening",
]
