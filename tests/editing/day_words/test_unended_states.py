"""What began and had no end when it was written is told for two days more, unless it names an end to come."""

import datetime as dt

from service.editing.day_words import ArticleDay
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.unended_states import refuse
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 6, 10), "page name")


def _is_told(text, later):
    try:
        refuse(text, DAY, DAY.date + dt.timedelta(days=later))
    except NotTold:
        return False
    return True


@every_row(
    "text",
    [
        "县城自6月8日早晨起出现持续浮尘。",
        "沿江路从6月9日起双向封闭，恢复时间看水位而定。",
        "3路、8路公交车继续绕行环城路。",
        "渡口停航，何时恢复另行通知。",
    ],
)
def test_what_had_no_end(text):
    assert _is_told(text, 2)
    assert not _is_told(text, 3)


def test_what_comes_within_hours_is_told_on_its_day():
    assert _is_told("后续，返回舱将择机再入返回。", 0)
    assert not _is_told("后续，返回舱将择机再入返回。", 1)
    assert _is_told("后续，公司还将推出两款产品。", 1)
    assert not _is_told("上百台车辆已集结到位，随时待命。", 1)
    assert not _is_told("两国还将发表联合声明。", 1)
    assert _is_told("两国将于6月20日签署协定。", 1)


@every_row(
    "text",
    [
        "沿江路从6月9日起封闭，视水位而定，6月30日前恢复。",
        "县城自6月8日起出现了持续浮尘。",
        "每年汛期，渡口停航，恢复时间看水位而定。",
        "6月9日起，3路公交车改走环城路。",
    ],
)
def test_what_has_an_end_or_is_done_or_is_so_every_year(text):
    assert _is_told(text, 7)
