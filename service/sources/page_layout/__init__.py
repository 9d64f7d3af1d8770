"""The layout of a printed page: what belongs together, and in which order it is read.

`laid_out` takes characters or lines with their places and sizes, rules, boxes and pictures, whatever they come from.
"""

from service.sources.page_layout.markdown import LaidOutPage, laid_out
from service.sources.page_layout.text_lines import body_size, text_lines

__all__ = ["LaidOutPage", "body_size", "laid_out", "text_lines"]
