"""Boxes beside and within one another."""

from service.sources.page_layout.geometry import Area, around

LEFT, RIGHT, BELOW = Area(0, 0, 10, 10), Area(15, 5, 25, 15), Area(2, 30, 8, 40)


def test_what_two_areas_share_is_negative_where_they_are_apart():
    assert LEFT.shared_width(RIGHT) == -5
    assert LEFT.shared_height(RIGHT) == 5
    assert LEFT.shared_width(BELOW) == 6
    assert LEFT.shared_height(BELOW) == -20


def test_around_is_the_smallest_area_that_holds_all():
    whole = around([LEFT, RIGHT, BELOW])
    assert whole == Area(0, 0, 25, 40)
    assert (whole.width, whole.height, whole.middle) == (25, 40, 12.5)
    assert all(whole.holds(each) for each in (LEFT, RIGHT, BELOW))
    assert not LEFT.holds(RIGHT)
