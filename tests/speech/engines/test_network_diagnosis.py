"""The proxy of an address, and why a connection failed, in words."""

import socket

import pytest

from service.speech.engines import network_diagnosis
from service.speech.engines.network_diagnosis import proxy_of_environment

URL = "wss://speech.example.org/edge"


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "WSS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def test_a_web_socket_goes_by_the_proxy_of_https_unless_it_has_its_own(monkeypatch):
    assert proxy_of_environment(URL) is None
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:1")
    assert proxy_of_environment(URL) == "http://proxy.example:1"
    monkeypatch.setenv("WSS_PROXY", "http://proxy.example:2")
    assert proxy_of_environment(URL) == "http://proxy.example:2"
    monkeypatch.setenv("NO_PROXY", "example.org")
    assert proxy_of_environment(URL) is None


def test_an_unencrypted_one_goes_by_the_proxy_of_http(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:1")
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example:3")
    assert proxy_of_environment("ws://speech.example.org/") == "http://proxy.example:3"


def test_a_name_that_resolves_is_no_failure_and_another_is_told(monkeypatch):
    def look_up(host, *_):
        if host != "known.example":
            raise OSError(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert network_diagnosis.resolution_failure("wss://known.example/", 5) == ""
    why = network_diagnosis.resolution_failure("wss://unknown.example/", 5)
    assert why == "the name unknown.example is not found"
