"""The programme's own words: what day it is, what is announced, what leads from one story to the next."""

import datetime as dt
import itertools
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.core import phrases
from service.editing import story_options, wording
from service.editing.wording import calendar, spoken_headlines
from service.errors import ConfigError
from service.model import Article, Story
from tests.support.examples import examples
from tests.support.paths import SHARED
from tests.support.tables import every_row, thinned

DAY = dt.date(2026, 3, 21)
BENCH = SHARED / "bench"
KNOWN = {
    "春节": ("2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03"),
    "除夕": ("2024-02-09", "2025-01-28", "2026-02-16", "2027-02-05", "2028-01-25", "2029-02-12", "2030-02-02"),
    "端午节": ("2024-06-10", "2025-05-31", "2026-06-19", "2027-06-09", "2028-05-28", "2029-06-16", "2030-06-05"),
    "中秋节": ("2024-09-17", "2025-10-06", "2026-09-25", "2027-09-15", "2028-10-03", "2029-09-22", "2030-09-12"),
    "清明节": ("2024-04-04", "2025-04-04", "2026-04-05", "2027-04-05", "2028-04-04", "2029-04-04", "2030-04-05"),
    "冬至": ("2024-12-21", "2025-12-21", "2026-12-22", "2027-12-22", "2028-12-21", "2029-12-21", "2030-12-22"),
    "国庆节": tuple(f"{year}-10-01" for year in range(2024, 2031)),
}
"""As the State Council's holiday notices and almanacs have them."""


@pytest.mark.parametrize(("name", "known"), thinned([(name, day) for name, days in KNOWN.items() for day in days], 9))
def test_festivals_fall_on_their_days_and_on_none_near(name, known):
    days = [dt.date.fromisoformat(known) + dt.timedelta(n) for n in range(-3, 4)]
    assert [name in calendar.occasion(day).split("、") for day in days] == [False] * 3 + [True] + [False] * 3


@every_row(
    ("date", "lunar"),
    [
        ("2026-03-21", "二月初三"),
        ("2025-07-25", "闰六月初一"),
        ("2026-02-16", "腊月廿九"),
        ("2028-06-23", "闰五月初一"),
    ],
)
def test_the_lunar_date(date, lunar):
    assert calendar.lunar(dt.date.fromisoformat(date)) == lunar


def said(utterances):
    return "".join(utterance.written for utterance in utterances)


@every_row(
    ("hour", "greeting"),
    [(None, "您好"), (3, "您好"), (6, "早上好"), (10, "上午好"), (12, "中午好"), (15, "下午好"), (21, "晚上好")],
)
def test_the_greeting_is_that_of_the_hour(hour, greeting):
    opening = wording.opening("云州早报", DAY, 300, wording.Style(hour=hour))
    assert greeting in opening[0].written
    assert "云州早报" in opening[0].written
    assert "2026年3月21日，星期六，农历二月初三" in opening[1].written
    assert opening[-1].written == "本节目由人工智能合成播报。"


def test_the_day_is_named_when_it_is_one_and_a_short_programme_is_brief():
    assert "春分" in said(wording.opening("云州早报", dt.date(2026, 3, 20), 300, wording.Style()))
    short = said(wording.opening("云州早报", DAY, 60, wording.Style()))
    assert "星期六" in short
    assert "农历" not in short


def test_the_shortest_programme_leaves_its_time_to_the_news():
    day = dt.date(2026, 12, 13)  # the day with the longest name of the year
    named, bare = (said(wording.opening("云州早报", day, seconds, wording.Style())) for seconds in (60, 59))
    assert calendar.occasion(day) in named
    assert calendar.occasion(day) not in bare
    assert "12月13日，星期日" in bare


@every_row(
    ("next_day", "when"),
    [
        ("2026-03-22", "明天"),
        ("2026-03-23", "后天"),
        ("2026-03-24", "下周二"),
        ("2026-03-30", "3月30日"),
    ],
)
def test_the_close_says_when_the_next_programme_comes(next_day, when):
    close = said(wording.closing("云州早报", DAY, wording.Style(hour=6, next_day=dt.date.fromisoformat(next_day))))
    assert f"{when}同一时间再会" in close


def test_within_a_week_the_next_programme_s_day_is_of_this_week():
    monday = dt.date(2026, 3, 16)
    assert calendar.coming(dt.date(2026, 3, 20), monday) == "本周五"


def test_without_a_schedule_the_close_promises_no_day():
    for hour in (None, *range(24)):
        assert "同一时间" not in said(wording.closing("云州早报", DAY, wording.Style(hour=hour)))


BODY = "云州市科技局在大会上说，要让诚信成为经营主体的招牌。云州数字经济与绿色发展主题论坛在云州举行。"


@every_row(
    ("printed", "heard"),
    [
        ("【田野新风】12.云州春茶开采（图）", "云州春茶开采"),
        ("3.【田野新风】云州春茶开采", "云州春茶开采"),
        ("8.4月云州出口增长", "4月云州出口增长"),
        ("3.5万人参加云州马拉松", "3.5万人参加云州马拉松"),
        ("（2）云州港开港。", "云州港开港"),
        ("云州要闻丨云州港开港", "云州港开港"),
        ("刚果（金）疫情扩散", "刚果（金）疫情扩散"),
        ("1—4月云州用电量增长", "1—4月云州用电量增长"),
        ("云州：把服务送到田头", "云州，把服务送到田头"),
        ("青溪县石岭乡：一声喊，21户提前撤出", "青溪县石岭乡一声喊，21户提前撤出"),
        ("浙江：五一起再添5种", "浙江五一起再添5种"),
        ("三问老旧小区：电梯谁来装", "三问老旧小区，电梯谁来装"),
        ("商会代表：“先把账期谈清楚”", "商会代表说，“先把账期谈清楚”"),
        ("两国重开谈判 云方：不会用水换", "两国重开谈判，云方说，不会用水换"),
        ("云州市水务局：在夜里查漏水", "云州市水务局，在夜里查漏水"),
        ("对话医疗队队长池砚：“我学会了等”", "对话医疗队队长池砚，“我学会了等”"),
        ("云州灯会元宵亮灯 门票 今起预约", "云州灯会元宵亮灯，门票今起预约"),
        ("云州气象台说，元宵节前 还有一次降温", "云州气象台说，元宵节前还有一次降温"),
        ("两国第三轮会谈在云州 举行", "两国第三轮会谈在云州举行"),
        (
            "云州今年汛期降水预计比常年偏多一成到两成 市防汛办：二十七座水库已腾出库容",
            "云州今年汛期降水预计比常年偏多一成到两成",
        ),
        ("学生参加“云水之间：青年行”活动", "学生参加“云水之间：青年行”活动"),
        ("云州：让诚信成为 经营主体的招牌", "云州，让诚信成为经营主体的招牌"),
        ("云州数字经济与绿色发展 主题论坛举行", "云州数字经济与绿色发展主题论坛举行"),
        ("三家工厂入选 全国绿色工厂名单", "三家工厂入选全国绿色工厂名单"),
        ("云州市第一医院 全面推行电子病历", "云州市第一医院全面推行电子病历"),
        ("云州科技局 云州妇联联合发布名单", "云州科技局、云州妇联联合发布名单"),
        ("多点发力 云州加快修建乡村公路", "多点发力，云州加快修建乡村公路"),
        ("“云”上云州 碧水绕城", "“云”上云州，碧水绕城"),
        (
            "云州市长昨天晚上签署命令 公布云山部队 长河部队 平湖部队 青原部队旗帜的式样",
            "云州市长昨天晚上签署命令",
        ),
        (
            "云州市戏剧家协会 云州市民间文艺家协会 云州市书法家协会选举产生新机构",
            "云州市戏剧家协会，云州市民间文艺家协会，云州市书法家协会选举产生新机构",
        ),
        (
            "市长同各界人士共迎新春佳节 代表云州市委 向各民主党派 工商联和无党派人士致以问候",
            "市长同各界人士共迎新春佳节",
        ),
        (
            "市长在调研时强调 抓紧抢修道路桥梁保障群众出行安全 一刻也不能放松各项防汛准备",
            "市长在调研时强调，抓紧抢修道路桥梁保障群众出行安全",
        ),
    ],
)
def test_headlines_are_made_for_the_ear(printed, heard):
    found = wording.headline(Article("page.txt", printed, (BODY * 3,)))
    assert (found.text, found.own) == (heard, True)


@every_row(
    ("printed", "heard"),
    [
        ("出口货柜恢复正常 海关：系统故障已排除", "出口货柜恢复正常，海关说，系统故障已排除"),
        ("膏药是牙膏？药监局：已责令下架", "膏药是牙膏？药监局说，已责令下架"),
        ("药监局：在夜里查药店", "药监局，在夜里查药店"),
        ("住建局：已责令停工", "住建局，已责令停工"),
        ("船撞网箱 法院：船主担六成", "船撞网箱，法院判船主担六成"),
    ],
)
def test_an_office_speaks_in_a_headline_where_it_does_so_in_its_article(printed, heard):
    body = "云州海关昨天宣布，系统已经恢复。云州药监局昨天通报，膏药没有药物成分。云州法院一审判决，船主赔钱。"
    assert wording.headline(Article("page.txt", printed, (body,))).text == heard


def test_a_verse_gives_way_to_what_the_story_says():
    verse = Article("page.txt", "踏浪担重任 扬帆启新程", ("近日，云州市新建的跨江大桥正式通车，两岸往来只要十分钟。",))
    found = wording.headline(verse, verse.paragraphs[0])
    assert found == wording.Headline("云州市新建的跨江大桥正式通车", verse.paragraphs[0], own=False)
    told = Article("page.txt", verse.title, verse.paragraphs, subtitle="云州跨江大桥通车")
    assert wording.headline(told, told.paragraphs[0]).text == "云州跨江大桥通车"


def test_a_columns_name_is_never_announced():
    column = Article("page.txt", "云快评", ("云州的水网是全市发展的命脉，要一年接着一年建下去。",), section="云快评")
    for sentence in (column.paragraphs[0], ""):
        found = wording.headline(column, sentence)
        assert "快评" not in found.text
        for place, last in itertools.product((0, 1, 5), (False, True)):
            bridge = wording.bridge(found, DAY, place, wording.Style(), last=last)
            assert bridge is None or "快评" not in bridge.written
            assert bridge is None or "：" not in bridge.written


@every_row(
    ("kicker", "title", "subtitle", "heard"),
    [
        ("", "麦黄风", "", "云州市昨天开通3条夜间公交线路"),
        ("", "夜里坐车，为何不再难", "", "云州市昨天开通3条夜间公交线路"),
        ("云州开通3条夜间公交", "夜里坐车，为何不再难", "", "云州开通3条夜间公交"),
        ("", "夜里坐车，为何不再难", "云州开通3条夜间公交", "云州开通3条夜间公交"),
        ("末班车推迟到零点", "云州开通3条夜间公交线路", "", "云州开通3条夜间公交线路"),
        ("一位夜班司机在本子上写下一句话", "“夜里下了班总算有车坐了”", "", "云州市昨天开通3条夜间公交线路"),
        (
            "五部门昨天印发夜班车新办法",
            "一个电话 车到村口",
            "每满1人即派车，老人可由村医代约",
            "五部门昨天印发夜班车新办法",
        ),
        ("", "“老甲”漫画展本周六上墙", "186幅原作免费看", "“老甲”漫画展本周六上墙"),
        ("", "踏浪担重任 扬帆启新程", "程立川讲话 冯春暖主持", "云州市昨天开通3条夜间公交线路"),
    ],
)
def test_a_headline_without_news_gives_way_to_the_line_or_clause_that_tells_it(kicker, title, subtitle, heard):
    sentence = "云州市昨天开通3条夜间公交线路，末班车推迟到零点。"
    article = Article("page.txt", title, (sentence,), kicker=kicker, subtitle=subtitle)
    found = wording.headline(article, sentence)
    assert found.text == heard
    assert found.own is (heard not in sentence)


def test_a_headline_without_news_stays_where_nothing_tells_it():
    article = Article("page.txt", "外婆的纺车", ("纺车是外公亲手做的，吱呀吱呀响了许多年。",))
    assert wording.headline(article, article.paragraphs[0]).text == "外婆的纺车"


def test_a_fragment_is_heard_with_the_line_above_it():
    article = Article("page.txt", "各地积极应对", ("正文。",), kicker="强降雨来袭")
    assert wording.headline(article).text == "强降雨来袭，各地积极应对"


def test_a_headline_with_a_character_in_doubt_is_not_said():
    title, kicker = "青禾县十二个乡镇开闸放水", "全县春灌比去年早五天"
    sure = Article("p.jpg", title, (BODY * 3,), kicker=kicker)
    assert title in wording.headline(sure).text
    doubtful = wording.headline(replace(sure, damaged=(title,)), BODY)
    assert title not in doubtful.text
    assert doubtful.text


@pytest.mark.skipif(not BENCH.is_dir(), reason="the bench is not beside the repository")
def test_printed_pauses_of_real_bulletins_stay_pauses():
    rows = [json.loads(line) for line in (BENCH / "pages_dev.jsonl").read_text("utf-8").splitlines()]
    articles = {article["title"]: article["body"] for row in rows for article in row["articles"]}
    pauses = [(*title.split(" ", 1), body) for title, body in articles.items() if title.count(" ") == 1]
    joined = [pause for pause in pauses if spoken_headlines.is_wrap(*pause)]
    assert len(pauses) > 40
    assert len(joined) <= 0.05 * len(pauses)


def test_a_clause_that_has_ended_goes_on_in_no_next_line():
    assert not spoken_headlines.is_wrap("果农老洪的苹果回来了", "一只没少", "果农老洪的苹果找到了，一只没少。")


@every_row(
    ("left", "right", "body"),
    [
        ("快件增加", "快递站不停工", "快件增加。快递站不停工。"),
        ("乘组完成交接", "着陆场已准备好", "乘组完成交接。着陆场已准备好。"),
        ("经济稳中有进", "高质量发展取得成效", ""),
    ],
)
def test_words_that_end_and_begin_at_a_space_are_not_one_that_broke(left, right, body):
    assert not spoken_headlines.is_wrap(left, right, body)
    assert spoken_headlines.is_wrap("全市经", "济社会发展提速", "")


@every_row(
    ("title", "said"),
    [
        (
            "中共中央 国务院印发《云州强省建设规划纲要（2024—2035年）》",
            "中共中央、国务院印发《云州强省建设规划纲要（2024—2035年）》",
        ),
        (
            "征求对市委关于制定云州市经济和社会发展第十五个五年规划的建议的意见 市委召开党外人士座谈会 方远主持",
            "市委召开党外人士座谈会，方远主持",
        ),
        (
            "云州市人民政府关于给林远颁发二级拥军奖章 授予何青县里模范称号并颁发三级拥军奖章的决定",
            "云州市人民政府关于给林远颁发二级拥军奖章，授予何青县里模范称号并颁发三级拥军奖章的决定",
        ),
        (
            "方远在听取青禾县委和县政府各局负责同志的防汛工作汇报时强调 守住每一座水库 保住每一段大堤",
            "方远强调，守住每一座水库",
        ),
        (
            "在第七个农民丰收节到来之际 方远向全市广大农民和在三农战线上工作的同志们致以节日祝贺",
            "在第七个农民丰收节到来之际，方远向全市广大农民和在三农战线上工作的同志们致以节日祝贺",
        ),
        (
            "第十七届云州市残疾人运动会：本市代表团单日再获十枚金牌，位列奖牌榜的第一位",
            "第十七届云州市残疾人运动会，本市代表团单日再获十枚金牌",
        ),
        (
            "《云刊》发表方远的重要文章《实现建坝一百年的奋斗目标，开创水利建设的新局面》",
            "《云刊》发表方远的重要文章《实现建坝一百年的奋斗目标，开创水利建设的新局面》",
        ),
    ],
)
def test_a_long_headline_is_not_cut_before_it_says_something(title, said):
    assert wording.headline(Article("page.txt", title, ("正文。",))).text == said


@given(st.text(alphabet="云州春茶开采【】（）“”：—— ，。123.图强调", max_size=60))
@settings(derandomize=True, max_examples=examples(200))
def test_any_title_gives_a_headline_that_can_be_said(title):
    text = wording.headline(Article("page.txt", title, ("云州春茶开采。",)), "云州的春茶今天开采了。").text
    assert text == text.strip()
    assert not text.endswith(("。", "，", "：", "！"))


def stories(count):
    body = "云州市第{0}座水库今天完工蓄水，将为下游提供灌溉用水。市水利局表示，水库还将用于发电。"
    return [Story((Article("p.txt", f"云州第{i}座水库完工", (body.format(i),)),), 1 - i / 99, "") for i in range(count)]


@pytest.mark.parametrize("days", thinned(range(0, 40, 7), 3))
def test_neighbours_by_rank_have_different_bridges_and_the_date_turns_them(days):
    date = DAY + dt.timedelta(days)
    bridges = [each.bridge for each in story_options.tell(stories(12), ("a", "b"), date)]
    leads = [bridge.written.partition("：")[0] for bridge in bridges]
    assert all(a != b for a, b in itertools.pairwise(leads))
    assert leads[0].startswith(("首先", "先"))
    assert all(bridge.source in bridge.written for bridge in bridges)
    tomorrow = story_options.tell(stories(12), ("a", "b"), date + dt.timedelta(1))
    assert tomorrow[1].bridge != bridges[1]


@pytest.mark.parametrize("days", thinned(range(0, 40, 13), 4))
def test_no_frame_comes_twice_in_a_programme(days):
    told = story_options.tell(stories(40), ("a", "b"), DAY + dt.timedelta(days))
    said = [bridge.written.partition("：") for each in told if (bridge := each.bridge)]
    frames = [before for before, colon, _ in said if colon]
    assert len(frames) == len(set(frames)) > 10
    bare = [each.bare_bridge.written for each in told if each.bare_bridge]
    assert len(bare) == len(set(bare)) > 2


def test_a_follow_up_says_so():
    first, second, *_ = stories(3)
    again = Story(second.articles, second.score, "", follow_up=True)
    plain = story_options.tell([first, second], ("a",), DAY)[1].bridge.written
    follow_up = story_options.tell([first, again], ("a",), DAY)[1].bridge.written
    style = wording.Style()
    openings = {each.partition("：")[0] for each in style.phrases.follow_up}
    assert follow_up.partition("：")[0] in openings
    assert plain.partition("：")[0] not in openings


def test_a_show_has_its_own_words(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('welcome = ["{greeting}，{show}陪着您。"]\n', "utf-8")
    style = wording.Style(phrases.load(own), hour=6)
    assert wording.opening("云州早报", DAY, 300, style)[0].written == "早上好，云州早报陪着您。"
    assert style.phrases.end == phrases.shipped().end


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('welcom = ["这里是{show}。"]', "welcom"),
        ('welcome = "这里是{show}。"', "welcome must be a list"),
        ("welcome = []", "welcome must be a list"),
        ('welcome = ["这里是节目。"]', "{show}"),
        ('welcome = ["{greeting}，{show}，{weather}。"]', "{weather}"),
        ('welcome = ["{show.__class__}。"]', "show.__class__"),
        ('welcome = ["{show:>99}。"]', "show>99"),
        ('welcome = ["{show。"]', "welcome"),
        ('welcome = ["这里是{show}"]', "must end with"),
        ('next = ["再来看：{headline}。"]', "next needs 2"),
        ('next = ["再来看：{headline}。", "再来看：{headline}。"]', "next needs 2"),
        ("farewell = 3", "farewell"),
        ('farewell = " "', "farewell"),
        ("farewell = ", "own.toml"),
    ],
)
def test_a_fault_in_the_phrases_is_named(tmp_path, text, fault):
    own = tmp_path / "own.toml"
    own.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        phrases.load(own)
    assert "own.toml" in str(caught.value)
    assert fault in str(caught.value)


def test_a_missing_file_of_phrases_is_named_when_the_config_is_loaded(tmp_path):
    from service import settings

    config = tmp_path / "tingbao.toml"
    config.write_text('[[show]]\nslug = "x"\nphrases = "none.toml"\n', "utf-8")
    with pytest.raises(ConfigError, match=r"none\.toml"):
        settings.load(config)


def test_the_lead_is_announced_and_of_the_others_those_with_news():
    def told(*texts):
        return [wording.Headline(text, text, own=True) for text in texts]

    bridge, person, label = "云州大桥昨天通车", "祝阿满", "一条皮带的“体检报告”"
    assert wording.worth_announcing(told(bridge, person, bridge, label, bridge, bridge), 4) == (0, 2, 4, 5)
    assert wording.worth_announcing(told(label, person, label), 4) == (0,)
    assert wording.worth_announcing(told(bridge, bridge, bridge), 2) == (0, 1)
    assert wording.worth_announcing([], 4) == ()


@every_row(
    ("kicker", "title", "heard"),
    [
        (
            "渡轮今起改走南线，一改就是90多天。船长、店老板各有各的账——",
            "多绕14海里，也得天天开",
            "渡轮今起改走南线，一改就是90多天",
        ),
        ("银行柜员多问三句", "拦下老人18.6万元", "银行柜员多问三句，拦下老人18.6万元"),
        (
            "七天63车次中暑出车，四成多发生在16时到18时",
            "出伏了，救护车还在跑",
            "七天63车次中暑出车，四成多发生在16时到18时",
        ),
        ("记者三天跑了12处、买了27份，一份一份化开称", "一箱虾化开，轻了三两七", "一箱虾化开，轻了三两七"),
        ("物业费收缴率从41%升到93%，业委会主任说——", "“账本先上墙，再去敲门”", "物业费收缴率从41%升到93%"),
        (
            "没有自己的整机品牌，只做别人产品里的一个零件，青禾、云州、望川、柳桥四家企业把生意做到了海外——",
            "“配角”出海记",
            "青禾、云州、望川、柳桥四家企业把生意做到了海外",
        ),
        ("惠及38.6万人", "青禾河引水工程正式通水", "青禾河引水工程正式通水"),
        ("投资3.6亿元 今年汛期后合龙", "青禾大桥主墩全部出水", "青禾大桥主墩全部出水"),
        (
            "方远在春茶生产调研时强调",
            "早管早采早卖 把账算到农户头上",
            "方远在春茶生产调研时强调，早管早采早卖，把账算到农户头上",
        ),
    ],
)
def test_the_line_above_is_heard_where_it_has_the_news(kicker, title, heard):
    assert wording.headline(Article("p", title, (f"{title}。" * 3,), kicker=kicker)).text == heard


def test_a_line_in_brackets_is_heard_without_them():
    found = wording.headline(Article("p", "雨前茶，今年贵不起来", ("无。",), subtitle="（茶叶产量增长两成）"))
    assert found.text == "茶叶产量增长两成"


def test_a_line_that_tells_what_is_told_is_said_instead_of_a_title_that_tells_nothing_of_it():
    told = "临漪市中级人民法院昨天消息，全市法院共接收涉灾纠纷1386件，已化解1117件。"
    article = Article("p", "板凳法庭开到了清淤现场", (told,), kicker="临漪法院1386件涉灾纠纷已化解1117件")
    assert wording.headline(article, told).text == article.kicker
    assert wording.headline(article, "板凳法庭昨天开到了清淤现场，双方签了字。").text == article.title
    pointing = Article("p", article.title, (told,), kicker="双方化解1117件，共接收1386件")
    assert wording.headline(pointing, told).text == article.title


def test_a_line_that_leaves_out_what_was_done_is_not_said():
    told = "8月13日，云州市人大常委会通过《云州市邻里条例》，10月1日起施行。"
    article = Article("p", "邻里小事谁来管？", (told,), kicker="市人大常委会昨天通过，10月1日起施行")
    assert wording.headline(article, told).text != article.kicker
    named = Article("p", article.title, (told,), kicker="市人大常委会昨天通过《邻里条例》，10月1日起施行")
    assert wording.headline(named, told).text == named.kicker


def test_that_somebody_reports_is_no_headline():
    assert spoken_headlines.main_clause("市春运办前天晚上通报，自2月2日春运启动以来，全市发送旅客97万人次。") == ""
    said = "市博物馆馆长焦文博介绍，双方去年9月签订协议，文物2月4日运抵。"
    assert spoken_headlines.main_clause(said) == "市博物馆馆长焦文博介绍，双方去年9月签订协议"
    assert spoken_headlines.main_clause("市法院作出通报批评决定，三家公司受罚。") == "市法院作出通报批评决定"


def test_a_line_that_names_somebody_is_said_before_a_clause_that_does_not():
    lamps = "一位读者来电说，楼下的路灯白天亮、晚上灭"
    scene = "中午12点半，太阳正当头，19盏路灯齐刷刷亮着。"
    article = Article("page.txt", "“路灯该亮的时候一盏也不亮”", (scene,), kicker=lamps)
    assert wording.headline(article, scene).text == lamps
    answers = Article("page.txt", "“路灯该亮的时候一盏也不亮”", (scene,), kicker="照明所负责人答本报记者问")
    assert wording.headline(answers, scene).text != answers.kicker


def test_what_the_paper_printed_before_is_no_headline():
    former = "1月6日，本报报道了北坎子小区室温长期不足16℃一事。"
    article = Article("page.txt", "室温上来了 热费退下来了", (former,))
    assert wording.headline(article, former).text == "室温上来了，热费退下来了"


@every_row(
    ("title", "said"),
    [
        ("来信｜湖边的灯该早一点亮", "读者来信说，湖边的灯该早一点亮"),
        ("【读者来信】湖边的灯该早一点亮", "读者来信说，湖边的灯该早一点亮"),
        ("特写｜湖边的灯早一点亮了", "湖边的灯早一点亮了"),
        ("来信五十封，盼湖边的灯早一点亮", "来信五十封，盼湖边的灯早一点亮"),
    ],
)
def test_a_letters_headline_says_that_a_reader_wrote_it(title, said):
    told = "科长薄远说，从今天起，湖边路的灯提前到5点开启。"
    assert wording.headline(Article("p", title, (told,)), told).text == said


def test_who_says_what_was_cut_off_is_not_left_at_a_headlines_end():
    title = "我市今年汛期降水预计偏多一成到两成 市防汛办：二十七座水库已腾出库容一亿多立方米"
    article = Article("p", title, ("我市今年汛期降水预计偏多一成到两成。",))
    assert wording.headline(article, *article.paragraphs).text == "我市今年汛期降水预计偏多一成到两成"


def test_of_a_long_headline_who_says_it_where_the_place_goes():
    title = "方远在全市春季农业生产暨防汛抗旱工作视频会议上强调 以更高标准抓好春耕生产"
    assert wording.headline(Article("p", title, ("方远出席会议并讲话。",))).text == "方远强调，以更高标准抓好春耕生产"
    aimed = title.replace("抓好春耕生产", "做好各项工作 为推进农业现代化提供支撑")
    assert wording.headline(Article("p", aimed, ("方远出席会议并讲话。",))).text == "方远强调，以更高标准做好各项工作"
    long = title.replace("以更高标准抓好春耕生产", "以更高标准更严要求更实举措抓好全年春耕夏种秋收冬藏各项生产")
    told = wording.headline(Article("p", long, ("方远出席会议并讲话。",))).text
    assert told == "方远在全市春季农业生产暨防汛抗旱工作视频会议上讲话"


def test_a_lead_that_cannot_be_told_whole_promises_nothing():
    told = [wording.Headline(text, text, own=True) for text in ("", "云州水库昨天开工", "河湾水库昨天开工")]
    assert wording.worth_announcing(told, 3) == (1, 2)
    assert wording.worth_announcing([], 3) == ()


@every_row(
    ("title", "below", "heard"),
    [
        ("滨海大道半幅施工", "3月20日前货车须绕行，部分公交改线", "滨海大道半幅施工"),
        ("寒潮下周二到，降温10度以上", "市气象台发布重要天气预报", "寒潮下周二到，降温10度以上"),
        ("一件银壶，回家了", "“大江流日夜”特展5月16日在市博物馆开幕", "“大江流日夜”特展5月16日在市博物馆开幕"),
    ],
)
def test_the_line_below_is_heard_only_where_the_title_does_not_say_of_what(title, below, heard):
    assert wording.headline(Article("p", title, (f"{title}。" * 3,), subtitle=below)).text == heard


@every_row(
    ("lines", "heard"),
    [
        ({"kicker": "独活在春茶调研时强调"}, "独活到镇里调研春茶生产"),
        ({"subtitle": "访云州中心医院骨科主任独活"}, "独活到镇里调研春茶生产"),
        ({"kicker": "独活到云州调研春茶生产并召开座谈会"}, "独活到云州调研春茶生产并召开座谈会"),
    ],
)
def test_a_line_that_says_only_who_speaks_announces_nothing(lines, heard):
    article = Article("p", "早采早卖 把一片叶子的账算清楚", ("9月20日，独活到镇里调研春茶生产。",), **lines)
    assert wording.headline(article, article.paragraphs[0]).text == heard


@every_row(
    ("kicker", "title", "said"),
    [
        (
            "今晨6时48分 云塘区一早餐店突发燃气闪爆",
            "7人受伤 周边132户居民已全部撤离",
            "云塘区一早餐店突发燃气闪爆，7人受伤",
        ),
        ("新桥10月通车", "两县车程缩短40分钟", "新桥10月通车，两县车程缩短40分钟"),
        ("石桥县矿洞昨日透水", "4名矿工失联 救援正在进行", "石桥县矿洞昨日透水，4名矿工失联，救援正在进行"),
        ("防汛一刻不能松懈，仍须严阵以待", "86户转移 连夜安置到镇中学", "86户转移，连夜安置到镇中学"),
        ("云塘区发生燃气闪爆", "老郭早点铺伤者脱险 医院连夜救治", "老郭早点铺伤者脱险，医院连夜救治"),
    ],
)
def test_what_came_of_something_is_announced_with_what_happened(kicker, title, said):
    assert wording.headline(Article("p", title, (f"{title}。" * 3,), kicker=kicker)).text == said


@every_row(
    ("kicker", "title", "said"),
    [
        ("云州海域5.2级地震 县城震感明显", "2人扭伤 房屋没有倒塌", "云州海域5.2级地震，2人扭伤，房屋没有倒塌"),
        ("云州高速九车相撞后续", "死亡人数增至2人", "云州高速九车相撞后续，死亡人数增至2人"),
        ("春茶季到了", "茶农人数增至2万人 合作社三百二十家", "茶农人数增至2万人，合作社三百二十家"),
    ],
)
def test_what_came_of_it_is_announced_behind_the_event_above(kicker, title, said):
    article = Article("p", title, (f"云州昨天，{title}。",), kicker=kicker)
    assert wording.headline(article, article.paragraphs[0]).text == said
