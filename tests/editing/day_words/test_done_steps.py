"""What was to follow a step that is done."""

import datetime as dt

import pytest

from service.editing.article_day import ArticleDay
from service.editing.day_words import done_steps
from service.editing.day_words.day_change import NotTold
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 5, 13), "page")
NEXT = dt.date(2026, 5, 14)


@every_row(
    ("ahead", "text"),
    [
        ("飞船两小时后完成交会对接。", "交会对接完成后，飞船将转入组合体飞行段。"),
        ("大桥昨天成功合龙。", "合龙后，施工方将拆除临时支架。"),
        ("隧道顺利贯通，历时三年。", "贯通后，建设者将转入衬砌施工。"),
    ],
)
def test_the_next_step_is_not_told_as_coming(ahead, text):
    with pytest.raises(NotTold):
        done_steps.refuse(text, ahead, DAY, NEXT)
    done_steps.refuse(text, ahead, DAY, DAY.date)


@every_row(
    ("ahead", "text"),
    [
        ("大桥昨天成功合龙。", "合龙后，两岸车程将缩短到8分钟。"),
        ("大桥还差一段。", "合龙后，施工方将拆除临时支架。"),
        ("大桥昨天成功合龙。", "通车后，两岸往来将更方便。"),
        ("大桥昨天成功合龙。", "合龙后，施工方将于10月拆除支架。"),
        ("大桥昨天成功合龙。", "合龙后，施工方拆除了支架。"),
    ],
)
def test_what_is_far_off_or_not_begun_is_told(ahead, text):
    done_steps.refuse(text, ahead, DAY, NEXT)
