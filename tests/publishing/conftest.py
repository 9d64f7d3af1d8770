"""Fixtures that several tests of publishing share."""

import pytest

from service.publishing import show_index as catalogues


@pytest.fixture
def small_pages(monkeypatch):
    """Archive pages of two episodes, the first with the fifth episode."""
    monkeypatch.setattr(catalogues, "FEED_EPISODES", 4)
    monkeypatch.setattr(catalogues, "ARCHIVE_PAGE_EPISODES", 2)
