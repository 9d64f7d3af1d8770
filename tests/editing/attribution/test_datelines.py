"""Where a report comes from, by its dateline."""

from service.editing.attribution import datelines
from service.model import Article, Edit
from tests.support.tables import every_row


@every_row(
    ("printed", "told"),
    [
        ("本报重庆5月12日电（记者林晚）", "据重庆消息，"),
        ("新华社长沙2026年3月11日电", "据长沙消息，"),
        ("（本报内罗毕5月15日电）", "据内罗毕消息，"),
        ("本报北京5月12日电", ""),
        ("本报讯（记者林晚）", ""),
        ("本报5月12日讯", ""),
        ("昨天，青禾市召开大会，重庆5月12日电视台播出", ""),
    ],
)
def test_the_place_of_a_dateline(printed, told):
    edited = Article("p", "标题", ("水稻能省水。",), edits=(Edit("dateline", "line 1", "a dateline", printed),))
    assert datelines.lead_in(edited) == told
    assert datelines.lead_in(Article("p", "标题", (f"{printed} 水稻能省水。",))) == told


GAMES = "第4届江澜残运会"


@every_row(
    ("title", "text", "rest", "event"),
    [
        ("代表队夺冠", "方砚夺得铁饼冠军。", "第4届江澜残运会昨天收官。", GAMES),
        ("代表队夺冠", "方砚夺得铁饼冠军。", "比赛昨天收官。", ""),
        ("残运会代表队夺冠", "方砚夺得铁饼冠军。", "第4届江澜残运会昨天收官。", ""),
        ("代表队夺冠", "残运会今天收官。", "第4届江澜残运会昨天收官。", ""),
    ],
)
def test_the_games_that_only_the_column_names(title, text, rest, event):
    assert datelines.event(Article("p", title, (text, rest), section=GAMES), text) == event
