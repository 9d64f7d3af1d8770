"""What a story is about and how much it weighs."""

import pytest

from service.editing.selection.topics import gravity, subject
from service.model import Article


def article(title, text="", section=""):
    return Article("page.txt", title, (text,) if text else (), section=section)


@pytest.mark.parametrize(
    ("title", "text", "topic"),
    [
        ("麦田春灌忙", "农民在麦田里忙春灌，小麦长势良好。", "farming"),
        ("高铁通车", "新建铁路今天通车，列车开进山区。", "transport"),
        ("湿地来了候鸟", "白鹭在湿地筑巢，生态好转。", "water and nature"),
        ("无题", "他笑了。", ""),
    ],
)
def test_the_topic_is_that_of_most_words_and_none_without_two(title, text, topic):
    assert subject(article(title, text)) == topic


def test_what_concerns_the_public_weighs_more_and_advice_nothing():
    grave = article("市政府部署防汛", "全市启用防汛物资，省委要求做好防汛工作。")
    assert gravity(article("省长赴地震灾区", "国务院部署救灾。", section="评论")) == 0
    assert 0 < gravity(article("他笑了")) < gravity(grave) <= 1
