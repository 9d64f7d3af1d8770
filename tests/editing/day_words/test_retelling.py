"""Sentences told on the day, a day, two days and a week later."""

import datetime as dt

import pytest

from service.editing.day_words import ArticleDay, as_told, tell
from service.model import DayWord, Utterance
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 5, 10), "page name 20260510")


def told(sentence, later, day=DAY, source=""):
    return tell(sentence, day, dt.date(2026, 5, 10) + dt.timedelta(days=later), source)


@every_row(
    ("sentence", "same", "next_day", "second", "week"),
    [
        (
            "图书馆今天（5月10日）开馆。",
            "图书馆今天开馆。",
            "图书馆昨天开馆。",
            "图书馆前天开馆。",
            "图书馆5月10日开馆。",
        ),
        ("昨晚有大雨。", "昨晚有大雨。", "前天晚上有大雨。", "5月9日晚有大雨。", "5月9日晚有大雨。"),
        ("他9日回国。", "他昨天回国。", "他前天回国。", "他本月9日回国。", "他本月9日回国。"),
        ("自8日零时起停火。", "自本月8日零时起停火。", *["自本月8日零时起停火。"] * 3),
        ("展览明天开幕。", "展览明天开幕。", "展览今天开幕。", None, None),
        ("飞船将于今天23时发射。", "飞船将于今天23时发射。", None, None, None),
        ("截至目前，种3棵。", "截至目前，种3棵。", *[f"据{on}的报道，种3棵。" for on in ("昨天", "前天", "5月10日")]),
        ("上月有雨，本月晴。", *["上月有雨，本月晴。"] * 4),
        ("新规6月1日起施行。", *["新规6月1日起施行。"] * 4),
        ("预计未来三天有雨。", "预计未来三天有雨。", "预计今明两天有雨。", "预计今天有雨。", None),
        ("大会5月9日闭幕。", *["大会5月9日闭幕。"] * 4),
    ],
)  # fmt: skip
def test_told_later(sentence, same, next_day, second, week):
    assert [told(sentence, later).text for later in (0, 1, 2, 7)] == [same, next_day, second, week]


def test_each_word_says_what_it_was_and_why():
    (word,) = told("图书馆今天开馆。", 1).words
    assert (word.was, word.became, word.why) == ("今天", "昨天", "2026-05-10, page name 20260510")


def test_a_bracket_is_believed_before_the_page():
    assert told("今天（5月9日），开馆。", 1).text == "前天，开馆。"
    assert told("今天，开馆。", 1, source="今天（5月9日），开馆。").text == "前天，开馆。"


def test_without_a_date_the_word_is_left_out_where_the_sentence_stands():
    assert told("记者今天从水务局获悉，水厂完工。", 1, None).text == "记者从水务局获悉，水厂完工。"
    assert told("昨天，水厂完工。", 1, None).text == "水厂完工。"
    assert told("今天是第50个国际博物馆日。", 1, None).text is None
    assert told("新管网最快下周三通水。", 1, None).text is None
    assert told("今天（5月10日）是第50个国际博物馆日。", 1, None).text == "昨天是第50个国际博物馆日。"


def test_what_is_quoted_is_told_with_its_date_or_not_at_all():
    said = "何青说：“今天的客人特别多，我们很高兴。”"
    assert told(said, 0).text == said
    assert told(said, 1).text is None  # a page does not say on which day he said it
    assert told("昨天上午，何青说：“今天的客人特别多。”", 1).text == "前天上午，何青说：“今天的客人特别多。”"
    assert told("何青今天说：“今天的客人特别多。”", 1).text == "何青昨天说：“今天的客人特别多。”"
    assert told("“今天的客人特别多。”何青说。", 1).text is None
    assert told("何青说：“今天的中国，高铁四通八达。”", 1).text == "何青说：“今天的中国，高铁四通八达。”"


def test_in_another_year_the_year_is_said():
    day = ArticleDay(dt.date(2026, 12, 30), "page name 20261230")

    def later(sentence):
        return tell(sentence, day, dt.date(2027, 1, 2)).text

    assert later("今年产量比去年同期增长一成。") == "去年产量比前年同期增长一成。"
    assert later("12月28日大桥通车，明年通航。") == "去年12月28日大桥通车，今年通航。"
    assert later("11月份物价上涨。") == "去年11月份物价上涨。"
    assert later("今天大桥通车。") == "去年12月30日大桥通车。"
    assert later("他今年56岁。") == "他56岁。"


def test_a_text_is_read_as_its_utterances_tell_it():
    source = "图书馆今天（5月10日）开馆，昨晚有讲座。"
    words = told(source, 1).words
    utterance = Utterance("图书馆昨天开馆，前天晚上有讲座。", source=source, days=words)
    assert as_told(f"标题\n{source}\n今天有雨。", [utterance]) == "标题\n图书馆昨天开馆，前天晚上有讲座。\n今天有雨。"


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("流感疫苗22日起预约", "流感疫苗本月22日起预约"),
        ("7、8、9号楼停水。", "7、8、9号楼停水。"),
    ],
)
def test_a_day_from_which_one_can_act_is_the_nearest_and_a_house_is_no_day(text, heard):
    assert told(text, 0).text == heard


def test_a_part_of_a_day_behind_its_number_stays_whole():
    assert told("12日早晨，路面可能结冰。", 1).text == "明天早晨，路面可能结冰。"
    assert told("8日早上，两船相撞。", 1).text == "本月8日早上，两船相撞。"


def test_a_far_day_that_may_be_to_come_is_of_no_known_month_unless_something_was_done_on_it():
    assert told("南门、北门两站22日过站不停。", 1).text is None
    assert told("两站将在22日过站不停。", 1).text == "两站将在本月22日过站不停。"
    assert told("22日，两站通车了。", 1).text == "4月22日，两站通车了。"


def test_of_two_days_of_one_sentence_the_later_number_is_in_the_same_month():
    day = ArticleDay(dt.date(2026, 5, 12), "page name")
    told = tell("项目5日完成招标，20日开工。", day, dt.date(2026, 5, 13)).text
    assert told == "项目本月5日完成招标，本月20日开工。"
    assert tell("20日，桥头的船开了。", day, dt.date(2026, 5, 13)).text == "4月20日，桥头的船开了。"


@every_row(
    ("sentence", "told_as"),
    [
        ("5月9日，警方通报，7日晚桥头有人斗殴。", "7日晚"),
        ("5月9日中午老人被找到，他是6日傍晚离家的。", "6日傍晚"),
        ("5月2日，警方通报，28日晚桥头有人斗殴。", "4月28日晚"),
        ("5月5日开展，20日结束。", "20日"),
        ("4月28日公布的办法定于3日施行。", "5月3日"),
    ],
)
def test_a_day_behind_a_full_date_is_in_the_month_that_the_sentence_means(sentence, told_as):
    text = tell(sentence, ArticleDay(dt.date(2026, 5, 10), "page name"), dt.date(2026, 5, 25)).text
    assert text is None or told_as in text
    assert "6月" not in (text or "")


def test_the_day_after_tomorrow_in_print_is_told_as_it_is_said():
    day = ArticleDay(dt.date(2026, 7, 6), "page name")
    sentence = "图书馆明日闭馆，后日恢复。"
    assert tell(sentence, day, dt.date(2026, 7, 7)).text == "图书馆今日闭馆，明日恢复。"
    assert tell("战后日本的经济，最后日期。", day, dt.date(2026, 7, 7)).words == ()


@every_row(
    ("sentence", "same", "next_day", "week"),
    [
        ("大桥三天后通车。", "大桥三天后通车。", "大桥后天通车。", None),
        ("桥面预计15日内铺完。", "桥面预计15日内铺完。", "桥面预计5月25日前铺完。", "桥面预计5月25日前铺完。"),
        ("成绩一周后公布。", "成绩一周后公布。", None, None),
        ("新馆将一个月后进场。", "新馆将一个月后进场。", "新馆将一个月后进场。", None),
        ("几天前，桥头下了雨。", "几天前，桥头下了雨。", "几天前，桥头下了雨。", None),
        ("下下周五，菜场开业。", "5月22日，菜场开业。", "5月22日，菜场开业。", "5月22日，菜场开业。"),
        ("再下周一，停车场开放。", "再下周一，停车场开放。", None, None),
        ("上上周，名单已经公布。", "上上周，名单已经公布。", "名单已经公布。", "名单已经公布。"),
    ],
)
def test_what_is_counted_from_the_article_s_day(sentence, same, next_day, week):
    """The article is of a Sunday, so that the week is another one a day later."""
    assert [told(sentence, later).text for later in (0, 1, 7)] == [same, next_day, week]


def test_a_day_that_is_in_no_calendar_is_not_told():
    day = ArticleDay(dt.date(2026, 3, 2), "page name")
    for sentence in ("29日，桥头的船开了。", "2月30日，桥头的船开了。", "2月27日至29日有雨。", "27日至29日有雨。"):
        assert tell(sentence, day, dt.date(2026, 3, 2)).text is None, sentence
    assert tell("展览将于29日开幕。", day, dt.date(2026, 3, 2)).text == "展览将于本月29日开幕。"


@every_row(
    ("sentence", "week"),
    [
        ("原定今天的春游改期。", "原定5月10日的春游改期。"),
        ("4月比上月多一成，本月比上月少一成。", "4月比上月多一成，5月比上月少一成。"),
        ("本周比上周热。", None),
        ("上周就备好了油。", None),
        ("月底前，还有一场讲座。", None),
        ("月底前，已经办了三场讲座。", "上月底前，已经办了三场讲座。"),
        ("门票三天前就卖完了。", "门票5月7日就卖完了。"),
        ("再过20天就能吃了。", None),
        ("路断了，至今未修好。", "路断了，截至5月10日未修好。"),
    ],
)
def test_what_a_month_later_would_be_false(sentence, week):
    assert told(sentence, 30).text == week


@pytest.mark.parametrize(
    ("sentence", "same", "next_day", "week"),
    [
        ("马拉松周三开跑。", "马拉松5月13日开跑。", "马拉松后天开跑。", None),
        ("每周三开讲，周三、周四上演。", *["每周三开讲，周三、周四上演。"] * 3),
    ],
)
def test_a_weekday_without_a_week(sentence, same, next_day, week):
    assert [told(sentence, later).text for later in (0, 1, 7)] == [same, next_day, week]


def test_what_somebody_said_days_before_counts_from_then_and_is_not_told():
    ahead = "5月7日，记者走进石桥村。"
    assert tell("茶农何青说，明天采茶。", DAY, dt.date(2026, 5, 10), ahead=ahead).text is None
    assert tell("茶农何青说，茶好卖。", DAY, dt.date(2026, 5, 10), ahead=ahead).text == "茶农何青说，茶好卖。"
    assert tell("茶农何青说，明天采茶。", DAY, dt.date(2026, 5, 11), ahead="路好走。").text == "茶农何青说，今天采茶。"


def test_what_runs_on_from_an_hour_of_a_day_that_has_passed_is_told():
    closed = "5月11日8时至6月20日18时，平怀高速半幅封闭施工。"
    assert told(closed, 2).text == closed
    assert told("5月11日8时至5月11日18时，平怀高速将封闭施工。", 2).text is None


def test_what_ends_early_on_the_programmes_day_is_over():
    day = ArticleDay(dt.date(2026, 3, 18), "page name")
    text = "3月18日22时至3月20日6时，三个街道将停水。"
    assert tell(text, day, dt.date(2026, 3, 19)).text
    assert tell(text, day, dt.date(2026, 3, 20)).text is None
    assert tell(text.replace("日6时", "日18时"), day, dt.date(2026, 3, 20)).text


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("他打算今天再去渡口问一问。", False),
        ("救援队希望今天上午9时有空的志愿者到场。", False),
        ("今天白天以多云为主，最高气温24摄氏度。", False),
        ("结果今天15时公布。", False),
        ("今天上午10时28分，大桥通了车。", True),
        ("今晚讲的是《大山》。", False),
        ("自3月18日起，公交集团将对6条线路作出调整。", False),
        ("上周以来，一直是晴天。", False),
        ("刚刚过去的周末，最高气温冲到26摄氏度。", True),
    ],
)
def test_a_plan_of_a_paper_s_own_day_is_not_told_as_done(text, is_told):
    day = ArticleDay(dt.date(2026, 3, 17), "page name")
    assert (tell(text, day, dt.date(2026, 3, 19)).text is not None) == is_told


def test_what_was_just_past_is_not_told_as_now():
    day = ArticleDay(dt.date(2026, 3, 17), "page name")
    assert tell("刚刚过去的周末，最高气温冲到26摄氏度。", day, dt.date(2026, 3, 25)).text is None


def test_a_source_is_compared_as_told_where_a_model_has_put_昨天_for_昨日():
    told = Utterance(
        "前天李文海到工地。", source="昨日，李文海到工地。\n他说工期不变。", days=(DayWord("昨天", "前天", ""),)
    )
    assert (
        as_told("标题\n昨日，李文海到工地。工人都在。\n他说工期不变。", [told])
        .split("\n")[1]
        .startswith("前天，李文海")
    )


FRIDAY = ArticleDay(dt.date(2026, 9, 18), "page name")


@every_row(
    ("text", "next_day", "a_week_on"),
    [
        ("渡轮18日（今天）17时起停航了。", "渡轮昨天17时起停航了。", "渡轮本月18日17时起停航了。"),
        ("20日（本周日）前可以退票。", "本月20日前可以退票。", None),
        ("19日（周六）将开放。", "今天将开放。", None),
        ("21日至22日（下周一至周二）开放。", "本月21日至22日开放。", None),
        ("18日（周五）晚下了雨。", "昨晚下了雨。", "本月18日晚下了雨。"),
        (
            "昨夜今晨，云溪县下了暴雨。",
            "前天夜里到昨天清晨，云溪县下了暴雨。",
            "9月17日夜里到9月18日清晨，云溪县下了暴雨。",
        ),
        ("17、18两日，两校停了课。", "本月17、18两日，两校停了课。", "本月17、18两日，两校停了课。"),
        (
            "即日起至10月8日，书院每晚开放。",
            "从现在起至10月8日，书院每晚开放。",
            "从现在起至10月8日，书院每晚开放。",
        ),
        ("名单即日起公示至10月8日。", "名单公示至10月8日。", "名单公示至10月8日。"),
        ("农户应在周六晚以前盖膜。", "农户应在今晚以前盖膜。", None),
        ("补选改在周六，也就是明天。", "补选改在今天。", None),
        ("开馆至今，已接待两万人次。", "开馆到昨天，已接待两万人次。", "开馆到9月18日，已接待两万人次。"),
        ("到目前，沟渠清了216公里。", "据昨天的报道，沟渠清了216公里。", "据9月18日的报道，沟渠清了216公里。"),
        ("这条渠沿用至今。", "这条渠沿用至今。", "这条渠沿用至今。"),
        ("今天转晴，明天有霜，后天气温回升。", "今天有霜，明天气温回升。", None),
        ("背街的雪今天中午以前清走。", None, None),
        ("今天12时前已有300人报名。", "昨天12时前已有300人报名。", "9月18日12时前已有300人报名。"),
        ("本周菜价可能继续上涨。", "本周菜价可能继续上涨。", None),
        (
            "今天9时，随着船笛响起，航线将正式开通。",
            "昨天9时，随着船笛响起，航线正式开通。",
            "9月18日9时，随着船笛响起，航线正式开通。",
        ),
        (
            "从今天到10月8日，馆里将举办30场讲座。",
            "从昨天到10月8日，馆里举办30场讲座。",
            "从9月18日到10月8日，馆里举办30场讲座。",
        ),
        ("今天，馆里将举办30场讲座。", None, None),
        ("今天两地签约，明年将开通航线。", "昨天两地签约，明年将开通航线。", "9月18日两地签约，明年将开通航线。"),
        ("周六晚滨湖路封闭。", None, None),
        ("周三，县长表示同意。", "9月16日，县长表示同意。", "9月16日，县长表示同意。"),
        ("周六可以来自习，但不许上课。", None, None),
        ("昨（17日）下午，闸门合龙了。", "前天下午，闸门合龙了。", "9月17日下午，闸门合龙了。"),
        ("前儿个也停过一回电。", "9月16日也停过一回电。", "9月16日也停过一回电。"),
        ("对方说今天不转账，明天就起诉。", None, None),
        ("长假剩下的三天仍有雨。", None, None),
        ("今天下午5点领物截止。", None, None),
        ("供电所说，三天内把老线路查一遍。", None, None),
        ("店家说，七天内可以退货。", "店家说，七天内可以退货。", "店家说，七天内可以退货。"),
    ],
)
def test_kinds_that_readers_heard_falsely(text, next_day, a_week_on):
    assert tell(text, FRIDAY, dt.date(2026, 9, 19)).text == next_day
    assert tell(text, FRIDAY, dt.date(2026, 9, 25)).text == a_week_on


@every_row(
    ("text", "next_day"),
    [
        ("化验结果48小时后公布。", None),
        ("校医说，24小时内会通知家长。", None),
        ("供电所预计，12小时内恢复供电。", None),
        ("两小时前，最后一列晚点的火车进站。", None),
        ("快递公司承诺24小时内送达。", "快递公司承诺24小时内送达。"),
        ("四小时后，水位降到警戒线以下。", "四小时后，水位降到警戒线以下。"),
        ("接到报警两小时后，民警找到了他。", "接到报警两小时后，民警找到了他。"),
        ("迷路的驴友四天后获救", None),
        ("初赛成绩三天后公布", "初赛成绩后天公布"),
        ("新分数线公布三天", None),
    ],
)
def test_hours_and_days_that_are_counted(text, next_day):
    assert tell(text, FRIDAY, FRIDAY.date).text == text
    assert tell(text, FRIDAY, dt.date(2026, 9, 19)).text == next_day


@every_row(
    ("text", "in_december", "in_the_new_year"),
    [
        ("堤坝今冬停工，明春复工。", "堤坝今冬停工，明春复工。", "堤坝今冬停工，今春复工。"),
        ("今秋，县里多种了两成麦。", "今秋，县里多种了两成麦。", "去年秋天，县里多种了两成麦。"),
        ("去冬打了38眼井。", "去冬打了38眼井。", None),
        ("去年也是11月补发的。", "去年也是11月补发的。", "前年也是11月补发的。"),
        ("大桥月底完工。", "大桥月底完工。", None),
        ("大桥月底已经完工。", "大桥月底已经完工。", "大桥上月底已经完工。"),
        ("认养到月底截止。", "认养到月底截止。", None),
        ("上旬菜价涨了8%，中旬持平。", "上旬菜价涨了8%，中旬持平。", "上月上旬菜价涨了8%，上月中旬持平。"),
        ("3月上旬播种，下旬出苗。", "3月上旬播种，下旬出苗。", "去年3月上旬播种，下旬出苗。"),
        ("1月起还将在桥上办市集。", "明年1月起还将在桥上办市集。", None),
    ],
)
def test_seasons_and_parts_of_a_month(text, in_december, in_the_new_year):
    day = ArticleDay(dt.date(2026, 12, 20), "page name")
    assert tell(text, day, dt.date(2026, 12, 22)).text == in_december
    assert tell(text, day, dt.date(2027, 1, 3)).text == in_the_new_year


def test_a_day_has_the_month_that_the_text_ahead_has_for_it():
    day, ahead = ArticleDay(dt.date(2026, 11, 27), "page name"), "书院开放到12月15日。"
    assert tell("15日后恢复原来的时间。", day, dt.date(2026, 11, 29), ahead=ahead).text == "12月15日后恢复原来的时间。"
    assert tell("15日后恢复原来的时间。", day, dt.date(2026, 11, 29)).text is None
    assert tell("15日，书院闭馆。", day, dt.date(2026, 11, 29)).text == "本月15日，书院闭馆。"


def test_a_number_does_not_run_into_a_date():
    day = ArticleDay(dt.date(2026, 9, 3), "page name")
    assert tell("热线96211今天开通。", day, dt.date(2026, 9, 10)).text == "热线96211，9月3日开通。"
    assert tell("热线今天开通。", day, dt.date(2026, 9, 10)).text == "热线9月3日开通。"


def test_a_promise_is_no_deed_because_another_clause_is_done():
    day = ArticleDay(dt.date(2026, 9, 3), "page name")
    promise, deed = "所长说，已查清原因，本周内上门道歉。", "所长说，已查清原因，本周内道了歉。"
    assert tell(promise, day, dt.date(2026, 9, 4)).text == promise
    assert tell(promise, day, dt.date(2026, 9, 10)).text is None
    assert tell(deed, day, dt.date(2026, 9, 10)).text == "所长说，已查清原因，上周内道了歉。"


def test_an_evening_of_an_earlier_day_hangs_on_its_sentence():
    day = ArticleDay(dt.date(2026, 9, 3), "page name")
    holder = "九月一日晚，一条消息在群里传开。"
    assert tell("水务局当晚澄清，水厂没有停产。", day, day.date, ahead=holder + "\n").hangs == holder
    own = "今天下午，一条消息在群里传开。"
    assert tell("水务局当晚澄清，水厂没有停产。", day, day.date, ahead=own + "\n").hangs is None


def test_a_day_years_ago_is_told_by_its_date():
    day = ArticleDay(dt.date(2026, 6, 9), "page name")
    text = "四十年前的昨天，柳桥小学开学。"
    assert tell(text, day, day.date).text == text
    assert tell(text, day, dt.date(2026, 6, 12)).text == "四十年前的6月8日，柳桥小学开学。"
    assert tell(text, day, dt.date(2027, 1, 2)).text is None


def test_a_day_far_off_on_which_something_begins_is_of_no_known_month_unless_it_has_begun():
    page, programme = ArticleDay(dt.date(2026, 11, 19), "page"), dt.date(2026, 11, 20)
    assert tell("本周六暂停一次，从28日开始。", page, programme).text is None
    assert tell("施工从28日开始，目前已完成一半。", page, programme).text == "施工从10月28日开始，目前已完成一半。"


def test_what_is_foretold_in_a_scene_without_a_day_is_not_told_later():
    ahead, text = "记者赶到黄杨镇时，雨还在下。", "预报说，未来两天将会是晴天。"
    assert tell(text, FRIDAY, FRIDAY.date + dt.timedelta(days=1), ahead=ahead).text is None
    assert tell(text, FRIDAY, FRIDAY.date + dt.timedelta(days=1), ahead="昨天，" + ahead).text is not None
    assert tell(text, FRIDAY, FRIDAY.date, ahead=ahead).text == text


@every_row(
    ("text", "next_day", "a_week_on"),
    [
        ("周末将有雨。", "周末将有雨。", None),
        ("气象员说，周末这一跌，多半要添衣。", "气象员说，周末这一跌，多半要添衣。", None),
        ("周日小雪，不少人家要腌菜。", "后天小雪，不少人家要腌菜。", None),
        ("离大面积开镰还有20多天，机具要备好。", "机具要备好。", "机具要备好。"),
        ("开学前还有6个早晨，够调作息。", None, None),
        (
            "他值班，一个月有6个早晨见不到孩子。",
            "他值班，一个月有6个早晨见不到孩子。",
            "他值班，一个月有6个早晨见不到孩子。",
        ),
        ("这里离县城还有20公里，路不好走。", "这里离县城还有20公里，路不好走。", "这里离县城还有20公里，路不好走。"),
    ],
)
def test_what_is_near_when_it_is_written(text, next_day, a_week_on):
    thursday = ArticleDay(dt.date(2026, 11, 19), "page name")
    assert tell(text, thursday, dt.date(2026, 11, 20)).text == next_day
    assert tell(text, thursday, dt.date(2026, 11, 26)).text == a_week_on


@every_row(
    ("ahead", "text", "told"),
    [
        ("5月25日，县长会见来宾并致辞。\n县长表示，路要修好。", "今天，两家企业签了约。", None),
        ("5月25日，县长会见来宾并致辞。", "县长表示，今天签了约。", None),
        (
            "5月26日下午，县长会见来宾。",
            "县长表示，今天上午，两家企业签了约。",
            "县长表示，5月26日上午，两家企业签了约。",
        ),
        ("昨天，县水务局举行发布会。", "局长介绍，今天起全城供水。", "局长介绍，昨天起全城供水。"),
        ("5月25日，县长会见来宾并致辞。", "今天，桥通了车。", "昨天，桥通了车。"),
    ],
)
def test_today_of_a_speech_is_of_its_scene(ahead, text, told):
    day = ArticleDay(dt.date(2026, 5, 26), "page name")
    assert tell(text, day, dt.date(2026, 5, 27), ahead=ahead).text == told


def test_what_ends_before_the_morning_is_over_in_the_morning():
    text = "滨江路双向封闭，预计明天早高峰前恢复。"
    assert tell(text, FRIDAY, FRIDAY.date).text == text
    assert tell(text, FRIDAY, FRIDAY.date + dt.timedelta(days=1)).text is None


def test_what_is_left_of_a_forecast_has_its_issuer():
    text = "县气象台发布暴雪预警：今天夜里，全县有大雪；明天早晨最低气温零下8℃。"
    told = tell(text, FRIDAY, FRIDAY.date + dt.timedelta(days=1)).text
    assert told == "据县气象台预报，今天早晨最低气温零下8℃。"
    told = tell(f"昨天下午4点，{text}", FRIDAY, FRIDAY.date + dt.timedelta(days=1)).text
    assert told == "据县气象台前天下午4点预报，今天早晨最低气温零下8℃。"


@every_row(
    ("text", "next_day"),
    [
        ("这场降雨将持续到明天早晨。", None),
        ("停水预计持续到明天凌晨4时。", None),
        ("这场降雨将持续到后天早晨。", "这场降雨将持续到明天早晨。"),
        ("9月17日至30日，书市将在老粮库举行，免费入场。", "9月17日至30日，书市在老粮库举行，免费入场。"),
        ("9月20日至30日，书市将在老粮库举行。", "9月20日至30日，书市将在老粮库举行。"),
        ("通知说，即日起，货车不得驶入。", "通知说，货车不得驶入。"),
        ("图书馆即日起延长开放。", "图书馆延长开放。"),
        ("县里日前印发六条措施，自即日起施行。", "县里日前印发六条措施，已施行。"),
    ],
)
def test_what_has_begun_or_ends_in_the_morning_is_not_told_as_coming(text, next_day):
    assert tell(text, FRIDAY, FRIDAY.date).text == text
    assert tell(text, FRIDAY, FRIDAY.date + dt.timedelta(days=1)).text == next_day


@pytest.mark.parametrize(
    "sentence",
    [
        "预计今后几天有雨。",
        "预计未来几天有雨。",
        "外长伊萨表示，希望各方在今后几天停火。",
        "预计未来三天，全县气温将下降8度。",
        "针对未来两天将出现的新一轮冷空气，全县备足了雪具。",
    ],
)
def test_days_that_nobody_counted_and_what_is_so_over_all_of_them_are_not_told_of_two(sentence):
    assert told(sentence, 1).text is None
    assert told(sentence, 0).text == sentence


def test_days_that_somebody_speaks_of_stay_as_he_said_them_where_his_day_is_named():
    assert told("外长伊萨5月10日说，希望各方在今后几天停火。", 1).text == "外长伊萨5月10日说，希望各方在今后几天停火。"
    assert told("外长伊萨当天表示，希望各方在未来三天停火。", 1).text == "外长伊萨当天表示，希望各方在未来三天停火。"
    assert told("县气象台5月10日说，今后三天有雨。", 1).text == "县气象台5月10日说，今明两天有雨。"


def test_a_paper_of_the_day_is_out():
    evening = ArticleDay(dt.date(2026, 7, 2), "page name")

    def heard(text):
        return tell(text, evening, dt.date(2026, 7, 3)).text

    assert heard("明天出版的《云州日报》将发表社论《春耕》。") == "今天出版的《云州日报》发表社论《春耕》。"
    assert heard("明天开馆的新馆将展出九十件瓷器。") == "今天开馆的新馆将展出九十件瓷器。"


@every_row(
    ("sentence", "same", "next_day", "second"),
    [
        ("今（5月10日）明两天，山里有雨。", "今明两天，山里有雨。", "今天，山里有雨。", None),
        ("今明（5月10日和5月11日）两天，山里有雨。", "今明两天，山里有雨。", "今天，山里有雨。", None),
        ("明（5月11日）后两天，山里有雨。", "明后两天，山里有雨。", "今明两天，山里有雨。", "今天，山里有雨。"),
        ("办法今（5月10日）起施行。", "办法今天起施行。", "办法昨天起施行。", "办法前天起施行。"),
        ("办法今天起（5月10日）施行。", "办法今天起施行。", "办法昨天起施行。", "办法前天起施行。"),
        ("今起（5月10日）正式施行。", "今天起正式施行。", "昨天起正式施行。", "前天起正式施行。"),
        ("今天(5月10日）上午，车站开工。", "今天上午，车站开工。", "昨天上午，车站开工。", "前天上午，车站开工。"),
        ("今天（ 5月10日），车站开工。", "今天，车站开工。", "昨天，车站开工。", "前天，车站开工。"),
        ("今天（5月10），车站开工。", "今天，车站开工。", "昨天，车站开工。", "前天，车站开工。"),
        ("部长尹古今天（5月10日）到访。", "部长尹古今天到访。", "部长尹古昨天到访。", "部长尹古前天到访。"),
        ("当天（当地时间5月9日），他到访。", "昨天，他到访。", "前天，他到访。", "5月9日，他到访。"),
        ("日前（5月9日），办法印发。", "昨天，办法印发。", "前天，办法印发。", "5月9日，办法印发。"),
        (
            "截至目前（5月10日），累计5亿元。",
            "截至今天，累计5亿元。",
            "截至昨天，累计5亿元。",
            "截至前天，累计5亿元。",
        ),
        (
            "从昨天（5月9日）到今天，点亮街灯。",
            "从昨天到今天，点亮街灯。",
            "从前天到昨天，点亮街灯。",
            "从5月9日到前天，点亮街灯。",
        ),
        (
            "昨夜（5月9日）今晨，山里下了大雪。",
            "昨夜到今晨，山里下了大雪。",
            "前天夜里到昨天清晨，山里下了大雪。",
            "5月9日夜里到前天清晨，山里下了大雪。",
        ),
    ],
)  # fmt: skip
def test_a_date_in_brackets_anywhere_in_a_day_word_is_gone_and_the_word_is_of_it(sentence, same, next_day, second):
    assert [told(sentence, later).text for later in (0, 1, 2)] == [same, next_day, second]


@every_row(
    "sentence",
    ["部门发布说明（5月10日）。", "如今（5月版）的书不同了。", "图书发行（5月10日）很顺利。"],
)
def test_what_only_ends_like_a_day_word_ahead_of_a_bracket_is_none(sentence):
    assert told(sentence, 1).text == sentence


@every_row(
    ("sentence", "next_day"),
    [
        ("力争公路今天（5月10日）全部抢通。", None),
        ("各地全力抢修，争取今天通车。", None),
        ("全县今天要确保路口畅通。", None),
        ("铁路方面，今天全国铁路计划加开列车190列。", None),
        ("今天订票量超过23万张，是未来一周内的最高值。", None),
        ("工人力争了很久，今天终于通车。", "工人力争了很久，昨天终于通车。"),
        ("县里今天公布计划完成情况。", "县里昨天公布计划完成情况。"),
        ("县里今天发布行动计划。", "县里昨天发布行动计划。"),
        ("县里今天宣布，未来一周内招募百人。", None),
        ("有望在未来一周内完工。", "有望在未来一周内完工。"),
    ],
)
def test_an_aim_or_a_plan_for_a_day_that_is_over_is_not_told_of_it(sentence, next_day):
    assert told(sentence, 1).text == next_day


@every_row(
    ("sentence", "next_day"),
    [
        (
            "今晚23时起，河西降压供水，每天23时至次日5时，阀门关小。",
            "昨晚23时起，河西降压供水，每天23时至次日5时，阀门关小。",
        ),
        ("今晚22时起，南桥封闭施工，到5月30日结束。", "昨晚22时起，南桥封闭施工，到5月30日结束。"),
        ("今晚23时起，河西停水检修。", None),
        ("今晚起床看流星的人不会少。", None),
        ("3天后的5月13日8时，渡口恢复通航。", "5月13日8时，渡口恢复通航。"),
    ],
)
def test_a_measure_for_each_day_or_until_a_date_has_begun_the_next_morning(sentence, next_day):
    assert told(sentence, 1).text == next_day
    assert told(sentence, 0).text == sentence
