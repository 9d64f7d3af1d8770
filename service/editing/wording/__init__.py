"""The programme's own words: opening, headlines, bridges, close; and printed headlines made for the ear."""

from service.core.phrases import Style
from service.editing.wording.announcements import (
    CLOSING_PAUSE,
    ahead_of_more,
    bare_bridge,
    bridge,
    briefs,
    closing,
    contents,
    forecast,
    headline_count,
    leads_to_forecast,
    opening,
    worth_announcing,
)
from service.editing.wording.countries import in_full
from service.editing.wording.spoken_headlines import LONGEST_HEADLINE, SHORTEST_CLAUSE, Headline, headline
from service.editing.wording.synthetic_notice import (
    FASTEST_NOTICE,
    NOTICE,
    article_notice,
    denies_synthetic,
    is_notice,
    notice,
    notice_characters,
    says_synthetic,
    spoken_seconds,
)
from service.editing.wording.synthetic_notice import is_said as is_notice_said
from service.editing.wording.synthetic_notice import places as notice_places
from service.editing.wording.synthetic_notice import seconds as notice_seconds
from service.editing.wording.told_headlines import (
    is_echo,
    is_label,
    names_topic,
    share,
    without_bare_label,
    without_untold,
)

__all__ = [
    "CLOSING_PAUSE",
    "FASTEST_NOTICE",
    "LONGEST_HEADLINE",
    "NOTICE",
    "SHORTEST_CLAUSE",
    "Headline",
    "Style",
    "ahead_of_more",
    "article_notice",
    "bare_bridge",
    "bridge",
    "briefs",
    "closing",
    "contents",
    "denies_synthetic",
    "forecast",
    "headline",
    "headline_count",
    "in_full",
    "is_echo",
    "is_label",
    "is_notice",
    "is_notice_said",
    "leads_to_forecast",
    "names_topic",
    "notice",
    "notice_characters",
    "notice_places",
    "notice_seconds",
    "opening",
    "says_synthetic",
    "share",
    "spoken_seconds",
    "without_bare_label",
    "without_untold",
    "worth_announcing",
]
