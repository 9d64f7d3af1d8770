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
