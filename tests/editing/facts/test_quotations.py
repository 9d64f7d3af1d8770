"""Who speaks in a sentence."""

import pytest

from service.editing.facts.quotations import speakers


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("周建国说：“项目投产了。”", ["周建国"]),
        ("“项目投产了。”周建国说。", ["周建国"]),
        ("村民刘芳告诉记者，苹果卖得好。", ["村民刘芳"]),
        ("周建国说，他听见“李明说好”。", ["周建国"]),  # what stands inside quotation marks has no speaker of its own
        ("项目投产了。", []),
        ("这份文件说明了办法。", []),
    ],
)
def test_the_speaker_stands_before_a_verb_of_saying_outside_the_quotations(sentence, who):
    assert speakers(sentence) == who
