"""A draft that is put forward, and its passing in the same article."""

from service.editing.passed_drafts import passings
from service.language import sentences
from tests.support.tables import every_row

DRAFT = "主任会议提出了关于提请审议《云州市人大常委会关于设立护林日的决定（草案）》的议案。"


@every_row(
    ("text", "found"),
    [
        (f"{DRAFT}大家分组审议。会议经表决，通过了市人大常委会关于设立护林日的决定。", {0: 2}),
        (f"{DRAFT}会议表决通过了关于任免孟川的名单。", {}),
        (f"{DRAFT}建议通过关于设立护林日的决定。", {}),
        (f"去年通过了关于设立护林日的决定。{DRAFT}", {}),
        (DRAFT, {}),
        ("市政府提请审议节水条例修订草案。会议通过了节水条例。", {0: 1}),
    ],
)
def test_a_draft_waits_for_its_passing(text, found):
    assert passings(sentences.split(text)) == found
