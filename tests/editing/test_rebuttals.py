"""What is claimed, and denied in the next sentence."""

from service.editing import rebuttals
from service.language import sentences
from tests.support.tables import every_row


@every_row(
    ("text", "found"),
    [
        ("有网民发帖称“北门塌了”。住建局局长独活对此予以否认，他说，北门在粉刷。", [(0, 1, False)]),
        ("有位大爷对我说：“滴药水就好了。”这是误会。", [(0, 1, False)]),
        ("甲方指责袭击由乙方发动。乙方发言人否认指控，说是对方越线。", [(0, 1, False)]),
        ("渔民代表说，去年扣了四条船。官员否认扣船，说是船坏了。", [(0, 1, True)]),
        ("王女士说，物业让她找开发商，开发商说过了保修期。供热办主任独活答复，保修期还差一个月。", [(0, 1, True)]),
        ("有人传“水有毒”。很多人买水。水务局澄清，水质正常。", [(0, 1, True), (0, 2, False)]),
        ("网上说“水有毒”，水务局否认了这一说法。昨天水质正常。", []),
        ("昨天下了雨。水务局否认停水，说水质正常。", []),
        ("独活说，产量增加三成。甘棠说，明年再扩种。", []),
        ("网上有人传，“票数是改的”。街道办主任请居民代表重数，结果一致。", [(0, 1, True)]),
        ("有人说，票数多。街道办主任笑了。", []),
        ("小说讲了一口井。这是误会。", []),
    ],
)
def test_a_claim_and_its_denial_are_found(text, found):
    lines = [(each, 0) for each in sentences.split(text)]
    assert [(each.claim, each.denial, each.stands) for each in rebuttals.find(lines)] == found


@every_row(
    ("text", "found"),
    [
        ("近日，一段“桥要塌了”的视频在网上传播。桥面限速。住建局通报：经查，画面拍自外省。昨天通车。", (0, 2)),
        ("“六月起停课”的截图在家长群里疯传，有人已退了票。教育局回应，没有这样的安排。", (0, 1)),
        ("昨天，超市里的盐卖空了。网传海水被污染。市监局核查后说，盐够卖三年。", (1, 2)),
        ("“老人卡作废”的消息这几天在广场上传开。公交公司昨天发布声明，卡照用。", (0, 1)),
        ("独活救人的视频在网上流传。他说，谁看见都会跳。", None),
        ("网传大桥停工，住建局回应：没有停工。昨天浇筑了第九跨。", None),
        ("独活把种子传给儿子。县里核实了产量。", None),
        ("昨天通车。今天试运行。明天验收。后天，一段视频在网上疯传。县里回应，那是演习。", None),
    ],
)
def test_a_rumour_that_an_article_begins_with_is_found_with_its_answer(text, found):
    rumour = rebuttals.rumour([(each, at) for at, each in enumerate(sentences.split(text))])
    assert (rumour and (rumour.claim, rumour.denial)) == found
