"""The episode of a draft: what its editor changed is spoken, the rest comes from the clips that there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from types import MappingProxyType

from service.core import log
from service.core.messages import _
from service.core.progress import StageTimer
from service.model import EditorChange, Episode
from service.pipeline import assembly, mixdown, stages
from service.pipeline.cast import CastsLeft
from service.pipeline.draft_desk import DraftDesk
from service.pipeline.draft_versions import DraftVersion
from service.speech.engines import Engine


def produce(
    desk: DraftDesk, version: DraftVersion, timer: StageTimer, engines: Mapping[str, Engine] = MappingProxyType({})
) -> tuple[Episode, bytes]:
    """Return the episode as that version of the draft has it, not published yet, and its audio file.

    `engines`: those that are open already, by name. The episode keeps the fingerprint of the run that made it first, so
    that a run of the same request leaves it as it is. Raise what `stages.speak` and `mixdown.render_audio` raise.
    """
    first, draft = desk.waiting.episode, version.draft
    spec = replace(desk.spec, script=desk.compared(draft))
    stories = desk.stories(draft)
    if spec.unusable:
        timer.warn(spec.unusable)
    with timer.stage("speak", _("Speaking")):
        cast, fitted = stages.speak(spec, CastsLeft(spec.casts, dict(engines)), (), timer, first)
    stages.warn_of(fitted, stories, timer)
    with timer.stage("produce", _("Mixing and encoding")):
        audio = mixdown.render_audio(spec, fitted)
        spec.cache.pin(f"{spec.show.slug}-{spec.id}", fitted.keys)
        script = assembly.script_of(spec, fitted, draft.script.skipped)
        episode, mp3 = assembly.assemble(spec, script, stories, cast, fitted, audio, first.fingerprint)
    return replace(episode, paces=first.paces, edits=tuple(_summary(desk.versions.history(version)))), mp3


def _summary(history: Sequence[DraftVersion]) -> Iterator[EditorChange]:
    """Yield what was changed as everybody may read it. Who did it, and what he took out, is for the run's log alone."""
    for version in history:
        if change := version.change:
            at = version.changed_at.isoformat(timespec="seconds") if version.changed_at else ""
            log.event("changed", log.DEBUG, by=version.changed_by, at=at, **asdict(change))
            yield replace(change, before="") if change.what == "say" else change
