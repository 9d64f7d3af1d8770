"""What an item begins with: invented articles in the forms of features and news, told at every length."""

import itertools

import pytest

from service.editing.summary import item_openings, nested_summaries, summary_levels
from service.editing.summary.body_text import cut
from service.editing.summary.candidates import candidates
from service.model import Article, Genre
from tests.support.tables import every_row

FEATURE = Article(
    "a",
    "没有柴油味的船",
    (
        "凌晨4时10分，江面还蒙着一层薄雾。船长岑阿水把对讲机别回腰间，在玻璃窗上抹了一把。",
        "“头一回觉得吵的是别人的船。”岑阿水笑着说。",
        "13日上午9时许，满载64个标准箱的纯电动集装箱船驶离梧州赤水港，西江首条电动集装箱航线由此开通。",
        "这艘船长89米，一次充电可以航行230公里。",
    ),
    genre=Genre.FEATURE,
)
NEWS = Article(
    "b",
    "光明街恢复供水",
    (
        "昨日清晨，光明街的孙玉莲拧开水龙头，先是呼哧呼哧一阵空响。",
        "市水务集团抢修队连续作业19个多小时，昨日2时15分完成换管，于5时恢复供水。",
        "爆裂的是1994年铺设的铸铁管，市水务集团将在6月底前更换1.3公里老管。",
    ),
)


def beginnings(article: Article) -> set[str]:
    return {level.sentences[0].text for level in summary_levels(article, 1000)}


def test_a_feature_begins_with_what_is_new_however_long_it_is_told():
    assert {each[:6] for each in beginnings(FEATURE)} == {"13日上午9"}


def test_what_leads_up_to_the_beginning_is_not_told():
    longest = summary_levels(FEATURE, 1000)[-1]
    assert "薄雾" not in "".join(each.text for each in longest.sentences)
    assert len(longest.sentences) == 2


def test_a_news_item_begins_with_its_news_sentence():
    assert {each[:6] for each in beginnings(NEWS)} == {"市水务集团抢"[:6]}


def test_the_lines_above_and_below_the_headline_steer_too():
    paragraphs = (
        "清河市去年有3座水库开工。县里的老人常常坐在河边。",
        "棠城市法院昨天判决猫的主人赔偿邻居2600元。",
    )
    plain = Article("c", "猫从六楼跃下", paragraphs, genre=Genre.FEATURE)
    kicked = Article("c", "猫从六楼跃下", paragraphs, kicker="法院昨天判决主人赔偿邻居", genre=Genre.FEATURE)
    assert beginnings(kicked) == {"棠城市法院昨天判决猫的主人赔偿邻居2600元。"}
    assert beginnings(plain)


def test_an_item_begins_where_its_people_and_things_are_introduced():
    """Not at the sentence whose words look most like news: it leans on what the first paragraphs have named."""
    closed = Article(
        "f",
        "灯台山索道停到月底",
        ("灯台山索道今起年检，11月30日恢复。", "上山可坐景区摆渡车，票价10元，65岁以上老人免费；雪天停开。"),
        genre=Genre.BRIEF,
    )
    robot = Article(
        "g",
        "一条皮带的“体检报告”",
        (
            "“7号托辊温度偏高，建议48小时内更换。”10月9日，西坪矿主运皮带巡检机器人发出它上岗以来的第一份“体检报告”。",
            "试运行一个月，发现隐患31处。",
            "西坪矿计划年内再装3台，原来的18名巡检工将转岗培训为机器人维护员。",
        ),
    )
    assert {each[:5] for each in beginnings(closed)} == {"灯台山索道"}
    assert {each[:5] for each in beginnings(robot)} == {"10月9日"[:5]}


def test_a_scene_that_is_the_news_is_better_than_what_an_expert_adds():
    found = Article(
        "h",
        "“妈妈，我听见鸟叫了”",
        (
            "昨晚7时20分，公交11路调度室里，76岁的纪存礼把手帕打开，里面是一枚粉色助听器。一个小时后，它回到了豆豆耳朵上。",
            "市听力语言康复中心主任乐晓清介绍，助听器遗失在低龄儿童中很常见，每年接到求助60多起。",
        ),
    )
    assert {each[:3] for each in beginnings(found)} == {"昨晚7"}


def test_what_is_new_and_what_goes_on_count_more_behind_a_beginning_that_is_not_new():
    body = cut(("禾丰县有1860台收割机。它们都在一张图上。", "5月8日，禾丰县农机中心挂牌成立调度室。", "机手有500名。"))
    first, goes_on, new, other = candidates(body)
    told = {first.line: first}

    def factor(candidate, *, new_told=False):
        return nested_summaries._factor(candidate, told, body, new_told=new_told)

    assert factor(new) > factor(goes_on) > factor(other) == 1
    assert factor(new, new_told=True) == 1


@pytest.mark.parametrize("genre", [Genre.NEWS, Genre.ESSAY])
def test_an_article_with_nothing_fit_is_told_all_the_same(genre):
    article = Article("d", "麦黄风", ("麦黄风是有脚步的，越走越近。", "风从塬上下来，过沟，到了麦地。"), genre=genre)
    assert beginnings(article)


def test_figures_are_told_before_slogans():
    slogans = "供水保障责任重大，供水保障工作务必抓实抓细抓出成色。供水保障关系民生大计，供水保障工作务必久久为功。"
    figures = "去年更换老旧管道218公里。管网漏损率由12.6%降到8.9%。"
    article = Article("e", "清河市部署供水保障工作", ("清河市昨天部署供水保障工作。", slogans, figures))
    levels = [{each.text for each in level.sentences} for level in summary_levels(article, 1000)]
    joined = ["".join(now - before) for before, now in itertools.pairwise(levels)]
    assert [any(map(str.isdigit, text)) for text in joined] == [True, False, False]


RENOVATION = (
    "82岁的郗奶奶站在新装的电梯口。",
    "柏汀三村建于1994年，一共有21栋楼、798户人家。",
    "去年6月，改造工程开工，换水管、理电线、加电梯，样样都要动“骨头”。",
)


def test_a_beginning_that_says_nowhere_is_told_behind_what_does():
    body = cut(("".join(RENOVATION),))
    standing = {each.line: each for each in candidates(body)}
    found = item_openings.place_of(standing[2], standing, Article("p", "老小区里的“新骨头”", ()))
    assert found is standing[1]


@pytest.mark.parametrize(
    ("title", "begin"), [("柏汀三村的“新骨头”", 2), ("老小区里的“新骨头”", 1)], ids=["headline", "sentence"]
)
def test_where_it_is_need_not_be_said_twice(title, begin):
    body = cut(("".join(RENOVATION),))
    standing = {each.line: each for each in candidates(body)}
    assert item_openings.place_of(standing[begin], standing, Article("p", title, ())) is None


@every_row(
    ("text", "fit"),
    [
        ("来电人：柑子巷读者尹女士反映路灯不亮。", False),
        ("柑子巷的19盏路灯白天亮着。", True),
        ("站长祁怀远拿出拍卖记录：3家竞买人出价。", False),
        ("云州光伏电站站长祁怀远拿出拍卖记录。", True),
        ("校长江边办起学堂，收了40名学生。", True),
    ],
)
def test_no_item_begins_with_what_a_form_asks_for_or_a_post_of_nowhere(text, fit):
    assert item_openings.is_fit(candidates(cut((text,)))[0]) is fit


def test_what_is_of_this_year_counts_less_than_what_is_of_a_day():
    day, year = (
        candidates(cut((text,)))[0]
        for text in ("县热力公司11月5日发布消息，供热提前9天。", "今年，县里投资6300万元改造老管网。")
    )
    assert item_openings.factor(day, 9) > item_openings.factor(year, 9) > 1.0


def test_one_of_whom_only_his_age_is_told_is_told_behind_where_he_is():
    lines = (
        "8月19日17时26分，青禾市第二人民医院急诊科的双扇门被撞开。担架上的人43岁，体温42.3℃，工友叫他老邢。",
        "护士把体温探头放进去，屏幕上的数字跳了几下，停在42.3。",
        "昨天，老邢转到普通病房，还要再住一周。",
    )
    article = Article("h", "体温42.3℃，他被救回来了", lines, kicker="七天里9名病人", genre=Genre.FEATURE)
    for level in summary_levels(article, 200):
        assert level.sentences[0].text.startswith("8月19日17时26分，青禾市第二人民医院")


@every_row(
    ("text", "fit"),
    [
        ("“剪枝早了，一场霜就全没了，果农别急。”云州农科院研究员朱青昨天在果园里对记者说。", True),
        ("“剪枝早了，一场霜就全没了，果农别急。”云州农科院研究员朱青说。", False),
        ("“剪枝早了，一场霜就全没了，果农别急。”", False),
    ],
)
def test_a_quotation_begins_an_item_only_with_who_said_it_on_which_day(text, fit):
    (found,) = [each for each in candidates(cut((text,))) if each.whole]
    assert item_openings.is_fit(found) is fit


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("经查，5月8日，村民杨某在柏汀乡的田坎烧草时引燃荒山。", False),
        ("会议确定，柏汀乡荒山从5月12日起禁火一个月。", False),
        ("首任校长由柏汀乡小学副校长徐芸担任。", False),
        ("中心整合了柏汀乡的荒山巡护力量，5月8日起服务2100人次。", False),
        ("房价方面，柏汀乡新建住宅4月环比上涨0.1%。", False),
        ("首批柏汀市无人机5月8日在荒山巡护。", True),
        ("中心小学5月8日在柏汀乡开学。", True),
        ("公司法修订草案5月8日提请审议。", True),
    ],
)
def test_an_item_does_not_begin_with_what_leans_on_its_news(text, fit):
    assert item_openings.is_fit(candidates(cut((text,)))[0]) is fit
