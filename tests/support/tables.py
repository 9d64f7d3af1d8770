"""Tables of inputs and what must come of them, asserted row by row in one test.

pytest's `parametrize` makes one test of each row, and each test costs it about 2 ms: more than most rows take. A table
of many rows that need no fixture of their own is one test here, and a failure still names every row that failed.
"""

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any

import pytest

Test = Callable[..., None]


Ids = Iterable[str] | Callable[[Any], object]


def every_row(names: str | tuple[str, ...], rows: Iterable[Any], *, ids: Ids | None = None) -> Callable[[Test], Test]:
    """Run a test for each row of a table, with the words of `pytest.mark.parametrize`, and count as one test.

    All rows are run. Those that fail are raised together, each with its values in a note. What a row skips by
    `pytest.skip` skips the whole test, so a table must not skip. Fixtures are set up once for all rows.
    """
    wanted = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    table = [_values(row, len(wanted)) for row in rows]
    assert table, "a table without a row tests nothing"
    assert all(len(row) == len(wanted) for row in table), f"a row has not the columns {', '.join(wanted)}"
    labels = _labels(table, ids)

    def of(test: Test) -> Test:
        @functools.wraps(test)
        def tested(*args: Any, **kwargs: Any) -> None:
            failures = []
            for label, row in zip(labels, table, strict=True):
                try:
                    test(*args, **kwargs, **dict(zip(wanted, row, strict=True)))
                except (Exception, pytest.fail.Exception) as error:
                    error.add_note(f"row: {label}")
                    failures.append(error)
            if failures:
                raise BaseExceptionGroup(f"{len(failures)} of {len(table)} rows failed", failures)

        signature = inspect.signature(test)
        assert set(wanted) <= set(signature.parameters), f"the test does not take {', '.join(wanted)}"
        fixtures = [value for name, value in signature.parameters.items() if name not in wanted]
        tested.__signature__ = signature.replace(parameters=fixtures)  # type: ignore[attr-defined]
        return tested

    return of


def thinned(rows: Iterable[Any], every: int) -> list[Any]:
    """Give rows for `parametrize`: every n-th as it is, from the first on, and those between marked slow."""
    between = [pytest.mark.slow]
    return [
        pytest.param(*(row if isinstance(row, tuple) else (row,)), marks=between if number % every else [])
        for number, row in enumerate(rows)
    ]


def _labels(table: list[tuple[Any, ...]], ids: Ids | None) -> list[str]:
    if ids is None:
        return [repr(row if len(row) > 1 else row[0]) for row in table]
    if callable(ids):
        return ["-".join(str(ids(value)) for value in row) for row in table]
    return list(ids)


def _values(row: Any, columns: int) -> tuple[Any, ...]:
    """Give a row's values, as `parametrize` takes them: bare where there is one column, and out of a `pytest.param`."""
    if hasattr(row, "values") and hasattr(row, "marks"):
        assert not row.marks, "a row of a table has no mark of its own"
        return tuple(row.values)
    return (row,) if columns == 1 else tuple(row)
