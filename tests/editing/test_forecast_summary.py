"""The forecast on the programme's day: whole, in its order, and nothing of a time that has passed."""

import datetime as dt

from service.editing.forecast_summary import retell
from service.model import Article
from tests.support.tables import every_row

DAY = dt.date(2026, 5, 12)
PLAIN = "晴，西南风3级，最高气温30℃；明天晴转多云，傍晚有雷阵雨。"


def told(*paragraphs, days=0, most=300, **more):
    article = Article("2026-05-12.md", "今明天气", paragraphs, published=DAY, dated_by="name 20260512", **more)
    levels = retell(article, most, DAY + dt.timedelta(days=days)).levels
    return [each.text for each in levels[-1].sentences] if levels else []


def test_sentences_without_a_verb_are_told_in_their_order_one_more_with_each_level():
    article = Article("a.md", "天气", ("今天：晴，28℃。明天：多云。后天：小雨。",), published=DAY)
    levels = retell(article, 300, DAY).levels
    assert [len(level.sentences) for level in levels] == [1, 2, 3]
    assert [each.text for each in levels[-1].sentences] == ["今天：晴，28℃。", "明天：多云。", "后天：小雨。"]
    assert levels[0].value < levels[1].value < levels[2].value


def test_what_is_too_long_ends_behind_its_first_sentences():
    assert told("今天：晴，28℃。明天：多云。", most=10) == ["今天：晴，28℃。"]


def test_lines_without_an_end_get_one():
    assert told("北京多云转晴15℃", "沈阳晴　南风3级") == ["北京多云转晴15℃。", "沈阳晴，南风3级。"]


@every_row(
    ("text", "next_day"),
    [
        ("今天夜间到明天白天：晴，西北风4级。明天夜间：多云。", ["今天白天：晴，西北风4级。", "今天夜间：多云。"]),
        ("今天夜间：小雨。明天：晴。海上有雾。", ["今天：晴。", "海上有雾。"]),
        ("今天夜间：小雨。海上有雾。", []),
        ("今天夜间：小雨。明天：晴。云州：晴，17～31℃。青芦：多云。", ["今天：晴。"]),
        (PLAIN, ["今天晴转多云，傍晚有雷阵雨。"]),
        (
            "市气象台今天15时发布：今天夜间多云，江面有雾；明天白天小雨，17℃；后天多云。",
            ["市气象台昨天15时发布：今天白天小雨，17℃；明天多云。"],
        ),
        (
            "市气象台5月11日18时：今天晴，21℃~36℃；13日雷阵雨，19℃~28℃；14日多云。",
            ["市气象台5月11日18时预报：今天雷阵雨，19℃~28℃；明天多云。"],
        ),
    ],
)
def test_on_the_next_day_nothing_is_told_of_a_time_that_has_passed(text, next_day):
    assert told(text)
    assert told(text, days=1) == next_day


def test_tides_keep_their_place_when_the_first_is_over():
    tides = "今晚：阴。明天：晴。青螺港：今晚高潮23时20分；明天高潮11时45分，低潮18时10分。"
    assert told(tides, days=1) == ["今天：晴。", "青螺港：今天高潮11时45分，低潮18时10分。"]


def test_after_three_days_nothing_is_left():
    assert told(PLAIN, days=3) == []


def test_damaged_sentences_and_brackets_alone_are_not_told():
    assert told("今天：晴。明天：多", damaged=("明天：多",)) == ["今天：晴。"]
    assert told("今天：晴。（附图）") == ["今天：晴。"]


def test_who_issued_a_forecast_is_told_before_it():
    assert told("今天：晴。（市气象台今天11时发布）") == ["市气象台今天11时发布预报。", "今天：晴。"]


def test_who_signs_a_forecast_is_not_told_behind_it():
    assert told("今天多云，13到23℃。", "青禾市气象台5月12日17时发布。") == ["今天多云，13到23℃。"]
    [said] = told("青禾市气象台5月12日17时发布：今天多云。")
    assert said.startswith("青禾市气象台")


@every_row(
    ("printed", "told"),
    [
        ("今晚到后天 云州市天气预报", "云州市天气预报"),
        ("部分城市天气预报（14日白天到夜间）", "部分城市天气预报"),
        ("云州今明两天天气", "云州天气"),
        ("今明天气", "天气预报"),
        ("前半周雷雨降温 周末放晴", "天气预报"),
        ("云州天气", ""),
        ("天气预报", ""),
    ],
)
def test_its_title_names_the_place_and_no_day_of_the_paper(printed, told):
    article = Article("p.txt", printed, ("今天多云，最高气温18℃。",), published=dt.date(2026, 5, 14))
    assert retell(article, 200, dt.date(2026, 5, 14)).shown_title == told
