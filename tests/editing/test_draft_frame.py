"""What stands around the items of a draft follows them; what an editor wrote there stays."""

from dataclasses import replace

from service.editing import edited_script
from service.editing.draft_frame import Frame
from service.editing.draft_material import DraftItem
from service.model import Kind
from tests.support.draft_samples import draft, material, words


def around(pairs, frame=None):
    return (frame or Frame.of(draft().script.segments)).around(pairs, material())


def of_kind(segments, kind):
    return [each for each in segments if each.kind is kind]


def test_items_as_they_are_have_what_they_had_around_them():
    assert around(draft().pairs) == draft().script.segments


def test_a_programme_in_disorder_is_put_in_order():
    segments = draft().script.segments
    assert Frame.of(segments[::-1]).items == Frame.of(segments).items[::-1]
    kinds = [each.kind for each in around(draft().pairs, Frame.of(segments[::-1]))]
    assert kinds == sorted(kinds, key=[Kind.HEADLINES, Kind.OPENING, Kind.STORY, Kind.BRIEF, Kind.CLOSING].index)


def test_each_headline_is_told_and_the_lead_is_among_them():
    pairs = draft().pairs
    for out in range(3):
        left = [*pairs[:out], *pairs[out + 1 :]]
        (headlines,) = of_kind(around(left), Kind.HEADLINES)
        told = [segment.title for _, segment in left]
        assert all(any(title in words for title in told) for words in words(headlines)[1:])
        assert told[0] in words(headlines)[1]


def test_without_anything_to_announce_there_are_no_headlines():
    unknown = [
        (replace(item, story=-1), replace(segment, title="无题", utterances=segment.utterances[-1:]))
        for item, segment in draft().pairs
    ]
    assert of_kind(around(unknown), Kind.HEADLINES) == []


def test_the_forecast_is_no_longer_the_last_where_more_follows_and_is_again_where_nothing_does():
    forecast = len(material().stories) - 1
    weather = DraftItem(forecast), material().told(forecast, 1, Kind.STORY)
    told = [pair for pair in draft().pairs if pair[1].kind is not Kind.BRIEF]
    pairs, moved = [*told, weather], [*told[:-1], weather, told[-1]]
    assert pairs[-1][1].utterances[0].written.startswith("最后")
    segments = around(moved)
    led = Frame.of(segments).items[-2]
    assert led.utterances[0].written.startswith("下面")
    assert words(led)[1:] == words(weather[1])[1:]
    assert edited_script.is_own(led.utterances[0].written, material().style)
    back = around([*told, (weather[0], led)])
    assert Frame.of(back).items[-1] == weather[1]
