"""A service that has published episodes, and their audio as a log of requests sees it."""

import pytest

from service import settings
from tests.support.counted_shows import publish_shows, sounds_of


@pytest.fixture(scope="session")
def published_folder(tmp_path_factory):
    """The folder of a service that has published three episodes."""
    return publish_shows(tmp_path_factory.mktemp("audience"))


@pytest.fixture
def listened(published_folder, tmp_path):
    """The settings of that service, with a state folder of its own."""
    found = settings.load(published_folder / "tingbao.toml")
    service = found.service.model_copy(update={"state": str(tmp_path / "state")})
    return found.model_copy(update={"service": service})


@pytest.fixture
def sounds(listened):
    """The audio files that are published."""
    return sounds_of(listened)
