"""What a story is about."""

import pytest

from service.editing.selection.topics import subject
from service.model import Article


def article(title, text="", section=""):
    return Article("page.txt", title, (text,) if text else (), section=section)


@pytest.mark.parametrize(
    ("title", "text", "topic"),
    [
        ("麦田春灌忙", "农民在麦田里忙春灌，小麦长势良好。", "farming"),
        ("高铁通车", "新建铁路今天通车，列车开进山区。", "transport"),
        ("湿地来了候鸟", "白鹭在湿地筑巢，生态好转。", "water and nature"),
        ("女足夺冠", "足球决赛中，女足球队以3比2夺冠。", "sport"),
        ("无题", "他笑了。", ""),
    ],
)
def test_the_topic_is_that_of_most_words_and_none_without_two(title, text, topic):
    assert subject(article(title, text)) == topic
