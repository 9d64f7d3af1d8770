"""A clause that sends the reader to a page or a picture is not told."""

from service.editing import page_pointers
from tests.support.tables import every_row


@every_row(
    ("text", "told"),
    [
        ("云州大桥8时起封闭，列车停运，恢复情况见今日第二版。", "云州大桥8时起封闭，列车停运。"),
        ("详见第4版。", ""),
        ("见右图。", ""),
        ("泵站昨天投用，结果见附表。", "泵站昨天投用。"),
        ("本报8月21日第二版报道了此事，公司当天致歉。", "本报8月21日报道了此事，公司当天致歉。"),
    ],
)
def test_what_is_for_the_page_goes(text, told):
    assert page_pointers.without(text) == told


@every_row(
    "text",
    [
        "县长会见三方代表。",
        "他看见二版上的照片，认出了老屋。",
        "足见下文化功夫之深。",
        "《云州志》第三版昨天出版。",
        "老人说，见图纸上有自家的院子。",
    ],
)
def test_what_only_looks_like_it_stays(text):
    assert page_pointers.without(text) == text
