"""Every pattern of the service takes time linear in its input: hostile text holds no reader for ever."""

import math
import re

import pytest

from tests.support import pattern_growth
from tests.support.examples import SOAK
from tests.support.pattern_growth import Found, run, seconds, text_of, worst

BOUNDED = {
    "service.sources.digests._LABEL": 300,
    "service.sources.feeds._CUT_OFF": 60,
    "service.sources.newspaper.bylines._LINE": 90,
    "service.sources.newspaper.bylines._WIRE": 120,
    "service.sources.newspaper.page_furniture._FURNITURE": 150,
    "service.sources.newspaper.page_furniture._PICTURED": 160,
    "service.sources.newspaper.page_furniture._PHOTOGRAPHED": 160,
    "service.sources.newspaper.page_furniture._WRITTEN_TOO": 160,
    "service.sources.site_boilerplate._KINDS": 220,
    "service.sources.site_boilerplate._SECTION": 300,
    "service.sources.site_boilerplate._SITE": 300,
    "service.speech.engines.network_diagnosis._REPR": 1000,
}
"""Patterns that are not linear, and the characters that the code around them lets them see at most."""
FEW = 6
"""Pieces of each pattern that the quick test tries; the slow ones try all."""
SMALL, LARGE, HUGE = 160, 3000, 1_000_000
HANGS = 2.0
"""Seconds after which a trial is ended: the work of a linear pattern on so little text takes a thousandth of that."""
FLOOR = 0.004
"""Seconds, a tick of the processor's clock on some systems: a quadratic pattern takes as much for LARGE."""
CLEAR = 0.05
"""Seconds from which on a time can be compared; a quadratic pattern takes 64 times FLOOR for 8 times LARGE."""
MOST_GROWTH = 2.8
"""Twice the text may take so many times as long: 2 is linear, 4 quadratic."""


def grows(found: Found, made_of: tuple[str, str, str]) -> bool:
    """Say whether twice the text takes more than twice the time, three times running (once may be chance)."""
    four, eight = (text_of(*made_of, LARGE * times) for times in (4, 8))
    if math.isinf(seconds(run(found, four), HANGS)):
        return True
    return all(
        seconds(run(found, eight), HANGS) > max(CLEAR, MOST_GROWTH * seconds(run(found, four), HANGS)) for _ in range(3)
    )


@pytest.fixture(scope="module")
def patterns():
    found = pattern_growth.everything()
    assert len(found) > 350
    return found


@pytest.mark.slow
def test_no_pattern_is_exponential(patterns):
    hanging = []
    for each in patterns:
        spent, made_of = worst(each, SMALL, HANGS, most=FEW)
        if math.isinf(spent):
            hanging.append((each.place, made_of))
    assert hanging == []


@pytest.mark.slow
def test_no_pattern_takes_time_quadratic_in_its_input(patterns):
    bad = []
    for each in patterns:
        limit = BOUNDED.get(each.place)
        spent, made_of = worst(each, limit or LARGE, HANGS)
        if math.isinf(spent) or (not limit and spent >= FLOOR * 0.9 and grows(each, made_of)):
            bad.append((each.place, made_of, each.pattern.pattern[:100]))
    assert bad == []


@pytest.mark.slow
@pytest.mark.skipif(not SOAK, reason="minutes: in ./run soak")
def test_a_megabyte_takes_what_so_many_small_texts_take(patterns):
    bad = []
    for each in patterns:
        if each.place not in BOUNDED:
            small, made_of = worst(each, LARGE, HANGS)
            spent = seconds(run(each, text_of(*made_of, HUGE)), 100.0)
            if spent > 10 * (small + FLOOR / 10) * HUGE / LARGE:
                bad.append((each.place, made_of, spent))
    assert bad == []


@pytest.mark.parametrize("pattern", ["(?:a|a)*b", r"(?:[\u4e00-\u9fff]{2,4}[ ]*)+报道$"])
def test_the_measure_finds_an_exponential_pattern(pattern):
    found = Found("here", re.compile(pattern), "match")
    assert math.isinf(worst(found, SMALL, 0.05)[0])


@pytest.mark.slow
@pytest.mark.parametrize("pattern", [r"\s*[：:]", "[^，]*?说", r"\d+万"])
def test_the_measure_finds_a_quadratic_pattern(pattern):
    found = Found("here", re.compile(pattern), "finditer")
    assert grows(found, worst(found, LARGE, HANGS)[1])
