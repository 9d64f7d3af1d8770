"""Predict how a voice that takes only text reads it, so that a homophone is written only where it errs."""

from __future__ import annotations

from collections.abc import Sequence


def expected_readings(spoken: str, readings: Sequence[str | None]) -> list[str | None]:
    """Return the reading that the service is expected to use for each character, by pypinyin's words.

    The planned reading stands where a homophone would only harm: where just the neutral tone is in question, and for
    一 and 不, whose tones change.
    """
    from pypinyin import Style, pinyin

    guesses = pinyin(spoken, Style.TONE3, neutral_tone_with_five=True, v_to_u=False, errors=list)  # type: ignore[arg-type]
    return [
        plan if plan is None or (guess[:-1] == plan[:-1] and "5" in guess + plan) or character in "一不" else guess
        for character, plan, (guess,) in zip(spoken, readings, guesses, strict=True)
    ]
