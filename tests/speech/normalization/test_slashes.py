"""Slashes by the rules of this module alone."""

import pytest

from service.speech.normalization import slashes
from service.speech.normalization.rule import apply_all


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("-4/19℃", "-4~19℃"),
        ("5/-3度", "5~-3度"),
        ("东北风3/4级", "东北风3~4级"),
        ("浪高2/3米", "浪高2~3米"),
        ("血压135/85，", "血压一百三十五比八十五，"),
        ("1/2号线", "1、2号线"),
        ("第3/4版", "第3、4版"),
        ("1/3/8路公交", "1、3、8路公交"),
        ("45U/L", "45单位每升"),
        ("20IU/mL", "20国际单位每毫升"),
    ],
)
def test_a_slash_is_said_as_it_is_meant(written: str, said: str) -> None:
    assert apply_all(slashes.RULES, written) == said


@pytest.mark.parametrize(
    "written", ["1/3", "占2/3", "1/4决赛", "血压120/80mmHg", "3/4米宽", "2026/3/21", "1/2号召", "U盘/L型"]
)
def test_what_is_of_another_kind_is_left(written: str) -> None:
    assert apply_all(slashes.RULES, written) == written
