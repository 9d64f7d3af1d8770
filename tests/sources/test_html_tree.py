"""HTML to lxml's tree."""

import pytest

from service.sources.html_tree import tree


def test_text_beyond_latin_is_kept():
    assert tree("<p>青禾县𠮷</p>").text_content() == "青禾县𠮷"


@pytest.mark.parametrize("text", ["", "   ", "<!-- nothing -->"])
def test_nothing_is_no_tree(text):
    assert tree(text) is None
