"""RapidOCR with the models that lie in its package (PP-OCRv6): where text is, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from service.sources.scans.perspective import Quad
from service.sources.scans.picture_files import Pixels

_DETECTED_SIDE = 1600
"""Pixels of the longer side in which lines are looked for. At full size it takes twice as long and finds no more."""
_WHOLE = 12_000
"""Pixels: no page is made smaller before its lines are recognized; the default of 2,000 would."""
_OPTIONS = {
    "Global.log_level": "critical",
    "Global.max_side_len": _WHOLE,
    "Global.use_cls": False,
    "Det.limit_type": "max",
    "Det.limit_side_len": _DETECTED_SIDE,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


@dataclass(frozen=True, slots=True)
class ReadLine:
    """What a line says."""

    text: str
    scores: tuple[float, ...]
    """How sure each character is, 0 to 1."""
    places: tuple[float, ...]
    """Where each character's middle is, as a share of the line's width."""


class TextFinder:
    """The two networks, which are loaded when they are first needed."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        self._engine: Any = RapidOCR(params=_OPTIONS)

    def boxes(self, page: Pixels) -> list[Quad]:
        """Return where the lines of text are."""
        found = self._engine(page, use_det=True, use_cls=False, use_rec=False)
        return [] if found.boxes is None else [np.asarray(box, dtype=np.float64) for box in found.boxes]

    def is_upside_down(self, lines: Sequence[Pixels]) -> bool:
        """Return whether most pictures of lines stand on their heads."""
        turned: list[bool] = [
            label == "180"
            for line in lines
            for label, _ in self._engine(line, use_det=False, use_cls=True, use_rec=False).cls_res
        ]
        return 2 * sum(turned) > len(turned)

    def line(self, line: Pixels) -> ReadLine:
        """Return what a picture of one line says; its text is empty where that cannot be told."""
        # What a call does not say keeps the value of the call before.
        found = self._engine(
            line, use_det=False, use_cls=False, use_rec=True, return_word_box=True, return_single_char_box=True
        )
        if not found.txts or not found.txts[0].strip():
            return ReadLine("", (), ())
        text, info = found.txts[0], found.word_results[0]
        columns = iter([column for word in info.word_cols or () for column in word])
        at: list[float] = []
        for character in text:  # a blank has no column of its own
            at.append(at[-1] if character.isspace() and at else (next(columns, 0) + 0.5) / info.line_txt_len)
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        return ReadLine(text[start:end], tuple(info.confs)[start:end], tuple(at)[start:end])
