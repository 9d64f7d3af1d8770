"""The clock, scores and ratios by the rules of this module alone."""

from service.speech.normalization import times
from service.speech.normalization.rule import apply_all
from tests.support.tables import every_row


@every_row(
    ("written", "said"),
    [
        ("05时13分", "五时十三分"),
        ("11时00分", "十一时整"),
        ("2时", "二时"),
        ("8:30", "八点三十分"),
        ("2:30", "两点三十分"),
        ("08:05", "八点零五分"),
        ("20:00", "二十点"),
        ("13:05:20", "十三点零五分二十秒"),
    ],
)
def test_times_and_scores_are_read(written, said):
    assert apply_all(times.RULES, written) == said


@every_row(
    "written",
    [
        "3-5天",
        "2点建议",
        "2小时",
        "2026-03-21",
        "长时间",
    ],
)
def test_what_is_of_another_kind_is_left(written):
    assert apply_all(times.RULES, written) == written
