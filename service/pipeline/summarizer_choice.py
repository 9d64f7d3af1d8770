"""Choose who summarizes: the articles' own sentences, or the language model that a show names."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from service.core.show_settings import ModelSettings
from service.editing.summarizer import Summarizer, extractive
from service.pipeline.episode_spec import EpisodeSpec
from service.settings import Settings

if TYPE_CHECKING:
    from service.editing.llm import Endpoint

KEY_VARIABLE = "TINGBAO_LLM_KEY"
"""The environment variable that holds the model's key: the only place it is read from."""


@functools.lru_cache(maxsize=1)
def choose_summarizer(spec: EpisodeSpec, count: Callable[[str, int], None]) -> Summarizer:
    """Return the run's one summarizer: the limits on the questions to a model hold for all stories together.

    `count` is told of what is asked, by the names of `Progress.count`.
    """
    llm = spec.show_settings.llm
    if not llm.base_url:
        return functools.cache(extractive)
    from service.editing.llm import Chat, Storyteller

    return Storyteller(Chat(endpoint_of(llm), answers_folder(spec.settings), count))


def answers_folder(settings: Settings) -> Path:
    """Return where the answers of language models are kept."""
    return settings.state / "answers"


def endpoint_of(settings: ModelSettings) -> Endpoint:
    """Return the endpoint of a show's model, with the key of the environment; raise ConfigError."""
    from service.editing.llm import Endpoint

    return Endpoint(**settings.model_dump(), key=os.environ.get(KEY_VARIABLE, ""))
