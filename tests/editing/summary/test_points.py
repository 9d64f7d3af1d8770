"""What kind of news must tell what."""

from __future__ import annotations

from service.editing.summary import points
from service.model import Article
from tests.support.tables import every_row


@every_row(
    ("opening", "point"),
    [
        ("青禾市政府昨天召开常务会议，研究防汛。", points.MEETING),
        ("青禾市政府昨天召开常务会议，审议通过《电梯管理办法》。", points.RULE),
        ("云雁大桥昨天通车。", None),
    ],
)
def test_a_rule_that_a_meeting_passes_is_told_by_what_it_says(opening: str, point: points.Point | None):
    assert points.point_of(Article("a.txt", "标题", (opening,))) is point
