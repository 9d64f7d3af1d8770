"""What an editor types, as sentences that a voice can say."""

from __future__ import annotations

from service.core.messages import _
from service.errors import UsageError
from service.language import sentences

LONGEST_SENTENCE = 300
"""Characters of a sentence that an editor may write: no anchor says more in a breath."""
LONGEST_TEXT = 3000
"""Characters that an editor may write in one place: ten minutes at 300 characters a minute. A whole page that is pasted
by mistake would make a draft that no page shows in time, and that nobody can undo."""


def sentences_of(text: str) -> list[str]:
    """Return what an editor wrote, a sentence each. Raise UsageError where one, or all, is too long to be said."""
    words = " ".join(text.split())
    if len(words) > LONGEST_TEXT:
        raise UsageError(
            _(
                "A text of {count} characters: write {longest_text} at the most.",
                count=len(words),
                longest_text=LONGEST_TEXT,
            )
        )
    found = sentences.split(words)
    if "".join(found) != words.replace(" ", "") and "".join(found).replace(" ", "") != words.replace(" ", ""):
        found = [words] if words else []
    if too_long := next((each for each in found if len(each) > LONGEST_SENTENCE), ""):
        raise UsageError(
            _(
                "“{too_long}…” has over {longest_sentence} characters: end a sentence in between.",
                too_long=too_long[:12],
                longest_sentence=LONGEST_SENTENCE,
            )
        )
    return found
