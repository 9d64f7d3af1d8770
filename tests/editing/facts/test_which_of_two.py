"""What the source says of one of two, told of the other."""

from service.editing.facts import source_alignment, which_of_two
from tests.support.tables import every_row

PASSAGE = source_alignment.read(
    "拍摄期间沙滩东段不对外开放，西段正常游览。渡轮停走北线，改走南线。\n"
    "1号窑为斜坡式龙窑，火膛和窑床保存较好。2号窑整体切割搬入博物馆。\n"
    "男子组冠军以2小时9分撞线，刷新赛会纪录。女子组冠军的成绩是2小时27分。\n"
    "他因病在南陵市逝世，终年七十岁。南陵省农科院研究员林知行参加了告别。\n小禾的妈妈把短信抄在练习本上，奶奶劝她歇歇。"
)


def faults(text):
    said = source_alignment.sentence(text)
    found = which_of_two.faults(said, PASSAGE.origins(said.grams), PASSAGE)
    return [(fault.claim, fault.reason) for fault in found]


@every_row(
    ("text", "claim", "other"),
    [
        ("拍摄期间沙滩西段不对外开放，东段正常游览。", "西段", "东段"),
        ("二号窑为一座斜坡式龙窑。", "二号窑为一座斜坡式龙窑", "1号"),
        ("2号窑为一座斜坡式龙窑。", "2号", "1号"),
        ("女子组冠军以2小时9分撞线。", "女子", "男子"),
        ("小禾的奶奶把短信抄在练习本上。", "奶奶", "妈妈"),
    ],
)
def test_the_other_of_two_is_named(text, claim, other):
    assert (claim, f"the source has {other} there") in faults(text)


@every_row(
    "text",
    [
        "拍摄期间沙滩东段不开放，西段照常游览。",
        "小禾的母亲把短信抄在本子上，奶奶劝她歇歇。",
        "渡轮绕走南线，不走北线。",
        "去岛上的渡轮绕走南线。",
        "一号窑是斜坡式龙窑，火膛保存较好。",
        "男子组冠军撞线，用了2小时9分。",
        "南陵省农科院的林知行在南陵市参加了告别。",
    ],
)
def test_each_with_its_own_passes(text):
    assert faults(text) == []
