"""The extractive summarizer: the sentences that hold the most of an article in the characters there are."""

from service.editing.summary.extraction import Rung, Sentence, extract, ladder

__all__ = ["Rung", "Sentence", "extract", "ladder"]
