"""Language tags, by the examples of RFC 5646, appendix A."""

from service.core.language_tag import is_well_formed, spoken
from tests.support.tables import every_row

GOOD = """de fr ja zh-Hant zh-Hans zh-cmn-Hans-CN cmn-Hans-CN zh-yue-HK yue-HK zh-Hans-CN sr-Latn-RS sl-rozaj
sl-rozaj-biske de-CH-1901 sl-IT-nedis hy-Latn-IT-arevela de-DE en-US es-419 de-CH-x-phonebk az-Arab-x-AZE-derbend
en-US-u-islamcal zh-CN-a-myext-x-private en-a-myext-b-another zh-CN zh-cn ZH-CN zh-min-nan"""
BAD = ("de-419-DE", "a-DE", "", "zh_CN", "zh-", "-zh", "zh--CN", "Chinese language", "中文", "zh-CN\n", "zh-CN ",
       "zh-ＣＮ", "zh-x", "zh-" + "a" * 9, "x-private", "zh" + "-abcde" * 20)  # fmt: skip


@every_row("tag", GOOD.split())
def test_a_tag_of_the_standard_is_well_formed(tag):
    assert is_well_formed(tag)


@every_row("tag", BAD)
def test_what_feeds_cannot_hold_is_none(tag):
    assert not is_well_formed(tag)


@every_row(
    ("tag", "code"),
    [
        ("zh-CN", "cmn"), ("zh", "cmn"), ("zh-TW", "cmn"), ("zh-Hant-TW", "cmn"), ("cmn-HK", "cmn"),
        ("zh-cmn-HK", "cmn"), ("zh-HK", "yue"), ("zh-Hant-HK", "yue"), ("ZH-mo", "yue"), ("yue", "yue"),
        ("zh-yue-CN", "yue"), ("en-HK", "en"),
    ],
)  # fmt: skip
def test_a_tag_says_what_is_spoken(tag, code):
    assert spoken(tag) == code
