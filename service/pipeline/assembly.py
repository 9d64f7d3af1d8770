"""Put an episode together: its script, its record with cues and chapters, its tagged audio file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from service.audio import id3_tags
from service.editing import selection
from service.model import Episode, Script, Show, Skipped, Story
from service.pipeline import cue_timing as timing
from service.pipeline.cast import Cast
from service.pipeline.episode_spec import EpisodeSpec
from service.pipeline.length import FittedScript
from service.publishing import cover, episode_cover, episode_notes, publish, urls
from service.storage.storage import open_storage

if TYPE_CHECKING:
    from service.audio.render import RenderedAudio


def script_of(spec: EpisodeSpec, fitted: FittedScript, skipped: Sequence[Skipped]) -> Script:
    """Return everything that is said, and the stories that are left out.

    Of several tellings another one may be told than was chosen, where that has no sentence to tell.
    """
    told = {segment.title for segment in fitted.segments if segment.origin}
    skipped = [each for each in skipped if not (each.title in told and selection.is_told_by_another(each.reason))]
    return Script(
        show=spec.show.title,
        date=spec.date,
        edition=spec.edition,
        title=spec.show.title,
        length=spec.length,
        segments=fitted.segments,
        skipped=(*skipped, *fitted.left_out),
        short=fitted.short,
        checks=fitted.checks,
        readings=dict(spec.readings),
    )


def assemble(
    spec: EpisodeSpec,
    script: Script,
    stories: Sequence[Story],
    cast: Cast,
    fitted: FittedScript,
    audio: RenderedAudio,
    fingerprint: str,
) -> tuple[Episode, bytes]:
    """Return the episode, not published yet, and its audio file with all tags."""
    cues = timing.cues(fitted.clips, audio.timeline)
    episode = Episode(
        id=spec.id,
        guid="",
        show=spec.show.slug,
        date=spec.date,
        edition=spec.edition,
        published=spec.published,
        title=episode_notes.title(script),
        seconds=audio.seconds,
        mp3="",
        size=0,
        script=script,
        cues=cues,
        chapters=timing.chapters(script, cues, audio.seconds),
        engine=cast.engine,
        voices=tuple(voice.name for voice in cast.voices),
        speakers={voice.name: voice.anchor for voice in cast.voices},
        picks=tuple(Skipped(segment.title, segment.reason) for segment in script.segments if segment.reason),
        fingerprint=fingerprint,
        paces=dict(fitted.expected),
        aired=selection.aired(stories, script),
        takes=fitted.takes,
    )
    return episode, tagged(spec, episode, audio.mp3)


def tagged(spec: EpisodeSpec, episode: Episode, mp3: bytes) -> bytes:
    """Return the episode's audio file with its tags."""
    tags = id3_tags.Tags(
        title=episode.title,
        show=spec.show.title,
        author=spec.show.author,
        date=spec.date,
        chapters=episode.chapters,
        language=spec.show.language,
        cover=_picture(spec.show, episode),
        url=urls.episode_url(spec.show, episode),
        producer=spec.show.producer,
        id=publish.guid_of(open_storage(spec.settings.destination), spec.show, spec.id),
    )
    return id3_tags.write(mp3, tags)


def _picture(show: Show, episode: Episode) -> bytes:
    """Return what players show beside the sound: the episode's own cover, else the show's."""
    if show.episode_covers:
        return episode_cover.for_tag(episode_cover.of(show, episode))
    return cover.small(cover.cover_of(show))
