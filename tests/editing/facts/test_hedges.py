"""Hedges and plans: kept, lost, or out of nowhere."""

import pytest

from service.editing.facts import hedges, source_alignment
from tests.support.tables import every_row

SOURCE = """截至目前，项目现场未发现安全问题。
周建国介绍，项目预计每年可处理果蔬一万吨。
柳溪大桥将于明年开工。
柳溪水库已完成除险加固。
有关部门正在调查，事故原因可能与设备老化有关。
柳溪小学拟于明年扩建，书屋计划七月八号开门。
嫌疑人已被抓获。
柳溪广场改造已完成将对外开放。
镇政府拟动用两亿元储备，等待县里批准。"""


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
        "动用储备的事，镇政府还在等县里批准。",
        "项目每年会不会处理果蔬一万吨？周建国的估计是有望。",
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


@every_row(
    ("text", "done"),
    [
        ("淤堵已全部清通。", True),
        ("书屋已经延伸到三家社区。", True),
        ("两家队伍已经一起训练。", True),
        ("县里要求4月5日以前清通。", False),
        ("书屋的屋顶已经修好。", False),
        ("书屋将延伸到三家社区。", False),
        ("住建部门已把滑梯写进合同范本。", True),
        ("机器人已经学会了挑瓜。", True),
        ("四万亩积水田也已割完。", True),
        ("红签田已经割完。", False),
    ],
)
def test_what_is_wanted_or_asked_for_is_not_done(text, done):
    passage = source_alignment.read(
        "淤堵要逐处定人，4月5日以前全部清通。年底将评估书屋是否延伸到三家社区。白渠队邀请他们每周一起训练。书屋的屋顶修好了。"
        "专家建议，由住建部门把滑梯写进合同范本。机器人要是学会了挑瓜，就给它发工资。"
        "红签田三天割完。余下四万亩积水田，预计下周一割完。"
    )
    said = source_alignment.sentence(text)
    found = hedges.faults(said, passage.origins(said.grams), passage)
    assert [fault.reason for fault in found] == ["told as if done"] * done


PLANS = """她说想回来教听障孩子。
会议决定，为2143户家庭更换取暖设备，月底前装完。
能否试行错时，每周三天改为14时开放？
年内将整治其中的400处。"""


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("她毕业后回来，教起了听障孩子。", True),
        ("已为2143户家庭更换了取暖设备。", True),
        ("每周已有三天改为14时开放。", True),
        ("被占用的已经整治了400处。", True),
        ("她打算回来教听障孩子。", False),
        ("要为2143户家庭换上取暖设备，月底前要装完。", False),
        ("年内整治400处。", False),
    ],
)
def test_what_is_wished_decided_or_asked_is_not_done(text, plan):
    passage = source_alignment.read(PLANS)
    said = source_alignment.sentence(text)
    found = hedges.faults(said, passage.origins(said.grams), passage)
    assert ("told as if done" in [fault.reason for fault in found]) is plan


def test_the_claim_is_the_mark_with_what_it_governs():
    (gone,) = faults("项目每年处理果蔬一万吨。")
    (new,) = faults("柳溪水库有望完成除险加固。")
    assert (gone[0], new[0]) == ("预计每年可处", "有望完成除险")
