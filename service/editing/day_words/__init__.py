"""Day words: resolved against the article's own day, told from the programme's."""

from service.editing.day_words.article_day import ArticleDay, article_day
from service.editing.day_words.retelling import Told, as_told, tell

__all__ = ["ArticleDay", "Told", "article_day", "as_told", "tell"]
