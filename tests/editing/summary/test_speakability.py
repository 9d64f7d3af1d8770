"""What can be said aloud and understood."""

import pytest

from service.editing.summary.speakability import begun, endings, readable, refers_back, says_no_words
from tests.support.tables import every_row


@every_row(
    ("sentence", "said"),
    [
        ("全县今年新建了六座冷库，可存放苹果两千吨。", True),
        ("全县今年新建了六座冷库，可存放苹果两千吨", False),  # no end
        ("他说：“全县今年新建了六座冷库。", False),  # a quotation that nobody closes
        ("好。", False),
    ],
)
def test_a_sentence_is_whole(sentence, said):
    assert readable(sentence) is said


def test_at_whose_invitation_somebody_comes_ends_no_sentence():
    text = "应青禾县县长方远邀请，云州市市长林舟将于10月27日至28日访问青禾县的水库，并参观一所学校。"
    assert [text[:end] for end in endings(text)] == [text.partition("，并")[0]]


def test_hearsay_and_dateline_are_left_off():
    assert begun("据悉，全县新建六座冷库。", opens_paragraph=False) == "全县新建六座冷库。"
    assert begun("全县新建六座冷库。", opens_paragraph=True) == "全县新建六座冷库。"
    assert begun("综合报道 当地时间22日，央行宣布降息。", opens_paragraph=True) == "当地时间22日，央行宣布降息。"
    assert begun("综合报道显示，降雨偏多。", opens_paragraph=True) == "综合报道显示，降雨偏多。"
    assert begun("央视网消息（新闻联播）：全县新建六座冷库。", opens_paragraph=True) == "全县新建六座冷库。"
    assert begun("方远主持，林舟出席央视网消息（新闻联播）：县里开会。", opens_paragraph=True) == "县里开会。"
    assert begun("云州发布客户端消息：县里开会。", opens_paragraph=True) == "县里开会。"
    assert begun("来自县里的消息：今年多雨。", opens_paragraph=True) == "来自县里的消息：今年多雨。"
    assert begun("三、肿了先去看，别先贴。", opens_paragraph=False) == "肿了先去看，别先贴。"
    assert begun("一、二线城市房价回升。", opens_paragraph=True) == "一、二线城市房价回升。"


@pytest.mark.parametrize(
    ("sentence", "refers"),
    [
        ("他说，今年收成很好。", True),
        ("“今年收成很好。”", True),
        ("周建国说，今年收成很好。", False),
        ("周建国说，不过早晚温差大。", True),
        ("第一轮敲了19辆，漏了4辆。", True),
        ("第三次，水权中心把合同念给大家听。", True),
        ("第一次没人举手，怕水要不回来。", True),
        ("第三轮灌溉明天8时开闸，水量少一成。", False),
        ("第二批学员昨天到校，共有30人。", False),
        ("第一次全国土壤普查昨天启动。", False),
        ("周建国说，所以然他不知道。", False),
        ("有关负责人表示，标准已列入今年计划。", True),
        ("市水务局有关负责人表示，水库已经蓄满。", False),
        ("佘伯年听完没有表态，从抽屉里摸出一只闹钟。", True),
        ("刚接到这个任务时，工人都用手工打磨。", True),
        ("佘伯年听完介绍的情况，摸出一只闹钟。", False),
        ("房东说没有，“怕他不搬”。", True),
        ("房东说有关手续已经办好，明天搬家。", False),
        ("在樱桃之乡，答案曾经是不到4个月。", True),
        ("写完把前几页翻了一遍，才掏出手机。", True),
        ("有关部门今年检查了六座冷库。", False),
        ("傍晚，一个陌生账号发出这样一条消息，并附上收款码。", True),
        ("沈市长笑着回答：“你告诉妈妈，有用。”", True),
        ("税务局局长殷实当场解释，变慢是因为要核查。", True),
        ("民兵发言人沙明否认这一指控。", True),
        ("这里是青岚县会展中心，县长昨天在这里出席三河国家峰会。", False),
        ("这里是全县最大的市场，一年卖出十万头羊。", True),
        ("据青岚县媒体报道，这是县里首次举办龙舟赛。", True),
        ("据青岚县媒体报道，这里曾是渡口。", False),
        ("据青岚县媒体报道，旧桥这个月拆完。", False),
        ("沙明否认曾经去过那里。", False),
        ("税务局局长殷实解释，退税变慢是因为要核查。", False),
    ],
)
def test_what_begins_with_a_pronoun_or_is_all_quoted_refers_back(sentence, refers):
    assert refers_back(sentence) is refers


def test_a_sentence_may_end_behind_a_whole_statement_only():
    whole = "全县今年新建了六座大型冷库，村民的苹果卖出了好价钱，合作社也扩大了规模。"
    assert endings(whole)
    assert all(whole[at] in "，；" for at in endings(whole))
    assert endings("随着冷链中心的投入使用，村民的苹果卖出了好价钱。") == []  # 随着 says nothing alone
    assert endings("他说：“今年收成很好，价钱也好，大家都高兴。”") == []  # inside a quotation


@every_row(
    ("sentence", "refers"),
    [
        ("四层加起来厚92厘米。", True),
        ("两组数据叠在一起，就能区分旱地和涝地。", True),
        ("一般在680元到950元之间。", True),
        ("加上去年发射的8颗，星座的卫星达到14颗。", True),
        ("不超过3个月，不超过5000元。", True),
        ("领队周庆和介绍，四层加起来厚92厘米。", True),
        ("周庆和介绍，一般在680元到950元之间。", True),
        ("周庆和介绍，四层楼板厚92厘米。", False),
        ("两名渔民昨天获救。", False),
        ("一般公共预算收入去年增长3%。", False),
    ],
)
def test_a_number_of_what_was_named_before_refers_back(sentence, refers):
    assert refers_back(sentence) is refers


def test_other_three_are_not_the_same_three():
    assert begun("另外三座风井列入明年计划。", opens_paragraph=False) == "另外三座风井列入明年计划。"
    assert begun("另外，风井列入明年计划。", opens_paragraph=False) == "风井列入明年计划。"


def test_a_speaker_without_his_words_is_not_told():
    assert says_no_words("技术员佘立波蹲在地上，一边拿塞尺量，一边对记者说。")
    assert not says_no_words("技术员佘立波说，轨缝是8毫米。")
    assert says_no_words("车千秋这样回答记者。")
    assert says_no_words("经理段青云如此回应。")
    assert says_no_words("他告诉救援队员。")
    assert not says_no_words("这件事他没有告诉妻子。")
    assert not says_no_words("车千秋这样回答记者：“打122。”")
    assert not says_no_words("这件事大家都听说。")


def test_a_link_to_click_is_for_the_eye_and_a_message_to_click_is_news():
    assert not readable("请扫二维码或者点击链接报名参加活动。")
    assert readable("昨天有市民收到“供热退费，点击领取”的短信。")


def test_what_a_broadcaster_says_of_itself_is_not_told():
    assert not readable("本台昨天播发快评《把水治好》。")
    assert readable("云州市连夜应对日本台风带来的暴雨。")
    assert readable("各村都建了基本台账，一户一册。")


@every_row("text", ["城东水厂สวัสดี昨日完工供水。", "日供水𝟏𝟐万吨，居民用水方便。", "%%%%%%%%%%%%。", "zzzz zzzz zzzz。"])
def test_what_a_mandarin_voice_cannot_read_is_not_told(text):
    assert not readable(text)


@every_row(
    ("sentence", "refers"),
    [
        ("北岭的生活圈则注重儿童友好。", True),
        ("黎安政府则要求对方停止袭击。", True),
        ("辽星厂却从旧里找到了路。", True),
        ("小伙子真的又来了，买了十个。", True),
        ("互联网业务也呈现较快增长势头。", True),
        ("坝顶防浪墙施工也在推进。", True),
        ("放完气，温度计升到16.5℃。", True),
        ("完成投资，工程转入收尾。", False),
        ("两国合则两利、斗则俱伤。", False),
        ("领导干部要以身作则，不搞特殊。", False),
        ("新的管理细则7月起施行。", False),
        ("我国又一座跨海大桥通车。", False),
    ],
)
def test_a_contrast_in_the_first_clause_refers_back(sentence, refers):
    assert refers_back(sentence) is refers


@every_row(
    ("text", "said"),
    [
        ("节目还将在云州网、云州客户端等平台同步上线。", False),
        ("本节目聚焦云州的老桥和古渡。", False),
        ("节目聚焦云州的老桥和古渡。", True),
        ("节目单昨天同步上线三个平台，观众可以预约。", True),
        ("接下来，我们和记者一起去看看花市里的故事。", False),
        ("居民和志愿者一起走进花市，挑选年花和春联。", True),
        ("系列报道《云州新程》，今天我们来关注生态建设。", False),
        ("他们把我们来时的路修好了，行人不再绕道。", True),
    ],
)
def test_where_a_broadcast_can_be_seen_is_its_own(text, said):
    assert (readable(text) and not says_no_words(text)) is said


@every_row(
    ("text", "ended"),
    [
        (
            "出台政策，对于坚定全县信心，充分发挥区位优势，推动全县走出新路，具有重要意义。",
            False,
        ),
        ("对于信用好的优质企业，全县还推出“白名单”试点，减少检查次数，一年查一次。", True),
    ],
)
def test_no_sentence_ends_before_that_something_matters(text, ended):
    assert any("优势" in text[:end] or "试点" in text[:end] for end in endings(text)) is ended


@every_row(
    ("text", "ended"),
    [
        ("宣讲团围绕春耕会议的精神和两份文件，紧密结合青岚实际，对修渠的意义进行了解读。", []),
        ("宣讲团围绕春耕会议的精神，对修渠的意义和任务进行了解读。", []),
        ("宣讲团昨天来到青岚县水利局，结合青岚实际，对修渠的意义进行了解读。", [0]),
        ("县里围绕修渠连开了三次现场会，村民提了二十条意见。", [0]),
    ],
)
def test_no_sentence_ends_before_what_was_done_about_it(text, ended):
    assert [text[: place + 1].count("，") - 1 for place in endings(text)] == ended


@every_row(
    ("text", "ended"),
    [
        (
            "三河合作组织成立二十四年来，成员增加到十个，办了三所学校。",
            ["三河合作组织成立二十四年来，成员增加到十个"],
        ),
        ("锚定建成粮食强县的战略目标，“十五五”时期，青岚县将修渠。", []),
        ("青岚大学团队通过对月球上取来的石头研究，测出石头有四十亿年。", []),
        ("青岚大学团队完成了石头研究，测出石头有四十亿年。", ["青岚大学团队完成了石头研究"]),
        ("县长在信里说，得知老兵们在两国办了三所学校，我感到高兴。", []),
        ("获奖的护士分别是：城东医院护师冯三，城西医院护师韩四，城南医院护师梁五。", []),
    ],
)
def test_no_sentence_ends_on_a_stretch_of_time_a_means_or_amid_who_they_are(text, ended):
    assert [text[:place] for place in endings(text)] == ended


@every_row(
    ("text", "ended"),
    [
        ("青岚县的牡丹次第开放了十天，老牡丹、新戏台、茶馆等，让赏花游升温。", ["青岚县的牡丹次第开放了十天"]),
        ("青岚县举行戏曲会、茶会等，让赏花游升温。", ["青岚县举行戏曲会、茶会等"]),
        ("青岚县的戏台上有戏曲会、茶会等，门票十元。", ["青岚县的戏台上有戏曲会、茶会等"]),
        ("一曲《渠水》唱出修渠人三十年坚持守护水渠，不怕风雨的心愿。", []),
    ],
)
def test_no_sentence_ends_before_what_many_did_or_a_song_sings_of(text, ended):
    assert [text[:place] for place in endings(text)] == ended


def test_no_sentence_ends_before_the_verb_of_what_it_is_about():
    text = "22位委员发言，围绕优化学科设置、创新培养模式，促进人才区域协调发展等协商建言。"
    assert [text[:end] for end in endings(text)] in ([], ["22位委员发言"])


@every_row(
    ("text", "ended"),
    [
        ("县长穆青从提出修建引水渠的设想，到三次赴省城争取资金，推动工程上个月开工。", []),
        ("县长穆青从去年提出设想，到今年争取资金，从先建支渠，到再建干渠，推动引水渠开工。", []),
        ("纪录片讲述了老支书一家扎根山区，三十年守护林海的故事，昨天在县里首播。", []),
        ("展览记录了面对特大洪水和艰巨繁重的抢险任务，全县干部群众重建家园的生动实践。", []),
        ("车队昨天从云州出发，到达石埠县城，受灾群众拿到了帐篷。", [1]),
        ("两名水利干部从云州调来，到村里修了十年水渠，村里通了自来水。", [0, 1]),
        ("展览展示了两千多件文物，吸引了八万名观众的目光。", [0]),
        ("青禾县积极发展现代旱作农业，培育一批有竞争力的品牌。", [0]),
        ("青禾县图书馆举行春节展示活动，推出以花灯为主题的线路。", [0]),
        ("从乡镇和村推行三年行动，到2026年底乡镇全部建会，园区基本覆盖。", [1]),
        ("演出展现了新时代青年的风貌，书写了一曲奋斗的篇章。", [0]),
        ("影片记录了洪水中村民们的坚守，打动着每位观众的心。", [0]),
    ],
)
def test_no_sentence_ends_in_a_pair_or_before_what_its_verb_shows(text, ended):
    commas = [at for at, mark in enumerate(text) if mark == "，"]
    assert endings(text) == [commas[place] for place in ended]


@every_row(
    ("sentence", "said"),
    [
        ("本报15日第二版曾以《大雾锁山》为题报道此事。", False),
        ("来信请寄本报编辑部，写明姓名和地址。", False),
        ("本报刊出此事后，失主把秤送到了报社。", True),
        ("县里以《水》为题办了一场画展。", True),
    ],
)
def test_what_refers_to_the_printed_page_is_for_the_eye(sentence, said):
    assert readable(sentence) is said


def test_a_body_that_a_source_ahead_of_it_names_refers_to_nothing_else():
    assert not refers_back("据县市场监管局通报，该局查获两起案件。")
    assert refers_back("据她介绍，今年有五万人就医。")
    assert refers_back("专项检查中，该局查获两起案件。")


def test_a_man_who_is_named_refers_to_nobody():
    assert not refers_back("男子戴某和女友贺某2023年开始恋爱。")
    assert refers_back("男子说，他只是路过。")


def test_what_only_who_watches_a_screen_follows_is_not_told():
    for text in (
        "各位观众，这里是云州南湖机场，代表团今天抵达这里。",
        "观众朋友，现在您看到的就是新建成的云州大桥。",
        "训练场中，这个挂着“云州研究院”标识的区域格外醒目。",
        "画面上方金黄色的就是云州北面的沙地。",
    ):
        assert not readable(text)
    assert begun("各位观众，代表团今天抵达云州。", opens_paragraph=True) == "代表团今天抵达云州。"
    assert readable("卫星公布的画面显示，堤坝已经合龙。")
    assert readable("门上挂着“云州研究院”的牌子，里面有三十人。")


def test_bare_names_of_who_else_was_there_are_not_told():
    assert not readable("方远、程立、冯春暖，各县区有关负责同志参加接见。")
    assert readable("云州市委书记程立川、市长冯春暖参加接见。")
    assert readable("方远、程立、冯春暖出席开幕式并为书市揭幕。")


def test_what_points_at_a_thing_or_a_place_told_ahead_refers_back():
    assert refers_back("在云州，共有20多个像这样的育苗车间。")
    assert refers_back("危急时刻，消防员冲了上去。")
    assert refers_back("训练场中，机器人来回走动。")
    assert not refers_back("云州的训练场中，机器人来回走动。")
