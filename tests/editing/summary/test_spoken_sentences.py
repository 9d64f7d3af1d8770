"""Long sentences for the ear: invented ones, and those that look alike and stay whole."""

import pytest

from service.editing.summary import spoken_sentences, summary_levels
from service.model import Article
from tests.support.tables import every_row


@pytest.mark.parametrize(
    ("printed", "heard"),
    [
        ("“不换型号，是因为客户不用换图纸。”董事长文绍棠说。", "董事长文绍棠说：“不换型号，是因为客户不用换图纸。”"),
        ("“我垫我的地，犯哪条了？”高家老二站着说。", "高家老二站着说：“我垫我的地，犯哪条了？”"),
        ("“人再多，就该蛙来听我们了，”闻人越说道。", "闻人越说：“人再多，就该蛙来听我们了。”"),
    ],
)
def test_the_speaker_comes_first(printed, heard):
    assert spoken_sentences.speaker_first(printed) == heard


@every_row(
    "text",
    [
        "“不如往上走，总有办法。”他说。",
        "文绍棠说：“不换型号。”",
        "“这趟船，”崔长河说，“我开到最后一班。”",
        "“板凳会”开到了下洼村。",
    ],
)
def test_other_quotations_stay(text):
    assert spoken_sentences.speaker_first(text) == text


EXPORT = (
    "海关总署最新数据显示，今年前4个月，我国出口家用服务机器人1286万台，同比增长19.8%；出口额218.5亿元，增长27.4%。"
)
RESCUE = (
    "昨天14时25分，随着最后一名被困者由直升机吊运至山下，此前在冷沙沟一带失联的7名徒步者全部获救，其中1人脚踝骨折，"
    "其余身体状况平稳。"
)


@pytest.mark.parametrize("text", [EXPORT, RESCUE])
def test_a_long_sentence_is_parted_where_a_new_thought_begins(text):
    first, second = spoken_sentences.parts(text)
    assert first.endswith("。")
    assert first[:-1] + text[len(first) - 1] + second == text
    assert len(first) <= 60


@every_row(
    "text",
    [
        "我国出口机器人1286万台，增长19.8%；出口额218.5亿元，增长27.4%。",
        "市医保局副局长蔺文静表示，41家医院已签订互认协议，部位相同、14天以内的影像原则上不再重拍；医生认为必须重拍的，要在系统里写明原因，患者看得到。",
        "在社保医保方面，清河市将进一步扩大异地就医直接结算险种范围，推动实现职工医保个人账户跨省共济；提高灵活就业人员、新就业形态人员的参保率。",
        "作为清河流域商代重要遗址——盘龙城遗址，代表器物青铜大鼎和兽面纹钺，则展现了当时的政治格局，实证了中华文明早期强大的辐射力与向心力。",
        "协议内容包括清河航运不受限制，每天可以通过120艘货船；两岸将共同解除沿线码头的全部限制措施，货船可以在6月底前自由停靠所有码头。",
    ],
)
def test_short_ones_speeches_lists_and_halves_without_a_subject_stay_whole(text):
    assert spoken_sentences.parts(text) == (text,)


@every_row(
    ("text", "parts"),
    [
        (
            "青禾市长周大田指出，今年麦收有两个不一样：一是成熟期集中，三县的适收期前后只差2天，机具的余地比往年小；"
            "二是6月上旬可能有两次降雨过程，抢收不是口号。",
            2,
        ),
        (
            "《青禾市余热利用方案》要求，余热出厂价格由供需双方协商确定，任何单位不得借机收取入网费；"
            "居民供暖价格继续实行政府指导价，不因热源改变而上调。",
            2,
        ),
        (
            "按照《办法》，在校学生600人以上的学校必须配一名专职校医，专科以上学历；"
            "不足600人的，由就近的乡镇卫生院派医生定期到校，每周不少于两个半天。",
            2,
        ),
        (
            "青禾市统计局的数据显示，通用设备、电气机械分别为54.6%和53.9%，都在荣枯线上方；"
            "纺织服装为48.7%，仍在线下，但比上月回升0.6个百分点，是今年最高。",
            2,
        ),
        (
            "青禾市卫生健康委科长周大田介绍，办法是“三拼”：市级医院每晚派5名主治以上医师轮驻县里；"
            "全科医师经过3个月儿科转岗培训，考核合格的62人上岗。",
            1,
        ),
    ],
)
def test_lists_rules_and_figures_are_parted_and_a_persons_words_are_not(text, parts):
    assert len(text) > spoken_sentences.LONGEST
    assert len(spoken_sentences.parts(text)) == parts


def test_a_long_sentence_loses_a_tail_without_a_fact_and_no_other():
    body = (
        "据清河市水利局消息，2025年全市城市再生水利用量突破2200万立方米，成为城市稳定的第二水源，用在道路、公园和工厂"
    )
    assert spoken_sentences.without_empty_tail(f"{body}，有效缓解水资源供需矛盾。") == f"{body}。"
    for tail in ("，有效缓解3个县的供水矛盾。", "，每天节约清水6万立方米。"):
        assert spoken_sentences.without_empty_tail(body + tail) == body + tail
    assert spoken_sentences.without_empty_tail("水库昨天蓄水，有效缓解矛盾。") == "水库昨天蓄水，有效缓解矛盾。"


def test_what_a_tail_shows_is_not_cut_in_two():
    body = "5位护林人昨天在清河市与各地的记者见面交流，分享各自在防火巡查、病虫防治和野生动物救助等方面的工作实践"
    text = f"{body}，生动展现护林人不畏艰苦，努力守护青山绿水的担当。"
    assert len(text) > spoken_sentences.LONGEST
    assert spoken_sentences.without_empty_tail(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "双方要深化清河同望州发展战略对接，持续开展教育、科技、文化、旅游、体育和青年等各个领域的交流，落实好去年达成的共识，推动两地关系更好发展。",
        "清河市水利局、财政局等六部门昨天联合发出通知，开放全市的灌区泵站和沿线的蓄水塘，优先供给下游各个乡镇的果园、菜地和稻田，全力保障农民用水顺畅。",
    ],
)
def test_what_leaders_want_and_what_was_decided_keeps_its_tail(text):
    assert len(text) > spoken_sentences.LONGEST
    assert spoken_sentences.without_empty_tail(text) == text


@every_row(
    ("printed", "heard"),
    [
        ("为了加快进度，全镇13家烘干厂昼夜不停。", "全镇13家烘干厂昼夜不停。"),
        (
            "为强化企业诚信意识，引导其按时公示年报，营造放心环境，3月13日，河湾县市场监管局走进早市。",
            "3月13日，河湾县市场监管局走进早市。",
        ),
        ("为加快智能应用，助力“制造强县”建设，近日，一场推进会在河湾县举办。", "近日，一场推进会在河湾县举办。"),
        ("为进一步优化便捷程度，5月20日起，夜班车延长两站。", "5月20日起，夜班车延长两站。"),
    ],
)
def test_a_sentence_does_not_begin_with_an_aim_that_says_nothing(printed, heard):
    assert spoken_sentences.for_the_ear(printed) == heard


@every_row(
    "text",
    [
        "为照顾不用手机的老人，联社给每个村发了三色卡片。",
        "为了这0.4米的区间，14座隧洞的底坡有9种坡度。",
        "为庆轮渡复航，本刊征集旧票和旧照，4月30日截止。",
        "为贯彻省委部署，推动学习教育走深走实，3月13日，河湾县召开会议。",
        "为方便12个村的老人，减少跑腿，3月13日，河湾县医院把诊室开进了村。",
        "为贯彻落实省委书记的批示，昨天，全市停用了12座渡口。",
        "为加快进度，他们把两道工序并成一道。",
    ],
)
def test_an_aim_stays_that_is_a_reason_or_a_leaders_or_without_an_actor_behind_it(text):
    assert spoken_sentences.for_the_ear(text) == text


def test_of_a_sentence_too_long_to_follow_the_first_clauses_are_told():
    long = (
        "清河市水利局昨天宣布建成3座水库，总投资12亿元，可以灌溉农田40万亩，沿线12个乡镇的18万名居民用上了自来水，"
        "新修的渠道长218公里，穿过7道山梁，建有隧洞14座、渡槽9座，全年向下游供水2.3亿立方米，相当于过去三年供水量的总和。"
    )
    told = summary_levels(Article("a", "清河建成3座水库", (long,)), 500)[-1].sentences[0].text
    assert len(told) <= 100
    assert told.endswith("。")
    assert told[:-1] in long


def test_what_is_shown_ahead_is_not_pointed_at():
    assert (
        spoken_sentences.for_the_ear("图书馆发出这样一条短信，收信人读高中。") == "图书馆发出一条短信，收信人读高中。"
    )
    for text in ("图书馆发出这样一条短信：书该还了。", "馆长说：“别发出这样一条短信。”", "这样一条路，修了三年。"):
        assert spoken_sentences.for_the_ear(text) == text
