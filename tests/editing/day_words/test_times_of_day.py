"""A time of day at an item's head is told with its day where the programme is of another one."""

import datetime as dt

from service.editing.day_words import ArticleDay
from service.editing.day_words.times_of_day import is_scheduled, with_its_day, without_bare_times
from tests.support.tables import every_row

PAGE = dt.date(2026, 7, 15)
DAY = ArticleDay(PAGE, "page name 2026-07-15")


@every_row(
    ("text", "told"),
    [
        ("清晨4时20分，封师傅被惊醒。", "昨天清晨4时20分，封师傅被惊醒。"),
        ("7时35分，首班车发车。", "昨天7时35分，首班车发车。"),
        ("上午，市政府召开会议。", "昨天上午，市政府召开会议。"),
        ("到上午10时，渔船全部进港。", "到昨天上午10时，渔船全部进港。"),
    ],
)
def test_the_day_is_said(text, told):
    word = with_its_day(text, "梅影路今晨爆管", DAY, PAGE + dt.timedelta(days=1))
    assert text.replace(word.was, word.became, 1) == told
    assert with_its_day(text, "海冰比昨天又推了两海里。", DAY, PAGE + dt.timedelta(days=1)) == word
    later = with_its_day(text, "", DAY, PAGE + dt.timedelta(days=7))
    assert later.became.startswith("7月15日")


@every_row(
    ("text", "ahead", "later"),
    [
        ("清晨4时20分，封师傅被惊醒。", "", 0),  # it is today's
        ("清晨4时20分，封师傅被惊醒。", "7月12日，梅影路爆管。", 1),  # of another day
        ("清晨4时20分，封师傅被惊醒。", "昨天，梅影路爆管。", 1),
        ("清晨的湖面，有薄雾。", "昨天", 1),
        ("4时间段错峰。", "", 1),
        ("凌晨三点，老街的灯只亮了一盏。", "凌晨三点的豆腐坊", 1),  # of any day
        ("青禾市昨天召开会议。", "", 1),
    ],
)
def test_no_day_is_put_in(text, ahead, later):
    assert with_its_day(text, ahead, DAY, PAGE + dt.timedelta(days=later)) is None


@every_row(
    ("headline", "told"),
    [
        ("电动自行车起火，凌晨疏散百余人", "电动自行车起火，疏散百余人"),
        ("8月31日楼道起火，凌晨疏散百余人", "8月31日楼道起火，凌晨疏散百余人"),
        ("凌晨三点的菜市场", "凌晨三点的菜市场"),
        ("青禾的清晨公交多了", "青禾的清晨公交多了"),
    ],
)
def test_a_headline_has_no_time_of_day_without_its_day(headline, told):
    assert without_bare_times(headline) == told


@every_row(
    ("text", "ahead", "scheduled"),
    [
        ("决赛后，河边有包粽子比赛，晚上8点放河灯。", "今天是端午节。", True),
        ("前八名已经产生，决赛下午3时打响。", "今天是端午节。", False),
        ("中午休息，决赛下午3时打响。", "", True),
        ("散场后，晚上8点放河灯，来了三千人。", "今天是端午节。", False),
        ("决赛后，晚上8点放河灯。", "6月16日，龙舟下水。", False),
        ("决赛后，今天晚上8点放河灯。", "", False),
    ],
)
def test_what_was_to_be_at_an_hour_of_the_day(text, ahead, scheduled):
    day = ArticleDay(dt.date(2026, 6, 19), "page name")
    assert is_scheduled(text, ahead, day, day.date + dt.timedelta(days=1)) == scheduled
    assert not is_scheduled(text, ahead, day, day.date)


@every_row(
    ("text", "ahead", "scheduled"),
    [
        ("上午10时，全市中小学将统一拉响警报。", "今天是全国防灾减灾日。", True),
        ("上午10时，民警将受困群众转移至高地。", "今天是全国防灾减灾日。", False),
        ("凌晨2时许，民警将嫌疑人王某（男，41岁）抓获。", "", False),
        ("今年首次设立青少年组，决赛定在下午3时。", "比赛6月20日举行。截至6月12日，32支队伍报名。", False),
        ("今年首次设立青少年组，决赛定在下午3时。", "比赛今天举行。", True),
        ("届时，3路车将绕行新华路。", "今天18时至明天1时，中山路封闭。", True),
        ("届时，3路车将绕行新华路。", "明天18时起，中山路封闭。", False),
        ("届时，3路车将绕行新华路。", "中山路要修。", False),
        ("比赛周日收官，届时江边封闭。", "比赛今天开始。", False),
        ("开展当天10时，他将现场教孩子画画。", "画展在月底。", False),
        ("每天10时，他将现场教孩子画画。", "", False),
        ("东门免费入场，当天湖滨路8时至17时禁止通行。", "比赛今天举行。", True),
        ("上午9时，仪式举行，市长讲了话，明年将再办。", "今天是植树节。", False),
    ],
)
def test_what_leans_on_a_day_that_has_passed(text, ahead, scheduled):
    day = ArticleDay(dt.date(2026, 6, 19), "page name")
    assert is_scheduled(text, ahead, day, day.date + dt.timedelta(days=1)) == scheduled
