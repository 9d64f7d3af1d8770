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


def test_what_is_left_of_the_opening_must_be_able_to_open_an_item():
    day = dt.date(2026, 1, 4)
    body = ("因铺设供热管道，1月5日至7日，红星路分时段封闭，时间为每天22时至次日5时。途经的公交不受影响。",)
    article = Article("p", "明起三天 这些路段分时封闭", body, published=day, dated_by="name 20260104")
    told = [bool(retell(article, 500, day + dt.timedelta(days=later), extractive).levels) for later in (1, 7)]
    assert told == [True, False]


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


def test_an_hour_of_a_sentence_is_told_with_its_day_where_nothing_ahead_says_it():
    texts = (
        "今晨云州地震后，铁路云州段列车停车，工务人员徒步检查线路，旅客可在今天24时前免费退票。",
        "长湾大桥8时40分封闭，检测单位逐个检查支座，11时20分双向恢复通行。",
        "封闭期间，两路公交绕行老城大桥，没有人受伤，现已恢复原线。",
    )
    article = Article("p", "长湾大桥11时20分放行", texts, published=dt.date(2026, 5, 10), dated_by="name 20260510")
    told = retell(article, 500, dt.date(2026, 5, 11), extractive)
    assert said(told)[0].startswith("长湾大桥昨天8时40分封闭，")
    assert told.headline.text == "长湾大桥放行"
    assert not any("昨天" in text for text in said(retell(article, 500, dt.date(2026, 5, 10), extractive)))


def test_no_pointer_to_a_page_is_told():
    texts = ("云州今天开通第一条环线公交，全长12公里，票价2元，线路见今日第二版。详见第4版。",)
    article = Article("p", "云州开通环线公交", texts, published=dt.date(2026, 5, 10), dated_by="name 20260510")
    assert said(retell(article, 500, dt.date(2026, 5, 11), extractive)) == [
        "云州昨天开通第一条环线公交，全长12公里，票价2元。"
    ]
