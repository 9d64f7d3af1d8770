"""What stands around the items of a draft follows them; what an editor wrote there stays."""

from dataclasses import replace

from service.editing.draft_frame import Frame
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
