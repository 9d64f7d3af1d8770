"""The extractive summarizer: the sentences that hold the most of an article in the characters there are."""

from service.editing.summary.extracts import SummarySentence, extract
from service.editing.summary.nested_summaries import SummaryLevel, summary_levels

__all__ = ["SummaryLevel", "SummarySentence", "extract", "summary_levels"]
