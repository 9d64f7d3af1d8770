"""A newspaper page, as OCR gives it -> its articles.

The steps, each in a module of its own: `lines` (markup off), `wrapping` (printed lines put together), `roles` (what a
line is, with `bylines` and `furniture`), `heads` (which lines are headlines), `copies` (text given twice), `articles`
(whose text is whose), `paragraphs` (broken sentences joined), `repairs` (characters, blanks, misread `places`). The
evidence comes from `words` (which texts share theirs) and `joins` (which texts go on). Every repair is an `Edit` of
the article it belongs to.
"""

from service.sources.newspaper.page_reader import read

__all__ = ["read"]
