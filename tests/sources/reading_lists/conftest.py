"""The four services on loopback, and a client that may reach them."""

import pytest

from service.sources.fetching import Client, FetchLimits
from tests.support import reading_services

SERVICES = tuple(reading_services.SECRETS)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(params=SERVICES)
def service(request, monkeypatch):
    """Each of them in turn, with its secret in the environment."""
    with reading_services.let_in(request.param, monkeypatch) as found:
        yield found


@pytest.fixture
def a_client():
    """Makes a client with these limits."""

    def made(allowed=("127.0.0.1",), **limits):
        quick = {"retries": 0, "backoff": 0.001, "pause": 5.0}
        return Client(FetchLimits(**{**quick, **limits}), allowed_hosts=allowed)

    return made
