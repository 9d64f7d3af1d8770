"""What Founder's systems note of an article in a comment of its page, whatever the page's template shows.

`<!--enpproperty <date>…</date><author>本报记者 何青</author><title>…</title><subtitle>…</subtitle>
<introtitle>…</introtitle>… /enpproperty-->`: e-papers, news sites and feeds of these systems have it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from service.sources import text_cleaning

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_LONGEST = 10_000
"""Characters of a note; usual ones have some 500."""


def noted(root: HtmlElement, field: str) -> str:
    """Return what the page's first note has in a field: `title`, `introtitle`, `subtitle`, `author`; or nothing."""
    for comment in root.xpath("//comment()[contains(., 'enpproperty')][1]"):
        _, opening, rest = comment.text[:_LONGEST].partition(f"<{field}>")
        value, closing, _ = rest.partition(f"</{field}>")
        if opening and closing:
            return text_cleaning.title(re.sub(r"<br\s{0,3}/?>", " ", value))
    return ""
