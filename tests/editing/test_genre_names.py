"""What the kinds of articles are called."""

import re

from service.core import messages
from service.editing.genre_names import GENRES
from service.model import Genre


def test_every_kind_has_a_name_in_both_languages():
    assert {genre: str(name) for genre, name in GENRES.items()} == {genre: genre.value for genre in Genre}
    names = [messages.in_language(name, "zh") for name in GENRES.values()]
    assert len(set(names)) == len(Genre)
    assert not any(re.search("[a-z]", name) for name in names)
