"""Where a language model is asked, and what that may cost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from service.core.messages import _
from service.core.url_scope import is_loopback
from service.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model at an address of OpenAI's form. Raise ConfigError at once where it cannot be asked."""

    base_url: str
    """With its version: https://api.deepseek.com/v1, http://127.0.0.1:11434/v1."""
    model: str
    key: str = field(default="", repr=False)
    """May be empty on loopback only."""
    tokens: int = 1500
    """The most tokens of an answer."""
    thinking_tokens: int = 6000
    """What a model that thinks may need beside them."""
    questions: int = 40
    """The most questions of a run; answers that are kept cost none."""
    parallel: int = 4
    """Questions under way at once."""
    seconds: float = 60.0
    """The longest wait for an answer."""
    most_seconds: float = 300.0
    """Seconds for all questions of a run together."""
    price_in: float = 0.0
    """Of a million tokens of questions, in any currency."""
    price_out: float = 0.0
    """Of a million tokens of answers, in the same."""
    most_a_run: float = 0.0
    """What a run may cost, in the same; 0: not limited."""
    most_a_day: float = 0.0
    """What all runs of a day (UTC) may cost; 0: not limited."""
    tries: int = 3
    """How often a question is tried when the endpoint is busy, broken or late."""
    backoff: float = 1.0
    """Seconds before the second try; they double, and `Retry-After` may ask for more."""

    def __post_init__(self) -> None:
        parts = urlsplit(self.base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname or not self.model:
            raise ConfigError(
                _("A language model needs a base_url (http:// or https://) and a model: set both in llm.")
            )
        if not self.key and not self.is_local:
            raise ConfigError(
                _(
                    "The language model at {hostname} needs a key: set TINGBAO_LLM_KEY, or take base_url out of llm.",
                    hostname=parts.hostname,
                )
            )
        if not re.fullmatch("[!-~]*", self.key):  # it becomes a field of a request's header
            raise ConfigError(
                _("TINGBAO_LLM_KEY holds a blank, a control character or a letter beyond ASCII: set it anew.")
            )
        if (self.most_a_run or self.most_a_day) and not (self.price_in or self.price_out):
            raise ConfigError(
                _("most_a_run and most_a_day need price_in and price_out: set the model's prices in llm.")
            )

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine: it then needs no key and no proxy."""
        return is_loopback(self.base_url)

    def cost(self, tokens_in: int, tokens_out: int) -> float:
        """Return what so many tokens cost, in the currency of the prices."""
        return (tokens_in * self.price_in + tokens_out * self.price_out) / 1_000_000
