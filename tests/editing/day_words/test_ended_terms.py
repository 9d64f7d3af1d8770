"""What is of a meeting of known length is not told behind it; what it brought, and what has a day, is."""

import datetime as dt

from service.editing.day_words import ArticleDay
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.ended_terms import refuse
from service.editing.day_words.mentions import mask
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 4, 8), "page name")
OPENED = "桐川县人代会昨天在县礼堂报到，今天上午开幕，会期两天半。"


def is_told(text, ahead, later):
    try:
        refuse(mask(text), ahead, DAY, DAY.date + dt.timedelta(days=later))
    except NotTold:
        return False
    return True


@every_row("text", ["一百八十名代表将审议政府工作报告。", "会议期间，礼堂路每天早上禁止停车。"])
def test_what_is_of_a_meeting_is_told_until_it_ends(text):
    assert is_told(text, OPENED, later=2)
    assert not is_told(text, OPENED, later=3)


def test_the_length_counts_from_the_day_beside_it():
    ahead = "根雕展4月12日开幕，展期5天。"
    assert is_told("六十件作品将展出。", ahead, later=8)
    assert not is_told("六十件作品将展出。", ahead, later=9)


@every_row(
    ("text", "ahead"),
    [
        ("一百八十名代表将审议政府工作报告。", "桐川县人代会今天上午开幕。"),  # nobody says how long
        ("代表审议了政府工作报告。", OPENED),
        ("会议期间，代表提交了四十件建议。", OPENED),
        ("4月30日，县里将展出获奖根雕。", OPENED),
        ("县里将建一座根雕馆。", OPENED),
    ],
)
def test_what_goes_on_or_is_done_is_told(text, ahead):
    assert is_told(text, ahead, later=9)
