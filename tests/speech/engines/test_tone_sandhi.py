"""一 and 不 as heard."""

from service.speech.engines.tone_sandhi import citation_to_spoken
from tests.support.tables import every_row

CASES = [
    ("一个", "yi1 ge4", "yi2 ge4"),
    ("一定", "yi1 ding4", "yi2 ding4"),
    ("一天", "yi1 tian1", "yi4 tian1"),
    ("一起", "yi1 qi3", "yi4 qi3"),
    ("一百一十", "yi1 bai3 yi1 shi2", "yi4 bai3 yi1 shi2"),
    ("十一万", "shi2 yi1 wan4", "shi2 yi1 wan4"),
    ("第一次", "di4 yi1 ci4", "di4 yi1 ci4"),
    ("一点五", "yi1 dian3 wu3", "yi1 dian3 wu3"),
    ("一点水", "yi1 dian3 shui3", "yi4 dian3 shui3"),
    ("一月一日", "yi1 yue4 yi1 ri4", "yi1 yue4 yi1 ri4"),
    ("统一规划", "tong3 yi1 gui1 hua4", "tong3 yi1 gui1 hua4"),
    ("不是", "bu4 shi4", "bu2 shi4"),
    ("不好", "bu4 hao3", "bu4 hao3"),
    ("说不", "shuo1 bu4", "shuo1 bu4"),
]


@every_row(("text", "planned", "heard"), CASES)
def test_tones_change_as_they_are_heard(text, planned, heard):
    assert citation_to_spoken(text, planned.split()) == heard.split()


def test_a_mark_between_keeps_the_citation_tone():
    assert citation_to_spoken("一，定", ["yi1", None, "ding4"]) == ["yi1", None, "ding4"]
