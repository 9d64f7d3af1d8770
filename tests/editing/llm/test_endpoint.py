"""An endpoint that cannot be asked is named at once."""

import pytest

from service.editing.llm import Endpoint
from service.errors import ConfigError


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("", "qwen"), "base_url"),
        (("http://127.0.0.1:1/v1", ""), "model"),
        (("ftp://127.0.0.1/v1", "qwen"), "base_url"),
        (("https://api.example.com/v1", "qwen"), "TINGBAO_LLM_KEY"),
        (("https://api.example.com/v1", "qwen", "key\nX: y"), "TINGBAO_LLM_KEY"),
        (("http://127.0.0.1:1/v1", "qwen", "密钥"), "TINGBAO_LLM_KEY"),
    ],
)
def test_without_an_address_a_model_or_a_key_nothing_is_asked(given, said):
    with pytest.raises(ConfigError, match=said):
        Endpoint(*given)


def test_a_limit_of_cost_needs_prices():
    with pytest.raises(ConfigError, match="price_in"):
        Endpoint("http://127.0.0.1:1/v1", "qwen", most_a_day=1.0)


def test_the_cost_is_that_of_both_sides():
    assert Endpoint("http://127.0.0.1:1/v1", "m", price_in=2.0, price_out=8.0).cost(500_000, 250_000) == 3.0


def test_the_key_is_not_shown():
    assert "secret" not in repr(Endpoint("http://127.0.0.1:1/v1", "m", "secret"))
