"""How a sentence of a draft is read, and how else it may be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.editing import draft_words
from service.speech.sentence_readings import ReadCharacter, read_sentence
from service.speech.text_frontend import TextFrontend

if TYPE_CHECKING:
    from service.pipeline.draft_desk import DraftDesk
    from service.pipeline.draft_versions import DraftVersion


@dataclass(frozen=True, slots=True)
class SentenceReadings:
    """A sentence of a draft, character by character."""

    target: str
    version: int
    text: str
    characters: tuple[ReadCharacter, ...]
    own: dict[str, str]
    """The readings of words in it that hold for this programme or for good."""
    for_good: dict[str, str]
    """Those of them that hold for each programme of the show."""

    def pinyin(self, start: int, end: int, place: int, reading: str) -> str:
        """Return the pinyin of what stands from `start` to `end`, the character at `place` read so."""
        readings = [each.reading for each in self.characters]
        return " ".join([*readings[start:place], reading, *readings[place + 1 : end]])


def readings_of(desk: DraftDesk, version: DraftVersion, target: str) -> SentenceReadings:
    """Return how the sentence that a target names is read. Raise UsageError where it names none."""
    spec = replace(desk.spec, script=version.draft.script)
    text = draft_words.voice_line(version.draft, target).utterance.written
    reader = TextFrontend(spec.voice_folders, spec.readings)
    kept = desk.rules.get().readings
    return SentenceReadings(
        target,
        version.number,
        text,
        read_sentence(reader, text),
        {word: pinyin for word, pinyin in spec.readings.items() if word in text},
        {word: pinyin for word, pinyin in kept.items() if word in text},
    )
