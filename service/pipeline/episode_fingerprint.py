"""What an episode depends on, as one hash: whether it has to be made again.

A run of which nothing has changed ends behind it: no module here loads the half that edits and speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from pathlib import Path

from service.core import episode_id, shipped_files, user_file
from service.editing.article_day import article_day
from service.errors import ConfigError
from service.model import Article
from service.pipeline.episode_spec import EpisodeSpec
from service.pipeline.recordings import Recordings


def fingerprint_of(spec: EpisodeSpec, articles: Sequence[Article]) -> str:
    """Hash what the episode depends on: the same fingerprint, the same episode.

    Raise ConfigError for a voice, a lexicon or a prompt of the user's that cannot be read.
    """
    read = [
        (each.source, each.title, each.paragraphs, each.prominence, article_day(each, spec.date)) for each in articles
    ]
    prompts = spec.show_settings.llm.prompts
    own = voice_files(spec) + _contents(sorted((spec.settings.home / prompts).glob("*.txt")) if prompts else ())
    if spec.sounds:
        from service.audio import jingles

        own_sounds = jingles.load(**spec.sounds)
        own += [getattr(own_sounds, each.name).hex() for each in fields(own_sounds)]
    return episode_id.fingerprint(
        spec.show_settings.llm,
        replace(spec.show, base_url="", path="", op3=False, tells_articles=False),
        (spec.id, spec.length, [(cast.engine, [voice.name for voice in cast.voices]) for cast in spec.casts]),
        (
            read,
            spec.script,
            own,
            spec.style,
            shipped_files.code_version(),
            spec.show_settings.interests,
            spec.hand,
            (spec.rules.readings, spec.rules.corrections),
            spec.items,
            _lost_sounds(spec),
            spec.since,
        ),
    )


def voice_files(spec: EpisodeSpec) -> list[str]:
    """Return what the user's own voices and lexicons say. Raise ConfigError for one that cannot be read."""
    return _contents(path for folder in spec.voice_folders[:-1] for path in sorted(folder.glob("*.toml")))


def _contents(files: Iterable[Path]) -> list[str]:
    return [user_file.read(path, user_file.MAX_TEXT_SIZE, ConfigError).hex() for path in files]


def _lost_sounds(spec: EpisodeSpec) -> list[str]:
    """Return the keys of the recordings without which the programme goes out: it is made anew once they are back."""
    kept = Recordings(spec.settings.state, spec.show.slug)
    said = (each for segment in (spec.script.segments if spec.script else ()) for each in segment.utterances)
    named = (*(each.recording for each in spec.items), *(each.recording for each in said))
    return [each.key for each in named if each and not kept.get(each.key)]
