"""A service that has published episodes, and their audio as a log of requests sees it."""

import pytest

from tests.support.counted_shows import publish_shows, settings_with_state, sounds_of


@pytest.fixture(scope="session")
def published_folder(tmp_path_factory):
    """The folder of a service that has published three episodes."""
    return publish_shows(tmp_path_factory.mktemp("audience"))


@pytest.fixture
def listened(published_folder, tmp_path):
    """The settings of that service, with a state folder of its own."""
    return settings_with_state(published_folder, tmp_path / "state")


@pytest.fixture
def sounds(listened):
    """The audio files that are published."""
    return sounds_of(listened)
