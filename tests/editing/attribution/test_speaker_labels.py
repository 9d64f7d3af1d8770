"""Labels that say who has the word, and those that say nothing."""

from service.editing.attribution import speaker_labels
from tests.support.tables import every_row


def found(*paragraphs):
    lines = [(text, number) for number, text in enumerate(paragraphs)]
    return {
        at: "asks" if label.asks else "answers" if label.answers else label.who
        for at, label in speaker_labels.find(lines, [False] * len(lines)).items()
    }


@every_row(
    ("paragraphs", "expected"),
    [
        (("记者：汛期会提前吗？", "周庆和：会提前十天。"), {0: "asks", 1: "周庆和"}),
        (("记者：缺什么？", "区人大代表、区长周庆和：缺医生。"), {0: "asks", 1: "区人大代表、区长周庆和"}),
        (("记者：为什么？", "光明：为了省电。", "地点：县城。"), {0: "asks", 1: "光明"}),
        (("问：汛期会提前吗？", "答：会提前十天。"), {0: "asks", 1: "answers"}),
        (("问：是不是“老寒腿”？", "答：“老寒腿”是老百姓的叫法。"), {0: "asks", 1: "answers"}),
        (("我家的站台挪了。", "市公交集团回复本报：", "站台因车库东移。"), {1: "市公交集团"}),
        (("路灯坏了。", "■区城管局答复：", "已换电缆。"), {1: "区城管局"}),
        (("晚报：要送医院吗？", "柏青：不用慌。"), {0: "asks", 1: "柏青"}),
        (("北湖区读者林先生：路灯坏了，谁来修？", "北湖区城管局：明天派人去修。"), {0: "asks", 1: "北湖区城管局"}),
        (
            ("高启明（澜江大学教授）：要靠铁路。", "殷小楼（物流协会秘书长）：单证要通。"),
            {0: "澜江大学教授高启明", 1: "物流协会秘书长殷小楼"},
        ),
        (
            ("最难的是什么？", "难在没事可干。", "不怕冷场吗？", "怕得要命。"),
            {0: "asks", 1: "answers", 2: "asks", 3: "answers"},
        ),
    ],
)
def test_who_has_the_word(paragraphs, expected):
    assert found(*paragraphs) == expected


@every_row(
    "paragraphs",
    [
        ("明天（14日）：雨止转多云。", "后天（15日）：多云。", "周六（5月16日）：晴。", "周日（5月17日）：晴。"),
        ("时间：五月十八日上午。", "周庆和：先保证供水。"),
        ("市民王女士：这条路好走多了。", "全区的路灯都换了新的。"),
        ("钱从哪里来？", "财政出了一半。"),
        (),
    ],
)
def test_no_interview_has_no_labels(paragraphs):
    assert found(*paragraphs) == {}
