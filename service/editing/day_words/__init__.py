"""Day words: resolved against the article's own day, told from the programme's."""

from service.editing.article_day import ArticleDay, article_day
from service.editing.day_words.absolute_dates import dated, word_of
from service.editing.day_words.bare_clocks import day_of as day_of_clock
from service.editing.day_words.bare_clocks import has_bare as has_bare_clock
from service.editing.day_words.bare_clocks import with_day as clock_with_day
from service.editing.day_words.bare_clocks import without as without_bare_clocks
from service.editing.day_words.bare_weekdays import without_gone
from service.editing.day_words.days_of_text import is_ahead
from service.editing.day_words.days_still_to_come import forecasts
from service.editing.day_words.equated_days import without_contradicted
from service.editing.day_words.issued_warnings import is_bare as is_bare_warning
from service.editing.day_words.issued_warnings import without_lapsed as without_lapsed_warning
from service.editing.day_words.left_clauses import tell_left
from service.editing.day_words.mentions import undated
from service.editing.day_words.quoted_days import counts_from_its_day
from service.editing.day_words.reference_days import DAY_OF_AN_EVENT, dates_in, names_time
from service.editing.day_words.retelling import Told, as_told, tell
from service.editing.day_words.times_of_day import (
    is_of_no_day,
    is_scheduled,
    names_a_day,
    names_days,
    with_its_day,
    without_bare_times,
)

__all__ = [
    "DAY_OF_AN_EVENT",
    "ArticleDay",
    "Told",
    "article_day",
    "as_told",
    "clock_with_day",
    "counts_from_its_day",
    "dated",
    "dates_in",
    "day_of_clock",
    "forecasts",
    "has_bare_clock",
    "is_ahead",
    "is_bare_warning",
    "is_of_no_day",
    "is_scheduled",
    "names_a_day",
    "names_days",
    "names_time",
    "tell",
    "tell_left",
    "undated",
    "with_its_day",
    "without_bare_clocks",
    "without_bare_times",
    "without_contradicted",
    "without_gone",
    "without_lapsed_warning",
    "word_of",
]
