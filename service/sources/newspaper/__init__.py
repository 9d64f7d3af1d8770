"""A newspaper page, as OCR gives it -> its articles.

The steps, each in a module of its own: `lines` (markup off), `roles` (what a line is), `heads` (which lines are
headlines), `copies` (text given twice), `articles` (whose text is whose), `paragraphs` (broken sentences),
`cleaning` (characters). Every repair is an `Edit` of the article it belongs to.
"""

from service.sources.newspaper.reader import read

__all__ = ["read"]
