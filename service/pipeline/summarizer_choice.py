"""Choose who summarizes: the articles' own sentences, or the language model that a show names."""

from __future__ import annotations

import functools
import os

from service.editing.summarizer import Summarizer, extractive
from service.pipeline.episode_spec import EpisodeSpec

KEY_VARIABLE = "TINGBAO_LLM_KEY"
"""The environment variable that holds the model's key: the only place it is read from."""


@functools.lru_cache(maxsize=1)
def choose_summarizer(spec: EpisodeSpec) -> Summarizer:
    """Return the run's one summarizer: a limit on the questions to a model holds for all stories together."""
    llm = spec.show_settings.llm
    if not llm.base_url:
        return extractive
    from service.editing.llm import Endpoint, LanguageModel

    endpoint = Endpoint(**llm.model_dump(), key=os.environ.get(KEY_VARIABLE, ""))
    return LanguageModel(endpoint, spec.settings.state / "answers")
