"""With what a story begins."""

from service.editing.summary import headline_events, summary_levels, tellable_sentences
from service.editing.summary.body_text import cut
from service.editing.summary.concept_worth import ConceptWorth
from service.editing.summary.story_beginnings import StoryBeginning
from service.model import Article
from tests.support.tables import every_row

BUS = Article(
    "a",
    "青禾市夜班公交通车",
    ("“等了三年，车来了。”住户说。", "青禾市夜班公交昨晚通车，票价2元，末班车零点收车。", "首班车上坐了19个人。"),
)


def beginning(article: Article, room: int) -> list[str]:
    body = cut(article.paragraphs)
    left = tellable_sentences.ways_of_telling(article, body)
    headline = headline_events.EventCover(article)
    best = StoryBeginning(article, body, left, room, headline, ConceptWorth(article, body)).best()
    return [each.text for each in best]


@every_row(("room", "told"), [(200, [BUS.paragraphs[1]]), (20, [BUS.paragraphs[2]]), (5, [])])
def test_the_news_begins_where_there_is_room_for_it_and_nothing_where_there_is_none(room: int, told: list[str]):
    assert beginning(BUS, room) == told


def test_ladder_starts_neither_with_a_slogan_nor_with_a_quotation():
    article = Article(
        "a",
        "冬枣富民，枣乡振兴",
        ("“冬枣富民，枣乡振兴，大家都说好。”枣农周大田说。", "冬枣富民，枣乡振兴。河湾县靠冬枣产业带动三千多人就业。"),
    )
    assert summary_levels(article, 300)[0].sentences[0].text == "河湾县靠冬枣产业带动三千多人就业。"


TRADE = (
    "“花灯节”期间，青禾市居民出行热情高涨，假日市场一派红火。",
    "青禾市商务局数据显示，文具类商品销售旺盛，全市书店销售额同比增长三成。"
    "餐饮企业消费大幅攀升，重点餐饮企业销售额同比增长36.9%。",
)


@every_row(
    ("second", "first_told"),
    [
        (TRADE[1], "青禾市商务局数据显示"),
        (TRADE[1].replace("餐饮企业消费", "昨天，餐饮企业消费"), "昨天，餐饮企业消费"),
        (TRADE[1].replace("数据显示，", "走访发现，"), "餐饮企业消费"),
    ],
)
def test_figures_without_source_and_time_begin_behind_the_sentence_that_has_them(second, first_told):
    article = Article("a", "餐饮企业消费大幅攀升，重点餐饮企业销售额增长36.9%", (second,))
    assert beginning(article, 200)[0].startswith(first_told)
