"""READ FIRST: one run, stage by stage.

    read -> edit -> speak (choose, synthesize, measure, choose again) -> produce -> publish -> articles by themselves

`make` is the whole of it, `pipeline.stages` what it does between reading and publishing: it is loaded only where
something has changed.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from service.core import memory
from service.core.messages import _
from service.core.progress import Progress, StageTimer
from service.model import Episode, Script
from service.pipeline import article_audio, source_material
from service.pipeline.cast import CastsLeft
from service.pipeline.episode_fingerprint import fingerprint_of
from service.pipeline.episode_spec import BriefingRequest, EpisodeSpec, resolve
from service.pipeline.show_publisher import ShowPublisher
from service.settings import Settings

if TYPE_CHECKING:
    from service.editing.selection import Selection
    from service.pipeline.length import FittedScript
    from service.pipeline.prediction import Prediction
    from service.pipeline.source_material import SourceMaterial


@dataclass(slots=True)
class Result:
    """What came of a run."""

    status: str
    """`made`, `held` (it waits for approval), `unchanged` or `planned`."""
    spec: EpisodeSpec
    script: Script
    episode: Episode | None = None
    warnings: Sequence[str] = ()
    timings: dict[str, float] = field(default_factory=dict)
    """Seconds of each stage."""
    prediction: Prediction | None = None
    """Of a planned one."""
    articles: article_audio.ToldArticles = field(default_factory=article_audio.ToldArticles)


def make(request: BriefingRequest, settings: Settings, now: dt.datetime, progress: Progress) -> Result:
    """Make one episode, from its inputs to the feed; an error says why there is none."""
    spec, timer = resolve(request, settings, now), StageTimer(progress)
    publisher, left = ShowPublisher(settings, spec.show_settings, timer.warn), CastsLeft(spec.casts)
    _warn_of_rules(spec, timer)
    with publisher.lock():
        publisher.mark_read()  # what an earlier run could not
        result = _programme(spec, publisher, left, timer)
    result.articles = article_audio.finish(result.spec, publisher, left, timer)
    return result


def _programme(spec: EpisodeSpec, publisher: ShowPublisher, left: CastsLeft, timer: StageTimer) -> Result:
    """Make the programme, and leave what of its articles is to be told by itself for afterwards."""
    published, pending = publisher.find(spec.id), publisher.pending.get(spec.id)
    if spec.skip_if_published and (existing := pending.episode if pending else published):
        return _unchanged(spec, existing, timer)
    with timer.stage("read", _("Reading")):
        inputs = source_material.read(spec, timer, publisher.marks.lists(published))
        fingerprint = fingerprint_of(spec, inputs.articles)
    needs_approval = spec.show_settings.approve
    if pending and pending.episode.fingerprint == fingerprint and needs_approval and not spec.force:
        article_audio.queue(spec, publisher, inputs.articles, pending.episode.script.segments, timer)
        publisher.pending.note_read(pending, spec.now)
        publisher.pending.tidy(spec.id, pending.mp3)
        return _unchanged(spec, pending.episode, timer)
    if published and published.fingerprint == fingerprint and not spec.force:
        article_audio.queue(spec, publisher, inputs.articles, published.script.segments, timer)
        publisher.update_directory_and_retention(spec.id)
        return _unchanged(spec, published, timer)
    if pending and not spec.force:
        publisher.pending.check_undrafted(pending)
    publisher.check_place()
    memory.take_buffers()
    from service.pipeline import assembly, draft_carry, draft_desk, language_model, mixdown, stages, todays_items

    spec = todays_items.checked(spec, timer.warn)
    with timer.stage("edit", _("Choosing")):
        chosen = stages.edit(spec, inputs, timer)
    with timer.stage("speak", _("Speaking")), publisher.preparing():
        for selected in stages.ever_fuller(spec, chosen):
            cast, fitted = stages.speak(spec, left, selected.stories, timer, published)
            if not fitted.short:
                break
        stages.warn_of(fitted, selected.stories, timer)
        language_model.warn_of(spec, timer)
    with timer.stage("produce", _("Mixing and encoding")):
        audio = mixdown.render_audio(spec, fitted)
    with timer.stage("publish", _("Publishing")):
        spec.cache.pin(f"{spec.show.slug}-{spec.id}", fitted.keys)
        script = assembly.script_of(spec, fitted, selected.skipped)
        episode, mp3 = assembly.assemble(spec, script, selected.stories, cast, fitted, audio, fingerprint)
        article_audio.queue(spec, publisher, inputs.articles, script.segments, timer)
        publisher.note_told(episode, stages.entries_told(spec, script, selected.stories), inputs.articles)
        if needs_approval:
            others = stages.left_out_stories(spec, cast, inputs.articles, fitted.stories)
            material = draft_desk.material_file(fitted.stories, others)
            draft_carry.hold_back(publisher, spec, episode, mp3, material)
        else:
            episode = publisher.publish(episode, mp3)
        stages.tidy(spec, fitted, timer)

    status = "held" if needs_approval else "made"
    return Result(status, spec, episode.script, episode, timer.warnings, timer.timings)


def plan(request: BriefingRequest, settings: Settings, now: dt.datetime, progress: Progress) -> Result:
    """Write the script alone, timed by prediction: nothing is synthesized, nothing published.

    One that is given is checked and timed as it stands.
    """
    from service.pipeline import stages, todays_items

    memory.take_buffers()
    spec, timer = resolve(request, settings, now), StageTimer(progress)
    _warn_of_rules(spec, timer)
    if spec.script:
        with timer.stage("edit", _("Checking")):
            return _planned(spec, *stages.predict_script(spec, spec.script, _paces(spec, timer), timer), timer)
    spec = todays_items.checked(spec, timer.warn)
    with timer.stage("read", _("Reading")):
        inputs = source_material.read(spec, timer)
    with timer.stage("edit", _("Choosing")):
        return plan_of(spec, inputs, stages.edit(spec, inputs, timer), timer)


def _warn_of_rules(spec: EpisodeSpec, timer: StageTimer) -> None:
    if spec.unusable:
        timer.warn(spec.unusable)


def plan_of(spec: EpisodeSpec, inputs: SourceMaterial, chosen: Selection, timer: StageTimer) -> Result:
    """Write the script of what is chosen of the inputs."""
    from service.editing import hand_edits, model_changes, programme_correction
    from service.pipeline import assembly, language_model, stages
    from service.pipeline.recently_aired import recently_aired

    selected, fitted = _predicted(spec, chosen, timer)
    stages.warn_of(fitted, selected.stories, timer)
    language_model.warn_of(spec, timer)
    doubtful = {each.title for each in fitted.checks if each.done == programme_correction.KEPT}
    script = hand_edits.for_an_editor(
        assembly.script_of(spec, fitted, selected.skipped),
        [each for each in fitted.segments if each.title not in doubtful],
        source_material.articles_of(selected.stories),
    )
    if rules := language_model.without(spec):
        silent = StageTimer(Progress())
        plain = stages.choose(rules, inputs, recently_aired(rules, silent), silent)
        __, told = _predicted(rules, plain, silent)
        model = spec.show_settings.llm.model
        changes = model_changes.compare(told.segments, script.segments, script.skipped, model)
        script = replace(script, changes=changes)
    return _planned(spec, fitted, script, timer)


def _predicted(spec: EpisodeSpec, chosen: Selection, timer: StageTimer) -> tuple[Selection, FittedScript]:
    """Return the programme by prediction, and which selection it is made of."""
    from service.pipeline import joined_programme, language_model, length, mixdown, stages

    cast, paces = spec.casts[0], _paces(spec, timer)
    seconds = mixdown.speech_seconds(spec)
    predict = functools.partial(length.predict, seconds=seconds, paces=paces)
    options = functools.partial(stages.options_of, spec, cast, language_model.choose_summarizer(spec, timer.count))
    for selected in stages.ever_fuller(spec, chosen):
        fitted = joined_programme.fit(
            options,
            functools.partial(stages.fixed_segments, spec, cast),
            predict,
            predict,
            language_model.joining(spec, timer),
            selected.stories,
            source_material.articles_of(selected.stories),
        )
        if not fitted.short:
            break
    return selected, fitted


def _paces(spec: EpisodeSpec, timer: StageTimer) -> dict[str, float]:
    from service.pipeline import stages

    published = ShowPublisher(spec.settings, spec.show_settings, timer.warn).find(spec.id)
    return stages.expected_paces(spec, spec.casts[0], published)


def _planned(spec: EpisodeSpec, fitted: FittedScript, script: Script, timer: StageTimer) -> Result:
    from service.pipeline import mixdown
    from service.pipeline.prediction import predict_times

    sounds = mixdown.section_sounds(spec, fitted.segments)
    prediction = predict_times(fitted.segments, fitted.speech, mixdown.opening_seconds(spec), sounds)
    return Result("planned", spec, script, None, timer.warnings, timer.timings, prediction)


def _unchanged(spec: EpisodeSpec, episode: Episode, timer: StageTimer) -> Result:
    return Result("unchanged", spec, episode.script, episode, timer.warnings, timer.timings)
