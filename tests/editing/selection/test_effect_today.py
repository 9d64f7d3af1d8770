"""What warns of, or is stopped, on the programme's day."""

from __future__ import annotations

import datetime as dt

from service.editing.selection import effect_today
from service.model import Article
from tests.support.tables import every_row

DAY = dt.date(2026, 10, 14)


@every_row(
    ("title", "text", "until", "holds"),
    [
        ("台风逼近 三条航线停航", "青禾海事局昨晚宣布，10月14日零时起三条航线停航。", DAY, True),
        ("望棹路明起封闭", "因铺设管道，望棹路10月15日起封闭，车辆改走柏汀路。", DAY, True),
        ("高温橙色预警持续", "市气象台今天发布高温橙色预警，请市民午后少出门。", dt.date(2026, 10, 13), True),
        ("望棹路下月封闭", "因铺设管道，望棹路11月1日起封闭，车辆改走柏汀路。", DAY, False),
        ("航线恢复", "青禾海事局宣布，停航两天的三条航线10月14日恢复开航。", DAY, False),
        ("大桥通车", "青禾大桥10月14日通车，两岸居民不再绕行。", DAY, False),
        ("台风逼近 三条航线停航", "青禾海事局昨晚宣布，10月14日零时起三条航线停航。", None, False),
    ],
)
def test_what_holds_on_the_day_or_the_next(title: str, text: str, until: dt.date | None, holds: bool):
    article = Article("20261013.txt", title, (text,), published=dt.date(2026, 10, 13), dated_by="name 20261013")
    assert bool(effect_today.effects(article, until)) is holds


def test_what_stands_far_down_is_not_what_the_article_is_about():
    text = "青禾市今年种草莓三千亩。" * effect_today.SENTENCES + "10月14日望棹路封闭。"
    article = Article("a.txt", "草莓熟了", (text,), published=dt.date(2026, 10, 13), dated_by="name 20261013")
    assert effect_today.effects(article, DAY) == {}
