"""A summary within a budget."""

import re

from service.editing.summary.body_text import size
from service.editing.summary.extracts import SummarySentence, extract
from tests.support.tables import every_row

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


def text(sentences: tuple[SummarySentence, ...]) -> str:
    return "".join(each.text for each in sentences)


@every_row("chars", [12, 30, 60, 100, 150, 400])
def test_extract_never_overruns_and_keeps_the_order(chars: int):
    sentences = extract(TITLE, "", PARAGRAPHS, chars)
    assert size(text(sentences)) <= chars
    positions = [each.position for each in sentences]
    assert positions == sorted(set(positions))


def test_extract_fills_the_budget():
    assert size(text(extract(TITLE, "", PARAGRAPHS, 100))) >= 90


def test_what_is_said_is_the_beginning_of_its_source():
    for each in extract(TITLE, "", PARAGRAPHS, 120):
        bare = re.sub(r"（[^）]*）", "", each.source)
        assert each.text.rstrip("。！？”").lstrip("“") in bare


def test_the_headline_steers_and_is_not_copied():
    about_jobs = text(extract("冷链物流中心带动三千多人就业", "", PARAGRAPHS, 60))
    about_history = text(extract("三百多年历史的冬枣种植", "", PARAGRAPHS, 60))
    assert "冷链" in about_jobs
    assert "三百多年" in about_history
    assert "冷链物流中心带动" not in about_jobs
