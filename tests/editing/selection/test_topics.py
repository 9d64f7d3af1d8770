"""What a story is about."""

from service.editing.selection.topics import subject
from service.model import Article
from tests.support.tables import every_row


def article(title, text="", section=""):
    return Article("page.txt", title, (text,) if text else (), section=section)


@every_row(
    ("title", "text", "topic"),
    [
        ("麦田春灌忙", "农民在麦田里忙春灌，小麦长势良好。", "farming"),
        ("高铁通车", "新建铁路今天通车，列车开进山区。", "transport"),
        ("湿地来了候鸟", "白鹭在湿地筑巢，生态好转。", "nature"),
        ("女足夺冠", "足球决赛中，女足球队以3比2夺冠。", "sport"),
        ("无题", "他笑了。", ""),
    ],
)
def test_the_topic_is_that_of_most_words_and_none_without_two(title, text, topic):
    assert subject(article(title, text)) == topic


@every_row(
    ("title", "text", "topic"),
    [
        ("环湖半马鸣枪", "湖边的湿地公园里，八千人起跑。", "sport"),
        ("两名老人误食野蘑菇中毒", "两名老人被送往医院抢救，社区提醒居民不采野菜。", "safety"),
        ("十批次糕点不合格", "市场监管部门通报抽检结果，涉及三家企业、四个工厂。", "consumers"),
        ("预付卡退费难", "健身卡还没用完，门店关了门，消费者投诉。", "consumers"),
        ("燃气表检定结果公布", "市民反映，换表以后费用上涨。", "public services"),
        ("他从桥上走过", "湖边有一座桥，桥边住着居民。", ""),
    ],
)
def test_what_the_headline_is_about_counts_more_than_what_the_text_passes_by(title, text, topic):
    assert subject(article(title, text)) == topic
