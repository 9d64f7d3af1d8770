import time

import pytest

from service.sources.newspaper import ocr_marks
from tests.support.tables import every_row, thinned

IMAGE = "![](images/6f1e.jpg)  "


def blanked(find, page):
    return dict(find(page.split("\n")))


@every_row(
    ("find", "page", "wanted"),
    [
        (ocr_marks.front_matter, "---\nprimary_language: zh\nis_table: False\n---\n# 题", [0, 1, 2, 3]),
        (ocr_marks.front_matter, "---\n# 题\n---\n正文。", []),
        (ocr_marks.front_matter, "---\n---\n正文。", []),
        (ocr_marks.front_matter, "---\n时间：三月\n---\n正文。", []),
        (ocr_marks.thoughts, "<think>\n标题是书屋。\n</think>\n# 题", [0, 1, 2]),
        (ocr_marks.thoughts, "<think>\n标题是书屋。", []),
        (ocr_marks.thoughts, "<think>标题是书屋。</think>\n# 题", [0]),
        (ocr_marks.single, "```markdown\n# 题\n```", [0, 2]),
        (ocr_marks.single, "{3}------------------------------------------------\n{3}", [0]),
        (ocr_marks.single, "<--- Page Split --->\nBASE:  torch.Size([1, 256, 1280])\n--- Page 3 ---", [0, 1, 2]),
        (ocr_marks.single, "[tbl-0.html](tbl-0.html)\n[回到目录](#page-0-0)\n[一家书屋](https://a.example)", [0, 1]),
        (ocr_marks.single, "[图片：村民看书]\n【图片说明：书屋】\n【图片新闻】\n[Image 1: a bridge]", [0, 1, 3]),
        (ocr_marks.spans, "甲\n<details>\n<summary>text_image</summary>\n招牌\n</details>\n乙", [1, 2, 3, 4]),
        (ocr_marks.spans, "甲\n<details>\n乙", []),
        (ocr_marks.spans, "甲\n<figure>\n<figcaption>村民看书</figcaption>\n\n书屋\n</figure>\n乙", [1, 2, 3, 4, 5]),
        (ocr_marks.single, "<img>村民在看书</img>\n<signature>何青</signature>\n<img>开着", [0, 1]),
        (ocr_marks.spans, "\\begin{tabular}{c}\n1 & 2\n\\end{tabular}\n乙", [0, 1, 2]),
        (ocr_marks.captions, f"{IMAGE}\n村民在看书。\n正文。", [1]),
        (ocr_marks.captions, "![](a.jpg)\n村民在看书。", []),
        (ocr_marks.captions, f"{IMAGE}\n# 书屋开门", []),
        (ocr_marks.captions, "![](a.jpg)\n\n<center>村民在看书。</center>\n\n正文。", [2]),
        (ocr_marks.captions, "正文。\n\n<center>书屋开门</center>\n\n正文。", []),
        (ocr_marks.captions, '<div style="text-align: center;"><img src="a.jpg" /></div>', [0]),
        (ocr_marks.notes, "藏书[^1]。\n[^1]: 见年鉴。", [1]),
        (ocr_marks.notes, "藏书<sup>1</sup>。\n<sup>1</sup> 见年鉴。", [1]),
        (ocr_marks.notes, '藏书<sup>[\\[2\\]](#page-3-0)</sup>。\n<span id="page-3-0"></span>\\[2\\] 见年鉴。', [1]),
        (ocr_marks.notes, "藏书${ }^{1}$。\n$^{1}$ 见年鉴。", [1]),
        (ocr_marks.notes, "藏书。\n[2] 见年鉴。", []),
        (ocr_marks.notes, "准点率95%\\*。\n\\*据试运行数据。", [1]),
        (ocr_marks.notes, "配上“田长”①，每月两次。\n① 田长由组长兼任。", [1]),
        (ocr_marks.notes, "一是①修渠；②护林。\n① 田长由组长兼任。", []),
        (ocr_marks.single, "【图片】（村民在看书）\n【图片】书屋开门", [0]),
        (ocr_marks.notes, "准点率95%。\n\\*据试运行数据。", []),
        (ocr_marks.notes, "\\*\\*准点率\\*\\*高。\n\\*\\*据试运行数据。", []),
    ],
)
def test_the_marks_of_tools_take_their_rows(find, page, wanted):
    assert list(blanked(find, page)) == wanted


def test_reference_tags_go_and_take_what_they_name_as_no_text():
    tag = "<|ref|>{}<|/ref|><|det|>[[52, 61, 801, 99]]<|/det|>"
    rows = [
        tag.format("title"),
        "# 题",
        "",
        tag.format("image_caption"),
        "村民看书。",
        "",
        tag.format("text") + "正文。",
    ]
    found = dict(ocr_marks.referred(rows))
    assert found == {
        0: "a reference tag",
        3: "a picture's caption",
        4: "a picture's caption",
        6: "a reference tag",
    }
    assert rows[6] == "正文。"
    assert rows[0] == rows[3] == ""


def test_reference_tags_without_their_brackets_are_the_same():
    caption = ["image_caption[[1, 2, 3, 4]]", "村民看书。"]
    rows = ["title[[40, 20, 620, 60]]", "# 题", "", *caption, "", "text[[1, 2, 3, 4]]正文。"]
    assert [n for n, _ in ocr_marks.referred(rows)] == [0, 3, 4, 6]
    assert rows[6] == "正文。"
    other = ["text[1]是数组", "坐标[[1, 2, 3, 4]]", "matrix[[1, 2], [3, 4]]"]
    assert list(ocr_marks.referred(list(other))) == []


def test_after_a_blank_line_text_belongs_to_no_caption():
    rows = ["<|ref|>image_caption<|/ref|>", "村民看书。", "", "正文。", "正文还有。"]
    assert sorted(n for n, why in ocr_marks.referred(rows) if why) == [0, 1]


@pytest.mark.parametrize(
    "row", thinned(["[{n}] 甲", "<|ref|>", "[图片：", "![](data:", "<sup>1</sup> 甲", "<details>"], 6)
)
def test_many_marks_are_looked_at_once(row):
    rows = [row.replace("{n}", str(n % 1000)) for n in range(20_000)]
    for find in (ocr_marks.notes, ocr_marks.spans, ocr_marks.single, ocr_marks.captions, ocr_marks.referred):
        started = time.process_time()
        list(find(list(rows)))
        assert time.process_time() - started < 5
