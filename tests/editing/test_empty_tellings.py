"""Tellings that tell nothing yet."""

from service.editing.empty_tellings import is_empty, is_timeless
from service.model import Article
from tests.support.tables import every_row

ARTICLE = Article("a.txt", "云州水厂二期工程进展", ("不论怎样，", "日供水12万吨。"))


@every_row(
    ("told", "is_told"),
    [
        (["云州加快推进供水工程建设，为高质量发展提供坚实保障。"], False),
        (["云州加快推进供水工程建设。", "二期工程日供水12万吨。"], True),
        (["云州市昨日举行新闻发布会，介绍水厂建设有关情况。"], False),
        (
            ["云州市昨日举行新闻发布会，介绍水厂建设有关情况。", "二期工程日供水12万吨，沿线6个乡镇的居民用上双水源。"],
            True,
        ),
        (["云州市昨日施行《供水条例》。"], True),
        (["近日，云州市水务局发布《泥沙公报》。"], False),
        (["近日，云州市水务局发布《泥沙公报》。", "公报显示，云河年输沙量4万吨。"], True),
        (["昨天，云州市印发《党员发展细则》，并发出通知，要求各地执行。"], False),
        (["昨天，云州市印发《党员发展细则》，并发出通知，要求各地执行。", "通知指出，要严把入口关。"], True),
        (["市统计局昨天发布的数据显示，前四个月全市经济稳中有进。"], False),
        (["市统计局昨天发布的数据显示，前四个月全市工业增长5.6%。"], True),
    ],
)
def test_a_telling_has_a_number_a_day_or_a_name_and_more_than_that_something_was_said(told, is_told):
    assert is_empty(ARTICLE, told) is not is_told


@every_row(
    ("section", "told", "timeless"),
    [
        ("开局之年看云州", "云州累计查摆问题1400余个，建立整改台账。", True),
        ("开局之年看云州", "云州水厂二期昨天通水，日供水12万吨。", False),
        ("民生", "云州累计查摆问题1400余个，建立整改台账。", False),
        ("文化行", "今天的云州，算珠声里有千年的智慧。", True),
    ],
)
def test_a_piece_of_a_series_needs_a_day(section, told, timeless):
    assert is_timeless(Article("a.txt", "算珠声里", (told,), section=section), [told]) is timeless
