"""What announces an article on another day."""

import datetime as dt

import pytest

from service.editing.retold_summary import retell
from service.editing.summarizer import extractive
from service.model import Article

DAY = dt.date(2026, 5, 10)
OPENED = "青禾市图书馆今天（5月10日）开馆，藏书二十万册，设有儿童阅览区和古籍展厅。"


def test_whoever_says_what_cannot_be_told_is_not_left_in_the_headline():
    body = "青禾市槐荫路的三盏路灯坏了半个月，孩子晚上摸黑走路，居民写信询问。"
    title = "槐荫路路灯坏了半个月 城管局：今晚修好"
    article = Article("p", title, (body,), published=DAY, dated_by="name 20260510")
    later = retell(article, 500, dt.date(2026, 5, 12), extractive)
    assert later.headline.text == "槐荫路路灯坏了半个月"
    today = retell(article, 500, DAY, extractive)
    assert "城管局" in today.headline.text


def test_a_headline_that_cannot_be_told_gives_way_to_the_sentence():
    passed = Article("p", "大赛将于今天开幕", (OPENED,), published=DAY, dated_by="name 20260510")
    found = retell(passed, 500, dt.date(2026, 5, 11), extractive)
    assert not found.headline.own
    assert found.headline.text.startswith("青禾市图书馆昨天开馆")


def test_a_headline_does_not_report_what_its_article_only_announces():
    texts = (
        "今天是青禾市防灾宣传日。",
        "今天上午10时28分至10时47分，市区将试鸣警报，请市民不要惊慌。",
        "市防灾办说，去年全市新建了12处避难场所，可容纳3万人。",
    )
    article = Article("a", "今天上午10时28分试鸣警报", texts, published=dt.date(2026, 5, 12), dated_by="name 20260512")
    assert retell(article, 300, dt.date(2026, 5, 12), extractive).headline.text == "今天上午10时28分试鸣警报"
    later = retell(article, 300, dt.date(2026, 5, 13), extractive)
    assert "试鸣" not in later.headline.text + later.shown_title


@pytest.mark.parametrize(("report", "said"), [("据邻国媒体5月9日报道，", "截至前天"), ("", "据昨天的报道")])
def test_a_headline_makes_no_second_report_above_one_that_has_its_day(report, said):
    texts = (f"{report}青禾国北部的大风已导致225人死亡。在灾情严重的月湖省，仍有超过200人下落不明。",)
    article = Article("a", "青禾国灾区仍有多人失踪", texts, published=DAY, dated_by="name 20260510")
    headline = retell(article, 300, dt.date(2026, 5, 11), extractive).headline
    assert headline.text == f"{said}，青禾国灾区仍有多人失踪"


def test_no_title_is_shown_with_a_day_that_has_passed():
    """`明起` is neither tomorrow of the programme's day nor to be told of a day long gone; the rest of it is true."""
    sentence = (
        "记者从市公交公司获悉，3月22日起，12路公交线由原来的终点站柏汀小学向东延长至长荇街道望棹家园，"
        "新增柏汀菜场、乐汀路口、市图书馆东门、长荇卫生院、望棹家园5站，线路全长由9.8公里增加到13.2公里。"
    )
    article = Article("p", "12路公交线明起延长 新增5站", (sentence,), published=dt.date(2026, 3, 21), dated_by="name")
    assert retell(article, 500, dt.date(2026, 3, 21), extractive).shown_title == "12路公交线明天起延长 新增5站"
    assert retell(article, 500, dt.date(2026, 11, 29), extractive).shown_title == "12路公交线延长 新增5站"


def test_what_comes_is_not_announced_without_its_day():
    text = "5月17日，青禾马拉松在月湖边开跑，2万人报名。"
    article = Article("a", "跑者之城", (text, "领物资的人排起了长队，志愿者忙个不停。"), published=dt.date(2026, 5, 12))
    found = retell(article, 200, dt.date(2026, 5, 13), extractive)
    assert not found.headline.text.startswith("青禾马拉松")
    later = retell(article, 200, dt.date(2026, 5, 20), extractive)
    assert "5月17日" not in later.headline.text


def test_a_headline_does_not_say_that_it_came_as_it_was_foretold():
    day = dt.date(2026, 1, 31)
    body = ("1月30日，浔川女足在客场2比1胜卫冕冠军，挺进四强。", "半决赛对手将在今晚的另一场比赛里产生。")
    article = Article("p", "浔川女足爆冷 半决赛对手今晚产生", body, published=day, dated_by="name 20260131")
    told = [retell(article, 500, day + dt.timedelta(days=later), extractive).headline.text for later in (0, 1)]
    assert ["产生" in each for each in told] == [True, False]


def test_a_headline_is_told_without_a_clause_that_has_no_day():
    school = Article(
        "2026-05-10.md",
        "离开学还有7天，桐坞小学挂上了最后一块黑板",
        ("桐坞小学5月9日挂上了最后一块黑板，318名学生下周回到教室，食堂也已经试灶。",),
        published=dt.date(2026, 5, 10),
        dated_by="name 20260510",
    )
    assert retell(school, 300, dt.date(2026, 5, 10), extractive).headline.text == school.title
    later = retell(school, 300, dt.date(2026, 5, 13), extractive)
    assert later.headline.text == "桐坞小学挂上了最后一块黑板"


def test_a_headline_made_of_a_sentence_keeps_its_day():
    body = ("明天起，为期七天的国庆假期正式开始。", "假期期间，小型客车免收通行费，全省新开放应急车道4条。")
    article = Article("p", "国庆假期明日开始 高速迎高峰", body, published=dt.date(2026, 9, 30), dated_by="name")
    found = retell(article, 500, dt.date(2026, 10, 7), extractive)
    assert found.headline.text == "10月1日起，为期七天的国庆假期正式开始"


@pytest.mark.parametrize(
    ("title", "asked", "later", "told"),
    [
        ("桐坞水闸昨起放水 岸边群众请远离浅滩", "两岸群众请远离浅滩，不要下水。", 2, False),
        ("桐坞水闸昨起放水 岸边群众请远离浅滩", "两岸群众请远离浅滩，不要下水。", 1, True),
        ("桐坞水闸昨起放水 岸边群众请远离浅滩", "两岸群众请远离浅滩，不要下水。", 0, True),
        ("桐坞水闸昨起放水 过桥请慢行", "两岸群众请远离浅滩，不要下水。", 1, True),
    ],
)
def test_a_headline_asks_nothing_of_people_whose_time_is_over(title, asked, later, told):
    paragraphs = (
        "桐坞水闸昨天14时起开闸放水，每秒流量85立方米，闸上水位已经回落了半米。",
        f"市水利局提醒，今明两天，{asked}",
        "水闸管理所所长鲁向阳介绍，闸门去年大修过，三台启闭机全部换新。",
    )
    article = Article("p", title, paragraphs, published=dt.date(2026, 6, 24), dated_by="name 20260624")
    headline = retell(article, 500, dt.date(2026, 6, 24) + dt.timedelta(days=later), extractive).headline.text
    assert headline
    assert any(each in headline for each in ("请远离", "请慢行")) == told


def test_a_headline_does_not_begin_a_contrast_with_what_is_left_out():
    school = Article(
        "2026-05-08.md",
        "桐坞小学就开放操场答家长问，周六可以来打球，但不许踢球",
        ("桐坞小学校长办公室5月7日公布，操场双休日对学生开放，打球要登记，不许踢球。",),
        published=dt.date(2026, 5, 8),
        dated_by="name 20260508",
    )
    assert "但不许踢球" in retell(school, 300, dt.date(2026, 5, 8), extractive).headline.text
    assert retell(school, 300, dt.date(2026, 5, 15), extractive).headline.text == "桐坞小学就开放操场答家长问"


def test_a_day_inside_marks_is_not_heard_as_a_quotation():
    body = "昨天9时许，有人在青禾市业主群转发一张假通知，市公安局核实，这是谣言，造谣者被行政拘留。"
    article = Article("p", "“今晚停水”不实 造谣者已被拘留", (body,), published=DAY, dated_by="name 20260510")
    assert "今晚" in retell(article, 500, DAY, extractive).headline.text
    assert "今晚" not in retell(article, 500, dt.date(2026, 5, 11), extractive).headline.text


@pytest.mark.parametrize(
    ("above", "title", "shown"),
    [
        (
            "62年的石家渡停航，摆渡42年的石长河上岸",
            "“这趟船，我开到最后一班”",
            "62年的石家渡停航，摆渡42年的石长河上岸",
        ),
        (
            "槐荫路78号地块考古发现今天公布",
            "八百年前的盐，堆在哪里",
            "槐荫路78号地块考古发现今天公布，八百年前的盐，堆在哪里",
        ),
        ("历时30个月，青禾“第三通道”建成", "云雁大桥今天通车", ""),
        ("", "八百年前的盐，堆在哪里", ""),
    ],
)
def test_a_title_that_tells_no_news_is_shown_with_the_line_above_it(above, title, shown):
    """Counter-example: a title that tells its news is whole without the line above it, though both are announced."""
    body = "5月10日，槐荫路8号的电梯装好了，石家渡的船停了，云雁大桥通了车，八百年前的盐堆在哪里也有了说法。"
    article = Article("p", title, (body,), kicker=above, published=DAY, dated_by="name 20260510")
    assert retell(article, 300, DAY, extractive).shown_title == shown
