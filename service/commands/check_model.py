"""What `tingbao check` says of a show's language model, and what the model says to one small question."""

from __future__ import annotations

import importlib.util
import time
from collections import Counter

from service.commands.check_result import CheckResult, fault, note, passed
from service.core import own_pip
from service.core.messages import _
from service.core.printable import one_line
from service.core.show_settings import ShowSettings
from service.errors import ConfigError, TingbaoError
from service.pipeline.language_model import answers_folder, endpoint_of, prompts_of
from service.settings import Settings

_PACKAGES = {"openai": "openai", "json_repair": "json-repair"}
"""Module -> package."""
_ASKED = '请用一句话回答：你是什么模型？现在是{moment}。只输出一个JSON对象：{{"answer": "一句话。"}}'
_SCHEMA = {
    "type": "object",
    "properties": {"answer": {"type": "string"}},
    "required": ["answer"],
    "additionalProperties": False,
}


def describe(settings: Settings, show: ShowSettings) -> str:
    """Return the show's model, its address, limits and own prompts. Raise ConfigError where it cannot be asked."""
    if missing := next((name for module, name in _PACKAGES.items() if not importlib.util.find_spec(module)), ""):
        raise ConfigError(
            _("The package {missing} is missing: `{install}`.", missing=missing, install=own_pip.install("llm"))
        )
    llm, endpoint = show.llm, endpoint_of(show.llm)
    costs = [
        _("at most {limit:g} a {period}", limit=limit, period=period)
        for limit, period in ((llm.most_a_run, "run"), (llm.most_a_day, "day"))
        if limit
    ]
    limits = (
        _("{questions} questions a run", questions=llm.questions),
        _("{parallel} at once", parallel=llm.parallel),
        _("{most_seconds:g} s for all", most_seconds=llm.most_seconds),
        *costs,
    )
    own = sorted(prompts_of(settings, show.llm).own)
    told = _("{model} at {base_url}: {limits}", model=endpoint.model, base_url=endpoint.base_url, limits=limits)
    return _("{told}; its own prompts: {own}", told=told, own=own) if own else told


def ask(settings: Settings, show: ShowSettings) -> CheckResult:
    """Return what the show's model says to one small question, how long it took and what it cost."""
    what = _("{slug}: language model asked", slug=show.slug)
    if not show.llm.base_url:
        return note(what, _("the show has none"))
    try:
        describe(settings, show)
        return _asked(settings, show, what)
    except TingbaoError as error:
        return fault(what, str(error))


def _asked(settings: Settings, show: ShowSettings, what: str) -> CheckResult:
    from service.editing.llm import Chat, Unusable

    counted: Counter[str] = Counter()
    chat = Chat(endpoint_of(show.llm), answers_folder(settings), lambda name, number: counted.update({name: number}))
    question = _ASKED.format(moment=time.strftime("%Y-%m-%d %H:%M:%S"))  # asked anew each time: no kept answer is shown
    began = time.monotonic()
    try:
        answer = chat.answer([{"role": "user", "content": question}], _SCHEMA)
    except Unusable as error:
        return fault(what, f"{show.llm.model} {error}")
    tokens = _(
        "{sent} tokens in, {received} out", sent=counted["model_tokens_in"], received=counted["model_tokens_out"]
    )
    cost = f", {counted['model_millionths'] / 1_000_000:g}" if counted["model_millionths"] else ""
    return passed(what, f"{one_line(answer)} ({time.monotonic() - began:.1f} s, {tokens}{cost})")
