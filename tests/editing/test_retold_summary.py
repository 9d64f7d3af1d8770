"""What is told of an article on another day."""

import datetime as dt
from dataclasses import replace

import pytest

from service.editing.retold_summary import retell
from service.editing.summarizer import Summary, extractive
from service.editing.summary import SummaryLevel, SummarySentence
from service.model import Article, Edit

ARTICLE = Article(
    "p",
    "青禾市图书馆今天开馆",
    (
        "青禾市图书馆今天（5月10日）开馆，藏书二十万册，设有儿童阅览区和古籍展厅。",
        "图书馆将于今天晚上举行首场讲座，市民可以免费参加。",
        "这座图书馆由旧粮仓改建而成，工程历时两年，保留了原有的砖墙和木梁。",
    ),
    published=dt.date(2026, 5, 10),
    dated_by="name 20260510",
)


def summary(later, summarize=extractive):
    return retell(ARTICLE, 500, dt.date(2026, 5, 10) + dt.timedelta(days=later), summarize)


def said(found):
    return [each.text for each in found.levels[-1].sentences]


def test_on_the_day_all_is_told_as_it_is():
    found = summary(0)
    assert found.headline.text == "青禾市图书馆今天开馆"
    assert any("今天开馆" in each for each in said(found))
    assert found.note == ""


def test_the_next_day_words_and_headline_are_told_from_it():
    found = summary(1)
    assert found.headline.text == "青禾市图书馆昨天开馆"
    assert found.headline.days[0].became == "昨天"
    assert found.shown_title == "青禾市图书馆昨天开馆"
    assert summary(0).shown_title == ""
    assert not any("今天" in each for each in said(found))
    assert "1 sentence not told because of the day: 今天 has passed (2026-05-10)" in found.note


def test_what_a_model_words_is_told_from_the_day_too():
    def reworded(article, most):
        sentence = SummarySentence("青禾市新图书馆今天开馆。", ARTICLE.paragraphs[0], 0)
        other = SummarySentence("今晚将举行首场讲座。", ARTICLE.paragraphs[1], 1)
        return Summary((SummaryLevel((sentence,), 1.0), SummaryLevel((sentence, other), 2.0)))

    assert said(summary(7, reworded)) == ["青禾市新图书馆5月10日开馆。"]


@pytest.mark.parametrize(("later", "headline"), [(0, "今天新馆开门"), (1, "昨天新馆开门"), (7, "5月10日新馆开门")])
def test_a_headline_that_a_model_words_is_told_from_the_day_too(later, headline):
    def reworded(article, most):
        sentence = SummarySentence("青禾市新图书馆今天开馆。", ARTICLE.paragraphs[0], 0)
        heading = SummarySentence("今天新馆开门", ARTICLE.paragraphs[0], 0)
        return Summary((SummaryLevel((sentence,), 1.0),), heading)

    found = summary(later, reworded)
    assert found.headline.text == headline
    assert found.headline.source == ARTICLE.title


def test_whoever_says_what_cannot_be_told_is_not_left_in_the_headline():
    body = "青禾市槐荫路的三盏路灯坏了半个月，孩子晚上摸黑走路，居民写信询问。"
    title = "槐荫路路灯坏了半个月 城管局：今晚修好"
    article = Article("p", title, (body,), published=ARTICLE.published, dated_by=ARTICLE.dated_by)
    later = retell(article, 500, dt.date(2026, 5, 12), extractive)
    assert later.headline.text == "槐荫路路灯坏了半个月"
    today = retell(article, 500, ARTICLE.published, extractive)
    assert "城管局" in today.headline.text


def test_a_headline_that_cannot_be_told_gives_way_to_the_sentence():
    passed = Article(
        "p", "大赛将于今天开幕", ARTICLE.paragraphs[:1], published=ARTICLE.published, dated_by=ARTICLE.dated_by
    )
    found = retell(passed, 500, dt.date(2026, 5, 11), extractive)
    assert not found.headline.own
    assert found.headline.text.startswith("青禾市图书馆昨天开馆")


def test_the_speaker_is_heard_before_his_words_and_the_source_is_what_was_printed():
    printed = "“旧粮仓的木梁一根也没有换，读者抬头就看得见。”馆长苗淑兰说。"
    article = Article("p", ARTICLE.title, (*ARTICLE.paragraphs, printed), published=ARTICLE.published)
    told = retell(article, 500, dt.date(2026, 5, 10), extractive).levels[-1].sentences[-1]
    assert told.text == "馆长苗淑兰说：“旧粮仓的木梁一根也没有换，读者抬头就看得见。”"
    assert told.source == printed


def test_a_time_of_day_that_begins_the_item_is_told_with_its_day():
    article = Article(
        "2026-07-15-A01.md",
        "梅影路今晨爆管",
        ("清晨4时20分，青禾市梅影路一根供水主管爆裂，两个小区1760户停水。抢修队12分钟后赶到。",),
        published=dt.date(2026, 7, 15),
        dated_by="name",
    )
    told = retell(article, 300, dt.date(2026, 7, 16), extractive)
    first = told.levels[0].sentences[0]
    assert first.text.startswith("昨天清晨4时20分，")
    assert (first.days[0].was, first.days[0].became) == ("清晨4时", "昨天清晨4时")
    same = retell(article, 300, dt.date(2026, 7, 15), extractive)
    assert same.levels[0].sentences[0].text.startswith("清晨4时20分，")


def test_a_scene_at_an_hour_of_no_day_is_not_told_later():
    article = Article(
        "2026-07-15-A04.md",
        "打了四十年鱼，如今数鸟",
        (
            "早上5点40分，61岁的独活把船篙往岸上一插，从怀里掏出望远镜。",
            "云州湖护鸟队有队员12名，去年巡湖230次，记下水鸟58种、3.9万只，独活是队长。",
        ),
        published=dt.date(2026, 7, 15),
        dated_by="name",
    )
    told = retell(article, 300, dt.date(2026, 7, 16), extractive)
    assert told.levels
    assert not any("5点40分" in each.text for level in told.levels for each in level.sentences)


@pytest.mark.parametrize(
    ("title", "sentence", "begins"),
    [
        ("水稻少喝三成水", "一种新的水稻昨天通过了国家审定，可以少用三成的水。", "据重庆消息，一种新的水稻"),
        ("重庆育成新水稻", "一种新的水稻昨天通过了国家审定，可以少用三成的水。", "一种新的水稻"),
        ("水稻少喝三成水", "一种新的水稻昨天在青禾市通过审定，可以少用三成的水。", "一种新的水稻"),
    ],
)
def test_a_report_without_a_place_has_that_of_its_dateline(title, sentence, begins):
    article = Article("p", title, (sentence,), edits=(Edit("byline", "line 1", "a dateline", "本报重庆5月10日电"),))
    told = retell(article, 500, dt.date(2026, 5, 10), extractive).levels[0].sentences[0]
    assert told.text.startswith(begins)
    assert told.source == sentence


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


@pytest.mark.parametrize(("later", "told"), [(0, True), (1, False)])
def test_of_news_that_has_passed_nothing_is_told(later, told):
    """What is left of it, who may apply, is of another paragraph."""
    day = dt.date(2026, 8, 31)
    body = ("市住建局提醒，今年第二批公租房申请今天17时截止。", "申请人要在本市缴满一年社保，名下没有住房。")
    article = Article("p", "公租房申请今天截止", body, published=day, dated_by="name 20260831")
    assert bool(retell(article, 500, day + dt.timedelta(days=later), extractive).levels) == told


def test_of_news_whose_paragraph_goes_on_the_rest_is_told():
    day = dt.date(2026, 8, 31)
    body = ("明天，全市38万名中小学生将迎来新学期。市教育局昨天通报，今年新建学校9所，增加学位1.14万个。",)
    article = Article("p", "明天开学 全市新增九所学校", body, published=day, dated_by="name 20260831")
    assert retell(article, 500, day + dt.timedelta(days=2), extractive).levels


def test_a_headline_does_not_say_that_it_came_as_it_was_foretold():
    day = dt.date(2026, 1, 31)
    body = ("1月30日，浔川女足在客场2比1胜卫冕冠军，挺进四强。", "半决赛对手将在今晚的另一场比赛里产生。")
    article = Article("p", "浔川女足爆冷 半决赛对手今晚产生", body, published=day, dated_by="name 20260131")
    told = [retell(article, 500, day + dt.timedelta(days=later), extractive).headline.text for later in (0, 1)]
    assert ["产生" in each for each in told] == [True, False]


def test_what_is_left_of_the_opening_must_be_able_to_open_an_item():
    day = dt.date(2026, 1, 4)
    body = ("因铺设供热管道，1月5日至7日，红星路分时段封闭，时间为每天22时至次日5时。途经的公交不受影响。",)
    article = Article("p", "明起三天 这些路段分时封闭", body, published=day, dated_by="name 20260104")
    told = [bool(retell(article, 500, day + dt.timedelta(days=later), extractive).levels) for later in (1, 7)]
    assert told == [True, False]


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
    ("opening", "is_told"), [("一百年前的今天，城里发生了什么？", False), ("昨天，展览开幕。", True)]
)
def test_a_day_long_ago_is_told_on_its_day_alone(opening, is_told):
    body = (
        "市档案馆供稿",
        opening,
        "第二版的新闻说，西门外的豆腐坊失火，烧毁房屋五间。",
        "米价每石涨至十一元，比平常涨了一元二角。",
    )
    article = Article("p", "档案里的南川", body, published=dt.date(2026, 3, 18), dated_by="name")
    assert bool(retell(article, 500, dt.date(2026, 3, 19), extractive).levels) == is_told
    assert retell(article, 500, dt.date(2026, 3, 18), extractive).levels


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


def test_an_answer_whose_beginning_is_left_out_is_told_by_nobody():
    rescue = Article(
        "p",
        "教师向云飞跳江救人",
        (
            "上周五傍晚，青禾三中教师向云飞在江边散步时，跳进江中救起两名落水儿童。",
            "记者：当时是什么情况？",
            "向云飞：六点多，我刚吃完饭。听到有人喊，看见水里一只手，晃了一下就没了。我鞋都没脱就下去了。",
            "记者：接下来有什么打算？",
            "向云飞：暑假办一个免费的防溺水班，先收三十个孩子。",
        ),
        published=dt.date(2026, 7, 17),
        dated_by="name 20260717",
    )
    told = said(retell(rescue, 500, dt.date(2026, 7, 18), extractive))
    assert not any("有人喊" in each or each.startswith("我") for each in told)
    assert any(each.endswith("向云飞说，暑假办一个免费的防溺水班，先收三十个孩子。") for each in told)


def test_what_was_set_for_the_day_and_put_off_is_told_with_its_new_day():
    fair = Article(
        "p",
        "城南夜市延期开街",
        ("原定今晚开街的城南夜市，因防汛推迟到下周五。", "夜市共有摊位一百六十个，已全部租出。"),
        published=dt.date(2026, 7, 17),
        dated_by="name 20260717",
    )
    assert (
        said(retell(fair, 500, dt.date(2026, 7, 18), extractive))[0] == "原定昨晚开街的城南夜市，因防汛推迟到7月24日。"
    )


def test_an_article_whose_headline_tells_what_is_over_has_lost_its_point():
    paragraphs = (
        "受暖湿气流影响，青禾沿海5月8日凌晨起出现持续海雾，两条航线下午全部停航。",
        "昨晚，市海事局决定从今天起分时恢复青禾轮渡：上午9时以前暂不开航，9时至16时视能见度放行。",
        "截至5月9日，已有620名旅客完成改签。",
    )
    article = replace(ARTICLE, title="海雾连锁三日 青禾轮渡今起分时恢复", paragraphs=paragraphs)
    has_its_point = {day: retell(article, 500, dt.date(2026, 5, day), extractive).has_its_point for day in (10, 11)}
    assert has_its_point == {10: True, 11: False}
