"""What is known of a programme before it is spoken: when each story would be heard, and how far that can be trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.editing.allocation import LONGEST_GAP, SHORTEST_GAP
from service.model import Segment


@dataclass(frozen=True, slots=True)
class Prediction:
    """The times of a script, and how much faster or slower the voices may speak and still make this script."""

    times: tuple[tuple[float, float], ...]
    """Start and end of each segment, seconds of the file."""
    faster: float
    """The share by which the speech may be shorter than predicted."""
    slower: float
    """The share by which it may be longer."""


def predict_times(
    segments: Sequence[Segment], speech: Sequence[float], opening: float, sounds: Mapping[int, float]
) -> Prediction:
    """Return the prediction for segments with their final pauses.

    `speech` is the seconds of each segment, predicted, its last pause aside; `opening` those before the first word;
    `sounds` those of what is heard before a segment, by its index.
    """
    times: list[tuple[float, float]] = []
    at = opening
    for index, (segment, seconds) in enumerate(zip(segments, speech, strict=True)):
        at += sounds.get(index, 0.0)
        times.append((at, at + seconds))
        at += seconds + segment.utterances[-1].pause
    gaps = [segment.utterances[-1].pause for segment in segments[:-1]]
    shorter, longer = (sum(abs(gap - limit) for gap in gaps) for limit in (LONGEST_GAP, SHORTEST_GAP))
    return Prediction(tuple(times), shorter / sum(speech), longer / sum(speech))
