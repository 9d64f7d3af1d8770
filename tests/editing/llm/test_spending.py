"""What is spent is counted and kept within its limits, by several runs and threads together."""

import datetime as dt
import threading
from collections import Counter

import pytest

from service.editing.llm import Endpoint
from service.editing.llm.spending import OverBudget, Spending

TODAY = dt.date(2026, 3, 21)


def spending(folder, counted=None, today=TODAY, **limits):
    endpoint = Endpoint("http://127.0.0.1:1/v1", "m", price_in=1.0, price_out=2.0, **limits)
    count = (lambda name, number: None) if counted is None else (lambda name, number: counted.update({name: number}))
    return Spending(endpoint, folder, count, today)


def test_what_is_asked_and_what_it_costs_is_counted(tmp_path):
    counted = Counter()
    bill = spending(tmp_path, counted)
    bill.settle(bill.reserve(1000, 1000), 900, 300)
    assert counted == {
        "model_questions": 1,
        "model_tokens_in": 900,
        "model_tokens_out": 300,
        "model_millionths": 1500,
    }


def test_no_more_questions_than_a_run_may_ask(tmp_path):
    bill = spending(tmp_path, questions=2)
    bill.reserve(1, 1)
    bill.reserve(1, 1)
    with pytest.raises(OverBudget, match="2 questions"):
        bill.reserve(1, 1)


def test_a_question_that_might_pass_the_runs_limit_is_not_asked(tmp_path):
    bill = spending(tmp_path, most_a_run=0.003)
    first = bill.reserve(1000, 1000)
    with pytest.raises(OverBudget, match=r"most_a_run 0\.003"):
        bill.reserve(1, 0)
    bill.settle(first, 500, 500)
    bill.settle(bill.reserve(500, 500), 0, 0)
    with pytest.raises(OverBudget):
        bill.reserve(1000, 1000)


def test_the_days_limit_holds_for_all_runs_and_ends_with_the_day(tmp_path):
    first = spending(tmp_path, most_a_day=0.005)
    first.settle(first.reserve(1000, 1000), 1000, 1000)
    second = spending(tmp_path, most_a_day=0.005)
    with pytest.raises(OverBudget, match=r"most_a_day 0\.005"):
        second.reserve(1000, 1000)
    second.reserve(1000, 500)
    spending(tmp_path, today=TODAY + dt.timedelta(days=1), most_a_day=0.005).reserve(1000, 1000)


def test_old_days_are_cleared_and_yesterday_is_kept(tmp_path):
    for ago in (3, 1, 0):
        bill = spending(tmp_path, today=TODAY - dt.timedelta(days=ago))
        bill.settle(bill.reserve(1, 1), 1, 1)
    assert sorted(each.stem for each in tmp_path.iterdir()) == ["2026-03-20", "2026-03-21"]


@pytest.mark.parametrize("damage", ["nan\ninf\n-5\nx\n", "\x00\n"])
def test_a_damaged_line_counts_nothing(tmp_path, damage):
    (tmp_path / f"{TODAY}.txt").write_text(f"{damage}0.004\n", "utf-8")
    with pytest.raises(OverBudget, match=r"0\.004 spent"):
        spending(tmp_path, most_a_day=0.005).reserve(1000, 1000)


def test_threads_together_stay_within_the_limit(tmp_path):
    bill, granted = spending(tmp_path, most_a_run=0.030), []

    def ask():
        for _ in range(5):
            try:
                reserved = bill.reserve(1000, 1000)
            except OverBudget:
                return
            granted.append(reserved)
            bill.settle(reserved, 1000, 1000)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 0 < sum(granted) <= 0.030 + 1e-9
