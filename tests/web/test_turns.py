"""Turns: one at a time, few that wait, and the next one even where one fails."""

import asyncio

import pytest

from service.web.problems import Problem
from service.web.turns import Turns


def test_one_at_a_time_and_few_that_wait():
    turns, together, most = Turns(3, "Too many.", 7), 0, 0

    async def one():
        nonlocal together, most
        async with turns.take():
            together += 1
            most = max(most, together)
            await asyncio.sleep(0)
            together -= 1

    async def many():
        return [await asyncio.gather(*(one() for _ in range(count)), return_exceptions=True) for count in (5, 3)]

    done, after = asyncio.run(many())
    assert most == 1
    assert after == [None] * 3
    refused = [each for each in done if isinstance(each, Problem)]
    assert [(each.status_code, each.detail, each.headers) for each in refused] == [
        (503, "Too many.", {"retry-after": "7"})
    ] * 2


def test_who_fails_gives_the_turn_back():
    turns = Turns(1, "Too many.", 1)

    async def fail():
        async with turns.take():
            raise ValueError("mine")

    for _ in range(2):
        with pytest.raises(ValueError, match="mine"):
            asyncio.run(fail())
