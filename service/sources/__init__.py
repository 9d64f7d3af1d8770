"""Bytes to Articles: newspaper pages, feeds, web articles."""
