"""Who speaks in a sentence."""

import pytest

from service.editing.facts import quotations, source_alignment
from service.editing.facts.quotations import speakers
from tests.support.tables import every_row


@every_row(
    ("sentence", "who"),
    [
        ("周建国说：“项目投产了。”", ["周建国"]),
        ("“项目投产了。”周建国说。", ["周建国"]),
        ("村民刘芳告诉记者，苹果卖得好。", ["村民刘芳"]),
        ("周建国说，他听见“李明说好”。", ["周建国"]),  # what stands inside quotation marks has no speaker of its own
        ("法院的看法是，项目投产了。", ["法院"]),
        ("但县商务局测算，运费下降260元。", ["县商务局"]),
        ("前八次会基本各说各的。", []),
        ("项目投产了。", []),
        ("凡是说家人出事的，都要先挂电话。", []),
        ("要推广开来，少说还得四年。", []),
        ("这份文件说明了办法。", []),
    ],
)
def test_the_speaker_stands_before_a_verb_of_saying_outside_the_quotations(sentence, who):
    assert speakers(sentence) == who


@every_row(
    ("sum_", "wrong"),
    [("1.9万元", False), ("一万九千元", False), ("19000元", False), ("一万八千元", True), ("1.9亿元", True)],
)
def test_a_number_in_a_quotation_may_be_in_another_notation(sum_, wrong):
    passage = source_alignment.read("周建国说：“都不是大案子，标的额平均1.9万元。”法院三天结案。")
    said = source_alignment.sentence(f"周建国说：“都不是大案子，标的额平均{sum_}。”")
    found = quotations.faults(said, passage.origins(said.grams), passage)
    assert [fault.reason for fault in found] == ["not these words in the source"] * wrong


@pytest.mark.parametrize(
    ("between", "wrong"),
    [("周建国说，", False), ("和", True), ("仇广畴说，你们等着；", True)],
)
def test_a_quotation_in_two_parts_may_be_told_as_one(between, wrong):
    passage = source_alignment.read(f"“订单多了，心里反而更紧，”{between}“客户肯等，我们不肯等。”")
    said = source_alignment.sentence("周建国说：“订单多了，心里反而更紧，客户肯等，我们不肯等。”")
    found = quotations.faults(said, passage.origins(said.grams), passage)
    assert [fault.reason for fault in found] == ["not these words in the source"] * wrong


@every_row(
    ("told", "lost"),
    [
        ("4月1日，县人大组织27名代表视察水源地。", False),
        ("“标牌立得再大也没用。”", True),
        ("水源地的标牌立得再大也没用。", True),
    ],
)
def test_what_was_done_ahead_of_who_says_a_quotation_is_the_papers_own(told, lost):
    source = "“标牌立得再大也没用。”4月1日，县人大组织27名代表视察水源地，代表陆云帆指着排水口说。"
    assert bool(quotations.lost_speakers([told], source)) is lost
