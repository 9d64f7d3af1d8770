"""Who tells the stories: the articles' own sentences, or the language model that a show names."""

from __future__ import annotations

import functools
import os

from service.editing.summarizer import Summarizer, extractive
from service.pipeline.spec import EpisodeSpec

KEY = "TINGBAO_LLM_KEY"
"""The environment variable that holds the model's key: the only place it is read from."""


@functools.lru_cache(maxsize=1)
def summarizer(job: EpisodeSpec) -> Summarizer:
    """The job's summarizer: one for the whole run, so that a model's questions are counted over all of it."""
    wanted = job.wanted.llm
    if not wanted.base_url:
        return extractive
    from service.editing.llm import Endpoint, LanguageModel

    endpoint = Endpoint(**wanted.model_dump(), key=os.environ.get(KEY, ""))
    return LanguageModel(endpoint, job.settings.state / "answers")
