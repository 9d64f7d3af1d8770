"""Which words of a draft the program took from articles: all others are an editor's, or the show's own."""

from __future__ import annotations

from collections.abc import Iterator

from service.editing.draft_material import DraftItem, DraftMaterial
from service.model import Kind, Script, Segment


def of_item(item: DraftItem, segment: Segment, material: DraftMaterial, made: Script) -> frozenset[str]:
    """Return all sentences and titles that the program has for a segment of a draft from articles; of an own item none.

    `item`: what is known of it beside its words. `made`: the programme as it was made.
    """
    if segment.is_editors or segment.kind in (Kind.OPENING, Kind.CLOSING):
        return frozenset()
    return frozenset((*_made(made), *_of_story(item, material), *_headlines(segment, material)))


def _made(made: Script) -> Iterator[str]:
    for segment in made.segments:
        if not segment.is_editors and segment.kind not in (Kind.OPENING, Kind.CLOSING):
            yield segment.shown_title
            yield from (each.written for each in segment.utterances)


def _of_story(item: DraftItem, material: DraftMaterial) -> Iterator[str]:
    if item.story < 0:
        return
    told = material.stories[item.story]
    yield told.shown_title
    bridges = (told.bridge, told.bare_bridge, *(told.leading or ()))
    yield from (each.written for each in bridges if each)
    for kind in (Kind.STORY, Kind.BRIEF):
        for option in range(len(told.options)):
            yield from (each.written for each in material.told(item.story, option, kind).utterances)
    yield from (said.written for each in material.sentences(item.story) for said in each.said)


def _headlines(segment: Segment, material: DraftMaterial) -> Iterator[str]:
    if segment.kind is Kind.HEADLINES:
        for story in range(len(material.stories)):
            if said := material.headline(DraftItem(story)):
                yield said.written
