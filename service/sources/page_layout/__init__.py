"""The layout of a printed page: what belongs together, and in which order it is read.

`markdown` takes characters or lines with their places and sizes, rules, boxes and pictures, whatever they come from.
"""

from service.sources.page_layout.markdown import markdown

__all__ = ["markdown"]
