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
from service.model import Kind, Segment, Utterance

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


_ITSELF = re.compile("本节目|(?<!日)本文[，由不并没未非]")
_MACHINE, _MADE = re.compile("人工智能|AI"), re.compile("合成|生成")
"""The two elements of the standard's notice."""
_SENTENCE_END, _CLAUSE_END = re.compile(r"(?<=[。！？!?])"), re.compile("[，；：,;]")
_DENIAL, _NO_DENIAL = re.compile("[不没未非无]"), re.compile("不[仅但只光]|非常|未来|无锡|无线")
"""A denial, and words that have its character."""
_OWN = re.compile("(?:这(?!条|篇|则|张|部|座)|本|我|您|大家|以[上下]|全[程部]|节目|主播|播[音报]|声音)")
"""How a sentence of the opening begins that tells of the programme or its voice: no news does."""
_NOT_BY_MACHINE = re.compile(
    "(?:不是|[并绝]?非|不[由用靠]|(?:没有?|未|从不)[使采运]?用|未经|没有?经过|无)(?:由|用|过|任何)?(?:人工智能|AI|合成)(?!第|首)"
)
"""`没有使用人工智能`; but not `这不是人工智能第一次写诗`."""
_BY_A_PERSON = re.compile("(?:[由是]|^)(?:我们的)?真人[^，；]{0,6}(?:播|读|念|录|声)")
"""`由真人播报`, `是真人主播`; but not `并非真人录音`, `由真人编辑`, `像真人`."""
_OF_VOICE = re.compile("合成|生成|节目|声|播|读")
_TURN = re.compile("而是|而由|[就却]是")
_ASKS = re.compile("吗[。！]?$")
_SEEN, _HEARD = re.compile("图片|配图|插图|封面|画面|照片|音乐"), re.compile("声|音(?!乐)|播|读|文稿|内容")
"""What of a programme is seen, or played, and what is said in it."""


def notice(*, of_text: bool = False) -> Utterance:
    """Return the notice; `of_text`: a language model words what is told."""
    written = NOTICE_OF_TEXT if of_text else NOTICE
    return Utterance(written, spoken=_SPOKEN[written])


def article_notice() -> Utterance:
    """Return the notice of an article that is told by itself."""
    return Utterance(ARTICLE_NOTICE, spoken=_SPOKEN[ARTICLE_NOTICE])


def says_synthetic(text: str) -> bool:
    """Return whether a text says that its voice is synthetic, however an editor words it: none of it denies that."""
    said = "".join(each for each in _sentences(text) if not _is_other(each))
    return _MACHINE.search(said) is not None and _MADE.search(said) is not None


def denies_synthetic(text: str, *, in_frame: bool = False) -> bool:
    """Return whether a sentence says of this programme or article that it is not synthetic.

    `in_frame`: it stands in the opening or the close, where it needs not name the programme.
    """
    sentences = _sentences(text)
    return any((_ITSELF.search(each) and _is_denial(each)) or (in_frame and _is_own_denial(each)) for each in sentences)


def _is_own_denial(sentence: str) -> bool:
    """Return whether it says that no machine speaks, or that a person does and of a machine."""
    asks = sentence.endswith(("？", "?")) or _ASKS.search(sentence)
    of_pictures = _SEEN.search(sentence) and not _HEARD.search(sentence)
    of_it = _MACHINE.search(sentence) or _MADE.search(sentence)
    if asks or of_pictures or not of_it or not _OWN.match(sentence) or not _OF_VOICE.search(sentence):
        return False
    *_, told = _TURN.split(sentence)
    person = _BY_A_PERSON.search(told)
    before = _CLAUSE_END.split(told[: person.start()])[-1] if person else ""
    return bool(_NOT_BY_MACHINE.search(told) or (person and not _DENIAL.search(before)))


def _sentences(text: str) -> list[str]:
    return [each for each in _SENTENCE_END.split(text) if each]


def _is_other(sentence: str) -> bool:
    """Return whether a sentence denies it, asks, or says it of pictures and music alone."""
    asks = sentence.endswith(("？", "?")) or _ASKS.search(sentence)
    return bool(asks or _is_denial(sentence) or (_SEEN.search(sentence) and not _HEARD.search(sentence)))


def _is_denial(sentence: str) -> bool:
    """Return whether the clauses from 人工智能 to 合成, whichever comes first, hold a denial that no 而是 turns."""
    machine = made = -1
    clauses = _CLAUSE_END.split(sentence)
    for at, clause in enumerate(clauses):
        machine = at if _MACHINE.search(clause) else machine
        made = at if _MADE.search(clause) else made
        if min(machine, made) >= 0:
            *_, told = _TURN.split("，".join(clauses[min(machine, made) : at + 1]))
            if _DENIAL.search(_NO_DENIAL.sub("", told)):
                return True
            machine = made = -1
    return False


def places(segments: Sequence[Segment]) -> list[int]:
    """Return the segments in which a programme says it: the opening, else the first, and the close.

    《标识办法》, article 4, wants it at the beginning, at the end or in a fitting place between.
    """
    opening = [index for index, each in enumerate(segments) if each.kind is Kind.OPENING] or [0][: len(segments)]
    return [*opening, *(index for index, each in enumerate(segments) if each.kind is Kind.CLOSING)]


def is_said(segments: Sequence[Segment]) -> bool:
    """Return whether a programme or an article says that it is synthetic, and the voice is given that."""
    return any(_is_said(segments[place].utterances) for place in places(segments))


def _is_said(sentences: Sequence[Utterance]) -> bool:
    """Return whether sentences say so, and the voice too: an editor may set what is spoken for them."""
    told = [each for each in sentences if not _is_denial(each.spoken)]
    heard = "".join(each.spoken or each.written for each in told)
    return says_synthetic("".join(each.written for each in told)) and _MADE.search(heard) is not None


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
