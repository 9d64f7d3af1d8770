"""Briefs tell what their headline tells, and no more than once."""

import datetime as dt
from dataclasses import replace

import pytest

from service.editing import running_order
from service.editing.allocation import Option
from service.editing.story_options import BEYOND, NOTHING, POOR, StoryOptions, tell
from service.editing.wording import Headline
from service.model import Article, Genre, Kind, Story, Utterance

DATE = dt.date(2026, 3, 21)
FINAL = "决赛在市体育中心举行，堡子桥中学女足以3比2战胜长荇中学队夺冠。"
TEAM = "这支球队成立才四年，队员里有十九名来自山区的村小。"


def brief(title, *sentences):
    story = Story((Article("page.txt", title, ("".join(sentences),)),), 1.0, "")
    return [utterance.written for utterance in tell([story], ["a"], DATE)[0].brief]


def test_a_headline_that_the_sentence_does_not_tell_is_said_before_it():
    told = brief("荻花洲白鹭提前六天归来", "巡护员在湿地的望远镜里看到了今年的第一批候鸟，一共三十七只。")
    assert told[0] == "荻花洲白鹭提前六天归来。"
    assert len(told) == 2


def test_a_headline_that_asks_keeps_its_question_mark_alone():
    told = brief("荻花洲的白鹭去哪儿了？", "巡护员在湿地的望远镜里看到了今年的第一批候鸟，一共三十七只。")
    assert told[0] == "荻花洲的白鹭去哪儿了？"


def test_a_headline_that_calls_out_has_one_mark():
    told = brief("“叔，绳子套腰上！”", "清晨6点，天还没有亮，冰面上有一个窟窿，风一吹就起一层薄皮，谁也不敢往前走。")
    assert told[0] == "“叔，绳子套腰上！”"


def test_a_headline_of_nobody_is_not_said_ahead_of_who_it_is_about():
    news = "七市的图书馆馆长在荻花洲图书馆签约，“一证通借”由此启动。"
    assert brief("还书不必回原地，逾期费全部取消", news) == [news]


def test_a_headline_that_a_brief_says_in_two_sentences_is_not_said_before_it():
    lines = "荻花洲漫画展8月29日开展，展出甄墨的186幅原作，免费看。", "作者甄墨将现场教孩子画画，限30人，自带铅笔。"
    assert brief("186幅原作免费看，作者现场教孩子画画", *lines)[0] == lines[0]


def test_a_headline_that_the_sentence_tells_is_not_said_twice():
    assert len(brief("堡子桥中学女足3比2夺冠", FINAL)) == 1


def test_a_label_is_not_said_where_the_item_begins_with_its_news():
    news = "24套8兆瓦风电机组主轴轴承在棠城市北辰轴承有限公司总装车间装车发往沿海一处风电场。"
    assert brief("跟“丝”较劲的人", news) == [news]
    assert brief("跟“丝”较劲的人", "他站了很久。", news) == [news]
    scene = "清晨5点，车间的灯一盏一盏亮了起来，老师傅蹲在机床旁边，一根一根地数着钢丝。"
    assert brief("跟“丝”较劲的人", scene)[0] == "跟“丝”较劲的人。"


def test_a_label_stays_above_what_its_author_says():
    text = "饭馆的账，钉在墙上。每家门前都有一本，谁欠了谁的，街坊心里有数，到年底一起结清。"
    column = Article("page.txt", "算盘声里的海州", (text,), authors=("老郁",), genre=Genre.COMMENT)
    (told,) = tell([Story((column,), 1.0, "")], ["a"], DATE)
    assert any("算盘声里的海州" in each.written for each in told.segment(len(told.options) - 1).utterances)


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("梅影路爆管 1760户停水", "望江区梅影路近三枢路口一根老铸铁水管爆裂，1760户居民停水，无人员受伤。"),
        ("堡子桥园区签约14个项目", "3月20日，堡子桥跨境电商产业园区举行集中签约仪式，14个项目落户，总投资23亿元。"),
    ],
)
def test_a_headline_that_the_sentence_says_in_other_words_is_not_said_before_it(title, sentence):
    assert brief(title, sentence) == [sentence]


def test_a_headline_whose_number_the_sentence_has_not_is_said_before_it():
    sentence = "3月20日，堡子桥跨境电商产业园区举行集中签约仪式，14个项目落户，总投资23亿元。"
    assert brief("堡子桥园区签约16个项目", sentence)[0] == "堡子桥园区签约16个项目。"


def test_a_short_forecast_is_no_poor_brief():
    forecast = Article("page.txt", "海州天气", ("今天小雨转阴，气温11到16℃。",), published=DATE)
    news = Story((Article("a.txt", "云州水库开工", ("云州水库昨天开工。",)),), 1.0, "")
    told = tell([news, Story((forecast,), 0.5, "", forecast=True)], ["a"], DATE)
    assert told[1].options[0].worth == pytest.approx(0.25)


@pytest.mark.parametrize(("length", "worth"), [(120, 0.25), (300, 1.0)])
def test_a_bulletin_tells_the_forecast_before_small_items(length, worth):
    forecast = Article("page.txt", "海州天气", ("今天小雨转阴，气温11到16℃。",), published=DATE)
    news = Story((Article("a.txt", "云州水库开工", ("云州水库昨天开工。",)),), 1.0, "")
    told = tell([news, Story((forecast,), 0.5, "", forecast=True)], ["a"], DATE, length=length)
    assert told[1].options[-1].worth == pytest.approx(worth)


def test_a_story_that_only_says_what_day_it_is_is_not_told():
    story = Story((Article("page.txt", "昨天试鸣警报", ("昨天是全国防灾减灾日。",)),), 1.0, "")
    assert tell([story], ["a"], DATE) == ()


def test_a_country_s_letter_is_told_by_its_name():
    lines = ("以色列国防部11日发表声明，说明当天的行动。", "以军当天袭击黎巴嫩南部多地，造成十二人受伤。")
    story = Story((Article("a.txt", "以军袭击黎巴嫩南部", lines),), 1.0, "")
    (told,) = tell([story], ["a"], DATE)
    assert told.headline.text == "以色列军队袭击黎巴嫩南部"
    said = {each.written: each.source for each in told.options[-1].utterances}
    assert said["以色列军队当天袭击黎巴嫩南部多地，造成十二人受伤。"] == lines[1]


def told(title, *sentences, place=1, option=-1, length=0):
    stories = [Story((Article(f"{n}.txt", "云州水库开工", ("云州水库昨天开工。",)),), 1.0, "") for n in range(place)]
    stories.append(Story((Article("page.txt", title, ("".join(sentences),)),), 0.5, ""))
    each = tell(stories, ["a"], DATE, length=length)[place]
    return [utterance.written for utterance in each.segment(len(each.options) + option).utterances]


PIPES = "荻花洲自来水厂完成12公里水管更换，全镇恢复供水。"
MORE = "新水管用的是球墨铸铁，可以用到2076年，全镇有3万户居民。"


def test_a_headline_that_a_sentence_says_again_is_not_said_before_it():
    repeated = told("荻花洲自来水厂完成水管更换", PIPES, MORE)
    assert "：" not in repeated[0]
    assert repeated[1] == PIPES
    other = told("三万居民喝上放心水", PIPES, MORE)
    assert other[0].endswith("：三万居民喝上放心水。")


def test_a_headline_is_said_before_a_scene_whose_news_comes_later():
    title = "《荻花洲校外托管机构管理办法》9月1日施行"
    lines = ("中午11时50分，荻花洲小学门口，17面小旗子在等人。", "放学铃响，孩子们各找各的旗。", f"{title}。")
    story = Story((Article("page.txt", title, lines),), 0.5, "")
    frame, bare = Utterance(f"再来看：{title}。"), Utterance("再来听一条消息。")

    def leads(*said):
        told = Option(1.0, utterances=tuple(map(Utterance, said)))
        headline = Headline(title, title, own=True)
        return StoryOptions(story, "a", frame, (told,), headline, bare_bridge=bare).bridged(0)[0]

    assert leads(*lines) == frame
    assert leads(lines[0], lines[2]) == bare
    assert leads(lines[2], lines[0], lines[1]) == bare


def test_when_all_frames_have_been_heard_the_news_stands_alone():
    assert told("荻花洲自来水厂完成水管更换", PIPES, MORE, place=20)[0] == PIPES
    assert told("三万居民喝上放心水", PIPES, MORE, place=20)[0] == "三万居民喝上放心水。"


def test_the_lead_s_headline_is_not_said_again_right_behind_the_headlines():
    headline = "三万居民喝上放心水"
    assert told(headline, PIPES, MORE, place=0)[0].endswith(f"：{headline}。")
    assert told(headline, PIPES, MORE, place=0, length=300)[1] == PIPES
    longer = (
        "更换由县水务局组织，12支队伍分段施工，管沟回填后重铺了路面，沿线的树一棵也没有砍，停水没有超过四个小时。" * 2
    )
    assert told(headline, PIPES, MORE, longer, length=300)[0].endswith(f"：{headline}。")


def test_a_story_is_shown_by_the_news_that_is_told_of_it():
    story = Story((Article("p.txt", "麦黄风", (PIPES + MORE,)),), 1.0, "")
    (each,) = tell([story], ["a"], DATE)
    assert each.segment(1).heading == "荻花洲自来水厂完成12公里水管更换"
    assert each.segment(1).title == "麦黄风"


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("云州港昨日开港，首艘货轮靠泊三号码头，年吞吐能力达到百万标箱。", True),
        ("雨停了，树上的叶子还是湿的，一滴一滴地往下掉，谁也没有说话。", False),
        ("云州港加快推进绿色港口建设，为区域发展注入强劲动力。", False),
        ("云州港管委会昨日举行发布会，介绍港口建设有关情况。", False),
    ],
)
def test_what_tells_nothing_yet_is_told_behind_what_no_editor_would_tell(text, is_told):
    first = Story((Article("page.txt", "", (FINAL,)),), 1.0, "")
    _, told = tell([first, Story((Article("page.txt", "", (text,)),), 1.0, "")], ("a",), DATE)
    assert (told.options[0].worth > BEYOND) is is_told
    alone = tell([Story((Article("page.txt", "", (text,)),), 1.0, "")], ("a",), DATE)
    assert [each.story.lead.text for each in alone] == [text]


def test_what_tells_nothing_yet_is_no_option_beside_what_does_and_no_story_beside_enough():
    series = Article("p.txt", "把供水送到家", ("云州持续推进供水。", "云州更换水管12公里。"), section="开局之年")
    news = [Story((Article("p.txt", "", (f"云州{n}号水厂昨日通水，日供水{n}万吨。",)),), 1.0, "") for n in range(2, 14)]
    titles = [each.story.lead.title for each in tell([*news, Story((series,), 0.9, "")], ("a",), DATE, length=300.0)]
    assert titles == [""] * 12
    few = tell([*news[:3], Story((series,), 0.9, "")], ("a",), DATE, length=300.0)
    assert few[-1].story.lead is series
    held = Article(
        "p.txt",
        "水厂新闻发布会",
        ("云州市昨日举行新闻发布会，介绍水厂建设有关情况。", "云州更换水管12公里，漏损率降到8%。"),
    )
    (_, told) = tell([news[0], Story((held,), 0.9, "")], ("a",), DATE)
    assert all(any("12公里" in each.written for each in option.utterances) for option in told.options)


def test_a_headline_that_the_second_sentence_says_again_is_not_said():
    opens = "云州港管委会公布的数据显示，前4个月港口货物运输保持较快增长。"
    again = "1—4月份，云州港吞吐量1200万吨，同比增长18.2%。"
    assert brief("前4个月云州港吞吐量同比增长18.2%", opens, again) == [opens, again]


def test_a_brief_that_begins_nowhere_is_hardly_told():
    def worth(*sentences):
        story = Story((Article("page.txt", "", sentences),), 1.0, "")
        (found,) = tell([story], ["a"], DATE)
        return found.options[0].worth

    assert worth("云州市新建的十二座水库本月全部开工，将来可以蓄水发电、灌溉农田。") == 1.0
    assert worth("毛坯先完成12次淬火和回火，再用滚丝轮压出细细的螺纹。") == POOR


def test_a_short_programme_s_lead_is_short_and_longer_where_there_is_too_little_news():
    sentences = tuple(f"荻花洲第{n}水厂完成{n + 10}公里水管更换，全镇{n + 3}万户恢复供水。" for n in range(80))
    lead = Story((Article("page.txt", "荻花洲水管换新", sentences),), 1.0, "")

    def longest(story, length):
        (each,) = tell([story], ["a"], DATE, length=length)
        return sum(len(utterance.written) for utterance in each.options[-1].utterances)

    assert longest(lead, 300) <= 1.25 * 300 < longest(lead, 600) <= 1.25 * 600
    filling = replace(lead, at_length=True)
    assert longest(filling, 300) == longest(filling, 600) > longest(lead, 600)


def test_a_telling_without_a_sentence_gives_way_to_the_next():
    questions = Article("a.txt", "四月数据解读", ("司长就四月数据回答记者提问。他说，新动能加快。",))
    news = Article("b.txt", "四月工业增加值增长6.1%", ("四月，全国规模以上工业增加值同比增长6.1%。",))
    comment = replace(news, genre=Genre.COMMENT)
    (told,) = tell([Story((questions, news), 1.0, "")], ["a"], DATE)
    assert told.story.articles == (news, questions)
    assert not tell([Story((questions, comment), 1.0, "")], ["a"], DATE)


GYM = (
    "8月20日晚8点，青禾市南屏区“力行”泳馆还在卖年卡。会员高某刷了2680元。",
    "8月22日晚8点，泳池的水放干了，1300名会员的预付款没了下落。",
    "玻璃门用链条锁着，门上那张纸还写着“检修三天”。",
    "更衣柜敞着，地上有一只拖鞋，鞋里积着水。",
)
END = "目前，南屏区市场监管局已立案，并将收款账户的线索移交公安机关。"


@pytest.mark.parametrize(("lines", "is_whole"), [((*GYM, END), True), ((*GYM, *GYM[2:] * 16), False)])
def test_only_a_story_that_can_be_told_whole_is_announced_and_worth_its_time(lines, is_whole):
    story = Story((Article("a.txt", "青禾市一泳馆关门", lines, genre=Genre.FEATURE),), 1.0, "")
    each = tell(
        [Story((Article("b.txt", "云州水库开工", ("云州水库昨天开工。",)),), 1.0, ""), story], ["a"], DATE, length=300
    )[1]
    assert bool(each.announced.text) is is_whole
    assert (max(option.worth for option in each.options) > POOR) is is_whole


def test_a_short_item_behind_the_lead_is_told_whole():
    def options(*sentences):
        news = [Story((Article("p.txt", "", (f"云州{n}号水厂昨日通水。",)),), 1.0, "") for n in range(2, 9)]
        item = Story((Article("p.txt", "荻花洲水管更换完成", ("".join(sentences),)),), 0.5, "")
        return tell([*news, item], ["a"], DATE, length=300.0)[-1].options

    assert [[each.written for each in option.utterances] for option in options(PIPES, MORE)] == [[PIPES, MORE]]
    longer = [f"荻花洲自来水厂第{n}车间昨日更换水泵{n}台，由三名师傅连夜安装调试完毕。" for n in range(2, 8)]
    assert len(options(PIPES, *longer)) > 1


def test_a_short_item_is_told_to_where_it_may_stop():
    news = "荻花洲梅影路清晨一根老水管爆裂，1760户居民停水。"
    pipe = Article("page.txt", "梅影路爆管 1760户停水", (f"{news}全街还有7处老管卡在路口。",))
    lead = Article("page.txt", "荻花洲大桥通车", ("荻花洲大桥昨天通车，全长1200米，双向六车道。",))
    told = tell([Story((lead,), 1.0, ""), Story((pipe,), 0.9, "")], ["a"], DATE, length=300)[1]
    assert [each.utterances[0].written for each in told.options] == [news]
    assert told.options[0].worth > POOR * 0.9**2


def test_a_lead_that_can_tell_nothing_gives_way_where_enough_is_told():
    empty = Article("p.txt", "把供水送到家", ("云州持续推进供水，为发展注入动力。",), section="开局之年")
    news = [Story((Article("p.txt", "", (f"云州{n}号水厂昨日通水，日供水{n}万吨。",)),), 0.9, "") for n in range(2, 15)]
    assert all(
        each.story.lead is not empty for each in tell([Story((empty,), 1.0, ""), *news], ["a"], DATE, length=300.0)
    )
    told = replace(empty, paragraphs=(*empty.paragraphs, "云州更换水管12公里。"))
    assert tell([Story((told,), 1.0, ""), *news], ["a"], DATE, length=300.0)[0].story.lead is told


def test_what_is_left_behind_an_empty_brief_is_a_story():
    article = Article(
        "p.txt", "云州供水提标", ("云州持续推进供水，为发展注入动力。", "云州更换水管12公里，新建水厂3座。")
    )
    [told] = tell([Story((article,), 1.0, "")], ["a"], DATE)
    empty, full = (
        Option(NOTHING, utterances=(Utterance("云州持续推进供水。"),)),
        Option(1.0, utterances=(Utterance("云州更换水管12公里，新建水厂3座，城东三万户居民用上双水源。"),)),
    )
    kept = replace(told, options=(empty, full), block="").without_empty()
    assert kept.options == (full,)
    assert not kept.is_brief(0)
    assert replace(kept, ending=running_order.Ending.COMMENT).may_be_told(0)
    assert kept.segment(0).kind is Kind.STORY
    whole = replace(told, options=(full,), block="").without_empty()
    assert whole.is_brief(0)


def test_a_bulletin_tells_no_tale_that_does_not_begin_with_news_behind_its_first_stories():
    lines = ("篾匠老余14岁跟着舅舅学艺，最远到过青禾。", "老余一共带过51个徒弟，如今留下来的不到一半。")
    tale = Article("t.txt", "一根竹子破成三十二根丝", lines, genre=Genre.FEATURE)
    places = "云州", "河湾", "长荇", "堡桥", "荻洲"
    news = [
        Story((Article(f"{n}.txt", f"{at}水库开工", (f"{at}水库昨天开工，蓄水{n + 3}万立方米。",)),), 1.0, "")
        for n, at in enumerate(places)
    ]

    def worth(first: int, length: float) -> float:
        story = Story((tale,), 1.0, "")
        told = tell([*news[:first], story], ["a"], DATE, length=length)
        return max(each.worth for each in told[first].options)

    assert worth(5, 300.0) < 0.1 < worth(1, 300.0)
    assert worth(5, 1200.0) > 0.1
