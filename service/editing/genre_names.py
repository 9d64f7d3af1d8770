"""The kinds of articles, in words."""

from service.core.messages import _
from service.model import Genre

GENRES = {
    Genre.NEWS: _("news"),
    Genre.BRIEF: _("brief"),
    Genre.FEATURE: _("feature"),
    Genre.INTERVIEW: _("interview"),
    Genre.COMMENT: _("comment"),
    Genre.ESSAY: _("essay"),
    Genre.DOCUMENT: _("document"),
    Genre.PORTRAIT: _("portrait"),
    Genre.CAPTION: _("caption"),
    Genre.NOTICE: _("notice"),
    Genre.ADVERTISEMENT: _("advertisement"),
    Genre.TABLE: _("table"),
    Genre.VERSE: _("verse"),
}
"""What each kind is called."""
