"""Which articles are the forecast, and which of them is told."""

import datetime as dt

from service.editing.selection.weather import fullest, is_forecast, is_warning
from service.model import Article, Genre
from tests.support.tables import every_row

FORECAST = "今天白天：阴转小雨，偏东风3级，22℃到27℃；今天夜间：中到大雨；明天白天：中雨转小雨，21℃到25℃。"


def article(title, text=FORECAST, genre=Genre.NOTICE, **more):
    return Article("a.txt", title, (text,), genre=genre, **more)


@every_row(
    ("title", "text", "genre"),
    [
        ("今明天气", FORECAST, Genre.NOTICE),
        ("云州天气预报", FORECAST, Genre.NEWS),
        ("今明天气（县气象台1月19日20时发布）", FORECAST, Genre.BRIEF),
        ("有雾 慢行", FORECAST, Genre.NOTICE),
        ("云州天气", f"今天多云转阴，其他县有小雨。{FORECAST}", Genre.NEWS),
        ("傍晚有雨", f"据市气象台昨日17时预报，{FORECAST}", Genre.BRIEF),
        ("今明两天有雨 假期前期晴好", f"据县气象台4月27日17时发布的预报，{FORECAST}", Genre.NEWS),
    ],
)
def test_forecasts(title, text, genre):
    assert is_forecast(article(title, text, genre))


@every_row(
    ("title", "text", "genre"),
    [
        ("雪来了 明早别开快", FORECAST, Genre.NEWS),
        ("高温天气来袭", FORECAST * 20, Genre.NEWS),
        ("云州气象台换了台长", f"据县气象台4月27日17时发布的预报，{FORECAST}", Genre.NEWS),
        ("雨后抢收", "据县气象台4月27日17时发布的预报，夜间有小雨，村里连夜收完最后一块麦子。", Genre.NEWS),
        ("大风黄色预警", f"市气象台昨天17时发布大风黄色预警，{FORECAST}", Genre.NEWS),
        ("停水通知", "因管道检修，今天夜间停水。", Genre.NOTICE),
        ("好天气", "他等了一辈子。", Genre.NOTICE),
        ("小雪腌菜", "白菜晾两个晴天，气温低些再下缸。", Genre.BRIEF),
        ("天气", FORECAST, Genre.VERSE),
        ("三十年不断 她每天给街坊报天气", "“今天多云转阴，十二度。”黑板上的字又换了。", Genre.NEWS),
        ("聊天气", "今天多云转阴，老站长褚望山又站到桥头，他要给菜农报气温。", Genre.NEWS),
        ("黑板上的天气", "“今天多云转阴，十二度。”一行粉笔字写在桥头。", Genre.NEWS),
    ],
)
def test_what_is_none(title, text, genre):
    assert not is_forecast(article(title, text, genre))


def test_the_fullest_whole_forecast_is_told():
    short, long = article("天气", FORECAST[:45]), article("天气")
    torn = article("天气", FORECAST * 2, damaged=(FORECAST,))
    assert fullest([short, torn, long]) == (long, short, torn)


def test_of_two_days_the_newer_forecast_is_told():
    old = article("天气", FORECAST * 2, published=dt.date(2026, 5, 12))
    new = article("天气", published=dt.date(2026, 5, 13))
    assert fullest([old, new]) == (new, old)


def test_warnings_are_known_in_any_form():
    assert is_warning(article("今天12时起停工", "市气象台发布高温红色预警信号。"))
    assert is_warning(article("省防指启动防汛四级应急响应", "请注意。"))
    assert not is_warning(article("停水通知", "请居民储水。"))
    assert not is_warning(article("预警器上市", "一种燃气预警器上市。"))
