"""Whether words tell news: the headlines of invented papers, what their items may begin with, and what looks alike."""

import pytest

from service.editing import news_sense
from tests.support.tables import every_row

NEWS = (
    "云雁大桥昨日通车",
    "乌岭河引水工程正式通水",
    "4月北辰制造业订单指数升至51.8%",
    "秦岭冷沙沟7名失联徒步者全部获救",
    "宁夏固原出土唐代木制算筹",
    "水利部启动洪水防御Ⅳ级应急响应",
    "两百余家县级博物馆今起晚两小时闭馆",
)
NO_NEWS = (
    "麦黄风",
    "罗映川",
    "长护险来了，这六件事请看清？",
    "余热近在咫尺，为何用不上",
    "“不缺贷款，缺的是敢接的订单”",
    "奋力谱写清河发展新篇章",
    "三弦遇上弹幕",
    "一个电话，车到村口",
    "半张方桌",
)
BEGINNINGS = (
    "昨天10时18分，历时6年8个月建成的乌岭河引水工程正式通水，甘肃中部两县38.6万人将用上长流水。",
    "52岁的罗映川是洛阳擎岳传动有限公司首席装配技师。",
    "前天，东漕区法院对一起财产损害赔偿纠纷作出一审判决。",
    "5月12日下午，国家主席会见来华访问的客人。",
    "“十五五”时期，清河市将建成3座水库。",
    "目前，小麦已陆续进入灌浆期，各地科学防控。",
)
NO_BEGINNINGS = (
    "昨天是全国防灾减灾日。",
    "夜里11点，乌江上的龙滩渡特大桥车流渐稀。",
    "清晨4时20分，住在梅影路213弄底楼的出租车司机封师傅被一阵“锅盖响”惊醒。",
    "昨日18时24分，崔长河把烟在船帮上摁灭，拉了一下绳子，船头的铜铃响了两声。",
    "第94分钟，滨城队的替补席空了，所有人都冲到了角旗杆边上。",
    "毕某体温34.1℃，前天傍晚已经转出急诊。",
    "剩下的7家，有4家企业订单饱满。",
    "会上公布的《办法》共6章34条，自6月1日起施行。",
    "他在县里推广新品种3万亩。",
    "闻仲河说，最难的是让水慢下来，2号渠改了3次。",
    "昨天发布的方案，要解决的正是这类问题，七部门参加。",
    "血压要不要早上量？医生说都要。",
    "蚕豆是长耳朵的。",
    "前天，东漕区法院对这起财产损害赔偿纠纷作出一审判决。",
    "渭北那家焦化厂上周与供热公司签了意向书。",
    "延长以后，12路公交线首班车为5时50分，末班车为21时10分。",
    "第二步，七天后凭挂失单到市区网点补领新存单。",
    "去年在山西临汾一座戏台上排戏，我犯了个错误。",
)


@every_row("text", NEWS)
def test_a_headline_with_an_actor_and_an_event_tells_news(text):
    assert news_sense.tells_news(text)


@every_row("text", NO_NEWS)
def test_names_questions_verse_and_slogans_tell_none(text):
    assert not news_sense.tells_news(text)


@every_row("text", BEGINNINGS)
def test_an_item_begins_with_who_or_where_and_what_happened(text):
    assert news_sense.opens(text)


@every_row("text", NO_BEGINNINGS)
def test_an_item_never_begins_with_a_scene_or_in_the_middle(text):
    assert not news_sense.opens(text)


def test_an_act_on_a_day_is_new_and_a_state_is_not():
    assert news_sense.is_new("昨天，市法院对一起邻里纠纷作出一审判决。")
    assert not news_sense.is_new("清河市有12座水库。")


@every_row(
    ("text", "is_fact"),
    [
        ("清河市去年建成3座水库。", True),
        ("县法院作出判决。", True),
        ("要提高站位，压实责任，确保取得实效。", False),
        ("大家一致认为，前景十分广阔。", False),
    ],
)
def test_a_fact_has_an_actor_with_an_event_or_a_number_or_a_place(text, is_fact):
    assert news_sense.has_fact(text) is is_fact


@pytest.mark.slow
@pytest.mark.parametrize("part", ["，", "上", "“", "2时", "清晨", "会见", "王"])
def test_long_texts_cost_time_in_proportion(part):
    for of in (news_sense.opens, news_sense.tells_news, news_sense.has_fact):
        of(part * 50_000)


@every_row(
    ("text", "expected"),
    [
        ("七天63车次中暑出车，四成多发生在16时到18时", True),
        ("一条皮带的“体检报告”", False),
        ("祝阿满", False),
        ("这六件事已经发生两次", False),
        ("", False),
    ],
)
def test_a_line_with_an_event_and_a_number_can_be_announced(text, expected):
    assert news_sense.counts(text) is expected


@every_row(
    ("text", "scene"),
    [
        ("驾驶台后面的长椅上，六七个人提着豆油，谁也不说话。", True),
        ("青禾市的大堤上，六七个人提着马灯。", False),
        ("昨天的大会上，市长宣布减税。", False),
        ("村口的老槐树下，昨天开了一间药房。", False),
        ("气象台15日18时的预报说，明天有雨。", False),
        ("气象台15日18时，灯还亮着。", True),
    ],
)
def test_where_the_camera_stands_is_a_scene(text, scene):
    assert news_sense.sets_scene(text) is scene


@every_row(
    ("text", "follows"),
    [
        ("8月19日17时26分，市第二人民医院急诊科的双扇门被撞开。", True),
        ("昨天上午8时40分，白渡县的老街上摆着一条长凳。", True),
        ("17时26分，市第二人民医院急诊科的双扇门被撞开。", False),
        ("昨天清晨，双扇门被撞开。", False),
    ],
)
def test_a_scene_with_its_day_and_place_can_be_followed(text, follows):
    assert news_sense.is_dated_place(text) is follows


def test_one_of_several_that_were_not_told_points_back():
    assert news_sense.points_back("今年44岁的南宫榆接了其中的17个。")
    assert not news_sense.points_back("心理热线响了94次，其中的61次来自家长。")


def test_what_happened_lately_or_at_night_is_news_to_begin_with():
    assert news_sense.opens("日前，河西区法院对一起伤害案作出判决，被告人邢某被判处有期徒刑七个月。")
    assert news_sense.points_back("战后，小城重建。")
    assert news_sense.is_of_a_day("昨夜11时20分，洪峰通过水文站。")


def test_an_age_is_no_news():
    assert not news_sense.tells_news("一根47岁的老水管，冲出一条“河”")
    assert news_sense.tells_news("71岁老人获救")
    assert news_sense.tells_news("云州水厂老水管漏水47天")


def test_a_slogan_exhorts_and_a_question_asks():
    assert news_sense.exhorts_or_asks("聊城开发区开足马力冲刺首季“开门红”")
    assert news_sense.exhorts_or_asks("恶劣天气补贴怎么算")
    assert not news_sense.exhorts_or_asks("虫情灯下")


def test_a_quantity_of_nothing_named_goes_on_with_the_title():
    assert not news_sense.names_first("产量多了两成，鲜叶每斤跌了9元")
    assert news_sense.names_first("全市产量多了两成")
    assert news_sense.names_first("茶叶价格涨了9元")
