"""What the pairs of characters of an article are worth."""

from service.editing.summary.body_text import cut
from service.editing.summary.candidates import candidates
from service.editing.summary.concept_worth import ConceptWorth
from service.editing.summary.feature_weights import frequency, weights
from service.editing.summary.features import describe
from service.model import Article

TITLE = "河湾县冬枣迎来采收季"
PARAGRAPHS = (
    "本报河湾讯 十月的河湾县枣香四溢，全县八万亩冬枣进入采收季，枣农们抢抓晴好天气采摘装车。",
    "据了解，河湾县冬枣种植已有三百多年历史。今年，该县引进智能温室12座，冬枣上市时间提前了二十天，每斤价格比去年高出两元。",
    "小枣树结出大产业",
    "“以前靠天吃饭，现在靠手机管棚。”枣农周大田说。他家的六亩大棚今年收入预计超过十五万元。",
    "与此同时，县里建起冷链物流中心（占地40亩），冬枣当天采摘、次日就能摆上南方城市的货架，带动三千多人就业。",
    "订购热线0635-8888888，详情见www.example.cn。",
    "下一步，河湾县将延长产业链，发展枣酒、枣醋等深加工产品，让小枣树成为富民树。",
)


def test_what_was_told_adds_nothing_and_what_the_headline_says_draws_more():
    body = cut(PARAGRAPHS)
    first, *_ = candidates(body)
    plain, titled = (ConceptWorth(Article("a", title, PARAGRAPHS), body) for title in ("", TITLE))
    assert titled.pull([first]) > plain.pull([first])
    assert titled.gain(first, frozenset()) > titled.gain(first, first.concepts) == 0


def test_the_tables_know_every_feature():
    body = cut(PARAGRAPHS)
    names = {name for names, _ in describe(body, TITLE, "冬枣", frequency()) for name in names}
    assert names <= set(weights())
    assert frequency()("国家") > frequency()("采收") > 0
