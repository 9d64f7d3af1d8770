"""Fixtures that several tests of publishing share."""

import functools

import pytest

from service.publishing import cover
from service.publishing import show_index as catalogues


@pytest.fixture
def one_drawing(monkeypatch):
    """The cover is drawn once a show for all tests."""
    monkeypatch.setattr(cover, "draw", _drawn)
    monkeypatch.setattr(cover, "small", _small)


_drawn, _small = functools.cache(cover.draw), functools.cache(cover.small)


@pytest.fixture
def small_pages(monkeypatch):
    """Archive pages of two episodes, the first with the fifth episode."""
    monkeypatch.setattr(catalogues, "FEED_EPISODES", 4)
    monkeypatch.setattr(catalogues, "ARCHIVE_PAGE_EPISODES", 2)
