"""Hedges and plans: kept, lost, or out of nowhere."""

from service.editing.facts import hedges, source_alignment
from tests.support.tables import every_row

SOURCE = """截至目前，项目现场未发现安全问题。
周建国介绍，项目预计每年可处理果蔬一万吨。
柳溪大桥将于明年开工。
柳溪水库已完成除险加固。
有关部门正在调查，事故原因可能与设备老化有关。
柳溪小学拟于明年扩建，书屋计划七月八号开门。
嫌疑人已被抓获。
柳溪广场改造已完成将对外开放。"""


def faults(text):
    passage = source_alignment.read(SOURCE)
    said = source_alignment.sentence(source_alignment.plain(text))
    return [
        (fault.claim, fault.kind, fault.reason) for fault in hedges.faults(said, passage.origins(said.grams), passage)
    ]


@every_row(
    "text",
    [
        "项目预计每年可处理果蔬一万吨。",
        "项目每年有望处理果蔬一万吨。",
        "柳溪大桥即将开工。",
        "柳溪水库完成了除险加固。",
        "事故原因可能与设备老化有关。",
        "柳溪小学计划明年扩建，书屋七月八号起开门。",
        "柳溪广场改造已完成。",
        "有关部门正在调查。",
        "嫌犯已被抓获。",
    ],
)
def test_what_keeps_its_hedges_passes(text):
    assert faults(text) == []


@every_row(
    ("text", "kind", "reason"),
    [
        ("项目每年处理果蔬一万吨。", "hedge", "gone from the text"),
        ("项目一年处理果蔬一万吨。", "hedge", "gone from the text"),
        ("事故原因与设备老化有关。", "hedge", "gone from the text"),
        ("柳溪水库有望完成除险加固。", "hedge", "not in the source there"),
        ("柳溪大桥已开工。", "hedge", "told as if done"),
    ],
)
def test_what_vanished_or_appeared_is_named(text, kind, reason):
    assert [(fault[1], fault[2]) for fault in faults(text)] == [(kind, reason)]


def test_a_plan_is_told_as_done_in_other_words():
    assert ("将于明年开", "hedge", "told as if done") in faults("柳溪大桥的开工已经完成。")


def test_the_claim_is_the_mark_with_what_it_governs():
    (gone,) = faults("项目每年处理果蔬一万吨。")
    (new,) = faults("柳溪水库有望完成除险加固。")
    assert (gone[0], new[0]) == ("预计每年可处", "有望完成除险")
