"""What a language model does for a show: it orders, tells and joins the day's stories, where the show names one."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from service.core.messages import _
from service.core.progress import StageTimer
from service.core.show_settings import ModelSettings
from service.editing import programme_size
from service.editing.selection import Selection
from service.editing.summarizer import Summarizer, extractive
from service.pipeline.episode_spec import EpisodeSpec
from service.pipeline.joined_programme import Bridges, Join
from service.settings import Settings

if TYPE_CHECKING:
    from service.editing.bridge_places import BridgePlace, Key
    from service.editing.llm import Chat, Endpoint
    from service.editing.llm.prompts import Prompts

MOST_NAMED = 5
"""So many stories that were not reworded are named; the rest are counted."""
KEY_VARIABLE = "TINGBAO_LLM_KEY"
"""The environment variable that holds the model's key: the only place it is read from."""


@functools.lru_cache(maxsize=1)
def choose_summarizer(spec: EpisodeSpec, count: Callable[[str, int], None]) -> Summarizer:
    """Return the run's one summarizer.

    `count` is told of what is asked, by the names of `Progress.count`.
    """
    if "tell" not in spec.show_settings.llm.tasks or not (chat := _chat(spec, count)):
        return functools.cache(extractive)
    from service.editing.llm import Storyteller

    return Storyteller(chat, announces="announce" in spec.show_settings.llm.tasks)


def without(spec: EpisodeSpec) -> EpisodeSpec | None:
    """Return the same episode as the rules alone make it; None where they do."""
    if spec.script or not spec.show_settings.llm.base_url:
        return None
    return replace(spec, show_settings=spec.show_settings.model_copy(update={"llm": ModelSettings()}))


def ordered(spec: EpisodeSpec, selection: Selection, timer: StageTimer) -> Selection:
    """Return the selection as the show's model orders it; as it is where there is none, or it gives no order."""
    if "choose" not in spec.show_settings.llm.tasks or not (chat := _chat(spec, timer.count)):
        return selection
    from service.editing.llm import Unusable, chooser

    try:
        return chooser.choose(chat, selection, programme_size.stories(spec.length))
    except Unusable as error:
        timer.warn(
            _("The stories stand by the rules' order, as {model} {error}.", model=chat.endpoint.model, error=error)
        )
        return selection


def joining(spec: EpisodeSpec, timer: StageTimer) -> Join | None:
    """Return how the show's model joins the items of a programme; None where it does not."""
    if "join" not in spec.show_settings.llm.tasks or not (chat := _chat(spec, timer.count)):
        return None
    from service.editing.llm import Unusable, joiner

    def join(places: Sequence[BridgePlace], keys: Sequence[Key]) -> Bridges:
        model = chat.endpoint.model
        try:
            own = spec.style.phrases
            found = joiner.join(chat, places, (*own.leading(), *own.end), spec.length)
        except Unusable as error:
            timer.warn(_("The rules lead from item to item, as {model} {error}.", model=model, error=error))
            return Bridges()
        said, refused = ({keys[at]: text for at, text in each.items()} for each in (found.said, found.refused))
        return Bridges(model, said, refused)

    return join


def warn_of(spec: EpisodeSpec, timer: StageTimer) -> None:
    """Say why the run's questions have ended, if they have, and what is told in the articles' own sentences for it."""
    chat = None if spec.script else _chat(spec, timer.count)
    if chat and chat.trouble:
        titles = getattr(choose_summarizer(spec, timer.count), "unreworded", ())
        named: str = ", ".join(f"“{each}”" for each in titles[:MOST_NAMED])
        if len(titles) > MOST_NAMED:
            named = _("{named} and {count} more", named=named, count=len(titles) - MOST_NAMED)
        said = _(
            "Not all is edited by the language model, as {model} {trouble}.",
            model=chat.endpoint.model,
            trouble=chat.trouble,
        )
        timer.warn(_("{said} In their own sentences: {named}.", said=said, named=named) if titles else said)


@functools.lru_cache(maxsize=1)
def _chat(spec: EpisodeSpec, count: Callable[[str, int], None]) -> Chat | None:
    """Return the run's one chat with the show's model: its limits hold for all tasks together. None: it has none."""
    llm = spec.show_settings.llm
    if not llm.base_url:
        return None
    from service.editing.llm import Chat

    return Chat(endpoint_of(llm), answers_folder(spec.settings), count, prompts_of(spec.settings, llm))


def answers_folder(settings: Settings) -> Path:
    """Return where the answers of language models are kept."""
    return settings.state / "answers"


def prompts_of(settings: Settings, llm: ModelSettings) -> Prompts:
    """Return what a show's model is asked; raise ConfigError for one of the show's own that cannot be used."""
    from service.editing.llm import prompts

    return prompts.load(settings.home / llm.prompts) if llm.prompts else prompts.Prompts()


def endpoint_of(settings: ModelSettings) -> Endpoint:
    """Return the endpoint of a show's model, with the key of the environment; raise ConfigError."""
    from service.editing.llm import Endpoint

    return Endpoint(**settings.model_dump(exclude={"tasks", "prompts"}), key=os.environ.get(KEY_VARIABLE, ""))
