"""Which sentence answers the one before it."""

from service.editing import replies
from service.language import sentences
from tests.support.tables import every_row


def numbered(*paragraphs):
    return [(each, number) for number, text in enumerate(paragraphs) for each in sentences.split(text)]


@every_row(
    ("text", "answers"),
    [
        ("甘棠问：“井还留不留？”柏子仁说，井留下，管子绕开。", {1: 0}),
        ("“井还留不留？”甘棠提问。柏子仁回答，留，“听众说的是老井”。", {1: 0}),
        ("秦女士来电说，东门不能停车。柏子仁说：“停车的事我说了不算。”", {1: 0}),
        ("这名学生说：“爸爸说打了没用。”柏子仁笑着回答：“你告诉他，有用。”", {1: 0}),
        ("甘棠说，审批慢了一倍。税务局局长独活解释，变慢是因为查了一批企业。", {1: 0}),
        ("甘棠提出留桥。独活当场表示，消防车过得去。", {1: 0}),
        ("甘棠问：“钱从哪里来？”柏子仁站起来，指着预算表。", {1: 0}),
        ("甘棠说，今年产量增加三成。柏子仁说，明年还要扩种500亩。", {}),
        ("甘棠说：“我种了二十年。”独活说：“我也是这里人。”", {}),
        ("村里没有水怎么办？柏子仁打了一口井。", {}),
        ("柏子仁说：“我说您好，他就笑了。”", {}),
    ],
)
def test_an_answer_is_known_by_its_question(text, answers):
    lines = numbered(text)
    assert replies.answered(lines, range(len(lines))) == answers


def test_the_first_sentence_of_a_paragraph_answers_nothing_of_the_paragraph_before():
    lines = numbered("秦女士来电说，东门不能停车。", "柏子仁说：“停车的事我说了不算。”")
    assert replies.answered(lines, range(len(lines))) == {}


@every_row(
    ("answer", "tied"),
    [
        ("交通局局长柏子仁答，从3月8日起，火车站到七个镇的夜班车开到凌晨一点，票价不变。", False),
        ("交通局局长柏子仁答，从3月8日起开到凌晨，“夜班车”票价不变，先试行三个月。", True),
        ("柏子仁答，先试三个月。", True),
    ],
)
def test_of_a_question_that_cannot_be_told_a_long_answer_stands_by_itself(answer, tied):
    lines = numbered(f"甘棠问：“半夜有没有车？”{answer}")
    assert (replies.answered(lines, {1}) != {}) is tied


@every_row(
    ("text", "asks"),
    [
        ("甘棠问：“井还留不留？”", True),
        ("“井还留不留？”有听众追问。", True),
        ("“留。”甘棠说。", False),
        ("井还留不留？", False),
        ("甘棠说，井留下。", False),
    ],
)
def test_somebodys_question_is_in_marks(text, asks):
    assert replies.is_question(text) is asks
