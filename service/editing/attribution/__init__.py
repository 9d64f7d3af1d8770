"""Whose a sentence is: each one of an article with its speaker, and the words that name him in full."""

from service.editing.attribution.discourse import Attribution, attribute

__all__ = ["Attribution", "attribute"]
