"""What a language model's answers cost: counted by its own usage, and limited by run and by day."""

from __future__ import annotations

import contextlib
import datetime as dt
import math
import os
import threading
from collections.abc import Callable
from pathlib import Path

from service.core.messages import _
from service.editing.llm.endpoint import Endpoint

Count = Callable[[str, int], None]
"""So many more of that name: `model_questions`, `model_tokens_in`, `model_tokens_out`, `model_millionths`."""


class OverBudget(Exception):
    """A question that might cost more than is left; the message ends a sentence."""


class Spending:
    """One for each run. Its methods may be called from any thread."""

    def __init__(self, endpoint: Endpoint, folder: Path, count: Count, today: dt.date | None = None) -> None:
        """`folder`: where each day has a file with a line for each answer; all runs of the machine add to it."""
        self._endpoint = endpoint
        self._day = today or dt.datetime.now(dt.UTC).date()
        self._folder = folder
        self._count = count
        self._lock = threading.Lock()
        self._run = self._reserved = 0.0
        self._asked = 0

    def reserve(self, tokens_in: int, tokens_out: int) -> float:
        """Set aside what a question may cost at the most, and return it. Raise OverBudget where it is not there."""
        endpoint, most = self._endpoint, self._endpoint.cost(tokens_in, tokens_out)
        with self._lock:
            if self._asked >= endpoint.questions:
                raise OverBudget(
                    _("has been asked {questions} questions, the most of a run", questions=endpoint.questions)
                )
            for limit, spent, name in (
                (endpoint.most_a_run, self._run, "most_a_run"),
                (endpoint.most_a_day, self._spent_today() if endpoint.most_a_day else 0.0, "most_a_day"),
            ):
                if limit and spent + self._reserved + most > limit:
                    raise OverBudget(
                        _(
                            "might cost more than {name} {limit:g} ({spent:.6g} spent, {reserved:.6g} set aside)",
                            name=name,
                            limit=limit,
                            spent=spent,
                            reserved=self._reserved,
                        )
                    )
            self._asked += 1
            self._reserved += most
        self._count("model_questions", 1)
        return most

    def settle(self, reserved: float, tokens_in: int = 0, tokens_out: int = 0) -> None:
        """Put in place of what was set aside what the answer has cost; nothing where none came."""
        cost = self._endpoint.cost(tokens_in, tokens_out)
        with self._lock:
            self._reserved = max(0.0, self._reserved - reserved)
            self._run += cost
            if cost:
                self._note(cost)
        for name, number in (("model_tokens_in", tokens_in), ("model_tokens_out", tokens_out)):
            if number:
                self._count(name, number)
        if cost:
            self._count("model_millionths", math.ceil(cost * 1_000_000))

    def _path(self) -> Path:
        return self._folder / f"{self._day}.txt"

    def _spent_today(self) -> float:
        """Return the day's sum; a line that another process is writing counts from its end on."""
        spent = 0.0
        with contextlib.suppress(OSError):
            for line in self._path().read_text("utf-8", "replace").splitlines():
                with contextlib.suppress(ValueError):
                    amount = float(line)
                    spent += amount if math.isfinite(amount) and amount > 0 else 0.0
        return spent

    def _note(self, cost: float) -> None:
        """Add a line to the day's file in one write, as other processes do; a day's first line clears old days."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            if not self._path().exists():
                kept = {f"{self._day - dt.timedelta(days=ago)}.txt" for ago in range(2)}
                for old in [each for each in self._folder.glob("*.txt") if each.name not in kept]:
                    old.unlink(missing_ok=True)
            file = os.open(self._path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            try:
                os.write(file, f"{cost:.9f}\n".encode())
            finally:
                os.close(file)
