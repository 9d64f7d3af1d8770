"""A morning on which shows are due."""

import pytest

from tests.support.mornings import Morning


@pytest.fixture
def morning(tmp_path):
    found = Morning(tmp_path)
    yield found
    found.end()
