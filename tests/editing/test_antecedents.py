"""Which sentence ahead 当天, 两人 and 该局 need: the one that says what they mean."""

from service.editing.antecedents import named_before, needed
from service.editing.summary import summary_levels
from service.language import sentences
from service.model import Article
from tests.support.tables import every_row


@every_row(
    ("text", "meant"),
    [
        ("7月24日傍晚，两名少年溺水。闵长生路过，跳下水把两人托上岸。", {1: 0}),
        ("8月20日，高某付了款。他拍了照。记者核对凭证，发现当天售卡19张。", {2: 0}),
        ("前天中午，食堂试灶。疾控中心当天取走了水样。", {1: 0}),
        ("她和同事柯大成结婚。婚礼当天，两人还上了夜班。", {1: 0}),
        ("8月20日，大桥合龙。9月1日当天，车流翻了一倍。", {}),
        ("8月20日，新馆动工。开馆当天，来了三千人。", {}),
        ("8月20日，新馆动工。申请人上午提交，窗口当天办结。", {}),
        ("县级博物馆联盟成立了。雨很大。联盟去年调查了1100家馆。", {2: 0}),
        ("县级博物馆联盟成立了。平台经济有了规矩。", {}),
        ("两队打平。钱粮和冷骁跑回半场，观众为两人鼓掌。", {}),
        ("两队打平。事故造成三人受伤，其中一人重伤，两人轻伤。", {}),
        ("失主高老太找来了。她认出了蓝布。老人说，镯子是她的。", {2: 0}),
        ("县市场监管局通报两起案件。一起是冻肉。发言人说，案件已移送。", {2: 0}),
        ("市公交集团算错了优惠。有8600人。昨天，集团把钱退到了卡里。", {2: 0}),
        ("市民说公司多。昨天，集团把钱退到了卡里。", {}),
        ("周老汉的果园丰收了。一位老人说，今年价钱好。", {}),
        ("她身后跟着三个徒弟。徒弟阿普是本地人。", {1: 0}),
        ("会员把钱付给力行公司。庄淮介绍，该体育公司换了法人。", {1: 0}),
        ("力行公司说，该公司换了法人。", {}),
        ("第三家的老板听完，挪走了汤圆。冷库一天电费460元，老板至今没有收。", {1: 0}),
        ("汤圆挪走了。冷库一天电费460元，老板至今没有收。", {}),
        ("汀江一桥1988年通车。今天起，全桥封闭大修。", {1: 0}),
        ("青溪县桐坞小学挂上黑板。全县受灾学校23所。", {1: 0}),
        ("黑板挂上了。全县受灾学校23所。", {}),
        ("青溪县来了通知。青溪县上午说，全县受灾学校23所。", {}),
        ("青溪县来了通知。网络在全县域内恢复。", {}),
        ("平岗县福利院的演练放在凌晨3时。11名护理员要把46位老人转移到室外。", {1: 0}),
        ("演练放在凌晨3时。11名护理员要把46位老人转移到室外。", {}),
        ("平岗县的演练放在凌晨3时。11名平岗县护理员要把老人转移到室外。", {}),
        ("平岗县的演练放在凌晨3时。11名住在一楼的老人要先下楼。", {}),
        ("三人获奖。其中一人来自日本，两人来自美国。", {}),
    ],
)
def test_what_a_word_means_stands_ahead(text, meant):
    assert needed(sentences.split(text)) == meant


@every_row(
    ("before", "line", "found"),
    [
        (["青石市医保局公布目录。", "目录有47种药。"], "该局科长庄子怡说，药价降了。", 0),
        (["青石市医保局公布目录。", "市财政局拨了款。"], "该局科长庄子怡说，药价降了。", 1),
        (["青石市公布目录。"], "该局科长庄子怡说，药价降了。", None),
        (["青石市医保局公布目录。"], "庄子怡说，药价降了。", None),
    ],
)
def test_a_body_is_the_last_one_named(before, line, found):
    assert named_before(line, before) == found


def test_an_item_tells_whom_it_means_or_leaves_it_out():
    lines = (
        "7月24日傍晚，两名少年在月牙湖溺水。",
        "湖边的晚风吹着垂柳。",
        "36岁的退伍兵闵长生路过，跳下水把两人托上岸。",
    )
    article = Article("", "退伍兵闵长生救人", ("".join(lines),))
    for level in summary_levels(article, 120):
        told = "".join(each.text for each in level.sentences)
        assert "把两人" not in told or "两名少年" in told
    assert "把两人" in told


def test_a_case_is_the_one_told_ahead():
    lines = ["男子戴某分手后起诉要求返还。", "4月28日，法院对该案作出一审判决。", "一起盗窃案昨天宣判，该案历时三年。"]
    assert needed(lines) == {1: 0}
