"""What is told in the order of events is told with its outcome, or gives way: invented articles, little room."""

import pytest

from service.editing.summary import narratives, summary_levels
from service.editing.summary.body_text import cut
from service.editing.summary.candidates import Candidate, Voices, candidates
from service.language import bigrams
from service.model import Article, Genre
from tests.support.tables import every_row

GYM = Article(
    "a",
    "一家泳馆的最后三天",
    (
        "8月20日晚8点，青禾市南屏区“力行”泳馆还在卖年卡。会员高某刷了2680元。",
        "8月21日清晨，会员群里弹出通知：“检修三天，各位家人谅解。”有人回了玫瑰，有人回了拇指。",
        "8月22日晚8点，泳池的水放干了，1300名会员的预付款没了下落。",
        "玻璃门用链条锁着，门上那张纸还写着“检修三天”。",
        "目前，南屏区市场监管局已立案，并将收款账户的线索移交公安机关。",
    ),
    genre=Genre.FEATURE,
)
VERDICT = Article(
    "b",
    "声音像 人不是",
    (
        "昨天上午，青禾市汀南区人民法院对一起用合成声音冒充子女的诈骗案作出一审判决，被告人章某被判处有期徒刑五年六个月。",
        "去年11月，67岁的孟老先生接到一个陌生号码。那头先是哭，再喊一声“爸”。",
        "六天里他转账九次，最后一次是拆了定期存单。",
        "银行柜员问过他钱给谁，他答给女儿。",
        "晚饭时他说了一句班费的事，女儿放下筷子。",
        "主审法官缪正清介绍，此案追回了12.3万元。",
    ),
    genre=Genre.FEATURE,
)
MARKET = Article(
    "c",
    "冰上的三个钟头",
    (
        "凌晨3时40分，青禾市水产市场的卷帘门一扇接一扇地升起来。",
        "第一辆冷藏车倒进车位，车门一开，白气涌出。",
        "一箱鱼连冰四十斤，从车上到摊位要走六十步。",
        "酒楼的采购员来了，先掰鳃，再用指头按一按鱼背。",
        "散客进场的时候，剩下的鱼个头小，价钱也便宜一半。",
        "水管一冲，地上干干净净，好像什么都没有来过。",
    ),
    genre=Genre.FEATURE,
)


def whole(article: Article, most: int) -> list[str]:
    return ["".join(each.text for each in level.sentences) for level in summary_levels(article, most) if level.is_whole]


def candidate(text: str) -> Candidate:
    return candidates(cut((text,)), (), Voices())[0]


@pytest.mark.parametrize("most", [100, 160, 300])
def test_a_story_of_a_problem_may_only_stop_behind_its_outcome(most):
    told = whole(GYM, most)
    assert told
    assert all("已立案" in text for text in told)


def test_an_outcome_may_be_longer_than_its_story_has_room():
    longest = "".join(each.text for each in summary_levels(GYM, 60)[-1].sentences)
    assert "已立案" in longest
    assert len(longest) <= 60 + narratives.OWN_ROOM


def test_one_that_begins_with_its_news_may_stop_there_and_not_amid_its_tale():
    first, *longer = whole(VERDICT, 160)
    assert first.endswith("有期徒刑五年六个月。")
    assert all("追回了12.3万元" in text for text in longer)


def test_a_scene_without_an_outcome_is_whole_only_where_most_of_it_is_told():
    assert whole(MARKET, 40) == []
    assert whole(MARKET, 300)


def test_news_in_the_order_of_its_weight_may_stop_without_an_outcome():
    news = Article("d", "汀江大桥通车", ("昨天，青禾市汀江大桥通车，全长1200米，双向六车道。", *GYM.paragraphs))
    assert whole(news, 300)[0].endswith("双向六车道。")


def test_news_that_begins_with_a_scene_is_told_with_its_outcome():
    pipe = Article(
        "e",
        "一根47岁的水管 冲出一条河",
        (
            "清晨4时20分，住在梅影路的出租车司机封师傅被一阵响声惊醒，推门一看，水已没过第二级台阶。",
            "十几分钟后，整段320米的梅影路成了一条黄汤河。",
            "水务公司4时31分接到报修电话，8名抢修工到场。",
            "3号阀被一层沥青盖住，找它就用了15分钟。",
            "小学门口，老师们用课桌搭了一座26米长的桥。",
            "截至上午11时，新管已吊装两节，预计今晚8时恢复供水。",
        ),
    )
    assert all("恢复供水" in text for text in whole(pipe, 160))


@every_row(
    "text",
    [
        "昨天上午，青禾市水务局公布了新水价。",
        "近日，青禾市人民法院判决撤销合同。",
        "国家标准《旧手机规范》近日发布。",
        "据青禾市卫生健康委消息，船队运行满一年，接诊4.27万人次。",
    ],
)
def test_what_somebody_did_just_now_is_news(text):
    assert narratives.begins_with_news([text])


@pytest.mark.parametrize(
    "text",
    [
        "2025年10月，青禾市民张某看中一辆白色轿车。",
        "最后一块黑板是昨天下午3点挂上去的。",
        "昨天一天，青禾市供电公司接到问电费的电话1460个。",
        "昨天凌晨零点，青禾区振兴巷，供热抢修队队长冷启东蹲在一根立管前。",
    ],
)
def test_what_was_long_ago_or_says_nobody_is_no_news_yet(text):
    assert not narratives.begins_with_news([text])


def test_a_beginning_without_who_or_where_is_followed_by_the_sentence_that_says_it():
    school = Article(
        "f",
        "“我们的教室晒干了”",
        (
            "最后一块黑板是昨天下午3点挂上去的。桐坞小学校长冉青禾退后三步，看了看，又把左边抬高半指。",
            "洪水漫进教室，积水1.4米。淤泥有小腿深。",
            "书包在二楼躺了三个星期，有的已发霉。",
            "食堂试灶，焖了30斤米。",
            "市教育局近日拨付重建资金186万元。",
        ),
        genre=Genre.FEATURE,
    )
    told = whole(school, 160)
    assert told
    assert all("桐坞小学" in text and "186万元" in text for text in told)


def test_what_the_reporter_did_is_no_outcome():
    canteen = Article(
        "g",
        "先点单，再下锅",
        (
            "青禾市翠屏社区食堂的白板前站着七八位老人，每人手里一支水笔。",
            "食堂2023年开张，一荤两素8元。",
            "管理员翻过泔水桶，倒掉的饭菜占三成。",
            "老人们改在白板上点菜，倒掉的少了。",
            "别的食堂也想学，菜却要多买几样。",
            "昨天中午，记者在翠屏社区食堂吃了一份萝卜烧牛腩。",
        ),
        genre=Genre.FEATURE,
    )
    body = cut(canteen.paragraphs)
    left = [[each] for each in candidates(body, (), Voices())]
    assert narratives.outcome(left, body, frozenset(), lambda each: each.size) is None


@pytest.mark.parametrize(("known", "told"), [("牙医 巡诊船", False), ("巡诊船的赊账本", True)])
def test_an_outcome_of_nothing_known_is_none(known, told):
    body = cut(("巡诊船靠岸了。", "医生上了岛。", "大家排着队。", "船长等着。", "截至本月10日，账本上还有26笔。"))
    left = [[each] for each in candidates(body, (), Voices())]
    found = narratives.outcome(left, body, bigrams.and_trigrams(known), lambda each: each.size)
    assert (found is not None) is told


def test_an_interview_that_begins_with_its_news_may_stop_there():
    talk = Article(
        "h",
        "旧手机几成新，今后有把尺子",
        (
            "推荐性国家标准《旧手机分级规范》近日发布，将于9月1日起实施。记者采访了协会秘书长陆念安。",
            "问：为什么要定标准？",
            "答：需求摆在那里。以前各家有各家的说法，买的人看不懂。",
            "问：个人转让也要检测吗？",
            "答：不强制。规范管的是经营者，个人可以自愿送检。",
        ),
        genre=Genre.INTERVIEW,
    )
    assert whole(talk, 160)[0].endswith("将于9月1日起实施。")


RING = Article(
    "d",
    "半夜的铃声，找到了",
    (
        "从9日起，青禾市三枢路188弄的住户半夜总被一阵电话铃吵醒。17户居民拨打热线，有人说是闹鬼。",
        "昨晚11时，技术员守在弄堂里。弄堂口有一座废弃的公用电话亭，话机还通着电。",
        "三个人打着手电一路找过去，听筒早被人拿走。",
        "技术员介绍，线路当年漏拆了。",
        "今天上午，电话亭已断电拆除，报警器改了号码。",
    ),
    genre=Genre.NEWS,
)
LAMPS = Article(
    "e",
    "灯没坏 钟错了",
    (
        "前天中午12点半，青禾市柑子巷19盏路灯齐刷刷亮着。",
        "巷口的老师傅连头都没抬。",
        "尹女士给记者看她的本子，一个月打了九通电话。",
        "照明所来人换了两只灯泡，灯还是老样子。",
        "昨天下午，老电工鲍立本打开配电箱，把拨盘转了半圈。",
        "昨天晚上6点50分，柑子巷19盏路灯亮了。",
        "换下来的灯泡都是好的。",
    ),
    genre=Genre.FEATURE,
)


def test_news_of_what_has_gone_on_since_a_day_is_told_with_its_outcome():
    told = whole(RING, 160)
    assert told
    assert all("已断电拆除" in each for each in told)


def test_what_came_about_at_an_hour_is_an_outcome():
    told = whole(LAMPS, 120)
    assert told
    assert all("19盏路灯亮了。" in each for each in told)


def test_how_it_stands_is_an_outcome_further_up_too_where_the_end_has_none():
    lines = (
        "昨天清晨5点40分，天还没有亮透，青禾市西水关码头外已经站了一长溜人。",
        "从昨天零时起，一桥封闭大修，预计9月23日恢复通行。",
        "船行9分钟，靠上北岸。",
        "桥上的老栏杆有人摸了又摸。",
        "开头班船的船长姓杭。",
        "他看着江面，没有答话。",
    )
    told = whole(Article("f", "桥封了 船回来了", lines, genre=Genre.FEATURE), 80)
    assert told
    assert all("预计9月23日恢复通行" in each for each in told)


def test_a_tale_of_a_rule_is_whole_with_what_the_rule_says():
    lines = (
        "中午11时50分，青禾市实验小学门口，17面小旗子在等人。",
        "放学铃响，孩子们各找各的旗，一会儿就散尽。",
        "《青禾市校外托管机构管理办法》9月1日施行。",
        "托管机构多在居民楼里，邻居有邻居的难处。",
        "预收费用一次不得超过3个月，每间屋子不得超过20人。",
        "门口的旗子收了起来。",
    )
    article = Article("g", "《青禾市校外托管机构管理办法》9月1日施行", lines, genre=Genre.FEATURE)
    told = whole(article, 120)
    assert told
    assert all("不得超过3个月" in each for each in told)
