"""Items of a show's own: what they may say, and where they stand among the news."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.standing_items import WEEKDAYS, StandingItem
from service.editing import own_items
from service.editing.own_items import PlacedItem
from service.errors import UsageError
from service.model import STANDING, Kind, Segment, Utterance

NEWS = {"S": Kind.STORY, "b": Kind.BRIEF, "l": Kind.BRIEF}


def programme(letters):
    """Items by letters: S a story, l the lead to the briefs, b a brief."""
    return [
        Segment(NEWS[letter], "a", (Utterance("话。"),), f"{letter}{at}", "" if letter == "l" else "page.txt")
        for at, letter in enumerate(letters)
    ]


def own(name, place):
    return PlacedItem(own_items.segment(name, own_items.said("通知", "今晚停水。"), "a", STANDING), place)


def order(letters, *items):
    placed = own_items.among(programme(letters), items)
    return "".join("o" if each.is_editors else each.title[0] for each in placed)


@pytest.mark.parametrize(
    ("letters", "place", "expected"),
    [
        ("SSS", 1, "oSSS"),
        ("SSS", 2, "SoSS"),
        ("SSS", 4, "SSSo"),
        ("SSS", 0, "SSSo"),
        ("SSS", 99, "SSSo"),
        ("SSlbbS", 3, "SSolbbS"),
        ("SSlbbS", 4, "SSolbbS"),
        ("SSlbbS", 5, "SSlbboS"),
        ("SSlbbS", 0, "SSlbbSo"),
        ("SbS", 2, "SobS"),
        ("bb", 2, "obb"),
    ],
)
def test_an_item_has_its_number_and_never_parts_the_briefs(letters, place, expected):
    assert order(letters, own("通知", place)) == expected


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((1, 2), "甲乙SSS"),
        ((2, 1), "乙甲SSS"),
        ((1, 1), "甲乙SSS"),
        ((1, 3), "甲S乙SS"),
        ((4, 5), "SSS甲乙"),
        ((0, 4), "SSS乙甲"),
        ((1, 1, 2), "甲乙丙SSS"),
    ],
)
def test_the_place_counts_the_shows_own_items_too(places, expected):
    items = [own(name, place) for name, place in zip("甲乙丙", places, strict=False)]
    placed = own_items.among(programme("SSS"), items)
    assert "".join(each.title[0] for each in placed) == expected


@given(
    st.from_regex(r"S{0,5}(lb{2,4}|b?)S{0,2}", fullmatch=True).filter(bool),
    st.lists(st.integers(0, 9), max_size=4),
)
def test_the_news_stay_as_they_are_and_items_in_one_place_keep_their_order(letters, places):
    news = programme(letters)
    items = [own(f"通知{number}", place) for number, place in enumerate(places)]
    placed = own_items.among(news, items)
    assert [each for each in placed if not each.is_editors] == news
    assert sorted(each.title for each in placed if each.is_editors) == [each.segment.title for each in items]
    for place in set(places):
        same = [each.segment.title for each in items if each.place == place]
        assert [each.title for each in placed if each.title in same] == same
    kinds = "".join("b" if each.kind is Kind.BRIEF else "S" for each in placed).strip("S")
    assert set(kinds) <= {"b"}


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "write it"), (" \n", "write it"), ("今晚停水。……", "can be spoken"), ("🎉。", "can be spoken")],
)
def test_what_no_voice_can_say_is_refused(text, why):
    with pytest.raises(UsageError, match=why):
        own_items.said("通知", text)


def test_a_title_is_one_short_line():
    assert own_items.title_of(" 停水\n通知 ") == "停水 通知"
    for wrong in ("", " ", "长" * 41):
        with pytest.raises(UsageError, match="1 to 40 characters"):
            own_items.title_of(wrong)


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (StandingItem("", "话。"), "title"),
        (StandingItem("通知"), "write it"),
        (StandingItem("通知", "话。", days=("sat", "周日")), "no day '周日'"),
        (StandingItem("通知", "话。", place=-1), "place"),
        (StandingItem("通知", "话。", since=dt.date(2026, 3, 2), until=dt.date(2026, 3, 1)), "before its first"),
    ],
)
def test_what_can_never_be_told_is_refused(item, why):
    with pytest.raises(UsageError, match=why):
        own_items.checked(item)


def test_it_is_kept_in_one_form():
    kept = own_items.checked(StandingItem(" 停水 \n通知", " 今晚停水。\n", days=("sun", "mon", "sun")))
    assert (kept.name, kept.text, kept.days) == ("停水 通知", "今晚停水。", ("mon", "sun"))
    assert own_items.checked(StandingItem("通知", "话。", days=WEEKDAYS)).days == ()
