from __future__ import annotations

import pytest

from service.speech.pronunciation import Pronouncer


@pytest.fixture(scope="session")
def pronouncer() -> Pronouncer:
    return Pronouncer()
