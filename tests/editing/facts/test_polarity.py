"""Negations: kept, lost, or out of nowhere."""

import pytest

from service.editing.facts import polarity, source_alignment
from tests.support.tables import every_row

SOURCE = """截至目前，项目现场未发现安全问题。
柳溪水库已完成除险加固。
居民不得不绕行三公里。
参观者不断增加。
已受理的申请可以按新额度重新核定，无须重新提交材料。
展览不收门票，周一暂停开放。
肉类价格基本持平。
问：旧书能不能退？
票价不得高于原班线。
消防员到时明火已灭。
四成是押金退不回来。
拾到鹦鹉的船工没要一分钱酬金。
巡护车先试三个月，免费。
渔民凌晨四时出海，听见狗叫。"""


def faults(text):
    passage = source_alignment.read(SOURCE)
    said = source_alignment.sentence(source_alignment.plain(text))
    found = polarity.faults(said, passage.origins(said.grams), passage)
    assert {fault.kind for fault in found} <= {"negation"}
    return [(fault.claim, fault.reason) for fault in found]


@every_row(
    "text",
    [
        "目前，项目现场没有发现安全问题。",
        "项目现场的安全问题一个也没发现。",
        "居民不得不绕行三公里。",
        "参观者增加。",
        "申请可以按新额度再核定一回，材料不用重新提交。",
        "展览免门票。",
        "肉价没怎么动。",
        "旧书不能退。",
        "票价不能比原班线高。",
        "消防员到的时候已经没有明火。",
        "退不回押金的占四成。",
        "要是柳溪水库没有加固，就得绕行。",
        "拾到鹦鹉的船工一分酬金也没收。",
        "巡护车先免费试三个月。",
        "渔民天不亮就出海。",
        "怪不得狗叫，渔民凌晨四时出海。",
    ],
)
def test_what_keeps_its_negations_passes(text):
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "claim", "reason"),
    [
        ("截至目前，项目现场发现安全问题。", "未发现安全", "gone from the text"),
        ("展览收门票，周一暂停开放。", "不收门票", "gone from the text"),
        ("已受理的申请不能按新额度重新核定。", "不能按新额", "not in the source there"),
        ("柳溪水库未完成除险加固。", "未完成除险", "not in the source there"),
        ("消防员到时明火未灭。", "未灭", "not in the source there"),
        ("拾到鹦鹉的船工收下了酬金。", "拾到鹦鹉的船工没要一分钱酬金", "gone from the text"),
    ],
)
def test_what_the_source_contradicts_is_named_by_the_mark_with_what_it_governs(text, claim, reason):
    assert (claim, reason) in faults(text)


def test_a_negation_is_not_lent_by_another_clause():
    """未发现 of the site does not bear out 未 of the reservoir."""
    assert [claim for claim, _ in faults("项目现场未发现安全问题，柳溪水库未完成除险加固。")] == ["未完成除险"]


def test_the_halves_of_a_headline_deny_each_for_itself():
    article = "船工拾网不还 法院判决赔款四千元\n云桥县人民法院昨天作出判决。"
    passage = source_alignment.read(article)

    def denied(text):
        said = source_alignment.sentence(text)
        return [fault.claim for fault in polarity.faults(said, passage.origins(said.grams), passage)]

    assert denied("船工拾网不还，法院判决赔款四千元。") == []
    assert denied("法院判决船工赔款四千元。") == []
    assert denied("船工拾网归还，法院判决赔款四千元。")
    assert denied("船工拾网不还，法院判决不赔款四千元。")
