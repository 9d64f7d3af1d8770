"""The event of the headline is told, however short the telling: invented articles that come to it late."""

from service.editing.summary import body_text, headline_events, summary_levels
from service.editing.summary.candidates import Voices, candidates
from service.model import Article

LAWSUIT = Article(
    "a",
    "买到“女士一手车”，座椅下却有泥沙",
    (
        "去年10月，青禾市民张某在一家二手车公司看中一辆标称“女士一手车”的白色轿车，成交价8.6万元。",
        "开到第19天，车载音响失灵。维修师傅从线束里捏出一撮细沙。",
        "今年6月，青禾市中级人民法院判决撤销合同，退还车款，车商赔偿25.8万元。",
        "这一类车会在雨季以后流入市场。",
    ),
    kicker="一句假话让车商多付了25.8万元",
)
STORKS = Article(
    "b",
    "“11只，全出壳了！”",
    (
        "镜头里，一只大鸟立在12米高的铁塔巢边，半天不动，忽然低头，把什么东西吐进巢里。",
        "巢里的三只雏鸟挤在一起，绒毛还是湿的。",
        "昨天，青禾市自然资源局发布消息：今年春天，雁湖湿地的4对东方白鹳成功繁殖，孵出雏鸟11只，是有监测以来最多的一年。",
    ),
    kicker="雁湖湿地东方白鹳繁殖数量创有监测以来新高",
)


def told(article):
    return [[each.text for each in level.sentences] for level in summary_levels(article, 1000)]


def test_the_shortest_telling_of_a_lawsuit_holds_the_judgment():
    begins, judgment = told(LAWSUIT)[0]
    assert begins.startswith("去年10月")
    assert "赔偿25.8万元" in judgment


def test_an_item_begins_with_its_event_where_it_would_begin_with_a_picture():
    assert all(level[0].startswith("昨天，青禾市自然资源局") for level in told(STORKS))


def test_a_beginning_that_tells_the_headline_is_short_alone():
    plain = Article("c", "青禾图书馆昨天开馆", ("青禾图书馆昨天开馆，藏书二十万册。", "图书馆由粮仓改建，工期两年。"))
    assert len(told(plain)[0]) == 1


def test_a_reporters_way_to_the_event_is_not_the_event():
    article = Article(
        "d",
        "桐坞小学挂上了最后一块黑板",
        (
            "最后一块黑板昨天下午挂上了墙，青禾县城晴。",
            "记者来到桐坞小学，看一所学校怎样晒干。",
            "桐坞小学本月换了42块黑板。",
        ),
    )
    assert not any("记者来到" in text for text in told(article)[0])


def test_what_the_paper_printed_before_is_not_the_event():
    article = Article(
        "f",
        "收音机找着家了",
        (
            "昨天本报4版报道了一台收音机找家的事：57路司机捡到一台老式收音机。",
            "热线不到4小时就响了好几回。",
            "昨天下午5点，青禾市民邱晚晴到57路总站领回了收音机。",
        ),
    )
    assert "领回了收音机" in told(article)[0][-1]


def test_of_a_line_of_several_sentences_the_first_is_its_news():
    paragraphs = (
        "近日，本报热线接到11位读者投诉，说冻虾买回家化开水一大盆。",
        "记者跑了12处，买了27份，一份一份化开称。",
        "昨天下午，青禾市市场监管局对19份不足秤样品的商家立案。",
    )
    article = Article(
        "g",
        "一箱虾化开",
        paragraphs,
        kicker="冻虾热了。记者跑了12处、买了27份",
        subtitle="19份样品不足秤，市场监管部门立案",
    )
    assert "立案" in "".join(told(article)[0])


def test_a_headline_that_only_asks_has_no_event():
    paragraphs = ("青禾市今年起草退役光伏板的登记办法。", "站长祁怀远说，这回我知道光伏板去了哪儿。")
    assert len(told(Article("h", "退役光伏板去了哪儿？", paragraphs))[0]) == 1


def test_no_item_begins_behind_the_event():
    """What is said later of the team is easier to begin with; the match would never be told then."""
    paragraphs = (
        "3月18日，全市中学生足球联赛女子组决赛在市体育中心进行。上半场0比2落后的堡子桥中学队，"
        "下半场连进三球，以3比2战胜长荇中学队，第一次捧起冠军奖杯。",
        "堡子桥中学女足成立才四年，28名队员里有19名来自农村。没有草皮，就在操场的沙土地上练。",
    )
    first = told(Article("f", "3比2 堡子桥女足逆转夺冠", paragraphs))[0]
    assert "以3比2战胜长荇中学队" in "".join(first)


def test_few_sentences_without_the_headline_s_news_are_no_telling():
    """Nothing in the first two says that it was found; who hears them waits for what the headline has promised."""
    paragraphs = (
        "从9日起，三枢路188弄的17户居民半夜总被一阵电话铃吵醒，每次响8声。",
        "昨晚11时，记者和电信公司的技术员守在弄堂里，铃响在楼外的废弃话亭。",
        "对方是一家养鸡场的自动报警器，号码只差一位，今天上午改了号码。",
        "话亭2021年就该拆，线路漏拆了。",
    )
    stump = summary_levels(Article("b", "深夜怪声，真相大白", paragraphs), 1500)
    plain = summary_levels(Article("b", "三枢路17户居民半夜被电话铃吵醒", paragraphs), 1500)
    assert [level.is_whole for level in stump[:2]] == [False, len(stump[1].sentences) >= 3]
    assert plain[0].value > 0.1 * plain[-1].value


def test_an_event_that_needs_what_cannot_be_told_is_left_to_the_longer_tellings():
    paragraphs = ("青禾市水库去年开工。", "他说，猫从六楼跃下，砸穿了邻家阳光房。")
    assert told(Article("e", "猫从六楼跃下，砸穿邻家阳光房", paragraphs)) == [["青禾市水库去年开工。"]]


def test_what_an_event_needs_is_told_with_it():
    body = body_text.cut(("周建国说：“今年的收成比去年好得多。村民的收入也增加了不少。”",))
    left = {}
    for each in candidates(body, (), Voices()):
        left.setdefault(each.line, []).append(each)
    assert headline_events.needs(left[1][0], left) == (0, 1)


def test_an_item_begins_with_the_sentences_that_end_in_its_event():
    article = Article(
        "i",
        "青禾隧道通车了",
        (
            "5月10日6时，青禾路口的水马被推到路边，一辆白色轿车第一个驶下坡道。6分钟后，它在江对岸的鹤沙新区钻出地面。"
            "青禾路越江隧道自此双向通车，这是全市第7条越江通道。",
            "监测中心11时提供的数据显示，通车5小时，隧道双向通行11860车次。",
        ),
        kicker="过江一程由38分钟缩至6分钟",
    )
    assert [text[:6] for text in told(article)[0]] == ["5月10日6", "6分钟后，它", "青禾路越江隧"]


def test_a_line_that_points_at_something_has_no_event():
    asked = "青禾市供电公司一天接了1460个电话，问的都是这件事"
    calls = candidates(body_text.cut(("昨天一天，青禾市供电公司接到1460个电话。",)), (), Voices())
    pointing = headline_events.EventCover(Article("c", "电暖器开一宿，多少钱？", ("",), kicker=asked))
    assert not pointing.is_told(calls)
    plain = headline_events.EventCover(Article("c", "电暖器开一宿，多少钱？", ("",), kicker=asked.partition("，")[0]))
    assert plain.is_told(calls)


def test_news_that_says_by_its_first_sentence_what_it_comes_to_is_no_stump():
    """The headline says it in other words: 入冬最强 for what the sentence says with a day and a number."""
    paragraphs = ("青禾市气象台昨日17时发布寒潮预警：明天白天气温将下降12至14℃，北部山区有大到暴雪。",)
    damaged = ("青禾市教育局今天将会商停课。",)
    article = Article("a", "入冬最强冷空气来了 添衣要趁早", (*paragraphs, *damaged), damaged=damaged)
    assert summary_levels(article, 200)[0].is_whole
