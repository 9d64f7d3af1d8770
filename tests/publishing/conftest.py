"""Fixtures that several tests of publishing share."""

import bucket_server
import pytest


@pytest.fixture(scope="session")
def _serving():
    with bucket_server.serving() as server:
        yield server


@pytest.fixture
def server(_serving, monkeypatch):
    """The S3 server, with the environment that leads to it."""
    for name, value in _serving.environment.items():
        monkeypatch.setenv(name, value)
    _serving.watch()
    return _serving
