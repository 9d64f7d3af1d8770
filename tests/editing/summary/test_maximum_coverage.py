"""The choice of stretches, against every choice there is."""

import itertools
import random

import pytest

from service.editing.summary.candidates import Candidate
from service.editing.summary.maximum_coverage import WHOLE_SENTENCE_BONUS, best_choice
from tests.support.tables import every_row


def stretch(line, size, concepts, whole=True, refers=False):
    return Candidate(line, f"{line}-{size}", size, whole, refers, False, frozenset(concepts))


def value(chosen, worth):
    covered = frozenset().union(*(each.concepts for each in chosen))
    return sum(worth.get(gram, 0) for gram in covered) + WHOLE_SENTENCE_BONUS * sum(each.whole for each in chosen)


def brute(pool, worth, budget):
    best = 0.0
    for count in range(len(pool) + 1):
        for chosen in itertools.combinations(pool, count):
            lines = [each.line for each in chosen]
            if len(set(lines)) == len(lines) and sum(each.size for each in chosen) <= budget:
                best = max(best, value(chosen, worth))
    return best


@every_row("seed", range(20))
def test_nothing_holds_more_within_the_budget(seed):
    dice = random.Random(seed)
    worth = {gram: dice.random() for gram in "abcdefgh"}
    pool = []
    for line in range(5):
        grams, size = dice.sample(sorted(worth), 4), dice.randint(12, 30)
        pool += [stretch(line, size, grams), stretch(line, size - 5, grams[:2], whole=False)]
    budget = dice.randint(15, 80)
    chosen = best_choice(pool, worth, budget)
    assert sum(each.size for each in chosen) <= budget
    assert [each.line for each in chosen] == sorted({each.line for each in chosen})
    assert value(chosen, worth) == pytest.approx(brute(pool, worth, budget))


def test_what_is_covered_counts_once():
    pool = [stretch(0, 10, "ab"), stretch(1, 10, "ab"), stretch(2, 10, "c")]
    assert [each.line for each in best_choice(pool, {"a": 3, "b": 3, "c": 1}, 20)] in ([0, 2], [1, 2])


def test_what_refers_back_is_never_chosen_without_the_sentence_before():
    pool = [stretch(0, 15, "a"), stretch(1, 15, "bc", refers=True)]
    worth = {"a": 0.1, "b": 5, "c": 5}
    assert [each.line for each in best_choice(pool, worth, 30)] == [0, 1]
    assert [each.line for each in best_choice(pool, worth, 15)] == [0]


def test_nothing_fits_or_nothing_is_there():
    assert best_choice([stretch(0, 15, "a")], {"a": 1}, 14) == best_choice([], {}, 100) == ()
