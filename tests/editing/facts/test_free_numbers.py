"""Numbers that need no number of the source."""

import pytest

from service.editing.facts import free_numbers, number_claims, source_alignment
from tests.support.tables import every_row


@every_row(
    ("source", "text", "free"),
    [
        ("培训17:30结束。", "培训五点半结束。", True),
        ("培训17:30结束。", "培训四点半结束。", False),
        ("村民领到种苗。", "村民领到一棵种苗。", True),
        ("村民领到种苗。", "村民领到两棵种苗。", False),
        ("新增柳溪、石坪两座车站。", "新增两座车站。", True),
        ("前三季度，产量增长。", "前九个月，产量增长。", True),
        ("前三季度，产量增长。", "前八个月，产量增长。", False),
    ],
)
def test_what_comes_and_goes_with_the_wording(source, text, free):
    passage, said = source_alignment.read(source), source_alignment.sentence(text)
    assert free_numbers.comes_and_goes(said.quantities[0], said, (0,), passage) == free


@every_row(
    ("source", "text", "told"),
    [("柳溪队得了亚军。", "柳溪队得了第二。", True), ("柳溪队得了亚军。", "柳溪队得了第三。", False),
     ("果园限速60公里。", "果园限速60。", True), ("果园限速60公里。", "果园限速70。", False),
     ("个人处50元以上500元以下罚款。", "个人罚50到500块。", True),
     ("个人处50元以上500元以下罚款。", "个人罚50到800块。", False),
     ("个人处50元罚款，单位处500元罚款。", "个人罚50到500块。", False),
     ("药品次日送到。", "药品第二天送到。", True), ("药品次日送到。", "药品第三天送到。", False),
     ("药品当天送到。", "药品第二天送到。", False)],
)  # fmt: skip
def test_what_the_source_has_by_other_words(source, text, told):
    passage, said = source_alignment.read(source), source_alignment.sentence(text)
    assert free_numbers.is_told_otherwise(said.quantities[0], said, (0,), passage, bounded=False) == told


@pytest.mark.parametrize(("text", "wrong"), [("村民领到一棵种苗。", []), ("村民领到两棵种苗。", ["两棵"])])
def test_a_one_comes_and_goes_with_the_wording(text, wrong):
    passage = source_alignment.read("村民领到种苗。")
    said = source_alignment.sentence(text)
    assert [fault.claim for fault in number_claims.faults(said, (0,), passage)] == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("公告发出满30天就算送到。", []),
        ("公告发出满20天就算送到。", ["20天"]),
        ("几位老师有卡。", []),
        ("几家书屋领到了卡。", ["几家"]),
        ("教师收到三盒卡。", []),
        ("教师收到四盒卡。", ["四盒"]),
    ],
)
def test_a_term_that_is_over_and_several_of_a_group_are_told_freely(text, wrong):
    passage = source_alignment.read("公告发出后经过30日即视为送达。23家书屋领到了卡，教师也有，收到三只一样的盒子。")
    said = source_alignment.sentence(text)
    assert [fault.claim for fault in number_claims.faults(said, passage.origins(said.grams), passage)] == wrong
