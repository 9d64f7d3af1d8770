"""Bytes to Articles: newspaper pages, feeds and web pages."""

from service.sources.fetching import FetchLimits
from service.sources.gather import Gathered, gather

__all__ = ["FetchLimits", "Gathered", "gather"]
