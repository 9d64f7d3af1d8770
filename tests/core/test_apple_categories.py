"""The table of categories as Apple lists them."""

from service.core.apple_categories import CATEGORIES


def test_the_table_is_apples_nineteen_categories_with_their_subcategories():
    assert len(CATEGORIES) == 19
    assert CATEGORIES["News"][:2] == ("Business News", "Daily News")
    assert CATEGORIES["Technology"] == ()
    assert "Social Sciences" in CATEGORIES["Science"]
    assert all(name == name.strip() and name for names in CATEGORIES.values() for name in names)
