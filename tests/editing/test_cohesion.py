"""What sentences need of one another once others are left out between them."""

import pytest

from service.editing import cohesion
from service.model import DayWord
from tests.support.tables import every_row


@every_row(
    "text",
    [
        "在工地上，记者遇到了项目经理姚寒。",
        "养老服务司负责人回答了记者的提问。",
        "主任林晚只说了两个字。",
        "记者问他，9月桥修好了，船怎么办。",
        "首席科学家顾岱青这样解释为什么要把仪器搬到山底下去。",
        "雁塘区的做法略有不同。",
        "8月3日，教师群里有人问先清哪一间。",
        "去年11月3日傍晚，67岁的老彭接到一个陌生号码。",
        "请居民照下面几条做。",
        "话题收到三千条留言，摘登几条。",
        "全市寄递量增长的同时，包装也在“瘦身”。",
        "做雨伞出口的凌霄第三个讲。",
        "究其原因，竟是源自一个2%的改进。",
    ],
)
def test_what_leads_up_to_the_next_sentence(text):
    assert cohesion.sets_up(text)


@every_row(
    "text",
    [
        "会议对防汛工作作了部署。",
        "全市新增三个监测站点。",
        "记者从市水务局了解到，水厂已经投产。",
        "他找到了工作，搬进了新家。",
        "中心上月接到电话417个。",
        "全市寄递量增长的同时，胶带用量也下降了15%。",
        "昨天，市政府举行入汛新闻发布会，三部门负责人到场回答记者提问。",
        "法院在作出判决的同时，已将相关线索移送公安机关。",
        "究其原因，是河道多年没有清淤。",
        "究其原因，竟是水管老化。",
    ],
)
def test_what_says_something_by_itself(text):
    assert not cohesion.sets_up(text)


@every_row(
    ("text", "back"),
    [
        ("过去，一套轴承要过14道工序。", True),
        ("往年，麦客找活靠经纪人。", True),
        ("过去5年，全市新建水厂三座。", False),
        ("过去的缝纫机说明书画得清清楚楚。", False),
        ("过去他撵鸟，现在一天数三遍。", False),
        ("往年扫雪是因为没水，今年管子都埋好了。", False),
    ],
)
def test_what_was_before_is_half_of_a_contrast(text, back):
    assert cohesion.looks_back(text) is back


@every_row(
    ("text", "someone"),
    [
        ("那天他跑了三家厂。", True),
        ("放下茶杯，她笑了。", True),
        ("果农陈大柱说他不卖地。", False),
        ("老人说，他不走。", False),
        ("工人们走完隧道，有人送他一截钢筋头。", True),
        ("全市其他地区没有降雨。", False),
        ("招牌上写着“他乡客”。", False),
    ],
)
def test_a_person_who_is_not_named(text, someone):
    assert cohesion.means_someone(text) is someone


def test_who_adds_something_has_said_something_before():
    assert cohesion.without_added(["周庆和还说，河道已经清淤。"]) == ("周庆和说，河道已经清淤。",)
    both = ("周庆和说，物资已经备足。", "周庆和还说，河道已经清淤。")
    assert cohesion.without_added(both) == both


def said_once(before, text, *words):
    return cohesion.day_said_once(before, text, tuple(DayWord("昨天", each, "2026-05-10") for each in words))


def test_a_day_that_begins_two_sentences_is_said_once():
    text, words = said_once("前天凌晨，记者走了五段路。", "前天凌晨零点，队长蹲在立管前。", "前天")
    assert text == "凌晨零点，队长蹲在立管前。"
    assert (words[0].was, words[0].became) == ("昨天", "")
    assert "said in the sentence before" in words[0].why


def test_a_day_stays_ahead_of_what_was_held_on_it():
    text = "前天晚上进行的游泳首个比赛日，他们拿了七枚金牌。"
    before = "前天晚上进行的体操比赛，她们拿了两枚。"
    assert said_once(before, text, "前天晚上") == (text, (DayWord("昨天", "前天晚上", "2026-05-10"),))


def test_a_quotation_keeps_its_date():
    dated = (DayWord("", "前天", "2026-05-10"),)
    text = "前天，何青说：“明天通车。”"
    assert cohesion.day_said_once("前天，大桥合龙。", text, dated) == (text, dated)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("昨天，大桥通车。", "前天凌晨，大桥试灯。"),
        ("前天，大桥通车。", "前天起，公交改道。"),
        ("大桥前天通车。", "前天凌晨，大桥试灯。"),
    ],
)
def test_another_day_or_one_that_is_needed_stays(before, text):
    assert said_once(before, text, "前天")[0] == text


def test_a_familiar_name_leans_on_the_sentence_that_introduces_it():
    texts = (
        "摊主老汪撬开一箱虾。",
        "她的比老汪的贵18元。",
        "市民张某报了警。",
        "警方找到张某，老人在家。",
        "阿方表示，老家变了。",
    )
    assert cohesion.familiar(texts) == {1: {"老汪"}, 3: {"张某"}}


@every_row(
    ("text", "following", "leads"),
    [
        ("彰河县地处沙地治理的核心区。", "今年，当地推广滴灌。", True),
        ("彰河县地处沙地治理的核心区。", "县里推广滴灌。", False),
        ("彰河县位于江北，距省城80公里。", "当地推广滴灌。", False),
        ("周庆和住在彰河县。", "当地推广滴灌。", False),
    ],
)
def test_where_a_place_is_leads_to_what_is_done_there(text, following, leads):
    assert cohesion.sets_place(text, following) is leads


@every_row(
    ("text", "begins"),
    [
        ("他提出四点建议：一是扩大开放。", True),
        ("条例修订的主要内容：一是明确权限，要求更严。", True),
        ("原因有两个：一是雨多，二是风大。", False),
        ("水稻是全县的主要作物之一是事实。", False),
        ("一要坚持开放，加强合作。", True),
        ("他强调，一要清淤，二要固堤。", False),
        ("防汛一要早，二要细。", False),
        ("万一要转移，广播会通知。", False),
        ("二是规范租赁活动。", True),
        ("三是规范租赁活动。", False),
    ],
)
def test_the_first_of_several_alone_is_a_beginning(text, begins):
    assert cohesion.begins_a_list(text) is begins


@every_row(
    ("text", "following"),
    [
        ("9名护工要把38位老人全部背下楼。", "结果用了12分钟，比预案多两分钟。"),
        ("宁大壮指着路口一顶蓝色帐篷。", "那是供销社设的服务点，有热水和床铺。"),
        ("交班后少了一盏矿灯。", "二十分钟后，人在废巷口找到了。"),
        ("第88分钟，顾小舟头球扳平。", "总比分二比二。"),
        ("改线之前，同一块地要隔30小时才被看到一次。", "如今缩短到8小时。"),
        ("今年6月，一审判决退还车款。", "公司上诉，8月10日，二审维持原判。"),
        ("明年还要去社区盖章吗？不用。", "从明年1月起自动比对。"),
        ("全县儿科医师只有86人，村一级缺口更大。", "科长周河介绍，办法是每晚派5名医师轮驻乡里。"),
        ("她每周去县城做治疗，过去靠儿子骑车送。", "如今她把预约号码写在灶台边。"),
        ("4月20日，焊工组决赛。", "公孙樱第一个交卷。"),
        ("4月21日，第三次搬迁。", "校长蒲公英说，96名学生进了新校舍。"),
        ("部长回答：“没有提过。”", "就算提了，也不会换。”"),
        ("部长回答：“这件事没有人向我们提过。”", "但是提了也不会换。”"),
        ("部长回答：“不会。”", "我们换一种说法。”"),
        ("她上班一向要绕大桥，单程38分钟。", "今天她8点差一刻出门，8点零6分已换好衣服。"),
    ],
)
def test_a_sentence_whose_end_the_next_one_tells(text, following):
    assert cohesion.leads_on(text, following)


@every_row(
    ("text", "following"),
    [
        ("全市供水已经恢复。", "结果显示，水质合格。"),
        ("学生分组后由系统派位。", "结果当场打印，三方签字。"),
        ("全市供水已经恢复。", "抢修队今天上午撤离。"),
        ("去年10月，一审判决退还车款。", "法官提醒，买车先验车。"),
        ("9名护工要把38位老人全部背下楼。", ""),
        ("县里新建了六座冷库。", "那是因为苹果丰收。"),
        ("全市供水已经恢复。", "这是今年的第二次。"),
        ("全县儿科医师只有86人，村一级缺口更大。", "全县人口去年下降。"),
        ("他卖菜，过去30年没有涨过价。", "集市初一开门。"),
        ("4月21日，第三次搬迁完成，96名学生进了新校舍。", "校长蒲公英很高兴。"),
        ("部长回答：“这件事没有人向我们提过。”", "我们也没有想过。”"),
        ("部长回答：“没有提过。”", "但是另一位部长“不同意”。"),
    ],
)
def test_a_sentence_that_leaves_nothing_open(text, following):
    assert not cohesion.leads_on(text, following)


@every_row(
    ("text", "following", "opens", "introduces"),
    [
        ("种粮大户庄满囤参加了去年的小范围试用。", "他种着2300亩小麦。", True, True),
        ("34岁的祝大年是水厂的泵房工人。", "他没有先动，扑出了点球。", False, True),
        ("种粮大户庄满囤参加了去年的小范围试用。", "他种着2300亩小麦。", False, False),
        ("青禾县种粮大户庄满囤昨天获得赔款。", "他种着2300亩小麦。", True, False),
        ("站长祝大年介绍，泵站建于1970年。", "他建议更换水泵。", True, False),
        ("种粮大户庄满囤参加了去年的小范围试用。", "其他农户也在试用。", True, False),
    ],
)
def test_who_somebody_is_waits_for_what_he_does(text, following, opens, introduces):
    assert cohesion.introduces(text, following, opens=opens) is introduces


def test_a_year_that_goes_on_is_no_day_said_before():
    words = (DayWord("年", "去年", "2026"),)
    text = "去年内办了两场讲座。"
    assert cohesion.day_said_once("去年12月25日，雪场开门。", text, words) == (text, words)


def test_one_who_is_introduced_by_his_age_waits_for_that_sentence():
    texts = ["34岁的祖大年是市自来水厂的泵房工人。", "越浦队主教练第一个走过来拥抱祖大年。"]
    assert cohesion.familiar(texts) == {1: frozenset({"祖大年"})}


def test_no_one_waits_for_himself():
    assert cohesion.familiar(["祖大年，34岁，泵房工人。", "祖大年，34岁，昨晚出场。"]) == {}


@pytest.mark.parametrize(
    "text",
    ["目前，局里已立案。", "截至上午11时，新管已吊装两节。", "结果用了14分钟。", "五个月下来，食堂每天卖出365份。"],
)
def test_how_it_came_out(text):
    assert cohesion.tells_outcome(text)


@pytest.mark.parametrize(
    "text", ["8月20日，泳馆还在卖年卡。", "会员刷了2680元。", "水漫进了教室。", "五个月里，他去过三次。"]
)
def test_what_happened_on_the_way_is_no_outcome(text):
    assert not cohesion.tells_outcome(text)


@pytest.mark.parametrize("text", ["渠道也做了体检。", "覆盖不等于到得了。"])
def test_a_short_sentence_may_only_say_what_its_paragraph_is_about(text):
    assert cohesion.announces(text)


@pytest.mark.parametrize(
    "text", ["没有人员受伤，共疏散300人。", "昨天，大桥通车。", "轮渡由市公交集团水上分公司经营，两艘船对开。"]
)
def test_a_figure_a_day_or_more_words_tell_something(text):
    assert not cohesion.announces(text)


def test_one_who_is_introduced_by_age_and_trade_waits_too():
    texts = ["46岁的青禾机手宁大壮在麦田边支起帐篷。", "宁大壮已经睡醒，把收割机开上了板车。"]
    assert cohesion.familiar(texts) == {1: frozenset({"宁大壮"})}


@every_row(
    "text",
    [
        "新入职的教师、医生和环卫工人，不受就业年限限制。",
        "须在明年3月31日前提交材料，逾期视为放弃。",
        "家庭人均存款超过2.4万元的，不在此列。",
        "消防车、救护车执行任务时除外。",
        "未列入名录的，不得推荐。",
    ],
)
def test_what_a_rule_leaves_out_or_asks_limits_it(text):
    assert cohesion.limits(text)


@every_row(
    "text", ["教练缺口有140个。", "“须知”贴在门上。", "有的人不受欢迎。", "县里的缝纫社来了5个人，洗净、晒干、补好。"]
)
def test_other_sentences_limit_nothing(text):
    assert not cohesion.limits(text)


def test_who_is_presented_at_the_end_of_a_sentence_is_told_of_in_the_next():
    assert cohesion.leads_on("最后一个发言的是个九岁男孩。", "男孩说，把大槐树留下。")
    assert not cohesion.leads_on("最后一个发言的是个九岁男孩。", "散会时，天已经黑了。")


def test_a_suspect_who_is_taken_leans_on_the_sentence_that_introduces_him():
    texts = ["民警将嫌疑人王某（男，41岁）抓获。", "目前，王某已被刑事拘留。"]
    assert cohesion.familiar(texts) == {1: {"王某"}}


def test_who_is_presented_by_his_age_stands_by_himself():
    assert cohesion.presents("邵长根，四十七岁，开收割机十九年，今年带队来到石埠。")
    assert cohesion.presents("34岁的祖大年是市自来水厂的泵房工人。")
    assert not cohesion.presents("记者采访了34岁的祖大年。")
    assert not cohesion.presents("今年带队来到石埠。")


def test_one_whose_age_is_written_out_waits_for_that_sentence_too():
    texts = ["邵长根，四十七岁，开收割机十九年。", "邵长根说，灯够亮。"]
    assert cohesion.familiar(texts) == {1: frozenset({"邵长根"})}


def test_who_is_named_by_courtesy_or_by_what_he_does_leans_on_the_sentence_that_says_who_he_is():
    texts = (
        "锦绣家园的钱女士打来电话。",
        "钱女士说，路灯坏了。",
        "做竹器出口的商晚晴第三个发言。",
        "商晚晴说，运费涨了。",
        "段干先生送到医院。",
        "段干先生的家属来了。",
        "市民岳女士也来了。",
        "岳女士花了268元。",
    )
    assert cohesion.familiar(texts) == {1: {"钱女士"}, 3: {"商晚晴"}, 5: {"段干先生"}}


def test_a_day_is_said_again_behind_a_sentence_that_goes_on_to_another():
    words = (DayWord("昨天", "前天", ""),)
    before = "前天车站加开9列，昨天加开12列。"
    assert cohesion.day_said_once(before, "前天下午，候车室里坐满了人。", words) == (
        "前天下午，候车室里坐满了人。",
        words,
    )


def test_one_called_by_courtesy_leans_on_the_sentence_that_names_him():
    lines = ["伤者段干先生被送往医院。", "交警找到了车。", "段干先生的家属送来锦旗。"]
    assert cohesion.familiar(lines) == {2: frozenset({"段干先生"})}
