"""News of a new rule, and what the rule says."""

from __future__ import annotations

from service.editing.summary import provisions, summary_levels
from service.model import Article, Genre
from tests.support.tables import every_row

OPENING = "河湾县近3年新增电动自行车12万辆，昨天上午的县政府新闻发布会从这里说起。"
FRAME = "会上公布的《河湾县非机动车停放管理办法》共6章34条，自6月1日起施行。"
RULE = "乱停放首次不罚，一个月内第二次罚款20元；占压盲道的直接罚款50元。"
OTHER = "县城管局去年清运无人认领的旧车1.2万辆。"
ARTICLE = Article("a.txt", "非机动车停放办法6月1日施行", (OPENING + FRAME, OTHER, RULE))


def test_news_of_a_rule_is_told_with_what_the_rule_says():
    levels = summary_levels(ARTICLE, 120)
    whole = [[each.text for each in level.sentences] for level in levels if level.is_whole]
    assert whole
    assert all(RULE in told for told in whole)


def test_a_rule_whose_article_tells_no_provision_is_told_as_it_is():
    article = Article("a.txt", ARTICLE.title, (OPENING + FRAME, OTHER))
    assert summary_levels(article, 120)[-1].is_whole


@every_row(
    ("title", "known"),
    [
        ("《校外托管机构管理办法（试行）》9月1日施行", True),
        ("我市发布长期护理保险实施办法", True),
        ("云雁大桥昨天通车", False),
        ("这个办法真管用", False),
    ],
)
def test_what_is_news_of_a_rule(title, known):
    assert provisions.is_of_a_rule(Article("a.txt", title, ("今年麦收有两个不一样。",), genre=Genre.NEWS)) is known


@every_row(
    ("text", "says"),
    [
        (RULE, True),
        ("预收费用一次不得超过3个月或者5000元。", True),
        ("每人每年筹资90元，其中个人负担30元。", True),
        (FRAME, False),
        ("昨天，市教育局召开通气会，回应家长关心的问题。", False),
        (OTHER, False),
    ],
)
def test_what_a_provision_is(text, says):
    assert provisions.is_provision(text) is says


def test_a_rule_is_told_with_the_day_on_which_it_begins_to_hold():
    opening = "河湾县政府昨天召开常务会议，审议通过《加装电梯管理办法（修订）》。"
    changes = (
        "与旧办法相比，每台电梯补助由20万元提高到25万元，最高可补28万元，一楼住户提出异议的由街道在15个工作日内协商。"
    )
    day = "新办法自6月1日起施行，有效期五年。"
    other = "全县去年加装电梯612台，今年的目标是800台，老人们已经等了三年。"
    levels = summary_levels(Article("a.txt", "加装电梯最高补28万元", (opening, other, changes, day)), 130)
    whole = [[each.text for each in level.sentences] for level in levels if level.is_whole]
    assert whole
    assert all(changes in told for told in whole)
    assert any(day in told for told in whole)
