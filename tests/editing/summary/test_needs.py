"""What a sentence needs to be told."""

from service.editing.summary.body_text import cut
from service.editing.summary.candidates import Voices, candidates
from service.editing.summary.needs import may_follow, possible, sayable, stands, weighed
from tests.support.tables import every_row


def ways_of(text):
    found = {}
    for each in candidates(cut((text,)), (), Voices()):
        found.setdefault(each.line, []).append(each)
    return found


@every_row(
    ("text", "said", "may"),
    [
        ("摆轮缠着一根头发丝。雨停了，街上没有人。师傅把那根头发装进纸袋。", (0,), True),
        ("摆轮缠着一根头发丝。雨停了，街上没有人。师傅把那根头发装进纸袋。", (1,), False),
        ("上个月来了一个年轻人。雨停了，街上没有人。年轻人没要修理费的发票。", (), False),
        ("昨天，大桥正式通车。雨停了，街上没有人。公交7路改走老桥，票价不变。", (), True),
    ],
)
def test_a_thing_is_known_once_the_sentence_that_introduces_it_is_told(text, said, may):
    ways = ways_of(text)
    told = {line: ways[line][0] for line in said}
    assert may_follow(ways[2][0], told) is may
    assert any(each.line == 2 for each in sayable([ways[2]], told)) is may


def test_the_whole_sentence_is_weighed_and_a_question_never_stands():
    text = "昨天，大桥正式通车，三万辆汽车驶过，两岸的居民都很高兴。从白石河大桥上驶过的汽车收费吗？"
    ways = ways_of(text)
    assert weighed(ways[0], ways)[0].whole
    assert [stands(each, text) for each in (ways[0][0], ways[1][0])] == [True, False]


def test_a_sentence_that_waits_for_one_of_which_nothing_can_be_said_is_not_possible():
    ways = ways_of(
        "昨天，大桥正式通车，三万辆汽车驶过。20日，焊工组决赛。她拿下了今年的第一枚金牌。21日，钳工组选手柏子仁拿下金牌。"
    )
    assert ways[1][0].leads
    assert possible(ways) == set(ways)
    assert possible({line: each for line, each in ways.items() if line != 2}) == {0, 3}


def test_a_sentence_a_little_too_long_is_told_to_its_end():
    """Its last clause says what it comes to."""
    long = (
        "法院查明，2019年4月至2024年9月，袁某在青禾市注册养老服务有限公司，在全市开设9家门店，以“预订养老床位、年返息8%至12%”为诱饵，"
        "组织老人免费旅游、体检、听健康讲座，非法募集资金3.17亿元。"
    )
    first, *_ = weighed(ways_of(long)[0], {})
    assert first.text.endswith("3.17亿元。")


@every_row(
    ("second", "told"),
    [("他们均是青禾市奖章的获得者。", False), ("她是青禾市奖章的获得者。", True), ("这些奖章昨天颁发。", False)],
)
def test_what_means_all_of_several_waits_for_the_whole_list(second, told):
    listed = "评选注重渔民、船工等群体，最终选出陈阿水、闵长生等9名个人和1个集体。"
    ways = ways_of(listed + second)
    whole, short = ways[0]
    assert may_follow(ways[1][0], {0: whole})
    assert may_follow(ways[1][0], {0: short}) is told
