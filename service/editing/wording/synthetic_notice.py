"""The notice of synthetic speech that a programme says in its opening, an article behind its headline; and its pace.

GB 45438-2025 asks for a notice in speech that names 人工智能 and 生成 or 合成, at a normal pace, which its note puts at
about 120 to 160 characters a minute; or for the rhythm short-long, short-short. Speech was chosen: a listener
understands it, and Apple asks for a disclosure that is heard. The voices here speak 270 to 350 characters a minute,
so it is drawn out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.editing import duration_estimate
from service.model import Utterance

NOTICE = "本节目由人工智能合成播报。"
NOTICE_OF_TEXT = "本节目由人工智能撰稿并合成播报。"
"""Where a language model words what is told, too."""
ARTICLE_NOTICE = "本文由人工智能合成播报。"
"""Of an article that is told by itself."""
PACE = 2.5
"""Characters a second, the middle of what the standard's note calls normal: 150 a minute."""
FASTEST_NOTICE = 160
"""Characters a minute: the most that the note has."""
LONGEST = 30
"""Characters of a sentence that can be the notice."""
_SPOKEN = {
    NOTICE: "本节目，由人工智能，合成播报。",
    NOTICE_OF_TEXT: "本节目，由人工智能撰稿，并合成播报。",
    ARTICLE_NOTICE: "本文，由人工智能，合成播报。",
}
"""A comma has the voice pause where a person would who says it slowly."""


_ITSELF = re.compile("本节目|(?<!日)本文[，由]")


def notice(*, of_text: bool = False) -> Utterance:
    """Return the notice; `of_text`: a language model words what is told."""
    written = NOTICE_OF_TEXT if of_text else NOTICE
    return Utterance(written, spoken=_SPOKEN[written])


def article_notice() -> Utterance:
    """Return the notice of an article that is told by itself."""
    return Utterance(ARTICLE_NOTICE, spoken=_SPOKEN[ARTICLE_NOTICE])


def says_synthetic(text: str) -> bool:
    """Return whether a text says that its voice is synthetic, however an editor words it."""
    return "合成" in text and ("人工智能" in text or "AI" in text)


def is_said_synthetic(sentences: Sequence[Utterance]) -> bool:
    """Return whether sentences say so, and the voice is given that: an editor may set what is spoken for them."""
    said = "".join(each.spoken or each.written for each in sentences)
    return says_synthetic("".join(each.written for each in sentences)) and "合成" in said


def is_notice(written: str) -> bool:
    """Return whether a sentence is the notice: it says so of this programme or article; news may say so of others."""
    return _ITSELF.search(written) is not None and len(written) <= LONGEST and says_synthetic(written)


def seconds(written: str) -> float:
    """Return how long the notice is to last, from its first sound to its last."""
    return notice_characters(written) / PACE


def spoken_seconds(written: str, pace: float) -> float:
    """Return how long a sentence takes at a voice's pace, in characters a second; the notice takes its time."""
    usual = duration_estimate.weight(written) / pace
    return max(usual, seconds(written)) if is_notice(written) else usual


def notice_characters(written: str) -> int:
    """Return how many characters of it are spoken."""
    return sum(map(str.isalnum, written))
