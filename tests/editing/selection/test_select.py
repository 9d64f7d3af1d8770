"""What is picked, in which order and why."""

import datetime as dt
from dataclasses import replace

import pytest

from service.core.editor_wishes import Wish
from service.editing import selection
from service.editing.selection import EditorsHand, Interests
from service.model import MODIFICATION_TIME, Aired, Article, Edit, Genre, Kind, Script, Segment, Utterance

DAY = dt.date(2026, 3, 21)
TEXTS = {
    "城东水厂二期完工": "青沅市水务局通报，城东水厂二期工程已经完工，日供水能力增加到12万吨，敷设管道38公里。",
    "柳湾镇小学新校区启用": "三月的柳湾镇，新建成的中心小学迎来第一批学生，36间教室宽敞明亮，校长骆知秋在门口迎接。",
    "环湖马拉松八千人开跑": "镜湖半程马拉松鸣枪起跑，葛怀舟以1小时4分夺得冠军，志愿者1200名沿途服务，赛道绕湖。",
    "青芦高速公路全线贯通": "凤尾河特大桥最后一片箱梁架设到位，青芦高速全线贯通，总投资97亿元，两地车程缩短到一小时。",
    "东方白鹳连续三年筑巢": "白苇湿地巡护员在巢上发现一对东方白鹳正在孵卵，今年共有11对在此筑巢，比去年增加4对。",
}


def article(title, text="", **more):
    plain = {"source": "a.txt", "title": title, "paragraphs": (text or TEXTS[title],), "published": DAY}
    return Article(**plain | more)


def page(*prominences):
    return [article(title, prominence=p) for title, p in zip(TEXTS, prominences, strict=False)]


def told(choice):
    return [pick.story.lead.title for pick in choice.picks]


def test_the_lead_of_the_page_leads_and_scores_fall():
    choice = selection.choose(page(0.9, 0.7, 0.5, 0.3, 0.1))
    scores = [pick.story.score for pick in choice.picks]
    assert told(choice)[0] == "城东水厂二期完工"
    assert scores[0] == 1.0
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] < 0.8
    assert all(pick.story.reason for pick in choice.picks)


def test_two_sources_make_one_story_that_counts_more_and_the_fullest_telling_leads():
    short = article("城东水厂二期完工", source="b.txt")
    full = article(
        "城东水厂完工供水", TEXTS["城东水厂二期完工"] + "市水务局表示，下一步将更换老旧管网。", source="a.txt"
    )
    others = page(0.5, 0.5, 0.5)[1:]
    choice = selection.choose([short, full, *others])
    story = next(pick.story for pick in choice.picks if len(pick.story.articles) == 2)
    assert [each.source for each in story.articles] == ["a.txt", "b.txt"]
    assert "2 tellings" in story.reason
    assert [each.title for each in choice.skipped] == ["城东水厂二期完工"]
    assert "same story" in choice.skipped[0].reason
    assert next(p for p in choice.picks if p.story is story).terms["several sources"] > 0


def test_another_telling_that_has_another_figure_says_so():
    other = article(
        "城东水厂二期完工", TEXTS["城东水厂二期完工"].replace("12万吨", "15万吨")[:-8] + "。", source="b.txt"
    )
    choice = selection.choose([*page(0.9), other])
    title = "城东水厂二期完工"
    [skipped] = choice.skipped
    assert skipped.reason == f"tells the same story as “{title}”, with other figures: 15万吨 instead of 12万吨"


def test_a_damaged_telling_does_not_lead():
    whole = article("城东水厂二期完工", source="b.txt")
    damaged = article("城东水厂二期完工", TEXTS["城东水厂二期完工"] + "市水务局", damaged=("市水务局",))
    assert selection.choose([damaged, whole]).picks[0].story.lead.source == "b.txt"


def test_boosted_words_sections_and_sources_rise_and_say_so():
    plain = page(0.6, 0.55, 0.5, 0.5, 0.5)
    before = told(selection.choose(plain)).index("青芦高速公路全线贯通")
    for interests, change in [
        (Interests(boost_words=("箱梁",)), {}),
        (Interests(boost_sections=("交通",)), {"section": "交通"}),
        (Interests(boost_sources=("road.example",)), {"url": "https://road.example/1"}),
    ]:
        choice = selection.choose([*plain[:3], replace(plain[3], **change), plain[4]], interests=interests)
        raised = told(choice).index("青芦高速公路全线贯通")
        assert raised < before
        assert "wanted: " in choice.picks[raised].story.reason


def test_the_editor_leads_pins_and_drops_until_a_day():
    titles = told(selection.choose(page(0.9, 0.7, 0.5, 0.3, 0.1)))
    first, *_, pinned, led = titles
    hand = EditorsHand(
        lead=(Wish(led[:4], DAY),), pin=(Wish(pinned),), drop=(Wish(first, DAY), Wish(titles[1], DAY - dt.timedelta(1)))
    )
    choice = selection.choose(page(0.9, 0.7, 0.5, 0.3, 0.1), hand=hand, until=DAY)
    assert told(choice) == [led, pinned, *titles[1:-2]]
    assert choice.picks[0].story.reason.startswith(f"the editor's lead: {led[:4]}")
    assert choice.picks[1].story.reason.startswith(f"pinned: {pinned}")
    assert [pick.story.score for pick in choice.picks[:2]] == [1.0, 1.0]
    assert [(each.title, each.reason) for each in choice.skipped] == [(first, f"dropped: {first}")]


def test_pins_are_told_in_the_order_in_which_they_are_named_whatever_blanks_the_page_has():
    titles = told(selection.choose(page(0.9, 0.7, 0.5, 0.3, 0.1)))
    spaced = [replace(each, title=f"{each.title[:3]} {each.title[3:]}") for each in page(0.9, 0.7, 0.5, 0.3, 0.1)]
    for one, other in ((3, 4), (4, 3)):
        hand = EditorsHand(pin=(Wish(titles[one]), Wish(titles[other])))
        choice = selection.choose(spaced, hand=hand, until=DAY)
        assert [title.replace(" ", "") for title in told(choice)][:2] == [titles[one], titles[other]]
        assert [pick.story.by_hand for pick in choice.picks] == [True, True, False, False, False]
        assert choice.unmet == ()


def test_names_first_puts_offices_and_their_holders_in_order():
    secretary = article(
        "钟砚耕看望巡护员",
        "市委书记钟砚耕到白苇湿地看望巡护员，要求护好水鸟。湿地将增加12名巡护员，今年的鸟比去年多三成。",
    )
    mayor = article(
        "陶立夏到柳湾镇走访",
        "市长陶立夏到柳湾镇走访，了解菜农的难处，要求各部门尽快修好机耕路，方便运菜，秋收之前完工。",
    )
    plain = [*page(0.9, 0.7), secretary, mayor]
    assert told(selection.choose(plain))[:2] != [mayor.title, secretary.title]
    choice = selection.choose(plain, hand=EditorsHand(names_first=("市长", "市委书记")))
    assert told(choice)[:2] == [mayor.title, secretary.title]
    assert choice.picks[0].story.reason.startswith("names first: 市长")


def test_more_comment_fills_a_programme_for_which_the_news_is_too_little():
    texts = (
        "水厂完工只是开头，管网才是难处，值得各部门想一想。不妨先从老小区改起，一户一户地换，别让好水断在最后一米。",
        "护鸟先要护鱼。湿地里的网少了，鱼才会多起来；鱼多了，鸟自然会来。与其立牌子，不如收网具。",
    )
    comments = [article(f"评论之{n}", text, genre=Genre.COMMENT) for n, text in enumerate(texts)]
    choice = selection.choose([*page(0.9, 0.7), *comments])
    fuller = choice.filled_up()
    assert [told(choice)[-1], *(pick.story.lead.title for pick in choice.reserve)] == told(fuller)[-2:]
    assert [pick.story.at_length for pick in fuller.picks] == [True] * 4
    assert [each.reason for each in choice.skipped] == ["comment: the show tells one"]
    assert fuller.skipped == ()
    assert fuller.filled_up() == fuller


@pytest.mark.parametrize(("comment", "count"), [("no", 0), ("one", 1), ("yes", 2)])
def test_as_much_comment_is_told_as_the_show_wants_and_behind_the_news(comment, count):
    texts = (
        "水厂完工只是开头，管网才是难处，值得各部门想一想。不妨先从老小区改起，一户一户地换，别让好水断在最后一米。",
        "护鸟先要护鱼。湿地里的网少了，鱼才会多起来；鱼多了，鸟自然会来。与其立牌子，不如收网具。",
    )
    comments = [article(f"评论之{n}", text, genre=Genre.COMMENT) for n, text in enumerate(texts)]
    choice = selection.choose([*comments, *page(0.5, 0.4)], hand=EditorsHand(comment=comment))
    assert set(told(choice)[:2]) == set(told(selection.choose(page(0.5, 0.4))))
    assert len(told(choice)) == 2 + count
    assert len(choice.skipped) == 2 - count


def test_muted_articles_are_left_out_with_the_reason():
    plain = page(0.6, 0.6, 0.6, 0.6, 0.6)
    plain[1] = replace(plain[1], section="教育")
    plain[2] = replace(plain[2], source="sports/b.txt")
    interests = Interests(mute_words=("水厂",), mute_sections=("教育",), mute_sources=("sports/",))
    choice = selection.choose(plain, interests=interests)
    assert {each.title: each.reason for each in choice.skipped} == {
        "城东水厂二期完工": "muted: the word 水厂",
        "柳湾镇小学新校区启用": "muted: the section 教育",
        "环湖马拉松八千人开跑": "muted: the source sports/",
    }
    assert len(choice.picks) == 2


def test_an_event_that_a_page_tells_in_short_and_sends_on_is_told_once():
    short = article("城东水厂完工", TEXTS["城东水厂二期完工"][:60], source="2026-03-21-A01.txt")
    short = replace(short, edits=(Edit("dropped", "line 9", "", "（详见第3版）"),))
    long = article(
        "喝上双水源",
        "清晨，老街的水龙头哗哗地响。" + TEXTS["城东水厂二期完工"] + "居民说，水压比从前稳。" * 5,
        source="2026-03-21-A03.txt",
    )
    rest = article("城东水厂完工", "老管网改造同时开工，明年底完成。" * 4, source="2026-03-21-A02.txt")
    rest = replace(rest, edits=(Edit("dropped", "line 1", "", "（上接第1版）"),))
    choice = selection.choose([short, long, rest, *page(0.5, 0.5, 0.5)[1:]])
    assert [each.lead.title for each in choice.stories if len(each.articles) > 1] == ["喝上双水源"]
    assert {each.title for each in choice.skipped} == {"城东水厂完工"}


def test_the_forecast_comes_last_and_once():
    text = "今天白天：阴转小雨，偏东风3级，22℃到27℃；今天夜间：中到大雨；明天白天：中雨转小雨，21℃到25℃。"
    forecasts = [article("今日天气", text[:45], genre=Genre.NOTICE), article("今明天气", text, genre=Genre.NOTICE)]
    choice = selection.choose([*forecasts, *page(0.5, 0.5)])
    assert told(choice)[-1] == "今明天气"
    assert [story.forecast for story in choice.stories] == [False, False, True]
    assert [each.title for each in choice.skipped] == ["今日天气"]


def test_what_is_no_news_is_left_out_with_the_reason():
    notice = article(
        "停水通知", "因管道检修，柳湾镇今天夜间停水，请居民提前储水，恢复时间另行通知。" * 2, genre=Genre.NOTICE
    )
    choice = selection.choose([notice, *page(0.5)])
    assert [each.reason.partition(" (")[0] for each in choice.skipped] == ["no news: notice"]


def test_fresh_news_comes_before_yesterdays():
    old = article("青芦高速公路全线贯通", published=DAY - dt.timedelta(days=1))
    new = article("东方白鹳连续三年筑巢")
    assert told(selection.choose([old, new]))[0] == new.title


def test_what_is_too_short_is_left_out_with_the_reason():
    choice = selection.choose([*page(0.5), article("图片", "一张图。")])
    assert [(each.title, each.reason.split(":")[0]) for each in choice.skipped] == [("图片", "too short")]


def test_only_what_appeared_since_then_is_new():
    since = dt.datetime(2026, 3, 20, 10, 30, tzinfo=dt.UTC)  # 18:30 in China
    day_before = article("青芦高速公路全线贯通", published=DAY - dt.timedelta(days=2))
    same_day = article("城东水厂二期完工", published=DAY - dt.timedelta(days=1))
    early = article("东方白鹳连续三年筑巢", published_at=since - dt.timedelta(minutes=1))
    on_time = article("环湖马拉松八千人开跑", published_at=since)
    undated = article("柳湾镇小学新校区启用", published=None)
    all_of_them = [day_before, same_day, early, on_time, undated]
    choice = selection.choose(all_of_them, since=since)
    assert {each.title for each in choice.skipped} == {day_before.title, early.title}
    assert all("before 2026-03-20 18:30" in each.reason for each in choice.skipped)
    assert not selection.choose(all_of_them).skipped


def test_what_is_dated_after_the_programme_s_day_waits():
    """By what the source states; a file's own time is no date of its news, and in China the day has begun."""
    late, today, touched, feed = (
        article("城东水厂二期完工", published=DAY + dt.timedelta(1)),
        article("柳湾镇小学新校区启用"),
        article("环湖马拉松八千人开跑", published=DAY + dt.timedelta(9), dated_by=MODIFICATION_TIME),
        article("青芦高速公路全线贯通", published_at=dt.datetime(2026, 3, 21, 17, 0, tzinfo=dt.UTC)),
    )
    choice = selection.choose([late, today, touched, feed], until=DAY)
    assert sorted(told(choice)) == sorted([today.title, touched.title])
    assert {each.title: each.reason for each in choice.skipped} == dict.fromkeys(
        (late.title, feed.title), "waits for its day: dated 2026-03-22, after the programme's 2026-03-21"
    )
    assert not selection.choose([late, today, touched, feed], until=DAY + dt.timedelta(1)).skipped


def aired(*articles):
    segments = tuple(Segment(Kind.STORY, "a", (Utterance(each.text),), each.title, each.source) for each in articles)
    script = Script("听报", DAY, "x", "听报", 60.0, segments)
    return [(DAY, each) for each in selection.aired(selection.choose(articles).stories, script)]


MORE = (
    "21日，第一趟公交车驶上新路。市交通局局长洪砺之介绍，首日车流量达到18600辆，沿线6个收费站运行平稳。",
    "为方便新能源汽车出行，两处服务区已经建成充电桩48个，年内还将增设240个。",
    "家住芦汀的货车司机扈长庚算了一笔账：跑一趟青沅省油9升，一个月下来能多挣两千多元。",
)


def test_a_story_that_was_aired_does_not_come_back():
    road = article("青芦高速公路全线贯通")
    choice = selection.choose([road, *page(0.5)], past=aired(road))
    assert told(choice) == ["城东水厂二期完工"]
    assert [(each.title, each.reason) for each in choice.skipped] == [
        (road.title, "aired on 2026-03-21, without substantial new text since")
    ]


def test_it_comes_back_as_a_follow_up_when_much_is_new():
    road = article("青芦高速公路全线贯通")
    news = replace(road, title="青芦高速公路贯通后首日车流", paragraphs=(road.text, *MORE))
    story = selection.choose([news], past=aired(road)).stories[0]
    assert story.follow_up
    assert "follow-up of what was aired on 2026-03-21" in story.reason
    assert not selection.choose([news]).stories[0].follow_up


def test_a_feeds_entry_that_stays_in_the_feed_is_aired_once():
    entry = article("青芦高速公路全线贯通", url="https://news.example/1", source="https://news.example/feed")
    past = [(DAY, Aired(entry.title, "", "", entry.url))]
    assert not selection.choose([entry], past=past).picks


def test_without_its_stories_a_script_stands_for_itself():
    road = article("青芦高速公路全线贯通")
    script = Script("听报", DAY, "x", "听报", 60.0, (
        Segment(Kind.OPENING, "a", (Utterance("您好。"),)),
        Segment(Kind.STORY, "a", (Utterance("接下来："), Utterance("写的", source=road.text)), road.title, road.source),
    ))  # fmt: skip
    known = [(DAY, each) for each in selection.aired((), script)]
    assert len(known) == 1
    assert not selection.choose([road], past=known).picks


def test_a_short_forecast_and_a_warning_in_a_notices_form_are_told():
    forecast = article("鼓岭天气", "今晚多云，明天晴，11℃到21℃。", genre=Genre.NOTICE)
    warning = article(
        "户外作业12时起停工", "市气象台6时发布高温红色预警，今天最高气温40℃以上。" * 2, genre=Genre.NOTICE
    )
    notice = article("停水通知", "因管道检修，今天8时至17时停水，请居民提前储水，敬请谅解。" * 2, genre=Genre.NOTICE)
    choice = selection.choose([*page(0.5, 0.4), forecast, warning, notice])
    assert told(choice)[-1] == forecast.title
    assert choice.picks[-1].story.forecast
    assert warning.title in told(choice)
    assert [each.title for each in choice.skipped] == [notice.title]


def test_the_rest_of_a_story_on_another_page_is_named_as_that():
    title, *_ = TEXTS
    rest = article(
        title,
        TEXTS[title] * 3,
        source="2026-03-21-A03.txt",
        edits=(Edit("dropped", "line 1", "a pointer", "（上接A01版）"),),
    )
    choice = selection.choose([rest, article(title, source="2026-03-21-A01.txt")])
    assert choice.picks[0].story.lead.source == "2026-03-21-A01.txt"
    assert choice.skipped[0].reason.startswith(f"is the rest of “{title}” from another page")
