"""What an editor has changed, brought along when his episode is made anew: nothing of it is lost.

The programme as it is made anew is the draft's first version. Behind it stand all versions of the draft before, each
one further, the newest last: the editor goes on where he was, what came meanwhile is among what he can add, and Undo
leads to the new programme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.core import json_codec
from service.core.messages import _
from service.editing import corrected_text, programme_draft
from service.editing.corrected_text import Correction
from service.editing.draft_frame import Frame
from service.editing.draft_material import DraftMaterial
from service.editing.own_items import PlacedItem
from service.editing.programme_draft import ProgrammeDraft
from service.editing.story_options import StoryOptions
from service.errors import UsageError
from service.model import STANDING, EditorChange, Episode, Skipped
from service.pipeline import draft_desk
from service.pipeline.draft_desk import DraftMaterialFile
from service.pipeline.draft_versions import NONE, DraftVersion, DraftVersions
from service.pipeline.episode_spec import EpisodeSpec
from service.pipeline.pending_episodes import PendingEpisode, PendingEpisodes, audio_name
from service.pipeline.show_publisher import ShowPublisher

KEPT = "keep"
"""What the version is called by which the draft before is taken up."""
CAME_LATER = _("came after this draft was made")
"""Why a story is left out of it."""


class CarriedDraft:
    """The versions of a draft, as they stand behind the same episode made anew."""

    def __init__(
        self,
        pending: PendingEpisodes,
        before: PendingEpisode,
        episode: Episode,
        material: bytes,
        corrections: Sequence[Correction] = (),
    ) -> None:
        """`material`: of the episode made anew, as `draft_desk.material_file` has it.

        `corrections`: those with which its sources were read.

        The draft `before` is only read, so the show need not have its voices any more: those of the episode made anew
        take their places.
        """
        self._kept = draft_desk.kept_material(pending, before)
        stories = (*self._kept.stories, *self._kept.others)
        of_before = DraftMaterial(stories, len(self._kept.stories), before.episode.date)
        first = programme_draft.draft_of(before.episode.script, of_before)
        self._title, self._versions = before.episode.title, DraftVersions(pending, before, first)
        self._voices = {
            name: episode.voices[place % len(episode.voices)] for place, name in enumerate(before.episode.voices)
        }
        self._file = json_codec.load(DraftMaterialFile, material.decode(), episode.id)
        day = (*self._file.stories, *self._file.others)
        self._brought: list[StoryOptions] = []
        """The stories of the draft before that the new day does not have so: they come behind its own."""
        self._now_at: list[int] = []
        """Where each story of the draft before is in the material of the new one."""
        made = (*corrections, *self._versions.newest().draft.corrections)
        read = corrected_text.corrected(day, made)
        for story in stories:
            right = corrected_text.corrected(story, made)
            same = next((at for at, each in enumerate(read) if _tell_alike(each, right)), None)
            if same is None:
                same = len(day) + len(self._brought)
                self._brought.append(replace(story, voice=self._voice(story.voice)))
            self._now_at.append(same)
        self._came = tuple(each for at, each in enumerate(day) if at not in self._now_at)
        self._items = _items_come(episode, self._versions.newest().draft)
        titles = (*(each.story.lead.title for each in self._came), *(each.segment.title for each in self._items))
        self._late = tuple(Skipped(each, CAME_LATER) for each in titles)

    def versions(self, after: int = 0) -> dict[int, bytes]:
        """Return the draft's versions by their new numbers, those above that one; none where nobody has changed it."""
        newest = self._versions.newest().number
        numbers = range(max(after, 0), newest + 1) if newest else ()
        return {number + 1: json_codec.dump(self._version(number)).encode() for number in numbers}

    def material(self) -> bytes:
        """Return the material of the episode made anew, with what the draft before had besides."""
        others = (*self._file.others, *self._brought)
        return json_codec.dump(replace(self._file, others=others, items=self._items)).encode()

    def same_material(self) -> bytes:
        """Return the material of the draft before, with what came: its versions stay, and count its stories."""
        return json_codec.dump(replace(self._kept, others=(*self._kept.others, *self._came))).encode()

    def _voice(self, name: str) -> str:
        return self._voices.get(name, name)

    def _version(self, number: int) -> DraftVersion:
        found = self._versions.get(number)
        made = replace(found, number=number + 1, draft=self._draft(found.draft))
        made = replace(made, redo=found.redo + 1 if found.can_redo else NONE)
        if found.can_undo:
            return replace(made, undo=found.undo + 1)
        # the programme as it was made, from the start or gone back to
        return replace(made, undo=0, change=EditorChange(KEPT, self._title))

    def _draft(self, draft: ProgrammeDraft) -> ProgrammeDraft:
        items = (replace(each, story=self._now_at[each.story]) if each.story >= 0 else each for each in draft.items)
        segments = tuple(replace(each, voice=self._voice(each.voice)) for each in draft.script.segments)
        told = {each.title for each in draft.script.skipped}
        late = (each for each in self._late if each.title not in told)
        return replace(
            draft,
            script=replace(draft.script, segments=segments, skipped=(*draft.script.skipped, *late)),
            items=tuple(items),
            dropped=tuple(self._now_at[each] for each in draft.dropped),
        )


def _items_come(episode: Episode, draft: ProgrammeDraft) -> tuple[PlacedItem, ...]:
    """Return the standing items of the episode made anew that the draft before does not know, each with its number."""
    known = {segment.title for __, segment in draft.pairs if segment.is_editors}
    known |= {each.title for each in draft.script.skipped if each.reason != CAME_LATER}
    items = Frame.of(episode.script.segments).items
    return tuple(
        PlacedItem(each, number)
        for number, each in enumerate(items, 1)
        if each.origin == STANDING and each.title not in known
    )


def _tell_alike(one: StoryOptions, other: StoryOptions) -> bool:
    """Return whether both tell the same article in the same words, whatever was repaired in it."""
    leads = [replace(each.story.lead, edits=()) for each in (one, other)]
    return leads[0] == leads[1] and _words(one) == _words(other)


def _words(story: StoryOptions) -> list[list[str]]:
    return [[each.written for each in option.utterances] for option in story.options]


def hold_back(publisher: ShowPublisher, spec: EpisodeSpec, episode: Episode, mp3: bytes, material: bytes) -> None:
    """Keep the finished episode until it is decided on; what editors have changed of it before stays.

    So does what they change while it is written. A draft that nobody has touched gives way to the new programme.
    """
    pending = publisher.pending
    before = pending.get(episode.id)
    drafted = before and pending.newest_draft(before)
    try:
        made_with = tuple(spec.corrections.items())
        carried = CarriedDraft(pending, before, episode, material, made_with) if before else None
    except UsageError:  # its material is damaged
        if drafted:
            raise
        carried = None
    if not before or not carried:
        publisher.hold_back(episode, mp3, material, read_at=spec.now)
    elif not drafted:
        late = carried.material()
        publisher.hold_back(episode, mp3, material, read_at=spec.now, versions=carried.versions, late_material=late)
    else:
        material = carried.same_material() if before.mp3 == audio_name(mp3) else carried.material()
        publisher.hold_back(episode, mp3, material, read_at=spec.now, versions=carried.versions)
