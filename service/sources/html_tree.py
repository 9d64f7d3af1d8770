"""HTML text to lxml's tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]


def tree(text: str) -> HtmlElement | None:
    """Return lxml's tree of an HTML document; None for one without content."""
    import lxml.etree  # type: ignore[import-untyped]
    import lxml.html

    try:
        parser = lxml.html.HTMLParser(encoding="utf-8")
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        return None
