"""Who summarizes: the extractive default, or the show's language model with the key of the environment."""

import inspect

from service.editing.llm import Storyteller
from service.editing.summarizer import extractive
from service.pipeline.language_model import KEY_VARIABLE, choose_summarizer, endpoint_of

MODEL = '[[show]]\nslug = "daily"\nengine = "espeak"\n[show.llm]\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "small"\n'


def uncounted(name, number):
    """Nobody counts."""


def test_without_a_model_it_is_the_articles_own_sentences(spec_of):
    assert inspect.unwrap(choose_summarizer(spec_of(), uncounted)) is extractive


def test_a_model_is_one_for_the_whole_run_and_has_its_key_from_the_environment(spec_of, monkeypatch):
    monkeypatch.setenv(KEY_VARIABLE, "secret")
    spec = spec_of(MODEL)
    model = choose_summarizer(spec, uncounted)
    assert isinstance(model, Storyteller)
    assert choose_summarizer(spec, uncounted) is model
    assert endpoint_of(spec.show_settings.llm).key == "secret"
