"""What an editor does with the words of a draft: what is said, how it is read, what a scan got wrong."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from service.core.messages import _
from service.editing import articles_words, corrected_text, edited_script, own_items
from service.editing.article_sentences import ArticleSentence
from service.editing.corrected_text import Correction
from service.editing.draft_material import DraftItem, DraftMaterial
from service.editing.programme_draft import PARTS, Change, ProgrammeDraft, parsed, part_at, story_at
from service.editing.typed_sentences import LONGEST_SENTENCE, sentences_of
from service.errors import UsageError
from service.model import EditorChange, Kind, Script, Segment, Utterance, VoiceLine

LONGEST_WORD = 20
"""Characters of what a scan got wrong: a name, a figure."""
_WORD = re.compile(rf"[^\W_]{{1,{LONGEST_WORD}}}")
TITLE = ".title"
"""What the target of a story's title ends with."""


def say(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    """Have a sentence, or a story's title, say something else; nothing: it goes."""
    if change.target.endswith(TITLE):
        return _title(draft, change, material)
    part, sentence = parsed(change.target)
    index, item = part_at(draft, part)
    segment = draft.script.segments[index]
    was = _sentence(part, segment, sentence)
    words = _one_text(change.text) if was.recording else sentences_of(change.text)
    if words == [was.written]:
        raise UsageError(_("{part}.{sentence} says that already.", part=part, sentence=sentence))
    said = tuple(_reworded(was, each) for each in words)
    utterances = (*segment.utterances[: sentence - 1], *said, *segment.utterances[sentence:])
    if item is not None and all(edited_script.is_own(each.written, material.style) for each in utterances):
        raise UsageError(_("Nothing of “{heading}” would be left: drop the story instead.", heading=segment.heading))
    if not utterances and segment.kind in (Kind.OPENING, Kind.CLOSING):
        raise UsageError(_("Nothing of the {part} would be left: a programme has one.", part=PARTS[part]))
    segments = [*draft.script.segments]
    segments[index : index + 1] = [replace(segment, utterances=utterances)] if utterances else []
    items = [*draft.items]
    if item is not None:
        items[item] = replace(items[item], placed=True, worded=True)
    new = replace(draft, script=replace(draft.script, segments=tuple(segments)), items=tuple(items))
    done = EditorChange(change.verb, part if item is None else segment.title, was.written, "".join(words))
    return new.with_pairs(new.pairs, material, {}), done


def voice_line(draft: ProgrammeDraft, target: str) -> VoiceLine:
    """Return the sentence that a target names, and whose it is. Raise UsageError where it names none."""
    part, number = parsed(target)
    segment = draft.script.segments[part_at(draft, part)[0]]
    return VoiceLine(segment.voice, _sentence(part, segment, number))


def _sentence(part: str, segment: Segment, number: int) -> Utterance:
    """Return the sentence of a part by its number. Raise UsageError where there is none."""
    if 1 <= number <= len(segment.utterances):
        return segment.utterances[number - 1]
    raise UsageError(
        _(
            "{part} has no sentence {number}: name one from {part}.1 to {part}.{count}.",
            part=part,
            number=number,
            count=len(segment.utterances),
        )
    )


def _title(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    pairs, at = draft.pairs, story_at(draft, change.target.removesuffix(TITLE))
    item, segment = pairs[at]
    text = " ".join(change.text.split())
    if len(text) > LONGEST_SENTENCE:
        raise UsageError(_("A title of over {most} characters: shorten it.", most=LONGEST_SENTENCE))
    new = replace(segment, shown_title=text)
    if new.heading == segment.heading:
        raise UsageError(_("“{heading}” is its title already.", heading=new.heading))
    pairs[at] = replace(item, placed=True, worded=True), new
    return draft.with_pairs(pairs, material, {}), EditorChange("say", segment.title, segment.heading, new.heading)


def read(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    """Have a word read so in this programme; nothing: as the lexicons say."""
    word, pinyin, known = change.target, " ".join(change.text.split()), draft.script.readings
    said = (each.written for segment in draft.script.segments for each in segment.utterances)
    if word not in known and not any(word in each for each in said):
        raise UsageError(_("Nothing of this programme says {word!r}.", word=word))
    if known.get(word, "") == pinyin:
        raise UsageError(_("“{word}” is read so already.", word=word))
    readings = {each: reading for each, reading in {**known, word: pinyin}.items() if reading}
    new = replace(draft, script=replace(draft.script, readings=readings))
    return new, EditorChange(change.verb, word, known.get(word, ""), pinyin)


def correct(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    """Put right what a scan got wrong, wherever the day has it; stories stay as they are told."""
    pair = correction(change)
    return _corrected(draft, pair, corrected_text.corrected(draft.script, [pair]), material)


def correct_articles(
    draft: ProgrammeDraft, change: Change, material: DraftMaterial, made: Script
) -> tuple[ProgrammeDraft, EditorChange]:
    """Put it right as `correct` does, but in the words of articles alone: what an editor wrote stays as it is.

    `made`: the programme as it was made, with what was corrected in the draft before.
    """
    pair = correction(change)
    script = corrected_text.corrected(draft.script, [pair])
    of_item = {id(segment): item for item, segment in draft.pairs}
    segments = []
    for old, new in zip(draft.script.segments, script.segments, strict=True):
        if new is not old:
            item = of_item.get(id(old), DraftItem())
            new = _with_editors_words(old, new, articles_words.of_item(item, old, material, made))
        segments.append(new)
    return _corrected(draft, pair, replace(script, segments=tuple(segments)), material)


def _with_editors_words(old: Segment, new: Segment, known: Container[str]) -> Segment:
    """Return the corrected segment with those of its words as they were that no article has."""
    said = zip(old.utterances, new.utterances, strict=True)
    return replace(
        new,
        utterances=tuple(right if was.written in known else was for was, right in said),
        shown_title=new.shown_title if old.shown_title in known else old.shown_title,
        title=old.title if old.is_editors else new.title,
    )


def correction(change: Change) -> Correction:
    """Return what is to be corrected, and how it reads. Raise UsageError for what is no correction."""
    wrong, right = change.target, change.text.strip()
    if not all(_WORD.fullmatch(each) for each in (wrong, right)):
        raise UsageError(
            _(
                "A correction is of 1 to {longest_word} letters or digits, and makes as few of them.",
                longest_word=LONGEST_WORD,
            )
        )
    if wrong == right:
        raise UsageError(_("“{wrong}” reads so already.", wrong=wrong))
    return wrong, right


def _corrected(
    draft: ProgrammeDraft, pair: Correction, script: Script, material: DraftMaterial
) -> tuple[ProgrammeDraft, EditorChange]:
    """Return the draft with its corrected script, and the day corrected in the same way."""
    wrong, right = pair
    day = material.corrected([pair])
    if script == draft.script and day == material:
        raise UsageError(_("Nothing of this programme has {wrong!r}.", wrong=wrong))
    new = replace(draft, script=script, corrections=(*draft.corrections, pair))
    return new.with_pairs(new.pairs, day, {}), EditorChange("correct", wrong, wrong, right)


def tell(draft: ProgrammeDraft, change: Change, material: DraftMaterial) -> tuple[ProgrammeDraft, EditorChange]:
    """Tell a sentence of a story's article that is not told, where the article has it."""
    pairs, at = draft.pairs, story_at(draft, change.target)
    item, segment = pairs[at]
    known = material.sentences(item.story) if item.story >= 0 else ()
    if not 1 <= change.place <= len(known):
        numbers = _("they have the numbers 1 to {count}", count=len(known)) if known else _("its article is not known")
        raise UsageError(
            _(
                "“{heading}” has no sentence {place} in print: {numbers}.",
                heading=segment.heading,
                place=change.place,
                numbers=numbers,
            )
        )
    sentence = known[change.place - 1]
    if sentence.is_told_in(segment):
        raise UsageError(_("“{sentence}…” is told already.", sentence=sentence.text[:12]))
    if not sentence.said:
        raise UsageError(_("“{sentence}…” cannot be told: {why}.", sentence=sentence.text[:12], why=sentence.why))
    place = _place_of(sentence, known, segment)
    words = (*segment.utterances[:place], *sentence.said, *segment.utterances[place:])
    pairs[at] = replace(item, placed=True, worded=True), replace(segment, utterances=words)
    done = EditorChange(change.verb, segment.title, "", "".join(each.written for each in sentence.said))
    return draft.with_pairs(pairs, material, {}), done


def _place_of(sentence: ArticleSentence, known: Sequence[ArticleSentence], segment: Segment) -> int:
    """Return where a sentence comes among those that are told: behind what leads to the story and what is before it."""
    place, seen = 0, False
    for index, utterance in enumerate(segment.utterances):
        number = next((each.number for each in known if each.is_of(utterance)), 0)
        seen = seen or number > 0
        if number < sentence.number and (number or not seen):
            place = index + 1
    return place


def _one_text(text: str) -> list[str]:
    """Return what is said in a recording, which is heard once."""
    words = " ".join(text.split())
    if len(words) > own_items.LONGEST_TEXT:
        raise UsageError(
            _("The text of a recording has {longest_text} characters at the most.", longest_text=own_items.LONGEST_TEXT)
        )
    return [words] if words else []


def _reworded(utterance: Utterance, written: str) -> Utterance:
    """Return the utterance with an editor's words."""
    days = tuple(each for each in utterance.days if each.became and each.became in written)
    return replace(utterance, written=written, spoken="", days=days, writer="")
