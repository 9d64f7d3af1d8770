"""What was foreseen for a part of the article's own day is not told later; what is so on any day is."""

import datetime as dt

from service.editing.day_words import ArticleDay, tell
from service.editing.day_words.bare_forecasts import refuse
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.mentions import mask
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 7, 16), "page name")


def is_told(text, ahead="", later=1):
    try:
        refuse(mask(text), ahead, DAY, DAY.date + dt.timedelta(days=later))
    except NotTold:
        return False
    return True


@every_row(
    ("text", "ahead", "said"),
    [
        ("铁路预计发送旅客1500万人次。", "春节假期第六天，客流量预计超3亿人次。\n", False),
        ("水路发送量预计将达假期峰值，超136万人次。", "全国铁路今天预计发送旅客900万人次。", False),
        ("公路车流量预计超6000万辆次。", "7月16日，全县出行增多。\n客流以游客为主。\n", False),
        ("铁路预计发送旅客1500万人次。", "假期将至。\n", True),
        ("长假共5天，预计发送旅客900万人次，日均180万人次，其中今天预计发送旅客205万人次。", "", False),
        ("长假共5天，预计发送旅客900万人次，日均180万人次，其中7月20日预计发送旅客205万人次。", "", True),
        ("长假共5天，预计发送旅客900万人次，其中铁路预计发送旅客400万人次。", "", True),
        ("其中，铁路预计发送旅客900万人次。", "7月16日，假期方案公布。\n假期全县预计发送旅客1500万人次。", True),
        ("线路建成后预计日均客流量80万人次。", "7月16日，线路开工。", True),
        ("铁路预计发送旅客1500万人次。", "7月20日，全县将迎来高峰。\n", True),
        ("今天，铁路春运返程客流仍在高位，预计发送旅客900万人次。", "", False),
        ("今天，全县高速公路总流量预计为59万辆次。", "", False),
        ("电视总台的晚会马上如约而至。", "", False),
        ("今天，春运开始，铁路预计发送旅客9000万人次。", "", True),
        ("今天是春运第12天，铁路预计发送旅客900万人次。", "", False),
        ("车流今天较昨天增长，公路人员流动量预计超3万人次。", "", False),
        ("16日，运动会迎来入境的最高峰，预计全天将有超过900名运动员入境。", "", False),
        ("从今天到7月22日，铁路预计发送旅客8300万人次。", "", True),
    ],
)
def test_how_many_travel_on_a_day_that_stands_further_up_is_of_that_day(text, ahead, said):
    assert is_told(text, ahead) is said


@every_row(
    "text",
    [
        "抢修队正在换变压器，预计入夜前送电。",
        "机器人今天中午下水，预计晚上有结果。",
        "工头说，缺口能在天黑前堵上。",
        "颁奖将于下午3时开始。",
        "县气象台预计，后半夜到明天上午有雨。",
        "16日的加演定在晚上8点。",
    ],
)
def test_what_was_foreseen_of_its_day_is_told_on_it_alone(text):
    assert is_told(text, later=0)
    assert not is_told(text)


@every_row(
    ("text", "ahead"),
    [
        ("夏季预计傍晚多雷雨。", ""),
        ("他每天能在晚上10点前收摊。", ""),
        ("原先预计下午到货，结果晚了两小时。", ""),
        ("店里将下午茶改为免费。", ""),
        ("食堂的灯能在晚上亮到10点。", ""),
        ("颁奖将于下午3时开始。", "决赛7月20日举行。"),
        ("那年他预计傍晚能到家。", ""),
        ("预计20日晚上开闸。", ""),
    ],
)
def test_what_is_of_another_day_or_of_any_is_told(text, ahead):
    assert is_told(text, ahead)


def test_the_whole_sentence_goes():
    assert tell("抢修队正在换变压器，预计入夜前送电。", DAY, DAY.date + dt.timedelta(days=1)).text is None


@every_row(
    ("text", "ahead", "over"),
    [
        ("今天开始，短途客流攀升，预计发送旅客9万人次。", "", True),
        ("铁路客运量预计7万人次，加开列车6列。", "今天，预计全县流动人口超20万人次。", True),
        ("9时到11时和16时到19时为易拥堵时段，桥上压力较大。", "", True),
        ("返程高峰主要集中在14时到18时。", "", True),
        ("端午假期运输期间，全县预计发送旅客9万人次。", "今天，运输启动。", False),
        ("大桥今天通车，预计年接待游客3万人次。", "", False),
        ("车站今天启用，预计每天发送旅客3万人次。", "", False),
        ("全县预计发送旅客9万人次。", "", False),
        ("每天17时到19时是易拥堵时段。", "", False),
        ("今天8时，东门大桥出现拥堵，交警到场疏导了车流。", "", False),
    ],
)
def test_travellers_of_a_day_and_hours_that_jam_are_over_on_the_next(text, ahead, over):
    assert tell(text, DAY, DAY.date, ahead=ahead).text == text
    assert (tell(text, DAY, DAY.date + dt.timedelta(days=1), ahead=ahead).text is None) is over
