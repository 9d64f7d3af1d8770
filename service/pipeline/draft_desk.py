"""The draft of an episode that waits: looked at, changed, taken back, and how it would sound by prediction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from service.core import json_codec, log, standing_items
from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.editing import (
    corrected_text,
    day_words,
    draft_words,
    duration_estimate,
    hand_edits,
    programme_check,
    programme_correction,
    programme_draft,
    wording,
)
from service.editing import draft as drafts
from service.editing.draft_material import DraftMaterial
from service.editing.own_items import PlacedItem
from service.editing.programme_check import Finding
from service.editing.programme_draft import Change, ProgrammeDraft, Verb, addable
from service.editing.story_options import StoryOptions
from service.errors import OutdatedDraft, PublishError, TingbaoError, UsageError
from service.language import pinyin_marks
from service.model import STANDING, EditorChange, Episode, Kind, Script, Segment, Skipped, Story, Utterance
from service.pipeline import (
    cue_timing,
    draft_fit,
    episode_spec,
    kept_script,
    mixdown,
    prediction,
    source_material,
    todays_items,
)
from service.pipeline.draft_fit import DraftTimes
from service.pipeline.draft_versions import DraftVersion, DraftVersions
from service.pipeline.editor_rules import EditorRules, EditorRulesFile
from service.pipeline.episode_spec import BriefingRequest, EpisodeSpec
from service.pipeline.pending_episodes import PendingEpisode, PendingEpisodes
from service.pipeline.recordings import Recordings
from service.publishing import manifest
from service.settings import Settings
from service.speech.pronunciation import lexicon

GONE = _("it is no standing item of this day any more")
"""What is wrong with a standing item that was removed, or is over, since the draft was made."""
_SHORTEST_FOR_GOOD = 2
"""Characters of what is corrected for good: a single one is a part of too many words."""
_TRIALS = 5
"""How often a change is made anew because an editor has saved meanwhile."""


@dataclass(frozen=True, slots=True)
class DraftMaterialFile:
    """What is kept of an episode that waits, so that its draft can be made longer, shorter and otherwise."""

    stories: tuple[StoryOptions, ...] = ()
    """Those that the programme was chosen from, by rank."""
    others: tuple[StoryOptions, ...] = ()
    """Of what was left out before that: what can be told all the same."""
    items: tuple[PlacedItem, ...] = ()
    """The show's own items that came after its draft was made."""


@dataclass(frozen=True, slots=True)
class DraftWarning:
    """Words of a draft that no article bears out, or an item whose sound is lost."""

    finding: Finding
    sentence: int
    """Index of the sentence of its segment that it is about; -1: of none alone."""

    @property
    def is_of_title(self) -> bool:
        """Whether it is about the title that listeners see."""
        return self.finding.fault.startswith(hand_edits.OF_HEADING)


@dataclass(frozen=True, slots=True)
class DraftView:
    """What an editor sees of a version of a draft."""

    version: DraftVersion
    script: Script
    """With the pauses by which it would be spoken."""
    times: tuple[tuple[float, float], ...]
    """Predicted start and end of each segment, seconds of the file."""
    seconds: float
    """Predicted, of the whole file."""
    warnings: tuple[DraftWarning, ...]
    addable: tuple[Skipped, ...]
    """The stories that `add` counts, each with the reason why it is left out."""
    changes: tuple[EditorChange, ...]


def material_file(stories: Sequence[StoryOptions], others: Sequence[StoryOptions]) -> bytes:
    """Return what is to be kept beside an episode that waits, as `DraftMaterialFile` has it."""
    return json_codec.dump(DraftMaterialFile(tuple(stories), tuple(others))).encode()


def kept_material(pending: PendingEpisodes, waiting: PendingEpisode) -> DraftMaterialFile:
    """Return the stories of an episode's day; none where it was made from a script."""
    key = pending.material_key(waiting)
    data = pending.files.read(key)
    if data is None:
        return DraftMaterialFile()
    return json_codec.load(DraftMaterialFile, data.decode("utf-8", "replace"), pending.files.location(key))


class DraftDesk:
    """The draft of one episode that waits for approval."""

    def __init__(self, settings: Settings, show: ShowSettings, id_: str, now: dt.datetime) -> None:
        """Raise UsageError where no such episode waits."""
        self.show, self.id = show.slug, id_
        self._settings, self._of_show = settings, show
        self.pending = pending = PendingEpisodes(settings.state, show.slug)
        self.waiting = waiting = pending.require(id_)
        self.spec = _spec(settings, show, waiting.episode, now)
        kept = kept_material(pending, waiting)
        day = (*kept.stories, *kept.others)
        self.material = DraftMaterial(day, len(kept.stories), self.spec.date, self.spec.style, kept.items)
        self.rules = EditorRulesFile(settings.state, show.slug)
        self.recordings = Recordings(settings.state, show.slug)
        first = programme_draft.draft_of(waiting.episode.script, self.material)
        self.versions = DraftVersions(pending, waiting, first)
        self._times = _times(self.spec, waiting.episode)

    def version(self, number: int | None = None) -> DraftVersion:
        """Return a version of the draft, the newest unless one is named.

        Raise UsageError where there is none, PublishError where the stories are lost that it is made of.
        """
        found = self.versions.newest() if number is None else self.versions.get(number)
        if any(item.story >= len(self.material.stories) for item in found.draft.items):
            place = self.pending.files.location(self.pending.material_key(self.waiting))
            raise PublishError(_("{place} is lost or another: the draft's stories are not known.", place=place))
        return found

    def material_of(self, draft: ProgrammeDraft) -> DraftMaterial:
        """Return what that draft is made of: the day's stories, with what its editor has corrected in them."""
        return self.material.corrected(draft.corrections)

    def change(
        self, change: Change, on: DraftVersion, by: str, now: dt.datetime, *, for_good: bool = False
    ) -> DraftVersion:
        """Save what a change makes of that version, fitted to the length.

        `for_good`: of `read` and `correct`, that it holds for each programme of the show from then on; with an empty
        text, no longer. Raise UsageError where it cannot be made, OutdatedDraft where that version is not the newest.
        """
        if change.verb is Verb.READ:
            change = replace(change, text=pinyin_marks.typed(change.text))
        if not for_good:
            return self._change(change, on, by, now)
        keep = _for_good(change)
        if change.verb is Verb.CORRECT and change.text.strip() and len(change.target) < _SHORTEST_FOR_GOOD:
            raise UsageError(
                _(
                    "“{target}” alone is in many words: name the whole word to correct it for good.",
                    target=change.target,
                )
            )
        new = on if self._is_so(change, on.draft) else self._change(change, on, by, now)
        self.rules.change(keep)
        self._heed_in_others(change, by, now)
        return new

    def _heed_in_others(self, change: Change, by: str, now: dt.datetime) -> None:
        """Make the same change in the show's other drafts, as one made anew would have it.

        It is a version of each: what its editor wrote stays, and he sees and can undo this too. One whose time
        somebody has set goes out as he left it. One that says nothing of the kind stays as it is, and one that cannot
        be changed is named in the log.
        """
        for id_ in (each.episode.id for each in self.pending.list() if each.episode.id != self.id):
            try:
                other = DraftDesk(self._settings, self._of_show, id_, now)
                other._heed(change, by, now)
            except UsageError:
                continue
            except TingbaoError as error:
                log.event(
                    "not settled in another draft", log.WARNING, episode=id_, word=change.target, error=str(error)
                )

    def _heed(self, change: Change, by: str, now: dt.datetime) -> None:
        """Make a change that holds for good in the newest version, whichever it is. Raise UsageError, OutdatedDraft."""
        for trial in range(_TRIALS):
            on = self.version()
            if self.pending.publish_time(self.waiting) or self._is_so(change, on.draft):
                return
            try:
                new, done = self._settled(change, on)
                fitted = draft_fit.fit(new, self.material_of(new), self._times)
                self.versions.save(fitted, done, on, by, now, settled=True)
                return
            except OutdatedDraft:
                if trial == _TRIALS - 1:
                    raise

    def _settled(self, change: Change, on: DraftVersion) -> tuple[ProgrammeDraft, EditorChange]:
        """Return what a change that was settled in another draft makes of that version, not fitted."""
        if change.verb is not Verb.CORRECT:
            return self.made(change, on)
        made = corrected_text.corrected(self.waiting.episode.script, on.draft.corrections)
        return draft_words.correct_articles(on.draft, change, self.material_of(on.draft), made)

    def _is_so(self, change: Change, draft: ProgrammeDraft) -> bool:
        """Return whether what is to hold for good needs nothing in the draft: a correction made there stays made.

        Raise UsageError for a correction that was never kept and is to be taken back.
        """
        word, text = change.target, change.text.strip()
        if change.verb is Verb.READ:
            return draft.script.readings.get(word, "") == text
        if not text and word not in self.rules.get().corrections:
            raise UsageError(_("“{word}” is not corrected for good.", word=word))
        return not text or (word, text) in draft.corrections

    def is_changed(self, version: DraftVersion) -> bool:
        """Return whether the version is other than the program made it: if not, the bytes that wait go out."""
        return bool(self.versions.changes(version))

    def _change(self, change: Change, on: DraftVersion, by: str, now: dt.datetime) -> DraftVersion:
        new, done = self.made(change, on)
        return self.versions.save(draft_fit.fit(new, self.material_of(new), self._times), done, on, by, now)

    def made(self, change: Change, on: DraftVersion) -> tuple[ProgrammeDraft, EditorChange]:
        """Return what a change makes of that version, not fitted to the length and not saved; raise as `change`."""
        given = (change.target, change.text)
        if wrong := next((each for text in given for each in manifest.impossible_values(text, "the text")), ""):
            raise UsageError(_("{wrong}: take it out.", wrong=wrong))
        if change.verb is Verb.READ and change.text:
            lexicon.own_entry(change.target, change.text)
        return drafts.changed(on.draft, change, self.material_of(on.draft))

    def undo(self, on: DraftVersion, by: str, now: dt.datetime) -> DraftVersion:
        """Take back the last change of that version; raise as `change`."""
        return self.versions.undo(on, by, now)

    def redo(self, on: DraftVersion, by: str, now: dt.datetime) -> DraftVersion:
        """Make the change again that was taken back; raise as `change`."""
        return self.versions.redo(on, by, now)

    def view(self, version: DraftVersion) -> DraftView:
        """Return what an editor sees of a version."""
        script = version.draft.script
        fitted = kept_script.predict_script(
            script.segments, self._times.seconds, self._times.paces, self._times.stinger, self._times.known
        )
        sounds = mixdown.section_sounds(self.spec, fitted.segments)
        opening = mixdown.opening_seconds(self.spec)
        times = prediction.predict_times(fitted.segments, fitted.speech, opening, sounds).times
        pauses = sum(segment.utterances[-1].pause for segment in fitted.segments)
        stinger = self._times.stinger if any(each.kind is Kind.BRIEF for each in fitted.segments) else 0.0
        seconds = self.spec.length - self._times.seconds + sum(fitted.speech) + pauses + stinger
        return DraftView(
            version,
            replace(script, segments=fitted.segments, short=fitted.short),
            times,
            seconds,
            self.warnings(version.draft),
            self._addable(version.draft),
            tuple(self._changes(version)),
        )

    def _changes(self, version: DraftVersion) -> Iterator[EditorChange]:
        """Yield what was changed, by the headlines of the draft; then the stories that the length brought or took.

        Of those nobody has chosen or dropped one since the programme was made, or made anew.
        """
        base, made = self.versions.get(0).draft, self.versions.changes(version)
        for each in self.versions.history(version):
            base = each.draft if each.change and each.change.what == "keep" else base
        headings = {each.title: each.heading for each in (*base.script.segments, *version.draft.script.segments)}
        yield from (replace(each, title=headings.get(each.title, each.title)) for each in made)
        was, now = (
            {item.story: (item, segment.heading) for item, segment in draft.pairs if item.story >= 0}
            for draft in (base, version.draft)
        )
        for story, (item, heading) in now.items():
            if story not in was and not item.placed:
                yield EditorChange("came", heading)
        for story, (__, heading) in was.items():
            if story not in now and story not in version.draft.dropped:
                yield EditorChange("went", heading)

    def warnings(self, draft: ProgrammeDraft) -> tuple[DraftWarning, ...]:
        """Return what no article bears out of what its editor has changed, and which items are lost or gone."""
        day, segments = self.spec.date, draft.script.segments
        found = hand_edits.check(self.compared(draft), day, self.spec.style, _as_shown)
        warnings = [DraftWarning(each, _sentence_of(each, segments[each.segment], day)) for each in found]
        return (*warnings, *self._lost(segments), *self._gone(segments))

    def _lost(self, segments: Sequence[Segment]) -> Iterator[DraftWarning]:
        """Yield the items whose sound cannot be had: they would be left out."""
        for index, segment in enumerate(segments):
            if todays_items.is_lost(segment, self.recordings):
                yield DraftWarning(Finding(index, segment.heading, todays_items.LOST.removesuffix(".")), -1)

    def _gone(self, segments: Sequence[Segment]) -> Iterator[DraftWarning]:
        """Yield the standing items that the show has no more, or not on this day: the draft has them still."""
        names = {each.name for each in standing_items.of_day(self.spec.rules.items, self.spec.date)}
        for index, segment in enumerate(segments):
            if segment.origin == STANDING and segment.title not in names and not self.spec.unusable:
                yield DraftWarning(Finding(index, segment.heading, GONE), -1)

    def compared(self, draft: ProgrammeDraft) -> Script:
        """Return the draft's script with what it takes to compare its editor's words with the articles."""
        first = corrected_text.corrected(self.waiting.episode.script, draft.corrections)
        articles = source_material.articles_of(self.stories(draft))
        doubtful = {each.title for each in first.checks if each.done == programme_correction.KEPT}
        told = [segment for item, segment in draft.pairs if item.is_as_told]
        found = {each.segment for each in programme_check.check(told, articles)}
        sure = [
            *(each for each in first.segments if each.title not in doubtful),
            *(each for number, each in enumerate(told) if number not in found),
            *self._own_headlines(draft),
            *self._in_print(draft),
        ]
        return replace(hand_edits.for_an_editor(draft.script, sure, articles), told_for=self.spec.date)

    def _own_headlines(self, draft: ProgrammeDraft) -> Iterator[Segment]:
        """Yield the headlines as far as the program has worded them."""
        material = self.material_of(draft)
        said = {each.written for item in draft.items if (each := material.headline(item))}
        for segment in draft.script.segments:
            if segment.kind is Kind.HEADLINES:
                yield replace(segment, utterances=tuple(each for each in segment.utterances if each.written in said))

    def _in_print(self, draft: ProgrammeDraft) -> Iterator[Segment]:
        """Yield what the program would say of each sentence of the articles in which the editor has written."""
        material = self.material_of(draft)
        for item, segment in draft.pairs:
            if item.worded and item.story >= 0:
                said = tuple(each for sentence in material.sentences(item.story) for each in sentence.said)
                yield replace(segment, utterances=said, shown_title="")

    def stories(self, draft: ProgrammeDraft) -> tuple[Story, ...]:
        """Return the stories that the draft tells, as far as they are known."""
        stories = self.material_of(draft).stories
        return tuple(stories[item.story].story for item in draft.items if item.story >= 0)

    def _addable(self, draft: ProgrammeDraft) -> tuple[Skipped, ...]:
        reasons, material = {each.title: each.reason for each in draft.script.skipped}, self.material_of(draft)
        titles = [material.title(each) for each in addable(draft, material)]
        return tuple(Skipped(title, reasons.get(title, "not told")) for title in titles)


def _spec(settings: Settings, show: ShowSettings, episode: Episode, now: dt.datetime) -> EpisodeSpec:
    """Return the episode as it is to be made again: of the same day, with the same voices."""
    request = BriefingRequest(
        show=show.slug,
        date=episode.date,
        edition=episode.edition,
        engine=episode.engine,
        voices=episode.voices,
        script=episode.script,
    )
    return replace(episode_spec.resolve(request, settings, now), published=episode.published)


def _times(spec: EpisodeSpec, episode: Episode) -> DraftTimes:
    """Return how long what is said takes: what has been spoken as long as then, and the rest at that pace."""
    known: dict[tuple[str, str], float] = {}
    weights, seconds = dict.fromkeys(episode.voices, 0.0), dict.fromkeys(episode.voices, 0.0)
    for cue in episode.cues:
        segment = episode.script.segments[cue.segment]
        written = segment.utterances[cue.utterance].written
        if segment.is_recorded:
            continue
        known[segment.voice, written] = spoken = cue_timing.clip_seconds(cue)
        if wording.is_notice(written):
            continue
        weights[segment.voice] = weights.get(segment.voice, 0.0) + duration_estimate.weight(written)
        seconds[segment.voice] = seconds.get(segment.voice, 0.0) + spoken
    usual = sum(weights.values()) / sum(seconds.values())
    paces = {voice: weights[voice] / seconds[voice] if seconds[voice] else usual for voice in weights}
    return DraftTimes(mixdown.speech_seconds(spec), mixdown.stinger_seconds(spec), paces, known)


def _sentence_of(finding: Finding, segment: Segment, programme: dt.date) -> int:
    """Return which sentence of a segment a finding is about; -1: none alone.

    Its words are those of the sentence with its days as dates (昨天 -> 2026年3月20日), as they were compared.
    """
    said = [each.written for each in segment.utterances]
    places = [at for at, each in enumerate(said) if finding.words in each]
    places = places or [at for at, each in enumerate(said) if finding.words in day_words.dated(each, programme)]
    same = [at for at in places if segment.utterances[at].source == finding.source]
    return (same or places or [-1])[0]


def _as_shown(utterance: Utterance) -> tuple[str, str]:
    """Return nothing that the voice would say otherwise: no editor sets it in a draft."""
    return "", ""


def _for_good(change: Change) -> Callable[[EditorRules], EditorRules]:
    """Return what a change of a draft makes of the rules where it is to hold for good.

    Raise UsageError for one that cannot.
    """
    word, text = change.target, " ".join(change.text.split())
    match change.verb:
        case Verb.READ:
            return lambda rules: replace(rules, readings=_with(rules.readings, word, text))
        case Verb.CORRECT:
            return lambda rules: replace(rules, corrections=_with(rules.corrections, word, text))
    raise UsageError(_("Only a reading and a correction can be kept for good."))


def _with(pairs: Mapping[str, str], word: str, text: str) -> dict[str, str]:
    """Return the pairs with that one; without it where the text is empty."""
    return {each: value for each, value in {**pairs, word: text}.items() if value}
