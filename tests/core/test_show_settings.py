"""A show's own settings: what goes together, and what does not."""

import pytest
from pydantic import ValidationError

from service.core.show_settings import InterestSettings, ModelSettings, ShowSettings


@pytest.mark.parametrize("kind", ["words", "sections", "sources"])
def test_what_is_both_wanted_and_not_wanted_is_refused(kind):
    with pytest.raises(ValidationError, match=f"boost_{kind} and in mute_{kind}"):
        InterestSettings.model_validate({f"boost_{kind}": ["水", "电"], f"mute_{kind}": ["水"]})


@pytest.mark.parametrize("one", [{"model": "m"}, {"base_url": "http://127.0.0.1:11434/v1"}])
def test_a_language_model_has_an_address_and_a_name(one):
    with pytest.raises(ValidationError, match="belong together"):
        ModelSettings.model_validate(one)


def test_columns_are_named_for_parts_that_an_article_has():
    assert ShowSettings.model_validate({"columns": {"title": "bt", "text": "nr"}}).columns == (
        ("title", "bt"),
        ("text", "nr"),
    )
    with pytest.raises(ValidationError, match="an article has no 'headline'; name columns for title, text"):
        ShowSettings.model_validate({"columns": {"headline": "bt"}})
