"""Quotations that mean another day, week, month or year on the programme's day."""

import datetime as dt

import pytest

from service.editing.day_words import ArticleDay, tell
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.quoted_days import counts_from_its_day, dated, is_open
from tests.support.tables import every_row

SATURDAY = ArticleDay(dt.date(2026, 10, 31), "dateline 本报10月31日讯")


def told(text, later, ahead="", day=SATURDAY):
    try:
        return dated(text, ahead, day, dt.date(2026, 10, 31) + dt.timedelta(days=later))[0]
    except NotTold:
        return None


@every_row(
    "word",
    ["明天", "大后天", "下周一", "上周末", "本周", "下个月", "本月底", "上月3日", "三天后", "未来两天", "这几天"],
)
def test_what_is_relative_is_told_with_its_date_in_another_week_and_month(word):
    said = f"何青说：“{word}我们都要上山去。”"
    assert told(said, 0) == said
    assert told(said, 4) == f"10月31日，{said}"


@every_row("word", ["今年", "去年", "上年度", "10月20日", "每周一", "今天的中国，我们", "四季度"])
def test_what_means_the_same_stays(word):
    said = f"何青说：“{word}都要上山去，一次不落。”"
    assert told(said, 4) == said


def test_in_the_same_week_and_month_nothing_needs_a_date():
    said = "何青说：“下周我们要上山，本月都要上山。”"
    assert told(said, 1) == f"昨天，{said}"
    wednesday = ArticleDay(dt.date(2026, 10, 14), "dateline 本报10月14日讯")
    assert dated(said, "", wednesday, dt.date(2026, 10, 16)) == (said, ())


@pytest.mark.parametrize("words", ["明年我们要修两条路。", "本季度我们要修两条路。"])
def test_a_year_and_a_quarter_are_dated_in_another_one(words):
    said = f"何青说：“{words}”"
    assert told(said, 4) == said
    assert told(said, 70) == f"去年10月31日，{said}"


def test_a_quotation_that_comes_first_is_not_told():
    assert told("“下个月就通车了。”何青说。", 4) is None
    assert told("“今年就通车了。”何青说。", 4) == "“今年就通车了。”何青说。"


def test_a_sentence_inside_a_quotation_is_one():
    ahead = "何青说：“路修好了。"
    assert is_open(ahead)
    assert not is_open(f"{ahead}”")
    assert not is_open(f"{ahead}\n")
    assert told("下个月就通车了。", 4, ahead) is None
    assert told("下个月就通车了。”", 4, ahead) is None


def test_the_day_is_that_on_which_it_was_said():
    ahead = "10月20日，记者来到石桥村。"
    assert told("何青说：“昨天刚下过雨。”", 0, ahead) == "10月20日，何青说：“昨天刚下过雨。”"
    assert told("何青说：“昨天刚下过雨。”", 1, "10月20日，石桥村通了车。") is None


@every_row(
    ("ahead", "frame"),
    [
        ("昨天，记者来到石桥村。", "前天，"),
        ("昨天，记者来到石桥村。村里有三口井。", "前天，"),
        ("昨天，记者来到石桥村。\n村里有三口井。", None),
        ("昨天，市里开会。会前一天，市长来到石桥村。", None),
        ("去年夏天，何青来到石桥村。", None),
        ("昨天，石桥村有三口井。", None),
        ("", None),
    ],
)
def test_the_frame_of_a_page_is_the_scene_of_its_own_paragraph(ahead, frame):
    """A page says only when it was printed."""
    said = "何青说：“今天刚下过雨。”"
    page = ArticleDay(SATURDAY.date, "page name")
    assert told(said, 1, ahead, page) == (frame and f"{frame}{said}")


def test_a_day_ahead_of_a_quotation_is_not_always_that_on_which_it_was_said():
    page = ArticleDay(SATURDAY.date, "page name")
    assert told("何青说，为了赶上11月3日的开幕，“今晚要挂完”。", 1, "", page) is None
    assert told("何青昨天说：“今晚要挂完。”", 1, "", page) == "何青昨天说：“今晚要挂完。”"


def test_without_a_date_nothing_relative_is_told():
    assert told("何青说：“昨天刚下过雨。”", 1, day=None) is None
    assert told("何青说：“路修好了，不收费。”", 1, day=None) is not None


def test_what_is_foretold_of_a_date_that_has_passed_is_not_told():
    said = "教练说：“回去休息，11月2日就要接着集训。”"
    assert told(said, 2) == said
    assert told(said, 3) is None
    assert told("教练说：“10月2日就要集训的通知是上周发的。”", 3) is not None


def test_a_term_is_no_quotation():
    assert told("“明天食堂”免费。", 1) == "“明天食堂”免费。"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("明天上午放票。", True),
        ("未来三天有雨。", True),
        ("10月3日开幕。", False),
        ("今天（5月10日）开幕。", False),
        ("他说：“明天来。”", False),
    ],
)
def test_what_counts_from_the_day_on_which_it_is_said(text, counts):
    assert counts_from_its_day(text) == counts


def test_a_quotation_of_some_earlier_day_is_not_dated():
    day, ahead = ArticleDay(dt.date(2026, 5, 20), "page name"), "昨天，义诊接待了640人。"
    said = "盛教授此前在电话里告诉记者：“后天我还有手术。”"
    assert tell(said, day, day.date, ahead=ahead).text is None
    assert tell(said, day, dt.date(2026, 5, 21), ahead=ahead).text is None


def test_on_its_own_day_a_quotation_takes_no_day_from_another_paragraph():
    day, ahead = ArticleDay(dt.date(2026, 5, 20), "page name"), "5月6日，五家企业走进技校。\n"
    said = "经理盛帆告诉记者：“今天来晚的，只能等明年。”"
    assert tell(said, day, day.date, ahead=ahead).text == said


def test_a_weekday_in_a_quotation_is_of_its_week():
    ahead = "昨天，教练邢远在球场对记者说。"
    assert told("他说：“周日打松江队，我们缺两个人。”", 8, ahead) != "他说：“周日打松江队，我们缺两个人。”"
    every_week = "他说：“周日都加练，大家习惯了。”"
    assert told(every_week, 8, ahead) == every_week


def test_a_rumour_is_quoted_however_short():
    monday = ArticleDay(dt.date(2026, 12, 28), "page name")
    text = "网上有“明年涨水费”的传言，水务局否认。"
    assert tell(text, monday, dt.date(2026, 12, 29)).text == text
    assert tell(text, monday, dt.date(2027, 1, 2)).text is None
    name = "“明年之约”书展开幕。"
    assert tell(name, monday, dt.date(2027, 1, 2)).text == name
