"""What can be said aloud and understood."""

import pytest

from service.editing.summary.speakability import begun, endings, readable, refers_back


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("全县今年新建了六座冷库，可存放苹果两千吨。", True),
        ("全县今年新建了六座冷库，可存放苹果两千吨", False),  # no end
        ("他说：“全县今年新建了六座冷库。", False),  # a quotation that nobody closes
        ("好。", False),
    ],
)
def test_a_sentence_is_whole(sentence, said):
    assert readable(sentence) is said


def test_hearsay_and_dateline_are_left_off():
    assert begun("据悉，全县新建六座冷库。", opens_paragraph=False) == "全县新建六座冷库。"
    assert begun("全县新建六座冷库。", opens_paragraph=True) == "全县新建六座冷库。"


@pytest.mark.parametrize(
    ("sentence", "refers"),
    [("他说，今年收成很好。", True), ("“今年收成很好。”", True), ("周建国说，今年收成很好。", False)],
)
def test_what_begins_with_a_pronoun_or_is_all_quoted_refers_back(sentence, refers):
    assert refers_back(sentence) is refers


def test_a_sentence_may_end_behind_a_whole_statement_only():
    whole = "全县今年新建了六座大型冷库，村民的苹果卖出了好价钱，合作社也扩大了规模。"
    assert endings(whole)
    assert all(whole[at] in "，；" for at in endings(whole))
    assert endings("随着冷链中心的投入使用，村民的苹果卖出了好价钱。") == []  # 随着 says nothing alone
    assert endings("他说：“今年收成很好，价钱也好，大家都高兴。”") == []  # inside a quotation
