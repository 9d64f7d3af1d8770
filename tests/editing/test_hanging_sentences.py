"""What says nothing without a sentence that is not told."""

import datetime as dt
import re

import pytest

from service.editing.hanging_sentences import hanging
from service.editing.retold_summary import retell
from service.editing.summarizer import extractive
from service.model import Article
from tests.support.paths import DATA
from tests.support.tables import every_row

_PASSED = "今天 has passed (2026-03-20)"


@every_row(
    ("text", "untold", "left_out"),
    [
        ("周末晴好。邱震说，不过早晚温差大。", ("周末晴好。", _PASSED), "邱震说，不过早晚温差大。"),
        ("周末晴好。局长说，水库满了。", ("周末晴好。", _PASSED), ""),
        (
            "“您昨天到底订没订票。她愣了一下，说没有。”",
            ("“您昨天到底订没订票。", "a quotation"),
            "她愣了一下，说没有。”",
        ),
        (
            "今夜有雨。\n入春以来降水41毫米，这次降雨对旱情有利。",
            ("今夜有雨。", _PASSED),
            "入春以来降水41毫米，这次降雨对旱情有利。",
        ),
        ("16日下了雨。今夜有雪。这次下雨对旱情有利。", ("今夜有雪。", _PASSED), ""),
        ("传言说明天涨价。县水务局回应，此说法不实。", ("传言说明天涨价。", "of a day"), "县水务局回应，此说法不实。"),
        (
            "“明天走。”队员甘泉说。出发那天，是他女儿满月。",
            ("“明天走。”队员甘泉说。", "a quotation"),
            "出发那天，是他女儿满月。",
        ),
        (
            "消防员16时41分到达。第一轮敲了19辆，漏了4辆。",
            ("消防员16时41分到达。", "an hour"),
            "第一轮敲了19辆，漏了4辆。",
        ),
        (
            "17时03分，23辆车全部找到。从报警到清点完，43分钟。",
            ("17时03分，23辆车全部找到。", "an hour"),
            "从报警到清点完，43分钟。",
        ),
        ("村里开了会。第一轮敲了19辆，漏了4辆。", ("今夜有雨。", _PASSED), ""),
        ("16时41分到达。第一轮灌溉已经结束。", ("16时41分到达。", "an hour"), ""),
        ("队员甘泉上了车。今夜有雨。他女儿满月。", ("今夜有雨。", _PASSED), ""),
        (
            "这样的暖意即将告一段落。今天夜间有大风。",
            ("今天夜间有大风。", _PASSED),
            "这样的暖意即将告一段落。",
        ),
        (
            "今天停水。独居老人可拨打热线预约送水。",
            ("今天停水。", _PASSED),
            "独居老人可拨打热线预约送水。",
        ),
        ("今天停水。5月1日起可拨打热线预约送水。", ("今天停水。", _PASSED), ""),
        ("今天停水。可拨打热线预约送水。", ("今天停水。", "of another day"), ""),
        ("今天办市集。\n12名师傅将在街口摆摊。", ("今天办市集。", _PASSED), "12名师傅将在街口摆摊。"),
        ("今天办市集。\n街很长。\n市集期间，请车辆绕行。", ("今天办市集。", _PASSED), "市集期间，请车辆绕行。"),
    ],
)
def test_what_hangs_on_what_is_not_told(text, untold, left_out):
    assert list(hanging(text, dict([untold]))) == ([left_out] if left_out else [])


def test_what_hangs_on_what_hangs_is_left_out_too():
    text = "周末晴好。不过早晚冷。但是风不大。"
    assert list(hanging(text, {"周末晴好。": _PASSED})) == ["不过早晚冷。", "但是风不大。"]
    assert hanging(text, {}) == {}


@pytest.mark.parametrize(("kept", "told_falsely", "lost"), [(False, 0, 2), (True, 1, 2)])
def test_articles_told_later(kept, told_falsely, lost):
    """26 articles of notices, forecasts and plans that are over: at first 9 and 5 of their words were told falsely.

    One of those lost goes on from the answer to a rumour that cannot be told on that day.
    """
    false, missing = [], []
    blocks = (DATA / "day_words" / "stale_articles.txt").read_text("utf-8").split("## ")[1:]
    for number, block in enumerate(blocks, 1):
        if (number % 2 == 0) != kept:
            continue
        title, when, *lines = block.strip().split("\n")
        day, later = when.split()
        checks = [line for line in lines if line[:2] in ("- ", "+ ")]
        article = Article(
            "p",
            title,
            tuple(line for line in lines if line not in checks),
            published=dt.date.fromisoformat(day),
            dated_by="name",
        )
        found = retell(article, 2000, article.published + dt.timedelta(days=int(later)), extractive)
        said = [found.headline.text, *(each.text for level in found.levels[-1:] for each in level.sentences)]
        for check in checks:
            has = check[2:] in "\n".join(said)
            false += [(title, check)] if has and check[0] == "-" else []
            missing += [(title, check)] if not has and check[0] == "+" else []
    assert len(false) <= told_falsely, false
    assert len(missing) <= lost, missing


def test_no_reason_reads_as_one_of_what_is_over():
    found = hanging("周末晴好。不过早晚冷。", {"周末晴好。": _PASSED})
    assert not any(re.search("has passed", why) for why in found.values())


@every_row(
    ("text", "untold", "left_out"),
    [
        ("“今天必须交齐。”一个账号发出这样一条消息。", "“今天必须交齐。”", "一个账号发出这样一条消息。"),
        ("长跑明早开跑。去年的冠军没来。\n湖边6时到13时封闭。", "长跑明早开跑。", "湖边6时到13时封闭。"),
        ("长跑明早开跑。\n湖边6时到13时曾封闭。", "长跑明早开跑。", ""),
        ("瓷器展今天闭幕。开展至今，已接待八万人次。", "瓷器展今天闭幕。", "开展至今，已接待八万人次。"),
        ("桐溪桃花节明天开幕。本届桃花节有11项活动。", "桐溪桃花节明天开幕。", "本届桃花节有11项活动。"),
        ("第八届桐溪桃花节明天开幕。本届桃花节有11项活动。", "第八届桐溪桃花节明天开幕。", ""),
    ],
)
def test_what_names_what_is_not_told(text, untold, left_out):
    assert list(hanging(text, {untold: _PASSED})) == ([left_out] if left_out else [])
