"""Chinese text cut into sentences and clauses."""

from __future__ import annotations

import re

END = re.compile(r"[。！？!?]+[”’」』）)》】]*")
"""The end of a sentence: its final marks, and what they close."""
_SPEAKER_LAST = (
    r"(?:本报[^。，“]{0,20}讯\s*)?“[^“”]{1,150}[。！？]”[^，。“”：]{2,40}"
    r"(?:说道?|表示|介绍|告诉记者|坦言|感慨|感叹|回忆|认为|指出|强调|写道|解释|[提追发反]?问道?)。"
)
"""A quotation whose speaker comes last, `“甲。乙。”张三说。`, `“丙？”李四问。`: it is no sentence without him."""
_SENTENCE = re.compile(_SPEAKER_LAST + r"|[^。！？!?]+[。！？!?]*[”’」』）)]*")
_CLAUSE = re.compile(r"[^。！？!?，,；;：:、—…\s“”‘’「」『』《》（）()]+")


def split(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph; a quotation stays with the speaker named behind it."""
    return [sentence for found in _SENTENCE.findall(paragraph) if (sentence := found.strip())]


def clauses(text: str) -> list[str]:
    """Return the words between two marks of any kind, without the marks."""
    return _CLAUSE.findall(text)


def before_end(text: str) -> str:
    """Return the first sentence without its final mark."""
    return END.split(text, maxsplit=1)[0]


def is_finished(text: str) -> bool:
    """Return True when the text ends where a sentence ends."""
    return text.rstrip("”’」』）)》】").endswith(("。", "！", "？", "!", "?"))


def finished_part(text: str) -> str:
    """Return the text up to the end of its last whole sentence; empty when it has none."""
    ends = [match.end() for match in END.finditer(text)]
    return text[: ends[-1]] if ends else ""
